"""The lines of a cleaned text cut where a numbered item begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.outline.numbering import AT_LINE_START, INLINE, number_of

_BULLET = re.compile(r"[•·◆●■★□▪◇○]+")


class Item(NamedTuple):
    """A stretch of one line: `way` and `number` of its numbering (None: none), `text_start` behind the number."""

    start: int
    text_start: int
    end: int
    way: str | None
    number: int | None
    opens_line: bool


def items(text: str) -> Iterator[Item]:
    """Every stretch of the text, line by line, in order; blank lines are left out."""
    at = 0
    for line in text.split("\n"):
        if line:
            yield from _cut(text, at, at + len(line))
        at += len(line) + 1


def _cut(text: str, start: int, end: int) -> Iterator[Item]:
    bullet = _BULLET.match(text, start, end)
    opening = bullet.end() if bullet else start
    cuts: list[tuple[int, int, str | None, int | None]] = []
    if found := AT_LINE_START.match(text, opening, end):
        cuts.append((start, found.end(), *_named(found)))
    else:
        cuts.append((start, opening, None, None))
    for found in _inline(text, cuts[0][1] + 1, end):
        inline, printed = _named(found)
        if _begins_here(text, found, inline):
            cuts.append((found.start(), found.end(), inline, printed))
    for i, (begin, text_start, way, number) in enumerate(cuts):
        yield Item(begin, text_start, cuts[i + 1][0] if i + 1 < len(cuts) else end, way, number, i == 0)


# An inline number begins with one of these, behind a mark that it may follow; no mark stands within one. There are fewer marks than
# places where one could begin, so they are looked for first.
_BEFORE_INLINE = re.compile(r"[。；：！，](?=[（—第一二三四五六七八九十百])")


def _inline(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What of `INLINE.finditer(text, start, end)` stands behind a mark."""
    for mark in _BEFORE_INLINE.finditer(text, start - 1, end):
        if found := INLINE.match(text, mark.end(), end):
            yield found


def _begins_here(text: str, found: re.Match[str], way: str) -> bool:
    """一是 may follow a comma or semicolon; （一） and —— only a sentence's end, or they are text."""
    before = text[found.start() - 1]
    if way == "ordinal":
        return before in "。；：！，" and text[found.end() : found.end() + 1] not in "，。"
    if way == "dash":
        return before in "。；！" and not text.startswith("—", found.end())
    return before in "。；！"


def _named(found: re.Match[str]) -> tuple[str, int | None]:
    group = found.lastgroup or ""
    name = group.replace("_", "-")
    if name == "dash":
        return name, None
    first = found.re.groupindex[group] + 1
    printed = found.group(first) or (found.group(first + 1) if name == "arabic-bracket" else None)
    return name, number_of(name, printed)
