"""Targets and achievements of one indicator side by side, across documents, with a verdict on each pair.

Two figures are set side by side where they are of one region, or one region lies in the other, and their times are not
far apart: of one region up to a year before the target begins or after it is due, of two within the target's own time.
So a long row of yearly reports does not meet every plan. What one document says that it has done and will do next is no
promise and its result: its figures meet only where their dates say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg import ids
from kg import terms as t
from kg.build.facts import ACHIEVED, unit_of_figure
from kg.build.names import Names
from kg.build.printed import figure_label
from kg.build.scope import Scope
from kg.build.statements import Triple, about
from kg.build.terms import decimal, iri, text, zh
from kg.model.records import Number, Target
from kg.registers.bundle import Registers
from kg.registers.units import convert, full_unit
from kg.verdicts import Figure, Verdict, achieved_at, due, judge

_YEAR = 1


@dataclass(frozen=True, slots=True)
class _Side:
    """A figure with the names that the graph uses for it."""

    document: str
    record: str
    node: str
    label: str
    places: tuple[str, str]
    """The terms of the clause's place and of the number's."""
    figure: Figure


class Comparisons:
    """Takes up the figures of one document after the other, and compares them at the end."""

    def __init__(self, base: str, registers: Registers) -> None:
        self._base, self._registers = base, registers
        self._targets: dict[str, list[_Side]] = defaultdict(list)
        self._achievements: dict[str, list[_Side]] = defaultdict(list)
        self._above: dict[str, set[str]] = defaultdict(set)
        self._indicators: dict[str, tuple[str, str]] = {}

    def add(self, names: Names) -> None:
        """Take up a document's figures that have an indicator and a region, and how its regions lie."""
        self._regions(names)
        scope = Scope(names)
        for record in names.records.targets:
            link = names.links.get(("indicator", record.id))
            region = scope.region_at(record.start, record.end)
            if link is None or region is None or record.status == "ongoing":
                continue
            thing = names.path(link.thing)
            known = self._registers.indicators.by_id(link.entry) if link.entry else None
            self._indicators[thing] = link.name, known.direction if known else "none"
            sides = self._achievements if record.status == ACHIEVED else self._targets
            sides[thing].append(
                _side(record, region, full_unit(unit_of_figure(record, names), link.name), names)
            )

    def _regions(self, names: Names) -> None:
        for (kind, _), link in names.links.items():
            if kind == "region" and link.entry:
                around = self._registers.regions.ancestors(link.entry)
                above = (iri(ids.iri(self._base, ids.region(r.code))) for r in around if r.code)
                self._above[names.path(link.thing)].update(above)
        regions = {r.name: r.id for r in names.records.regions}
        for part in names.records.part_of:
            child, parent = regions.get(part.child), regions.get(part.parent)
            if part.type == "region" and child and parent:
                ends = names.thing("region", child), names.thing("region", parent)
                if ends[0] and ends[1]:
                    self._above[ends[0]].add(ends[1])

    def triples(self) -> Iterator[Triple]:
        """The comparisons, each a node with its verdict, its reasons and the places of both figures."""
        for indicator in sorted(self._targets.keys() & self._achievements.keys()):
            name, direction = self._indicators[indicator]
            for target, result in self._pairs(self._targets[indicator], self._achievements[indicator]):
                verdict = judge(target.figure, result.figure, direction, name)
                yield from _comparison(target, result, indicator, verdict, self._base)

    def _pairs(self, targets: Iterable[_Side], results: Iterable[_Side]) -> Iterator[tuple[_Side, _Side]]:
        by_region: dict[str, list[_Side]] = defaultdict(list)
        for target in targets:
            for region in self._and_above(target.figure.region):
                by_region[region].append(target)
        for result in results:
            here = result.figure.region
            lower = by_region.get(here, [])
            higher = [
                target
                for region in self._and_above(here) - {here}
                for target in by_region.get(region, ())
                if target.figure.region == region
            ]
            for target in sorted((*lower, *higher), key=lambda side: side.node):
                if _meet(target, result):
                    yield target, result

    def _and_above(self, region: str) -> set[str]:
        """A region and all around it; a circle that documents make ends."""
        found, waiting = {region}, [region]
        while waiting:
            new = self._above.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found


def _side(record: Target, region: str, unit: str | None, names: Names) -> _Side:
    document = names.records.document
    if record.status == ACHIEVED:
        span = achieved_at(document.genre, document.period, document.published, record.deadline)
    else:
        span = due(document.genre, document.period, record.deadline)
    figure = Figure(
        region, record.measure, record.op, _number(record.value), _number(record.value_max),
        unit, record.population, span,
    )  # fmt: skip
    spans = (record.start, record.end), (record.number_start, record.number_end)
    clause, number = (names.path(ids.span(names.id, *span)) for span in spans)
    return _Side(names.id, record.id, names.nodes[record.id], figure_label(record), (clause, number), figure)


def _number(value: Number) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _meet(target: _Side, result: _Side) -> bool:
    if target.document == result.document:
        (first, last), of = target.figure.span, result.figure.span.last
        return first is not None and last is not None and of is not None and first <= of
    return _near_in_time(target.figure, result.figure)


def _near_in_time(target: Figure, result: Figure) -> bool:
    of = result.span.last
    slack = _YEAR if target.region == result.region else 0
    if of is None:
        return bool(slack)
    first, last = target.span
    after = first is None or of.year >= first.year - slack
    return after and (last is None or of.year <= last.year + slack)


def _comparison(
    target: _Side, result: _Side, indicator: str, verdict: Verdict, base: str
) -> Iterator[Triple]:
    path = ids.comparison(target.document, target.record, result.document, result.record)
    yield from about(
        iri(ids.iri(base, path)),
        (t.RDF_TYPE, iri(t.COMPARISON)),
        (t.LABEL, zh(f"{target.label} ↔ {result.label}")),
        (t.COMPARES_TARGET, target.node),
        (t.COMPARES_ACHIEVEMENT, result.node),
        (t.OF_INDICATOR, indicator),
        (t.VERDICT, text(verdict.verdict)),
        *((t.VERDICT_REASON, text(reason)) for reason in verdict.reasons),
        (t.CONVERTED_VALUE, decimal(_converted(target.figure, result.figure))),
        *((t.EVIDENCE, place) for side in (target, result) for place in side.places),
    )


def _converted(target: Figure, result: Figure) -> Decimal | None:
    """The achieved value in the target's unit, where that is another."""
    if result.value is None or result.unit == target.unit:
        return None
    return convert(result.value, result.unit, target.unit)
