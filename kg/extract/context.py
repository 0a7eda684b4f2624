"""What every part of extraction looks at: the outline, the head, and the clauses as read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clause import NAME, PROBLEM, Reading, passed_over, read_clause
from kg.extract.deadlines import Deadline, find_deadline
from kg.extract.head import Head
from kg.extract.owners import list_deadlines
from kg.extract.status import clause_status, section_modes, turns_forward
from kg.model.records import Span
from kg.model.text import Clause, Outline


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause with its reading, status and deadline; `index` counts the clauses of the body."""

    index: int
    clause: Clause
    reading: Reading
    status: str
    deadline: Deadline | None
    in_head: bool


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
    """Every clause, read; a deadline that opens a sentence holds until its end, one of an owner list for the item.

    `bodies` are the places of names (clean offsets, in order, without overlap): no word is read inside them.
    """
    text = outline.clean.text
    opaque = _opaque(text, bodies)
    modes = section_modes(outline, head.genre)
    default = "planned" if head.genre == "plan" else "achieved"
    read: list[ReadClause] = []
    section, forward = -2, False
    held: tuple[int, Deadline | None] = (-1, None)
    paragraph: Deadline | None = None
    of_items = list_deadlines(text, outline.owner_lists, head.year)
    for i, clause in enumerate(outline.clauses):
        mode = modes[clause.section] if clause.section >= 0 else default
        if i and (clause.section != section or "\n" in text[outline.clauses[i - 1].end : clause.start]):
            paragraph = None
        if clause.section != section:
            section, forward = clause.section, False
        forward = forward or (
            mode == "achieved" and turns_forward(text[clause.start : clause.end], head.year)
        )
        mode = "planned" if forward else mode
        in_head = any(a <= clause.start < b for a, b in head.skip)
        status = clause_status(text, clause.start, clause.end, mode, head.genre)
        deadline = find_deadline(text, clause.start, clause.end, head.year) if status != "achieved" else None
        if deadline:
            held = (clause.sentence, deadline)
            if _opens_a_paragraph(outline, i, deadline):
                paragraph = deadline
        elif held[0] == clause.sentence and status != "achieved":
            deadline = held[1]
        elif status != "achieved":
            deadline = paragraph
        if deadline is None and status != "achieved":
            deadline = of_items.get(clause.section)
        reading = read_clause(opaque, clause.start, clause.end)
        if mode == "problem":
            reading = passed_over(reading, PROBLEM)
        read.append(ReadClause(i, clause, reading, status, deadline, in_head))
    return tuple(read)


# 到2025年，…。…: the goals of a year fill a paragraph.
_OF_GOALS = frozenset(["by-year", "end-of-five-year-plan"])


def _opens_a_paragraph(outline: Outline, index: int, deadline: Deadline) -> bool:
    """Whether a clause is the first of its paragraph or section (but for a heading) and opens with a year to reach."""
    clause = outline.clauses[index]
    if deadline.rule not in _OF_GOALS or deadline.start != clause.start or index + 1 >= len(outline.clauses):
        return False
    before = outline.clauses[index - 1] if index else None
    return (
        before is None
        or before.section != clause.section
        or before.heading
        or "\n" in outline.clean.text[before.end : clause.start]
    )


def _opaque(text: str, bodies: Sequence[Span]) -> str:
    """The text with the names of bodies made unreadable but for their last character (建设 in 健康建设委员会 does nothing)."""
    pieces, at = [], 0
    for start, end in bodies:
        pieces += [text[at:start], NAME * (end - start - 1), text[end - 1 : end]]
        at = end
    return "".join([*pieces, text[at:]])
