"""What follows from facts of one document: programmes of commitments, indicators aimed at, parts and wholes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from kg import terms as t
from kg.build.facts import ACHIEVED
from kg.build.names import Names
from kg.build.owners import Reach, bearers
from kg.build.statements import Triple, about
from kg.model.links import LinkKind


def programmes_of(names: Names) -> dict[str, list[str]]:
    """For each commitment (record id) the terms of the programmes that are named within its span."""
    spans = sorted(
        (start, end, thing)
        for program in names.records.programs
        if (thing := names.thing("program", program.id))
        for start, end in program.mentions
    )
    found: dict[str, list[str]] = {}
    for commitment in names.records.commitments:
        first = bisect_left(spans, (commitment.start, 0, ""))
        last = bisect_left(spans, (commitment.end, 0, ""))
        found[commitment.id] = sorted({thing for _, end, thing in spans[first:last] if end <= commitment.end})
    return found


def indicators_of(names: Names) -> dict[str, list[str]]:
    """For each commitment (record id) the terms of the indicators on which it promises a figure."""
    found: dict[str, set[str]] = defaultdict(set)
    for target in names.records.targets:
        thing = names.thing("indicator", target.id)
        if thing and target.commitment and target.status != ACHIEVED:
            found[target.commitment].add(thing)
    return {commitment: sorted(things) for commitment, things in found.items()}


def of_commitments(names: Names) -> Iterator[Triple]:
    """`hc:program` and `hc:targets` of each commitment."""
    aimed = indicators_of(names)
    for commitment, programmes in programmes_of(names).items():
        node = names.nodes[commitment]
        yield from about(node, *((t.HAS_PROGRAM, programme) for programme in programmes))
        yield from about(node, *((t.TARGETS, indicator) for indicator in aimed.get(commitment, ())))


def between_things(names: Names) -> Iterator[Triple]:
    """What holds between things that other documents may name too: programme and indicator, body and programme."""
    programmes, aimed = programmes_of(names), indicators_of(names)
    for commitment, found in programmes.items():
        for programme in found:
            yield from about(programme, *((t.TARGETS, i) for i in aimed.get(commitment, ())))
    reach, who = Reach(names.records), bearers(names)
    for record in names.records.responsibilities:
        named = {p for commitment in reach.commitments(record) for p in programmes.get(commitment, ())}
        for body in who[record.id]:
            yield from about(body, *((t.RESPONSIBLE_FOR, programme) for programme in sorted(named)))
    yield from _parts(names)


def _parts(names: Names) -> Iterator[Triple]:
    terms, placed = _terms_by_name(names), _placed(names)
    for record in names.records.part_of:
        child, parent = terms.get((record.type, record.child)), terms.get((record.type, record.parent))
        if child and parent and child != parent and child not in placed:
            yield from about(child, (t.PART_OF, parent))


def _placed(names: Names) -> frozenset[str]:
    """The regions whose one place the register or their own name gives: a document may name a larger one that they lie in."""
    return frozenset(
        names.path(link.thing)
        for (kind, _), link in names.links.items()
        if kind == "region" and (link.entry is not None or link.place)
    )


def _terms_by_name(names: Names) -> dict[tuple[str, str], str]:
    """The term of each thing by kind and by any name that the document's records use."""
    found: dict[tuple[str, str], str] = {}
    groups: tuple[tuple[LinkKind, tuple[tuple[str, str, tuple[str, ...]], ...]], ...] = (
        ("institution", tuple((i.id, i.name, i.aliases) for i in names.records.institutions)),
        ("region", tuple((r.id, r.name, r.aliases) for r in names.records.regions)),
        ("program", tuple((p.id, p.name, p.aliases) for p in names.records.programs)),
    )
    for kind, rows in groups:
        for spelled in (
            [(i, n) for i, n, _ in rows],
            [(i, a) for i, _, spellings in rows for a in spellings],
        ):
            for record, name in spelled:
                if thing := names.thing(kind, record):
                    found.setdefault((kind, name), thing)
    return found
