"""Tables for a terminal, aligned where Chinese characters are two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_GAP = "  "
_MIN_WIDTH = 8
_ELLIPSIS = "…"


def display_width(text: str) -> int:
    """How many terminal columns a text takes.

    >>> display_width("托育 4.5")
    8
    """
    return sum(_columns(c) for c in text)


def clip(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it takes more than `width` columns.

    >>> clip("家庭医生签约服务", 9)
    '家庭医生…'
    """
    if display_width(text) <= width:
        return text
    kept, taken = [], 0
    for c in text:
        taken += _columns(c)
        if taken > width - 1:
            break
        kept.append(c)
    return "".join(kept) + _ELLIPSIS


def visible(text: str) -> str:
    """The text on one line, without characters that steer a terminal."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf"))


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int | None = None
) -> str:
    """Head, rule and rows with aligned columns; `right` says which are flush right.

    With a `width` the widest columns are cut until the table fits; where even that is not enough each row becomes a
    block of lines, one for each value.
    """
    widths = [max(display_width(r[i]) for r in [head, *rows]) for i in range(len(head))]
    if width is not None:
        fitted = _fit(widths, width)
        if fitted is None:
            return _blocks(head, rows)
        widths = fitted
    rule = ["─" * w for w in widths]
    lines = [_line(head, widths, [False] * len(head)), _GAP.join(rule)]
    lines += [_line(row, widths, right) for row in rows]
    return "\n".join(lines) + "\n"


def _fit(widths: list[int], width: int) -> list[int] | None:
    fitted, gaps = list(widths), len(_GAP) * (len(widths) - 1)
    while sum(fitted) + gaps > width:
        widest = max(range(len(fitted)), key=lambda i: fitted[i])
        if fitted[widest] <= _MIN_WIDTH:
            return None
        fitted[widest] -= 1
    return fitted


def _blocks(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    longest = max(display_width(h) for h in head)
    blocks = []
    for number, row in enumerate(rows, 1):
        lines = [f"── {number} ──"]
        lines += [f"{_padded(h, longest)}{_GAP}{v}" for h, v in zip(head, row, strict=True) if v]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = [
        _padded(clip(cell, w), w, flush_right)
        for cell, w, flush_right in zip(cells, widths, right, strict=True)
    ]
    return _GAP.join(parts).rstrip()


def _padded(text: str, width: int, flush_right: bool = False) -> str:
    space = " " * (width - display_width(text))
    return space + text if flush_right else text + space


def _columns(c: str) -> int:
    if unicodedata.combining(c):
        return 0
    return 2 if unicodedata.east_asian_width(c) in ("W", "F") else 1
