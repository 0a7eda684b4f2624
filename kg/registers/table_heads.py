"""What a column of a table holds, by the words of its head (`ontology/cues/tables.toml` and the labels of owners)."""

from __future__ import annotations

import re
from functools import cache

from kg.registers.owner_labels import owner_labels
from kg.registers.tables import table


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["role"], re.compile(row["pattern"])) for row in table("cues", "tables.toml")["column"])


def role_of(head: str) -> str | None:
    """What a column with this head holds: number, task, target, progress, indicator, unit, property, year, owner or time."""
    bare = re.sub(r"[（）()\s]", "", head)
    label = owner_labels().get(bare, "person")
    if label != "person":
        return "time" if label == "time" else "owner"
    for role, pattern in _roles():
        if pattern.fullmatch(bare):
            return role
    return None
