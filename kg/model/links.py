"""What `link` decides: which thing each record of each document is about, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

LinkKind: TypeAlias = Literal["institution", "region", "program", "indicator"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that spoke for or against a decision: its name in the table, its wording for people, its weight.

    A weight below 0 speaks against.
    """

    feature: str
    zh: str
    en: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """That a record of a document is about a thing.

    `record` is the record that names the thing: an institution, region or program; a target for its
    indicator; the document for its issuer and its region; a responsibility for a body that no institution
    record bears. For a member of a collective it is made from the responsibility in `expanded_from`.
    """

    kind: LinkKind
    document: str
    record: str
    thing: str
    """The path of the thing, as `kg.ids` makes it."""
    name: str
    """The thing's name, the same in all its links."""
    entry: str | None
    """Its concept in a vocabulary or its code in the register of regions."""
    place: str | None
    """The code of the region that it lies in, where its name or its document tells."""
    score: float
    """From 0 to 1: the weight of the strongest reason, which stands first in `because`, less those against."""
    because: tuple[Reason, ...]
    expanded_from: str | None = None
