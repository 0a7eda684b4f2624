"""The table of labelled facts at the head of a government page (索引号, 发文机关, 发文字号 …), a fact a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.registers.tables import table

# So many labels make a table of facts; one may be the head of a column.
SEVERAL = 3
# A head stands in the first lines of an article, or not in it.
_FIRST_LINES = 30
_LONGEST_LABEL = 12


def stated(lines: Iterable[str]) -> list[str]:
    """The lines with the facts among the first of them as `label：value`, where they stand in cells or lines apart."""
    every = list(lines)
    facts = facts_in(every[:_FIRST_LINES])
    return [*facts, *every[_FIRST_LINES:]] if facts else every


def facts_in(lines: Sequence[str]) -> list[str]:
    """Lines with their labels and values joined; nothing where fewer than three labels stand apart from their values."""
    out: list[str] = []
    joined, at = 0, 0
    while at < len(lines):
        cells = lines[at].split("\t")
        at += 1
        if label_of(cells[0]) is None:
            out.append("\t".join(cells))
            continue
        if len(cells) == 1 and at < len(lines) and "\t" not in lines[at] and label_of(lines[at]) is None:
            cells.append(lines[at])
            at += 1
        facts = list(_pairs(cells))
        joined += len(facts)
        out += facts
    return out if joined >= SEVERAL else []


def _pairs(cells: Sequence[str]) -> Iterator[str]:
    """The facts of a row of labels and values; a label without a value states nothing."""
    label = None
    for cell in cells:
        if named := label_of(cell):
            label = named
        elif cell.strip():
            yield f"{label}：{cell.strip()}" if label else cell.strip()
            label = None


def label_of(cell: str) -> str | None:
    """The label that a cell consists of, without its spaces and colon (发 文 机 关 ：); None for other cells."""
    bare = "".join(cell.split())
    if len(bare) > _LONGEST_LABEL:
        return None
    bare = bare.strip("【】[]").rstrip(":：")
    return bare if _label().fullmatch(bare) else None


def labels_in(line: str) -> set[str]:
    """The labels of a line that a colon and a value follow."""
    return {found[1] for found in _before_a_value().finditer(line)}


@cache
def _labels() -> str:
    return "|".join(row["labels"] for row in table("cues", "head.toml")["field"])


@cache
def _label() -> re.Pattern[str]:
    return re.compile(_labels())


@cache
def _before_a_value() -> re.Pattern[str]:
    return re.compile(rf"({_labels()})\s*[:：](?=\s*[^\s【〔\[])(?!\s*(?:{_labels()})\s*[:：])")


def title_in(lines: Iterable[str]) -> str:
    """The title that labelled facts state, or nothing."""
    labels = next(row["labels"] for row in table("cues", "head.toml")["field"] if row["name"] == "title")
    for line in lines:
        if found := re.match(rf"(?:{labels})：(?P<title>.+)", line):
            return found["title"]
    return ""
