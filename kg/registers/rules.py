"""The rules that records and refusals can name (`ontology/rules.toml`), in words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.registers.tables import table, words

# The tables of rules whose rows records and refusals name, and the list within each.
CUES = (("frames.toml", "rule"), ("quantities.toml", "refuse"), ("deadlines.toml", "rule"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the kinds of record it finds or refuses, what it looks at in Chinese and English, and an example."""

    name: str
    what: tuple[str, ...]
    refuses: bool
    zh: str
    en: str
    example: str
    whole: bool
    """Whether the example is a document of its own, not a wording within a plan."""

    def text(self, lang: str) -> str:
        """What the rule looks at, in one line."""
        return self.en if lang == "en" else self.zh


@cache
def load_rules() -> Mapping[str, Rule]:
    """Every rule by name, in the order of the file; what a row of `cues/` says of itself is taken from there."""
    of_cues = {row["name"]: row for file, name in CUES for row in table("cues", file)[name]}
    rules = {}
    for row in table("rules.toml")["rule"]:
        known = {**of_cues.get(row["name"], {}), **row}
        zh = known.get("zh") or known.get("reason", "")
        rules[row["name"]] = Rule(
            row["name"],
            words(row["what"]),
            row.get("refuses", False),
            zh,
            known.get("en", ""),
            known.get("example", ""),
            row.get("whole", False),
        )
    return MappingProxyType(rules)
