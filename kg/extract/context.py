"""What every part of extraction looks at: the outline, the head, and the clauses as read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.clause import read_clause
from kg.extract.cues import DATELINE, DONE, NUMBER, cues_of
from kg.extract.deadlines import Deadline
from kg.extract.due import Due
from kg.extract.head import Head
from kg.extract.quantities import Quantity, read_quantities
from kg.extract.reading import NAME, PROBLEM, Reading, leads_in, passed_over
from kg.extract.status import Tense
from kg.extract.told import Told
from kg.model.records import Span
from kg.model.text import Clause, Outline


# Not frozen, as making a frozen one takes three times as long, and there is one for every clause. Nothing changes it.
@dataclass(slots=True)
class ReadClause:
    """A clause with its reading, status and deadline; `index` counts the clauses of the body."""

    index: int
    clause: Clause
    reading: Reading
    status: str
    deadline: Deadline | None
    in_head: bool
    quantities: list[Quantity]
    """The numbers that stand in the clause."""
    cues: int
    """What it holds of the words that rules need (`kg.extract.cues`)."""


@dataclass(frozen=True, slots=True)
class Context:
    """One document on its way through extraction."""

    outline: Outline
    head: Head
    clauses: tuple[ReadClause, ...]

    @property
    def text(self) -> str:
        return self.outline.clean.text

    def number_of(self, section: int) -> str | None:
        """The number of a section by its index."""
        return self.outline.parts[section].number if section >= 0 else None


def read_clauses(outline: Outline, head: Head, bodies: Sequence[Span] = ()) -> tuple[ReadClause, ...]:
    """Every clause, read, with its status and deadline.

    `bodies` are the places of names (clean offsets, in order, without overlap): no word is read inside them. One question is
    asked of all clauses before the next one is: what it needs stays at hand, which takes a third less time than to ask
    everything of each clause.
    """
    text, clauses = outline.clean.text, outline.clauses
    opaque = _opaque(text, bodies)
    known = cues_of(text, [(clause.start, clause.end) for clause in clauses])
    tense = Tense(outline, head.genre, head.first_year, head.year, head.title, head.published)
    told_of = [tense.of(i, may_be_done=cues & DONE > 0) for i, cues in enumerate(known.flags)]
    readings = [
        read_clause(
            opaque,
            clause.start,
            clause.end,
            frames,
            planned=status == "planned",
            may_be_dated=cues & DATELINE > 0,
        )
        for clause, frames, cues, (_, status) in zip(clauses, known.frames, known.flags, told_of, strict=True)
    ]
    told = Told(text, clauses, head.genre)
    readings = told.of_others(
        [
            # Most clauses are neither, and two looks tell.
            _unless_passed_over(reading, clause, mode, status)
            if mode == "problem" or clause.closes == "："
            else reading
            for reading, clause, (mode, status) in zip(readings, clauses, told_of, strict=True)
        ],
        opaque,
    )
    due = Due(outline, head.first_year, head.year, head.genre == "plan")
    deadlines = [
        due.of(i, status, held)
        for i, ((_, status), held) in enumerate(zip(told_of, known.deadlines, strict=True))
    ]
    quantities = [
        read_quantities(text, clause.start, clause.end) if cues & NUMBER else []
        for clause, cues in zip(clauses, known.flags, strict=True)
    ]
    of_the_head = _beginning_within(clauses, head.skip)
    in_head = [i in of_the_head for i in range(len(clauses))]
    statuses = [status for _, status in told_of]
    return tuple(
        map(
            ReadClause,
            range(len(clauses)),
            clauses,
            readings,
            statuses,
            deadlines,
            in_head,
            quantities,
            known.flags,
        )
    )


def _unless_passed_over(reading: Reading, clause: Clause, mode: str, status: str) -> Reading:
    """The reading, passed over where it tells of problems or only leads to what follows a colon."""
    if mode == "problem" and status != "ongoing":
        return passed_over(reading, PROBLEM)
    if clause.closes == "：" and leads_in(reading):
        return passed_over(reading, "leads-in")
    return reading


def _beginning_within(clauses: Sequence[Clause], spans: Iterable[Span]) -> set[int]:
    """The indexes of the clauses that begin within one of the spans."""
    starts = [clause.start for clause in clauses]
    return {i for start, end in spans for i in range(bisect_left(starts, start), bisect_left(starts, end))}


def _opaque(text: str, bodies: Sequence[Span]) -> str:
    """The text with the names of bodies made unreadable but for their last character (建设 in 健康建设委员会 does nothing)."""
    pieces, at = [], 0
    for start, end in bodies:
        pieces += [text[at:start], NAME * (end - start - 1), text[end - 1 : end]]
        at = end
    return "".join([*pieces, text[at:]])
