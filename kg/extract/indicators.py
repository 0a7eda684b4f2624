"""What a number measures: the words before it in its item, those behind it, or what the sentence is about."""

from __future__ import annotations

import re

from kg.extract.comparators import Change, Comparison
from kg.extract.items_behind import item_behind, predicate_at
from kg.extract.lexicon import (
    adverbs,
    empty_verbs,
    measure_verbs,
    prepositions,
    verbs,
)
from kg.extract.named_by import those_among
from kg.extract.quantities import Quantity

_LEAD = re.compile(
    r"^(?:(?:[，、；：]|和|及|与|以及|其中|该[市区县省镇乡村院局州]|该中心|另有|另外|余下的?|剩余的?|其余的?|并|使(?!用)|让|将|对(?![象口接照比策外内标应子])|全年|今年|上半年|\d{1,2}月(?:\d{1,2}日|底|末|份|上旬|中旬|下旬)?(?:以?前|之前)|前[一二三]季度|前\d{1,2}个?月|1[-—～至]\d{1,2}月(?:份)?|年内|年底前|到20\d{2}年(?:底)?|20\d{2}年(?:底|末)?(?:前)?|力争|争取|确保|实现|完成(?![率量数度])|推动|促进|(?<=[市区县省州国院共])有(?=[\u4e00-\u9fff]{2})|(?<![\u4e00-\u9fff])有(?=[\u4e00-\u9fff]{2,6}$)(?![效关序机条偿害毒意限氧形声力利益])|共(?![享同建济振用])|已?累计|先后|目前|到(?:[今明]年|年)?(?:底|末)|逐步(?=实现)|截至\S{2,8}?月(?:底|末)?|全[市区县省州国]|我[市区县省]|辖区内?|本[市区县]|在(?![职校岗册管编园院])|为(?=全|我|本|辖|\d)|（?(?:含|包括)|落实|保证|提高|提升|降低|扩大(?=[^，。；]{2,12}(?:面|率|范围|比例))|控制|保持|首批|第[一二三四五]批|由(?=[\u4e00-\u9fff]{4})|各类型|各类(?!型)|各项|实际(?=体检|筛查|完成|新增|接种|检测|培训|发放|救助|签约|服务|建成|检查|改造)|相比(?=20\d{2})|20\d{2}年(?:底|末|同期)(?:相比)?)(?:的)?)+"
)
_BRACKET = re.compile(r"（[^（）]*[，、含][^（）]*）")
_TAIL = re.compile(
    r"(?:(?:较|比|与)(?:上年|去年|前年|上一年|20\d{2}年|上季度|年初|改革前|组建前|建设前)(?:同期|同比|底|末)?(?:相比)?|同比|环比|实际|每年|逐年|年均|平均|累计|共计?|总计|合计|(?<![签履预节解])约|(?:按|以)(?:每人每年|每人|人均)?|分别|20\d{2}年(?:[、和]20\d{2}年)*|均|都|各|仅|只|全部|总数|(?<=[\u4e00-\u9fff]{4})全覆盖|已|将|力争|稳定|持续|不断|进一步|争取|确保|做了|由|从|为|达|至|到|数量|[，、：；（])+$"
)
# It ends with one of these.
_TAIL_ENDS = frozenset(
    "盖际按以年人取保了期比底末年度初前均计共约别都各仅只部数已将争定续断步由从为达至到量，、：；（"
)
_LEVEL = re.compile(r"^(?:国家|省|市|区|县|镇|全国|省、市)级?$")
_RATE = re.compile(r"(?:率|占比|比例|比重|覆盖面|满意度|水平|指数|得分|知晓度|[增降涨]幅|增速)$")
_SHORT = 3
# A rate of so few characters (完成率, 体检率) names nothing without what the sentence is about.
_BARE_RATE = 4


def item_before(text: str, start: int, number_start: int) -> str:
    """The wording before the number in its item, without what only leads to it."""
    phrase = text[start:number_start]
    if "单位" in phrase:
        phrase = BY_UNIT.sub("", phrase)
    has_brackets = "（" in phrase or "）" in phrase
    if has_brackets:
        phrase = _FIGURE_IN_BRACKETS.sub("", phrase)
        phrase = _balanced(phrase)
    if ("把" in phrase or "将" in phrase) and (moved := _MOVED.match(phrase)):
        phrase = phrase[moved.end() :]
    if lead := _LEAD.match(phrase):
        phrase = phrase[lead.end() :]
    while phrase[-1:] in _TAIL_ENDS and (cut := _TAIL.sub("", phrase)) != phrase:
        phrase = cut
    bare = _without_last_verb(phrase)
    return those_among((_BRACKET.sub("", bare) if has_brackets else bare) or phrase)


# 接种率|以乡为单位|达95%
BY_UNIT = re.compile(r"以[\u4e00-\u9fff（）、]{1,8}为单位")
# 要配合社区把|签约率稳定在80%
_MOVED = re.compile("[\u4e00-\u9fff]{1,12}(?:把(?![关握手脉控])|将(?![军来]))(?=[\u4e00-\u9fff]{2,16}$)")
_FIGURE_IN_BRACKETS = re.compile(r"（[^（）\d]{0,8}\d[^（）]{0,12}）")
_HALF_CLOSED = re.compile(r"^[^（）]{0,12}）(?=[^）]{2})")
_HALF_OPENED = re.compile(r"^(?:[^（）]{0,2})（(?=[^（）]{2,}$)")


def _balanced(phrase: str) -> str:
    """Without the bracket that a verb or the figure before left half: 迁建）|卫生站, （|公办园托班."""
    return _HALF_OPENED.sub("", _HALF_CLOSED.sub("", phrase))


# 救护车配置|达到每3万人口: for how many, behind what is measured.
_FOR_EACH = re.compile(
    r"(?<=[\u4e00-\u9fff]{3})(?:达到?|不低于|不少于|为)?每\d{0,3}[万千百]?(?:名|个)?(?:常住|户籍)?(?:人口|居民|人)$"
)


def _without_last_verb(phrase: str) -> str:
    """…托位占比|达到, 补助标准|提高: the verb that carries the figure is no part of what is measured."""
    if phrase[-1:] in "口人民" and (base := _FOR_EACH.search(phrase)):
        phrase = phrase[: base.start()]
    carrying = measure_verbs()
    if phrase[-1:] not in carrying.ends or phrase.endswith(("彩超", "B超", "腔超", "阴超")):
        return phrase
    first = carrying.ends_at(phrase, 0, len(phrase))
    return _TAIL.sub("", phrase[:first]) if 0 < first < len(phrase) else phrase


def indicator_of(
    text: str, start: int, end: int, quantity: Quantity, compared: Comparison, changed: Change | None,
    verb: str, subject: str, topic: str,
) -> tuple[str, str]:  # fmt: skip
    """(indicator, rule) for a number; `start` is where its item begins (behind the verb or the number before it).

    `verb` and `subject` are the clause's own, `topic` is what the sentence has been about.
    """
    place = max(start, min(compared.start, changed.start if changed else compared.start))
    before = item_before(text, start, place)
    if (
        before in prepositions().words
        or before == _FREE
        or (before[-1:] == "有" and _EACH_HAS.fullmatch(before))
        or (before and _AT_A_PLACE.fullmatch(before))
        or (before[-1:] in _TO_WHOM_ENDS and _TO_WHOM.search(before))
        or _goes_to(text, start, place, compared.end, end)
    ):
        before = ""
    if (
        quantity.unit in ("个", "家", "项", "所")
        and _LISTED.search(before)
        and _is_class(text, compared.end, end)
    ):
        before = ""
    if not before and quantity.unit == "元" and subject and verb in _GIVES:
        # 人均|补助84元按月预拨
        return subject + verb, "counted-before-with-subject"
    if not before and quantity.unit == "元" and (use := _SPENT_ON.match(text, compared.end, end)):
        return use["use"], "counted-behind-the-number"
    sum_of_what = quantity.unit == "元" and len(before) >= _NAMES_A_SUM
    if (
        not sum_of_what
        and _opens_item(text, start, place)
        and (first := item_behind(text, compared.end, end))[0]
    ):
        return _behind(text, *first, end, verb)
    if not quantity.counted and quantity.unit is not None and before:
        return _rate(before, topic)
    if len(before) >= 2 and not _LEVEL.match(before):
        return _counted(before, "" if changed else verb, subject)
    behind, stop = item_behind(text, compared.end, end)
    if behind:
        return _behind(text, behind, stop, end, verb)
    if before:
        return _counted(before, verb, subject)
    if changed or not quantity.counted:
        return topic, "topic-of-the-sentence"
    # 补助|提高到: what carries the figure is no part of what is measured.
    verb = verb[: measure_verbs().ends_at(verb, 0, len(verb))]
    # 筛查任务数8000人，实际|完成8137人
    about = _HOW_MANY_DUE.sub("", subject or topic)
    # 免费筛查已|完成420人: what is counted are the screenings.
    whole = about.endswith(verb) or (about and verb == "完成")
    return about if whole else about + verb, "topic-of-the-sentence"


# 新增6亿元|用于疫苗免费接种: a sum that nothing before it names is told by what it is for.
_SPENT_ON = re.compile(r"(?:专项|主要|全部)?(?P<use>用于[^，。；：\d]{2,24})")

# 组织专家|到6个村设立工作站: who goes there stands before 到, what is counted behind; but 扩大到6个村.
_WHERE_TO = ("到", "赴", "在")


def _goes_to(text: str, start: int, place: int, behind: int, end: int) -> bool:
    """Whether the number counts the places where something is done: a preposition before it, a predicate behind them."""
    if place - start < 2 or not text.startswith(_WHERE_TO, place - 1) or _measures(text, start, place - 1):
        return False
    _, stop = item_behind(text, behind, end)
    return behind < stop < end and predicate_at(text, stop, end)


def _measures(text: str, start: int, at: int) -> bool:
    """扩大|到, 增加|到, 保持|在: the verb before the preposition carries the figure."""
    return measure_verbs().ends_at(text, start, at + 1) < at or verbs().ends_at(text, start, at) < at


_GIVES = frozenset(["补助", "奖补", "奖励", "补贴", "补偿", "资助"])
# 人均补助|84元按月预拨: what so many letters name is what the sum is for.
_NAMES_A_SUM = 4
# 每个行政村有|1所卫生室
_EACH_HAS = re.compile(
    r"每\d*[千万十百]*[个家所支名县乡村镇人][\u4e00-\u9fff]{0,8}(?:都|均|至少)?(?:拥|配|设)?有"
)
# 免费|为36万女生接种: how something is done is not what is counted.
_FREE = "免费"
# 每天对城区|11个中转站实施消杀: where those stand that are counted behind.
_AT_A_PLACE = re.compile(
    "(?:计划|拟|将|已|继续|免费|每[天日周月年]){0,4}+(?:对|在|于|为|给|向)[\u4e00-\u9fff]{1,8}(?:[省区县市镇乡村]|地区|境内|范围内)"
)
# 区疾控中心对|9所学校: what stands before such a preposition does it, what is counted follows.
_TO_WHOM, _TO_WHOM_ENDS = re.compile("[\u4e00-\u9fff]{2}[对为向给]$"), frozenset("对为向给")
# 北城、南城, 方山和上坊: names in a list.
_LISTED = re.compile(r"、|[\u4e00-\u9fff]{2}(?:和|与|及)[\u4e00-\u9fff]{2}")


def _is_class(text: str, place: int, end: int) -> bool:
    """北城、南城3个医疗集团: behind a list of names the number counts the class that follows."""
    return bool(re.match(r"[\u4e00-\u9fff]{2,}", text[place:end])) and not predicate_at(text, place, end)


_EFFORT = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:力争|争取|确保)\Z")


def _opens_item(text: str, start: int, place: int) -> bool:
    """Whether the number opens its item (、2个省健康村; 等6个科室; 建强1家机构): what it counts follows."""
    if effort := _EFFORT.search(text, start, place):
        # 签约率力争|达35%
        place = effort.start()
    lead = text[start:place].rstrip("，")
    if not lead or lead[-1] in "、和及与等；（":
        return True
    first = verbs().ends_at(text, start, place)
    return place - first >= 2 and first < place


_HOW_MANY_DUE = re.compile("(?<=[\u4e00-\u9fff”]{2})(?:任务|目标|计划)数$")
_OF_A_TASK = re.compile(
    "占?(?:(?:全年|年度|目标|计划|既定|下达)(?:目标)?)?(?:[\u4e00-\u9fff]{2,4})?(?:目标)?任务数?(?:的|已)?(?:完成)?"
)
# Rates that say by themselves of what they are one.
_WHOLE_RATE = re.compile(
    r"(?:[药耗]占比|(?:住院|外转|下转|转诊|首诊|出生|发病|患病|吸烟|近视|肥胖|婚检|剖宫产|负债|赔付|病床使用|床位使用)率)$"
)


def _rate(before: str, topic: str) -> tuple[str, str]:
    if topic and _OF_A_TASK.fullmatch(before):
        # 完成全年任务的55.4%
        return f"{topic.removesuffix('任务')}任务完成率", "rate-of-the-topic"
    topic = _HOW_MANY_DUE.sub("", topic)
    bare = len(before) <= _BARE_RATE and _RATE.search(before) and not _WHOLE_RATE.search(before)
    # 规范管理率达90%，面访率提高2个百分点: no rate is one of another rate.
    if bare and topic and not _RATE.search(topic):
        return _joined(topic, before), "rate-of-the-topic"
    return before, "wording-before-the-figure"


def _joined(topic: str, rate: str) -> str:
    """健康体检 + 体检率 is 健康体检率."""
    root = rate.rstrip("率")
    return topic + rate[len(root) :] if root and topic.endswith(root) else topic + rate


# 每家派驻|院长1名: what is done names it better than to how many each.
_DOER = re.compile("(?:医院|保健院|卫生院|疾控中心|急救中心|服务中心|血站|监督所|局|委|办|科|政府|集团)$")
_EACH = re.compile("每[个家所支名县乡村镇]")


def _counted(before: str, verb: str, subject: str) -> tuple[str, str]:
    if verb in measure_verbs().words:
        verb = ""
    if subject and _DOER.search(subject):
        # 县急救中心|新增救护车3辆: who does it is no part of what is counted.
        subject = ""
    if (
        len(before) <= _SHORT
        and subject
        and not subject.startswith(before)
        and not (verb and _EACH.match(subject))
    ):
        return subject + before, "counted-before-with-subject"
    if len(before) <= _SHORT and verb and verb not in empty_verbs() and verb not in adverbs().words:
        return verb + before, "counted-before-with-verb"
    return before, "counted-before-the-number"


def _behind(text: str, behind: str, stop: int, end: int, verb: str) -> tuple[str, str]:
    if stop < end and predicate_at(text, stop, end):
        rest = re.split(r"[，。；]", text[stop:end])[0].rstrip("各共约近")
        if not re.search(r"\d", rest) and 2 <= len(rest) <= 30:
            return f"{_bare(rest)}的{behind}", "those-who-do"
    if len(behind) <= _SHORT and verb and verb not in empty_verbs():
        return verb + behind, "counted-behind-with-verb"
    return behind, "counted-behind-the-number"


def _bare(predicate: str) -> str:
    """The predicate without its leading adverbs."""
    at = 0
    while (after := adverbs().at(predicate, at, len(predicate))) > at and verbs().at(
        predicate, at, len(predicate)
    ) <= after:
        at = after
    return predicate[at:]
