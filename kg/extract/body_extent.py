"""Where the name of a body begins and ends: behind the last word that no name holds, at the place within what is left."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.body_cues import abbreviations, boundary
from kg.extract.lexicon import WordSet, verbs
from kg.extract.place import DocumentPlace
from kg.registers.bodies import load_bodies
from kg.registers.regions import BARE_ZONES, load_regions

# The longest part before an ending in the source documents has 8 characters, the longest with a place 14; the name of an
# autonomous county alone may have 16 (双江拉祜族佤族布朗族傣族自治县).
_REACH = 18
_TO_NO_NAME = re.compile(r"\A(?s:.*)[^\u4e00-\u9fffA-Za-z·]")
# What stands for the document's own place before a body (市一院, 区卫健局).
ELIDED = "市区县省州镇"
_ELIDED_LETTERS = frozenset(ELIDED + "旗")
_ELIDED_PLACE = re.compile(
    rf"[我本]?(?:[{ELIDED}]|(?<![红国党军锦锋义战])旗(?![舰帜]))(?![级属直域内外场政两]|管(?!委|理)|民(?![政族宗]))"
)
_CAMPUS = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}校区|[\u4e00-\u9fff]{1,4}院区|[南北东西新老]院(?:区)?|[\u4e00-\u9fff]{2,6}分院)"
)
_LONGEST_CAMPUS = 8
_NO_CAMPUS = ("在", "与", "和", "的", "新建", "改", "异地", "迁建", "整体", "建设")


def name_start(text: str, ending_start: int, place: DocumentPlace | None) -> tuple[int, str]:
    """Where the name begins: at the place behind the last boundary, else behind the boundary itself."""
    words = boundary()
    low = max(0, ending_start - _REACH)
    begin = _behind_no_name(text, low, ending_start)
    if text.endswith(_EMERGENCY_CALL, low, begin) and not text[begin - 4 : begin - 3].isdigit():
        # 县120急救中心
        begin = _behind_no_name(text, low, begin - len(_EMERGENCY_CALL))
    if begin == ending_start:
        # Most endings stand behind a mark: there is nothing to look at.
        return _behind_counter(text, begin), "body-by-its-ending"
    # One look for the letter of each tells that most texts before an ending hold neither.
    if _ENDS_ONE_THAT_SETS_UP.search(text, max(0, begin - 1), ending_start):
        for set_up in _BEGINS_ANOTHER.finditer(text, begin, ending_start + _SEEN_BEHIND):
            if set_up.end() <= ending_start:
                begin = set_up.end()
    if text.find("学", begin, ending_start + _LONGEST_UNIVERSITY) >= 0:
        while (verb := verbs().at(text, begin, ending_start)) >= begin + _A_WHOLE_VERB and _UNIVERSITY.match(
            text, verb
        ):
            # 加快|建设|中南大学…
            begin = verb
    begin = _behind_counter(text, begin)
    ends, at = words.ends, ending_start
    while at > begin:
        if (
            text[at - 1] in ends
            and (first := words.ends_at(text, begin, at)) < at
            and not _belongs(text, first, at, ending_start)
            and not _inside_a_place(text, first, at, place)
        ):
            begin = _behind_counter(text, at)
            break
        at -= 1
    if begin >= ending_start:
        return begin, "body-by-its-ending"
    for upper in _OF_ANOTHER_LEVEL.finditer(text, begin, ending_start):
        begin = upper.end()
    if two := _TWO_OF_A_PLACE.search(text, begin, ending_start):
        begin = two.end()
    return _at_place(text, begin, ending_start, place)


_EMERGENCY_CALL = "120"


def _behind_counter(text: str, begin: int) -> int:
    """Behind the measure word at `begin`, where a number stands before it."""
    counted = (
        begin > 0
        and (text[begin - 1].isdigit() or text[begin - 1] in _EACH)
        and text[begin : begin + 1] in _COUNTERS
    )
    return begin + 1 if counted else begin


def _behind_no_name(text: str, low: int, end: int) -> int:
    """Behind the last character before `end` that no name holds."""
    found = _TO_NO_NAME.match(text[low:end])
    return low + found.end() if found else low


# 清和市委|清和市人民政府: two bodies of a place without a mark between them.
_TWO_OF_A_PLACE = re.compile("([\u4e00-\u9fff]{2,4}[省市县区旗])委(?=\\1)")
# 省委|市委, 市委|市政府: bodies of two levels, or two of one, without a mark between them.
_OF_ANOTHER_LEVEL = re.compile("(?<![\u4e00-\u9fff]{3})[省市区县州旗](?:委|政府)(?=[省市区县州旗])")
_COUNTERS, _EACH = "家所个名日", "每各"
# 县人民医院|创建|区域医疗中心: a body, what it sets up, and that.
_BEGINS_ANOTHER = re.compile(
    "(?:(?<=[院校司心])|(?<=大学))(?:建设|创建|争创|打造|组建|牵头建设|牵头组建|申报|开设|设立|成立|共建|承建|增设|建成|创成|获批)"
    "(?!领导|工作|指挥|项目|办公|推进|协调|管理|委员|发展|规划)"
)
_ENDS_ONE_THAT_SETS_UP = re.compile("[院校司心学]")
_SEEN_BEHIND = 2
_UNIVERSITY, _LONGEST_UNIVERSITY = re.compile("[\u4e00-\u9fff]{2,6}(?:大学|医学院)"), 9


def _belongs(text: str, first: int, at: int, ending_start: int) -> bool:
    """经 in 经济开发区 and 现 in 现代 begin another word; 区推进强区建设|领导小组 bears what it is set up for."""
    if text[first:at] == "经":
        return text[at : at + 1] in _AFTER_JING
    if text[first:at] == "新":
        return text.startswith("区", at) or _OF_A_TOWN.match(text, at, ending_start) is not None
    if text[first:at] == "自":
        # 自治县|中医院: of the document's own place.
        return text[at : at + 1] == "治" and text[at + 1 : at + 2] in _ELIDED_LETTERS
    if text[first:at] == "和":
        # 仁|和|医院: the last letter of a house's own name.
        return at == ending_start and text[first - 1 : first] in _BEFORE_HE
    if text[first:at] == "现":
        return text[at : at + 1] in _AFTER_XIAN
    return text[first - 1 : first] in ELIDED_AND_NAMED and text.startswith(_SET_UP_FOR, ending_start)


# 新|塘镇|卫生院, 新|宝力格苏木|中心卫生院: the name of a town that no register holds; its kind ends it.
_OF_A_TOWN = re.compile(
    "[\u4e00-\u9fff]{1,6}?(?:(?<![城乡])镇|(?<![镇城下])乡(?![镇村])|苏木|街道)(?:中心)?\\Z"
)
_ENDS_A_TOWN = frozenset("镇乡木道心")
_BEFORE_HE = frozenset("仁协泰太永颐祥康瑞雍顺谦义慈嘉圣")
_AFTER_JING, _AFTER_XIAN = frozenset("济开信贸营"), frozenset("代场有")
ELIDED_AND_NAMED = frozenset("市区县省州")
_BRANDS = frozenset(["健康", "平安", "文明", "美丽", "法治", "无废"])
_SET_UP_FOR = (
    "建设领导小组",
    "建设工作领导小组",
    "领导小组",
    "工作领导小组",
    "指挥部",
    "工作专班",
    "联席会议",
)


def _is_place(name: str, place: DocumentPlace | None) -> bool:
    """Whether a string names a place that a body of this document may sit in: any province or prefecture, a county of the
    document's own province."""
    register = load_regions()
    candidates = register.named(name)
    if not candidates or register.is_word_like(name):
        return False
    region = register.resolve(name, place.code if place else None)
    if region is None:
        return False
    if region.level in ("province", "prefecture", "zone") or "自治" in name:
        return True
    own = place.code[:2] if place and place.code else None
    return (region.code or region.parent or "")[:2] == own


_KINDS_OF_PLACES, _LONGEST_PLACE, _LONGEST_AUTONOMOUS = frozenset("市区县州"), 6, 17


def _inside_a_place(text: str, start: int, end: int, place: DocumentPlace | None) -> bool:
    """和 in 和平区, 新建 in 新建区: the word belongs to the name of a place, also of the document's own that no register holds."""
    if place and text.find(place.name, max(0, end - len(place.name)), start + len(place.name)) >= 0:
        return True
    if (autonomous := text.find("自治", max(0, start - 1), start + _LONGEST_AUTONOMOUS)) >= 0:
        # 都 and 自 in 都安瑶族自治县
        stop = autonomous + len("自治县")
        if any(_is_place(text[i:stop], place) for i in range(max(0, stop - _LONGEST_AUTONOMOUS), start + 1)):
            return True
    # What holds `start`..`end` and ends with a kind.
    for stop in range(end, start + _LONGEST_PLACE + 1):
        if text[stop - 1 : stop] not in _KINDS_OF_PLACES:
            continue
        for first in range(max(0, stop - _LONGEST_PLACE), min(start, stop - 2) + 1):
            if _is_place(text[first:stop], place):
                return True
    return False


def _at_place(text: str, begin: int, ending_start: int, place: DocumentPlace | None) -> tuple[int, str]:
    """The name begins with its place, where one stands between the boundary and the ending."""
    known = abbreviations()
    named = text.rfind(place.name, begin, ending_start) if place else -1
    if named > begin and text[named - 1] in _ENDS_A_BODY:
        # 清和市民政局|清和市财政局: the place of the document begins another name.
        begin = named
    lengths = _lengths_of_names()
    for at in range(begin, ending_start):
        for length in lengths.get(text[at : at + 2], ()):
            name = text[at : at + length]
            if at + length > ending_start:
                continue
            if at == begin + 1 and length == _BARE_PLACE:
                # 长|白山: one letter before the short name of a place belongs to it.
                continue
            if _is_place(name, place):
                if text[at - 2 : at] in _BRANDS and text.startswith(_SET_UP_FOR, ending_start):
                    # 健康清溪建设|领导小组: the place is part of what it is set up for.
                    continue
                if text.startswith("委", at + length) and (
                    second := _ELIDED_PLACE.match(text, at + length + 1, ending_start)
                ):
                    # 清和市委|市政府: two bodies without a mark between them.
                    return second.start(), "body-with-elided-place"
                if set_up := _SET_UP.match(text, at + length, ending_start):
                    # 云屏县|建设|县域医疗次中心: what the place sets up.
                    return set_up.end(), "body-with-its-name"
                return at, "body-with-its-place"
            if name in _ACADEMIES:
                return at, "body-with-its-parent"
            if name not in known or name in load_bodies().types:
                continue
            if (length >= 3 and at + length < ending_start) or (
                at + length == ending_start and _NUMBERED_HOSPITAL.match(text, ending_start)
            ):
                return at, "body-with-its-parent"
    return _at_elided_place(text, begin, ending_start)


def _at_elided_place(text: str, begin: int, ending_start: int) -> tuple[int, str]:
    """The name begins with what stands for the document's place, where that is between the boundary and the ending."""
    lead = text[begin:ending_start]
    elided = [] if _ELIDED_LETTERS.isdisjoint(lead) else list(_ELIDED_PLACE.finditer(lead))
    if len(elided) > 1 and text[begin + elided[-2].end() : begin + elided[-1].start()] == "委":
        # 区委区政府: two bodies without a mark between them.
        return begin + elided[-1].start(), "body-with-elided-place"
    found = elided[0] if elided else None
    if found and found.start() and text[begin : begin + found.start()].endswith(_KINDS_OF_BODIES):
        # 定点医院|县人民医院: what kind of body, then which.
        return begin + found.start(), "body-with-elided-place"
    if found and found.start() and text[begin + found.start() - 1] in _SENDS:
        # 重症转|县中医院
        return begin + found.start(), "body-with-elided-place"
    if (
        found
        and found.start()
        and verbs().at(text, begin, ending_start) == begin + found.start()
        and not text.startswith("开发区", begin)
    ):
        # 建设|县妇幼保健院: a verb is no part of the name.
        return begin + found.start(), "body-with-elided-place"
    if found and (set_up := _SET_UP.match(text, begin + found.end(), ending_start)):
        return set_up.end(), "body-with-its-name"
    if found and (found.start() == 0 or text[begin + found.start() - 1] not in "城社地乡"):
        return begin, "body-with-elided-place" if found.start() == 0 else "body-with-a-place"
    if not lead:
        return begin, "body-by-its-ending"
    if lead[-1] in _ENDS_A_TOWN and _OF_A_TOWN.match(text, begin, ending_start):
        return begin, "body-with-a-place"
    return begin, "body-with-its-name"


# 中国医学科学院|肿瘤医院: academies with hospitals of their own.
_ACADEMIES = frozenset(["中国医学科学院", "中国中医科学院"])
_SENDS = frozenset("转送派请赴")
# 昌大|二附院, 苏大|附一院: the short name of a university before a hospital of its own.
_NUMBERED_HOSPITAL = re.compile("[一二三四五六七八九]?附[一二三四五六七八九]?院|附属")
_SET_UP = re.compile(r"(?:建设|新建|创建|打造|设立|建立|建成)(?=[\u4e00-\u9fff]{3,}\Z)")
_ENDS_A_BODY = frozenset("委会局厅办院部社")
_BARE_PLACE = 2
_KINDS_OF_BODIES = ("医院", "单位", "机构", "部门", "牵头方", "承办方")


@cache
def _lengths_of_names() -> dict[str, tuple[int, ...]]:
    """How long the names of places and the short names of bodies are that begin with two letters, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in (*load_regions().names(), *BARE_ZONES, *_ACADEMIES, *abbreviations()):
        if len(name) <= _LONGEST_NAME:
            lengths.setdefault(name[:2], set()).add(len(name))
    return {letters: tuple(sorted(known, reverse=True)) for letters, known in lengths.items()}


_LONGEST_NAME = 16


# 健康海清建设委员会（爱国卫生运动委员会）办公室: the office of a committee, with its second name in brackets.
_OFFICE_OF = re.compile(
    r"(?<=[会组部])(?:（[\u4e00-\u9fff]{4,16}(?:委员会|领导小组|指挥部)）)?办公室(?!主任|负责|副主任)"
)
# 医政科|长, 疾控科|负责人: but 疾控科|负责…
_GOES_ON = re.compile("[主副科处研技长员学普教]|负责(?:人|同志)")


@cache
def _offices() -> WordSet:
    """The offices of a health authority that bear their rank; 信息中心 and the like stand for themselves too."""
    return WordSet(tuple(o for o in load_bodies().offices if o[-1] in "处科股"))


_INNER_CENTRE = re.compile(r"[\u4e00-\u9fff]{2,10}?中心(?=[、，。；）]|建设|投入|$)")


# What a hospital is accredited or chosen for is no house of its own.
_ACCREDITED = re.compile(
    "(?:国家|省级|区域)[\u4e00-\u9fff]{0,12}中心|[\u4e00-\u9fff]{0,6}(?:传承创新|胸痛|卒中|创伤|房颤|心衰)中心"
)


def is_accreditation(name: str) -> bool:
    """Whether a name is that of a hospital with what it is accredited for (市人民医院|胸痛中心)."""
    _, house, centre = name.rpartition("院")
    return bool(house) and _ACCREDITED.fullmatch(centre) is not None


# …附属肿瘤医院|甘肃医院: a regional centre bears the name of its mother house and the place.
_NAMED_AFTER_PLACE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,3})(?:儿童|中医|妇产|肿瘤)?医院")
_A_WHOLE_VERB = 2


_A_GROUP = "（集团）"


def with_part(text: str, end: int, place: DocumentPlace | None = None) -> int:
    """…医院|高新院区, …院|临床救治中心: a campus, branch or centre belongs to the name."""
    if text.startswith("公室", end) and text[end - 1] == "办":
        # 新农合办|公室: the short name of an office within its longer one.
        return end + 2
    if text.startswith(_A_GROUP, end):
        # 县妇女儿童医疗中心（集团）|东城院区
        end += len(_A_GROUP)
        campus = _CAMPUS.match(text, end)
        return campus.end() if campus and not campus.group().startswith(_NO_CAMPUS) else end
    last = text[end - 1]
    if last in "会组部" and (office := _OFFICE_OF.match(text, end)):
        return office.end()
    if last in "委局会厅" and (behind := _offices().at(text, end, end + _REACH)) > end:
        # 市卫生健康委|疾控科
        return end if _GOES_ON.match(text, behind) else behind
    if last == "院" and (branch := _NAMED_AFTER_PLACE.match(text, end)):
        known = load_regions().named(branch["place"]) or (
            place and place.name.removesuffix(place.name[-1]) == branch["place"]
        )
        if known:
            return branch.end()
    if verbs().at(text, end, end + _REACH) - end >= _A_WHOLE_VERB or _BEGINS_ANOTHER.match(text, end):
        return end
    behind_it = text[end : end + _LONGEST_CAMPUS]
    if "院" in behind_it or "校" in behind_it:
        found = _CAMPUS.match(text, end)
        if found and not found.group().startswith(_NO_CAMPUS):
            return found.end()
    centre = _INNER_CENTRE.match(text, end) if last == "院" else None
    if centre is None:
        return end
    if _BEGINS_ANOTHER.search(text, end, centre.end()):
        return end
    words = boundary()
    if is_accreditation("院" + centre.group()):
        # 市中医院|中医药传承创新中心: what any hospital may set up is a line of work, not a part of its name.
        return end
    if all(words.at(text, i, centre.end()) - i < 2 for i in range(end, centre.end())):
        return centre.end()
    return end
