"""What `link` decides: which thing each record of each document is about, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

LinkKind: TypeAlias = Literal["institution", "region", "program", "indicator"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that spoke for a decision: its name in the table of features and its wording for people."""

    feature: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Link:
    """That a record of a document is about a thing.

    `record` is the record that names the thing: an institution, region or program; a target for its indicator; the
    document for its issuer; a responsibility for a body that no institution record bears. `thing` is a path as
    `kg.ids` makes it, `name` the thing's name, `entry` its id or code where a register has it. `score` is from 0 to
    1: the weight of the strongest reason, which stands first in `because`.
    """

    kind: LinkKind
    document: str
    record: str
    thing: str
    name: str
    entry: str | None
    score: float
    because: tuple[Reason, ...]
