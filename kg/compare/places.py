"""Places in the order in which people read them: a province, its cities, each city above its districts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import BadCall
from kg.registers.region_names import short_name
from kg.registers.regions import load_regions


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A region, or a document of which no region is known.

    `chain` holds the ids of the regions around it, from the outermost to the place itself, so that places sort with each city
    above its districts. Ids are paths of `kg.ids`.
    """

    chain: tuple[str, ...]
    name: str

    @property
    def id(self) -> str:
        """Its own id."""
        return self.chain[-1]

    def is_in(self, other: Place) -> bool:
        """Whether it is the other place or lies in it."""
        return other.id in self.chain


def chain_of(region: str, above: Mapping[str, str]) -> tuple[str, ...]:
    """The ids from the outermost region to this one, by the region around each; a circle ends where it closes."""
    chain = [region]
    while (around := above.get(chain[-1])) is not None and around not in chain:
        chain.append(around)
    return tuple(reversed(chain))


def depths(places: Iterable[Place]) -> dict[str, int]:
    """By id, how many of the other places each one lies in."""
    shown = tuple(places)
    ids = {place.id for place in shown}
    return {place.id: sum(one in ids for one in place.chain) - 1 for place in shown}


def chosen(places: Sequence[Place], words: Sequence[str]) -> tuple[Place, ...]:
    """The places that some words name, by name, short name or code, and those that lie in them; all without words.

    Raises BadCall for a word that names none of them.
    """
    if not words:
        return tuple(places)
    kept: set[Place] = set()
    for word in words:
        named = [p for p in places if _is_named(p, word)]
        within = {p for p in places if any(word in _names(part) for part in p.chain)}
        if not named and not within:
            names = "、".join(p.name for p in places)
            raise BadCall(word, "names no place of these documents", f"name one of {names}")
        kept |= within | {p for p in places if any(p.is_in(n) for n in named)}
    return tuple(p for p in places if p in kept)


def _is_named(place: Place, word: str) -> bool:
    return word == place.name or word in _names(place.id) or short_name(place.name) == word


def _names(region: str) -> tuple[str, ...]:
    """The id of a region, its code, and what the register calls it."""
    code = region.rpartition("/")[2]
    known = load_regions().by_code(code)
    return (region, code, *(known.names if known else ()))
