"""The lists of an old Word file: how each level of each list is numbered.

After [MS-DOC], structures PlfLst, LSTF, LVL and PlfLfo; ways of writing after [MS-OSHARED], MSONFC. A list that a paragraph
names by its style is not read.
"""

from __future__ import annotations

import struct

from kg.read.list_numbers import LEVELS, Counting, Level

# Places in the file information block: the plan of the lists, and of their uses.
_LISTS, _USES = 0x2E2, 0x2EA
_WAYS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 18: "decimalEnclosedCircle", 22: "decimalZero", 23: "bullet", 28: "decimalEnclosedCircleChinese",
    30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting", 35: "taiwaneseCountingThousand",
    37: "chineseCounting", 39: "chineseCountingThousand", 255: "none",
}  # fmt: skip


def lists_of(main: bytes, table: bytes) -> Counting:
    """The counting of the lists, each by its number from 1 on as paragraphs name it. Raises struct.error or IndexError for
    damage."""
    levels = _levels(main, table)
    at, size = struct.unpack_from("<II", main, _USES)
    count = struct.unpack_from("<I", table, at)[0] if size >= 4 else 0
    lists = {}
    for n in range(min(count, (size - 4) // 16)):
        of = struct.unpack_from("<i", table, at + 4 + 16 * n)[0]
        if of in levels:
            lists[str(n + 1)] = (str(of), levels[of])
    return Counting(lists)


def _levels(main: bytes, table: bytes) -> dict[int, dict[int, Level]]:
    at, size = struct.unpack_from("<II", main, _LISTS)
    count = struct.unpack_from("<H", table, at)[0] if size >= 2 else 0
    place = at + size
    found: dict[int, dict[int, Level]] = {}
    for n in range(min(count, (size - 2) // 28)):
        head = at + 2 + 28 * n
        levels = found.setdefault(struct.unpack_from("<i", table, head)[0], {})
        for level in range(1 if table[head + 26] & 1 else LEVELS):
            levels[level], place = _level(table, place)
    return found


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """The level whose description begins at a place, and the place behind it."""
    start, way, flags = struct.unpack_from("<iBB", table, at)
    size_of_characters, size_of_paragraph = table[at + 24], table[at + 25]
    words = at + 28 + size_of_paragraph + size_of_characters
    length = struct.unpack_from("<H", table, words)[0]
    end = words + 2 + 2 * length
    stored = table[words + 2 : end].decode("utf-16-le", "replace")
    # The number of a level stands as the character of its code.
    pattern = "".join(f"%{ord(char) + 1}" if ord(char) < LEVELS else char for char in stored)
    return Level(start, _WAYS.get(way, "decimal"), pattern, bool(flags & 4)), end
