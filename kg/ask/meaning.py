"""What an expression of a question means."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ask.names import Name


@dataclass(frozen=True, slots=True)
class Meant:
    """The value for the query, and the bodies that it may be where it is not one; `quality` from 0 to 1 tells how sure."""

    said: str
    value: str
    label: str
    how: str
    quality: float
    at: int = -1
    among: tuple[Name, ...] = ()


# How the names of collectives begin.
ALL_OF = ("各", "相关", "有关")
