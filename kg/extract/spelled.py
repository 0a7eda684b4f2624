"""What a document spells in several ways and names in several places."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Spelled:
    """Spellings in order of first mention, and the places they stand at (clean offsets); each once."""

    spellings: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    # A long document names one body at thousands of places: looking each up in the list would cost their square.
    _seen: set[str | tuple[int, int]] = field(default_factory=set, repr=False)

    def add(self, spelling: str, start: int, end: int) -> None:
        self.spell(spelling)
        if (start, end) not in self._seen:
            self._seen.add((start, end))
            self.places.append((start, end))

    def spell(self, spelling: str) -> None:
        """A further spelling, without a place of its own."""
        if spelling not in self._seen:
            self._seen.add(spelling)
            self.spellings.append(spelling)
