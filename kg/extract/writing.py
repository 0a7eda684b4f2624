"""What was found, in clean offsets, as records with offsets into the source."""

from __future__ import annotations

from collections.abc import Collection

from kg.extract.candidates import FoundTarget
from kg.extract.commitments import Found
from kg.extract.context import Context, ReadClause
from kg.extract.figures import FoundFigure
from kg.extract.institutions import Body, FullNames
from kg.extract.owners import Owner
from kg.extract.programs import Programme
from kg.extract.regions import Place
from kg.extract.subjects import Subject
from kg.model.records import (
    Commitment,
    Institution,
    Note,
    Program,
    Region,
    Responsibility,
    Section,
    Span,
    Target,
)  # fmt: skip


def section_id(number: str) -> str:
    """`3/10` → `s3.10`."""
    return "s" + number.replace("/", ".")


class Writer:
    """Makes the records of one document; without `keep_text` no clause or heading is kept."""

    def __init__(self, context: Context, keep_text: bool) -> None:
        self.context, self.keep_text = context, keep_text
        self.clean = context.outline.clean
        self._whole = context.text
        self._sections = [section_id(part.number) for part in context.outline.parts]
        self.ids: dict[int, str] = {}
        """The id of the commitment of each clause, by the clause's index."""

    def _text(self, start: int, end: int) -> str | None:
        return self._whole[start:end] if self.keep_text else None

    def _spans(self, places: Collection[tuple[int, int]]) -> tuple[Span, ...]:
        return self.clean.all_to_source(sorted(places) if len(places) > 1 else places)

    def _section(self, index: int) -> str | None:
        return self._sections[index] if index >= 0 else None

    def sections(self) -> tuple[Section, ...]:
        """The sections of the outline."""
        made = []
        for part in self.context.outline.parts:
            heading = part.heading if self.keep_text and part.heading else None
            span = self.clean.to_source(part.start, part.end)
            made.append(
                Section(section_id(part.number), part.number, heading, self._section(part.parent), *span)
            )
        return tuple(made)

    def commitments(self, found: list[Found]) -> tuple[Commitment, ...]:
        """The commitments; an id is the section's number and the place in it (`c3.10-2`)."""
        counts: dict[str, int] = {}
        made = []
        wording = self._whole if self.keep_text else None
        spans = self.clean.all_to_source([(one.start, one.end) for one in found])
        for one, (begins, ends) in zip(found, spans, strict=True):
            clause = one.clause
            section = self._section(clause.clause.section)
            stem = section[1:] if section else "0"
            nth = counts[stem] = counts.get(stem, 0) + 1
            name = self.ids[clause.index] = f"c{stem}-{nth}"
            made.append(
                Commitment(
                    name,
                    section,
                    wording[one.start : one.end] if wording is not None else None,
                    one.action,
                    one.object,
                    clause.status,
                    clause.deadline.date if clause.deadline else None,
                    begins,
                    ends,
                    one.rule,
                )
            )
        return tuple(made)

    def targets(self, found: list[FoundTarget], figures: list[FoundFigure]) -> tuple[Target, ...]:
        """The targets of clauses and of tables, by their place in the text."""
        counts: dict[str, int] = {}
        made = []
        for one in found:
            commitment = self.ids.get(one.clause.index) or self._beside(one.clause)
            stem = commitment[1:] if commitment else "0"
            counts[stem] = counts.get(stem, 0) + 1
            made.append(self._target(f"t{stem}-{counts[stem]}", commitment, one))
        made += [self._figure(f"tf-{i}", one) for i, one in enumerate(figures, 1)]
        return tuple(sorted(made, key=lambda t: (t.number_start, t.number_end)))

    def _target(self, name: str, commitment: str | None, found: FoundTarget) -> Target:
        clause, quantity = found.clause, found.quantity
        start, end = clause.reading.start, clause.clause.end
        return Target(
            name,
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
            self._due(found),
            "planned" if found.goal else clause.status,
            *self.clean.to_source(start, end),
            *self.clean.to_source(quantity.start, quantity.end),
            found.rule,
        )

    def _due(self, found: FoundTarget) -> str | None:
        """By when a figure is due: at the end of its own year, where that is one to come, else when its clause is."""
        planned = found.clause.status == "planned" or found.goal
        if planned and found.year and (first := self.context.head.first_year) and found.year >= first:
            return f"{found.year}-12-31"
        return found.clause.deadline.date if found.clause.deadline else None

    def _beside(self, clause: ReadClause) -> str | None:
        """The commitment of the nearest clause before in the same section: a bare figure belongs to it."""
        for i in range(clause.index - 1, -1, -1):
            if self.context.clauses[i].clause.section != clause.clause.section:
                return None
            if i in self.ids:
                return self.ids[i]
        return None

    def _figure(self, name: str, found: FoundFigure) -> Target:
        """A row of a table of indicators; no clause commits to it, so it has no commitment. It is planned in a plan, and
        wherever its year is to come when the page is published."""
        span = found.figure.start, found.figure.end
        published = self.context.head.published
        ahead = published is not None and found.year > int(published[:4])
        planned = ahead or self.context.head.genre == "plan"
        return Target(
            name,
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
        )

    def responsibilities(
        self, owners: list[Owner], subjects: list[Subject], full_names: FullNames
    ) -> tuple[Responsibility, ...]:
        """Stated owners and subjects, by their place in the text."""
        # (span, the clause of the commitment, the fields between id and span, rule): an id counts the rows once they are in order.
        rows: list[tuple[Span, int, tuple[str, str, str, str | None, str | None], str]] = []
        for owner in owners:
            name, section = full_names.of(owner.name), self._section(owner.section)
            stated = (name, owner.role, "stated", section, None)
            rows.append((self.clean.to_source(owner.start, owner.end), -1, stated, owner.rule))
        for subject in subjects:
            clause = subject.commitment.clause.index
            named = (subject.institution, subject.role, "subject", None, self.ids[clause])
            rows.append((self.clean.to_source(subject.start, subject.end), clause, named, subject.rule))
        rows.sort(key=lambda row: row[:2])
        return tuple(
            Responsibility(f"r{i}", *fields, *span, rule) for i, (span, _, fields, rule) in enumerate(rows, 1)
        )

    def institutions(self, bodies: list[Body]) -> tuple[Institution, ...]:
        """The bodies by first mention; the issuer, where it is not named, stands first."""
        ordered = sorted(bodies, key=lambda b: (min(b.places, default=(-1, -1)), b.name))
        return tuple(
            Institution(
                f"i{i}",
                b.name,
                _others(b.spellings, b.name),
                b.kind,
                b.generic,
                self._spans(b.places),
                b.rule,
            )
            for i, b in enumerate(ordered, 1)
        )

    def regions(self, regions: list[Place]) -> tuple[Region, ...]:
        """The places by first mention; the document's own, where it is not named, stands first."""
        ordered = sorted(regions, key=lambda r: (min(r.places, default=(-1, -1)), r.name))
        return tuple(
            Region(f"g{i}", r.code, r.name, _others(r.spellings, r.name), self._spans(r.places), r.rule)
            for i, r in enumerate(ordered, 1)
        )

    def programs(self, programmes: list[Programme]) -> tuple[Program, ...]:
        """The programmes by first mention."""
        return tuple(
            [
                Program(
                    f"m{i}", p.name, _others(p.spellings, p.name), p.concept, self._spans(p.places), p.rule
                )
                for i, p in enumerate(programmes, 1)
            ]
        )

    def notes(self, notes: list[tuple[int | None, str, int, int]]) -> tuple[Note, ...]:
        """`notes` are (clause index, reason, start, end) with offsets into the source."""
        ordered = sorted(notes, key=lambda n: (n[2], n[3], n[1]))
        return tuple(
            Note(f"n{i}", self.ids.get(clause) if clause is not None else None, reason, start, end)
            for i, (clause, reason, start, end) in enumerate(ordered, 1)
        )


def _others(spellings: Collection[str], name: str) -> tuple[str, ...]:
    # Most things are spelled in one way.
    if len(spellings) == 1 and name in spellings:
        return ()
    return tuple([s for s in spellings if s != name])
