"""Which programmes several places name, and the table of places and programmes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from kg.compare.namings import Naming
from kg.compare.places import Place


class SharedProgramme(TypedDict):
    """A programme as `kg shared --json` prints it: every spelling, and by document and by place where it is found."""

    name: str
    names: list[str]
    documents: dict[str, list[str]]
    places: dict[str, list[str]]
    id: str


def by_programme(namings: Iterable[Naming], minimum: int = 1) -> list[list[Naming]]:
    """The namings of each programme that at least `minimum` places name; those of most places first, then by name."""
    groups: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        groups[naming.programme].append(naming)
    kept = [found for found in groups.values() if len({n.place for n in found}) >= minimum]
    return sorted(kept, key=lambda found: (-len({n.place for n in found}), found[0].name, found[0].programme))


def shared(namings: Iterable[Naming], minimum: int = 2) -> list[SharedProgramme]:
    """The programmes that at least `minimum` places name."""
    return [_row(found) for found in by_programme(namings, minimum)]


def _row(found: Sequence[Naming]) -> SharedProgramme:
    places: dict[str, list[str]] = defaultdict(list)
    for naming in sorted(found, key=lambda n: (n.place, n.document)):
        places[naming.place.name].append(naming.document)
    return {
        "name": found[0].name,
        "names": sorted({spelling for n in found for spelling in n.spellings}),
        "documents": {n.document: list(n.spellings) for n in sorted(found, key=lambda n: n.document)},
        "places": dict(places),
        "id": found[0].programme,
    }


@dataclass(frozen=True, slots=True)
class Matrix:
    """How often each place (a row) names each programme (a column); 0: not named, which is not the same as not run."""

    places: tuple[Place, ...]
    programmes: tuple[str, ...]
    heads: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]


def matrix(namings: Iterable[Naming], minimum: int = 1) -> Matrix:
    """The table of all places, each city above its districts, and the programmes that at least `minimum` places name."""
    known = tuple(namings)
    groups = by_programme(known, minimum)
    places = tuple(sorted({n.place for n in known}))
    counts: dict[tuple[Place, str], int] = defaultdict(int)
    for naming in known:
        counts[naming.place, naming.programme] += naming.mentions
    programmes = tuple(found[0].programme for found in groups)
    cells = tuple(tuple(counts.get((place, p), 0) for p in programmes) for place in places)
    return Matrix(places, programmes, _heads(groups), cells)


def _heads(groups: Sequence[Sequence[Naming]]) -> tuple[str, ...]:
    """The programmes' names; of equal ones, each with its place or else its path."""
    names = [found[0].name for found in groups]
    heads = [
        name if names.count(name) == 1 else f"{name}（{'、'.join(sorted({n.place.name for n in found}))}）"
        for name, found in zip(names, groups, strict=True)
    ]
    return tuple(
        head if heads.count(head) == 1 else f"{head} {found[0].programme}"
        for head, found in zip(heads, groups, strict=True)
    )
