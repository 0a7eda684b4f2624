"""By when each clause is due: what a deadline that stands once holds for.

In its sentence it holds for the clauses behind it; at the head of a paragraph (到2025年，…。…) for the paragraph; before a colon
(到2025年实现：) for the items that follow; in an owner list (完成时限：) for the item.
"""

from __future__ import annotations

from kg.extract.deadlines import Deadline, find_deadline
from kg.extract.owners import list_deadlines
from kg.model.text import Clause, Outline

# 到2025年，…。…: the goals of a year fill a paragraph.
_OF_GOALS = frozenset(["by-year", "end-of-five-year-plan"])
# The ways of numbering of the items of a list.
_ITEMS = frozenset(["arabic", "arabic-bracket", "circled", "ordinal", "dash"])


class Due:
    """The deadlines of a document's clauses, asked in order; `first` and `last` are the years that it is about."""

    def __init__(self, outline: Outline, first: int | None, last: int | None) -> None:
        self._outline, self._text = outline, outline.clean.text
        self._first, self._last = first, last
        self._of_items = list_deadlines(self._text, outline.owner_lists, last)
        self._sentence: tuple[int, Deadline | None] = (-1, None)
        self._paragraph: Deadline | None = None
        self._items: Deadline | None = None

    def of(self, index: int, status: str) -> Deadline | None:
        """The deadline of the clause at `index`, which must be the next one; None for what is done."""
        clause = self._outline.clauses[index]
        before = self._outline.clauses[index - 1] if index else None
        if self._paragraph and (before is None or self._is_new_paragraph(before, clause)):
            self._paragraph = None
        if self._items and clause.section >= 0 and self._outline.parts[clause.section].kind not in _ITEMS:
            self._items = None
        if status == "achieved":
            return None
        found = self._stated(index, clause)
        if found is None and self._sentence[0] == clause.sentence:
            found = self._sentence[1]
        return found or self._paragraph or self._items or self._of_items.get(clause.section)

    def _stated(self, index: int, clause: Clause) -> Deadline | None:
        found = find_deadline(self._text, clause.start, clause.end, self._last)
        if found is None or self._is_past(found):
            return None
        self._sentence = (clause.sentence, found)
        if self._opens_a_paragraph(index, clause, found):
            self._paragraph = found
        if clause.closes == "：" and found.rule in _OF_GOALS:
            self._items = found
        return found

    def _is_past(self, deadline: Deadline) -> bool:
        """A time before the document's own (2020年底 in a plan for 2021); 到2020年 looks forward all the same."""
        goal = self._text.startswith(("到", "至"), deadline.start)
        return self._first is not None and not goal and int(deadline.date[:4]) < self._first

    def _opens_a_paragraph(self, index: int, clause: Clause, deadline: Deadline) -> bool:
        """Whether a clause is the first of its paragraph (but for a heading) and opens with a year to reach."""
        if deadline.rule not in _OF_GOALS or deadline.start != clause.start:
            return False
        before = self._outline.clauses[index - 1] if index else None
        return before is None or before.heading or self._is_new_paragraph(before, clause)

    def _is_new_paragraph(self, before: Clause, clause: Clause) -> bool:
        return before.section != clause.section or "\n" in self._text[before.end : clause.start]
