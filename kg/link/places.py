"""Regions: which place a region record means, and which place a body's name begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import ids
from kg.link.decision import Decision

if TYPE_CHECKING:
    from kg.model.records import Document, Region
    from kg.registers.regions import Region as Place
    from kg.registers.regions import RegionRegister

# The longest name of a place in the register has 16 letters.
_LONGEST_PLACE = 16
# The rule by which extraction names the place that a document is about.
OWN_PLACE = "place-of-the-document"
_KINDS = ("省", "市", "区", "县", "州", "盟", "旗")


@dataclass(frozen=True, slots=True)
class Seat:
    """The place at the beginning of a body's name: its code, the rest of the name, whether it is in full."""

    code: str
    rest: str
    in_full: bool


def scope_of(document: Document) -> str:
    """Within what a name of a document is one thing when nothing else tells: its region, else itself."""
    return document.region or document.id


def decide_region(record: Region, document: Document, regions: RegionRegister) -> Decision:
    """The region that a record means: by its code, else by the register, else within its own place."""
    if record.code:
        return by_code(record.code, record.name, regions)
    known = regions.resolve(record.name, document.region)
    if known is not None and known.code:
        return Decision(ids.region(known.code), known.name, ("register-name",), known.code)
    if known is not None and known.parent:
        thing = ids.local_region(known.parent, known.name)
        return Decision(thing, known.name, ("register-name",), place=known.parent)
    # A place that the register does not hold is one place for all documents that are about it.
    scope = "local" if record.rule == OWN_PLACE else scope_of(document)
    thing = ids.local_region(scope, record.name)
    return Decision(thing, record.name, ("same-name-here", "no-place"), place=document.region)


def by_code(code: str, name: str, regions: RegionRegister) -> Decision:
    """The region of a code, named as in the register; by `name` where the register does not have the code."""
    known = regions.by_code(code)
    return Decision(ids.region(code), known.name if known else name, ("same-code",), code)


def find_seat(name: str, within: str | None, regions: RegionRegister) -> Seat | None:
    """The region that a body's name begins with, as a document of region `within` means it.

    Names go down step by step (省 市 区); None where the name begins with no region or with one of several.
    """
    seat = _first_step(name, within, regions)
    while seat is not None:
        deeper = _first_step(seat.rest, seat.code, regions)
        if deeper is None or not deeper.in_full or seat.code not in _codes_above(deeper.code, regions):
            return seat
        seat = deeper
    return None


def _first_step(name: str, within: str | None, regions: RegionRegister) -> Seat | None:
    for end in range(min(len(name) - 1, _LONGEST_PLACE), 1, -1):
        place = name[:end]
        if not regions.named(place) or regions.is_word_like(place):
            continue
        known = regions.resolve(place, within)
        if known is None or _is_far_district(known, within, regions):
            return None
        if known.code:  # a zone has none: its bodies are seated in the region around it
            # A short name may end like a kind of region, too: 常州 is short for 常州市.
            in_full = place == known.name or (place != known.short and place.endswith(_KINDS))
            return Seat(known.code, name[end:], in_full)
    return None


def _is_far_district(known: Place, within: str | None, regions: RegionRegister) -> bool:
    """Whether a district lies outside of the document's city: its bodies are not named without their city."""
    if known.level != "county" or not known.name.endswith("区"):
        return False
    own = regions.by_code(within) if within else None
    city = own.parent if own is not None and own.level == "county" else within
    return city is None or not regions.is_within(known, city)


def _codes_above(code: str, regions: RegionRegister) -> tuple[str, ...]:
    return tuple(r.code for r in regions.ancestors(code) if r.code)


def official_name(code: str, regions: RegionRegister) -> str:
    """A region's name as the names of its bodies carry it.

    A district's bodies carry the city before the district (绍兴市上虞区), those of a county or a county-level
    city only where another region of the country has the same name.
    """
    known = regions.by_code(code)
    if known is None:
        return ""
    name = regions.full_name(code)
    namesakes = [r for r in regions.named(known.name) if r.name == known.name and r.until is None]
    above = regions.ancestors(code)
    return above[0].name + name if name == known.name and len(namesakes) > 1 and above else name
