"""The text of a Word file (.docx): a paragraph a line with its list number, a table a row to a line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from kg.read.kinds import Unreadable
from kg.read.numbering import Numbers
from kg.read.symbols import symbol
from kg.read.tables import row

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KINDS_OF_DOCUMENT = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
# What a zip file may unpack to: a plan with pictures stays below a tenth of each.
_MOST_ENTRIES, _MOST_BYTES, _MOST_PART, _MOST_RATIO = 2_000, 50_000_000, 20_000_000, 200
# What was struck out, moved away, is read twice, or says how others are pronounced.
_PASSED_OVER = frozenset(
    [
        *(_W + name for name in ("del", "moveFrom", "pPr", "instrText", "delText", "rt", "txbxContent")),
        _MC + "Fallback",
    ]
)
_WORDS = frozenset([_W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"])
_WRITTEN = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}


def text_of_word(data: bytes) -> str:
    """The text of a .docx file, without its margins, notes and deleted words. Raises Unreadable for a file beyond the
    limits, in the strict form, or damaged."""
    _refuse_bombs(data)
    from docx.opc.exceptions import PackageNotFoundError
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    # Templates and files with macros hold their text as others do; nothing of them is run.
    PartFactory.part_type_for.update(dict.fromkeys(_KINDS_OF_DOCUMENT, DocumentPart))
    try:
        part = Package.open(io.BytesIO(data)).main_document_part
        if not isinstance(part, DocumentPart):
            raise ValueError(part.content_type)
        document = part.document
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise Unreadable("is a damaged Word file", "open it in Word and save it again") from error
    numbers = Numbers(document)
    return "\n".join(_lines(document.element.body, numbers)) + "\n"


def _refuse_strict(held: zipfile.ZipFile) -> None:
    """The strict form of the format names everything otherwise."""
    try:
        strict = b"purl.oclc.org/ooxml/" in held.read("_rels/.rels")
    except (KeyError, OSError, zipfile.BadZipFile):
        return  # The reader tells damage.
    if strict:
        raise Unreadable(
            "is a Word file in the strict form of Open XML", "save it as an ordinary Word document (.docx)"
        )


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        entries = held.infolist()
    sizes = [entry.file_size for entry in entries]
    texts = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    if (
        len(entries) > _MOST_ENTRIES
        or sum(sizes) > _MOST_BYTES
        or any(entry.file_size > _MOST_PART for entry in texts)
        or any(
            entry.file_size > _MOST_RATIO * max(entry.compress_size, 1)
            for entry in texts
            if entry.file_size > 100_000
        )
    ):
        raise Unreadable("unpacks to more than a document holds", "save it as plain text (.txt) first")
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        _refuse_strict(held)


def _lines(holder: Any, numbers: Numbers) -> Iterator[str]:
    """The lines of the paragraphs and tables of a part, in order; a table of contents is none of them."""
    begun: list[Any] = []
    for child in holder:
        if child.tag == _W + "p":
            if _is_of_contents(child, numbers):
                continue
            begun.append(child)
            if not _goes_on(child):
                yield from _paragraphs(begun, numbers)
                begun = []
        elif child.tag == _W + "tbl":
            yield from _table(child, numbers)
        elif child.tag not in _PASSED_OVER:
            # Controls, marked insertions and the like hold paragraphs as the body does.
            yield from _lines(child, numbers)
    yield from _paragraphs(begun, numbers)


def _paragraphs(joined: list[Any], numbers: Numbers) -> Iterator[str]:
    """The lines of a paragraph, or of several whose ends between them were struck out."""
    words = "".join(part for paragraph in joined for part in _written(paragraph))
    if words.strip():
        words = numbers.of(joined[0]) + words
    if joined:
        yield from words.split("\n")
    for paragraph in joined:
        for box in paragraph.iter(_W + "txbxContent"):
            if not any(above.tag == _MC + "Fallback" for above in box.iterancestors()):
                yield from _lines(box, numbers)


def _goes_on(paragraph: Any) -> bool:
    """Whether the end of a paragraph is struck out, so that the next goes on in its line."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _is_of_contents(paragraph: Any, numbers: Numbers) -> bool:
    """Whether a paragraph is a line of a table of contents: its headings follow in the text."""
    fields = (field.text or "" for field in paragraph.iter(_W + "instrText"))
    return numbers.style_of(paragraph).startswith("toc ") or any("PAGEREF _Toc" in field for field in fields)


def _written(part: Any) -> Iterator[str]:
    for child in part:
        if child.tag in _WORDS:
            yield child.text or ""
        elif child.tag == _W + "sym":
            yield symbol(child.get(_W + "font") or "", child.get(_W + "char") or "")
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        elif child.tag not in _PASSED_OVER and not _is_hidden(child):
            yield from _written(child)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == _W + "r" else None
    return hidden is not None and hidden.get(_W + "val", "1") not in ("0", "false")


def _table(table: Any, numbers: Numbers) -> Iterator[str]:
    for line in table.iter(_W + "tr"):
        if next(line.iterancestors(_W + "tbl"), None) is not table:
            continue  # the row of a table within a cell, which stands in the cell
        cells: list[list[str]] = []
        for cell in line.iter(_W + "tc"):
            if next(cell.iterancestors(_W + "tr"), None) is line:
                goes_on = cell.find(f"{_W}tcPr/{_W}vMerge")
                is_first = goes_on is None or goes_on.get(_W + "val") == "restart"
                cells.append(list(_lines(cell, numbers)) if is_first else [])
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                cells += [[]] * (_whole(span) - 1)
        yield from row(cells)


def _whole(span: Any) -> int:
    value = span.get(_W + "val", "1") if span is not None else "1"
    return min(int(value), 60) if value.isdigit() else 1
