"""The ways to ask for each query of the library (`ontology/questions.toml`), and how well a question fits one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.ask.lexicon import lexicon
from kg.registers.tables import table

# What a concept costs that is said and not expected, as a share of what it tells.
_NOT_EXPECTED = 0.7


@dataclass(frozen=True, slots=True)
class Intent:
    """What shows that a query is asked for, and the sentence of its answer."""

    query: str
    shown: tuple[frozenset[str], ...]
    also: frozenset[str]
    takes: Mapping[str, str]
    needs: tuple[str, ...]
    default: Mapping[str, str]
    answer: Mapping[str, str]

    def fit(self, said: Iterable[frozenset[str]]) -> float:
        """How much of what the words of a question say this explains, less what it does not and what it misses."""
        words = set(said)
        return max(self._fit(form, words) for form in self.shown)

    def _fit(self, form: frozenset[str], words: set[frozenset[str]]) -> float:
        weight = lexicon().weight
        there = {concept for concept in form if any(concept in word for word in words)}
        gained = sum(weight[c] if c in there else -weight[c] for c in form)
        lost = sum(min(weight[c] for c in word) for word in words if not word & form and not word & self.also)
        return gained - _NOT_EXPECTED * lost


@lru_cache(maxsize=1)
def intents() -> tuple[Intent, ...]:
    """All intents; of those that fit a question as well the first is taken."""
    return tuple(_intent(row) for row in table("questions.toml")["intent"])


def _intent(row: Mapping[str, Any]) -> Intent:
    return Intent(
        query=row["query"],
        shown=tuple(frozenset(form.split()) for form in row["shown"]),
        also=frozenset(row["also"].split()),
        takes=row.get("takes", {}),
        needs=tuple(row.get("needs", ())),
        default=row.get("default", {}),
        answer=row["answer"],
    )
