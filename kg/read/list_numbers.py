"""The numbers of lists, which word processors show but do not store with the words: 一、 （一） 1. ①.

After ECMA-376 part 1, section 17.9 (Numbering): each level of a list counts on until a higher one does, and has a pattern
(`%1、`) and a way of writing numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_PLACE = re.compile(r"%([1-9])")
LEVELS = 9
"""How many levels a list has at most."""


class Level(NamedTuple):
    """How a level of a list is numbered."""

    start: int
    format: str
    """The way of writing, by its name in ECMA-376 (`ST_NumberFormat`)."""
    pattern: str
    """What is shown: `%1` is the number of the first level, `%2` of the second …"""
    decimal: bool
    """Every number of the pattern in Arabic digits, whatever its level says."""
    restart: int = LEVELS
    """It begins again behind a paragraph of so many of the first levels; it always goes on where it is 0."""
    style: str = ""
    """The style whose paragraphs are of this level, if one is."""


class Counting:
    """The numbers of a document's lists, asked once for each paragraph in order."""

    def __init__(self, lists: Mapping[str, tuple[str, Mapping[int, Level]]]) -> None:
        """`lists`: for each name of a list what it counts as (lists of one kind go on) and its levels."""
        self._lists = lists
        self._counts: dict[str, list[int | None]] = {}

    def of(self, name: str, level: int) -> str:
        """The number that is shown before a paragraph of a list and level, or nothing (also for bullets)."""
        if name not in self._lists or not 0 <= level < LEVELS:
            return ""
        kind, levels = self._lists[name]
        counts = self._counts.setdefault(kind, [None] * LEVELS)
        for above in range(level + 1):
            start = levels[above].start if above in levels else 1
            before = counts[above]
            if before is None:
                counts[above] = start
            elif above == level:
                counts[above] = before + 1
        for below in range(level + 1, LEVELS):
            if below not in levels or level < levels[below].restart:
                counts[below] = None
        if level not in levels or levels[level].format in ("bullet", "none"):
            return ""
        return _shown(levels, levels[level], counts)


def _shown(levels: Mapping[int, Level], own: Level, counts: list[int | None]) -> str:
    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        way = "decimal" if own.decimal or at not in levels else levels[at].format
        return written(counts[at] or 1, way)

    shown = _PLACE.sub(number, own.pattern)
    return shown + " " if shown and shown[-1].isalnum() else shown


# --- ways of writing a number (ECMA-376 part 1, 17.18.59 ST_NumberFormat) ---


def written(number: int, way: str) -> str:
    """A number as a list shows it: 12 is 十二, 12, XII, l or ⑫; in digits where the way is not known."""
    return _WAYS.get(way, str)(number)


def _chinese(number: int) -> str:
    """一, 十, 十二, 二十, 一百零三; in digits from a thousand on."""
    if not 0 < number < 1000:
        return str(number)
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (digits[ones] if ones else "")


def _of_row(row: str) -> Callable[[int], str]:
    return lambda number: row[number - 1] if 0 < number <= len(row) else str(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 400:
        return str(number)
    out = ""
    for value, sign in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        times, number = divmod(number, value)
        out += sign * times
    return out


_CIRCLED = _of_row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_WAYS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
            "japaneseCounting", "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital",
        ),
        _chinese,
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _CIRCLED),
    "ideographTraditional": _of_row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of_row("子丑寅卯辰巳午未申酉戌亥"),
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
}  # fmt: skip
