"""Institutions: which body a name in a document means.

A full name begins with its place, and then one name is one body in the country. A name without a place is one
body only within the region of its document: 疾控中心 of two cities are two. A short form is joined to a full
name where exactly one body of the same region and type fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import ids
from kg.link.decision import Decision
from kg.link.places import Seat, find_seat, official_name, scope_of
from kg.model.records import Document, DocumentRecords
from kg.registers.bundle import Registers

# Bodies of the state and universities bear names that only one body in the country may use.
_NATIONAL = ("国家", "中国", "中华", "全国", "国务院", "中央", "中共中央")
# The committees of the party put it before the place (中共清和市委宣传部).
_PARTY = "中共"
_NATIONAL_KIND = "大学"
# A short form of two letters (卫办) fits too much.
_SHORTEST_FORM = 3


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body as a document names it: the record that does, the name, whether the record calls it a class."""

    record: str
    name: str
    generic: bool
    type: str | None


def named_bodies(records: DocumentRecords) -> list[NamedBody]:
    """Every body that a document names: its institutions, then what only an owner list or its head names."""
    found = [NamedBody(i.id, i.name, i.generic, i.type) for i in records.institutions]
    known = {name for i in records.institutions for name in (i.name, *i.aliases)}
    others = [(r.id, r.institution) for r in records.responsibilities]
    if records.document.issuer:
        others.append((records.document.id, records.document.issuer))
    return found + [NamedBody(record, name, False, None) for record, name in others if name not in known]


class BodyLinker:
    """Decides on bodies, knowing the full names of all documents."""

    def __init__(self, documents: Iterable[DocumentRecords], registers: Registers) -> None:
        self._registers = registers
        # Blocking: a short form is compared with the bodies of its own region and type only.
        self._full: Mapping[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        for records in documents:
            for body in named_bodies(records):
                self._note_full_name(body, records.document)

    def _note_full_name(self, body: NamedBody, document: Document) -> None:
        seat = self._seat(body.name, document)
        if seat is not None and seat.in_full and not self._is_many(body):
            block = (seat.code, self._registers.bodies.kind_of(seat.rest))
            self._full[block].add((seat.rest, self._canonical(body.name, seat)))

    def decide(self, body: NamedBody, document: Document) -> Decision:
        """The body that a name means in a document."""
        if self._is_many(body):
            return self._local(body.name, document, "class" if self._is_class(body) else "collective")
        seat = self._seat(body.name, document)
        if seat is not None and seat.in_full:
            return self._whole(body.name, seat)
        return (
            self._short_form(body.name, seat, document)
            or self._alone(body.name, seat)
            or self._local(body.name, document, "no-place")
        )

    def _seat(self, name: str, document: Document) -> Seat | None:
        plain = ids.plain_name(name).removeprefix(_PARTY)
        return find_seat(plain, document.region, self._registers.regions)

    def _canonical(self, name: str, seat: Seat) -> str:
        party = _PARTY if name.startswith(_PARTY) else ""
        place = official_name(seat.code, self._registers.regions)
        return party + self._registers.bodies.expand(place + seat.rest)

    def _whole(self, name: str, seat: Seat) -> Decision:
        canonical = self._canonical(name, seat)
        same = ids.plain_name(name) == ids.plain_name(canonical)
        feature = "same-full-name" if same else "same-seat"
        return Decision(ids.institution(canonical), canonical, (feature,), place=seat.code)

    def _short_form(self, name: str, seat: Seat | None, document: Document) -> Decision | None:
        code = seat.code if seat else document.region
        rest = self._expanded(seat.rest if seat else ids.plain_name(name))
        if code is None or len(rest) < _SHORTEST_FORM:
            return None
        candidates = self._full.get((code, self._registers.bodies.kind_of(rest)), set())
        exact = {full for body, full in candidates if self._expanded(body) == rest}
        # 中医医院 is a whole name: it is short for no other.
        whole = rest in self._registers.bodies.bare
        fitting = exact or {full for body, full in candidates if not whole and is_short_for(rest, body)}
        if len(fitting) != 1:
            return None
        full = next(iter(fitting))
        return Decision(ids.institution(full), full, ("short-form",), place=code)

    def _expanded(self, rest: str) -> str:
        # Some short forms (一院) count only after a place; one letter stands for it.
        return self._registers.bodies.expand("某" + rest)[1:]

    def _alone(self, name: str, seat: Seat | None) -> Decision | None:
        plain = ids.plain_name(name)
        if plain.startswith(_NATIONAL) or _NATIONAL_KIND in plain:
            place = seat.code if seat else None
            return Decision(ids.institution(name), name, ("one-in-the-country",), place=place)
        return Decision(ids.institution(name), name, ("same-seat",), place=seat.code) if seat else None

    def _local(self, name: str, document: Document, against: str) -> Decision:
        thing = ids.institution(name, scope_of(document))
        return Decision(thing, name, ("same-name-here", against), place=document.region)

    def _is_class(self, body: NamedBody) -> bool:
        return body.generic or self._registers.bodies.is_generic(body.name)

    def _is_many(self, body: NamedBody) -> bool:
        collective = body.type == "collective" or self._registers.bodies.is_collective(body.name)
        return collective or self._is_class(body)


def is_short_for(short: str, long: str) -> bool:
    """Whether `long` is `short` with one run of letters put in (社会心理中心, 社会心理服务指导中心).

    Two runs are too many: they would make 中医医院 a short form of 中西医结合医院.
    """
    pairs = zip(short, long, strict=False)
    head = next((at for at, (a, b) in enumerate(pairs) if a != b), len(short))
    return 0 < head < len(short) < len(long) and long.endswith(short[head:])
