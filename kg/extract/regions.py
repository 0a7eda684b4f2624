"""The places that a document names, each once."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.place import DocumentPlace
from kg.extract.place_words import is_no_name
from kg.model.trace import Refusal
from kg.registers.place_names import find_regions
from kg.registers.regions import Region


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


def find_places(text: str, place: DocumentPlace | None, refused: list[Refusal] | None = None) -> list[Place]:
    """The places in order of first mention; the document's own place stands first, named or not.

    `refused` takes the names of places that mean none here.
    """
    found: dict[str, Place] = {}
    if place:
        found[place.code or place.name] = Place(
            place.code, place.name, place.level, None, "place-of-the-document"
        )
    own = place.unlisted if place else ()
    for hit in find_regions(text, place.code if place else None, refused, own):
        region = hit.region
        if region.name not in own and _in_doubt(region) and is_no_name(region.name):
            if refused is not None:
                refused.append(Refusal(hit.start, hit.end, "region", "place-that-is-a-verb"))
            continue
        key = region.code or region.name
        entry = found.setdefault(
            key, Place(region.code, region.name, region.level, region.parent, "place-by-name")
        )
        if hit.spelling != region.name and hit.spelling not in entry.spellings:
            entry.spellings.append(hit.spelling)
        entry.places.append((hit.start, hit.end))
    return list(found.values())


def _in_doubt(place: Region) -> bool:
    """Only names that no register holds are in doubt."""
    return place.code is None and place.level != "zone"
