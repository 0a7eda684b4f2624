"""The bytes of a text as characters, in the encoding in which they were written."""

from __future__ import annotations

from pathlib import Path

from kg.errors import BadInput

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# The most frequent characters of administrative Chinese in both scripts: what a right decoding is full of.
_COMMON = frozenset("的和了在工作生卫健康医市区人服务大中国年设建全展发进推与為与衛務區與國設進會業學醫")


def decode(data: bytes, path: Path | str = "input") -> str:
    """Bytes as text: byte order mark, UTF-8, then GB18030 or Big5 by their share of common characters.

    Raises BadInput for bytes that are no text, or in no known encoding.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, path)
    if b"\x00" in data[:100_000]:
        raise BadInput(path, "is a binary file", "give a text, web page, Word (.docx) or PDF file")
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
