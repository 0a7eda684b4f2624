"""The learned weights and what questions are put with: `ontology/question-weights.json`, made by `bench/train_questions.py`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg import paths
from kg.ask.tokens import split


def puts(text: str) -> bool:
    """Whether an expression is a way to put a question: each pair of its characters is in some, whatever they are about.

    >>> puts("有没有"), puts("火星移民")
    (True, False)
    """
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    return all(pair in model().pairs for pair in pairs)


def puts_in_english(words: Iterable[str]) -> bool:
    """Whether questions are put with all of the words."""
    return all(token in model().pairs for word in words for token in split(word))


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned.

    `weights` has for each feature the places of classes, each followed by its weight in tenths; `bias` is what each class has before
    anything is said, `pairs` what questions are put with.
    """

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    weights: dict[str, list[int]]
    pairs: frozenset[str]


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped model, read when the first question comes."""
    data = json.loads(paths.ontology("question-weights.json").read_text(encoding="utf-8"))
    weights = data["weights"]
    bias = tuple(weights.pop(""))
    return Model(tuple(data["classes"]), bias, weights, frozenset(_pairs(data["pairs"])))


def _pairs(rows: list[str]) -> Iterator[str]:
    """English words stand by themselves; of Chinese a row is a character with all that follow it."""
    for row in rows:
        if row.isascii():
            yield row
        else:
            yield from (row[0] + after for after in row[1:])
