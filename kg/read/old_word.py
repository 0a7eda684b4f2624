"""The text of an old Word file (.doc, .wps): a paragraph a line with its list number, a table a row to a line."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from kg.read.kinds import AS_TEXT, Unreadable
from kg.read.old_lists import lists_of
from kg.read.old_parts import CHARACTERS, PARAGRAPHS, Properties, damaged, pieces
from kg.read.tables import row

# Properties ([MS-DOC] 2.6): a paragraph within a table, at the end of a row, of a list and its level; characters that are
# struck out or hidden.
_IN_TABLE, _ROW_END, _LIST, _LEVEL, _STRUCK_OUT, _HIDDEN = 0x2416, 0x2417, 0x460B, 0x260A, 0x0800, 0x083C
_FLAGS, _LOCKED, _TABLE_1, _WORD_97 = 0x0A, 0x0100, 0x0200, 0xC1
_SHOWN = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-"}
_CELL, _PARAGRAPH, _CODE, _RESULT, _END = "\x07", "\r", "\x13", "\x14", "\x15"


def text_of_old_word(data: bytes) -> str:
    """The text of a file of Word 97 to 2003. Raises Unreadable for other files of this container, locked and damaged ones."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as held:
            if not held.exists("WordDocument"):
                raise _no_old_word(held)
            main = held.openstream("WordDocument").read()
            flags = struct.unpack_from("<H", main, _FLAGS)[0]
            if struct.unpack_from("<H", main, 2)[0] < _WORD_97:
                raise Unreadable("is a Word file older than Word 97", "open it in Word and save it as .docx")
            if flags & _LOCKED:
                raise _locked("Word")
            table = held.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
        return "\n".join(_lines(main, table)).rstrip("\n") + "\n"
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise damaged() from error


def _no_old_word(held: Any) -> Unreadable:
    """Why another file of this container is not read; newer files lie in it too where a password locks them."""
    if held.exists("EncryptedPackage"):
        return _locked("Word or other Office")
    for stream, name in (
        ("Workbook", "an old Excel file"),
        ("Book", "an old Excel file"),
        ("PowerPoint Document", "an old PowerPoint file"),
    ):
        if held.exists(stream):
            return Unreadable(f"is {name}", AS_TEXT)
    return Unreadable("is a file of a kind that is not read here", AS_TEXT)


def _locked(what: str) -> Unreadable:
    return Unreadable(f"is a {what} file locked with a password", "save it without a password")


def _lines(main: bytes, table: bytes) -> Iterator[str]:
    of_characters, of_paragraphs = Properties(main, table, CHARACTERS), Properties(main, table, PARAGRAPHS)
    numbers = lists_of(main, table)
    words: list[str] = []
    cell: list[str] = []
    cells: list[list[str]] = []
    # For each field around: whether its code stands here, not what it shows.
    fields: list[bool] = []
    for piece in pieces(main, table):
        for n, char in enumerate(piece.text):
            place = piece.at + n * piece.width
            if char in (_PARAGRAPH, _CELL):
                said = of_paragraphs.at(place)
                written = "".join(words)
                words.clear()
                if written.strip() and _LIST in said:
                    written = numbers.of(str(said[_LIST]), said.get(_LEVEL, 0)) + written
                cell += written.split("\n")
                if said.get(_ROW_END):
                    yield from row(cells)
                    cells, cell = [], []
                elif char == _CELL:
                    cells.append(cell)
                    cell = []
                elif not said.get(_IN_TABLE):
                    yield from cell
                    cell = []
            elif char == _CODE:
                fields.append(True)
            elif char == _RESULT and fields:
                fields[-1] = False
            elif char == _END and fields:
                fields.pop()
            elif not any(fields) and not _is_gone(of_characters.at(place)):
                words.append(_SHOWN.get(char, char))
    yield from [*cell, *"".join(words).split("\n")]


def _is_gone(said: Mapping[int, int]) -> bool:
    return bool(said.get(_STRUCK_OUT) or said.get(_HIDDEN))
