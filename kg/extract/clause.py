"""Reading one clause: where its wording begins, what is done, and to what.

A clause of this genre has no marked predicate. It is found by place: at the clause's start behind adverbs, behind a
subject, behind a phrase that a preposition opens, or at the end behind what it is about.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extract.lexicon import (
    adverbs,
    any_frame,
    connectives,
    doers,
    dropped,
    forms_compounds,
    frame_nouns,
    frame_rules,
    measure_verbs,
    needs_noun,
    never_takes,
    nominal_after,
    noun_compounds,
    noun_prone,
    predicates,
    prepositions,
    strong_verbs,
    verbs,
)
from kg.registers.tables import alternatives

_TIME = re.compile(
    r"(?:(?:截至|截止|到|至|自|从|在)?(?:目前|当前|(?:20)?\d{2}年(?:\d{1,2}月)?(?:份)?(?:\d{1,2}日)?(?:底|末|初|前|起|以来|上半年|下半年)?|今年|去年|明年|年底|年末|年内|\d{1,2}月(?:底|末|份|初|上旬|中旬|下旬)?(?:前)?(?:\d{1,2}日(?:前)?)?|第?[一二三四]季度|“[十三四五]{2,3}”(?:期间|时期|末|以来)?)(?:底|末|前|期间|以来|间)?)"
)
_ENUMERATION = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}[是要](?![素求点件领])|[（(]?\d{1,2}[）).、](?!\d)|[①-⑮]|——|-{2,}|[•·◆●■])"
)
_PASSING = re.compile(
    r"(?:通过|顺利通过|高分通过).{0,40}?(?:验收|评审|复审|评估|认证|测评|考核|评价|复核|检查|审核|评定|鉴定|认定|备案|审批|复评|达标|现场|终审|初审)"
)
_BY_FORM = re.compile(
    r"(?:等|多种|各种)?(?:形式|方式|途径|手段|渠道|办法|措施|举措|路径|类型|要求|部署|原则|标准|规定|思路)|为(?:单位|主体|重点|核心|抓手|导向|基础|载体|依托|中心|主线|引领|目标|牵引|纽带|支撑|平台|契机|突破口)"
)
# What stands for a character of a body's name: no word of any table holds it.
NAME = "\ue000"
_SKIP_OPEN = {"“": "”", "《": "》", "（": "）", "‘": "’", "【": "】"}


class Reading(NamedTuple):
    """What a clause says. All places are clean offsets.

    `start` is behind connectives and list numbers; `verb_start == verb_end` where no action was found. `object_start` to
    `object_end` is what is acted on; `lead_end` ends what stands before the verb and its adverbs (a subject or a phrase).
    `frame` names the rule of a clause that only frames others.
    """

    start: int
    end: int
    lead_end: int
    verb_start: int
    verb_end: int
    object_start: int
    object_end: int
    rule: str
    frame: str = ""


# The frame of what stands in a section on problems: it says what is wanting, not what is done.
PROBLEM = "in-a-section-of-problems"


def passed_over(reading: Reading, frame: str) -> Reading:
    """The reading of a clause that commits to nothing, for the reason that `frame` names."""
    start, end = reading.start, reading.end
    return Reading(start, end, start, end, end, end, end, "", frame)


def leads_in(reading: Reading) -> bool:
    """Whether a clause before a colon only leads to what follows: 到2025年实现：, 优秀单位为：."""
    acts_on_nothing = reading.object_end - reading.object_start < _SHORTEST_OBJECT
    return reading.verb_end > reading.verb_start and (
        acts_on_nothing or reading.rule == "verb-carries-figure"
    )


_SHORTEST_OBJECT = 2


def read_clause(text: str, start: int, end: int) -> Reading:
    """The reading of `text[start:end]`."""
    begin = _begin(text, start, end)
    if frame := _whole_frame(text, begin, end):
        return Reading(begin, end, begin, end, end, end, end, "", frame)
    place = _skip_time(text, _skip(text, _skip_time(text, begin, end), end), end)
    place = _skip(text, place, end)
    found = _final_predicate(text, begin, place, end) or _opening_verb(text, begin, place, end)
    found = found or _behind_agent(text, begin, place, end)
    if not found and prepositions().at(text, place, end) > place:
        found = _after_preposition(text, begin, place, end)
    elif not found:
        found = _inner_verb(text, begin, place, end, "verb-behind-subject")
    found = found or _measure(text, begin, place, end)
    if found:
        return found
    return Reading(begin, end, begin, end, end, end, end, "", _frame_without_verb(text, begin, end))


# 清和新闻网2月21日讯, （记者 甲乙）: what a newspaper puts before its first sentence.
_DATELINE = re.compile(
    r"[^，。；]{0,24}?\d{1,2}月\d{1,2}日(?:讯|电)(?:（[^（）]{2,30}）)?|（(?:通讯员|本报记者|记者)[^（）]{2,30}）"
)


def _begin(text: str, start: int, end: int) -> int:
    """Behind datelines, list numbers and connectives."""
    place = found.end() if (found := _DATELINE.match(text, start, end)) and found.end() < end else start
    while found := _ENUMERATION.match(text, place, end):
        if found.end() == place:
            break
        place = found.end()
    for _ in range(3):
        after = connectives().at(text, place, end)
        if after in (place, end) or text[place:after] not in dropped():
            break
        place = after
    return place


# 提速进位, 强基础: a slogan of four characters acts on nothing.
_TOO_SHORT = 4


def _skip(text: str, place: int, end: int) -> int:
    """Behind the adverbs that begin at `place`."""
    while place < end:
        after = adverbs().at(text, place, end)
        if text[place] in "将把" and _opens_object(text, place + 1, end):
            return place
        if after > place and text[after : after + 1] == "地":
            after += 1
        if after == place:
            return place
        ahead = _skip_time(text, after, end)
        if ahead > after and verbs().at(text, ahead, end) > ahead:
            place = ahead
            continue
        longer = verbs().at(text, place, end)
        if longer > after or (
            longer == after and verbs().at(text, after, end) == after and _has_object(text, place, after, end)
        ):
            return place
        place = after
    return place


def _opens_object(text: str, place: int, end: int) -> bool:
    """Whether 将 stands before what is acted on (将患者纳入) and not before its verb (将建成)."""
    return max(verbs().at(text, place, end), adverbs().at(text, place, end)) - place < 2


# Every wording of a time begins with one of these.
_TIME_BEGINS = frozenset("截到至自从在目当今去明年第一二三四“0123456789")


def _skip_time(text: str, place: int, end: int) -> int:
    if text[place : place + 1] not in _TIME_BEGINS:
        return place
    found = _TIME.match(text, place, end)
    return found.end() if found and found.end() < end else place


def _has_object(text: str, verb: int, place: int, end: int) -> bool:
    """Whether something to act on follows the verb at `verb`..`place`, and not a word that makes a noun of it.

    Only a verb that is as often a noun forms compounds (管理|体系); 完善|体系 is verb and object.
    """
    if end - place < 2:
        return False
    if text[verb:place] in noun_prone():
        return nominal_after().at(text, place, end) == place
    return text[place] not in _NO_OBJECT


_NO_OBJECT = frozenset("的、和与及等或率")


def _governs(text: str, verb: int, place: int, end: int) -> bool:
    """Whether a verb in the middle of a clause is its predicate: 在执行|阶段 is none, 针对人群强化|管理 is one."""
    word = text[verb:place]
    if not _has_object(text, verb, place, end):
        return False
    return word not in forms_compounds() or nominal_after().at(text, place, end) == place


def _whole_frame(text: str, begin: int, end: int) -> str:
    if any_frame().fullmatch(text, begin, end) is None:
        return ""
    return next(n for n, p, verbless in frame_rules() if not verbless and p.fullmatch(text, begin, end))


def _frame_without_verb(text: str, begin: int, end: int) -> str:
    rules = ((name, pattern) for name, pattern, needs_no_verb in frame_rules() if needs_no_verb)
    return next((name for name, pattern in rules if pattern.fullmatch(text, begin, end)), "")


def _opening_verb(text: str, begin: int, place: int, end: int) -> Reading | None:
    """A verb at the clause's start, behind its adverbs (加快推进三甲创建)."""
    if prepositions().at(text, place, end) > place and not _PASSING.match(text[place:end]):
        opened = prepositions().at(text, place, end)
        if verbs().at(text, place, end) <= opened:
            return None
    after = _verb_run(text, place, end)
    if after == place or _MEASURED.match(text, after, end) or _noun_at(text, place, end) > place:
        return None
    if after == end and end - begin <= _TOO_SHORT:
        return None
    return Reading(begin, end, begin, place, after, after, end, "verb-opens-clause")


def _noun_at(text: str, place: int, end: int) -> int:
    """The end of a noun that begins like a verb and is followed by a predicate (监测站|完成改造, 起草单位|要组织)."""
    after = noun_compounds().at(text, place, end)
    if after == place:
        verb = verbs().at(text, place, end)
        if verb - place < 2 or text[verb : verb + 1] not in _NOUN_ENDS:
            return place
        after = verb + 1
    follows = max(adverbs().at(text, after, end), strong_verbs().at(text, after, end))
    return after if follows > after and follows < end else place


# Characters that make a noun of the verb before them, where a predicate follows.
_NOUN_ENDS = frozenset("者站点率量度室处科局厅所院会团队组班表单书卡证费金款师家商器机仪网链线车船区地场法权")


# 签约率, 筛查人数, 服务量: a verb that begins the name of a figure.
_MEASURED = re.compile(r"(?:覆盖|完成|合格|达标|登记|治愈|检出)?(?:率|人次|人数|占比|比例|量(?!化))")


def _verb_run(text: str, place: int, end: int) -> int:
    """The end of up to two verbs in a row (推动实现, 探索开展), with 好 到 了 behind them."""
    at = place
    for _ in range(2):
        known = verbs() if at == place else strong_verbs()
        after = max(known.at(text, at, end), _new_build(text, at, end))
        if after == at or (at > place and (after >= end or not _has_object(text, at, after, end))):
            break
        at = after
        while (
            at < end
            and text[at] in "好了到出成"
            and text[at : at + 2] not in ("到位", "成果", "成效", "成立", "成为")
        ):
            at += 1
    return at


_NEW_BUILD = re.compile(r"新?（?[新改扩迁、]{1,5}）?建(?![立设筑])")


def _new_build(text: str, place: int, end: int) -> int:
    """新（改、扩）建, 新改扩建: building in several ways at once."""
    found = _NEW_BUILD.match(text, place, end)
    return found.end() if found else place


def _final_predicate(text: str, begin: int, place: int, end: int) -> Reading | None:
    """A predicate at the end with an adverb before it (服务不断优化), or one that never takes an object (投入使用)."""
    first = predicates().ends_at(text, place, end)
    if first == end or first <= begin:
        return None
    adverb = adverbs().ends_at(text, begin, first)
    alone = text[first:end] in never_takes()
    if not alone and adverb == first:
        return None
    at = adverb
    while (before := adverbs().ends_at(text, begin, at)) < at:
        at = before
    if at <= begin or _opens_with_verb_and_object(text, place, at, end, alone):
        return None
    return Reading(begin, end, at, first, end, begin, at, "predicate-closes-clause")


def _opens_with_verb_and_object(text: str, place: int, at: int, end: int, alone: bool) -> bool:
    """推动…落地, 确保…竣工: the opening verb governs the rest."""
    known = strong_verbs() if alone else verbs()
    after = known.at(text, place, end)
    return (
        after > place and after - place >= 2 and after < at and nominal_after().at(text, after, end) == after
    )


def _behind_agent(text: str, begin: int, place: int, end: int) -> Reading | None:
    """A predicate right behind a name or a class of doers (市疾控中心采集样本, 各部门要提出建议)."""
    after = _agents_end(text, place, end)
    if after == place:
        return None
    inner = _skip(text, _skip_time(text, after, end), end)
    run = _verb_run(text, inner, end)
    if run == inner or not (_has_object(text, inner, run, end) or (run == end and inner > after)):
        return None
    if inner == after and text[inner:run] in noun_prone():
        return None
    return Reading(begin, end, after, inner, run, run, end, "verb-behind-subject")


_JOINED = "、和与及"


def _agents_end(text: str, place: int, end: int) -> int:
    """Behind the names of bodies, or the class of doers, that begin at `place`; `place` where none does."""
    at = after = place
    while at < end:
        if text[at] == NAME:
            stop = at
            while stop < end and text[stop] == NAME:
                stop += 1
            stop = min(stop + 1, end)
        elif found := _doers().match(text, at, end):
            stop = found.end()
        else:
            break
        while longer := _doer_ends().match(text, stop, end):
            stop = longer.end()
        if text[stop : stop + 1] == "（":
            close = text.find("）", stop, end)
            stop = close + 1 if close > 0 else stop
        after = at = stop
        if text[at : at + 1] in _JOINED:
            at += 1
        else:
            break
    return after


@cache
def _doer_ends() -> re.Pattern[str]:
    return re.compile(alternatives(list(doers()[1])))


@cache
def _doers() -> re.Pattern[str]:
    lead, ends = doers()
    return re.compile(
        rf"(?:{alternatives(list(lead))})[^，、。的“（]{{0,8}}?(?:{alternatives(list(ends))})(?![内间级])"
    )


def _after_preposition(text: str, begin: int, place: int, end: int) -> Reading | None:
    """A predicate behind a phrase (为老年人提供筛查, 围绕需求开展培训)."""
    opened = prepositions().at(text, place, end)
    if opened == place:
        return None
    word = text[place:opened]
    inner = _skip(text, opened, end)
    if word in needs_noun() and _ends_as_frame().search(text, opened, end):
        return _made_by(text, begin, opened, end) if word in _GROUNDS else None
    if word in needs_noun() and verbs().at(text, inner, end) > inner:
        return _behind_form(text, begin, opened, end) or _second_verb(text, begin, inner, end)
    if found := _behind_form(text, begin, opened, end):
        return found
    if word in ("将", "把") and (moved := _moved_object(text, begin, opened, end)):
        return moved
    inside = opened if text[opened : opened + 1] in _SKIP_OPEN else opened + 1
    found = _inner_verb(text, begin, inside, end, "verb-behind-phrase")
    if found and word in _TOWARDS and _is_relative(text, inside, found, end):
        return None
    if found and word in ("将", "把", "让", "使", "令") and found.lead_end > opened:
        return Reading(
            begin,
            end,
            opened,
            found.verb_start,
            found.verb_end,
            opened,
            found.lead_end,
            "verb-behind-its-object",
        )
    return found


# 根据实际情况|制定具体方案: behind grounds a verb of making governs what would else only frame.
_GROUNDS = frozenset(["根据", "按照", "按", "依照", "结合"])
_MADE = re.compile(
    r"(?<=[\u4e00-\u9fff]{4})(?:研究制[定订]|制[定订]|出台|完善|建立|编制|提出|明确)(?=[^的]{2,16}\Z)"
)


def _made_by(text: str, begin: int, opened: int, end: int) -> Reading | None:
    made = _MADE.search(text, opened, end)
    if made is None:
        return None
    return Reading(begin, end, made.start(), made.start(), made.end(), made.end(), end, "verb-behind-phrase")


def _second_verb(text: str, begin: int, inner: int, end: int) -> Reading | None:
    """结合监测评价|建立激励机制: behind the verb that such a phrase begins with, one that nothing joins to it is the predicate."""
    first = verbs().at(text, inner, end)
    found = _inner_verb(text, begin, first + 1, end, "verb-behind-phrase")
    if found is None or text[found.lead_end - 1] in "、和与及的" or found.lead_end - first < 2:
        return None
    return found


@cache
def _ends_as_frame() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(list(frame_nouns()))})\Z")


def _behind_form(text: str, begin: int, opened: int, end: int) -> Reading | None:
    """通过带教等形式提升能力: what closes such a phrase makes the next verb the predicate."""
    form = _BY_FORM.search(text, opened, end)
    if form is None:
        return None
    place = _skip(text, form.end(), end)
    run = _verb_run(text, place, end)
    if run > place and run < end:
        return Reading(begin, end, form.end(), place, run, run, end, "verb-behind-phrase")
    return None


def _moved_object(text: str, begin: int, opened: int, end: int) -> Reading | None:
    """将患者纳入管理: what 将 opens is acted on, whatever follows the verb."""
    for at in range(opened + 2, end):
        if text[at] in _SKIP_OPEN:
            return None
        after = strong_verbs().at(text, at, end)
        if after > at and not text.startswith("的", after):
            return Reading(begin, end, opened, at, after, opened, at, "verb-behind-its-object")
    return None


# 对一时难以完成整改的问题: the verb belongs to what the phrase is about.
_RELATIVE = re.compile(r"[^、的]{0,12}的[^的]{1,8}")
_TOWARDS = frozenset(["对", "对于", "针对", "就"])
# Before the verb of such a phrase stands at most an adverb (一时难以), not a noun of its own.
_LONGEST_LEAD = 6


def _is_relative(text: str, inside: int, found: Reading, end: int) -> bool:
    lead = text[inside : found.verb_start]
    return (
        len(lead) <= _LONGEST_LEAD
        and "的" not in lead
        and _RELATIVE.fullmatch(text, found.verb_end, end) is not None
    )


def _inner_verb(text: str, begin: int, place: int, end: int, rule: str) -> Reading | None:
    """The first predicate within the clause: behind an adverb, or a strong verb with something to act on."""
    at = place
    while at < end:
        char = text[at]
        if char in _SKIP_OPEN:
            close = text.find(_SKIP_OPEN[char], at, end)
            at = close + 1 if close > 0 else at + 1
            continue
        if char not in _beginnings() and text[at : at + 2] not in _beginnings():
            at += 1
            continue
        lead = at
        behind = _skip(text, at, end)
        if (
            behind > at
            and (run := _verb_run(text, behind, end)) > behind
            and (_has_object(text, behind, run, end) or run == end)
        ):
            return Reading(begin, end, lead, behind, run, run, end, rule)
        after = strong_verbs().at(text, at, end)
        carries = measure_verbs().at(text, at, end)
        if carries > at and text[carries : carries + 1].isdigit():
            return None
        if after > at and _governs(text, at, after, end) and text[at - 1] not in _NUMERALS:
            run = max(_verb_run(text, at, end), after)
            return Reading(begin, end, lead, at, run, run, end, rule)
        at = max(after, at + 1) if behind == at else behind
    return None


@cache
def _beginnings() -> frozenset[str]:
    """The first two characters of every word that may lead to a predicate: most places of a clause begin none."""
    words = adverbs().words | strong_verbs().words | measure_verbs().words
    return frozenset(word[:2] for word in words)


_NUMERALS = "一二三四五六七八九十百千万两双"


# So many characters behind such a verb its figure begins.
_FIGURE = 8


def _measure(text: str, begin: int, place: int, end: int) -> Reading | None:
    """A verb that carries a figure (覆盖率达90%): the clause says what is to be reached."""
    if not any(map(str.isdigit, text[place : end + _FIGURE])):
        return None
    for at in range(place, end):
        after = measure_verbs().at(text, at, end)
        if after > at and any(map(str.isdigit, text[after : after + _FIGURE])):
            return Reading(begin, end, begin, at, after, begin, at, "verb-carries-figure")
    return None
