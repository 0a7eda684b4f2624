"""The entries of registers and vocabularies that documents use, with all that lies above them, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg import ids
from kg import terms as t
from kg.build.statements import Triple, about
from kg.build.terms import iri, text, zh
from kg.build.things import CLASSES, Thing
from kg.registers.bundle import Registers


def entries(things: Mapping[str, Thing], registers: Registers, base: str) -> Iterator[Triple]:
    """The statements about regions with a code, programmes and indicators of the vocabularies."""
    links = [thing.link for thing in things.values()]
    codes = {link.entry: link.name for link in links if link.kind == "region" and link.entry}
    codes.update((link.place, link.place) for link in links if link.place and link.place not in codes)
    yield from _regions(codes, registers, base)
    yield from _programmes(
        {a.entry: a.name for a in links if a.kind == "program" and a.entry}, registers, base
    )
    yield from _indicators(
        {a.entry: a.name for a in links if a.kind == "indicator" and a.entry}, registers, base
    )


def _regions(names: Mapping[str, str], registers: Registers, base: str) -> Iterator[Triple]:
    above = {r.code for code in names for r in registers.regions.ancestors(code) if r.code}
    for code in sorted(above | set(names)):
        known = registers.regions.by_code(code)
        subject = iri(ids.iri(base, ids.region(code)))
        yield from about(subject, *((t.RDF_TYPE, iri(c)) for c in CLASSES["region"]))
        yield from about(
            subject, (t.PREF_LABEL, zh(known.name if known else names[code])), (t.CODE, text(code))
        )
        if known is not None:
            others = sorted({known.short, *known.aliases} - {known.name, ""})
            yield from about(subject, *((t.ALT_LABEL, zh(other)) for other in others))
            parent = iri(ids.iri(base, ids.region(known.parent))) if known.parent else None
            yield from about(subject, (t.PART_OF, parent))


def _programmes(names: Mapping[str, str], registers: Registers, base: str) -> Iterator[Triple]:
    used = _with_broader(names, registers)
    for concept in sorted(used):
        known = registers.programmes.by_id(concept)
        subject = iri(ids.iri(base, ids.programme(concept)))
        is_theme = known is not None and concept == known.theme
        classes = CLASSES["program"][1:] if is_theme else CLASSES["program"]
        yield from about(subject, *((t.RDF_TYPE, iri(c)) for c in classes))
        if known is None:
            yield from about(subject, (t.PREF_LABEL, zh(names[concept])))
            continue
        yield from about(subject, *_labels(known.name, known.english, known.spellings))
        for predicate, others in ((t.PART_OF, known.broader), (t.NOT_SAME_AS, known.not_same)):
            kept = (other for other in others if other in used)
            yield from about(subject, *((predicate, iri(ids.iri(base, ids.programme(o)))) for o in kept))


def _with_broader(concepts: Iterable[str], registers: Registers) -> set[str]:
    found: set[str] = set()
    waiting = list(concepts)
    while waiting:
        concept = waiting.pop()
        if concept not in found:
            found.add(concept)
            known = registers.programmes.by_id(concept)
            waiting += known.broader if known else ()
    return found


def _indicators(names: Mapping[str, str], registers: Registers, base: str) -> Iterator[Triple]:
    used = _with_wider(names, registers)
    for concept in sorted(used):
        known = registers.indicators.by_id(concept)
        subject = iri(ids.iri(base, ids.indicator(concept)))
        yield from about(subject, *((t.RDF_TYPE, iri(c)) for c in CLASSES["indicator"]))
        if known is None:
            yield from about(subject, (t.PREF_LABEL, zh(names[concept])))
        else:
            yield from about(subject, *_labels(known.label, known.label_en, known.alt_labels))
            wider = iri(ids.iri(base, ids.indicator(known.broader))) if known.broader in used else None
            yield from about(subject, (t.SKOS + "broader", wider))
            yield from about(subject, (t.UNIT, text(known.unit)), (t.DIRECTION, text(known.direction)))


def _with_wider(concepts: Iterable[str], registers: Registers) -> set[str]:
    """The indicators with those that are wider, up to the theme, which is none."""
    found: set[str] = set()
    for concept in concepts:
        at: str | None = concept
        while at is not None and at not in found:
            found.add(at)
            known = registers.indicators.by_id(at)
            wider = registers.indicators.by_id(known.broader) if known else None
            at = wider.id if wider else None
    return found


def _labels(name: str, english: str | None, spellings: Iterable[str]) -> list[tuple[str, str | None]]:
    others = sorted(set(spellings) - {name})
    return [
        (t.PREF_LABEL, zh(name)),
        (t.PREF_LABEL, text(english, "en")),
        *((t.ALT_LABEL, zh(other)) for other in others),
    ]
