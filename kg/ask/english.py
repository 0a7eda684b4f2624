"""What the English words of a question are about: by the English labels of the graph, then by a list of terms."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.ask.meaning import Meant
from kg.ask.names import BODY, Names
from kg.ask.question import Question
from kg.registers.tables import table

_SHORTEST = 4
_ENOUGH = 0.6
"""Share of the words of a question that an English label must hold; set on the questions of the tests."""


_BY_TERM, _WHOLE_LABEL, _PART_OF_LABEL = 0.8, 0.9, 0.75
_SAYS_LITTLE = frozenset(
    {"health", "healthy", "service", "services", "care", "medical", "system", "public", "national", "local"}
)


def english_meant(question: Question, param: str, kinds: tuple[str, ...], names: Names) -> Meant | None:
    """The thing whose English label, or whose Chinese name by the list of terms, the English words say."""
    said = list(question.english)
    if not said and (param != "body" or question.phrases):
        return None  # the words of a body's name may all ask something elsewhere: people, hospital
    if BODY not in kinds and (found := _by_label(question, said, kinds, names)):
        # A label that says more is one thing among those that a term stands for: HPV vaccination of girls, 接种.
        if not _is_term(question, said, found, names):
            return found
        return _by_term(question, param, names) or replace(found, quality=min(found.quality, _PART_OF_LABEL))
    return _as_typed(question, said, param, names) or _by_term(question, param, names)


def _by_label(question: Question, said: list[str], kinds: tuple[str, ...], names: Names) -> Meant | None:
    wanted = {_stem(w) for w in said if w not in _SAYS_LITTLE}
    if not wanted:
        return None
    # Words that also ask something may be part of a label: places, rate, contracts.
    beside = {_stem(w) for w in re.findall(r"[a-z0-9]{4,}", question.text)}
    best: tuple[float, bool, int, int, int, str] | None = None
    for iri, label in names.english.items():
        if names.kinds.get(iri) not in kinds:
            continue
        has = {_stem(w) for w in re.findall(r"[a-z0-9]+", label)}
        share = len(wanted & has) / len(wanted)
        # Of labels that fit as well the one that is said whole, the one with more of the words, the one that more places use.
        rank = (
            -share,
            not {w for w in has if len(w) >= _SHORTEST} <= beside,
            -len(beside & has),
            -names.uses.get(iri, 0),
            len(has),
            iri,
        )
        if share >= _ENOUGH and (best is None or rank < best):
            best = rank
    if best is None:
        return None
    label = names.labels.get(best[-1], "")
    quality = _WHOLE_LABEL if -best[0] == 1 else _PART_OF_LABEL
    return Meant(" ".join(said), label, label, "English label", quality)


def _is_term(question: Question, said: list[str], found: Meant, names: Names) -> bool:
    """Whether the words are a whole term, and the label that was found has more words than they, none of them asked."""
    if not any(pattern.fullmatch(" ".join(said)) for pattern, _ in _terms()):
        return False
    label = next(english for iri, english in names.english.items() if names.labels.get(iri) == found.label)
    more = {_stem(w) for w in re.findall(r"[a-z0-9]{4,}", label)} - {_stem(w) for w in said}
    return bool(more) and not more & {_stem(w) for w in re.findall(r"[a-z0-9]{4,}", question.text)}


def _by_term(question: Question, param: str, names: Names) -> Meant | None:
    """By the list of terms: emergency care is 急救."""
    from kg.ask.phrases import meant
    from kg.ask.question import Phrase

    text = question.text
    found = [(m.start(), term) for pattern, term in _terms() if (m := pattern.search(text))]
    if not found:
        return None
    for at, term in found:
        asked = Question(question.asked, "zh", text, phrases=[Phrase((term,), at)], places=question.places)
        if reading := meant(asked, param, names):
            return replace(reading, said=term, quality=_BY_TERM * reading.quality, at=-1)
    return None


def _as_typed(question: Question, said: list[str], param: str, names: Names) -> Meant | None:
    """Latin words that names or texts hold as they are: HPV, AED."""
    from kg.ask.phrases import meant
    from kg.ask.question import Phrase

    for word in said:
        if word.upper() not in question.asked:
            continue  # small letters are English words
        asked = Question(word, "zh", word, phrases=[Phrase((word,), 0)])
        if len(word) > 1 and (reading := meant(asked, param, names)) and reading.quality >= 0.9:
            return replace(reading, at=-1)
    return None


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ing", "ies", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=1)
def _terms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """English terms, the longer first, with the Chinese words for them."""
    rows = table("questions.toml")["terms"]
    return tuple(
        (re.compile(rf"\b(?:{pattern})\b"), term)
        for pattern, term in sorted(rows.items(), key=lambda row: (-len(row[0]), row[0]))
    )
