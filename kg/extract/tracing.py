"""The record of why: what extraction looked at and refused, kept while it runs where somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.extract.candidates import Refused
from kg.extract.context import Context, ReadClause
from kg.model.records import Span
from kg.model.text import CleanText, Outline
from kg.model.trace import Dated, Passage, Refusal, Trace

# What a refusal says of a kind goes unsaid where a record of that kind stands at the same place.
_TAKEN_BY = ("institution", "region", "program")
_WORD_LIKE = "word-like-place-name"


@dataclass(slots=True)
class Seen:
    """What the parts of extraction refused, in clean offsets; each part adds its own."""

    refused: list[Refusal] = field(default_factory=list)
    context: Context | None = None

    def numbers(self, refused: list[Refused]) -> None:
        """The numbers that are no targets."""
        self.refused += [Refusal(no.start, no.end, "target", no.rule) for no in refused]

    def trace(self, outline: Outline, taken: dict[str, list[Span]]) -> Trace:
        """The trace in offsets into the source. `taken` are the clean places of the records of a kind."""
        clean = outline.clean
        if self.context is None:
            whole = Refusal(0, clean.to_source(0, len(clean.text))[1], "document", "not-of-the-genre")
            return Trace((), (whole,))
        passages = sorted(_passages(self.context), key=lambda p: (p.start, p.end))
        verbs = [(c.reading.verb_start, c.reading.verb_end) for c in self.context.clauses]
        words = _Covered([*taken["institution"], *verbs])
        # 市中 within 市中医医院 and 新建 as what is done are nobody's thought of a place.
        told = (
            no for no in _told(self.refused, taken) if no.rule != _WORD_LIKE or words.take(no.start, no.end)
        )
        refusals = sorted(
            {_in_source(clean, no) for no in told},
            key=lambda r: (r.start, r.end, r.what, r.rule),
        )
        return Trace(tuple(passages), tuple(refusals))


def _in_source(clean: CleanText, refusal: Refusal) -> Refusal:
    start, end = clean.to_source(refusal.start, refusal.end)
    return replace(refusal, start=start, end=end)


def _told(refused: list[Refusal], taken: dict[str, list[Span]]) -> Iterator[Refusal]:
    """The refusals that tell something: not those within a record of the kind, nor within a longer refusal of the kind."""
    for what in dict.fromkeys(no.what for no in refused):
        covered = _Covered(taken.get(what, []) if what in _TAKEN_BY else [])
        here = [no for no in refused if no.what == what]
        for no in sorted(here, key=lambda r: (r.start - r.end, r.start)) if what in _TAKEN_BY else here:
            if what not in _TAKEN_BY or covered.take(no.start, no.end):
                yield no


class _Covered:
    """The places that are spoken for."""

    def __init__(self, spans: list[Span]) -> None:
        self.places = {at for start, end in spans for at in range(start, end)}

    def take(self, start: int, end: int) -> bool:
        """Whether the place was free; it no longer is."""
        if not self.places.isdisjoint(range(start, end)):
            return False
        self.places.update(range(start, end))
        return True


def _passages(context: Context) -> Iterator[Passage]:
    """The clauses, owner lists and rows of figures of a document."""
    outline, clean, text = context.outline, context.outline.clean, context.text
    for clause in context.clauses:
        yield _clause(context, clause)
    for kind, rows in (("owners", outline.owner_lists), ("row", outline.figures)):
        for row in rows:
            section = context.number_of(row.section)
            yield Passage(
                kind, *clean.to_source(row.start, row.end), text[row.start : row.end], row.start, section
            )


def _clause(context: Context, read: ReadClause) -> Passage:
    clean, clause, reading = context.outline.clean, read.clause, read.reading
    acts = reading.verb_end > reading.verb_start
    dated = read.deadline
    return Passage(
        "clause",
        *clean.to_source(clause.start, clause.end),
        context.text[clause.start : clause.end],
        clause.start,
        context.number_of(clause.section),
        clause.heading,
        clean.to_source(reading.verb_start, reading.verb_end) if acts else None,
        clean.to_source(reading.object_start, reading.object_end) if acts else None,
        Dated(dated.date, dated.rule, clean.to_source(dated.start, dated.end)) if dated else None,
    )
