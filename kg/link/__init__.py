"""Gives the things of different documents one name: institutions, regions, programmes and indicators.

Each decision is a `Link` with a score and its reasons in words; the reasons are the table `kg.link.features`.
The result does not depend on the order of the documents, and no two records are compared: a name is looked up
by what it is known by (code, concept, full name, stem). What people judged goes before all that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.link.bodies import BodyLinker, named_bodies
from kg.link.collectives import members
from kg.link.decision import Decision
from kg.link.features import weigh
from kg.link.indicators import decide_indicator
from kg.link.judged import Judged, judge
from kg.link.places import OWN_PLACE, by_code, decide_region
from kg.link.programmes import decide_programme, places_of
from kg.model.judgements import Judgement
from kg.model.links import Link, LinkKind
from kg.model.records import DocumentRecords
from kg.registers.bundle import Registers, load_registers

__all__ = ["Judged", "Registers", "link", "link_judged"]


def link(
    documents: Sequence[DocumentRecords],
    registers: Registers | None = None,
    judgements: Iterable[Judgement] = (),
) -> tuple[Link, ...]:
    """The links of all records of all documents, by document, kind and record.

    `registers` are those of `ontology/` unless others are given. `judgements` (`kg.judgements.read`) override
    matching. Raises BadInput where two of them contradict each other.
    """
    return link_judged(documents, registers, judgements).links


def link_judged(
    documents: Sequence[DocumentRecords],
    registers: Registers | None = None,
    judgements: Iterable[Judgement] = (),
) -> Judged:
    """The links as of `link`, with what the judgements decided and those that name nothing in the records."""
    known = registers or load_registers()
    bodies = BodyLinker(documents, known)
    links = [found for records in documents for found in _links(records, bodies, known)]
    named = sorted(_with_one_name(links), key=lambda a: (a.document, a.kind, a.record))
    return judge(named, documents, judgements)


def _links(records: DocumentRecords, bodies: BodyLinker, known: Registers) -> Iterator[Link]:
    document = records.document
    for body in named_bodies(records):
        yield _link("institution", document.id, body.record, bodies.decide(body, document))
    for member in members(records, bodies, known):
        record = f"{member.responsibility}~{member.key}"
        yield _link("institution", document.id, record, member.decision, member.responsibility)
    for region in records.regions:
        yield _link("region", document.id, region.id, decide_region(region, document, known.regions))
    if document.region:
        own = by_code(document.region, _name_in(records, document.region), known.regions)
        yield _link("region", document.id, document.id, own)
    else:
        for region in (r for r in records.regions if r.rule == OWN_PLACE):
            yield _link("region", document.id, document.id, decide_region(region, document, known.regions))
    places = places_of(records, known.regions)
    for program in records.programs:
        decision = decide_programme(program, records, places, known)
        yield _link("program", document.id, program.id, decision)
    for target in records.targets:
        if target.indicator:
            decision = decide_indicator(target.indicator, known.indicators)
            yield _link("indicator", document.id, target.id, decision)


def _name_in(records: DocumentRecords, code: str) -> str:
    """The name that a document uses for the region of a code, or the code."""
    return next((r.name for r in records.regions if r.code == code), code)


def _link(
    kind: LinkKind, document: str, record: str, decision: Decision, expanded_from: str | None = None
) -> Link:
    score, reasons = weigh(tuple(sorted(decision.features)))
    return Link(
        kind, document, record, decision.thing, decision.name, decision.entry, decision.place, score, reasons,
        expanded_from,
    )  # fmt: skip


def _with_one_name(links: Iterable[Link]) -> Iterator[Link]:
    """The links with one name for each thing: the one most often used, of equal ones the shortest."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    kept = list(links)
    for found in kept:
        counts[found.thing][found.name] += 1
    best = {thing: min(names, key=lambda n: (-names[n], len(n), n)) for thing, names in counts.items()}
    for found in kept:
        yield found if found.name == best[found.thing] else replace(found, name=best[found.thing])
