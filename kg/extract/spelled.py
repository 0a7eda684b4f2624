"""What a document spells in several ways and names in several places."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model.records import Span


@dataclass(slots=True, kw_only=True)
class Spelled:
    """Spellings in order of first mention, and the places they stand at (clean offsets); each once, as keys."""

    spellings: dict[str, None] = field(default_factory=dict)
    places: dict[Span, None] = field(default_factory=dict)

    def add(self, spelling: str, start: int, end: int) -> None:
        self.spellings[spelling] = None
        self.places[start, end] = None

    def spell(self, spelling: str) -> None:
        """A further spelling, without a place of its own."""
        self.spellings[spelling] = None
