"""Web pages, Word and PDF files: their text is what a reader would copy, and none of them can hold up a run.

All texts are of invented places.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import office
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean
from kg.errors import BadInput
from kg.extract import extract
from kg.outline import outline
from kg.pipeline import find_files
from kg.read import LARGEST, guarded, read_source
from kg.read.child import text_of
from kg.read.kinds import Kind, Unreadable, is_page, kind_of
from kg.read.list_numbers import written
from kg.read.page import text_of_page
from kg.read.pdf_title import body_height, with_whole_titles

TITLE = "清和市卫生健康委员会2024年工作要点"
PLAN = (
    "一、加强基层服务",
    "（一）全市新增托位300个，家庭医生签约服务覆盖率达到40%以上。",
    "（二）建设社区医院3家，完成村卫生室标准化建设。",
    "二、推进公立医院改革",
    "落实医疗服务价格动态调整，全面提升医疗质量。",
)
DUTIES = [
    ("序号", "重点任务", "责任单位"),
    ("1", "建设区域医疗中心2个", "市卫生健康委"),
    ("2", "完善长期护理保险制度", "市医保局"),
]


# Words with the level of their list (0 the highest), and as Word shows them.
LISTED = [
    ("总体要求", 0), ("目标", 1), ("任务", 1), ("重点任务", 0), ("加强基层", 1), ("建设医院", 2), ("招聘医生", 2),
    "没有编号的段落", ("深化改革", 1), ("落实政策", 2), ("附注", 3), ("圆点", 4),
]  # fmt: skip
SHOWN = [
    "一、总体要求", "（一）目标", "（二）任务", "二、重点任务", "（一）加强基层", "1.建设医院", "2.招聘医生",
    "没有编号的段落", "（二）深化改革", "1.落实政策", "2.1 附注", "圆点",
]  # fmt: skip


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def read(folder: Path, name: str, data: bytes | str) -> str:
    return read_source(put(folder, name, data)).text


def page(article: str, head: str = "", before: str = "", after: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{before}{article}{after}</body></html>"


ARTICLE = "".join(f"<p>\u3000\u3000{line}</p>\n" for line in PLAN)
MENU = '<div class="nav"><a href="/">首页</a> &gt; <a href="/x">政务公开</a></div>'
FOOT = '<div class="foot"><p>主办：清和市人民政府办公室</p><a href="/map">网站地图</a></div>'


class TestPages:
    def test_the_article_is_read_and_no_menu(self, tmp_path: Path) -> None:
        found = read(tmp_path, "a.html", page(f"<div class='x'>{ARTICLE}</div>", before=MENU, after=FOOT))
        assert found == "\n".join(PLAN) + "\n"

    @pytest.mark.parametrize(
        "container", ["id='zoom'", "class='TRS_Editor'", "id='js_content'", "class='other'"]
    )
    def test_title_and_line_of_date_stand_before_it(self, container: str) -> None:
        head = f"<h1>{TITLE}</h1><div class='info'>发布时间：2024-03-05 来源：市卫健委</div>"
        source = page(
            f"<div class='main'>{head}<div {container}>{ARTICLE}</div></div>",
            head=f"<title>{TITLE}_清和市人民政府</title>", before=MENU, after=FOOT,
        )  # fmt: skip
        assert text_of_page(source).splitlines()[:3] == [
            TITLE,
            "发布时间：2024-03-05 来源：市卫健委",
            PLAN[0],
        ]

    def test_the_marks_of_government_sites_give_title_date_and_source(self) -> None:
        marks = (
            f'<title>通知公告</title><meta name="ArticleTitle" content="{TITLE}">'
            '<meta name="PubDate" content="2024-03-05 10:20"><meta name="ContentSource" content="清和市卫健委">'
        )
        lines = text_of_page(page(f"<div id='UCAP-CONTENT'>{ARTICLE}</div>", head=marks)).splitlines()
        assert lines[:4] == [TITLE, "发布时间：2024-03-05 10:20", "来源：清和市卫健委", PLAN[0]]

    @pytest.mark.parametrize("title", [TITLE, "清和市妇女儿童健康发展规划（2021-2030年）"])
    @pytest.mark.parametrize("site", ["", "_清和市人民政府", " - 通知公告 - 清和市卫健委", "|清和"])
    def test_the_name_of_the_site_is_no_part_of_the_title(self, title: str, site: str) -> None:
        source = page(f"<div>{ARTICLE}</div>", head=f"<title>{title}{site}</title>")
        assert text_of_page(source).splitlines()[0] == title

    def test_a_page_within_a_form_is_read(self) -> None:
        source = page(
            f"<form id='form1'><div>{ARTICLE}</div><input value='搜索'><button>提交</button></form>"
        )
        assert text_of_page(source) == "\n".join(PLAN) + "\n"

    def test_a_title_that_the_article_begins_with_is_not_said_twice(self) -> None:
        source = page(f"<div id='zoom'><p>{TITLE}</p>{ARTICLE}</div>", head=f"<title>{TITLE}-清和市</title>")
        assert text_of_page(source).count(TITLE) == 1

    def test_a_related_list_of_links_is_no_article(self) -> None:
        links = "".join(
            f"<li><a href='/{n}'>清和市第{n}条很长很长的新闻标题，全市医疗卫生工作推进</a></li>"
            for n in range(40)
        )
        assert text_of_page(page(f"<ul>{links}</ul><div>{ARTICLE}</div>")) == "\n".join(PLAN) + "\n"

    def test_what_is_hidden_or_a_script_is_not_read(self) -> None:
        hidden = "<p style='display: none'>看不见</p><script>var a='<p>坏</p>'</script><p hidden>也看不见</p>"
        assert text_of_page(page(f"<div>{hidden}{ARTICLE}</div>")) == "\n".join(PLAN) + "\n"

    def test_a_table_is_a_row_to_a_line(self) -> None:
        rows = "".join(
            "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in line) + "</tr>" for line in DUTIES
        )
        text = text_of_page(page(f"<div id='zoom'>{ARTICLE}<table><tbody>{rows}</tbody></table></div>"))
        assert text.endswith("".join("\t".join(line) + "\n" for line in DUTIES))

    def test_cells_over_several_rows_keep_the_columns(self) -> None:
        rows = (
            "<tr><td rowspan='2'>甲</td><td>乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr>"
            "<tr><td colspan='2'>己</td><td rowspan='2'>庚</td></tr><tr><td>壬</td><td>癸</td></tr>"
            "<tr><td colspan='3'>辛</td></tr>"
        )
        text = text_of_page(page(f"<div id='zoom'>{ARTICLE}<table>{rows}</table></div>"))
        assert text.splitlines()[-5:] == ["甲\t乙\t丙", "\t丁\t戊", "己\t\t庚", "壬\t癸\t", "辛"]

    def test_numbered_lists_show_their_numbers(self) -> None:
        items = "<ol start='3'><li>新建社区医院</li><li><p>培训全科医生</p></li></ol>"
        text = text_of_page(page(f"<div id='zoom'>{ARTICLE}{items}</div>"))
        assert text.splitlines()[-2:] == ["3.新建社区医院", "4.培训全科医生"]

    def test_lines_of_the_source_are_no_lines_of_the_page(self) -> None:
        broken = "<p>全市新增托位<b>300</b>个，\n  建设社区<span>医院\n3家</span>。<br>完成培训。</p>"
        lines = text_of_page(page(f"<div id='zoom'>{ARTICLE}{broken}</div>")).splitlines()
        assert lines[-2:] == ["全市新增托位300个，建设社区医院 3家。", "完成培训。"]

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
    def test_a_page_is_read_in_its_encoding_whatever_it_says(self, tmp_path: Path, encoding: str) -> None:
        source = page(f"<div>{ARTICLE}</div>", head="<meta charset='iso-8859-1'>")
        assert read(tmp_path, "a.htm", source.encode(encoding)) == "\n".join(PLAN) + "\n"

    def test_a_saved_page_archive_is_read(self, tmp_path: Path) -> None:
        from email.message import EmailMessage

        held = EmailMessage()
        held["Subject"] = "saved"
        held.set_content(page(f"<div>{ARTICLE}</div>"), subtype="html")
        assert read(tmp_path, "a.mht", held.as_bytes()) == "\n".join(PLAN) + "\n"

    def test_a_page_without_text_is_told(self) -> None:
        with pytest.raises(Unreadable, match="without text"):
            text_of_page(page("<div id='app'></div><script src='x.js'></script>"))


class TestWordFiles:
    def test_paragraphs_and_tables_in_their_order(self, tmp_path: Path) -> None:
        text = read(tmp_path, "a.docx", office.word_file(TITLE, PLAN[0], DUTIES, PLAN[1]))
        rows = ["\t".join(line) for line in DUTIES]
        assert text.splitlines() == [TITLE, PLAN[0], *rows, PLAN[1]]

    def test_list_numbers_are_shown_as_word_shows_them(self, tmp_path: Path) -> None:
        assert read(tmp_path, "a.docx", office.word_file(*LISTED)).splitlines() == SHOWN

    @pytest.mark.parametrize(
        ("number", "way", "shown"),
        [
            (10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"), (20, "japaneseCounting", "二十"),
            (103, "chineseCounting", "一百零三"), (110, "chineseCounting", "一百一十"), (3, "decimalEnclosedCircle", "③"),
            (4, "upperRoman", "IV"), (27, "lowerLetter", "aa"), (2, "ideographTraditional", "乙"), (5, "decimalZero", "05"),
            (7, "unheardOf", "7"), (21, "decimalEnclosedCircle", "21"),
        ],
    )  # fmt: skip
    def test_ways_of_writing_numbers(self, number: int, way: str, shown: str) -> None:
        assert written(number, way) == shown

    def test_a_style_gives_its_paragraphs_their_numbers(self) -> None:
        import docx

        document = docx.Document()
        for words in ("加强基层", "深化改革"):
            document.add_paragraph(words, style="List Number")
        assert text_of(office.saved(document), Kind.WORD).splitlines() == ["1.加强基层", "2.深化改革"]

    def test_struck_out_words_are_not_read_and_inserted_ones_are(self) -> None:
        data = office.with_body(
            office.word_file("全市新增托位个。"),
            (
                "<w:r><w:t>全市新增托位个。</w:t></w:r>".encode(),
                "<w:r><w:t>全市新增托位</w:t></w:r><w:del w:id='1'><w:r><w:delText>200</w:delText></w:r></w:del>"
                "<w:ins w:id='2'><w:r><w:t>300</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
                "<w:r><w:t>个。</w:t><w:br/><w:t>完成</w:t><w:tab/><w:t>培训。</w:t></w:r>".encode(),
            ),
        )
        assert text_of(data, Kind.WORD) == "全市新增托位300个。\n完成\t培训。\n"

    def test_merged_cells_keep_the_columns(self) -> None:
        import docx

        document = docx.Document()
        table = document.add_table(rows=3, cols=3)
        for line, words in zip(
            table.rows, (("甲", "乙", "丙"), ("", "丁", "戊"), ("己", "", "庚")), strict=True
        ):
            for cell, word in zip(line.cells, words, strict=True):
                cell.text = word
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(2, 0).merge(table.cell(2, 1))
        assert text_of(office.saved(document), Kind.WORD).splitlines() == [
            "甲\t乙\t丙",
            "\t丁\t戊",
            "己\t\t庚",
        ]

    @given(st.binary(max_size=300))
    def test_damage_is_told_never_a_traceback(self, noise: bytes) -> None:
        whole = office.word_file("清和市新增托位300个。")
        damaged = whole[:60] + noise + whole[60 + len(noise) :]
        try:
            kind = kind_of(damaged)
        except Unreadable as error:
            assert error.do
        else:
            assert kind is Kind.WORD


class TestOldWordFiles:
    """`data/files/*.doc` are texts of ours that LibreOffice saved in the form of Word 97."""

    FILES = Path(__file__).parent / "data" / "files"
    DATA = (FILES / "plan.doc").read_bytes()

    def test_list_numbers_are_shown_as_word_shows_them(self) -> None:
        # The form of Word 97 has digits for a whole pattern too, but LibreOffice does not save that.
        shown = [line.replace("2.1 附注", "二.1 附注") for line in SHOWN]
        assert text_of((self.FILES / "list.doc").read_bytes(), Kind.OLD_WORD).splitlines() == shown

    def test_paragraphs_and_tables_in_their_order_without_what_was_struck_out(self) -> None:
        rows = ["\t".join(line) for line in DUTIES]
        assert text_of(self.DATA, Kind.OLD_WORD).splitlines() == [
            TITLE, *PLAN, *rows, "另一张表", "甲 乙\t丙\t", "\t丁\t戊", "己\t\t庚", "全市新增托位300个。", "完成\t培训。",
        ]  # fmt: skip

    @pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.txt"])
    def test_it_is_told_by_its_bytes(self, tmp_path: Path, name: str) -> None:
        assert read(tmp_path, name, self.DATA).startswith(TITLE + "\n")

    @pytest.mark.parametrize(
        ("place", "value", "word"), [(2, b"\x65\x00", "older than Word 97"), (10, b"\x00\x01", "password")]
    )
    def test_older_and_locked_files_are_told(self, place: int, value: bytes, word: str) -> None:
        at = self.DATA.index(b"\xec\xa5\x01\x01") + place
        with pytest.raises(Unreadable, match=word):
            text_of(self.DATA[:at] + value + self.DATA[at + len(value) :], Kind.OLD_WORD)

    @pytest.mark.parametrize(
        ("stream", "word"),
        [
            ("Workbook", "Excel"),
            ("PowerPoint Document", "PowerPoint"),
            ("EncryptedPackage", "password"),
            ("Other", "kind"),
        ],
    )
    def test_other_files_of_its_container_are_named(self, stream: str, word: str) -> None:
        def entry(name: str) -> bytes:
            return name.encode("utf-16-le").ljust(64, b"\0") + bytes([2 * len(name) + 2])

        renamed = self.DATA.replace(entry("WordDocument"), entry(stream))
        assert renamed != self.DATA
        with pytest.raises(Unreadable, match=word):
            text_of(renamed, Kind.OLD_WORD)

    @given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), min_size=1, max_size=40))
    def test_damage_gives_a_text_or_a_reason(self, changes: list[tuple[int, int]]) -> None:
        damaged = bytearray(self.DATA)
        for place, value in changes:
            damaged[place] = value
        try:
            assert text_of(bytes(damaged), Kind.OLD_WORD).endswith("\n")
        except Unreadable as error:
            assert error.do

    @pytest.mark.parametrize("length", [0, 100, 512, 5_000, 12_000])
    def test_half_a_file_is_told(self, length: int) -> None:
        with pytest.raises(Unreadable):
            text_of(self.DATA[:length], Kind.OLD_WORD)


class TestPdfFiles:
    def test_lines_of_all_pages(self, tmp_path: Path) -> None:
        text = read(tmp_path, "a.pdf", office.pdf_file([TITLE, *PLAN[:3]], PLAN[3:]))
        assert [line.strip() for line in text.splitlines()] == [TITLE, *PLAN]

    def test_page_numbers_and_running_heads_do_not_part_a_sentence(self, tmp_path: Path) -> None:
        head, sentence = "清和市卫生健康委员会文件", ("全市新增托位", "300个，建设社区", "医院3家。")
        pages = [
            [head, "部门  职责", part, number]
            for part, number in zip(sentence, ("— 1 —", "第2页 共3页", "3/3"), strict=True)
        ]
        assert read(tmp_path, "a.pdf", office.pdf_file(*pages)).split("\n")[:5] == [
            head,
            "部门  职责",
            *sentence,
        ]

    def test_a_title_in_large_type_is_one_line(self) -> None:
        chunks = [
            ("“健康清和”建设", 22.0),
            ("", 12.0),
            ("\n", 12.0),
            ("三年行动计划", 22.0),
            ("\n清卫发〔2024〕3号\n", 16.0),
        ]
        text = [("全面推进健康清和建设，新增托位300个。\n完成培训。", 16.0)]
        assert body_height([*chunks, *text]) == 16
        assert with_whole_titles([*chunks, *text], 16).split("\n") == [
            "“健康清和”建设三年行动计划", "清卫发〔2024〕3号", "全面推进健康清和建设，新增托位300个。", "完成培训。",
        ]  # fmt: skip

    def test_a_figure_within_a_page_stays(self, tmp_path: Path) -> None:
        lines = ["托位数", "300", "医院数", "3", "床位数", "2000", "护士数", "40", "医师数"]
        assert read(tmp_path, "a.pdf", office.pdf_file(lines)).split() == lines

    def test_pages_without_letters_are_told(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="pages are pictures") as caught:
            read(tmp_path, "a.pdf", office.pdf_file([], []))
        assert "OCR" in caught.value.do

    def test_a_locked_file_is_told(self, tmp_path: Path) -> None:
        import io

        import pypdf

        writer = pypdf.PdfWriter(clone_from=io.BytesIO(office.pdf_file(PLAN)))
        writer.encrypt("secret", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        with pytest.raises(BadInput, match="password"):
            read(tmp_path, "a.pdf", out.getvalue())

    def test_fonts_that_do_not_name_their_letters_are_told(self) -> None:
        shapes = " ".join(f"/g{n:04X}" for n in range(200, 260))
        with pytest.raises(Unreadable, match="which letters they show"):
            text_of(office.pdf_file([shapes], [shapes]), Kind.PDF)

    def test_too_many_pages_are_told(self) -> None:
        with pytest.raises(Unreadable, match="more than 500 pages"):
            text_of(office.pdf_file(*[["清和"]] * 501), Kind.PDF)


def facts(path: Path) -> list[tuple[object, ...]]:
    source = read_source(path)
    made = extract(source, outline(clean(source.text)))
    return [
        (made.document.title, made.document.issuer),
        *((c.action, c.object, c.status, c.deadline) for c in made.commitments),
        *((t.indicator, t.value, t.unit) for t in made.targets),
        *((r.institution, r.basis) for r in made.responsibilities),
    ]


def test_one_plan_gives_the_same_facts_in_every_kind_of_file(tmp_path: Path) -> None:
    lines = [TITLE, *PLAN, *("\t".join(line) for line in DUTIES)]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in DUTIES)
    files = {
        "a.txt": "\n".join(lines).encode(),
        "b.html": page(f"<div><p>{TITLE}</p>{ARTICLE}<table>{rows}</table></div>", before=MENU).encode(
            "gb18030"
        ),
        "c.docx": office.word_file(TITLE, *PLAN, DUTIES),
        "d.pdf": office.pdf_file([line.replace("\t", "  ") for line in lines]),
    }
    found = {name: facts(put(tmp_path, name, data)) for name, data in files.items()}
    assert len(found["a.txt"]) > 12
    for name in files:
        assert found[name] == found["a.txt"], name


BOMBS = {
    "a tag with 100,000 marks": (
        page("<div " + "a=1 " * 100_000 + ">" + ARTICLE + "</div>").encode(),
        "marks",
    ),
    "100,000 blocks in each other": (page("<div>" * 100_000 + ARTICLE).encode(), "nested"),
    "a page of 5 million characters": (page("<p>" + "a" * 5_000_000 + "</p>").encode(), "5 million"),
}


@pytest.mark.parametrize(("data", "word"), BOMBS.values(), ids=list(BOMBS))
def test_pages_that_hold_up_parsers_are_refused_at_once(tmp_path: Path, data: bytes, word: str) -> None:
    path = put(tmp_path, "bomb.html", data)
    begin = time.monotonic()
    with pytest.raises(BadInput, match=word):
        read_source(path)
    assert time.monotonic() - begin < 10


def test_a_word_file_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    data = office.with_body(office.word_file("清和"), ("清和".encode(), b"<!--" + b" " * 30_000_000 + b"-->"))
    assert len(data) < 100_000
    with pytest.raises(BadInput, match="unpacks to more"):
        read(tmp_path, "bomb.docx", data)


def test_a_parser_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "SECONDS", 1)
    monkeypatch.setattr(guarded, "_CALL", "import time; time.sleep(60)")
    begin = time.monotonic()
    with pytest.raises(BadInput, match="takes more than 1 seconds"):
        read(tmp_path, "slow.docx", office.word_file("清和"))
    assert time.monotonic() - begin < 20


def test_a_parser_that_dies_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    broken = office.with_body(office.word_file("清和"), (b"</w:body>", b"</w:boby>"))
    put(tmp_path, "broken.docx", broken)
    put(tmp_path, "good.docx", office.word_file(TITLE, *PLAN))
    out = tmp_path / "records"
    done = subprocess.run(
        [sys.executable, "-m", "kg", "extract", str(tmp_path), "-o", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "broken.docx: is a" in done.stderr and "Traceback" not in done.stderr
    assert json.loads((out / "good.jsonl").read_text(encoding="utf-8").splitlines()[0])["title"] == TITLE


def test_a_module_in_the_users_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "docx.py", "raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    assert read(tmp_path, "a.docx", office.word_file("清和市工作要点")) == "清和市工作要点\n"


def test_a_folder_stands_for_all_its_files_that_can_be_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.HTML", "c.docx", "d.pdf", "e.doc", "~$c.docx", "._d.pdf", "e.xlsx", "f.md"):
        put(tmp_path, name, "清和")
    jobs, problems = find_files([str(tmp_path)])
    assert ([job.path.name for job in jobs], problems) == (
        ["a.txt", "b.HTML", "c.docx", "d.pdf", "e.doc"],
        [],
    )


REFUSED = {
    "an Excel file": (("xl/workbook.xml",), "Excel"),
    "a presentation": (("ppt/presentation.xml",), "PowerPoint"),
    "an OpenDocument file": (("mimetype", "content.xml"), "OpenDocument"),
    "an OFD file": (("OFD.xml", "Doc_0/Document.xml"), "OFD"),
    "an archive": (("要点.txt",), "zip archive"),
}


@pytest.mark.parametrize(("names", "word"), REFUSED.values(), ids=list(REFUSED))
def test_other_zipped_files_are_named(names: tuple[str, ...], word: str) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        for name in names:
            held.writestr(name, "x")
    with pytest.raises(Unreadable, match=word):
        kind_of(out.getvalue())


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("<html><body>", True), ("\n <!DOCTYPE html>", True), ("<?xml version='1.0'?>\n<html>", True),
        ("<!-- saved from url=(0014) -->\n<html>", True), ("<div class='a'>", True), ("清和市<br>要点", False),
        ("<清和市>要点", False), ("<<健康中国>>行动", False), ("", False), ("一、<p>", False),
    ],
)  # fmt: skip
def test_a_page_is_told_by_its_beginning(text: str, so: bool) -> None:
    assert is_page(text) is so


def test_texts_stay_as_they_were_found(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "一、<b>清和市</b>\r\n\x0c（二）") == "一、<b>清和市</b>\r\n\x0c（二）"


def test_a_large_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="larger than 10 MB"):
        read(tmp_path, "a.docx", b"PK\x03\x04" + b"0" * LARGEST)


@given(st.text(max_size=200))
def test_any_page_gives_a_text_or_a_reason(words: str) -> None:
    try:
        assert text_of_page(f"<html><body><div>{words}{ARTICLE}").endswith("\n")
    except Unreadable as error:
        assert error.do


WORD_FILES = Path(__file__).resolve().parents[2] / "shared" / "more"


@pytest.mark.corpus
@pytest.mark.skipif(not WORD_FILES.is_dir(), reason="needs the further documents (shared/more)")
def test_word_files_give_the_facts_of_their_texts() -> None:
    checked = 0
    for path in sorted(WORD_FILES.glob("*.docx")):
        of_word, of_text = ({*facts(p)} for p in (path, path.with_suffix(".txt")))
        # The texts lost the lines of their tables, so a few facts differ.
        assert len(of_word & of_text) >= 0.97 * max(len(of_word), len(of_text)), path.name
        checked += 1
    assert checked
