"""The labels that introduce a list of bodies that answer for an item (牵头单位：, 责任科室：, 主要协作单位：), with the role each gives.

Bureaus build them freely from a degree, a role and a noun; `ontology/cues/owners.toml` holds the parts and the irregular ones.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from kg.registers.tables import table, words

ROLES = ("lead", "responsible", "time", "support")


@cache
def owner_labels() -> dict[str, str]:
    """Each label → its role: lead, responsible, support, or time for one that states by when."""
    rows = table("cues", "owners.toml")
    known = {word: role for role in ROLES for word in words(rows["labels"][role])}
    degrees = ("", *words(rows["parts"]["degrees"]))
    nouns = words(rows["parts"]["nouns"])
    for role in ("lead", "responsible", "support"):
        for degree, stem, noun in product(degrees, words(rows["parts"][role]), nouns):
            known.setdefault(degree + stem + noun, role)
    return known
