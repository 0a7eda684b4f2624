"""Reading a file as found: a text, a web page, a Word or a PDF file becomes characters, with nothing else changed.

The text of a page or a Word file is what its reader would copy: its head, its paragraphs a line each, list numbers
as shown, and a table a row to a line with tabs between the cells. Every offset of the records counts in this text.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.errors import BadInput
from kg.filenames import as_typed
from kg.model.text import Source
from kg.read.encoding import decode
from kg.read.guarded import converted
from kg.read.kinds import SUFFIXES, Kind, Unreadable, is_page, kind_of

__all__ = ["LARGEST", "SUFFIXES", "decode", "read_source"]

# A yearly plan has 5 to 30 thousand characters; the largest government report at hand 26 thousand. Ten
# megabytes leave room for collected volumes and stop a wrong file before it fills the memory.
LARGEST = 10_000_000


def read_source(path: Path, given: str | None = None) -> Source:
    """The text of a file. `given` is the path as the user wrote it.

    Raises BadInput for a file that is missing, too large, empty, damaged, of a kind that is not read, or in no
    known encoding.
    """
    data = _bytes(path)
    text = _text(data, path)
    if not text.strip():
        raise BadInput(path, "the file is empty", "check that the text was saved into it")
    return Source(
        as_typed(path.stem), as_typed(given or path.as_posix()), hashlib.sha256(data).hexdigest(), text
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(path, f"larger than {LARGEST // 1_000_000} MB", "split it into documents")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(path, "no such file", "check the name") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput(path, f"cannot be read ({reason})", "check its permissions") from error


def _text(data: bytes, path: Path) -> str:
    try:
        kind = kind_of(data)
        if kind is not Kind.TEXT:
            return converted(data, kind)
        text = decode(data, path)
        return converted(text.encode("utf-8"), Kind.PAGE) if is_page(text) else text
    except Unreadable as error:
        raise BadInput(path, error.what, error.do) from error
