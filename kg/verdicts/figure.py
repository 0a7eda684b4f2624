"""A figure as it is judged: an amount with its unit, what it is about, and its dates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.verdicts.periods import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """One side of a comparison; `region` is any name of the place, `span` from when it counts and by or of which day."""

    region: str
    measure: str
    op: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    population: str | None
    span: Span
