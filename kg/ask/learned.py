"""What a question asks for as learned from questions: a log-linear model over the queries and `none`, beside the words.

`ontology/question-weights.json` is made by `bench/train_questions.py`: for each feature of a question (up to three tokens in a row, the
concepts of its words, the kinds of its values) how much it speaks for a query, in tenths.
"""

from __future__ import annotations

import math
from collections.abc import Set
from itertools import chain

from kg.ask.masked import tokens
from kg.ask.model import model
from kg.ask.readings import KINDS_ALONE, Readings

# What is learned beside the queries that answer with rows: that nothing is asked for, and that triples are.
NONE, RELATIONS = "none", "relations"
_SCALE = 10.0
_LONGEST = 3
_MOST_PLACES = 2


def features(readings: Readings, pairs: Set[str]) -> list[str]:
    """The features of a question, each once, sorted; `pairs` as of `kg.ask.masked.tokens`."""
    said = ["<", *tokens(readings, pairs), ">"]
    runs = (
        "_".join(said[at : at + size])
        for size in range(1, _LONGEST + 1)
        for at in range(len(said) - size + 1)
    )
    question = readings.question
    concepts = (f"={concept}" for word in question.concepts for concept in word)
    kinds = [
        f"places={min(len(question.places), _MOST_PLACES)}",
        f"expressions={min(len(question.phrases) + bool(question.english), _MOST_PLACES)}",
    ]
    kinds += [f"has={sign}" for sign in "BCTIGDNFQU" if sign in said]
    kinds += ["quoted"] * any(phrase.quoted for phrase in question.phrases)
    kinds += [f"can={param}" for param in KINDS_ALONE if readings.can_be(param)]
    return sorted(set(chain(runs, concepts, kinds)) - {"<", ">"})


def likelihoods(readings: Readings) -> dict[str, float]:
    """The natural logarithm of how likely each query, and `none`, is what a question asks for."""
    learned = model()
    scores = list(learned.bias)
    for feature in features(readings, learned.pairs):
        row = learned.weights.get(feature, ())
        for index, weight in zip(row[::2], row[1::2], strict=True):
            scores[index] += weight
    scaled = [score / _SCALE for score in scores]
    top = max(scaled)
    total = top + math.log(sum(math.exp(score - top) for score in scaled))
    return {name: score - total for name, score in zip(learned.classes, scaled, strict=True)}
