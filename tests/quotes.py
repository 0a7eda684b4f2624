"""Where the quotes of hand-made answers stand in a document.

A quote is found in the cleaned text by its letters and digits only: punctuation and spaces may differ.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any, TypeAlias

from kg.model.text import CleanText

Row: TypeAlias = dict[str, Any]
Span: TypeAlias = tuple[int, int]

NOWHERE: Span = (0, 0)


def letters(text: object) -> str:
    """Letters, digits, `%` and `‰` of a wording, lower case, in one width."""
    plain = unicodedata.normalize("NFKC", str(text if text is not None else "")).lower()
    return "".join(c for c in plain if c.isalnum() or c in "%‰")


class Finder:
    """A cleaned text that can be searched by letters and digits only."""

    def __init__(self, clean_text: CleanText) -> None:
        self.clean = clean_text
        self.squeezed, self.places = "", []
        for place, char in enumerate(clean_text.text):
            found = letters(char)
            self.squeezed += found
            self.places += [place] * len(found)

    def quotes(self, wording: str) -> list[Span]:
        """The spans (squeezed offsets) of a wording in the text."""
        want, found = letters(wording), []
        at = self.squeezed.find(want) if want else -1
        while at >= 0:
            found.append((at, at + len(want)))
            at = self.squeezed.find(want, at + 1)
        return found

    def numbers(self, number: str, within: Span) -> list[Span]:
        """The spans of a number within a quote: the `3` of `13` and of `3.5` is none."""
        spans = (s for s in self.quotes(number) if within[0] <= s[0] and s[1] <= within[1])
        return [s for s in spans if not self._cuts_a_number(*s)]

    def _cuts_a_number(self, start: int, end: int) -> bool:
        text, first, last = self.clean.text, self.places[start], self.places[end - 1]
        before, after = text[max(first - 2, 0) : first], text[last + 1 : last + 3]
        if text[first].isdecimal() and (before[-1:].isdecimal() or _decimals(before[-1:], before[:-1])):
            return True
        return text[last].isdecimal() and (after[:1].isdecimal() or _decimals(after[:1], after[1:]))

    def source(self, squeezed: Span) -> Span:
        """The source span of squeezed offsets."""
        return self.clean.to_source(self.places[squeezed[0]], self.places[squeezed[1] - 1] + 1)


def _decimals(point: str, digit: str) -> bool:
    return point == "." and digit.isdecimal()


def located(rows: Iterable[Row], finder: Finder) -> list[Row]:
    """Answers with `span` (the quote) and `number_span` in the source; what has no quote lies nowhere."""
    found = []
    for row in rows:
        at = finder.quotes(row.get("quote") or "")
        number = finder.numbers(row.get("number") or "", at[0]) if at else []
        spans = {"span": finder.source(at[0]) if at else NOWHERE}
        spans["number_span"] = finder.source(number[0]) if number else spans["span"]
        found.append({**row, **spans})
    return found
