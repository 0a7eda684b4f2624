"""Things that only documents know: institutions, and what no register or vocabulary lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg import ids
from kg import terms as t
from kg.build.mentions import Named, named
from kg.build.statements import Triple, about
from kg.build.terms import boolean, iri, text, zh
from kg.model.links import Link, LinkKind
from kg.model.records import DocumentRecords, Institution

# What the name of a part of a body ends in, once the body's own name is taken off.
_PART_ENDINGS = ("处", "科", "室", "股", "院区", "分院", "分中心", "支部")
_LONGEST_PART = 16

CLASSES: Mapping[LinkKind, tuple[str, str]] = {
    "institution": (t.INSTITUTION, t.ORG + "Organization"),
    "region": (t.REGION, t.SCHEMA + "AdministrativeArea"),
    "program": (t.PROGRAM, t.SKOS + "Concept"),
    "indicator": (t.INDICATOR, t.SKOS + "Concept"),
}


@dataclass(slots=True)
class Thing:
    """What all documents together say of one thing."""

    link: Link
    spellings: set[str] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)
    """Types that institution records give, `other` left out."""
    particular: bool = False
    """Whether some document takes it for a particular body and no class."""

    def add(self, record: Named | None) -> None:
        """Take up what a record says of the thing."""
        if record is not None:
            self.spellings.update((record.name, *record.aliases))
        if isinstance(record, Institution) and record.type != "other":
            self.types[record.type] += 1
        self.particular |= not (isinstance(record, Institution) and record.generic)


def gather(documents: Sequence[DocumentRecords], links: Iterable[Link]) -> dict[str, Thing]:
    """The things of all links, by path."""
    records = {(r.document.id, record.id): record for r in documents for _, record in named(r)}
    wordings = {(r.document.id, target.id): target.indicator for r in documents for target in r.targets}
    found: dict[str, Thing] = {}
    for link in links:
        thing = found.setdefault(link.thing, Thing(link))
        if link.kind == "indicator":
            thing.spellings.add(wordings.get((link.document, link.record)) or link.name)
        else:
            thing.add(records.get((link.document, link.record)))
    return found


def describe(things: Mapping[str, Thing], base: str, kind_of: Callable[[str], str]) -> Iterator[Triple]:
    """The statements about things without an entry in a register; spellings about all.

    `kind_of` gives the institution type that a name tells, for bodies to which no record gives one.
    """
    for path, thing in things.items():
        subject, link = iri(ids.iri(base, path)), thing.link
        yield from about(subject, *((t.ALT_LABEL, zh(s)) for s in sorted(thing.spellings - {link.name})))
        if link.entry is not None:
            continue
        yield from about(subject, *((t.RDF_TYPE, iri(c)) for c in CLASSES[link.kind]))
        yield from about(subject, (t.PREF_LABEL, zh(link.name)))
        place = iri(ids.iri(base, ids.region(link.place))) if link.place else None
        if link.kind == "institution":
            yield from about(subject, (t.IN_REGION, place), *_institution(thing, kind_of))
        elif link.kind == "region":
            yield from about(subject, (t.PART_OF, place))


def _institution(thing: Thing, kind_of: Callable[[str], str]) -> tuple[tuple[str, str | None], ...]:
    # Where documents differ the commoner type counts, of equally common ones the first by name.
    common = min(thing.types, key=lambda kind: (-thing.types[kind], kind), default=kind_of(thing.link.name))
    generic = None if thing.particular else boolean(True)
    return ((t.INSTITUTION_TYPE, text(common)), (t.GENERIC, generic))


def offices(things: Mapping[str, Thing], base: str) -> Iterator[Triple]:
    """`hc:partOf` from an office or campus to its body, where its name is the body's name and a part's."""
    paths = {thing.link.name: path for path, thing in things.items() if _is_one_body(thing)}
    for name, path in paths.items():
        whole = _whole(name, paths)
        if whole is not None:
            yield from about(iri(ids.iri(base, path)), (t.PART_OF, iri(ids.iri(base, whole))))


def _is_one_body(thing: Thing) -> bool:
    return thing.link.kind == "institution" and thing.link.thing == ids.institution(thing.link.name)


def _whole(name: str, paths: Mapping[str, str]) -> str | None:
    if not name.endswith(_PART_ENDINGS):
        return None
    beginnings = (name[:end] for end in range(len(name) - 2, max(len(name) - _LONGEST_PART, 3) - 1, -1))
    return next((paths[b] for b in beginnings if b in paths), None)
