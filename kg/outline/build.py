"""A cleaned text as an outline."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.model.records import Span
from kg.model.spans import Spans
from kg.model.text import Clause, CleanText, Outline, OwnerList, Part, TableFigure
from kg.outline.clauses import SENTENCE_ENDS, runs
from kg.outline.lines import Item, items
from kg.outline.owner_lists import of_whole_sections, owner_lists
from kg.outline.sections import find_parts
from kg.outline.tables import Row, Table, find_tables


def outline(clean: CleanText) -> Outline:
    """The sections, owner lists, clauses and table figures of a cleaned text."""
    text = clean.text
    tables = find_tables(text)
    rows = {row.start: row for t in tables for row in t.rows if row.first("task")}
    found = _with_rows([item for item in items(text) if not _inside(item.start, tables)], rows)
    parts, owner = find_parts(
        text, found, {start: row.first("task") or (start, start) for start, row in rows.items()}
    )
    lists = [
        OwnerList(start, end, label, _closed_item(parts, found, owner, start), rule)
        for start, end, label, rule in owner_lists(text)
        if not _inside(start, tables)
    ]
    lists = sorted(
        [*of_whole_sections(text, parts, lists), *_row_owners(rows, found, owner)], key=lambda o: o.start
    )
    clauses = _clauses(text, found, owner, parts, lists, rows)
    return Outline(
        clean, tuple(parts), tuple(clauses), tuple(lists), tuple(_figures(text, tables, found, owner))
    )


def _inside(at: int, tables: list[Table]) -> bool:
    before = bisect_right(tables, at, key=lambda t: t.start)
    return before > 0 and at < tables[before - 1].end


def _with_rows(found: list[Item], rows: dict[int, Row]) -> list[Item]:
    """The items with one for each row of a table of tasks, in text order."""
    made = [Item(row.start, row.start, row.end, "row", row.number, True) for row in rows.values()]
    return sorted([*found, *made], key=lambda item: item.start)


def _section_at(found: list[Item], owner: list[int], at: int) -> int:
    before = bisect_right(found, at, key=lambda item: item.start)
    return owner[before - 1] if before else -1


def _closed_item(parts: list[Part], found: list[Item], owner: list[int], at: int) -> int:
    """The numbered item that a list at `at` closes: 一是 … within it do not own lists of their own."""
    section = _section_at(found, owner, at)
    while section >= 0 and parts[section].kind == "ordinal":
        section = parts[section].parent
    return section


def _row_owners(rows: dict[int, Row], found: list[Item], owner: list[int]) -> list[OwnerList]:
    """The cells of a row that name owners or a time limit, as lists under the head of their column."""
    lists = []
    for start, row in rows.items():
        section = _section_at(found, owner, start)
        for role in ("owner", "time"):
            lists += [
                OwnerList(*span, head, section, "owner-list-table-cell")
                for head, span in row.cells.get(role, ())
            ]
    return lists


def _figures(text: str, tables: list[Table], found: list[Item], owner: list[int]) -> list[TableFigure]:
    """The rows of tables of indicators: a name and a value for at least one year."""
    figures = []
    for row in (row for t in tables for row in t.rows if not row.first("task")):
        name = row.first("indicator") or row.first("target")
        years = [
            (int(y[1]), span)
            for head, span in row.cells.get("year", ())
            if (y := re.search(r"(20\d{2})", head))
        ]
        if name and years:
            unit = row.first("unit")
            section = _section_at(found, owner, row.start)
            wording = text[slice(*unit)] if unit else None
            figures.append(
                TableFigure(row.start, row.end, text[slice(*name)], wording, tuple(sorted(years)), section)
            )
    return figures


def _clauses(
    text: str,
    found: list[Item],
    owner: list[int],
    parts: list[Part],
    lists: list[OwnerList],
    rows: dict[int, Row],
) -> list[Clause]:
    clauses: list[Clause] = []
    gaps = Spans((o.start, o.end) for o in lists)
    sentence = 0
    for item, section in zip(found, owner, strict=True):
        is_row = item.way == "row"
        headed_from, headed_to = 0, 0
        if section >= 0 and not is_row:
            headed_from, headed_to = parts[section].heading_start, parts[section].heading_end
        cells = _cells_of(rows[item.start]) if is_row else [("", span) for span in _between(item, gaps)]
        for cell, (start, end) in cells:
            for begin, stop, closes in runs(text, start, end):
                heading = headed_from <= begin < headed_to
                clauses.append(Clause(begin, stop, sentence, section, closes, heading, cell))
                if not is_row and closes in SENTENCE_ENDS:
                    sentence += 1
        sentence += 1
    return clauses


def _cells_of(row: Row) -> list[tuple[str, Span]]:
    """The cells of a row that say what is to be done, and those beside them that say what was."""
    promised = "promised" if "progress" in row.cells else ""
    found = [(promised, span) for role in ("task", "target") for _, span in row.cells.get(role, ())]
    return sorted(
        [*found, *(("done", span) for _, span in row.cells.get("progress", ()))], key=lambda f: f[1]
    )


def _between(item: Item, gaps: Spans) -> list[Span]:
    """What of an item lies outside the owner lists."""
    stretches, at = [], item.text_start
    for start, end in gaps.meeting(item.text_start, item.end):
        if at < start:
            stretches.append((at, start))
        at = max(at, end)
    if at < item.end:
        stretches.append((at, item.end))
    return stretches
