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

    def everywhere(self, wording: str, within: Span | None = None) -> list[Span]:
        """The spans (squeezed offsets) of a wording; a number does not begin or end inside a longer one."""
        want = letters(wording)
        low, high = within or (0, len(self.squeezed))
        found: list[Span] = []
        at = self.squeezed.find(want, low, high) if want else -1
        while at >= 0:
            if not self._cuts_a_number(at, at + len(want)):
                found.append((at, at + len(want)))
            at = self.squeezed.find(want, at + 1, high)
        return found

    def _cuts_a_number(self, start: int, end: int) -> bool:
        text, first, last = self.clean.text, self.places[start], self.places[end - 1]
        if text[first].isdecimal() and (text[:first][-1:].isdecimal() or _decimal_point(text, first - 1)):
            return True
        return text[last].isdecimal() and text[last + 1 :][:1].isdecimal()

    def source(self, squeezed: Span) -> Span:
        """The source span of squeezed offsets."""
        return self.clean.to_source(self.places[squeezed[0]], self.places[squeezed[1] - 1] + 1)


def _decimal_point(text: str, place: int) -> bool:
    return place > 0 and text[place] == "." and text[place - 1].isdecimal()


def located(rows: Iterable[Row], finder: Finder) -> list[Row]:
    """Answers with `span` (the quote) and `number_span` in the source; what has no quote lies nowhere."""
    found = []
    for row in rows:
        at = finder.everywhere(row.get("quote") or "")
        number = finder.everywhere(row.get("number") or "", at[0]) if at else []
        spans = {"span": finder.source(at[0]) if at else NOWHERE}
        spans["number_span"] = finder.source(number[0]) if number else spans["span"]
        found.append({**row, **spans})
    return found
