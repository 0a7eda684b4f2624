"""Records as JSON lines: writing them, reading them back, with the same bytes for the same records.

This is the contract between extraction and everything after it. A number is written as JSON number without an
exponent; a value that is not known is `null`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.errors import BadInput
from kg.model.records import BY_KIND, Document, DocumentRecords, Record
from kg.whole_files import write_whole

_GROUPS = {f.name: f for f in fields(DocumentRecords)}
_GROUP_OF_KIND = {
    "section": "sections", "commitment": "commitments", "target": "targets",
    "responsibility": "responsibilities", "institution": "institutions", "region": "regions",
    "program": "programs", "part_of": "part_of", "note": "notes",
}  # fmt: skip
_TUPLES = {"aliases", "mentions"}
_NUMBERS = {"value", "value_max", "baseline"}


def to_line(record: Record) -> str:
    """One record as a line of JSON, without the line's end."""
    row: dict[str, Any] = {"kind": record.kind}
    for f in fields(record):
        row[f.name] = _plain(getattr(record, f.name))
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": "))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        return [list(v) if isinstance(v, tuple) else v for v in value]
    return value


def from_row(row: dict[str, Any]) -> Record:
    """The record of one parsed line. Raises KeyError or TypeError where a field is missing or unknown."""
    cls = BY_KIND[row["kind"]]
    values: dict[str, Any] = {}
    for f in fields(cls):
        value = row[f.name] if f.name != "rule" else row.get("rule", "")
        if f.name in _TUPLES:
            value = tuple(tuple(v) if isinstance(v, list) else v for v in value)
        elif f.name in _NUMBERS and value is not None:
            value = Decimal(str(value))
        values[f.name] = value
    return cls(**values)


def write(records: DocumentRecords, path: Path) -> None:
    """Write the records to `path`, whole or not at all. Raises KgError where that is not possible."""
    write_whole(path, "".join(to_line(r) + "\n" for r in records), "choose another folder with -o DIR")


def read(path: Path) -> DocumentRecords:
    """The records of one file. Raises BadInput with file and line where it is not a file of records."""
    groups: dict[str, list[Record]] = {name: [] for name in _GROUP_OF_KIND.values()}
    document: Document | None = None
    for number, line in enumerate(_lines(path), 1):
        try:
            record = from_row(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
            raise BadInput(
                f"{path}:{number}", f"not a record ({error})", "make it again with kg extract"
            ) from error
        if isinstance(record, Document):
            document = record
        else:
            groups[_GROUP_OF_KIND[record.kind]].append(record)
    if document is None:
        raise BadInput(path, "has no document record", "make it again with kg extract")
    return DocumentRecords(document, **{name: tuple(rows) for name, rows in groups.items()})  # type: ignore[arg-type]


def _lines(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(path, f"cannot be read ({error})", "name a file that kg extract wrote") from error
    return (line for line in text.split("\n") if line.strip())


def read_folder(folder: Path) -> tuple[DocumentRecords, ...]:
    """The records of every `*.jsonl` of a folder, by name. Raises BadInput where there is none."""
    paths: Iterable[Path] = sorted(p for p in folder.glob("*.jsonl") if p.name != "judgements.jsonl")
    found = tuple(read(p) for p in paths)
    if not found:
        raise BadInput(folder, "holds no records (*.jsonl)", "write some with kg extract FILE -o DIR")
    return found
