"""Reading a file as found: bytes to text, with nothing changed but the encoding."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.errors import BadInput
from kg.filenames import as_typed
from kg.model.text import Source

# A yearly plan has 5 to 30 thousand characters; the largest government report at hand 26 thousand. Ten
# megabytes leave room for collected volumes and stop a wrong file before it fills the memory.
LARGEST = 10_000_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MAGIC = (
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"%PDF", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
# The most frequent characters of administrative Chinese in both scripts: what a right decoding is full of.
_COMMON = frozenset("的和了在工作生卫健康医市区人服务大中国年设建全展发进推与為与衛務區與國設進會業學醫")


def read_source(path: Path, given: str | None = None) -> Source:
    """The text of a file. `given` is the path as the user wrote it.

    Raises BadInput for a file that is missing, too large, empty, binary or in no known encoding.
    """
    data = _bytes(path)
    text = decode(data, path)
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


def decode(data: bytes, path: Path | str = "input") -> str:
    """Bytes as text: byte order mark, UTF-8, then GB18030 or Big5 by their share of common characters."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BadInput(path, f"is {what}, not plain text", "save it as plain text (.txt, UTF-8) first")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, path)
    if b"\x00" in data[:100_000]:
        raise BadInput(path, "is a binary file", "give a plain text file (.txt)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_share(data, path)


def _strict(data: bytes, name: str, path: Path | str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise BadInput(path, f"is marked as {name} but is not", "save it again as UTF-8") from error


def _by_share(data: bytes, path: Path | str) -> str:
    candidates = [(n, data.decode(n, errors="replace")) for n in ("gb18030", "big5")]
    text = max((t for _, t in candidates), key=_share)
    if text.count("\ufffd") > len(text) / 50 or _share(text) < 0.02:
        raise BadInput(
            path, "is in no encoding that is known here (UTF-8, GB18030, Big5)", "save it again as UTF-8"
        )
    return text


def _share(text: str) -> float:
    return sum(c in _COMMON for c in text) / (len(text) or 1) - text.count("\ufffd") / (len(text) or 1)
