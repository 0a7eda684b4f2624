"""Whether a passage speaks of health: documents of a whole government promise much that is no line of health work."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from kg.extract.head import Head
from kg.registers.tables import table, words

# A document in which so many sentences speak of health is about health, whatever its title says.
_ABOUT_HEALTH = 0.5
# The clause is looked for so far on both sides.
_CLAUSE, _MARK = 40, re.compile("[，。；：、！？\n]")
_SENTENCE = re.compile(r"[^。！？；\n]+")


@cache
def _health() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words(table("cues", "programmes.toml")["field"]["health"]))))


class Field:
    """What a document is about, asked for a place in it."""

    def __init__(self, text: str, head: Head, issuer: str | None) -> None:
        self._text = text
        self._ends: list[int] = []
        self._speaks: list[bool] = []
        self.on_health = _health().search(f"{head.title or ''}{issuer or ''}") is not None
        """Whether the whole document is about health."""
        if not self.on_health:
            sentences = list(_SENTENCE.finditer(text))
            self._ends = [sentence.end() for sentence in sentences]
            self._speaks = [_health().search(text, *sentence.span()) is not None for sentence in sentences]
            self.on_health = sum(self._speaks) >= _ABOUT_HEALTH * len(sentences)

    def holds_closely(self, start: int, end: int) -> bool:
        """Whether the clause around `start`..`end` speaks of health (always, in a document on health)."""
        if self.on_health:
            return True
        first = max(0, start - _CLAUSE)
        # The clause's beginning: behind the last mark before it.
        first += max((mark.end() for mark in _MARK.finditer(self._text[first:start])), default=0)
        closing = _MARK.search(self._text, end, end + _CLAUSE)
        return _health().search(self._text, first, closing.start() if closing else end + _CLAUSE) is not None

    def holds(self, start: int, end: int) -> bool:
        """Whether the sentences that `start`..`end` lies in speak of health (always, in a document on health)."""
        return self.on_health or any(
            self._speaks[bisect_right(self._ends, start) : bisect_left(self._ends, end) + 1]
        )
