"""What would cost a scan of the whole graph to ask: counts, and how firm each commitment is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg import terms as t
from kg.build.facts import ACHIEVED
from kg.build.names import Names
from kg.build.owners import owned
from kg.build.relations import programmes_of
from kg.build.statements import Triple, about
from kg.build.terms import integer, text

# What `hc:states` says of a commitment.
_FIGURE, _DEADLINE, _OWNER = "figure", "deadline", "owner"


def of_document(names: Names) -> Iterator[Triple]:
    """What a document holds, and how many of its commitments name no owner."""
    records = names.records
    achieved = sum(target.status == ACHIEVED for target in records.targets)
    yield from about(
        names.document,
        (t.COMMITMENT_COUNT, integer(len(records.commitments))),
        (t.TARGET_COUNT, integer(len(records.targets) - achieved)),
        (t.ACHIEVEMENT_COUNT, integer(achieved)),
        (t.RESPONSIBILITY_COUNT, integer(len(records.responsibilities))),
        (t.UNOWNED_COUNT, integer(len(records.commitments) - len(owned(records)))),
        (t.NOTE_COUNT, integer(len(records.notes))),
    )


def of_commitments(names: Names) -> Iterator[Triple]:
    """How firm each commitment is that is not yet achieved: a point each for a figure, a deadline, an owner."""
    records = names.records
    with_owner = owned(records)
    figures = {target.commitment for target in records.targets if target.value is not None}
    dated = {target.commitment for target in records.targets if target.deadline}
    for commitment in records.commitments:
        if commitment.status == ACHIEVED:
            continue
        stated = [
            (_FIGURE, commitment.id in figures),
            (_DEADLINE, bool(commitment.deadline) or commitment.id in dated),
            (_OWNER, commitment.id in with_owner),
        ]
        found = [name for name, is_stated in stated if is_stated]
        node = names.nodes[commitment.id]
        yield from about(node, (t.FIRMNESS, integer(len(found))), *((t.STATES, text(name)) for name in found))


class Counts:
    """Counts over all documents, taken up one document after the other."""

    def __init__(self) -> None:
        self._regions: dict[str, set[str]] = defaultdict(set)
        self._mentions: Counter[str] = Counter()
        self._commitments: Counter[str] = Counter()
        self._figures: dict[str, Counter[bool]] = defaultdict(Counter)

    def add(self, names: Names) -> None:
        """Count what a document says."""
        for program in names.records.programs:
            if thing := names.thing("program", program.id):
                self._regions[thing].add(names.region or names.document)
                self._mentions[thing] += len(program.mentions)
        for found in programmes_of(names).values():
            self._commitments.update(found)
        for target in names.records.targets:
            if thing := names.thing("indicator", target.id):
                self._figures[thing][target.status == ACHIEVED] += 1

    def triples(self) -> Iterator[Triple]:
        """Of each programme: regions that name it, mentions, commitments; of each indicator: its figures."""
        for programme, regions in self._regions.items():
            yield from about(
                programme,
                (t.SHARED_BY, integer(len(regions))),
                (t.MENTION_COUNT, integer(self._mentions[programme])),
                (t.COMMITMENT_COUNT, integer(self._commitments[programme])),
            )
        for indicator, count in self._figures.items():
            yield from about(
                indicator,
                (t.TARGET_COUNT, integer(count[False])),
                (t.ACHIEVEMENT_COUNT, integer(count[True])),
            )
