"""Targets: the numbers by which one can check later whether something happened."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kg.extract.clause import PROBLEM
from kg.extract.comparators import Change, Comparison, change, comparison
from kg.extract.context import Context, ReadClause
from kg.extract.indicators import indicator_of
from kg.extract.lexicon import building_verbs
from kg.extract.quantities import Quantity, chinese_decimal, find_quantities
from kg.extract.refusals import refusal

_ZERO = re.compile(
    r"零(?=死亡|发生|事故|感染|输入|漏诊|上访|投诉|发病|本土|新增|病例|舆情|差错|伤亡|违规|违纪)|(?<=为)零(?![\u4e00-\u9fff])|(?<=为)0(?![\d.%‰])|(?<=保持)零(?![\u4e00-\u9fff])"
)
_FROM = re.compile(
    r"(?:由|从|自)(?:20\d{2}年(?:底|末)?的?|原来的?|上年(?:同期|末|底)?的?|去年(?:同期|底)?的?|年初的?)?(?:约|近|不足)?$"
)
_TO = re.compile(
    r"(?:提高|增加|提升|上升|增长|下降|降低|降|减少|缩短|扩大|调整|扩|升|增|延长|变|提标)(?:了)?(?:到|至|为)(?:约|近)?$|到$|至$"
)
_JOIN = re.compile(r"(?:以上|以下|以内|左右)?(?:[、，]|和|及|与|以及)(?:达到?)?")
_LEVEL = re.compile(r"(?:国家|[省市区县镇乡村])级?")
# What the last name of a list shares with those before it: 新生儿、婴儿|死亡率, 高血压、糖尿病|患者规范管理率.
_SHARED_TAIL = re.compile(
    r"(?:患者)?(?:规范|系统|健康|免费|早期|住院|门诊|参保|年均)?(?:[\u4e00-\u9fff]{2}(?<!人员|儿童|妇女|产妇))率$|(?:率|占比|比例|人次|数)$"
)
_AGE = re.compile(
    r"(?:\d+(?:[-—～至]\d+)?(?:周岁|岁|月龄)(?:及?以[上下]|以内)?(?:的)?)?(?:(?![万名个亿人]|家(?!庭))[\u4e00-\u9fff]){0,6}?"
    r"(?:老年人|老人|儿童|婴幼儿|新生儿|孕产妇|妇女|女生|居民|患者|人群|职工|学生|劳动者)"
)
_RANK = re.compile(r"(?:全[国省市区县]|位列|位居|排名|进入|列)?(?:全[国省市]?)?前$")
_UNITS_OF_RANK = ("名", "位", "强", "列")
# Who is served stands near the number: within 40 characters in the source documents.
_NEAR = 40
# Rules by which the thing counted stands behind its number: it ends at the next 、.
_COUNTED_BEHIND = ("counted-behind-the-number", "counted-behind-with-verb", "those-who-do")
_ADJACENT = 3


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """A target in clean offsets, before it is written as a record."""

    clause: ReadClause
    quantity: Quantity
    indicator: str | None
    population: str | None
    measure: str
    op: str
    baseline: Decimal | None
    rule: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A number that is no target: its place, the rule and the reason."""

    start: int
    end: int
    rule: str
    reason: str


@dataclass(slots=True)
class _Candidate:
    quantity: Quantity
    compared: Comparison
    changed: Change | None
    baseline: Decimal | None = None
    heads: str | None = None


def find_targets(context: Context) -> tuple[list[FoundTarget], list[Refused]]:
    """The targets in order, and the numbers that were seen and refused."""
    targets: list[FoundTarget] = []
    refused: list[Refused] = []
    text, topic = context.text, _Topic()
    for clause in context.clauses:
        if clause.in_head or clause.reading.frame == PROBLEM:
            continue
        topic.enter(clause)
        kept, no = _candidates(text, clause)
        refused += no
        made = _of_clause(text, clause, kept, topic) if kept else []
        read = {t.quantity.start for t in made}
        in_words = [*_zeros(text, clause), *_firsts(text, clause, topic)]
        made += [t for t in in_words if t.quantity.start not in read]
        targets += made
        topic.leave(text, clause, made)
    return targets, refused


class _Topic:
    """What a section has been about so far: the object of its last clause without a figure, else the last indicator.

    Behind a rate the next bare rate is one of the same people, not of the rate.
    """

    def __init__(self) -> None:
        self.wording, self.people, self.last, self.section = "", "", "", -2
        self.recent: list[str] = []
        """The indicators of the sentence so far."""
        self.sentence = -1

    def enter(self, clause: ReadClause) -> None:
        if clause.clause.sentence != self.sentence:
            self.sentence, self.recent = clause.clause.sentence, []
        if clause.clause.section != self.section:
            self.section, self.wording, self.people, self.last = clause.clause.section, "", "", ""

    def leave(self, text: str, clause: ReadClause, made: list[FoundTarget]) -> None:
        reading = clause.reading
        phrase = text[reading.start : reading.end]
        if _SOMEONE.search(phrase) and (people := _PEOPLE.search(phrase)):
            self.people = people.group()
        self.recent += [t.indicator for t in made if t.indicator]
        if made:
            self.last = made[-1].indicator or ""
        if not made and reading.object_end > reading.object_start and not clause.clause.heading:
            wording = text[reading.object_start : reading.object_end]
            if len(wording) <= _LONGEST_TOPIC:
                self.wording = re.sub(r"(?:等)?工作$|^(?:好|了)", "", wording)
        elif made and made[-1].indicator and len(made[-1].indicator) >= _SHORTEST_TOPIC:
            rate = made[-1].indicator.endswith("率")
            self.wording = (
                self.people if rate and self.people else re.sub(r"(?:完成)?率$", "", made[-1].indicator)
            )


# A topic is a noun phrase; longer objects are whole sentences, shorter indicators (干部) say too little.
_LONGEST_TOPIC, _SHORTEST_TOPIC = 24, 4
_SOMEONE = re.compile("患者|老年人|孕产妇|新生儿|儿童|婴幼儿|妇女|女生|职工|学生")
_PEOPLE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:障碍|高血压|糖尿病|结核病?|艾滋病|病)患者|老年人|孕产妇|新生儿|儿童|婴幼儿|妇女|女生|职工|学生)"
)


def _candidates(text: str, clause: ReadClause) -> tuple[list[_Candidate], list[Refused]]:
    start, end = clause.reading.start, clause.clause.end
    kept: list[_Candidate] = []
    refused: list[Refused] = []
    for quantity in find_quantities(text, start, end):
        quantity = _without_condition(text, quantity)
        if no := refusal(text, start, end, quantity) or _unmeasured(text, start, quantity):
            refused.append(Refused(quantity.start, quantity.end, *no))
            continue
        compared = comparison(text, start, quantity.start, quantity.end, end, quantity.vague)
        kept.append(_Candidate(quantity, compared, change(text, start, quantity.start)))
    return _with_baselines(text, kept), refused


def _without_condition(text: str, quantity: Quantity) -> Quantity:
    """8家 in 8家庭 or 3个月: the measure word belongs to the next word."""
    rest = text[quantity.end - 1 : quantity.end + 2]
    if (
        quantity.unit == "个"
        and text[quantity.end : quantity.end + 1] in ("月", "小")
        and rest.startswith(("个月", "个小时"))
    ):
        return replace(quantity, unit=None)
    if quantity.unit == "家" and rest.startswith("家庭"):
        return replace(quantity, unit=None, end=quantity.end - 1)
    return quantity


# Units that say how long or how old: a target only where a figure of that kind is what is measured.
_SPANS = ("天", "分钟", "小时", "岁", "分", "个工作日", "工作日")
_SPAN_OF = re.compile(
    r"(?:住院日|时间|时长|天数|日数|寿命|周期|半径|时限|得分|评分|满意度|分值|平均|耗时)[\u4e00-\u9fff]{0,12}$"
)


def _unmeasured(text: str, start: int, quantity: Quantity) -> tuple[str, str] | None:
    """A bare number counts only behind a verb that carries a figure; a time or an age only as the figure measured."""
    if quantity.unit in _SPANS:
        measured = _SPAN_OF.search(text, max(start, quantity.start - 24), quantity.start)
        return None if measured else ("time-or-age", "时间或年龄是条件，不是指标")
    if quantity.unit is not None:
        if quantity.chinese and quantity.unit not in ("%", "连冠") and not _built(text, start, quantity):
            return "number-in-words", "文字数目只作说明"
        return None
    before = text[max(start, quantity.start - 8) : quantity.start]
    after = text[quantity.end : quantity.end + 3]
    if _COUNTS_WITHOUT_UNIT.match(after):
        return None
    if _CARRIED.search(before) and not re.match(r"\d*(?:年|月|日|岁|小时|天|分钟)", after):
        return None
    return "number-without-unit", "没有计量单位的数字"


# 每个县至少有1医院: the measure word is lost, the number is not.
_COUNTS_WITHOUT_UNIT = re.compile(r"医院|卫生院|乡镇|社区|机构|单位|学校|医生|护士|医师")
_CARRIED = re.compile(
    r"(?:率|数|值|分|指数|寿命|比|水平|死亡)(?:分别)?(?:达到?|为|至|到|提高到|控制在|降至|不低于|不高于|不超过|超过)$"
)


def _built(text: str, start: int, quantity: Quantity) -> bool:
    before = text[max(start, quantity.start - 5) : quantity.start].removesuffix("了")
    return before.endswith(building_verbs())


def _with_baselines(text: str, kept: list[_Candidate]) -> list[_Candidate]:
    """由40元提高到65元: the first number is the baseline of the second."""
    done: list[_Candidate] = []
    for candidate in kept:
        if (
            done
            and done[-1].heads == "from"
            and _TO.search(text, done[-1].quantity.end, candidate.quantity.start)
        ):
            former = done.pop()
            candidate.baseline = former.quantity.value
            candidate.heads = None
            candidate.compared = replace(candidate.compared, start=_from_start(text, former))
            candidate.changed = None
        elif _FROM.search(text[max(0, candidate.quantity.start - 10) : candidate.quantity.start]):
            candidate.heads = "from"
        done.append(candidate)
    for candidate in done:
        candidate.heads = None
    return done


def _from_start(text: str, former: _Candidate) -> int:
    found = _FROM.search(text, max(0, former.quantity.start - 10), former.quantity.start)
    return found.start() if found else former.quantity.start


def _of_clause(text: str, clause: ReadClause, kept: list[_Candidate], topic: _Topic) -> list[FoundTarget]:
    reading = clause.reading
    verb = text[reading.verb_start : reading.verb_end] if reading.rule != "verb-carries-figure" else ""
    subject = _subject(text, clause)
    begin = reading.verb_end if verb and reading.rule != "predicate-closes-clause" else reading.start
    made: list[FoundTarget] = []
    heads = _shared_heads(text, begin, reading.start, kept)
    for i, candidate in enumerate(kept):
        quantity = candidate.quantity
        follows = kept[i + 1] if i + 1 < len(kept) else None
        about = topic.last if candidate.changed and topic.last else topic.wording
        own_verb = verb if quantity.start >= reading.verb_start else ""
        opens = (
            begin
            if quantity.counted and not candidate.changed and candidate.baseline is None
            else reading.start
        )
        at = kept[i - 1].compared.end if i else opens
        if at > quantity.start:
            at = reading.start
        if made and made[-1].rule in _COUNTED_BEHIND and (mark := text.rfind("、", at, quantity.start)) >= 0:
            at = mark + 1
        stop = follows.quantity.start if follows else clause.clause.end
        compared = candidate.compared
        if not heads and (several := _of_the_last(text, clause, kept, topic)):
            heads = several
        if heads:
            indicator, rule = heads[min(i, len(heads) - 1)], "heads-of-a-list"
        elif (
            follows
            and follows.quantity.start - quantity.end < _ADJACENT
            and not _JOIN.match(text, quantity.end)
        ):
            indicator, rule = _adjacent(text, clause, kept, i, at, own_verb, subject, about)
            compared = replace(compared, op=follows.compared.op)
        else:
            indicator, rule = _ranked(text, clause, quantity) or indicator_of(
                text, at, stop, quantity, compared, candidate.changed, own_verb, subject, about
            )
            indicator = _completed(indicator, made, text, kept, i, clause)
            if rule in _COUNTED_BEHIND and topic.last and text.startswith("其中", clause.clause.start):
                indicator, rule = _of_these(indicator, topic.last), "some-of-the-figure-before"
        made.append(_target(text, clause, candidate, compared, indicator, rule))
    return _shared_comparators(text, made, kept)


def _of_the_last(text: str, clause: ReadClause, kept: list[_Candidate], topic: _Topic) -> list[str]:
    """住院2100人次，手术320台，同比分别增长8.7%和12.5%: changes without heads are those of the figures just named."""
    if len(kept) < 2 or len(topic.recent) < len(kept) or kept[0].changed is None:
        return []
    lead = text[clause.reading.start : kept[0].changed.start]
    return topic.recent[-len(kept) :] if _SAME_MEASURES.fullmatch(lead) else []


_SAME_MEASURES = re.compile(r"(?:同比|较上年|较去年|比上年|比去年|环比|较\d{4}年)?(?:同期)?分别")


def _ranked(text: str, clause: ReadClause, quantity: Quantity) -> tuple[str, str] | None:
    """执法效能达到…前30名: a rank measures the clause's subject."""
    if quantity.unit not in _UNITS_OF_RANK or not _RANK.search(
        text[max(0, quantity.start - 8) : quantity.start]
    ):
        return None
    lead = text[clause.reading.start : quantity.start]
    subject = re.split(
        r"力争|争取|确保|达到?|进入|位列|位居|排名|列|保持", re.sub(r"^(?:力争|争取|确保)", "", lead)
    )[0]
    return (subject + "排名", "rank-of-the-subject") if subject else None


def _adjacent(
    text: str,
    clause: ReadClause,
    kept: list[_Candidate],
    i: int,
    at: int,
    verb: str,
    subject: str,
    topic: str,
) -> tuple[str, str]:
    """4类8项以上技术: both numbers count the same thing."""
    last = kept[i + 1]
    return indicator_of(text, at if i == 0 else last.compared.start, clause.clause.end, last.quantity, replace(
        last.compared, start=kept[i].quantity.start), None, verb, subject, topic)  # fmt: skip


def _subject(text: str, clause: ReadClause) -> str:
    reading = clause.reading
    if reading.rule != "verb-behind-subject":
        return ""
    lead = text[reading.start : reading.lead_end]
    if re.search(r"\d", lead):
        return ""
    return re.sub(
        r"^(?:全年|今年|上半年|目前|全[市区县省]|我[市区县省]|20\d{2}年|[，、])+|(?:计划|预计|已|将|均|共)+$",
        "",
        lead,
    )


def _shared_heads(text: str, begin: int, reading_start: int, kept: list[_Candidate]) -> list[str] | None:
    """A率、B率分别达90%、67.5%, 省级、市级机构3家、5家: as many heads as numbers."""
    if len(kept) < 2:
        return None
    lead = text[begin if kept[0].quantity.counted else reading_start : kept[0].compared.start]
    gaps = [text[a.quantity.end : b.quantity.start] for a, b in pairwise(kept)]
    if "分别" in lead:
        lead = lead[: lead.index("分别")]
    elif not all(re.fullmatch("[、和与及]" if kept[0].quantity.counted else _JOIN, gap) for gap in gaps):
        return None
    names = [n for n in re.split(r"[、和与及]", re.sub(r"^(?:全[市区县省]|使|确保|实现)", "", lead)) if n]
    if len(names) != len(kept):
        return None
    if (noun := _LEVEL.match(names[-1])) and all(_LEVEL.fullmatch(n) for n in names[:-1]):
        return [n + names[-1][noun.end() :] for n in names[:-1]] + [names[-1]]
    tail = _SHARED_TAIL.search(names[-1])
    return [n if not tail or re.search(r"(?:率|占比|比例|人次|数)$", n) else n + tail.group() for n in names]


def _of_these(wording: str, whole: str) -> str:
    """其中10家在原特区外: a part of the figure before is of the same kind."""
    part = re.sub(r"^(?:在|为|是)", "", wording)
    return part if set(whole[-2:]) <= set(part) else part + whole


def _completed(
    indicator: str, made: list[FoundTarget], text: str, kept: list[_Candidate], i: int, clause: ReadClause
) -> str:
    """1个省级、5个市级“无结核社区”: a bare level takes the next item's noun."""
    if not re.fullmatch(r"(?:国家|省|市|区|县|镇|全国)级?", indicator) or i + 1 >= len(kept):
        return indicator
    rest = text[kept[i + 1].compared.end : clause.clause.end]
    noun = re.match(r"(?:国家|省|市|区|县|镇|全国)级?([^，、；。\d]{2,24})", rest)
    return indicator + noun[1] if noun else indicator


def _target(
    text: str, clause: ReadClause, candidate: _Candidate, compared: Comparison, indicator: str, rule: str
) -> FoundTarget:
    quantity = candidate.quantity
    measure = candidate.changed.measure if candidate.changed else _by_the_verb(text, clause, candidate)
    op = _operator(text, clause, quantity, compared, candidate.changed)
    name = re.sub(r"^(?:的|好|了)|(?:的)$", "", indicator).strip("，、：") or None
    around = max(clause.clause.start, quantity.start - _NEAR), min(clause.clause.end, quantity.end + _NEAR)
    found = _AGE.search(text, *around)
    return FoundTarget(
        clause, quantity, name, found.group() if found else None, measure, op, candidate.baseline, rule
    )


_LESSENS = frozenset(["降低", "减少", "压减", "压降", "下降", "降低了", "减少了"])


def _by_the_verb(text: str, clause: ReadClause, candidate: _Candidate) -> str:
    """降低采购成本1.1亿元: what a verb of lessening acts on falls by the number behind it."""
    reading = clause.reading
    lessens = text[reading.verb_start : reading.verb_end] in _LESSENS
    bare = candidate.baseline is None and candidate.compared.op in ("=", "~") and not candidate.compared.word
    return "decrease" if lessens and bare else "level"


def _operator(
    text: str, clause: ReadClause, quantity: Quantity, compared: Comparison, changed: Change | None
) -> str:
    if quantity.unit in _UNITS_OF_RANK and _RANK.search(text[max(0, quantity.start - 8) : quantity.start]):
        return "<="
    if quantity.value_max is not None and not compared.behind:
        return "="
    if compared.behind or quantity.vague or compared.op in ("~", ">", "<"):
        return compared.op
    if clause.status != "planned" and not compared.word.startswith(("不", "至少", "最低")):
        return "="
    if changed and compared.word in ("达", "达到"):
        return ">="
    return compared.op


def _shared_comparators(text: str, made: list[FoundTarget], kept: list[_Candidate]) -> list[FoundTarget]:
    """分别达90%、67.5%以上: a comparator at either end of joined numbers holds for all of them."""
    if len(made) < 2:
        return made
    first, last = kept[0], kept[-1]
    between = [text[a.quantity.end : b.quantity.start] for a, b in pairwise(kept)]
    if not all(_JOIN.fullmatch(gap) for gap in between):
        return made
    shared = (
        "分别" in text[max(0, first.compared.start - 4) : first.quantity.start]
        or "均" in text[max(0, first.compared.start - 2) : first.quantity.start]
    )
    if not shared:
        return made
    op = made[-1].op if last.compared.behind else made[0].op
    measure = made[0].measure
    return [replace(t, op=op, measure=measure) for t in made]


# 得分列全省第一, 位居全市第2位: a rank that was reached or is aimed at; 第一批, 第一人民医院 are none.
_FIRST = re.compile(
    r"(?P<verb>位列|位居|名列|排名|排在|稳居|跃居|居|列|获|夺得|保持|争取|力争|进入)(?P<field>[^，。；、第]{0,12})"
    r"(?P<rank>第(?P<number>[一二三四五六七八九十]{1,2}|\d{1,2})(?:位|名)?)(?![批届轮期次条个章节部分方季时人民医院附属中学小阶梯\u4e00-\u9fff])"
)


def _firsts(text: str, clause: ReadClause, topic: _Topic) -> list[FoundTarget]:
    """Ranks in words at the end of what they rank."""
    made = []
    for found in _FIRST.finditer(text, clause.clause.start, clause.clause.end):
        subject = text[clause.reading.start : found.start()] or topic.wording
        unit = found["rank"][-1] if found["rank"][-1] in _UNITS_OF_RANK else None
        quantity = Quantity(*found.span("rank"), chinese_decimal(found["number"]), None, unit, chinese=True)
        name = f"{subject}{found['field']}排名"
        made.append(FoundTarget(clause, quantity, name, None, "level", "=", None, "rank-in-words"))
    return made


def _zeros(text: str, clause: ReadClause) -> list[FoundTarget]:
    """孕产妇零死亡, 死亡率为零: a goal of none at all."""
    made = []
    for found in _ZERO.finditer(text, clause.clause.start, clause.clause.end):
        behind = (
            re.match(r"[\u4e00-\u9fff]{2}", text[found.end() : clause.clause.end])
            if found.group() == "零"
            else None
        )
        before = re.sub(
            r"(?:实现|保持|确保|为|达到|[，、])+$", "", text[clause.reading.start : found.start()]
        )
        before = re.sub(r"^(?:实现|确保|力争|保持|全年|年内|继续|全[市区县省])+", "", before)
        name = before + (behind.group() if behind and not before.endswith("率") else "")
        quantity = Quantity(found.start(), found.end(), Decimal(0), None, None, chinese=True)
        made.append(FoundTarget(clause, quantity, name or None, None, "level", "=", None, "zero-in-words"))
    return made
