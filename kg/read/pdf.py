"""The text of a PDF file, page by page."""

from __future__ import annotations

import io
import logging
import re

from kg.read.kinds import Unreadable
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
            pages = [page.extract_text().strip("\n") for page in reader.pages]
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
