"""From numbered items to sections with a path of Arabic digits, a heading and an extent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from kg.model.records import Span
from kg.model.text import Part
from kg.outline.lines import Item
from kg.outline.numbering import RANK
from kg.registers.owner_labels import owner_labels

# The longest run-in heading in the source documents has 26 characters, the longest heading on a line of its
# own 41.
_LONGEST_RUN_IN = 34
_LONGEST_LINE = 60
# A heading without a number (plain) only counts where nothing is above it.
_OUTERMOST = -1
_SENTENCE_END = re.compile(r"[。！？：；]")


@dataclass(slots=True)
class Open:
    """A section that is being read."""

    rank: int
    number: int
    path: str
    index: int
    children: int = 0


class _Begun(NamedTuple):
    """A section whose end is not known yet: the fields of a `Part` but for the last one."""

    number: str
    kind: str
    heading: str
    heading_start: int
    heading_end: int
    parent: int
    start: int


def find_parts(text: str, found: list[Item], titles: dict[int, Span]) -> tuple[list[Part], list[int]]:
    """The sections in order, and for each item the index of the section it belongs to (-1: none).

    `titles` gives the heading's span of items that are rows of a table, by where they start.
    """
    parts: list[_Begun] = []
    stack: list[Open] = []
    owner: list[int] = []
    chapters = any(item.way in _CHAPTERS for item in found)
    used: dict[str, int] = {}
    top = 0
    for i, item in enumerate(found):
        way = item.way or ("plain" if not chapters and _is_plain_heading(text, found, i) else None)
        if way is None:
            if item.opens_line:
                _leave_inline(stack)
            owner.append(stack[-1].index if stack else -1)
            continue
        rank = RANK.get(way, _OUTERMOST)
        while stack and stack[-1].rank >= rank:
            stack.pop()
        parent = stack[-1] if stack else None
        ordinal = parent.children + 1 if parent else top + 1
        number = item.number if item.number is not None else ordinal
        if parent:
            parent.children = max(ordinal, number) if way in ("dash", "plain") else ordinal
        else:
            top = max(ordinal, number) if way in ("dash", "plain") else ordinal
        path = _path(parent, number, used)
        stack.append(Open(rank, number, path, len(parts)))
        owner.append(len(parts))
        heading = titles[item.start] if way == "row" else _heading(text, item, way)
        above = parent.index if parent else -1
        parts.append(_Begun(path, way, text[slice(*heading)], *heading, above, item.start))
    return _extents(parts, len(text)), owner


def _leave_inline(stack: list[Open]) -> None:
    """A new line without a number ends 一是 … items that began within a line."""
    while stack and stack[-1].rank >= RANK["ordinal"]:
        stack.pop()


def _path(parent: Open | None, number: int, used: dict[str, int]) -> str:
    path = f"{parent.path}/{number}" if parent else str(number)
    used[path] = used.get(path, 0) + 1
    return path if used[path] == 1 else f"{path}-{used[path]}"


_OF_THE_PAGE = re.compile(r"(?:发布|公开|生成|成文|印发|更新|信息)?(?:时间|日期|来源|作者)：")


def _is_plain_heading(text: str, found: list[Item], i: int) -> bool:
    """A short line without number or full stop before a long paragraph; only where no chapters are numbered."""
    item = found[i]
    if not item.opens_line or not _SHORTEST_PLAIN <= item.end - item.text_start <= _LONGEST_PLAIN:
        return False
    line = text[item.text_start : item.end]
    if _PROSE.search(line):
        return False
    if line.partition("：")[0] in owner_labels():
        return False
    following = found[i + 1] if i + 1 < len(found) else None
    return following is not None and following.opens_line and following.end - following.start >= 40 and i > 0


_SHORTEST_PLAIN, _LONGEST_PLAIN = 4, 30
_CHAPTERS = frozenset(["part", "chapter", "chinese", "chinese-bracket"])
_PROSE = re.compile(r"[。；，！？、]|\d{4}年\d|：$")


def _heading(text: str, item: Item, way: str) -> tuple[int, int]:
    """The span of an item's heading; empty where the item begins with its content."""
    start, end = item.text_start, item.end
    stop = _SENTENCE_END.search(text, start, end)
    if stop is None:
        alone = end - start <= _LONGEST_LINE and way not in ("ordinal", "circled")
        return (start, end) if alone else (start, start)
    run_in = stop.start()
    too_long = run_in - start > _LONGEST_RUN_IN
    lists = way in ("ordinal", "circled", "arabic-bracket") and "，" in text[start:run_in]
    ends_item = stop.end() >= end and way in ("ordinal", "circled", "dash")
    uneven = way in ("arabic", "arabic-bracket") and _is_a_sentence(text[start:run_in])
    if too_long or lists or uneven or ends_item or text[run_in] in "；" or text[start:run_in].count("，") > 2:
        return start, start
    return start, run_in


# 抓好签约服务，做实健康管理: the halves of a heading are of one length, or nearly.
_PARALLEL = 4


def _is_a_sentence(wording: str) -> bool:
    """完成市疾控局组建，县区疾控机构人员划转全部到位: two clauses of unlike length are no heading of an item."""
    first, comma, second = wording.partition("，")
    return bool(comma) and "，" not in second and abs(len(first) - len(second)) > _PARALLEL


def _extents(parts: list[_Begun], length: int) -> list[Part]:
    """Each section ends where the next one begins that does not lie within it."""
    ends = [length] * len(parts)
    around: list[int] = []
    for i, part in enumerate(parts):
        while around and around[-1] != part.parent:
            ends[around.pop()] = part.start
        around.append(i)
    return [Part(*part, end) for part, end in zip(parts, ends, strict=True)]
