"""All records of one document, put together from what each part of extraction found."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.commitments import Found, find_commitments
from kg.extract.context import Context, ReadClause, read_clauses
from kg.extract.figures import find_figures
from kg.extract.genre import is_of_the_genre
from kg.extract.head import read_head
from kg.extract.hierarchy import find_pairs
from kg.extract.institutions import Body, collect, find_mentions, full_name
from kg.extract.notes import find_notes
from kg.extract.owners import Owner, read_owners
from kg.extract.place import DocumentPlace, issuer_of, place_of
from kg.extract.programs import Programme, find_programs
from kg.extract.regions import Place, find_places
from kg.extract.subjects import Subject, find_subjects
from kg.extract.targets import FoundTarget, find_targets
from kg.model.records import (
    Commitment,
    Document,
    DocumentRecords,
    Institution,
    Note,
    PartOf,
    Program,
    Region,
    Responsibility,
    Section,
    Span,
    Target,
)  # fmt: skip
from kg.model.text import Outline, Source


def extract(source: Source, outline: Outline, *, keep_text: bool = True) -> DocumentRecords:
    """The records of a document. Without `keep_text` no clause or heading is kept, only names, figures and places."""
    head = read_head(outline)
    of_genre = is_of_the_genre(outline.clean.text)
    context = Context(outline, head, read_clauses(outline, head) if of_genre else ())
    text = context.text
    place = place_of(text, head) if of_genre else None
    issuer = issuer_of(text, head, place)
    targets, _ = find_targets(context)
    commitments = find_commitments(context, frozenset(t.clause.index for t in targets))
    owners = read_owners(text, outline.owner_lists) if of_genre else []
    lists = tuple((o.start, o.end) for o in outline.owner_lists)
    mentions = find_mentions(text, place, lists) if of_genre else []
    bodies = collect(text, place, mentions, owners, issuer)
    programmes = find_programs(text, commitments, place, bodies, _body_start(context)) if of_genre else []
    regions = find_places(text, place) if of_genre else []
    write = _Writer(context, keep_text)
    ids = write.commitment_ids(commitments)
    return DocumentRecords(
        Document(
            source.name, head.title, head.genre, head.period, place.code if place else None, issuer, head.number,
            head.published, source.source, source.sha256, len(source.text),
        ),
        sections=write.sections(),
        commitments=tuple(write.commitment(f, ids) for f in commitments),
        targets=(*write.targets(targets, ids), *write.figures()),
        responsibilities=write.responsibilities(owners, find_subjects(text, commitments, bodies), ids, place),
        institutions=write.institutions(bodies),
        regions=write.regions(regions),
        programs=write.programs(programmes),
        part_of=tuple(
            PartOf(f"p{i}", p.kind, p.child, p.parent, p.basis, p.rule)
            for i, p in enumerate(find_pairs(text, place, regions, bodies, programmes), 1)
        ),
        notes=write.notes(find_notes(context, targets, bodies), ids),
    )  # fmt: skip


def _body_start(context: Context) -> int:
    """Where the document's own wording begins: its first clause that is no part of the head."""
    return next((c.clause.start for c in context.clauses if not c.in_head), 0)


def section_id(number: str) -> str:
    """`3/10` → `s3.10`."""
    return "s" + number.replace("/", ".")


class _Writer:
    """Turns what was found, in clean offsets, into records with offsets into the source."""

    def __init__(self, context: Context, keep_text: bool) -> None:
        self.context, self.keep_text = context, keep_text
        self.clean = context.outline.clean

    def _text(self, start: int, end: int) -> str | None:
        return self.context.text[start:end] if self.keep_text else None

    def _spans(self, places: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(self.clean.to_source(start, end) for start, end in sorted(places))

    def sections(self) -> tuple[Section, ...]:
        made = []
        for part in self.context.outline.parts:
            parent = self.context.number_of(part.parent)
            heading = part.heading if self.keep_text and part.heading else None
            span = self.clean.to_source(part.start, part.end)
            made.append(
                Section(
                    section_id(part.number),
                    part.number,
                    heading,
                    section_id(parent) if parent else None,
                    *span,
                )
            )
        return tuple(made)

    def commitment_ids(self, commitments: list[Found]) -> dict[int, str]:
        """An id for the commitment of each clause: its section and its place in it (`c3.10-2`)."""
        counts: dict[str, int] = {}
        ids = {}
        for found in commitments:
            number = (self.context.number_of(found.clause.clause.section) or "0").replace("/", ".")
            counts[number] = counts.get(number, 0) + 1
            ids[found.clause.index] = f"c{number}-{counts[number]}"
        return ids

    def commitment(self, found: Found, ids: dict[int, str]) -> Commitment:
        number = self.context.number_of(found.clause.clause.section)
        deadline = found.clause.deadline
        return Commitment(
            ids[found.clause.index], section_id(number) if number else None, self._text(found.start, found.end),
            found.action, found.object, found.clause.status, deadline.date if deadline else None,
            *self.clean.to_source(found.start, found.end), found.rule,
        )  # fmt: skip

    def targets(self, targets: list[FoundTarget], ids: dict[int, str]) -> tuple[Target, ...]:
        counts: dict[str, int] = {}
        made = []
        for found in targets:
            clause, quantity = found.clause, found.quantity
            commitment = ids.get(clause.index) or self._beside(clause, ids)
            stem = commitment[1:] if commitment else "0"
            counts[stem] = counts.get(stem, 0) + 1
            start, end = clause.reading.start, clause.clause.end
            made.append(
                Target(
                    f"t{stem}-{counts[stem]}",
                    commitment,
                    self._text(start, end),
                    found.indicator,
                    found.population,
                    found.measure,
                    found.op,
                    quantity.value,
                    quantity.value_max,
                    quantity.unit,
                    found.baseline,
                    clause.deadline.date if clause.deadline else None,
                    clause.status,
                    *self.clean.to_source(start, end),
                    *self.clean.to_source(quantity.start, quantity.end),
                    found.rule,
                )  # fmt: skip
            )
        return tuple(made)

    def _beside(self, clause: ReadClause, ids: dict[int, str]) -> str | None:
        """The commitment of the nearest clause before in the same section: a bare figure belongs to it."""
        for i in range(clause.index - 1, -1, -1):
            if self.context.clauses[i].clause.section != clause.clause.section:
                return None
            if i in ids:
                return ids[i]
        return None

    def figures(self) -> tuple[Target, ...]:
        """The targets of tables of indicators; no clause commits to them, so they have no commitment."""
        made = []
        planned = self.context.head.genre == "plan"
        for i, found in enumerate(find_figures(self.context), 1):
            span = found.figure.start, found.figure.end
            made.append(
                Target(
                    f"tf-{i}",
                    None,
                    self._text(*span),
                    found.indicator,
                    None,
                    "level",
                    found.op,
                    found.quantity.value,
                    None,
                    found.quantity.unit,
                    found.baseline,
                    f"{found.year}-12-31" if planned else None,
                    "planned" if planned else "achieved",
                    *self.clean.to_source(*span),
                    *self.clean.to_source(found.quantity.start, found.quantity.end),
                    "row-of-an-indicator-table",
                )  # fmt: skip
            )
        return tuple(made)

    def responsibilities(
        self, owners: list[Owner], subjects: list[Subject], ids: dict[int, str], place: DocumentPlace | None
    ) -> tuple[Responsibility, ...]:
        rows: list[tuple[int, int, str, str, str, str | None, str | None, str]] = []
        for owner in owners:
            number = self.context.number_of(owner.section)
            section = section_id(number) if number else None
            rows.append(
                (
                    owner.start,
                    owner.end,
                    full_name(owner.name, place),
                    owner.role,
                    "stated",
                    section,
                    None,
                    owner.rule,
                )
            )
        for subject in subjects:
            commitment = ids[subject.commitment.clause.index]
            rows.append(
                (
                    subject.start,
                    subject.end,
                    subject.institution,
                    subject.role,
                    "subject",
                    None,
                    commitment,
                    subject.rule,
                )
            )
        made = []
        for i, (start, end, name, role, basis, section, commitment, rule) in enumerate(
            sorted(rows, key=lambda r: (r[0], r[1], r[6] or "")), 1
        ):
            span = self.clean.to_source(start, end)
            made.append(Responsibility(f"r{i}", name, role, basis, section, commitment, *span, rule))
        return tuple(made)

    def institutions(self, bodies: list[Body]) -> tuple[Institution, ...]:
        return tuple(
            Institution(
                f"i{i}",
                b.name,
                tuple(s for s in b.spellings if s != b.name),
                b.kind,
                b.generic,
                self._spans(b.places),
                b.rule,
            )
            for i, b in enumerate(sorted(bodies, key=lambda b: (min(b.places, default=(-1, -1)), b.name)), 1)
        )

    def regions(self, regions: list[Place]) -> tuple[Region, ...]:
        return tuple(
            Region(f"g{i}", r.code, r.name, tuple(r.spellings), self._spans(r.places), r.rule)
            for i, r in enumerate(sorted(regions, key=lambda r: (min(r.places, default=(-1, -1)), r.name)), 1)
        )

    def programs(self, programmes: list[Programme]) -> tuple[Program, ...]:
        return tuple(
            Program(
                f"m{i}",
                p.name,
                tuple(s for s in p.spellings if s != p.name),
                p.concept,
                self._spans(p.places),
                p.rule,
            )
            for i, p in enumerate(programmes, 1)
        )

    def notes(self, notes: list[tuple[int | None, str, int, int]], ids: dict[int, str]) -> tuple[Note, ...]:
        """`notes` are (clause index, reason, start, end) with offsets into the source."""
        return tuple(
            Note(f"n{i}", ids.get(clause) if clause is not None else None, reason, start, end)
            for i, (clause, reason, start, end) in enumerate(
                sorted(notes, key=lambda n: (n[2], n[3], n[1])), 1
            )
        )
