"""The text of a PDF file, page by page."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from kg.read.kinds import Unreadable
from kg.read.pdf_title import body_height, with_whole_titles
from kg.read.running import without_running_lines

_MOST_PAGES = 500
# What one stream may unpack to, and the steps of one page: a page of a plan needs some ten kilobytes.
_MOST_UNPACKED, _MOST_STEPS = 16_000_000, 500_000
# Letters of a page: a plan holds some 600; pictures of pages none, or a few in a stamp.
_LEAST_A_PAGE = 10
_LETTER = re.compile(r"\w")
# The names of shapes in a font, letters of private use, and what no letter could be found for.
_NO_LETTER = re.compile(
    "/g[0-9A-F]{1,5}|/[gG](?:id)?[0-9]{2,5}|\\(cid:[0-9]+\\)|[\ue000-\uf8ff\ufffd\x00-\x08]"
)
_LEAST_NAMED = 0.7


def text_of_pdf(data: bytes) -> str:
    """The text of each page, a line of the page a line, without page numbers and running heads.

    Raises Unreadable for pictures of pages, and for locked and damaged files.
    """
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    logging.disable()
    try:
        with pypdf.apply_configuration(
            zlib_maximum_output_length=_MOST_UNPACKED,
            stream_parsing_work_maximum_count=_MOST_STEPS,
            jbig2dec_binary=None,
        ):
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable("is a PDF file locked with a password", "save it without a password")
            if len(reader.pages) > _MOST_PAGES:
                raise Unreadable(f"has more than {_MOST_PAGES} pages", "split it into documents")
            pages = _pages(reader)
    except DependencyError as error:
        raise Unreadable("is a PDF file locked with a password", "save it without a password") from error
    except PyPdfError as error:
        raise Unreadable("is a damaged PDF file", "fetch it again, or save it as plain text") from error
    text = "\n".join(without_running_lines(pages))
    if len(_NO_LETTER.sub("", text)) < _LEAST_NAMED * len(text):
        raise Unreadable(
            "is a PDF file whose fonts do not say which letters they show",
            "recognise its text (OCR) first, or save the file that it was made of",
        )
    if len(_LETTER.findall(text)) < _LEAST_A_PAGE * len(pages):
        raise Unreadable("is a PDF file whose pages are pictures", "recognise its text (OCR) first")
    return text


def _pages(reader: Any) -> list[str]:
    """The text of each page; the title on the first in one line."""
    chunks: list[list[tuple[str, float]]] = []
    for page in reader.pages:
        found: list[tuple[str, float]] = []
        page.extract_text(visitor_text=lambda *part, found=found: found.append((part[0], _height(*part[1:]))))
        chunks.append(found)
    if not chunks:
        return []
    # A first page may hold little but the title.
    body = body_height([part for page in chunks[:3] for part in page])
    first, *rest = chunks
    return [with_whole_titles(first, body), *("".join(text for text, _ in page) for page in rest)]


def _height(page: Any, text: Any, font: Any, size: float) -> float:
    """The height of type on the paper: its size as scaled by the matrices of the text and of the page."""
    return round(abs(size * (text[3] or text[1] or 1) * (page[3] or page[1] or 1)), 1)
