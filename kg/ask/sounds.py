"""Names by their sound: questions typed in pinyin, and characters taken for others of the same sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from weakref import WeakKeyDictionary

from kg.ask.names import BODY, INDICATOR, PROGRAMME, REGION, THEME, Name, Names
from kg.registers.tables import table

# The pinyin of the words of a graph, read when the first question in pinyin comes.
_SYLLABLES: WeakKeyDictionary[Names, dict[str, str]] = WeakKeyDictionary()
_LATIN = re.compile(r"[^a-z]")
_LONGEST_SYLLABLES = 8
# What a letter costs that belongs to no word, and a word that does not keep to the blanks.
_LEFT_OVER, _ACROSS = 1.5, 0.4


@lru_cache(maxsize=1 << 15)
def pinyin(text: str) -> str:
    """The pinyin of a text without tones, in one word.

    >>> pinyin("常州")
    'changzhou'
    """
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text))


def from_pinyin(text: str, names: Names) -> str | None:
    """A question that is typed in pinyin, in characters; None where it is no pinyin of what the graph knows.

    Of the ways to read it the one is taken with the fewest words and the fewest letters left over; words keep to
    the blanks that were typed where they can.
    """
    letters = _LATIN.sub("", text)
    known = _known(names)
    starts = set()
    size = 0
    for part in text.split():
        starts.add(size)
        size += len(_LATIN.sub("", part))
    # best[n]: (cost, words) of the first n letters
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    longest = max(map(len, known), default=0)
    for end in range(1, len(letters) + 1):
        ways = [(best[end - 1][0] + _LEFT_OVER, best[end - 1][1])]
        for start in range(max(0, end - longest), end):
            if (word := known.get(letters[start:end])) is not None:
                across = sum(1 for n in starts if start < n < end) + (start not in starts)
                ways.append((best[start][0] + 1 + _ACROSS * across, (*best[start][1], word)))
        best.append(min(ways))
    cost, words = best[-1]
    said = "".join(words)
    return said if len(said) > 2 and cost < len(letters) * _LEFT_OVER / 2 else None


def _known(names: Names) -> dict[str, str]:
    if names not in _SYLLABLES:
        _SYLLABLES[names] = _read(names)
    return _SYLLABLES[names]


def _read(names: Names) -> dict[str, str]:
    table_of = table("questions.toml")["pinyin"]
    found = dict(table_of["also"])
    for word in table_of["words"].split():
        found.setdefault(pinyin(word), word)
    for word in table("questions.toml")["terms"].values():
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
        if size < least or size > len(text) or 2 * sum(c in text for c in name.spelling) < size:
            continue
        for at in range(len(text) - size + 1):
            said = text[at : at + size]
            # At least half of the characters stand where they should: no sound need be looked up for others.
            alike = sum(a == b for a, b in zip(said, name.spelling, strict=True))
            if 2 * alike >= size and pinyin(said) == pinyin(name.spelling):
                return name, at
    return None


def corrected(text: str, names: Names) -> str:
    """The text with the long names put right of which one character is another of about the same sound: 系统管里率."""
    for name in names.of(PROGRAMME, INDICATOR, BODY):
        said = name.spelling
        if len(said) < _LONG_NAME or said in text:
            continue
        # One wrong character leaves the beginning or the end as it is.
        half = len(said) // 2
        starts = {text.find(said[:half]), text.find(said[half:]) - half}
        for at in sorted(starts):
            typed = text[at : at + len(said)] if at >= 0 else ""
            if len(typed) == len(said) and _one_sound_off(typed, said) and not _known_as(typed, names):
                text = text[:at] + said + text[at + len(said) :]
    return text


_LONG_NAME = 4
# Sounds that are taken for one another.
_NEAR = re.compile(r"(?<=[zcs])h|(?<=[aei]n)g")


def _known_as(typed: str, names: Names) -> bool:
    """Whether the graph itself writes so."""
    return typed in names.texts or typed in names.spelled(PROGRAMME, INDICATOR, BODY, THEME)


def _one_sound_off(typed: str, said: str) -> bool:
    wrong = [(a, b) for a, b in zip(typed, said, strict=True) if a != b]
    return len(wrong) == 1 and _NEAR.sub("", pinyin(wrong[0][0])) == _NEAR.sub("", pinyin(wrong[0][1]))
