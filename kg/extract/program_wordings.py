"""The wordings of a text that may name a programme: in quotes, as works on a house, as what a verb acts on, as the place's own campaign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from kg.extract.commitments import Found
from kg.extract.institutions import Body
from kg.extract.lexicon import verbs
from kg.extract.place import DocumentPlace
from kg.extract.program_names import ETC, SHORTEST, programme_words, speaks_of_health
from kg.model.spans import Spans
from kg.registers.programmes import ProgrammeHit
from kg.registers.regions import load_regions
from kg.registers.tables import alternatives, table, words

ActedOn: TypeAlias = tuple[int, int, int]
"""A member of what a verb acts on: where it begins and ends, without what only counts, and where its verb begins."""


def acted_on(text: str, commitments: list[Found]) -> list[ActedOn]:
    """What the verbs of a document's commitments act on, member by member."""
    found: list[ActedOn] = []
    for commitment in commitments:
        reading = commitment.clause.reading
        verb, start, end = reading.verb_start, reading.object_start, reading.object_end
        if reading.verb_end <= verb:
            continue
        parted = _PARTED.search(text, start, end)
        if parted is None:
            # One member without a figure, as most are.
            stop = _without_counting(text, start, end) if text[end - 1] in _COUNTING_ENDS else end
            found.append((start, stop, verb))
        elif _DIGIT.search(text, parted.start(), end):
            found += [(a, _without_counting(text, a, b), verb) for a, b in _members(text, start, end)]
        else:
            found += [
                (a, _without_counting(text, a, b) if text[b - 1] in _COUNTING_ENDS else b, verb)
                for a, b in _members(text, start, end)
            ]
    return found


QUOTED = re.compile(r"“(?P<inner>[^“”，。；]{2,16})”")


_AFTER_QUOTE = re.compile(
    r"(?![等为成的与和及在被对将把以是由让])(?:[\u4e00-\u9fff]{0,6}?(?:专项行动|行动计划|行动|工程|活动|项目|计划|品牌|服务|机制|制度|模式|建设|创建|试点|医院|社区|城市|门诊|"
    r"应用|场景|示范区|村|学校|筛查|管理|一体化|办理|抽查|监管|APP|小程序|平台|系统|热线|进校园|进社区|进农村|进企业|进万家|讲堂|讲座|大赛|发布会|"
    r"课堂|驿站|小镇|工作室|联盟|培训|宣传|评选|培养))"
)


@cache
def _quoted_cues() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    rows = table("cues", "programmes.toml")
    before = re.compile(
        rf"(?:{alternatives(list(words(rows['quoted']['verbs'])))})[\u4e00-\u9fff]{{0,6}}(?:“[^“”]{{1,20}}”[、和及与]?)*$"
    )
    after = re.compile(rf"[\u4e00-\u9fff]{{0,2}}(?:{alternatives(list(words(rows['quoted']['not_after'])))})")
    return before, after, words(rows["construction"]["verbs"])


def quoted(text: str, body: int) -> Iterator[tuple[int, int, str]]:
    """“虞快托”品牌, 推广“浙医互认”应用: a name in quotes with the word for what it is, or that a verb acts on."""
    before, not_after, _ = _quoted_cues()
    for found in QUOTED.finditer(text, body):
        if "、" in found["inner"] and text.startswith("的", found.end()):
            # “平战结合、科学高效”的体系: what it is to be like.
            continue
        after = None if acts_behind(text, found.end()) else _AFTER_QUOTE.match(text, found.end())
        if text.startswith("等", found.end()) and speaks_of_health(found["inner"]):
            yield *found.span(), "name-in-quotes-that-a-verb-acts-on"
            continue
        if after and len(after.group()) <= 10:
            yield found.start(), after.end(), "name-in-quotes"
        elif (more := _MORE_QUOTES.match(text, found.end())) and _AFTER_QUOTE.match(text, more.end()):
            # “云岭正骨”“张氏接骨”品牌: what they are is said once.
            yield found.start(), found.end(), "name-in-quotes-that-a-verb-acts-on"
        elif (
            len(found["inner"]) >= 3
            and not not_after.match(text, found.end())
            and before.search(text[max(0, found.start() - 40) : found.start()])
        ):
            yield found.start(), found.end(), "name-in-quotes-that-a-verb-acts-on"


def acts_behind(text: str, place: int) -> bool:
    """“国考”进入全国同类医院…: a predicate follows the quotes, and no word for what is named."""
    verb = verbs().at(text, place, len(text))
    return text[place:verb] in _REACHES


_REACHES = frozenset(["进入", "获评", "获得", "荣获", "通过", "达到", "入选", "跻身", "惠及", "取得", "覆盖"])
_MORE_QUOTES = re.compile("(?:[、和与及]?“[^“”，。；]{2,16}”){1,4}")
# 24.医疗人才保障项目。 (三)深化生育服务工程
_HEADS = re.compile(
    r"(?:^|(?<=[。；]))[ \u3000]*(?:\d{1,2}[.．、]|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}[、是])"
    r"(?:深入)?(?:实施|推进|深化|开展|启动|抓好)?(?P<name>[\u4e00-\u9fff]{4,14}(?:项目|工程|行动|计划))(?=[。：\n])",
    re.M,
)


# How such a heading ends, and all before its sentence: it may begin anywhere, such ends are rare.
_HEAD_ENDS, _TO_SENTENCE = re.compile(r"[目程动划](?=[。：\n])"), re.compile(r"\A(?s:.*)[。；\n]")
_LONGEST_HEAD = 60


def headings(text: str, body: int) -> Iterator[tuple[int, int, str]]:
    """24.医疗人才保障项目。: an item that is headed by nothing but the name of what it is about."""
    for closes in _HEAD_ENDS.finditer(text, body):
        end = closes.end()
        start = max(body, end - _LONGEST_HEAD)
        if before := _TO_SENTENCE.match(text[start:end]):
            start += before.end()
        found = _HEADS.match(text, start)
        if found and found.end() == end:
            yield *found.span("name"), "name-that-heads-an-item"


def sites(text: str, commitments: list[Found], bodies: list[Body]) -> Iterator[tuple[int, int, str]]:
    """Building projects: what is built, rebuilt, moved or put into use, where a particular body is named in it."""
    *_, verbs = _quoted_cues()
    # A room of a branch (东屏分院血透室) is no building site.
    houses = [b for b in bodies if not b.generic and b.rule != "branch-of-the-issuer"]
    named = Spans(span for b in houses for span in b.places)
    for commitment in commitments:
        reading = commitment.clause.reading
        if not named.begin_within(reading.start, reading.end):
            continue
        action = text[reading.verb_start : reading.verb_end]
        builds = action.startswith(verbs)
        start, end = reading.object_start, reading.object_end
        if reading.rule == "verb-behind-subject" and action in ("完成", "投入", "实现"):
            start, end, builds = (
                reading.start,
                reading.lead_end,
                text.startswith(("前期", "使用"), reading.verb_end),
            )
        if not named.begin_within(start, end):
            continue
        for a, b in _sites_joined(text, start, end):
            stop = _without_counting(text, a, b)
            if (
                named.begin_within(a, stop)
                and stop - a >= SHORTEST
                and (builds or _SITE.search(text[a:stop]))
            ):
                yield a, stop, "building-project"


_JOINT = re.compile("[和与]")
_SITE = re.compile(
    r"(?:改造|搬迁|新建|扩建|改扩建|迁建|重建|[一二三]期|大楼|片区提升|装修工程|建设项目|院区)(?:工程|项目|建设)?$"
)


def _sites_joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list of works, also those that 和 joins: 老院区改造|和|新院区搬迁."""
    for a, b in _members(text, start, end):
        for found in _JOINT.finditer(text, a, b):
            joint = found.start()
            if joint > a and _SITE.search(text[a:joint]):
                yield a, joint
                a = joint + 1
        yield a, b


# 订单定向|免费培养医学生: the whole of what a verb acts on is a spelling too, where it holds one concept and is a name by its length.
_LONGEST_WORDING = 14
# What stands beside it and is no part of it.
_BESIDE = "的好了"
# 急救服务|和血液保障: what another thing is joined to is a wording of both; 做健康社区的主人 names the whole no longer.
_JOINED = re.compile("[和与及]|的(?!建设|创建|管理)")
_NO_PART_OF_NAME = re.compile(r"[\d“”《》（）]|等$")


def full_wordings(
    text: str, acted_on: list[ActedOn], hits: list[ProgrammeHit], named: Spans
) -> Iterator[tuple[ProgrammeHit, str]]:
    """The concepts that make up part of what a verb acts on, each with the whole wording; `named` are the places of the hits."""
    by_place = {hit[:2]: hit for hit in hits}
    for start, stop, _ in acted_on:
        if stop - start > _LONGEST_WORDING and text[start] not in _BESIDE and text[stop - 1] not in _BESIDE:
            continue
        inside = named.only(start, stop)
        if inside is None:
            continue
        first, last = inside
        wording = text[start:stop].strip(_BESIDE)
        if first < start or last > stop or len(wording) > _LONGEST_WORDING:
            continue
        if _NO_PART_OF_NAME.search(wording):
            continue
        if not (_JOINED.search(text, start, first) or _JOINED.search(text, last, stop)):
            yield by_place[first, last], wording


def campaigns_of_places(text: str, place: DocumentPlace | None, body: int) -> Iterator[tuple[int, int]]:
    """健康临渚行动, 合理膳食、全民健身等15个专项行动: the place's part of the Healthy China action."""
    if any(name in text for name in _NATIONAL_ACTIONS):
        for found in _NATIONAL.finditer(text, body):
            yield found.span("all")
    if place is None:
        return
    above = load_regions().ancestors(place.code) if place.code else ()
    for found in _CAMPAIGN.finditer(text, body):
        if found["place"] in place.full or any(r.name.startswith(found["place"]) for r in above):
            yield found.span()


_NATIONAL_ACTIONS = ("健康知识普及", "合理膳食", "全民健身", "控烟", "心理健康促进")
_NATIONAL = re.compile(
    rf"(?:{'|'.join(_NATIONAL_ACTIONS)})[^，。；\n]{{0,40}}?(?P<all>\d+[个项大](?:健康)?(?:专项)?行动)"
)


_CAMPAIGN = re.compile(r"健康(?P<place>[\u4e00-\u9fff]{2,3}?)(?:建设)?(?:\d+[项个大])?(?:专项)?行动")


_SETS_UP = (
    "建设",
    "创建",
    "新建",
    "打造",
    "建成",
    "设置",
    "布设",
    "培育",
    "设立",
    "增设",
    "组建",
    "配置",
    "配建",
    "建立",
    "争创",
    "创成",
    "获评",
    "获批",
    "开设",
    "成立",
    "申报",
    "推进",
    "统筹推进",
    "持续推进",
    "扶持",
    "精准扶持",
    "启用",
    "投用",
    "建好",
    "建强",
    "做强",
)
_FACILITIES = (
    "站点|中心|基地|专科|专病门诊|门诊|药房|学校|医疗卫生机构|诊室|病区|小屋|驿站|样板|队伍|家庭|社区|工作站|绿色通道|康复站|"
    "设施|科室|学科|联合体|共同体"
)
_FACILITY = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{_FACILITIES})\Z")
_FACILITY_ENDS = frozenset(name[-1] for name in _FACILITIES.split("|"))


def items(text: str, acted_on: list[ActedOn]) -> Iterator[tuple[int, int, str]]:
    """The members of what a verb acts on that end like the name of a programme."""
    tails, *_ = programme_words()
    tail_at, tail_ends = tails.ends_at, tails.ends
    for start, stop, verb in acted_on:
        # Most end otherwise, wherever they begin, and the last letter tells.
        last = text[stop - 1]
        has_tail = last in tail_ends and tail_at(text, start, stop) < stop
        is_facility = last in _FACILITY_ENDS and text.startswith(_SETS_UP, verb)
        if not (has_tail or is_facility):
            continue
        whole, start = start, _behind_subject(text, start, stop)
        if (
            has_tail
            and (start == whole or tail_at(text, start, stop) < stop)
            and not _is_rest(text, start, stop)
        ):
            yield from _parted(text, start, stop)
        elif is_facility and _FACILITY.search(text, start, stop) and not _is_rest(text, start, stop):
            yield start, stop, "facility-that-is-set-up"


def _behind_subject(text: str, start: int, end: int) -> int:
    """Where the wording begins behind a subject and its verb: 后勤科完成|病房楼改造."""
    own = _SUBJECT.match(text, start, end)
    return own.end() if own and end - own.end() >= SHORTEST else start


_SUBJECT = re.compile("[\u4e00-\u9fff]{2,8}?(?:完成|通过|启动|开展|推行|实行|实施)(?!率)")


_CLASS = re.compile(
    r"新|创新|各|多|重点|重大|突出|方面|情况|主题|领域|系列|特色|相关|有关|配套|优质|(?<![一二三四五六七八九十\d])[一二三四五六七八九十\d]++[项个大]"
)


def _is_rest(text: str, start: int, end: int) -> bool:
    etc = ETC.search(text, start, end)
    return etc is not None and _CLASS.match(text, etc.end()) is not None


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The names that 和 joins where each has a tail: 职业病危害专项治理|和|粉尘健康危害早发现行动; else the whole."""
    tails, *_ = programme_words()
    at = start
    for found in _JOINT.finditer(text, start, end):
        if (
            found.start() - at >= SHORTEST <= end - found.end()
            and tails.ends_at(text, at, found.start()) < found.start()
        ):
            yield at, found.start(), "object-with-the-tail-of-a-programme"
            at = found.end()
    yield at, end, "object-with-the-tail-of-a-programme"


def _members(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if _BRACKET.search(text, start, end) is None:
        joints = [found.start() for found in _MEMBER_JOINT.finditer(text, start, end)]
        return list(zip([start, *[joint + 1 for joint in joints]], [*joints, end], strict=True))
    members: list[tuple[int, int]] = []
    depth, begin = 0, start
    for found in _MEMBER_MARK.finditer(text, start, end):
        char = found.group()
        if char not in "、，及":
            depth += 1 if char in "（“《" else -1
        elif depth <= 0:
            members.append((begin, found.start()))
            begin = found.end()
    return [*members, (begin, end)]


_MEMBER_MARK = re.compile("[、，及（“《）”》]")
_MEMBER_JOINT, _BRACKET = re.compile("[、，及]"), re.compile("[（“《）”》]")


# What _COUNTING accepts ends with one of these, or holds a digit.
_COUNTING_ENDS, _DIGIT = frozenset("作务等目"), re.compile(r"\d")
# What parts the members of a list, or counts them.
_PARTED = re.compile(r"[、，及\d]")


# How it ends without a figure: many more wordings end with the last letter of one of these.
_COUNTED_AT_END = ("工作", "任务", "等", "等重大项目")
_COUNTING = re.compile(
    r"(?:等)?(?:各项)?(?:重点|重大)?(?:工作|任务|等|等重大项目)$|(?:不少于|不低于|达到?|至少|超过?|各|约|共)?\d.*$"
)
# So much of it stands before the first digit, and so long it is without one.
_BEFORE_DIGIT, _LONGEST_COUNTING = len("不少于"), len("等各项重点等重大项目")


def _without_counting(text: str, start: int, end: int) -> int:
    """Without 等工作, 工作, 任务 and figures at the end."""
    digit = _DIGIT.search(text, start, end)
    if digit:
        first = digit.start() - _BEFORE_DIGIT
    elif text.endswith(_COUNTED_AT_END, start, end):
        first = end - _LONGEST_COUNTING
    else:
        return end
    found = _COUNTING.search(text, max(start, first), end)
    return found.start() if found else end
