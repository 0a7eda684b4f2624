"""The records that extraction writes: one class a kind, fields in the order in which they are written.

`start`/`end` are character offsets into the source text as read (decoded, before any cleaning), end
exclusive. `None` says that the document does not state the value. `rule` names the row of a rule table that
found the fact.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias

Span: TypeAlias = tuple[int, int]
Number: TypeAlias = Decimal | int | None


@dataclass(frozen=True, slots=True)
class Document:
    """The document itself: what its head and its text say of it."""

    kind: ClassVar[str] = "document"
    id: str
    title: str | None
    genre: str
    period: str | None
    region: str | None
    issuer: str | None
    number: str | None
    published: str | None
    source: str
    sha256: str
    chars: int


# The records of which a document has many are not frozen, as making a frozen one takes eight times as long. Nothing changes them.
@dataclass(slots=True, unsafe_hash=True)
class Section:
    """A numbered part of the outline; `number` in Arabic digits from the chapter down (`3/10`)."""

    kind: ClassVar[str] = "section"
    id: str
    number: str
    heading: str | None
    parent: str | None
    start: int
    end: int


@dataclass(slots=True, unsafe_hash=True)
class Commitment:
    """One clause headed by an action verb: what a public body will do or has done."""

    kind: ClassVar[str] = "commitment"
    id: str
    section: str | None
    text: str | None
    action: str | None
    object: str | None
    status: str
    deadline: str | None
    start: int
    end: int
    rule: str


@dataclass(slots=True, unsafe_hash=True)
class Target:
    """One number by which one can check later whether something happened."""

    kind: ClassVar[str] = "target"
    id: str
    commitment: str | None
    text: str | None
    indicator: str | None
    population: str | None
    measure: str
    op: str
    value: Number
    value_max: Number
    unit: str | None
    baseline: Number
    deadline: str | None
    status: str
    start: int
    end: int
    number_start: int
    number_end: int
    rule: str


@dataclass(slots=True, unsafe_hash=True)
class Responsibility:
    """A body that answers for a section (an owner list) or a commitment (its grammatical subject)."""

    kind: ClassVar[str] = "responsibility"
    id: str
    institution: str
    role: str
    basis: str
    section: str | None
    commitment: str | None
    start: int
    end: int
    rule: str


@dataclass(slots=True, unsafe_hash=True)
class Institution:
    """A particular body, once per document, with everywhere it is named."""

    kind: ClassVar[str] = "institution"
    id: str
    name: str
    aliases: tuple[str, ...]
    type: str
    generic: bool
    mentions: tuple[Span, ...]
    rule: str


@dataclass(slots=True, unsafe_hash=True)
class Region:
    """An administrative division or official zone, once per document."""

    kind: ClassVar[str] = "region"
    id: str
    code: str | None
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    rule: str


@dataclass(slots=True, unsafe_hash=True)
class Program:
    """A named line of health work; `concept` is its id in the programme vocabulary, where it has one."""

    kind: ClassVar[str] = "program"
    id: str
    name: str
    aliases: tuple[str, ...]
    concept: str | None
    mentions: tuple[Span, ...]
    rule: str


@dataclass(slots=True, unsafe_hash=True)
class PartOf:
    """Two things of this document, one within the other; `type` is region, institution or program."""

    kind: ClassVar[str] = "part_of"
    id: str
    type: str
    child: str
    parent: str
    basis: str
    rule: str


@dataclass(slots=True, unsafe_hash=True)
class Note:
    """What a person should look at; never a guessed value."""

    kind: ClassVar[str] = "note"
    id: str
    about: str | None
    reason: str
    start: int
    end: int


Record: TypeAlias = (
    Document | Section | Commitment | Target | Responsibility | Institution | Region | Program | PartOf | Note
)

# The order of the kinds in a file of records.
KINDS: tuple[type[Record], ...] = (
    Document, Section, Commitment, Target, Responsibility, Institution, Region, Program, PartOf, Note,
)  # fmt: skip
BY_KIND: dict[str, type[Record]] = {cls.kind: cls for cls in KINDS}


@dataclass(frozen=True, slots=True)
class DocumentRecords:
    """All records of one document, in the order in which they are written."""

    document: Document
    sections: tuple[Section, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    targets: tuple[Target, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    institutions: tuple[Institution, ...] = ()
    regions: tuple[Region, ...] = ()
    programs: tuple[Program, ...] = ()
    part_of: tuple[PartOf, ...] = ()
    notes: tuple[Note, ...] = field(default=())

    def __iter__(self) -> Any:
        yield self.document
        for name in (f.name for f in fields(self) if f.name != "document"):
            yield from getattr(self, name)
