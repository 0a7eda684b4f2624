"""Tables in plain text: lines of cells between tabs or bars, under a line of heads that are known.

A table of tasks gives an item for each row (task, target, owners, time limit); one of indicators a figure for each
row (name, unit, value of the base year, value of the target year).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model.records import Span
from kg.registers.table_heads import role_of

_CELL_MARK = re.compile(r"[\t|]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its extent, its number, and for each role of a column the cells with their heads."""

    start: int
    end: int
    number: int
    cells: dict[str, list[tuple[str, Span]]] = field(default_factory=dict)

    def first(self, role: str) -> Span | None:
        """The first cell of a role."""
        found = self.cells.get(role)
        return found[0][1] if found else None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its extent (the line of heads included)."""

    start: int
    end: int
    rows: tuple[Row, ...]


def find_tables(text: str) -> list[Table]:
    """The tables of a cleaned text, in order."""
    if "\t" not in text and "|" not in text:
        return []
    tables: list[Table] = []
    lines = list(_lines(text))
    i = 0
    while i < len(lines):
        heads = _heads(text, lines[i])
        if heads is None:
            i += 1
            continue
        rows: list[Row] = []
        j = i + 1
        while j < len(lines) and len(cells := _cells(text, lines[j])) >= 2:
            if not re.fullmatch(r"[-:| ]+", text[slice(*lines[j])]):
                rows.append(_row(text, lines[j], heads, cells, len(rows) + 1))
            j += 1
        if rows:
            tables.append(Table(lines[i][0], rows[-1].end, tuple(rows)))
        i = max(j, i + 1)
    return tables


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        if line:
            yield at, at + len(line)
        at += len(line) + 1


def _cells(text: str, line: Span) -> list[Span]:
    cells: list[Span] = []
    begin = line[0]
    for found in _CELL_MARK.finditer(text, *line):
        cells.append((begin, found.start()))
        begin = found.end()
    cells.append((begin, line[1]))
    if len(cells) > 2 and cells[0][0] == cells[0][1] and text[line[0]] == "|":
        cells = cells[1:]
    if len(cells) > 2 and cells[-1][0] == cells[-1][1] and text[line[1] - 1] == "|":
        cells = cells[:-1]
    return cells if len(cells) > 1 else []


def _heads(text: str, line: Span) -> list[tuple[str, str | None]] | None:
    """The heads of a line that heads a table: at least two cells, most of them known, one of a task, target or indicator."""
    cells = _cells(text, line)
    if len(cells) < 2:
        return None
    heads = [(text[a:b].strip(), role_of(text[a:b])) for a, b in cells]
    roles = [role for _, role in heads if role]
    if len(roles) * 2 < len(heads) or not {"task", "target", "indicator"} & set(roles):
        return None
    return heads


def _row(text: str, line: Span, heads: list[tuple[str, str | None]], cells: list[Span], ordinal: int) -> Row:
    filled: dict[str, list[tuple[str, Span]]] = {}
    for (head, role), (start, end) in zip(heads, _aligned(text, heads, cells), strict=False):
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        if role and start < end:
            filled.setdefault(role, []).append((head, (start, end)))
    number = filled.get("number")
    printed = text[slice(*number[0][1])] if number else ""
    return Row(*line, int(printed) if printed.isdigit() else ordinal, filled)


_A_NUMBER = re.compile(r"\d{1,3}")
# <109, 72%, but not 1/10万: what stands under the unit where a row has none.
_A_VALUE = re.compile(r"(?:[<>≤≥]=?|=)?\d++(?:\.\d++)?%?")


def _aligned(text: str, heads: list[tuple[str, str | None]], cells: list[Span]) -> list[Span]:
    """The cells under their heads. A cell that holds for several rows (健康水平) stands in the first of them only, and the rows
    below begin with their number; a row whose figure has no unit may leave that cell out.
    """
    roles = [role for _, role in heads]
    before = roles.index("number") if "number" in roles else 0
    if before and _A_NUMBER.fullmatch(text[slice(*cells[0])].strip()):
        cells = [(cells[0][0], cells[0][0])] * before + cells
    if "unit" in roles and "year" in roles:
        unit = roles.index("unit")
        years = [cells[i] for i, role in enumerate(roles) if role == "year" and i < len(cells)]
        if (
            unit < len(cells)
            and _A_VALUE.fullmatch(text[slice(*cells[unit])].replace(" ", "").strip())
            and not any(text[a:b].strip() for a, b in years)
        ):
            cells = [*cells[:unit], (cells[unit][0], cells[unit][0]), *cells[unit:]]
    return cells
