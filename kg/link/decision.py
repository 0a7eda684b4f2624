"""A decision before it becomes a `Link`: the thing, its name, and the features that spoke for and against it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """That a name means a thing; `features` are names of the table in `kg.link.features`."""

    thing: str
    name: str
    features: tuple[str, ...]
    entry: str | None = None
    place: str | None = None
