"""The numbers of a clause that may be targets: refused with a reason, or kept with their comparison, change and baseline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kg.extract.comparators import Change, Comparison, change, comparison
from kg.extract.context import ReadClause
from kg.extract.lexicon import building_verbs, verbs
from kg.extract.quantities import Quantity, quantities_from
from kg.extract.reaching import is_time_to_reach
from kg.extract.reading import OF_OTHERS
from kg.extract.refusals import refusal
from kg.registers.tables import alternatives

_FROM = re.compile(
    r"(?:由|从|自)(?:(?:19|20)\d{2}年(?:底|末|初)?的?|“[^“”]{2,4}”(?:期?末|初)的?|上轮的?|上一轮的?|上次的?|上期的?|改革前的?|建设初期的?|最初的?|原来的?|上年(?:同期|末|底)?的?|去年(?:同期|底)?的?|年初的?|现在的?|目前的?)?(?:(?:每[人户])?每[年月日天次人户]的?)?(?:约|近|不足)?$"
)


# 较“十三五”末的9323亿元|增加4374亿元: what a change starts from.
_COMPARED_WITH = re.compile(
    r"(?:较|比|在)(?:(?:19|20)\d{2}年(?:底|末)?|“[^”]{2,4}”(?:期?末|期间|时期)?|上年(?:同期|末|底)?|去年(?:同期|底|末)?|年初|基期|原来)的?(?:约|近)?$"
)
_CHANGED = re.compile(r"(?:的?基础上)?(?:增加|增长|提高|提升|下降|减少|降低|缩短|上升)了?(?:约|近)?$")
_TO = re.compile(
    r"(?:提高|增加|提升|上升|增长|下降|降低|降|减少|缩短|缩小|压缩|压减|扩大|调整|扩|升|增|延长|变|提标)(?:了)?(?:到|至|为)(?:(?:19|20)\d{2}年(?:底|末)?的?)?(?:全部|所有)?(?:约|近)?$|到$|至$"
)
UNITS_OF_RANK = ("名", "位", "强", "列")
UNITS_OF_TIME = frozenset(["天", "分钟", "小时", "个工作日", "工作日"])


class FoundTarget(NamedTuple):
    """A target in clean offsets, before it is written as a record."""

    clause: ReadClause
    quantity: Quantity
    indicator: str | None
    population: str | None
    measure: str
    op: str
    baseline: Decimal | None
    rule: str
    goal: bool = False
    """Whether the figure is named a goal (目标80%以上) where its clause reports."""
    year: int | None = None
    """The year that stands before the figure alone (其中2026年20家)."""


class Refused(NamedTuple):
    """A number that is no target: its place, the rule and the reason."""

    start: int
    end: int
    rule: str
    reason: str


@dataclass(slots=True)
class Candidate:
    quantity: Quantity
    compared: Comparison
    changed: Change | None
    baseline: Decimal | None = None
    heads: str | None = None


def candidates(text: str, clause: ReadClause) -> tuple[list[Candidate], list[Refused]]:
    start, end = clause.reading.start, clause.clause.end
    kept: list[Candidate] = []
    refused: list[Refused] = []
    if clause.reading.frame in OF_OTHERS:
        return kept, [Refused(q.start, q.end, *_NOT_OURS) for q in clause.quantities]
    for quantity in quantities_from(clause.quantities, text, start, end):
        quantity = _without_condition(text, quantity)
        no = None if _years_of_life(text, start, quantity) else refusal(text, start, end, quantity)
        if no := no or _unmeasured(text, start, quantity):
            refused.append(Refused(quantity.start, quantity.end, *no))
            continue
        compared = comparison(text, start, quantity.start, quantity.end, end, quantity.vague)
        kept.append(Candidate(quantity, compared, _change(text, start, quantity)))
    return _with_baselines(text, kept), refused


_NOT_OURS = ("figure-of-others", "说的是别处或研究的结果，不是本地的指标")

# 改造提升|25个养老机构: what is counted is raised, no figure rises.
_RAISED = re.compile(r"[个家所处座间支](?!百分点|千分点|名次|位次|等级|档|单位|点)(?=[\u4e00-\u9fff]{2})")


_OF_HOUSES = frozenset("个家所处座间支")
_ALSO_RAISES = ("改造提升", "改造扩大", "提档提升", "巩固提升", "改建提升")


def _change(text: str, start: int, quantity: Quantity) -> Change | None:
    """The change that the number is the size of; none where a verb acts on the things counted."""
    changed = change(text, start, quantity.start)
    if changed is None or text[changed.start : quantity.start] not in ("提升", "提高", "扩大"):
        return changed
    if quantity.unit in _OF_HOUSES and text.startswith(_ALSO_RAISES, changed.start - 2):
        # 改造提升|30所: no figure rises.
        return None
    acts = changed.start == start or verbs().ends_at(text, start, changed.start) < changed.start - 1
    return None if acts and _RAISED.match(text, quantity.end - 1) else changed


# 总投资196万, 年内完成投资2.1亿: a sum without its unit.
_MONEY = re.compile(
    "(?:投资|资金|经费|投入|补助|奖补|预算|专项债|国债|自筹|收入|支出|费用|金额|拨款|贷款|到位)[\u4e00-\u9fff]{0,3}$"
)
# 门诊人次突破|2万6千: its head ends with the measure word.
_HEAD_COUNTS = re.compile("人次(?:分别|已|力争)?(?:突破|超过?|达到?|增至|提高到|保持在)$")
_PEOPLE_BEGIN = frozenset("名人户群居老妇儿学职患")


def _without_condition(text: str, quantity: Quantity) -> Quantity:
    """The quantity with the unit that is meant: none in 8家庭 or 3个月, where the measure word belongs to the next word; 元 and 人次
    where the words before it say so.
    """
    if quantity.unit == "个" and text.startswith(("个月", "个小", "个工作", "个自然"), quantity.end - 1):
        return quantity._replace(unit=None)
    if quantity.unit is None and _MONEY.search(text[max(0, quantity.start - 8) : quantity.start]):
        money = (
            text[quantity.end - 1] in "万亿" and text[quantity.end : quantity.end + 1] not in _PEOPLE_BEGIN
        )
        return quantity._replace(unit="元") if money else quantity
    if quantity.unit is None and _HEAD_COUNTS.search(text[max(0, quantity.start - 10) : quantity.start]):
        return quantity._replace(unit="人次")
    if quantity.unit == "家" and text.startswith("家庭", quantity.end - 1):
        return quantity._replace(unit=None, end=quantity.end - 1)
    return quantity


def _years_of_life(text: str, start: int, quantity: Quantity) -> bool:
    """人均预期寿命…比2020年提高|1岁: an age that is the size of a change is no condition of who is served."""
    return (
        quantity.unit == "岁"
        and not "\u4e00" <= text[quantity.end : quantity.end + 1] <= "\u9fff"
        and change(text, start, quantity.start) is not None
    )


# Units that say how long or how old: a target only where a figure of that kind is what is measured.
_SPANS = ("天", "分钟", "小时", "岁", "分", "个工作日", "工作日")


_SPAN_OF = re.compile(
    r"(?:住院日|时间|时长|天数|日数|寿命|周期|半径|时限|得分|评分|满意度|分值|平均|耗时|响应|候诊|等候)(?:[由从自][\u4e00-\u9fff]{0,6}\d++(?:\.\d++)?(?:个?工作日|分钟|小时|天|岁|分))?[\u4e00-\u9fff]{0,12}$|寿命[^，。；、]{0,40}$"
)


def _unmeasured(text: str, start: int, quantity: Quantity) -> tuple[str, str] | None:
    """A bare number counts only behind a verb that carries a figure; a time or an age only as the figure measured."""
    if quantity.unit in _SPANS:
        measured = _SPAN_OF.search(text, max(start, quantity.start - 44), quantity.start)
        # 同比缩短0.6天: the size of a change is always measured.
        measures = (
            measured
            or change(text, start, quantity.start)
            or is_time_to_reach(text, quantity.start, quantity.end)
        )
        return None if measures else ("time-or-age", "时间或年龄是条件，不是指标")
    if quantity.unit is not None:
        if quantity.unit == "倍" and change(text, start, quantity.start):
            return None
        if quantity.chinese and quantity.unit not in _WHOLE_IN_WORDS and not _built(text, start, quantity):
            return "number-in-words", "文字数目只作说明"
        return None
    before = text[max(start, quantity.start - 8) : quantity.start]
    after = text[quantity.end : quantity.end + 3]
    if _COUNTS_WITHOUT_UNIT.match(after) or (
        text[quantity.end - 1] in "万亿" and _PEOPLE_BEHIND.match(text, quantity.end)
    ):
        return None
    if _CARRIED.search(before) and not _A_TIME.match(after):
        return None
    return "number-without-unit", "没有计量单位的数字"


# 惠及17万|婴幼儿, 为70万|适龄妇女: so large a number of people needs no measure word.
_PEOPLE_BEHIND = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?)(?:婴幼儿|新生儿|儿童|老年人|老人|孕产妇|妇女|女生|居民|群众|患者|人群|职工|学生|劳动者|市民|村民|人口)"
)
# 每个县至少有1医院: the measure word is lost, the number is not.
_COUNTS_WITHOUT_UNIT = re.compile(r"医院|卫生院|乡镇|社区|机构|单位|学校|医生|护士|医师")


_A_TIME = re.compile(r"\d{0,3}(?:年|月|日|岁|小时|天|分钟)")
_CARRIED = re.compile(
    r"(?:率|数|值|分|指数|寿命|比|水平|死亡)(?:分别)?(?:达到?|为|至|到|做到|[提升]高?[到至]|下?降低?[到至为]|稳定在|保持在|控制在|不低于|不高于|不超过|超过)$|(?:性别比|指数)$"
)


# Figures in words that are read as those in digits are.
_WHOLE_IN_WORDS = frozenset(["%", "‰", "‱", "连冠", "元"])


def _built(text: str, start: int, quantity: Quantity) -> bool:
    """新建|三所, 招聘护理人员|三至四名, 两家卫生院|完成改造."""
    before = text[max(start, quantity.start - 5) : quantity.start].removesuffix("了")
    if before.endswith(building_verbs()) or _HOUSES_DONE.match(text, quantity.end):
        return True
    closes = not "\u4e00" <= text[quantity.end : quantity.end + 1] <= "\u9fff"
    return closes and _builds().search(text, start, quantity.start) is not None


@cache
def _builds() -> re.Pattern[str]:
    return re.compile(alternatives([verb for verb in building_verbs() if len(verb) > 1 and verb != "至少"]))


# 两家卫生院|完成改造: houses of which something is done are counted.
_HOUSES_DONE = re.compile(
    r"(?<=[家所])[\u4e00-\u9fff]{2,14}?(?:完成|通过|建成|投用|获评|创成|启用|投入使用|挂牌|达到|开诊)(?!率)"
)


# 从A、B提高到C、D: what parts two figures that are joined.
_JOINT = re.compile("以上|[、和与及]")


def _joined(text: str, kept: list[Candidate], at: int) -> int:
    """How many figures a list has that begins with the `at`th."""
    stop = at + 1
    while stop < len(kept) and _JOINT.fullmatch(text, kept[stop - 1].quantity.end, kept[stop].quantity.start):
        stop += 1
    return stop - at


def _with_lists_of_baselines(text: str, kept: list[Candidate]) -> list[Candidate]:
    """从98元、45元提高到178元、80元: as many former values as there are new ones, in their order."""
    if len(kept) < _TWO_PAIRS:
        return kept
    done: list[Candidate] = []
    at = 0
    while at < len(kept):
        place = kept[at].quantity.start
        count = _joined(text, kept, at) if _FROM.search(text[max(0, place - 10) : place]) else 1
        new = kept[at + count : at + 2 * count]
        if (
            count > 1
            and len(new) == count == _joined(text, kept, at + count)
            and _TO.search(text, kept[at + count - 1].quantity.end, new[0].quantity.start)
        ):
            for former, candidate in zip(kept[at : at + count], new, strict=True):
                candidate.baseline, candidate.changed = former.quantity.value, None
            new[0].compared = new[0].compared._replace(start=_from_start(text, kept[at]))
            done += new
            at += 2 * count
        else:
            done.append(kept[at])
            at += 1
    return done


_TWO_PAIRS = 4


def _with_baselines(text: str, kept: list[Candidate]) -> list[Candidate]:
    """由40元提高到65元: the first number is the baseline of the second."""
    done: list[Candidate] = []
    kept = _with_lists_of_baselines(text, kept)
    for candidate in kept:
        if (
            done
            and done[-1].heads == "from"
            and _TO.search(text, done[-1].quantity.end, candidate.quantity.start)
        ):
            former = done.pop()
            candidate.baseline = former.quantity.value
            candidate.heads = None
            candidate.compared = candidate.compared._replace(start=_from_start(text, former))
            candidate.changed = None
        elif (
            done
            and done[-1].heads == "compared"
            and candidate.changed
            and _CHANGED.fullmatch(text, done[-1].quantity.end, candidate.quantity.start)
        ):
            former = done.pop()
            candidate.baseline = former.quantity.value
            candidate.changed = candidate.changed._replace(start=_before_base(text, former))
        elif text[candidate.quantity.start - 1] in _BASE_ENDS:
            candidate.heads = _as_base(text, candidate.quantity.start)
        done.append(candidate)
    for candidate in done:
        candidate.heads = None
        if candidate.changed and candidate.baseline is None:
            _with_bare_base(text, candidate, candidate.changed)
    return done


# 比2010年的77.2|提高了1.3岁: the unit is said once.
_BARE_BASE = re.compile(
    r"(?:较|比|在)(?:20\d{2}年(?:底|末)?|上年(?:同期|末|底)?|去年(?:同期|底|末)?)的?(?P<base>\d+(?:\.\d+)?)(?:的?基础上)?\Z"
)


def _with_bare_base(text: str, candidate: Candidate, changed: Change) -> None:
    """Gives a change the former value that stands before it without a unit."""
    start = max(0, changed.start - 20)
    if found := _BARE_BASE.search(text[start : changed.start]):
        candidate.baseline = Decimal(found["base"])
        candidate.changed = changed._replace(start=start + found.start())


# What stands before a figure that another starts from ends with one of these.
_BASE_ENDS = frozenset("由从自年底末初的轮次期前来在月日天人户约近足”间")


def _as_base(text: str, place: int) -> str | None:
    """What the figure at `place` is for the one behind it: what it rises or falls from, or what it is compared with."""
    if _FROM.search(text[max(0, place - 10) : place]):
        return "from"
    return "compared" if _COMPARED_WITH.search(text, max(0, place - 14), place) else None


def _before_base(text: str, former: Candidate) -> int:
    found = _COMPARED_WITH.search(text, max(0, former.quantity.start - 14), former.quantity.start)
    return found.start() if found else former.quantity.start


def _from_start(text: str, former: Candidate) -> int:
    found = _FROM.search(text, max(0, former.quantity.start - 10), former.quantity.start)
    return found.start() if found else former.quantity.start
