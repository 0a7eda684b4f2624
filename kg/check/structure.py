"""What must hold of the graph as a whole: the rules of `ontology/structure.toml`, one query each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import paths, terms
from kg.check.report import Severity
from kg.check.shapes import Broken
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph

# hc:notSameAs is left out: of the vocabulary, only those programmes that documents use are in the graph.
_LEADING = (
    terms.RESPONSIBLE_FOR, terms.TARGETS, terms.PART_OF, terms.ISSUER, terms.IN_DOCUMENT, terms.IN_REGION,
    terms.HAS_PROGRAM, terms.OF_COMMITMENT, terms.OF_INDICATOR, terms.EVIDENCE, terms.OF_INSTITUTION,
    terms.ANSWERS_FOR, terms.EXPANDED_FROM, terms.MENTIONS, terms.ABOUT,
    terms.HAS_SOURCE, terms.HAS_SELECTOR, terms.GENERATED_BY, terms.ASSOCIATED_WITH,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StructureRule:
    """A rule; `query` gives `?focus` and perhaps `?value` for each place that breaks it."""

    name: str
    severity: Severity
    query: str
    union: bool
    zh: str
    en: str


@lru_cache(maxsize=1)
def structure_rules() -> tuple[StructureRule, ...]:
    """The rules in the order of the table."""
    table = tomllib.loads(paths.ontology("structure.toml").read_text(encoding="utf-8"))
    lists = {
        "$DECLARED": ", ".join(f"<{t}>" for t in (*terms.PROPERTIES, *terms.CLASSES)),
        "$LEADING": " ".join(f"<{t}>" for t in _LEADING),
    }
    return tuple(_rule(row, lists) for row in table["rule"])


def _rule(row: dict[str, str], lists: dict[str, str]) -> StructureRule:
    query = row["query"]
    for name, terms_of_list in lists.items():
        query = query.replace(name, terms_of_list)
    severity: Severity = "violation" if row["severity"] == "violation" else "warning"
    return StructureRule(row["name"], severity, query, row["graphs"] == "union", row["zh"], row["en"])


def broken_structure(store: pyoxigraph.Store) -> Iterator[Broken]:
    """What in the store breaks a rule of structure."""
    for rule in structure_rules():
        solutions = select(store, rule.query, union=rule.union)
        named = {v.value for v in solutions.variables}
        for row in solutions:
            value = row["value"] if "value" in named else None
            yield Broken(
                rule.name, rule.severity, rule.zh, rule.en, _text(row["focus"]), value and _text(value)
            )


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
