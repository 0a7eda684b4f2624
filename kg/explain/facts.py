"""What is told of a passage: each record, refusal and note as a line with its fields, its rule and its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.explain.words import word
from kg.model.records import (
    Commitment,
    DocumentRecords,
    Institution,
    Note,
    Program,
    Region,
    Responsibility,
    Span,
    Target,
)
from kg.model.trace import Passage, Refusal
from kg.query.labels import words_for
from kg.registers.rules import load_rules

# The kinds of what is told, in the order in which they are told of a passage.
KINDS = (
    "commitments",
    "targets",
    "owners",
    "bodies",
    "places",
    "programmes",
    "deadlines",
    "notes",
    "refused",
)
_OPERATORS = {">=": "≥", "<=": "≤", "~": "≈"}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told of a passage: `words` in a line, every field (None: not stated), the rule, and the place in the source.

    `label` is the kind in words; `rule` is empty for a note. `refused` is what a refused thing did not become.
    """

    kind: str
    label: str
    words: str
    place: Span
    rule: str = ""
    fields: tuple[tuple[str, str | None], ...] = ()
    refused: str = ""

    def reason(self, lang: str) -> str:
        """What the rule looks at; empty where no rule is named."""
        known = load_rules().get(self.rule)
        return known.text(lang) if known else ""


def of_records(records: DocumentRecords, lang: str) -> Iterator[Told]:
    """What the records tell, each at its place; those of a commitment's subject stand with the commitment."""
    say = _Sayer(lang)
    at = {c.id: (c.start, c.end) for c in records.commitments}
    yield from map(say.commitment, records.commitments)
    yield from map(say.target, records.targets)
    yield from (say.owner(r, at.get(r.commitment or "", (r.start, r.end))) for r in records.responsibilities)
    for body in records.institutions:
        yield from (say.body(body, place) for place in body.mentions)
    for region in records.regions:
        yield from (say.region(region, place) for place in region.mentions)
    for programme in records.programs:
        yield from (say.programme(programme, place) for place in programme.mentions)
    yield from map(say.note, records.notes)


def of_refusal(refusal: Refusal, wording: str, lang: str) -> Told:
    """What a refusal tells; `wording` is the cleaned text at its place."""
    no = word("no-" + refusal.what, lang)
    about = f"（{refusal.about}）" if lang == "zh" else f" ({refusal.about})"
    whole = wording.startswith("“") and wording.find("”") == len(wording) - 1
    quoted = wording if whole else f"「{wording}」" if "“" in wording else f"“{wording}”"
    words = (
        no if refusal.what in ("commitment", "document") else quoted + (no if lang == "zh" else f" is {no}")
    )
    place = refusal.start, refusal.end
    return Told(
        "refused",
        word("refused", lang),
        words + (about if refusal.about else ""),
        place,
        refusal.rule,
        refused=refusal.what,
    )


def of_deadline(passage: Passage, wording: str, lang: str) -> Told | None:
    """The deadline that holds for a passage, with the words that say it."""
    dated = passage.deadline
    if dated is None:
        return None
    return Told(
        "deadlines", word("deadlines", lang), f"{dated.date}  “{wording}”", dated.place, dated.rule,
        ((word("deadline", lang), dated.date),),
    )  # fmt: skip


class _Sayer:
    """Says records in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def _told(self, kind: str, words: str, place: Span, rule: str, **fields: str | None) -> Told:
        named = tuple((word(name, self.lang), value) for name, value in fields.items())
        return Told(kind, word(kind, self.lang), words, place, rule, named)

    def commitment(self, one: Commitment) -> Told:
        action, thing = one.action or word("no-verb", self.lang), one.object or word("no-object", self.lang)
        status = words_for("status", one.status, self.lang)
        return self._told(
            "commitments", f"{action} → {thing}", (one.start, one.end), one.rule,
            action=one.action, object=one.object, status=status, deadline=one.deadline,
        )  # fmt: skip

    def target(self, one: Target) -> Told:
        value = _number(one.value) + (f"–{_number(one.value_max)}" if one.value_max is not None else "")
        operator = _OPERATORS.get(one.op, one.op)
        name = one.indicator or word("not-stated", self.lang)
        measure = words_for("measure", one.measure, self.lang)
        change = "" if one.measure == "level" else f"（{measure}）" if self.lang == "zh" else f" ({measure})"
        return self._told(
            "targets", f"{name}{change} {operator} {value} {one.unit or ''}".rstrip(),
            (one.number_start, one.number_end), one.rule,
            indicator=one.indicator, operator=operator, value=value, unit=one.unit, population=one.population, measure=measure,
            baseline=_number(one.baseline) if one.baseline is not None else None, deadline=one.deadline,
            status=words_for("status", one.status, self.lang),
        )  # fmt: skip

    def owner(self, one: Responsibility, place: Span) -> Told:
        role = words_for("role", one.role, self.lang)
        where = place if one.basis == "subject" else (one.start, one.end)
        return self._told(
            "owners", f"{one.institution} · {role}", where, one.rule,
            name=one.institution, role=role, basis=words_for("basis", one.basis, self.lang),
        )  # fmt: skip

    def body(self, one: Institution, place: Span) -> Told:
        kind = words_for("type", one.type, self.lang)
        return self._told("bodies", one.name, place, one.rule, name=one.name, type=kind)

    def region(self, one: Region, place: Span) -> Told:
        code = one.code or word("not-in-register", self.lang)
        return self._told("places", one.name, place, one.rule, name=one.name, code=code)

    def programme(self, one: Program, place: Span) -> Told:
        concept = one.concept or word("own-name", self.lang)
        return self._told("programmes", one.name, place, one.rule, name=one.name, concept=concept)

    def note(self, one: Note) -> Told:
        reason = words_for("reason", one.reason, self.lang)
        return self._told("notes", reason, (one.start, one.end), "")


def _number(value: Decimal | int | None) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
