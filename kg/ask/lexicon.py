"""The words by which questions are understood, and the cutting of a text into them.

A word says one or several concepts (`ontology/question-words.toml`), or nothing (a filler). The longest word at a place is
taken. A word of one character is read as such only where it does not stand inside of a longer expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.registers.tables import table

# Particles that part expressions wherever they stand; other words of one character part nothing.
_PARTING = frozenset("的了吗呢吧啊呀嘛么是在把被对和与跟及由谁")
# Words of one character that may end an expression where another word follows: 托育|归|哪个处室.
_CLOSING = frozenset("看打管抓归类有多做干搞提定建办硬空虚软要都也会该能没无未比")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a question: where it stands, and what it may say (nothing: a filler)."""

    start: int
    end: int
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words by their first character, the expressions, and how much each concept tells."""

    words: dict[str, dict[str, frozenset[str]]]
    longest: int
    like: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    english: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    flags: tuple[tuple[re.Pattern[str], str], ...]
    protected: frozenset[str]
    weight: dict[str, float]

    def cut(self, text: str, free: bytearray) -> Iterator[Said]:
        """The words in the parts of a text that are `free` (a byte for each character, not 0 where it is)."""
        at, in_content = 0, False
        while at < len(text):
            if not free[at]:
                at, in_content = at + 1, False
                continue
            size, concepts = self._at(text, at, free, in_content)
            if not size:
                in_content = _HAN.match(text[at]) is not None
                at += 1
                continue
            if concepts is None:  # an expression that holds a word and does not say it
                in_content = True
            else:
                in_content = False
                yield Said(at, at + size, concepts)
            at += size

    def is_english(self, text: str) -> bool:
        """Whether at least half of the words of a text in Latin letters are English words of the lists."""
        words = re.findall(r"[a-z]+", text)
        known = sum(any(p.fullmatch(word) for p, _ in self.english) for word in words)
        return 2 * known >= len(words)

    def first(self, text: str, at: int, free: bytearray) -> tuple[Said, ...]:
        """The word that begins at a place, if any."""
        size, concepts = self._at(text, at, free, False)
        return (Said(at, at + size, concepts),) if size and concepts is not None else ()

    def _at(self, text: str, at: int, free: bytearray, in_content: bool) -> tuple[int, frozenset[str] | None]:
        if _WORD.match(text[at]):
            return self._english_at(text, at, free)
        size, concepts = 0, frozenset[str]()
        room = next(
            (n for n in range(1, self.longest + 1) if at + n >= len(text) or not free[at + n]), self.longest
        )
        here = self.words.get(text[at], {})
        for n in range(room, 0, -1):
            word = text[at : at + n]
            if word in here and (n > 1 or not in_content or self._parts(word, text, at, free)):
                size, concepts = n, here[word]
                break
        for pattern, says in self.like:
            match = pattern.match(text, at)
            if match and match.end() - at >= size and match.end() > at and all(free[at : match.end()]):
                concepts = says if match.end() - at > size else concepts | says
                size = match.end() - at
        for n in range(min(room, 6), max(size, 1), -1):
            if text[at : at + n] in self.protected:
                return n, None
        if size > 0 and text[at : at + size] in self.protected:
            return size, None
        return size, concepts

    def _parts(self, word: str, text: str, at: int, free: bytearray) -> bool:
        """Whether a word of one character ends the expression that it stands after."""
        if word in _PARTING or word not in _CLOSING:
            return word in _PARTING
        after = at + 1
        if after >= len(text) or not free[after] or not _HAN.match(text[after]):
            return True
        size, concepts = self._at(text, after, free, False)
        return size > 1 and concepts is not None

    def _english_at(self, text: str, at: int, free: bytearray) -> tuple[int, frozenset[str]]:
        if at and _WORD.match(text[at - 1]):
            return 0, frozenset()
        size, concepts = 0, frozenset[str]()
        for pattern, says in self.english:
            match = pattern.match(text, at)
            if match and match.end() - at >= size and all(free[at : match.end()]):
                concepts = says if match.end() - at > size else concepts | says
                size = match.end() - at
        return size, concepts


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of `ontology/question-words.toml`."""
    data = table("question-words.toml")
    words: dict[str, dict[str, set[str]]] = {}
    like: list[tuple[str, str]] = []
    english: list[tuple[str, str]] = []
    flags: list[tuple[str, str]] = []
    for word in data["filler"]["zh"].split():
        words.setdefault(word[0], {}).setdefault(word, set())
    for name, concept in data["concept"].items():
        for word in concept.get("zh", "").split():
            words.setdefault(word[0], {}).setdefault(word, set()).add(name)
        like += [(pattern, name) for pattern in concept.get("zh_like", ())]
        english += [(pattern, name) for pattern in concept.get("en", ())]
        flags += [(pattern, name) for pattern in concept.get("flag", ())]
    return Lexicon(
        words={c: {w: frozenset(s) for w, s in found.items()} for c, found in words.items()},
        longest=max(len(w) for found in words.values() for w in found),
        like=_together(like),
        english=tuple(
            (re.compile(pattern), says)
            for pattern, says in [
                *((rf"(?:{p})(?![a-z0-9])", frozenset({c})) for p, c in english),
                *((rf"(?:{p})(?![a-z0-9])", frozenset[str]()) for p in data["filler"]["en"]),
            ]
        ),
        flags=tuple((re.compile(pattern), name) for pattern, name in flags),
        protected=frozenset(data["content"]["zh"].split()),
        weight={name: concept["weight"] for name, concept in data["concept"].items()},
    )


def _together(patterns: list[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    return tuple((re.compile(pattern), frozenset({name})) for pattern, name in patterns)
