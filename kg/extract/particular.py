"""Whether the wording before the ending of a body's name makes a particular body of it, or no more than a class."""

from __future__ import annotations

import re

from kg.extract.body_cues import class_leads, famous, listed, stands_alone, weak_endings
from kg.extract.body_extent import ELIDED
from kg.extract.lexicon import verbs
from kg.extract.place_words import is_no_name
from kg.registers.bodies import load_bodies
from kg.registers.unlisted import is_name

_A_CLASS = re.compile(
    r"级|[两二三四五六七八九十](?:大|个|家)|各|(?<!附)属|^[省市县区州镇乡旗]{2,}$|^(?:街道|镇街)$|紧密型|示范|副$|"
    # 三校一院, 一区三中心: how many of which kind.
    r"^[一两二三四五六七八九十][校院区县镇乡园馆站][一两二三四五六七八九十]?$"
)
# 一所公益性|卫生院, 综合性的|医院: what kind of body, not which.
_DESCRIBED = re.compile(r"的$|性$|^[一二三四五六七八九十两数多]?[所家座](?=[\u4e00-\u9fff]*(?:的|性))")
_CLASS_OPENS = (
    "镇街",
    "街镇",
    "省市",
    "市县",
    "省内外",
    "乡镇",
    "农村",
    "社区",
    "村级",
    "镇级",
    "基层",
    "县域",
    "区域",
    "街道综合",
    "全国",
    "全省",
    "全市",
)


def is_particular(text: str, start: int, ending_start: int, ending: str, rule: str) -> bool:
    """Whether the wording before the ending makes it a particular body."""
    lead = text[start:ending_start]
    before, left = text[start - 2 : start - 1], text[start - 1 : start]
    if left == "）" and before in _KINDS_IN_BRACKETS:
        return False
    if rule != "body-with-its-place" and left == "、" and before in _KINDS and text[start - 3] != "院":
        return (
            _OF_TWO_PLACES.search(text, max(0, start - 6), start) is not None
            and lead[-1:] in _KINDS
            and is_name(lead[:-1])
        )
    if not lead:
        return _by_its_ending(text, start, ending_start + len(ending), ending)
    class_leads = listed("class_leads")
    if _is_done(lead) or _A_CLASS.search(lead) or _DESCRIBED.search(lead) or lead in class_leads:
        return False
    if lead.startswith(_CLASS_OPENS) and rule != "body-with-its-place":
        return False
    # 各县医院, 4个镇卫生院
    if lead.startswith("治") or (left in _EACH and rule == "body-with-elided-place"):
        return False
    if rule in _WITH_A_PLACE:
        own = _TO_ELIDED.sub("", lead, count=1) if rule != "body-with-its-place" else lead
        return not (ending in _GROUPS and "院" not in lead) and own not in class_leads
    return _by_own_name(text, start, lead, ending)


# 云台县、|清江区卫健局: two places by name; but 各县、区卫健局.
_OF_TWO_PLACES = re.compile("(?<![各辖所])[\u4e00-\u9fff]{2}(?<![各辖所].)[市县区旗]、$")
_WITH_A_PLACE = frozenset(
    ["body-with-its-place", "body-with-elided-place", "body-with-its-parent", "body-with-a-place"]
)
_KINDS_IN_BRACKETS = frozenset("市区县旗")


def _by_its_ending(text: str, start: int, end: int, ending: str) -> bool:
    """A body of which there is nothing but the ending: of national fame, or the one of the document's place."""
    if text.startswith("牌子", end):
        # 各疾控中心加挂|卫生监督所|牌子
        return False
    if ending in load_bodies().short_forms.famous or ending in famous():
        return True
    left = text[start - 1 : start]
    if ending in COMMITTEES:
        # 县委|、县政府, 县委|印发: but 县委|书记, 县委|巡察组, 县委|全会, 县委|员会.
        return text[end : end + 1] in _ACTS_AS_A_COMMITTEE and left not in _EACH
    if ending in listed("with_a_duty"):
        return _ACTS_ALONE.match(text, end) is not None and _opens(text, start)
    return (
        left not in _COUNTED_OR_CLASSED
        and stands_alone(ending)
        and not (ending in listed("kinds") and verbs().ends_at(text, max(0, start - 4), start) < start)
        and not _is_a_class_here(text, start, end)
    )


# 中医院|要加快创建, 由妇保院|牵头: so short a name is the place's own where it has a duty.
_ACTS_ALONE = re.compile(
    "(?:具体|主要|共同)?(?:负责|牵头|承担|配合)(?!单位|部门|医院|处室|科室)|[要应须](?!求|急|用|对突)"
)


def _opens(text: str, start: int) -> bool:
    """Whether a name begins a clause, or is joined to one that does."""
    before = text[start - 1 : start]
    return not "\u4e00" <= before <= "\u9fff" or before in "由和与及"


_COUNTED_OR_CLASSED = frozenset("级各家个所的类")


COMMITTEES = frozenset(["省委", "市委", "区委", "县委", "州委", "旗委"])
_ACTS_AS_A_COMMITTEE = frozenset("、和与及，市区县省州旗将把对已先多高印出")
_EACH = frozenset("各个家所两")
# 牵头组建|东部医疗集团
_SETS_UP = frozenset(["组建", "成立", "建立", "建成", "组成", "设立"])
_KINDS, _TO_ELIDED = frozenset("市区县州旗"), re.compile(rf"^.*?[{ELIDED}]")
_GROUPS = frozenset(["医共体", "医联体", "健共体", "健联体"])


def _is_done(lead: str) -> bool:
    """建设|老年医院, 改造|乡镇|卫生院: what is done, not the name of a body."""
    verb = verbs().at(lead, 0, len(lead))
    return verb >= _A_WHOLE_VERB and (verb == len(lead) or lead[verb:] in listed("class_leads"))


_A_WHOLE_VERB = 2


def _by_own_name(text: str, start: int, lead: str, ending: str) -> bool:
    """A body with a proper name and no place: one of a town (邹区人民医院), a group at its clause's start, a learned society."""
    if _OF_A_UNIVERSITY.match(lead + ending):
        return not lead.startswith(_NO_UNIVERSITY) and not lead.endswith(_RANKED)
    if lead.endswith(class_leads()):
        return False
    if ending in ("医疗集团", "医院集团"):
        stands = text[start - 1 : start] in ("", "。", "；", "，", "\n", "、", "：")
        return 2 <= len(lead) <= 4 and (stands or text[start - 2 : start] in _SETS_UP)
    if ending in ("联盟", "研究院", "研究所", "协会", "学会"):
        return len(lead) >= 4 and lead.startswith(("世界", "中国", "全国", "中华", "国家", "国际"))
    if ending == "医院" and _NAMED_LIKE_A_HOUSE.fullmatch(lead):
        return lead not in _NO_NAMES and is_name(lead) and not is_no_name(lead + "镇")
    if ending == "卫生院":
        return len(lead) in _OF_A_TOWN and _opens(text, start) and _is_of_a_town(text, start, lead + ending)
    return (
        ending not in weak_endings() and 2 <= len(lead) <= 6 and not re.search(r"[新老]|综合|专科|基层", lead)
    )


_OF_A_TOWN = (2, 3)
_NO_NAMES = frozenset(
    ["友善", "友好", "南北", "东西", "中西", "东中", "北中", "同中", "中东", "为民", "普惠", "和谐", "光明正"]
)
# 沙井医院, 西关医院: named after a place by what such names end with; 仁爱医院, 康宁医院: a house's own name of good letters.
_NAMED_LIKE_A_HOUSE = re.compile(
    "[\u4e00-\u9fff]{1,2}[井湾河山海江湖岭坪塘桥溪洲港沟坡岗庄铺店屯堡寨营渡堰坝浦圩墩埠洋浜泾岛滩泉潭]"
    "|[仁爱康宁安博济和慈协同华福德民众瑞益寿春阳光佳泰恒新东西南北中天圣恩惠普世嘉友谊善诚正信明康为众]{2,3}"
)


def _is_of_a_town(text: str, start: int, name: str) -> bool:
    """石桥|卫生院|完成改造: a town's house without the kind of the town, where it does something."""
    end, lead = start + len(name), name.removesuffix("卫生院")
    if not _ACTS_ALONE.match(text, end) and verbs().at(text, end, len(text)) == end:
        return False
    return is_name(lead) and not is_no_name(lead + "镇")


# 清和医科大学, 清和医学院第一附属医院, 清和大学附属云屏医院: a university bears a proper name, and so do its hospitals.
_OF_A_UNIVERSITY = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:医科|中医药|医学|药科|师范|理工|职业|科技|民族|工业|农业){0,2}(?:大学\Z|(?:大学|学院)(?:第[一二三四五六])?附属[\u4e00-\u9fff]{0,8}\Z)"
)
_NO_UNIVERSITY = (
    "老年",
    "健康",
    "社区",
    "家长",
    "电视",
    "广播",
    "开放",
    "高等",
    "世界",
    "国内",
    "省内",
    "知名",
    "著名",
    "全国",
    "相关",
    "有关",
    "所在",
    "驻",
    "省外",
    "外地",
)
_RANKED = ("世界", "中国", "全球", "亚洲")


def _is_a_class_here(text: str, start: int, end: int) -> bool:
    """妇幼保健院、综合医院等: a bare ending in a list of kinds of bodies names no body."""
    around = text[max(0, start - 8) : start] + text[end : end + 6]
    return bool(re.search(r"级(?:以上)?|各类|综合医院|专科医院|医疗机构|等医疗|基层", around))
