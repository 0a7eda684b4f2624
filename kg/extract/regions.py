"""The places that a document names, each once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.body_cues import boundary
from kg.extract.lexicon import adverbs, verbs
from kg.extract.place import DocumentPlace
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
        if region.name not in own and _is_no_name(region):
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


def _is_no_name(place: Region) -> bool:
    """提升|镇卫生院 is no town and 启动|县医院 no county: the words before the kind are what is done or how.

    Only names that no register holds are in doubt.
    """
    if place.code is not None or place.level == "zone":
        return False
    stem = _KIND.sub("", place.name)
    if stem[-1:] in "驻在管各的是和与":
        return True
    return any(
        len(stem) - words.ends_at(stem, 0, len(stem)) >= _A_WORD for words in (verbs(), adverbs(), boundary())
    )


_KIND = re.compile(r"(?<=..)(?:街道|[镇乡市县区旗])$")
# A letter alone begins or ends names too (丰原, 上河).
_A_WORD = 2
