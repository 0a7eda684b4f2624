"""Collective bodies that a clause opens with and that act: 各县（市、区）人民政府要落实投入责任."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from kg.extract.acting import predicate_follows
from kg.extract.clause_words import where_wording_begins
from kg.extract.mentions import Mention
from kg.model.spans import Spans
from kg.model.text import Clause, Outline
from kg.registers.bodies import load_bodies

# 各县（市、区）、各功能区管理委员会: no name of a collective is longer.
_LONGEST = 24
_ENDING = re.compile(
    r"人民政府|政府(?!办|投|主|引)|委员会|健康[委局](?!员)|卫健[委局]|卫计[委局]|计生[委局]|管委会|办事处|疾控中心|保健院|医院|卫生院|卫生服务中心|单位|机构|集团|医共体"
)


def find_collectives(text: str, outline: Outline, named: list[Mention]) -> list[Mention]:
    """The collectives of the table of bodies that open a clause with a predicate behind them, clear of `named`."""
    found = []
    for clause in _with_each_at_first(text, outline.clauses):
        at = where_wording_begins(text, clause.start, clause.end)
        if not text.startswith("各", at) or text.startswith("各级", at):
            continue
        if stop := _end(text, at, clause.end):
            found.append(Mention(at, stop, text[at:stop], "collective-that-acts"))
    if not found:
        return []
    taken = Spans((m.start, m.end) for m in named)
    return [mention for mention in found if not taken.meeting(mention.start, mention.end)]


# So far from where a clause begins its own wording may.
_FIRST_WORDS = 6


def _with_each_at_first(text: str, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses with 各 among their first characters: few, so it is looked for in the whole text."""
    last, at = -1, text.find("各")
    while at >= 0:
        nth = bisect_right(clauses, at, key=_START) - 1
        if last < nth and at < min(clauses[nth].start + _FIRST_WORDS, clauses[nth].end):
            yield clauses[nth]
            last = nth
        at = text.find("各", at + 1)


_START = attrgetter("start")


def _end(text: str, at: int, end: int) -> int:
    bodies = load_bodies()
    for ending in _ENDING.finditer(text, at, min(end, at + _LONGEST)):
        stop, name = ending.end(), text[at : ending.end()]
        if predicate_follows(text, stop, end) and bodies.is_collective(name) and not bodies.is_generic(name):
            return stop
    return 0
