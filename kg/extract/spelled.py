"""What a document spells in several ways and names in several places."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Spelled:
    """Spellings in order of first mention, and the places they stand at (clean offsets); each once."""

    spellings: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def add(self, spelling: str, start: int, end: int) -> None:
        if spelling not in self.spellings:
            self.spellings.append(spelling)
        if (start, end) not in self.places:
            self.places.append((start, end))
