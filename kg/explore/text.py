"""A document's text for the page: as found, and what cleaning did to it, as a short list of edits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.clean import clean
from kg.model.text import CleanText


def edits(source: str, cleaned: CleanText) -> list[int | str]:
    """What turns `source` into the cleaned text: kept, replaced, replacement, and again.

    A flat list, as it stands in the page: `[3, 2, "", 5, 1, "当"]` keeps 3 characters, drops 2, keeps 5 and
    puts 当 in the place of 1. What stays behind the last edit is kept. Where a replacement is as long as
    what it replaces, character stands for character.
    """
    return _flat(_changes(source, cleaned))


def _changes(source: str, cleaned: CleanText) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    at = 0
    for char, start, end in zip(cleaned.text, cleaned.starts, cleaned.ends, strict=True):
        if start < at:
            first, last, put = found.pop()
            found.append((first, last, put + char))
            continue
        if start > at:
            found.append((at, start, ""))
        if source[start:end] != char:
            found.append((start, end, char))
        at = end
    if at < len(source):
        found.append((at, len(source), ""))
    return found


def _flat(changes: list[tuple[int, int, str]]) -> list[int | str]:
    """Changes as kept, replaced, replacement; neighbours that go character for character become one."""
    merged: list[tuple[int, int, str]] = []
    for start, end, put in changes:
        if merged and merged[-1][1] == start and _even(merged[-1]) and _even((start, end, put)):
            merged[-1] = (merged[-1][0], end, merged[-1][2] + put)
        else:
            merged.append((start, end, put))
    rows: list[int | str] = []
    at = 0
    for start, end, put in merged:
        rows += [start - at, end - start, put]
        at = end
    return rows


def _even(change: tuple[int, int, str]) -> bool:
    start, end, put = change
    return end - start == len(put)


def text_block(path: Path) -> dict[str, Any] | None:
    """The text of one document for the page: `o` as found, `e` the edits of cleaning; None without a file."""
    if not path.is_file():
        return None
    source = path.read_bytes().decode("utf-8", errors="replace")
    return {"o": source, "e": edits(source, clean(source))}
