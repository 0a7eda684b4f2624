"""A document's text on its way: as read, cleaned (with the map back), and cut into sections and clauses."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from kg.model.records import Span


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read, decoded only. `name` is the file's stem, `source` the path as given."""

    name: str
    source: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where the source lost something: `start`/`end` in the source text, and what is wrong."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """Cleaned text in which character `i` stands for the source characters `starts[i]` to `ends[i]`.

    `margins` is what the page had put around the document (paths of the site, credits), taken out, a line each.
    """

    text: str
    starts: array[int]
    ends: array[int]
    damages: tuple[Damage, ...] = ()
    margins: str = ""

    def to_source(self, start: int, end: int) -> Span:
        """The source span of the clean span `start`..`end` (end exclusive; an empty span stays empty)."""
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return place, place
        return self.starts[start], self.ends[end - 1]

    def all_to_source(self, spans: Collection[Span]) -> tuple[Span, ...]:
        """The source spans of several clean spans, none of them empty."""
        starts, ends = self.starts, self.ends
        if len(spans) == 1:
            ((start, end),) = spans
            return ((starts[start], ends[end - 1]),)
        return tuple([(starts[start], ends[end - 1]) for start, end in spans])


class Clause(NamedTuple):
    """A run between `，。；：！？`, in clean offsets.

    `sentence` counts sentences through the document, `section` is an index into the parts or -1, `closes`
    the mark that ends it (empty at a line's end). `cell` is `promised` or `done` in a table that sets the one beside the other.
    """

    start: int
    end: int
    sentence: int
    section: int
    closes: str
    heading: bool
    cell: str = ""


class Part(NamedTuple):
    """A section, in clean offsets; `kind` names its way of numbering, `parent` is an index or -1."""

    number: str
    kind: str
    heading: str
    heading_start: int
    heading_end: int
    parent: int
    start: int
    end: int


class OwnerList(NamedTuple):
    """A list of bodies that closes an item, in clean offsets; `label` introduces it (责任单位, or empty)."""

    start: int
    end: int
    label: str
    section: int
    rule: str


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A row of a table of indicators, in clean offsets: name, value by year, the unit's wording, and the section."""

    start: int
    end: int
    name: str
    unit: str | None
    values: tuple[tuple[int, Span], ...]
    section: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections (in text order), clauses and owner lists of a document, in clean offsets."""

    clean: CleanText
    parts: tuple[Part, ...] = ()
    clauses: tuple[Clause, ...] = ()
    owner_lists: tuple[OwnerList, ...] = ()
    figures: tuple[TableFigure, ...] = ()
