"""Targets: the numbers by which one can check later whether something happened."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extract.candidates import UNITS_OF_RANK, UNITS_OF_TIME, Candidate, FoundTarget, Refused, candidates
from kg.extract.comparators import Change, Comparison
from kg.extract.context import Context, ReadClause
from kg.extract.cues import FIGURE_IN_WORDS, PEOPLE
from kg.extract.goals import is_goal, year_before, years_of_a_list
from kg.extract.indicators import indicator_of
from kg.extract.items_behind import behind_predicate, behind_size
from kg.extract.list_heads import JOIN, before_a_bracket, shared_heads, two_heads
from kg.extract.named_by import given_to, part_of_a_rate, share_of_a_list, size_of, with_noun_before
from kg.extract.quantities import Quantity
from kg.extract.reaching import time_to_reach
from kg.extract.served import who_is_served
from kg.extract.topics import Topic
from kg.extract.words_as_figures import doublings, ranks, zeros

_RANK = re.compile(r"(?:全[国省市区县]|位列|位居|排名|进入|列)?(?:全[国省市]?)?前$")


# Rules by which the thing counted stands behind its number: it ends at the next 、.
_COUNTED_BEHIND = ("counted-behind-the-number", "counted-behind-with-verb")


_ADJACENT = 3


def find_targets(context: Context) -> tuple[list[FoundTarget], list[Refused]]:
    """The targets in order, and the numbers that were seen and refused."""
    targets: list[FoundTarget] = []
    refused: list[Refused] = []
    text, topic = context.text, Topic()
    body = [clause for clause in context.clauses if not clause.in_head]
    numbers = {clause.index: candidates(text, clause) for clause in body if clause.quantities}
    for clause in body:
        if clause.clause.sentence != topic.sentence or clause.clause.section != topic.section:
            topic.enter(clause.clause)
        made: list[FoundTarget] = []
        if clause.quantities:
            kept, no = numbers[clause.index]
            refused += no
            made = _of_clause(text, clause, kept, topic) if kept else []
        if clause.cues & FIGURE_IN_WORDS and (
            in_words := [*zeros(text, clause), *ranks(text, clause, topic), *doublings(text, clause, topic)]
        ):
            read = {t.quantity.start for t in made}
            made += [t for t in in_words if t.quantity.start not in read]
        if made and targets:
            targets[-1] = _with_former_value(targets[-1], made[0])
        targets += made
        topic.leave(text, clause, made)
    return targets, refused


def _with_former_value(level: FoundTarget, change: FoundTarget) -> FoundTarget:
    """死亡率为3.9‰，比2015年的4.8‰下降了0.9个千分点: what the change starts from is what the level was before."""
    same = (
        level.indicator == change.indicator and level.clause.clause.sentence == change.clause.clause.sentence
    )
    if same and level.measure == "level" != change.measure and level.baseline is None:
        return level._replace(baseline=change.baseline)
    return level


def _of_clause(text: str, clause: ReadClause, kept: list[Candidate], topic: Topic) -> list[FoundTarget]:
    reading = clause.reading
    verb = text[reading.verb_start : reading.verb_end] if reading.rule != "verb-carries-figure" else ""
    subject = _subject(text, clause)
    begin = reading.verb_end if verb and reading.rule != "predicate-closes-clause" else reading.start
    made: list[FoundTarget] = []
    listed = before_a_bracket(text, kept)
    heads = shared_heads(text, begin, reading.start, listed)
    paired: dict[int, str] = {}
    """Of two that 分别 leads within a longer list, the head of each figure."""
    for i, candidate in enumerate(kept):
        quantity = candidate.quantity
        follows = kept[i + 1] if i + 1 < len(kept) else None
        # 派出监督员9人次，检查7家: one act is not what another is about.
        # Where it was to be done, 已完成12846人 is of the same.
        is_another = topic.is_done and quantity.counted and verb != "完成"
        wording = "" if is_another else topic.wording
        about = _changed_figure(made, topic) if candidate.changed else wording
        own_verb = verb if quantity.start >= reading.verb_start else ""
        opens = begin if quantity.counted and not (candidate.changed or candidate.baseline) else reading.start
        at = _begins(text, kept, i, made, opens, reading.start)
        stop = _stop(text, clause, candidate, follows)
        if i and follows and i not in paired and (two := two_heads(text, at, candidate, follows)):
            paired[i], paired[i + 1] = two
        compared = candidate.compared
        if not heads and (several := _of_the_last(text, clause, kept, topic)):
            heads = several
        if i in paired:
            indicator, rule = paired[i], "heads-of-a-list"
            if follows and i + 1 in paired and follows.compared.behind and not _compares(compared):
                compared = compared._replace(op=follows.compared.op)
            elif i - 1 in paired and not _compares(compared):
                compared = compared._replace(op=made[-1].op, word=kept[i - 1].compared.word)
        elif heads and (i < len(listed) or len(listed) == len(kept)):
            indicator, rule = heads[min(i, len(heads) - 1)], "heads-of-a-list"
        elif i and _shares_its_head(text, kept, i):
            # 建档率达90%、签约率和履约率…: 两率分别达80%|和75%
            indicator, rule = made[-1].indicator or "", "heads-of-a-list"
            if not _compares(compared):
                compared = compared._replace(op=made[-1].op, word=kept[i - 1].compared.word)
        elif (
            follows
            and follows.quantity.start - quantity.end < _ADJACENT
            and not JOIN.match(text, quantity.end)
        ):
            indicator, rule = _adjacent(text, clause, kept, i, at, own_verb, subject, about)
            if _compares(follows.compared) or not _compares(compared):
                compared = compared._replace(op=follows.compared.op)
            else:
                follows.compared = follows.compared._replace(op=compared.op, word=compared.word)
        else:
            span, told = (at, stop), (own_verb, subject, about)
            indicator, rule = _own_head(text, clause, kept, i, compared, span, told, made, topic)
        made.append(_target(text, clause, candidate, compared, indicator, rule))
    return years_of_a_list(text, _shared_comparators(text, made, kept))


def _own_head(
    text: str, clause: ReadClause, kept: list[Candidate], i: int, compared: Comparison,
    span: tuple[int, int], told: tuple[str, str, str], made: list[FoundTarget], topic: Topic,
) -> tuple[str, str]:  # fmt: skip
    """(indicator, rule) of the `i`th figure by what stands in its own item `span`; `told` are its verb, its subject and what the sentence
    is about."""
    candidate = kept[i]
    quantity = candidate.quantity
    indicator, rule = (
        _ranked(text, clause, quantity)
        or _reached(text, quantity)
        or _by_its_form(text, clause, quantity, compared)
        or indicator_of(text, *span, quantity, compared, candidate.changed, *told)
    )
    if rule == "topic-of-the-sentence" and _says_no_more(text, kept, i):
        indicator, rule = made[-1].indicator or indicator, "second-figure-of-the-same"
    indicator = _completed(indicator, made, text, kept, i, clause)
    if quantity.unit == "%" and text.startswith("其中", clause.clause.start):
        indicator = part_of_a_rate(indicator, topic.last)
    if made:
        indicator = with_noun_before(indicator, made[-1].indicator or "", told[0])
    if (
        (rule in _COUNTED_BEHIND or _BARE_LEVEL.fullmatch(indicator))
        and topic.last
        and text.startswith("其中", clause.clause.start)
    ):
        indicator, rule = _of_these(indicator, topic.last), "some-of-the-figure-before"
    return indicator, rule


def _shares_its_head(text: str, kept: list[Candidate], i: int) -> bool:
    """Whether the `i`th figure is the second of two that 分别 leads, behind others of their own heads."""
    former, quantity = kept[i - 1], kept[i].quantity
    joined = JOIN.fullmatch(text, former.compared.end, quantity.start)
    lead = text[max(0, former.compared.start - 3) : former.quantity.start]
    return joined is not None and former.quantity.unit == quantity.unit and "分别" in lead


def _compares(compared: Comparison) -> bool:
    """Whether a number has a comparator of its own; 达到14大类55项 states one for both."""
    return bool(compared.word or compared.behind) or compared.op != "="


def _begins(
    text: str, kept: list[Candidate], i: int, made: list[FoundTarget], opens: int, clause_start: int
) -> int:
    """Where the item of the `i`th figure begins: behind the one before, for the first at `opens`."""
    place = kept[i].quantity.start
    at = kept[i - 1].compared.end if i else opens
    if i and text[at : at + 1] == "）":
        # 占全年任务（6.6万人）|的103.12%: a figure in brackets parts no item.
        at = clause_start
    if at > place:
        at = clause_start
    rule = made[-1].rule if made else ""
    if rule == "those-who-do":
        # 为30家卫生院|配备|DR、彩超各1台: the next figure counts what the predicate acts on.
        return behind_predicate(text, at, place)
    mark = text.rfind("、", at, place) if rule in _COUNTED_BEHIND else -1
    return mark + 1 if mark >= 0 else at


def _stop(text: str, clause: ReadClause, candidate: Candidate, follows: Candidate | None) -> int:
    """Where the item of a figure ends: at the next one, if that does not say how large each is (1支不少于15人的队伍)."""
    end = clause.clause.end
    behind = candidate.compared.end
    return end if follows is None or behind_size(text, behind, end) else follows.quantity.start


def _says_no_more(text: str, kept: list[Candidate], i: int) -> bool:
    """发放补贴3200户、156万元, 报告病例12种460例: a figure right behind another measures the same thing in another unit."""
    if not i or kept[i].changed:
        return False
    gap = text[kept[i - 1].compared.end : kept[i].compared.start]
    return gap in ("", "、", "和") and kept[i].quantity.unit != kept[i - 1].quantity.unit


def _changed_figure(made: list[FoundTarget], topic: Topic) -> str:
    """总值突破700亿元、年均增长13%: a bare change is one of the figure just named, in its clause or before."""
    return (made[-1].indicator if made else None) or topic.last or topic.wording


def _of_the_last(text: str, clause: ReadClause, kept: list[Candidate], topic: Topic) -> list[str]:
    """住院2100人次，手术320台，同比分别增长8.7%和12.5%: changes without heads are those of the figures just named."""
    if len(kept) < 2 or len(topic.recent) < len(kept) or kept[0].changed is None:
        return []
    lead = text[clause.reading.start : kept[0].changed.start]
    return topic.recent[-len(kept) :] if _SAME_MEASURES.fullmatch(lead) else []


_SAME_MEASURES = re.compile(r"(?:同比|较上年|较去年|比上年|比去年|环比|较\d{4}年)?(?:同期)?分别")


def _ranked(text: str, clause: ReadClause, quantity: Quantity) -> tuple[str, str] | None:
    """执法效能达到…前30名: a rank measures the clause's subject."""
    if quantity.unit not in UNITS_OF_RANK or not _RANK.search(
        text[max(0, quantity.start - 8) : quantity.start]
    ):
        return None
    lead = text[clause.reading.start : quantity.start]
    subject = re.split(
        r"力争|争取|确保|达到?|进入|位列|位居|排名|列|保持", re.sub(r"^(?:力争|争取|确保)", "", lead)
    )[0]
    return (subject + "排名", "rank-of-the-subject") if subject else None


def _by_its_form(
    text: str, clause: ReadClause, quantity: Quantity, compared: Comparison
) -> tuple[str, str] | None:
    """A share of several that do something, or a sum that someone is given."""
    if whose := size_of(text, clause.reading.start, compared.start, compared.end, clause.clause.end):
        return whose, "size-of-what-follows"
    if quantity.unit == "%":
        shared = share_of_a_list(text, compared.end, clause.clause.end)
        return (shared, "those-who-do") if shared else None
    given = (
        given_to(text, clause.reading.start, compared.start, compared.end) if quantity.unit == "元" else None
    )
    return (given, "sum-that-is-given") if given else None


def _reached(text: str, quantity: Quantity) -> tuple[str, str] | None:
    """30分钟内到达现场: a time is that in which one is there."""
    what = time_to_reach(text, quantity.start, quantity.end) if quantity.unit in UNITS_OF_TIME else None
    return (what, "time-to-reach") if what else None


def _adjacent(
    text: str,
    clause: ReadClause,
    kept: list[Candidate],
    i: int,
    at: int,
    verb: str,
    subject: str,
    topic: str,
) -> tuple[str, str]:
    """4类8项以上技术: both numbers count the same thing."""
    last = kept[i + 1]
    return indicator_of(text, at if i == 0 else last.compared.start, clause.clause.end, last.quantity, last.compared._replace(
        start=kept[i].quantity.start), None, verb, subject, topic)  # fmt: skip


def _subject(text: str, clause: ReadClause) -> str:
    reading = clause.reading
    if reading.rule == "verb-behind-phrase":
        # 为65岁以上老年人|免费体检31.5万人: for whom it is done.
        whom = _FOR_WHOM.match(text, reading.start, reading.lead_end)
        return whom["whom"] if whom else ""
    if reading.rule != "verb-behind-subject":
        return ""
    lead = text[reading.start : reading.lead_end]
    if _DIGIT.search(_AGED.sub("", lead)):
        return ""
    return _AROUND_SUBJECT.sub("", lead)


_FOR_WHOM = re.compile(
    r"(?:为|给|对)(?:全[市县区省])?(?P<whom>(?:\d{1,2}(?:[-—～至]\d{1,2})?周?岁(?:及?以[上下])?的?)?[\u4e00-\u9fff“”]{2,14}(?:人|儿童|妇女|群众|患者|[居村渔牧农]民|学生|家庭|人员|对象|职工|群体|人群|产妇|幼儿|女生|女性))\Z"
)
_DIGIT = re.compile(r"\d")
# 65岁以上|老年人: an age says who, and how many of what.
_AGED = re.compile(r"(?<!\d)\d++(?:[-—～至]\d++)?(?:周岁|岁|月龄)")
_AROUND_SUBJECT = re.compile(
    r"^(?:全年|今年|上半年|前[一二三]季度|年底前|年内|目前|全[市区县省]|我[市区县省]|20\d{2}年|[，、])+|(?:计划|预计|实际|已|将|(?<![人平])均|共)+$"
)


def _of_these(wording: str, whole: str) -> str:
    """其中10家在原特区外: a part of the figure before is of the same kind."""
    part = re.sub(r"^(?:在|为|是)", "", wording)
    return part if set(whole[-2:]) <= set(part) else part + whole


def _completed(
    indicator: str, made: list[FoundTarget], text: str, kept: list[Candidate], i: int, clause: ReadClause
) -> str:
    """1个省级、5个市级“无结核社区”: a bare level takes the next item's noun."""
    if i + 1 >= len(kept) or not _BARE_LEVEL.fullmatch(indicator):
        return indicator
    rest = text[kept[i + 1].compared.end : clause.clause.end]
    noun = re.match(r"(?:国家|省|市|区|县|镇|全国)级?([^，、；。\d]{2,24})", rest)
    return indicator + noun[1] if noun else indicator


_BARE_LEVEL = re.compile(r"(?:国家|省|市|区|县|镇|乡镇|村|全国|街道|城区|城市|农村|城镇)级?")
_BEFORE_NAME = ("的", "好", "了")


def _target(
    text: str, clause: ReadClause, candidate: Candidate, compared: Comparison, indicator: str, rule: str
) -> FoundTarget:
    quantity = candidate.quantity
    measure = candidate.changed.measure if candidate.changed else _by_the_verb(text, clause, candidate)
    goal = clause.status == "achieved" and is_goal(text, clause.clause.start, candidate.compared.start)
    op = _operator(text, "planned" if goal else clause.status, quantity, compared, candidate.changed)
    name = indicator[1:] if indicator.startswith(_BEFORE_NAME) else indicator
    name = name.removesuffix("的").strip("，、：")
    served = who_is_served(text, clause, quantity, name) if clause.cues & PEOPLE else None
    return FoundTarget(
        clause, quantity, name or None, served, measure, op, candidate.baseline, rule,
        goal, year_before(text, clause.clause.start, candidate.compared.start),
    )  # fmt: skip


_LESSENS = frozenset(["降低", "减少", "压减", "压降", "下降", "降低了", "减少了"])


def _by_the_verb(text: str, clause: ReadClause, candidate: Candidate) -> str:
    """降低采购成本1.1亿元: what a verb of lessening acts on falls by the number behind it."""
    reading = clause.reading
    lessens = text[reading.verb_start : reading.verb_end] in _LESSENS
    bare = candidate.baseline is None and candidate.compared.op in ("=", "~") and not candidate.compared.word
    return "decrease" if lessens and bare else "level"


def _operator(
    text: str, status: str, quantity: Quantity, compared: Comparison, changed: Change | None
) -> str:
    if quantity.unit in UNITS_OF_RANK and _RANK.search(text[max(0, quantity.start - 8) : quantity.start]):
        return "<="
    nothing_at_all = quantity.chinese and quantity.value == 0
    if nothing_at_all or (quantity.value_max is not None and not compared.behind):
        return "="
    if compared.behind or quantity.vague or compared.op in ("~", ">", "<"):
        return compared.op
    if status != "planned" and not compared.word.startswith(("不", "至少", "最低")):
        return "="
    if changed and compared.word in ("达", "达到"):
        return ">="
    return compared.op


def _shared_comparators(text: str, made: list[FoundTarget], kept: list[Candidate]) -> list[FoundTarget]:
    """分别达90%、67.5%以上: a comparator at either end of joined numbers holds for all of them."""
    if len(made) < 2:
        return made
    first, last = kept[0], kept[-1]
    between = [text[a.quantity.end : b.quantity.start] for a, b in pairwise(kept)]
    if not all(JOIN.fullmatch(gap) for gap in between):
        return made
    shared = (
        "分别" in text[max(0, first.compared.start - 6) : first.quantity.start]
        or "均" in text[max(0, first.compared.start - 2) : first.quantity.start]
    )
    if not shared:
        return made
    op = made[-1].op if last.compared.behind else made[0].op
    measure = made[0].measure
    # 控制在零和3‰以下: none at all needs no comparator.
    return [t._replace(op=op if t.quantity.value else t.op, measure=measure) for t in made]
