"""Whether a passage speaks of health: documents of a whole government promise much that is no line of health work."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.head import Head
from kg.registers.tables import table, words

# A document in which so many sentences speak of health is about health, whatever its title says.
_ABOUT_HEALTH = 0.5
_SENTENCE = re.compile(r"[^。！？；\n]+")


@cache
def _health() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words(table("cues", "programmes.toml")["field"]["health"]))))


class Field:
    """What a document is about, asked for a place in it."""

    def __init__(self, text: str, head: Head, issuer: str | None) -> None:
        self._text = text
        named = f"{head.title or ''}{issuer or ''}"
        self._all = bool(_health().search(named)) or _share(text) >= _ABOUT_HEALTH

    def holds(self, start: int, end: int) -> bool:
        """Whether the sentence around `start`..`end` speaks of health (always, in a document on health)."""
        if self._all:
            return True
        begin = max(self._text.rfind(mark, 0, start) for mark in "。！？；\n") + 1
        stops = [at for mark in "。！？；\n" if (at := self._text.find(mark, end)) >= 0]
        return _health().search(self._text, begin, min(stops, default=len(self._text))) is not None


def _share(text: str) -> float:
    sentences = _SENTENCE.findall(text)
    return sum(_health().search(s) is not None for s in sentences) / len(sentences) if sentences else 1.0
