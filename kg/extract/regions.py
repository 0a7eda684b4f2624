"""The places that a document names, each once."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.institutions import Body
from kg.extract.place import DocumentPlace
from kg.registers.place_names import find_regions


@dataclass(slots=True)
class Place:
    """A place of the document: code (None: none), name, level, parent's code, spellings and where they stand (clean offsets)."""

    code: str | None
    name: str
    level: str
    parent: str | None
    rule: str
    spellings: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)


def find_places(text: str, place: DocumentPlace | None, bodies: list[Body]) -> list[Place]:
    """The places in order of first mention; the document's own place stands first, named or not.

    A place within a body's name counts only where it is written with its kind (溧阳市中医医院), else it may be a name (开发区医疗集团).
    """
    found: dict[str, Place] = {}
    if place:
        found[place.code or place.name] = Place(
            place.code, place.name, place.level, None, "place-of-the-document"
        )
    taken = [span for body in bodies for span in body.places]
    for hit in find_regions(text, place.code if place else None):
        if hit.spelling != hit.region.name and any(a <= hit.start and hit.end <= b for a, b in taken):
            continue
        region = hit.region
        key = region.code or region.name
        entry = found.setdefault(
            key, Place(region.code, region.name, region.level, region.parent, "place-by-name")
        )
        if hit.spelling != region.name and hit.spelling not in entry.spellings:
            entry.spellings.append(hit.spelling)
        entry.places.append((hit.start, hit.end))
    return list(found.values())
