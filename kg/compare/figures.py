"""What each place says on one indicator: targets and achievements, in one unit where they convert, and the verdicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.compare.namings import region_places
from kg.compare.places import Place, chosen
from kg.compare.things import Thing
from kg.query.arguments import base_of
from kg.registers.units import convert, full_unit
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph

# The clause is the wider of a figure's two places.
_FIGURES = """
SELECT ?figure ?class ?doc ?genre ?region ?period ?status ?measure ?operator ?value ?max ?unit ?population ?deadline
  ?printed ?words ?section ?start ?end {
  VALUES ?class { hc:Target hc:Achievement }
  ?figure hc:indicator <THING> ; a ?class ; hc:document ?doc ; hc:measure ?measure ; hc:operator ?operator ; hc:status ?status .
  OPTIONAL { ?doc hc:genre ?genre }
  OPTIONAL { ?doc hc:period ?period }
  OPTIONAL { ?figure hc:region ?region }
  OPTIONAL { ?figure hc:value ?value }
  OPTIONAL { ?figure hc:maxValue ?max }
  OPTIONAL { ?figure hc:unit ?unit }
  OPTIONAL { ?figure hc:population ?population }
  OPTIONAL { ?figure hc:deadline ?deadline }
  OPTIONAL { ?figure hc:printed ?printed }
  OPTIONAL { ?figure hc:commitment ?commitment . ?commitment rdfs:label ?words
    OPTIONAL { ?commitment hc:partOf ?part . ?part hc:number ?section } }
  {
    SELECT ?figure (MIN(?a) AS ?start) (MAX(?b) AS ?end) {
      ?figure hc:indicator <THING> ; hc:evidence/oa:hasSelector ?place . ?place oa:start ?a ; oa:end ?b
    }
    GROUP BY ?figure
  }
}
ORDER BY ?doc ?start ?figure"""
_COMPARISONS = """
SELECT ?target ?achieved ?verdict ?reason {
  ?c a hc:Comparison ; hc:indicator <THING> ; hc:comparesTarget ?target ; hc:comparesAchievement ?achieved ;
    hc:verdict ?verdict ; hc:verdictReason ?reason
}
ORDER BY ?target ?achieved ?reason"""
_INDICATOR = """
SELECT ?unit ?direction { <THING> a hc:Indicator OPTIONAL { <THING> hc:unit ?unit }
  OPTIONAL { <THING> hc:direction ?direction } }"""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of one place: what the document says, the value in the common unit (None where it does not convert), where."""

    fact: str
    place: Place
    document: str
    genre: str
    period: str
    status: str
    measure: str
    operator: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    converted: Decimal | None
    population: str | None
    deadline: str | None
    printed: str | None
    words: str | None
    section: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A target beside an achievement, by the facts of their rows, with verdict and reasons."""

    target: str
    achieved: str
    verdict: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """All that the places say on an indicator: the rows by place, targets before achievements, and their comparisons.

    `unit` is what values are converted to: the indicator's, else that of most figures.
    """

    indicator: Thing
    unit: str | None
    direction: str
    figures: tuple[FigureRow, ...]
    comparisons: tuple[ComparisonRow, ...]


def indicator_view(store: pyoxigraph.Store, indicator: Thing, regions: Sequence[str] = ()) -> IndicatorView:
    """What the places (those of `regions`, names or codes, and what lies in them) say. Raises BadCall where one names none."""
    base = base_of(store)
    iri = base + indicator.id
    place_of = region_places(store)
    raw = list(_select(store, _FIGURES, iri))
    (about,) = _select(store, _INDICATOR, iri)
    unit = _text(about["unit"]) or _commonest(_text(row["unit"]) for row in raw)
    rows = [_row(row, indicator, unit, base, place_of) for row in raw]
    kept = set(chosen(sorted({row.place for row in rows}), regions))
    figures = tuple(sorted((r for r in rows if r.place in kept), key=_order))
    facts = {row.fact for row in figures}
    comparisons = [c for c in _comparisons(store, iri, base) if {c.target, c.achieved} <= facts]
    return IndicatorView(indicator, unit, _text(about["direction"]) or "none", figures, tuple(comparisons))


def _select(store: pyoxigraph.Store, query: str, iri: str) -> Iterable[Any]:
    return select(store, query.replace("<THING>", f"<{iri}>"))


def _row(
    row: Any, indicator: Thing, unit: str | None, base: str, place_of: Callable[[str | None, str], Place]
) -> FigureRow:
    document = row["doc"].value.removeprefix(base)
    region = row["region"].value.removeprefix(base) if row["region"] is not None else None
    value, own = _number(row["value"]), _text(row["unit"])
    return FigureRow(
        fact=row["figure"].value.removeprefix(base),
        place=place_of(region, document),
        document=document.removeprefix("document/"),
        genre=_text(row["genre"]) or "",
        period=_text(row["period"]) or "",
        status="achieved" if row["class"].value.endswith("#Achievement") else row["status"].value,
        measure=row["measure"].value,
        operator=row["operator"].value,
        value=value,
        value_max=_number(row["max"]),
        unit=own,
        converted=_converted(value, own, unit, indicator.name) if row["measure"].value == "level" else None,
        population=_text(row["population"]),
        deadline=_text(row["deadline"]),
        printed=_text(row["printed"]),
        words=_text(row["words"]),
        section=_text(row["section"]),
        start=int(row["start"].value),
        end=int(row["end"].value),
    )


def _converted(value: Decimal | None, own: str | None, unit: str | None, name: str) -> Decimal | None:
    if value is None:
        return None
    return convert(value, full_unit(own, name), full_unit(unit, name))


def _comparisons(store: pyoxigraph.Store, iri: str, base: str) -> list[ComparisonRow]:
    reasons: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in _select(store, _COMPARISONS, iri):
        ends = row["target"].value.removeprefix(base), row["achieved"].value.removeprefix(base)
        reasons[*ends, row["verdict"].value].append(row["reason"].value)
    return [ComparisonRow(*key, tuple(found)) for key, found in reasons.items()]


def _order(row: FigureRow) -> tuple[Any, ...]:
    return row.place, row.period, row.status == "achieved", row.document, row.start, row.fact


def _text(term: Any) -> str | None:
    return None if term is None else str(term.value)


def _number(term: Any) -> Decimal | None:
    return None if term is None else Decimal(term.value)


def _commonest(units: Iterable[str | None]) -> str | None:
    counts = Counter(unit for unit in units if unit)
    return min(counts, key=lambda unit: (-counts[unit], unit), default=None)
