"""Records of documents of invented places, as tests of linking make them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.records import Document, DocumentRecords, Institution, Program, Target

QINGHE, DONGPU, LINXI, XILU = "990100", "990200", "990102", "990300"


def paper(name: str, region: str | None, **records: Sequence[object]) -> DocumentRecords:
    """A document of a region with some records."""
    head = Document(name, None, "plan", "2024", region, None, None, None, f"{name}.txt", "0" * 64, 1000)
    return DocumentRecords(head, **{kind: tuple(found) for kind, found in records.items()})  # type: ignore[arg-type]


def body(name: str, record: str = "i1", *, type: str = "hospital", generic: bool = False) -> Institution:
    """An institution that a document names once."""
    return Institution(record, name, (name,), type, generic, ((0, len(name)),), "test")


def programme(name: str, record: str = "p1", concept: str | None = None) -> Program:
    """A programme that a document names once."""
    return Program(record, name, (name,), concept, ((0, len(name)),), "test")


def target(indicator: str | None, record: str = "t1") -> Target:
    """A figure of an indicator."""
    return Target(
        record, None, None, indicator, None, "level", "=", 1, None, "%", None, None, "planned", 0, 9, 5, 6, "test"
    )  # fmt: skip
