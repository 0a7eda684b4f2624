"""The word tables of extraction as sets that can be asked at a position of the text."""

from __future__ import annotations

import re
from functools import cache

from kg.registers.tables import table, words


class WordSet:
    """A set of words that finds the longest one at a position."""

    def __init__(self, items: tuple[str, ...]) -> None:
        self.words = frozenset(items)
        self._lengths = _lengths_by(self.words, 0)
        self._lengths_by_last = _lengths_by(self.words, -1)

    def at(self, text: str, place: int, end: int) -> int:
        """The end of the longest word that begins at `place` and lies before `end`; `place` itself where none does."""
        for length in self._lengths.get(text[place : place + 1], ()):
            if place + length <= end and text[place : place + length] in self.words:
                return place + length
        return place

    def ends_at(self, text: str, start: int, place: int) -> int:
        """The start of the longest word that ends at `place` and begins no earlier than `start`; `place` where none does."""
        for length in self._lengths_by_last.get(text[place - 1 : place], ()):
            if place - length >= start and text[place - length : place] in self.words:
                return place - length
        return place


def _lengths_by(words: frozenset[str], place: int) -> dict[str, tuple[int, ...]]:
    """The lengths of the words by their first (0) or last (-1) character, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[place], set()).add(len(word))
    return {char: tuple(sorted(n, reverse=True)) for char, n in lengths.items()}


@cache
def _actions() -> dict[str, dict[str, str]]:
    return table("cues", "actions.toml")


@cache
def connectives() -> WordSet:
    """Words before a clause's own wording (同时, 并, 一方面 …)."""
    return WordSet(words(_actions()["before"]["connectives"]))


@cache
def adverbs() -> WordSet:
    """Words between a subject and its verb that say how (全面, 稳步, 力争 …)."""
    return WordSet(words(_actions()["before"]["adverbs"]) + words(_actions()["before"]["connectives"]))


@cache
def verbs() -> WordSet:
    """All verbs by which something is done."""
    groups = _actions()["verbs"]
    return WordSet(tuple(w for name in groups for w in words(groups[name])))


@cache
def strong_verbs() -> WordSet:
    """Verbs that are a predicate wherever they stand."""
    return WordSet(words(_actions()["strong"]["words"]))


@cache
def measure_verbs() -> WordSet:
    """Verbs that only carry a figure (达, 保持在, 降至 …)."""
    return WordSet(words(_actions()["verbs"]["measure"]))


@cache
def predicates() -> WordSet:
    """Predicates that stand behind what they are about (完工, 优化 …)."""
    return WordSet(words(_actions()["verbs"]["after_object"]))


@cache
def nominal_after() -> WordSet:
    """What makes a noun of the verb before it (建设|水平)."""
    return WordSet(words(_actions()["nominal"]["after"]))


@cache
def prepositions() -> WordSet:
    """Words that open a phrase before the predicate (对, 为, 围绕 …)."""
    return WordSet(words(_actions()["prepositions"]["words"]))


@cache
def frame_rules() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """(name, pattern, whether it applies only to clauses without a verb of their own) of the frames."""
    return tuple(
        (row["name"], re.compile(row["pattern"]), bool(row.get("needs_no_verb")))
        for row in table("cues", "frames.toml")["rule"]
    )


@cache
def any_frame() -> re.Pattern[str]:
    """One pattern for all the frames that need not lack a verb: most clauses are none, and one look tells."""
    return re.compile(
        "|".join(f"(?:{p.pattern})" for _, p, needs_no_verb in frame_rules() if not needs_no_verb)
    )


@cache
def dropped() -> frozenset[str]:
    """Connectives that are no part of a clause: it begins behind them."""
    return frozenset(words(_actions()["sets"]["dropped"]))


@cache
def never_takes() -> frozenset[str]:
    """Predicates that never take an object: at the end of a clause they need no adverb before them."""
    return frozenset(words(_actions()["sets"]["never_takes"]))


@cache
def needs_noun() -> frozenset[str]:
    """Prepositions that frame a clause when a verb follows them directly (通过盘活存量)."""
    return frozenset(words(_actions()["sets"]["needs_noun"]))


@cache
def empty_verbs() -> frozenset[str]:
    """Verbs that add nothing to what is counted (新增|托位)."""
    return frozenset(words(_actions()["sets"]["empty_verbs"]))


@cache
def counted_predicates() -> frozenset[str]:
    """Predicates that end what a number counts (13家三级医院|实现…)."""
    return frozenset(words(_actions()["sets"]["counted_predicates"]))


@cache
def frame_nouns() -> tuple[str, ...]:
    """What a phrase that only frames ends with (…总目标, …要求)."""
    return words(_actions()["sets"]["frame_nouns"])


@cache
def building_verbs() -> tuple[str, ...]:
    """Verbs behind which a number in words is a count (新建|三所)."""
    return words(_actions()["sets"]["building_verbs"])
