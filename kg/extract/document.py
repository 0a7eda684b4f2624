"""All records of one document, put together from what each part of extraction found."""

from __future__ import annotations

from kg.extract.commitments import Found, find_commitments
from kg.extract.context import Context, ReadClause, read_clauses
from kg.extract.figures import find_figures
from kg.extract.genre import is_of_the_genre
from kg.extract.head import read_head
from kg.extract.targets import FoundTarget, find_targets
from kg.model.records import Commitment, Document, DocumentRecords, Section, Target
from kg.model.text import Outline, Source


def extract(source: Source, outline: Outline, *, keep_text: bool = True) -> DocumentRecords:
    """The records of a document. Without `keep_text` no clause or heading is kept, only names, figures and places."""
    head = read_head(outline)
    context = Context(outline, head, read_clauses(outline, head))
    if not is_of_the_genre(context.text):
        context = Context(outline, head, ())
    targets, _ = find_targets(context)
    commitments = find_commitments(context, frozenset(t.clause.index for t in targets))
    ids = _commitment_ids(context, commitments)
    document = Document(
        source.name, head.title, head.genre, head.period, None, head.issuer, head.number, head.published,
        source.source, source.sha256, len(source.text),
    )  # fmt: skip
    return DocumentRecords(
        document,
        sections=_sections(context, keep_text),
        commitments=tuple(_commitment(context, f, ids, keep_text) for f in commitments),
        targets=(*_targets(context, targets, ids, keep_text), *_figures(context, keep_text)),
    )


def section_id(number: str) -> str:
    """`3/10` → `s3.10`."""
    return "s" + number.replace("/", ".")


def _sections(context: Context, keep_text: bool) -> tuple[Section, ...]:
    made = []
    for part in context.outline.parts:
        parent = context.number_of(part.parent)
        start, end = context.outline.clean.to_source(part.start, part.end)
        heading = part.heading if keep_text and part.heading else None
        made.append(
            Section(section_id(part.number), part.number, heading, section_id(parent) if parent else None, start, end)
        )
    return tuple(made)


def _commitment_ids(context: Context, commitments: list[Found]) -> dict[int, str]:
    """An id for the commitment of each clause: its section and its place in it (`c3.10-2`)."""
    counts: dict[str, int] = {}
    ids = {}
    for found in commitments:
        number = (context.number_of(found.clause.clause.section) or "0").replace("/", ".")
        counts[number] = counts.get(number, 0) + 1
        ids[found.clause.index] = f"c{number}-{counts[number]}"
    return ids


def _commitment(context: Context, found: Found, ids: dict[int, str], keep_text: bool) -> Commitment:
    start, end = context.outline.clean.to_source(found.start, found.end)
    number = context.number_of(found.clause.clause.section)
    deadline = found.clause.deadline
    return Commitment(
        ids[found.clause.index], section_id(number) if number else None,
        context.text[found.start : found.end] if keep_text else None,
        found.action, found.object, found.clause.status, deadline.date if deadline else None, start, end, found.rule,
    )  # fmt: skip


def _figures(context: Context, keep_text: bool) -> tuple[Target, ...]:
    """The targets of tables of indicators; no clause commits to them, so they have no commitment."""
    made = []
    for i, found in enumerate(find_figures(context), 1):
        clean = context.outline.clean
        deadline = f"{found.year}-12-31"
        status = "planned" if context.head.genre == "plan" else "achieved"
        made.append(
            Target(
                f"tf-{i}", None, context.text[found.figure.start : found.figure.end] if keep_text else None,
                found.indicator, None, "level", found.op, found.quantity.value, None, found.quantity.unit, found.baseline,
                deadline if status == "planned" else None, status,
                *clean.to_source(found.figure.start, found.figure.end),
                *clean.to_source(found.quantity.start, found.quantity.end), "row-of-an-indicator-table",
            )  # fmt: skip
        )
    return tuple(made)


def _beside(context: Context, clause: ReadClause, ids: dict[int, str]) -> str | None:
    """The commitment of the nearest clause before in the same section: a bare figure belongs to it."""
    for i in range(clause.index - 1, -1, -1):
        if context.clauses[i].clause.section != clause.clause.section:
            return None
        if i in ids:
            return ids[i]
    return None


def _targets(
    context: Context, targets: list[FoundTarget], ids: dict[int, str], keep_text: bool
) -> tuple[Target, ...]:
    counts: dict[str, int] = {}
    made = []
    for found in targets:
        clause = found.clause
        commitment = ids.get(clause.index) or _beside(context, clause, ids)
        if commitment is None:
            continue
        counts[commitment] = counts.get(commitment, 0) + 1
        start, end = context.outline.clean.to_source(clause.reading.start, clause.clause.end)
        number = context.outline.clean.to_source(found.quantity.start, found.quantity.end)
        made.append(
            Target(
                f"t{commitment[1:]}-{counts[commitment]}", commitment,
                context.text[clause.reading.start : clause.clause.end] if keep_text else None,
                found.indicator, found.population, found.measure, found.op, found.quantity.value, found.quantity.value_max,
                found.quantity.unit, found.baseline, clause.deadline.date if clause.deadline else None, clause.status,
                start, end, *number, found.rule,
            )  # fmt: skip
        )
    return tuple(made)
