"""The parts of an old Word file: the pieces of its text, and what is said of its characters and paragraphs.

After [MS-DOC] (Word Binary File Format, Microsoft Open Specifications): 2.4.1 Retrieving Text, 2.9.* (PlcBteChpx, PlcBtePapx,
Sprm). What is said stands in pages of 512 bytes. All functions raise struct.error or IndexError for damage.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.read.kinds import Unreadable

CHARACTERS, PARAGRAPHS = 0xFA, 0x102
"""Places in the file information block where the pages on characters and on paragraphs are named."""
_MAIN_LENGTH, _PIECES = 0x4C, 0x1A2
_PAGE = 512
# How many bytes the value of a property takes, by the first bits of its code; None: the first byte says.
_SIZES = (1, 1, 2, 4, 2, 2, None, 3)
_LONG_TABLES = (0xD606, 0xD608)
_NOTHING: Mapping[int, int] = {}


def damaged() -> Unreadable:
    """What is raised for a file whose parts do not fit together."""
    return Unreadable("is a damaged Word file", "open it in Word and save it again")


class Piece(NamedTuple):
    """A run of the text: its characters, and where in the file they stand, how many bytes each."""

    text: str
    at: int
    width: int


def pieces(main: bytes, table: bytes) -> Iterator[Piece]:
    """The pieces of the main text, in order. Raises Unreadable where they are not told."""
    at, size = struct.unpack_from("<II", main, _PIECES)
    part, i = table[at : at + size], 0
    while part[i] == 1:
        # What was changed since the last full save.
        i += 3 + struct.unpack_from("<H", part, i + 1)[0]
    if part[i] != 2:
        raise damaged()
    length = struct.unpack_from("<I", part, i + 1)[0]
    plan = part[i + 5 : i + 5 + length]
    count = (len(plan) - 4) // 12
    begins = struct.unpack_from(f"<{count + 1}I", plan, 0)
    left = struct.unpack_from("<I", main, _MAIN_LENGTH)[0]
    for n in range(count):
        chars = min(begins[n + 1] - begins[n], left)
        if chars <= 0:
            return
        place = struct.unpack_from("<I", plan, 4 * (count + 1) + 8 * n + 2)[0]
        width = 1 if place & 0x40000000 else 2
        start = (place & 0x3FFFFFFF) // (2 if width == 1 else 1)
        stored = main[start : start + chars * width]
        yield Piece(stored.decode("cp1252" if width == 1 else "utf-16-le", "replace"), start, width)
        left -= chars


class Properties:
    """What is said of the characters, or of the paragraphs, by their place in the file."""

    def __init__(self, main: bytes, table: bytes, plan: int) -> None:
        self._begins: list[int] = []
        self._said: list[Mapping[int, int]] = []
        of_paragraphs = plan == PARAGRAPHS
        entry = 13 if of_paragraphs else 1
        at, size = struct.unpack_from("<II", main, plan)
        count = (size - 4) // 8
        for number in struct.unpack_from(f"<{count}I", table, at + 4 * (count + 1)) if count > 0 else ():
            page = main[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
            runs = page[_PAGE - 1]
            places = struct.unpack_from(f"<{runs + 1}I", page, 0)
            for n in range(runs):
                offset = 2 * page[4 * (runs + 1) + entry * n]
                self._begins.append(places[n])
                self._said.append(dict(_values(_stored(page, offset, of_paragraphs))) if offset else _NOTHING)

    def at(self, place: int) -> Mapping[int, int]:
        """The code and value of each property of what begins at a place of the file."""
        n = bisect_right(self._begins, place) - 1
        return self._said[n] if n >= 0 else _NOTHING


def _stored(page: bytes, offset: int, of_paragraph: bool) -> bytes:
    size = page[offset]
    if not of_paragraph:
        return page[offset + 1 : offset + 1 + size]
    if size:
        return page[offset + 3 : offset + 2 * size]
    return page[offset + 4 : offset + 2 + 2 * page[offset + 1]]


def _values(stored: bytes) -> Iterator[tuple[int, int]]:
    i = 0
    while i + 3 <= len(stored):
        code = struct.unpack_from("<H", stored, i)[0]
        size = _SIZES[code >> 13]
        if size is not None:
            yield code, int.from_bytes(stored[i + 2 : i + 2 + size], "little")
        elif code in _LONG_TABLES and i + 4 <= len(stored):
            size = struct.unpack_from("<H", stored, i + 2)[0] + 1
        else:
            size = stored[i + 2] + 1
        i += 2 + size
