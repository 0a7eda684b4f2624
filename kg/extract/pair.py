"""A pair of things of which one is part of the other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Child and parent by name, what they are (region, institution, program), whence it is known, and the rule."""

    kind: str
    child: str
    parent: str
    basis: str
    rule: str
