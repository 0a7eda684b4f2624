"""Names by their sound: questions typed in pinyin, and characters taken for others of the same sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.ask.intents import words
from kg.ask.names import BODY, INDICATOR, PROGRAMME, REGION, Name, Names

_LATIN = re.compile(r"[^a-z]")
_LONGEST_SYLLABLES = 8


@lru_cache(maxsize=1 << 15)
def pinyin(text: str) -> str:
    """The pinyin of a text without tones, in one word.

    >>> pinyin("常州")
    'changzhou'
    """
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text))


def from_pinyin(text: str, names: Names) -> str | None:
    """A question that is typed in pinyin, in characters; None where it is no pinyin of what the graph knows."""
    letters = _LATIN.sub("", text)
    known = _known(names)
    found: list[str] = []
    at = 0
    while at < len(letters):
        size = next((n for n in range(len(letters) - at, 1, -1) if letters[at : at + n] in known), 0)
        if not size and (at := at + 1) and not found:
            return None
        if size:
            found.append(known[letters[at : at + size]])
            at += size
    return "".join(found) if len("".join(found)) > 2 else None


def _known(names: Names) -> dict[str, str]:
    found = dict(words().pinyin_also)
    for word in words().pinyin:
        found.setdefault(pinyin(word), word)
    for kind in (REGION, PROGRAMME, INDICATOR, BODY):
        for name in sorted(names.of(kind), key=lambda n: (len(n.spelling), n.spelling)):
            for size in range(2, min(len(name.spelling), _LONGEST_SYLLABLES) + 1):
                found.setdefault(pinyin(name.spelling[:size]), name.spelling[:size])
    return found


def sounding(text: str, names: Iterable[Name], least: int = 2) -> tuple[Name, int] | None:
    """The name that sounds like a part of the text and shares a character with it, and where; longer names first."""
    for name in names:
        size = len(name.spelling)
        if size < least:
            continue
        for at in range(len(text) - size + 1):
            said = text[at : at + size]
            if set(said) & set(name.spelling) and pinyin(said) == pinyin(name.spelling):
                return name, at
    return None
