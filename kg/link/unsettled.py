"""What matching could not settle: pairs of things whose score lies between keeping apart and joining."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.link.blocking import candidates
from kg.link.comparison import Comparison, Profile, compare, may_be_open
from kg.link.judged import Judged
from kg.link.things import Thing, things_of
from kg.model.records import DocumentRecords
from kg.registers.bundle import Registers

# A collective or a class is named within its place on purpose, and a region has its code.
_ASKED = ("institution", "program", "indicator")
_NOT_ASKED = frozenset({"class", "collective"})


def unsettled(
    judged: Judged, documents: Sequence[DocumentRecords], registers: Registers
) -> tuple[Comparison, ...]:
    """The open pairs of which nobody has judged yet, the likeliest first."""
    asked = [
        Profile(thing, registers)
        for thing in things_of(documents, judged.links).values()
        if thing.kind in _ASKED and not thing.against & _NOT_ASKED
    ]
    found = [c for c in _compared(asked, registers) if c.is_open and not _is_judged(c, judged)]
    return tuple(sorted(found, key=lambda c: (-c.score, c.a.path, c.b.path)))


def _compared(profiles: Sequence[Profile], registers: Registers) -> Iterator[Comparison]:
    for a, b in candidates(profiles):
        if not (a.thing.entry and b.thing.entry) and may_be_open(a, b):
            yield compare(a, b, registers)


def _is_judged(pair: Comparison, judged: Judged) -> bool:
    """Whether a judgement is about these two, or follows for them from others."""
    a, b = ((thing.path, None) for thing in (pair.a, pair.b))
    partition = judged.partition
    if partition.are_apart(a, b) or partition.are_one(a, b):
        return True
    both = set(judged.about.get(a, ())) & set(judged.about.get(b, ()))
    return bool(both) or bool(_namings(pair.a, judged) & _namings(pair.b, judged))


def _namings(thing: Thing, judged: Judged) -> set[object]:
    nodes: Iterable[tuple[str, str | None]] = [
        (thing.path, None),
        *((thing.path, d) for d in thing.spellings),
    ]
    return {judgement for node in nodes for judgement in judged.about.get(node, ())}
