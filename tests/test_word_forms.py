"""Word files as offices write them: what Word shows is read, whatever way the file says it.

All texts are of invented places.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import office
import pytest
from docx.oxml.parser import parse_xml

from kg.read.child import text_of
from kg.read.kinds import Kind, Unreadable
from kg.read.symbols import symbol

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def shown(body: str, document: Any = None) -> list[str]:
    """The lines of a Word file with a body."""
    made = document or docx.Document()
    for block in list(parse_xml(f"<w:body {_SPACES}>{body}</w:body>")):
        made.element.body.insert(len(made.element.body) - 1, block)
    return text_of(office.saved(made), Kind.WORD).splitlines()


def paragraph(words: str, marks: str = "") -> str:
    return f"<w:p><w:pPr>{marks}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def rows(*lines: tuple[str, ...]) -> str:
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in line)
        for line in lines
    )
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in cells) + "</w:tbl>"


def test_a_table_of_contents_is_no_part_of_the_text() -> None:
    fields = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    by_field = f"<w:p><w:hyperlink><w:r><w:t>一、夯实基层</w:t><w:tab/></w:r>{fields}</w:hyperlink></w:p>"
    document = docx.Document()
    style = document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    by_style = paragraph("二、深化改革\t5", f'<w:pStyle w:val="{style.style_id}"/>')
    kept = paragraph("一、夯实基层") + paragraph("新建社区医院2家。")
    assert shown(by_field + by_style + kept, document) == ["一、夯实基层", "新建社区医院2家。"]


def test_a_paragraph_whose_end_is_struck_out_goes_on_in_the_next() -> None:
    struck = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
    lines = shown(paragraph("全市新增", struck) + paragraph("托位300个，", struck) + paragraph("年内完成。"))
    assert lines == ["全市新增托位300个，年内完成。"]
    assert shown(paragraph("末段", struck)) == ["末段"]


def test_a_table_within_a_cell_keeps_its_rows() -> None:
    inner = rows(("任务", "责任单位"), ("新增托位300个", "市卫生健康委"))
    assert shown(rows(("附表", inner + paragraph("")))) == [
        "附表",
        "任务\t责任单位",
        "新增托位300个\t市卫生健康委",
        "",
    ]


def test_signs_of_formulas_and_symbol_fonts_are_read() -> None:
    body = (
        "<w:p><w:r><w:t>签约率</w:t></w:r><m:oMath><m:r><m:t>≥</m:t></m:r></m:oMath><w:r><w:t>85%，死亡率</w:t>"
        '<w:sym w:font="Symbol" w:char="F0A3"/><w:t>3‰。</w:t></w:r></w:p>'
    )
    assert shown(body) == ["签约率≥85%，死亡率≤3‰。"]


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", "F0B3", "≥"), ("Wingdings", "F081", "①"), ("Wingdings", "F06C", "●"), ("Wingdings", "F001", ""),
        ("宋体", "2265", "≥"), ("宋体", "F0B3", ""), ("宋体", "x", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_symbols(font: str, code: str, sign: str) -> None:
    assert symbol(font, code) == sign


@pytest.mark.parametrize(
    "kind",
    [
        "vnd.ms-word.document.macroEnabled.main+xml", "vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)  # fmt: skip
def test_templates_and_files_with_macros_are_read(kind: str) -> None:
    ordinary = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = office.with_body(
        office.word_file("云渡市工作要点"), (ordinary, kind.encode()), "[Content_Types].xml"
    )
    assert text_of(data, Kind.WORD) == "云渡市工作要点\n"


def test_the_strict_form_is_told() -> None:
    names = (
        b"http://schemas.openxmlformats.org/officeDocument/",
        b"http://purl.oclc.org/ooxml/officeDocument/",
    )
    with pytest.raises(Unreadable, match="strict form"):
        text_of(office.with_body(office.word_file("云渡市"), names, "_rels/.rels"), Kind.WORD)


def test_what_a_file_points_to_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    pointer = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><w:document'
    data = office.with_body(office.word_file("云渡市工作要点"), (b"<w:document", pointer.encode()))
    data = office.with_body(data, ("工作".encode(), b"&x;"))
    assert "秘密" not in text_of(data, Kind.WORD)


class TestLists:
    LEVELS = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="Heading1"/>'
        '<w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{}<w:pStyle w:val="Heading2"/>'
        '<w:lvlText w:val="%2."/></w:lvl>'
    )

    def document(self, levels: str, style_of_list: bool = False) -> Any:
        """Both headings numbered by a list that names them; the style of the second names no level."""
        made = docx.Document()
        root = made.part.numbering_part.element
        described = f'<w:abstractNum xmlns:w="{_W}" w:abstractNumId="70">{{}}{levels}</w:abstractNum>'
        if style_of_list:
            root.insert(0, parse_xml(described.format('<w:styleLink w:val="公文"/>')))
            root.insert(0, parse_xml(
                f'<w:abstractNum xmlns:w="{_W}" w:abstractNumId="71"><w:numStyleLink w:val="公文"/></w:abstractNum>'
            ))  # fmt: skip
        else:
            root.insert(0, parse_xml(described.format("")))
        of = 71 if style_of_list else 70
        root.append(parse_xml(f'<w:num xmlns:w="{_W}" w:numId="70"><w:abstractNumId w:val="{of}"/></w:num>'))
        for name in ("Heading 1", "Heading 2"):
            marks = made.styles[name].element.get_or_add_pPr()
            marks.insert(0, parse_xml(f'<w:numPr xmlns:w="{_W}"><w:numId w:val="70"/></w:numPr>'))
        return made

    def numbers(self, document: Any) -> list[str]:
        levels = (1, 2, 2, 1, 2)
        body = "".join(paragraph("任务", f'<w:pStyle w:val="Heading{level}"/>') for level in levels)
        return [line.removesuffix("任务") for line in shown(body, document)]

    @pytest.mark.parametrize("style_of_list", [False, True])
    def test_the_level_of_a_style_is_the_one_that_names_it(self, style_of_list: bool) -> None:
        document = self.document(self.LEVELS.format(""), style_of_list)
        assert self.numbers(document) == ["一、", "1.", "2.", "二、", "1."]

    def test_numbers_that_do_not_begin_again_go_on(self) -> None:
        document = self.document(self.LEVELS.format('<w:lvlRestart w:val="0"/>'))
        assert self.numbers(document) == ["一、", "1.", "2.", "二、", "3."]
