"""Word and PDF files for tests, made of lines of ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any


def word_file(*blocks: str | Sequence[Sequence[str]] | tuple[str, int]) -> bytes:
    """A .docx file: a string is a paragraph, (words, level) one with a list number, a list of rows a table."""
    import docx

    document = docx.Document()
    number = _chinese_list(document)
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        elif isinstance(block, tuple):
            words, level = block
            _number(document.add_paragraph(str(words)), number, int(level))
        else:
            table = document.add_table(rows=len(block), cols=len(block[0]))
            for line, cells in zip(table.rows, block, strict=True):
                for cell, words in zip(line.cells, cells, strict=True):
                    cell.text = words
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a python-docx document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_LIST = """
<w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%4"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
</w:abstractNum>"""
_USE = """<w:num xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:numId="77">
<w:abstractNumId w:val="77"/></w:num>"""


def _chinese_list(document: Any) -> int:
    from docx.oxml.parser import parse_xml

    root = document.part.numbering_part.element
    root.insert(0, parse_xml(_LIST.strip()))
    root.append(parse_xml(_USE))
    return 77


def _number(paragraph: Any, number: int, level: int) -> None:
    named = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    named.get_or_add_ilvl().val = level
    named.get_or_add_numId().val = number


def with_body(data: bytes, change: tuple[bytes, bytes], name: str = "word/document.xml") -> bytes:
    """A .docx file with some bytes of its text part, or of another, replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry.filename)
            if entry.filename == name:
                assert change[0] in part
                part = part.replace(*change)
            new.writestr(entry.filename, part)
    return out.getvalue()


def pdf_file(*pages: Sequence[str]) -> bytes:
    """A PDF file: each page a list of lines, in a Chinese font that readers know without its file."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    for i, lines in enumerate(pages):
        shown = b"\n".join(b"<%s> Tj T*" % line.encode("gbk").hex().encode() for line in lines)
        stream = b"BT /F1 12 Tf 16 TL 72 720 Td\n%s\nET" % shown
        parts.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * i)
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, table)
