"""The word tables of extraction as sets that can be asked at a position of the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from kg.registers.tables import table, words

Look: TypeAlias = Callable[[str, int, int], int]


class WordSet:
    """A set of words that finds the longest one at a position.

    Both looks are closures: they are asked hundreds of times for every thousand characters.
    """

    def __init__(self, items: tuple[str, ...], within: tuple[str, ...] = ()) -> None:
        """`within` are longer words that begin like one of `items` and hide it: where such a word begins there is none."""
        self.words = frozenset(items)
        self.begins = frozenset(word[0] for word in self.words)
        """The first characters of the words; `ends` the last ones."""
        self.ends = frozenset(word[-1] for word in self.words)
        self.at: Look = _at(self.words, frozenset(within) - self.words)
        """(text, place, end) → the end of the longest word that begins at `place` and lies before `end`; `place` itself
        where none does."""
        self.ends_at: Look = _ends_at(self.words)
        """(text, start, place) → the start of the longest word that ends at `place` and begins no earlier than `start`;
        `place` where none does."""


def _at(words: frozenset[str], hide: frozenset[str]) -> Look:
    known = words | hide
    lengths_of, single = _lengths_by(known, 0), _single(words)
    lengths_of.update(dict.fromkeys(_whole(lengths_of, words), _WHOLE))
    look = lengths_of.get

    def at(text: str, place: int, end: int) -> int:
        lengths = look(text[place : place + 2])
        if lengths is None:
            return place + 1 if place < end and text[place : place + 1] in single else place
        if lengths is _WHOLE:
            return place + 2 if place + 2 <= end else place
        for length in lengths:
            if place + length <= end and (word := text[place : place + length]) in known:
                return place if word in hide else place + length
        return place

    return at


# The length of what two characters begin that are a word themselves and the beginning of no other: to find them is to find it.
_WHOLE = (2,)


def _whole(lengths_of: dict[str, tuple[int, ...]], words: frozenset[str]) -> list[str]:
    """The words of two characters that neither begin another word nor begin with one."""
    return [chars for chars, lengths in lengths_of.items() if lengths == _WHOLE and chars in words]


def _ends_at(words: frozenset[str]) -> Look:
    look, single = _lengths_by(words, -1).get, _single(words)

    def ends_at(text: str, start: int, place: int) -> int:
        lengths = look(text[place - 2 : place])
        if lengths is None:
            return place - 1 if place > start and text[place - 1] in single else place
        for length in lengths:
            if place - length >= start and text[place - length : place] in words:
                return place - length
        return place

    return ends_at


def _single(words: frozenset[str]) -> frozenset[str]:
    """The words of one character."""
    return frozenset(word for word in words if len(word) == 1)


def _lengths_by(words: frozenset[str], outermost: int) -> dict[str, tuple[int, ...]]:
    """The lengths of the words of several characters by their first (0) or last (-1) two, longest first; with 1 where
    the outermost of the two is a word."""
    edge = slice(-2, None) if outermost else slice(2)
    lengths: dict[str, set[int]] = {}
    for word in words - _single(words):
        lengths.setdefault(word[edge], set()).add(len(word))
    for chars, known in lengths.items():
        if chars[outermost] in words:
            known.add(1)
    return {chars: tuple(sorted(n, reverse=True)) for chars, n in lengths.items()}


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
    return WordSet(tuple(w for name in groups for w in words(groups[name])), _whole_nouns())


def _whole_nouns() -> tuple[str, ...]:
    """Nouns that begin with a verb's characters wherever they stand (建筑面积, 服务半径)."""
    return words(_actions()["nominal"]["whole"])


@cache
def strong_verbs() -> WordSet:
    """Verbs that are a predicate wherever they stand."""
    return WordSet(words(_actions()["strong"]["words"]), _whole_nouns())


@cache
def measure_verbs() -> WordSet:
    """Verbs that only carry a figure (达, 保持在, 降至 …)."""
    carrying = words(_actions()["verbs"]["measure"]) + words(_actions()["sets"]["measure_before_digits"])
    return WordSet(carrying, _whole_nouns())


@cache
def predicates() -> WordSet:
    """Predicates that stand behind what they are about (完工, 优化 …)."""
    return WordSet(words(_actions()["verbs"]["after_object"]))


@cache
def nominal_after() -> WordSet:
    """What makes a noun of the verb before it (建设|水平)."""
    return WordSet(words(_actions()["nominal"]["after"]))


@cache
def noun_compounds() -> WordSet:
    """Nouns that begin like a verb (监管部门, 检查结果)."""
    return WordSet(words(_actions()["nominal"]["compounds"]))


@cache
def noun_prone() -> frozenset[str]:
    """Verbs that are as often nouns (医院|管理): right behind a doer they are a predicate only with an adverb before them."""
    return frozenset(words(_actions()["nominal"]["prone"]))


@cache
def forms_compounds() -> frozenset[str]:
    """Verbs that in the middle of a clause may be part of a noun (政策|执行|阶段), besides those that are often nouns."""
    return noun_prone() | frozenset(words(_actions()["nominal"]["compounding"]))


@cache
def doers() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(how classes of doers begin, how they end): 各级|医疗机构, 相关|部门."""
    return words(_actions()["doers"]["lead"]), words(_actions()["doers"]["ends"])


@cache
def prepositions() -> WordSet:
    """Words that open a phrase before the predicate (对, 为, 围绕 …)."""
    return WordSet(words(_actions()["prepositions"]["words"]))


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
def takes_a_noun() -> frozenset[str]:
    """Verbs behind which no second verb stands (发放|宣传资料)."""
    return frozenset(words(_actions()["sets"]["takes_a_noun"]))


@cache
def empty_verbs() -> frozenset[str]:
    """Verbs that add nothing to what is counted (新增|托位)."""
    return frozenset(words(_actions()["sets"]["empty_verbs"]))


@cache
def writes_a_paper() -> frozenset[str]:
    """Verbs of which papers are the object (制定|创建方案)."""
    return frozenset(words(_actions()["sets"]["writes_a_paper"]))


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
