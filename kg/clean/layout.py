"""Tables that lost their lines: columns parted by spaces, or one cell to a line, become lines of cells between tabs.

A page or a word processor that gives its table as plain text leaves the heads in order, and behind them the cells. What
says where a row begins is its number, or that every row fills every column; where a cell ends in which its words were
broken over lines is said by what its column holds (owners, a time) and by the width of the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from kg.clean.assemble import Edit
from kg.clean.glosses import glosses
from kg.clean.script import simplified
from kg.registers.table_heads import role_of

# A table has at least so many columns: two heads of one word each may be two headings.
_LEAST_COLUMNS, _MOST_COLUMNS = 3, 12
_LONGEST_HEAD = 16
_TASKS = frozenset(["task", "target", "indicator"])
_WORD = re.compile(r"\S+")


def tables_as_lines(text: str) -> list[Edit]:
    """The edits that lay out each table of a text (in one width) a row to a line, with tabs between its cells."""
    lines = [_Line(at, line) for at, line in _lines(text)]
    edits: list[Edit] = []
    i = 0
    while i < len(lines):
        found = _by_spaces(lines, i) or _by_lines(lines, i) or _by_bars(lines, i)
        if found:
            edits += found.edits
        i = found.behind if found else i + 1
    return edits


class _Line(NamedTuple):
    """A line that is not blank, with its offset."""

    at: int
    text: str

    @property
    def words(self) -> list[tuple[int, int]]:
        """The extents of what spaces part."""
        return [(self.at + w.start(), self.at + w.end()) for w in _WORD.finditer(self.text)]


class _Laid(NamedTuple):
    """A table that was found: its edits, and the index of the first line behind it."""

    edits: list[Edit]
    behind: int


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def _role(head: str) -> str | None:
    """The role of a head as the page wrote it: with glosses, in either script."""
    for gloss in reversed(glosses(head)):
        head = head[: gloss.start] + head[gloss.end :]
    return role_of(simplified(head))


def _is_a_head(roles: list[str | None]) -> bool:
    known = [role for role in roles if role]
    return len(roles) >= _LEAST_COLUMNS and len(known) * 2 > len(roles) and bool(_TASKS & set(known))


# --- columns between spaces ---


def _by_spaces(lines: list[_Line], i: int) -> _Laid | None:
    """A line of heads between spaces, and the lines behind it that have a cell for each column.

    A cell that stands for several rows is printed in the first of them only: the rows below lack their first cells.
    """
    head = lines[i]
    if "\t" in head.text or "|" in head.text or " " not in head.text.strip():
        return None
    columns = head.words
    if (
        not _LEAST_COLUMNS <= len(columns) <= _MOST_COLUMNS
        or max(b - a for a, b in columns) > _LONGEST_HEAD
        or not _is_a_head([_role(head.text[a - head.at : b - head.at]) for a, b in columns])
    ):
        return None
    edits = _between(columns)
    j = i + 1
    while j < len(lines) and 2 <= len(cells := lines[j].words) <= len(columns):
        missing = len(columns) - len(cells)
        if missing > 2 or (missing == 2 and cells[0][0] == lines[j].at):
            break
        start = cells[0][0]
        if missing:
            edits.append(Edit(start, start + 1, "\t" * missing + lines[j].text[start - lines[j].at]))
        edits += _between(cells)
        j += 1
    return _Laid(edits, j) if j > i + 1 else None


def _between(cells: list[tuple[int, int]]) -> list[Edit]:
    return [Edit(before[1], after[0], "\t") for before, after in pairwise(cells)]


# --- cells between lines that hold a bar alone ---

_BAR = "|"


def _by_bars(lines: list[_Line], i: int) -> _Laid | None:
    """A page's table whose cells, of one line or of several, stand between bars at their ends or on lines alone; nothing parts its rows.

    The heads say how many cells a row has: as many as stand before the number of the first row.
    """
    after = lines[i + 1].text.strip() if i + 1 < len(lines) else ""
    if not (lines[i].text.rstrip().endswith(_BAR) or after == _BAR):
        return None
    if _role(lines[i].text.strip(" |")) is None:
        return None
    cells, last = _between_bars(lines, i)
    heads = [_wording(cell) for cell in cells[: _MOST_COLUMNS + 1]]
    roles = [_role(head) for head in takewhile(lambda head: 0 < len(head) <= _LONGEST_HEAD, heads)]
    first = next((k for k, head in enumerate(heads) if head.isdigit()), len(roles))
    roles = roles[:first]
    if not first or not _is_a_head(roles):
        return None
    # Behind the last bar stands one line of the table yet, unless its last row is whole without.
    tail = lines[last + 1 : last + 2]
    rows = _rows(cells, first)
    if tail and not (rows and all(rows[-1])):
        rows, last = _rows([*cells, tail], first), last + 1
    if len(rows) < _HEAD_AND_A_ROW:
        return None
    edits: list[Edit] = []
    before: list[_Line] = []
    for number, row in enumerate(rows):
        mark = "\n"
        for cell, role in zip(row, roles, strict=True):
            if cell:
                edits += _joined([before[-1], cell[0]], mark) if before else []
                edits += _joined(cell, "、" if role == "owner" and number else "")
                before, mark = cell, ""
            mark += "\t"
    if lines[last].text.rstrip().endswith(_BAR):
        end = before[-1].at + len(before[-1].text.rstrip())
        edits.append(Edit(end, lines[last].at + len(lines[last].text)))
    return _Laid(sorted(edits), last + 1)


def _wording(cell: list[_Line]) -> str:
    return "".join(line.text.strip() for line in cell)


def _rows(cells: list[list[_Line]], columns: int) -> list[list[list[_Line]]]:
    """The cells by rows: the heads, and what begins with the next number each; a cell that holds for several rows stands in the
    first of them only, so that the others lack their first cells. The heads may be printed again. Nothing where a row has too few
    or too many."""
    heads = [_wording(cell) for cell in cells[:columns]]
    rows: list[list[list[_Line]]] = [cells[:columns]]
    last, at = -1, columns
    while at < len(cells):
        wording = _wording(cells[at])
        if wording == heads[0] and [_wording(cell) for cell in cells[at : at + columns]] == heads:
            rows.append(cells[at : at + columns])
            at += columns
            continue
        begins = wording.isdigit() and int(wording) > last and len(rows[-1]) + 1 >= columns
        if begins or _wording(rows[-1][0]) == heads[0]:
            if not wording.isdigit():
                return []
            rows.append([])
            last = int(wording)
        rows[-1].append(cells[at])
        at += 1
    if any(not columns - 1 <= len(row) <= columns for row in rows):
        return []
    return [[row[0], *[[]] * (columns - len(row)), *row[1:]] for row in rows]


_HEAD_AND_A_ROW = 2


def _between_bars(lines: list[_Line], i: int) -> tuple[list[list[_Line]], int]:
    """The cells from line `i` on, each as its lines, that a bar follows, and the line of the last bar."""
    cells: list[list[_Line]] = []
    cell: list[_Line] = []
    last = i
    for at in range(i, len(lines)):
        bare = lines[at].text.rstrip()
        if bare.endswith(_BAR):
            own = bare[: -len(_BAR)]
            cells.append([*cell, _Line(lines[at].at, own)] if own.strip() else cell)
            cell, last = [], at
        else:
            cell = [*cell, lines[at]]
            if len(cell) >= _MOST_LINES:
                break
    return cells, last


# --- one cell to a line ---


def _by_lines(lines: list[_Line], i: int) -> _Laid | None:
    """Heads on lines of their own, the first that of the rows' numbers, and behind them rows that begin with 1, 2, 3 …"""
    if len(lines[i].text) > _LONGEST_HEAD or (i + 1 < len(lines) and len(lines[i + 1].text) > _LONGEST_HEAD):
        return None
    if _role(lines[i].text.strip()) != "number":
        return None
    heads = [line.text.strip() for line in lines[i : i + _MOST_COLUMNS + 1]]
    roles = [
        _role(head) for head in takewhile(lambda head: head != "1" and len(head) <= _LONGEST_HEAD, heads)
    ]
    first = i + len(roles)
    if first >= len(lines) or lines[first].text.strip() != "1" or not _is_a_head(roles):
        return None
    edits = _joined(lines[i:first], "\t")
    at, number = first, 1
    while at < len(lines) and lines[at].text.strip() == str(number):
        end = _row_end(lines, at + 1, number + 1, len(roles) - 1)
        cells = _cells([line.text.strip() for line in lines[at + 1 : end]], tuple(roles[1:]))
        if cells is None:
            break
        edits += _joined(lines[at : at + 2], "\t")
        begin = at + 1
        for k, size in enumerate(cells):
            edits += _joined(lines[begin : begin + size], "")
            begin += size
            if k + 1 < len(cells):
                edits += _joined(lines[begin - 1 : begin + 1], "\t")
        at, number = begin, number + 1
    return _Laid(edits, at) if number > 1 else None


def _joined(lines: list[_Line], mark: str) -> list[Edit]:
    """What stands between each two lines, as `mark`."""
    return [
        Edit(a.at + len(a.text.rstrip()), b.at + len(b.text) - len(b.text.lstrip()), mark)
        for a, b in pairwise(lines)
    ]


_MOST_LINES = 24
_BEHIND_A_TABLE = re.compile(r"(?:备注|说明|注释?|附)[：:\d]")


def _row_end(lines: list[_Line], start: int, number: int, columns: int) -> int:
    """Where a row ends: at the next number, or with what stands behind the table."""
    following = str(number)
    stop = min(len(lines), start + _MOST_LINES)
    for k in range(start, stop):
        if lines[k].text.strip() == following and k - start >= columns - 1:
            return k
    for k in range(start, stop):
        blank = k > start and lines[k].at > lines[k - 1].at + len(lines[k - 1].text) + 1
        if k - start >= columns and (blank or _BEHIND_A_TABLE.match(lines[k].text.strip())):
            return k
    return min(stop, start + columns)


# What a division of a row's lines among its columns costs. Only their order matters, not their size.
_MISPLACED, _UNEVEN, _PARTED = 5, 3, 4
_TIME = re.compile(
    r"(?:20\d\d[.年/-]?)?(?:[一二三四]季度|上半年|下半年|\d{1,2}月|\d{1,2}[./-]\d{1,2}|全年|年内|年底|常年|长期|持续|每[年月季周]|20\d\d).{0,8}"
)
_BODY_END = re.compile(r"[委局厅处科室院部办所队站会府社司校心位门团组业构道镇乡县区市股]$")
_GOES_ON = re.compile(r"[、，,（(和及与]$")
_GOES_BEFORE = re.compile(r"[、，）)]")
_LABEL = re.compile(r"^.{0,4}[：:]|[（(]?(?:牵头|配合|负责|参与)[）)]?")


def _cells(lines: list[str], roles: tuple[str | None, ...]) -> list[int] | None:
    """How many lines belong to each column, the cheapest way; None where there are fewer lines than columns."""
    count, columns = len(lines), len(roles)
    if count < columns:
        return None
    if count == columns:
        return [1] * columns

    @cache
    def best(line: int, column: int) -> tuple[int, tuple[int, ...]]:
        if column == columns - 1:
            return _cost(lines[line:], roles[column]), (count - line,)
        found = []
        for size in range(1, count - line - (columns - column - 1) + 1):
            rest, sizes = best(line + size, column + 1)
            torn = _PARTED * bool(
                _GOES_ON.search(lines[line + size - 1]) or _GOES_BEFORE.match(lines[line + size])
            )
            found.append((_cost(lines[line : line + size], roles[column]) + torn + rest, (size, *sizes)))
        return min(found)

    return list(best(0, 0)[1])


def _cost(cell: list[str], role: str | None) -> int:
    """How ill some lines fit as one cell of a column."""
    cost = sum(_UNEVEN for a, b in pairwise(cell) if len(a) < len(b) - 1 and not _GOES_ON.search(a))
    return cost + sum(_MISPLACED for line in cell if not _belongs(line, role))


def _belongs(line: str, role: str | None) -> bool:
    """Whether a line looks like what a column holds: a time, bodies, or neither; a task may be named like a body."""
    if role == "time":
        return _TIME.fullmatch(line) is not None
    if role == "owner":
        return _names_bodies(line)
    return not _TIME.fullmatch(line) and (role == "task" or not _names_bodies(line))


def _names_bodies(line: str) -> bool:
    """Whether a line is nothing but names of bodies, as far as their ends tell."""
    bare = _LABEL.sub("", line)
    names = [name for name in re.split(r"[、，,；;（）() ]", bare) if name]
    return bool(names) and all(_BODY_END.search(name) and len(name) <= 20 for name in names)
