"""Doers at the beginning of a clause: named bodies and classes of them (各级医疗机构, 有关部门), with the predicate right behind."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.clause_words import has_object, inner_verb, skip, skip_time, verb_run
from kg.extract.lexicon import doers, noun_prone, predicates
from kg.extract.reading import NAME, Reading
from kg.registers.tables import alternatives


def behind_agent(text: str, begin: int, after: int, end: int) -> Reading | None:
    """A predicate right behind a name or a class of doers that ends at `after` (市疾控中心采集样本, 各部门要提出建议)."""
    inner = skip(text, skip_time(text, after, end), end)
    if text.startswith(_TOGETHER_WITH, inner):
        # 县卫健局要|会同有关部门|加强评估
        return inner_verb(text, begin, inner + 3, end, "verb-behind-subject")
    run = verb_run(text, inner, end)
    if text[inner:run] == "为" and (found := inner_verb(text, begin, inner + 2, end, "verb-behind-subject")):
        # 镇卫生院|为老年人|进行体检
        return found
    if run == inner or not (has_object(text, inner, run, end) or (run == end and inner > after)):
        return None
    if inner == after and text[inner:run] in noun_prone() and not _governs_all(text, begin, after, run, end):
        return None
    return Reading(begin, end, after, inner, run, run, end, "verb-behind-subject")


_TOGETHER_WITH = ("会同", "联合有关", "联合相关")
# 规范公共场所卫生管理: so much at least stands behind a verb that is as often a noun.
_AN_OBJECT = 4


def _governs_all(text: str, begin: int, agent_end: int, run: int, end: int) -> bool:
    """县卫生监督所|规范|公共场所管理: right behind a named body, with an object and no other predicate behind it."""
    if (
        NAME not in text[begin:agent_end]
        or end - run < _AN_OBJECT
        or predicates().ends_at(text, run, end) < end
    ):
        return False
    return inner_verb(text, begin, run, end, "") is None


_JOINED = "、和与及"


def agents_end(text: str, place: int, end: int) -> int:
    """Behind the names of bodies, or the class of doers, that begin at `place`; `place` where none does."""
    at = after = place
    while at < end:
        if text[at] == NAME:
            stop = at
            while stop < end and text[stop] == NAME:
                stop += 1
            stop = min(stop + 1, end)
        elif text[at] in _doers_begin() and (found := _doers().match(text, at, end)):
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
def _doers_begin() -> frozenset[str]:
    return frozenset(word[0] for word in doers()[0])


@cache
def _doers() -> re.Pattern[str]:
    lead, ends = doers()
    return re.compile(
        rf"(?:{alternatives(list(lead))})[^，、。的“（]{{0,8}}?(?:{alternatives(list(ends))})(?![内间级]|及?以[上下])"
    )
