"""What kind of file it is, by what it begins with: names lie (a page saved as .doc, a text that is a page)."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

SUFFIXES = (".txt", ".html", ".htm", ".shtml", ".mht", ".mhtml", ".docx", ".doc", ".wps", ".pdf")
"""The ends of names that a folder is searched for."""


class Kind(StrEnum):
    """The kinds of files that are read."""

    TEXT = "text"
    PAGE = "web page"
    ARCHIVE = "saved web page"
    WORD = "Word file"
    OLD_WORD = "Word file of old"
    PDF = "PDF file"


class Unreadable(Exception):  # noqa: N818 - reads as what it says
    """Why a file cannot be read (`what`), and what to do about it (`do`)."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what, do)
        self.what, self.do = what, do


AS_TEXT = "save it as plain text (.txt, UTF-8) or as .docx first"
"""What to do about a document of a kind that is not read here."""
_REFUSED = (
    (b"{\\rtf", "a rich text (RTF) file", AS_TEXT),
    (b"\x89PNG", "a picture", "recognise its text (OCR) first"),
    (b"\xff\xd8\xff", "a picture", "recognise its text (OCR) first"),
    (b"GIF8", "a picture", "recognise its text (OCR) first"),
    (b"Rar!\x1a", "an archive", "unpack it first"),
    (b"7z\xbc\xaf", "an archive", "unpack it first"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)
# What a zip file holds says what wrote it.
_ZIPPED = (
    ("xl/", "an Excel file", "save its sheet as text (.txt) first"),
    ("ppt/", "a PowerPoint file", AS_TEXT),
    ("content.xml", "an OpenDocument file", AS_TEXT),
    ("OFD.xml", "an OFD file", "save it as PDF or as plain text first"),
)
_PAGE_BEGINS = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|meta|div|table|p|span|h[1-6])\b", re.IGNORECASE
)
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|\s)*", re.DOTALL)
# Lines of a mail's head, which may go on behind a space.
_ARCHIVE_BEGINS = re.compile(
    rb"\s*+(?:[A-Za-z-]{2,40}:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n){0,9}+){0,20}?MIME-Version:", re.IGNORECASE
)


def kind_of(data: bytes) -> Kind:
    """The kind of a file by its first bytes. Raises Unreadable for a kind that is not read here."""
    if data.startswith(b"%PDF"):
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return Kind.OLD_WORD
    for magic, what, do in _REFUSED:
        if data.startswith(magic):
            raise Unreadable(f"is {what}", do)
    return Kind.ARCHIVE if _ARCHIVE_BEGINS.match(data[:4000]) else Kind.TEXT


def is_page(text: str) -> bool:
    """Whether a decoded text is the source of a web page."""
    begin = _PROLOGUE.match(text[:4000])
    return bool(_PAGE_BEGINS.match(text, begin.end() if begin else 0))


def _zipped(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            names = held.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("is a damaged Word or zip file", "fetch or save it again") from error
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return Kind.WORD
    for begin, what, do in _ZIPPED:
        if any(name.startswith(begin) for name in names):
            raise Unreadable(f"is {what}", do)
    raise Unreadable("is a zip archive", "unpack it first")
