"""Counts that would cost a scan of the whole graph to ask: of documents, programmes and indicators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kg import terms as t
from kg.build.facts import ACHIEVED
from kg.build.names import Names
from kg.build.owners import owned
from kg.build.relations import programmes_of
from kg.build.statements import Triple, about
from kg.build.terms import integer


def of_documents(documents: Sequence[Names]) -> Iterator[Triple]:
    """What each document holds, and how many of its commitments name no owner."""
    for names in documents:
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


def of_programmes(documents: Sequence[Names]) -> Iterator[Triple]:
    """For each programme: the regions whose documents name it, how often, and in how many commitments."""
    regions: dict[str, set[str]] = defaultdict(set)
    mentions: Counter[str] = Counter()
    commitments: Counter[str] = Counter()
    for names in documents:
        for program in names.records.programs:
            if thing := names.thing("program", program.id):
                regions[thing].add(names.region or names.document)
                mentions[thing] += len(program.mentions)
        commitments.update(thing for found in programmes_of(names).values() for thing in found)
    for thing, places in regions.items():
        yield from about(
            thing,
            (t.SHARED_BY, integer(len(places))),
            (t.MENTION_COUNT, integer(mentions[thing])),
            (t.COMMITMENT_COUNT, integer(commitments[thing])),
        )


def of_indicators(documents: Sequence[Names]) -> Iterator[Triple]:
    """For each indicator: the targets and the achievements on it."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for names in documents:
        for target in names.records.targets:
            if thing := names.thing("indicator", target.id):
                counts[thing][target.status == ACHIEVED] += 1
    for thing, count in counts.items():
        yield from about(
            thing,
            (t.TARGET_COUNT, integer(count[False])),
            (t.ACHIEVEMENT_COUNT, integer(count[True])),
        )
