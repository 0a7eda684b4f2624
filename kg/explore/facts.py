"""The facts of the documents as tables for the page, each with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.explore.search_keys import shown
from kg.explore.things import Row, Table, last_part
from kg.explore.triples import Triples
from kg.terms import HC, LINKED_BECAUSE, OA, RDFS

LABEL = RDFS + "label"


class Place(NamedTuple):
    """A span of the source text in characters (-1: not known) and its words where the graph has them."""

    start: int = -1
    end: int = -1
    words: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The tables that facts point into."""

    documents: Table
    regions: Table
    institutions: Table
    programmes: Table
    indicators: Table


def places(triples: Triples, subject: str) -> list[Place]:
    """The evidence of a fact in text order, the shorter of two that begin together first."""
    found = []
    for span in triples.all(subject, HC + "evidence"):
        start = end = -1
        words = ""
        for selector in triples.all(span, OA + "hasSelector"):
            start = int(triples.one(selector, OA + "start") or start)
            end = int(triples.one(selector, OA + "end") or end)
            words = triples.label(selector, "zh", OA + "exact") or words
        if start >= 0:
            found.append(Place(start, end, words))
    return sorted(found)


def first_place(triples: Triples, subject: str) -> Place:
    """The first evidence of a fact, or a place that is not known."""
    return next(iter(places(triples, subject)), Place())


def tail(path: str) -> str:
    """What names a fact or section within its document."""
    return path.split("/", 3)[3]


def document_of(path: str) -> str:
    """The path of the document that a fact's path lies under."""
    return "/".join(path.split("/", 2)[:2])


def within(paths: Iterable[str], documents: Table) -> list[str]:
    """Those facts whose document is shown."""
    return [p for p in paths if document_of(p) in documents.at]


def sections(triples: Triples, names: Names) -> Table:
    """Document, key, label, row of the section around it (-1), start, end."""
    table = Table(within(triples.members("Section"), names.documents))
    for path in table.paths:
        around = [p for p in triples.all(path, HC + "partOf") if p in table.at]
        label = shown(triples.label(path, "zh", LABEL) or "")
        place = first_place(triples, path)
        table.rows.append([
            names.documents.at[document_of(path)], tail(path), label,
            table.index(around[0] if around else None), place.start, place.end,
        ])  # fmt: skip
    return table


def commitments(triples: Triples, names: Names, parts: Table) -> Table:
    """Document, key, section (-1), label, status, deadline, programmes, start, end, words, rule, action."""
    table = Table(within(triples.members("Commitment"), names.documents))
    for path in table.paths:
        place = first_place(triples, path)
        section = next((p for p in triples.all(path, HC + "partOf") if p in parts.at), None)
        table.rows.append([
            names.documents.at[document_of(path)], tail(path), parts.index(section),
            shown(triples.label(path, "zh", LABEL) or "") or tail(path),
            last_part(triples.one(path, HC + "status") or "planned"), triples.one(path,
            HC + "deadline") or "",
            names.programmes.indexes(triples.all(path, HC + "program")), *place,
            triples.one(path, HC + "rule") or "", triples.one(path, HC + "action") or "",
        ])  # fmt: skip
    return table


def figures(triples: Triples, names: Names, promises: Table) -> Table:
    """Targets and achievements.

    Document, key, commitment (-1), indicator (-1), population, measure, operator, value, upper value, unit,
    as printed, baseline, deadline, status, start, end, words, rule, region (of a district in a city's
    document its own; -1). Where a figure has two places the shorter one, its number, is taken.
    """
    table = Table(within(triples.members("Target", "Achievement"), names.documents))
    achieved = set(triples.members("Achievement"))
    for path in table.paths:
        place = min(places(triples, path), key=lambda p: (p.end - p.start, p), default=Place())
        status = triples.one(path, HC + "status") or ("achieved" if path in achieved else "planned")
        table.rows.append([
            names.documents.at[document_of(path)], tail(path),
            promises.index(triples.one(path, HC + "commitment")),
            names.indicators.index(triples.one(path, HC + "indicator")),
            _text(triples, path, "population"), last_part(triples.one(path, HC + "measure") or "level"),
            triples.one(path, HC + "operator") or "=",
            _number(triples, path, "value"), _number(triples, path, "maxValue"), _text(triples, path, "unit"),
            _text(triples, path, "printed"), _number(triples, path, "baseline"),
            triples.one(path, HC + "deadline") or "", last_part(status), *place,
            triples.one(path, HC + "rule") or "", names.regions.index(triples.one(path, HC + "region")),
        ])  # fmt: skip
    return table


def duties(triples: Triples, names: Names, parts: Table, promises: Table) -> Table:
    """Document, key, institution, section (-1), commitment (-1), role, basis, start, end, words, rule.

    Without the inherited ones: the page derives them from the section's, and shows that it does.
    """
    found = within(triples.members("Responsibility"), names.documents)
    table = Table(p for p in found if last_part(triples.one(p, HC + "basis") or "") != "inherited")
    for path in table.paths:
        what = triples.one(path, HC + "answersFor")
        table.rows.append([
            names.documents.at[document_of(path)], tail(path),
            names.institutions.index(triples.one(path, HC + "institution")),
            parts.index(what), promises.index(what),
            last_part(triples.one(path, HC + "role") or "responsible"),
            last_part(triples.one(path, HC + "basis") or "stated"),
            *first_place(triples, path), triples.one(path, HC + "rule") or "",
        ])  # fmt: skip
    return table


def mentions(triples: Triples, names: Names, reasons: dict[tuple[str, str], int]) -> list[Row]:
    """Document, path of the thing, start and end of each place, spellings as printed, reason (-1).

    The reason is why the mention was taken to be this thing: its number in `reasons`, which is filled with
    pairs of Chinese and English words.
    """
    rows: list[Row] = []
    for path in within(triples.members("Mention"), names.documents):
        thing = triples.one(path, HC + "mentions")
        if thing is not None:
            spans = [[p.start, p.end] for p in places(triples, path)]
            printed = [shown(t) for t in triples.all(path, HC + "printed")]
            because = _reason(triples, path, reasons)
            rows.append([names.documents.at[document_of(path)], thing, spans, printed, because])
    return rows


def _reason(triples: Triples, path: str, reasons: dict[tuple[str, str], int]) -> int:
    chinese, english = (triples.label(path, lang, LINKED_BECAUSE) or "" for lang in ("zh", "en"))
    if not chinese:
        return -1
    return reasons.setdefault((chinese, english or chinese), len(reasons))


def notes(triples: Triples, names: Names) -> list[Row]:
    """Document, key, path of what it is about, reason, start, end, words."""
    return [
        [
            names.documents.at[document_of(path)], tail(path), triples.one(path, HC + "about") or "",
            _text(triples, path, "reason"), *first_place(triples, path),
        ]
        for path in within(triples.members("Note"), names.documents)
    ]  # fmt: skip


def _text(triples: Triples, path: str, name: str) -> str:
    return shown(triples.label(path, "zh", HC + name) or triples.one(path, HC + name) or "")


def _number(triples: Triples, path: str, name: str) -> float | int | None:
    value = triples.one(path, HC + name)
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
