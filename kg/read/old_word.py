"""The text of an old Word file (.doc, .wps): a paragraph a line, a table a row to a line.

After [MS-DOC] (Word Binary File Format, Microsoft Open Specifications): the text is stored in pieces (2.4.1 Retrieving Text),
what is said of its characters and paragraphs in pages of 512 bytes (2.9.* PlcBteChpx, PlcBtePapx). Numbers of automatic
lists are not stored in the text and are not shown.
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kg.read.kinds import Unreadable
from kg.read.tables import row

# Places in the file information block, whose fields from Word 97 on stand at fixed places.
_FLAGS, _MAIN_LENGTH, _CHARACTERS, _PARAGRAPHS, _PIECES = 0x0A, 0x4C, 0xFA, 0x102, 0x1A2
_LOCKED, _TABLE_1 = 0x0100, 0x0200
_WORD_97 = 0xC1
_PAGE = 512
# Properties: a paragraph within a table or at the end of a row, characters that are struck out or hidden.
_IN_TABLE, _ROW_END, _STRUCK_OUT, _HIDDEN = 0x2416, 0x2417, 0x0800, 0x083C
# How many bytes the value of a property takes, by the first bits of its code; None: the first byte says.
_SIZES = (1, 1, 2, 4, 2, 2, None, 3)
_LONG_TABLES = (0xD606, 0xD608)
_SHOWN = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-"}
_CELL, _PARAGRAPH, _CODE, _RESULT, _END = "\x07", "\r", "\x13", "\x14", "\x15"
_DAMAGED = Unreadable("is a damaged Word file", "open it in Word and save it again")


def text_of_old_word(data: bytes) -> str:
    """The text of a file of Word 97 to 2003. Raises Unreadable for other files of this container, locked and damaged ones."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as held:
            if not held.exists("WordDocument"):
                raise Unreadable(f"is {_name(held)}", "save it as plain text (.txt, UTF-8) or as .docx first")
            main = held.openstream("WordDocument").read()
            flags = struct.unpack_from("<H", main, _FLAGS)[0]
            if struct.unpack_from("<H", main, 2)[0] < _WORD_97:
                raise Unreadable("is a Word file older than Word 97", "open it in Word and save it as .docx")
            if flags & _LOCKED:
                raise Unreadable("is a Word file locked with a password", "save it without a password")
            table = held.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
        return "\n".join(_lines(main, table)).rstrip("\n") + "\n"
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise _DAMAGED from error


def _name(held: object) -> str:
    exists = getattr(held, "exists")  # noqa: B009 - the library has no types
    if exists("Workbook") or exists("Book"):
        return "an old Excel file"
    return (
        "an old PowerPoint file"
        if exists("PowerPoint Document")
        else "a file of a kind that is not read here"
    )


class _Piece(NamedTuple):
    """A run of the text: its characters, and where in the file they stand, how many bytes each."""

    text: str
    at: int
    width: int


def _pieces(main: bytes, table: bytes) -> Iterator[_Piece]:
    at, size = struct.unpack_from("<II", main, _PIECES)
    part, i = table[at : at + size], 0
    while part[i] == 1:
        # What was changed since the last full save.
        i += 3 + struct.unpack_from("<H", part, i + 1)[0]
    if part[i] != 2:
        raise _DAMAGED
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
        yield _Piece(stored.decode("cp1252" if width == 1 else "utf-16-le", "replace"), start, width)
        left -= chars


class _Marked:
    """The stretches of the file of which one of some properties is said."""

    def __init__(self, main: bytes, table: bytes, plan: int, entry: int, wanted: frozenset[int]) -> None:
        self._begins: list[int] = []
        self._so: list[bool] = []
        at, size = struct.unpack_from("<II", main, plan)
        count = (size - 4) // 8
        for number in struct.unpack_from(f"<{count}I", table, at + 4 * (count + 1)) if count > 0 else ():
            page = main[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
            runs = page[_PAGE - 1]
            places = struct.unpack_from(f"<{runs + 1}I", page, 0)
            for n in range(runs):
                offset = 2 * page[4 * (runs + 1) + entry * n]
                self._begins.append(places[n])
                self._so.append(
                    bool(offset) and bool(wanted & set(_set(_properties(page, offset, entry > 1))))
                )

    def at(self, place: int) -> bool:
        """Whether it is said of the character that begins at a place of the file."""
        n = bisect_right(self._begins, place) - 1
        return n >= 0 and self._so[n]


def _properties(page: bytes, offset: int, of_paragraph: bool) -> bytes:
    size = page[offset]
    if not of_paragraph:
        return page[offset + 1 : offset + 1 + size]
    if size:
        return page[offset + 3 : offset + 2 * size]
    return page[offset + 4 : offset + 2 + 2 * page[offset + 1]]


def _set(stored: bytes) -> Iterator[int]:
    """The properties that are switched on."""
    i = 0
    while i + 3 <= len(stored):
        code = struct.unpack_from("<H", stored, i)[0]
        size = _SIZES[code >> 13]
        if size is None:
            size = (
                struct.unpack_from("<H", stored, i + 2)[0] + 1
                if code in _LONG_TABLES and i + 4 <= len(stored)
                else stored[i + 2] + 1
            )
        elif stored[i + 2]:
            yield code
        i += 2 + size


def _lines(main: bytes, table: bytes) -> Iterator[str]:
    in_table = _Marked(main, table, _PARAGRAPHS, 13, frozenset([_IN_TABLE]))
    closes_row = _Marked(main, table, _PARAGRAPHS, 13, frozenset([_ROW_END]))
    gone = _Marked(main, table, _CHARACTERS, 1, frozenset([_STRUCK_OUT, _HIDDEN]))
    words: list[str] = []
    cell: list[str] = []
    cells: list[list[str]] = []
    depth: list[bool] = []
    """For each field around: whether its code stands here, not what it shows."""
    for piece in _pieces(main, table):
        for n, char in enumerate(piece.text):
            place = piece.at + n * piece.width
            if char == _PARAGRAPH:
                cell.append("".join(words))
                words.clear()
                if not in_table.at(place):
                    yield from _split(cell)
                    cell = []
            elif char == _CELL:
                if closes_row.at(place):
                    yield from row(cells)
                    cells, cell = [], []
                else:
                    cells.append([*_split([*cell, "".join(words)])])
                    cell = []
                words.clear()
            elif char == _CODE:
                depth.append(True)
            elif char == _RESULT and depth:
                depth[-1] = False
            elif char == _END and depth:
                depth.pop()
            elif not any(depth) and not gone.at(place):
                words.append(_SHOWN.get(char, char))
    yield from _split([*cell, "".join(words)])


def _split(paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from paragraph.split("\n")
