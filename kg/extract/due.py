"""By when each clause is due: what a deadline that stands once holds for.

In its sentence it holds for the clauses behind it; a year to reach that opens a sentence (到2025年，…；…。) for all that
semicolons part, up to the full stop; at the head of a paragraph (到2025年，…。…) for the paragraph; before a colon
(到2025年实现：) for the items that follow; in an owner list (完成时限：) for the item.
"""

from __future__ import annotations

import re

from kg.extract.deadlines import Deadline, find_deadline
from kg.extract.headings import year_of_work
from kg.extract.owners import list_deadlines
from kg.model.text import Clause, Outline

# 到2025年，…。…: the goals of a year fill a paragraph.
_OF_GOALS = frozenset(["by-year", "end-of-five-year-plan"])
_FULL_STOPS = frozenset("。！？")
# The ways of numbering of the items of a list.
_ITEMS = frozenset(["arabic", "arabic-bracket", "circled", "ordinal", "dash"])

_OPENING_YEAR = re.compile(
    r"(?:【[^】]{1,12}】)?(?P<effort>展望|力争|争取|确保)?(?P<year>20\d{2})年(?![底末初前以度内间\d])(?!.{0,4}(?:工作|要点|计划|规划|行动))"
)
_EFFORTS = ("力争", "争取", "确保")
# The characters that it may begin with.
_YEAR_OPENS = frozenset("【展力争确2")


class Due:
    """The deadlines of a document's clauses, asked in order; `first` and `last` are the years that it is about."""

    def __init__(self, outline: Outline, first: int | None, last: int | None, is_plan: bool) -> None:
        self._outline, self._clauses, self._text = outline, outline.clauses, outline.clean.text
        self._first, self._last, self._is_plan = first, last, is_plan
        self._years = _years_ahead(outline, last)
        self._of_items = _of_the_items_before(outline, list_deadlines(self._text, outline.owner_lists, last))
        self._sentence: tuple[int, Deadline | None] = (-1, None)
        self._to_full_stop: Deadline | None = None
        self._paragraph: Deadline | None = None
        self._items: Deadline | None = None

    def of(self, index: int, status: str, held: int | None = None) -> Deadline | None:
        """The deadline of the clause at `index`, which must be the next one; None for what is done.

        `held` are the bits of the words of deadlines in it; without them they are looked for.
        """
        clause = self._clauses[index]
        before = self._clauses[index - 1] if index else None
        # What nothing holds for needs no end.
        if self._to_full_stop or self._paragraph:
            if before is None or self._is_new_paragraph(before, clause):
                self._paragraph = self._to_full_stop = None
            elif before.closes in _FULL_STOPS:
                self._to_full_stop = None
        if self._items and clause.section >= 0 and self._outline.parts[clause.section].kind not in _ITEMS:
            self._items = None
        if status == "achieved":
            return None
        found = None
        if held != 0 or self._text[clause.start] in _YEAR_OPENS:
            found = self._stated(index, clause, held)
        if found is None and self._sentence[0] == clause.sentence:
            found = self._sentence[1]
        return (
            found
            or self._to_full_stop
            or self._paragraph
            or self._items
            or self._of_items.get(clause.section)
        )

    def _stated(self, index: int, clause: Clause, held: int | None) -> Deadline | None:
        year = self._years.get(clause.section, self._last)
        found = find_deadline(self._text, clause.start, clause.end, year, held) or self._ahead(clause)
        if found is None or self._is_past(found):
            return None
        self._sentence = (clause.sentence, found)
        self._to_full_stop = found if found.rule in _OF_GOALS and found.start == clause.start else None
        if self._opens_a_paragraph(index, clause, found):
            self._paragraph = found
        if clause.closes == "：" and found.rule in _OF_GOALS:
            self._items = found
        return found

    def _ahead(self, clause: Clause) -> Deadline | None:
        """2030年降至20%: in a plan a year to come, or one of the several that it is for, opens its goals."""
        if self._first is None or self._last is None:
            return None
        opened = _OPENING_YEAR.match(self._text, clause.start, clause.end)
        if opened is None:
            return None
        year = int(opened["year"])
        if not self._is_plan and opened["effort"] not in _EFFORTS:
            return None
        if not (year > self._last or (self._first < self._last and self._first <= year)):
            return None
        return Deadline(opened.start(), opened.end(), f"{year}-12-31", "year-to-come")

    def _is_past(self, deadline: Deadline) -> bool:
        """A time before the document's own (2020年底 in a plan for 2021); 到2020年 looks forward all the same."""
        goal = self._text.startswith(("到", "至"), deadline.start)
        return self._first is not None and not goal and int(deadline.date[:4]) < self._first

    def _opens_a_paragraph(self, index: int, clause: Clause, deadline: Deadline) -> bool:
        """Whether a clause is the first of its paragraph (but for a heading) and opens with a year to reach."""
        if deadline.rule not in _OF_GOALS or deadline.start != clause.start:
            return False
        before = self._clauses[index - 1] if index else None
        return before is None or before.heading or self._is_new_paragraph(before, clause)

    def _is_new_paragraph(self, before: Clause, clause: Clause) -> bool:
        return before.section != clause.section or self._text.find("\n", before.end, clause.start) >= 0


def _years_ahead(outline: Outline, last: int | None) -> dict[int, int]:
    """The sections under a heading on a later year than the document's own (2026年工作打算 in the report of 2025), with that year."""
    found: dict[int, int] = {}
    for i, part in enumerate(outline.parts):
        year = year_of_work(part.heading) or found.get(part.parent)
        if year and last and year > last:
            found[i] = year
    return found


def _of_the_items_before(outline: Outline, stated: dict[int, Deadline]) -> dict[int, Deadline]:
    """The times of lists, also for the items before that a semicolon joins to the one the list closes (1.…；2.…；3.… 完成时限：…)."""
    found = dict(stated)
    have_lists = {listed.section for listed in outline.owner_lists}
    parts = outline.parts
    for section, deadline in stated.items():
        at = section - 1
        while at >= 0 and parts[at].parent == parts[section].parent and at not in have_lists:
            if not outline.clean.text[parts[at].start : parts[at].end].rstrip().endswith("；"):
                break
            found[at] = deadline
            at -= 1
    for at, part in enumerate(parts):
        # A list of a whole section holds for each of its items.
        if part.parent in stated and at not in have_lists:
            found.setdefault(at, stated[part.parent])
    return found
