"""How far a stated owner reaches: `hc:responsibleFor`, and the responsibilities that follow from collectives.

The owner of a section answers for the section, each commitment in it, the sections below that state no owners of
their own, and the programmes that those commitments name. The plain triples say all of it, and `hc:covers` through
which responsibility. A node (`hc:Responsibility`) stands only for what the document says and for the members of a
collective: nodes for every inherited pair of body and commitment would be four fifths of a graph with owner lists, and
add nothing: a commitment's inherited owners are those of the nearest section above it that has a responsibility.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg import terms as t
from kg.build.evidence import Evidence
from kg.build.facts import responsibility
from kg.build.names import Names
from kg.build.statements import Triple, about
from kg.build.terms import iri, text
from kg.model.records import DocumentRecords, Responsibility


class Reach:
    """What each responsibility of a document covers, as record ids."""

    def __init__(self, records: DocumentRecords) -> None:
        stated = {r.section for r in records.responsibilities if r.section and not r.commitment}
        parents = {s.id: s.parent for s in records.sections}
        self._sections: dict[str, list[str]] = defaultdict(list)
        self._commitments: dict[str, list[str]] = defaultdict(list)
        source = {s.id: _owning(s.id, parents, stated) for s in records.sections}
        for section, owner in source.items():
            if owner is not None:
                self._sections[owner].append(section)
        for commitment in records.commitments:
            owner = source.get(commitment.section or "")
            if owner is not None:
                self._commitments[owner].append(commitment.id)

    def sections(self, responsibility: Responsibility) -> list[str]:
        """The sections that a responsibility covers: none where it is for one commitment."""
        return [] if responsibility.commitment else self._sections.get(responsibility.section or "", [])

    def commitments(self, responsibility: Responsibility) -> list[str]:
        """The commitments that a responsibility covers."""
        if responsibility.commitment:
            return [responsibility.commitment]
        return self._commitments.get(responsibility.section or "", [])


def _owning(section: str, parents: Mapping[str, str | None], stated: set[str]) -> str | None:
    """The section itself or the nearest one above it that states owners."""
    at: str | None = section
    for _ in range(len(parents) + 1):  # a bound, should records name each other as parents
        if at is None or at in stated:
            return at
        at = parents.get(at)
    return None


def owned(records: DocumentRecords) -> frozenset[str]:
    """The ids of the commitments for which a document names an owner."""
    reach = Reach(records)
    return frozenset(c for r in records.responsibilities for c in reach.commitments(r))


def bearers(names: Names) -> dict[str, list[str]]:
    """For each responsibility the terms of who bears it: the body that is named and, of a collective, its members."""
    found = {
        r.id: [body] if (body := names.body(r.institution)) else [] for r in names.records.responsibilities
    }
    for _, source, member in expanded(names):
        found[source].append(member)
    return found


def expanded(names: Names) -> Iterator[tuple[str, str, str]]:
    """For each member of a collective: the record made for it, the responsibility it follows from, its term."""
    for (_, record), found in sorted(names.links.items()):
        if found.expanded_from is not None:
            yield record, found.expanded_from, names.path(found.thing)


def responsible_for(names: Names) -> Iterator[Triple]:
    """`hc:responsibleFor` from each body to the sections and commitments that it answers for."""
    reach = Reach(names.records)
    who = bearers(names)
    for record in names.records.responsibilities:
        what = [*reach.sections(record), *reach.commitments(record)]
        for body in who[record.id]:
            yield from about(body, *((t.RESPONSIBLE_FOR, names.node(node)) for node in what))


def covers(names: Names) -> Iterator[Triple]:
    """`hc:covers` from each responsibility, those of members too, to the sections and commitments that it reaches."""
    reach = Reach(names.records)
    nodes = {r.id: [names.nodes[r.id]] for r in names.records.responsibilities}
    for record, source, _ in expanded(names):
        nodes[source].append(node_of_member(names, record, source))
    for responsible in names.records.responsibilities:
        what = [*reach.sections(responsible), *reach.commitments(responsible)]
        for node in nodes[responsible.id]:
            yield from about(node, *((t.COVERS, names.node(reached)) for reached in what))


def expansions(names: Names, evidence: Evidence) -> Iterator[Triple]:
    """A responsibility with basis `expanded` for each member of a collective that the register spells out."""
    by_id = {r.id: r for r in names.records.responsibilities}
    for record, source, member in expanded(names):
        origin = by_id[source]
        yield from about(
            node_of_member(names, record, source),
            *responsibility(origin, names),
            (t.OF_INSTITUTION, member),
            (t.BASIS, text("expanded")),
            (t.EXPANDED_FROM, names.nodes[source]),
            (t.EVIDENCE, evidence.at(origin.start, origin.end)),
        )


def node_of_member(names: Names, record: str, source: str) -> str:
    """The term of the responsibility made for one member (`record`) of the collective of a responsibility."""
    return iri(f"{names.nodes[source][1:-1]}{record.removeprefix(source)}")
