"""The report says what was read, who answers for what, what is shared and what needs a look. Invented places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hand_made import documents, registers

from kg import report
from kg.errors import KgError
from kg.link import link
from kg.model.records import DocumentRecords
from kg.query.table import display_width


def text(*papers: DocumentRecords, lang: str = "zh", failed: tuple[tuple[str, str], ...] = ()) -> str:
    return report.render(report.summarise(papers, link(papers, registers()), failed), lang)


def section(whole: str, number: int) -> str:
    """The part of a report under its n-th heading."""
    marks = [("一、", "二、", "三、", "四、"), ("1. ", "2. ", "3. ", "4. ")]
    heads = next(m for m in marks if f"\n{m[0]}" in whole)
    body = whole.split(f"\n{heads[number - 1]}", 1)[1]
    return body if number == 4 else body.split(f"\n{heads[number]}", 1)[0]


def test_each_document_has_a_row_with_its_place_period_genre_and_counts() -> None:
    row = next(line for line in text(*documents()).splitlines() if line.startswith("qinghe-2024"))
    assert row.split() == ["qinghe-2024", "清和市", "2024", "计划", "7", "4", "0", "3", "1"]


def test_the_last_row_adds_up_the_others() -> None:
    rows = [line.split() for line in section(text(*documents()), 1).splitlines() if line]
    total = next(row for row in rows if row[0] == "合计")
    counted = [row[-5:] for row in rows if len(row) == 9 and row[-1].isdigit()]
    assert len(counted) == 3
    assert total[1:] == [str(sum(int(row[i]) for row in counted)) for i in range(5)]


def test_columns_are_aligned_where_characters_are_two_columns_wide() -> None:
    lines = section(text(*documents()), 1).splitlines()
    rule = next(i for i, line in enumerate(lines) if line.startswith("──"))
    assert len({display_width(line) for line in lines[rule : rule + 5]}) == 1


def test_documents_that_list_no_owners_are_named_as_such() -> None:
    owners = section(text(*documents()), 2)
    assert "（2 篇）：dongpu-2025、linxi-2024" in owners
    assert "qinghe-2024" not in owners
    assert "每篇文件都列出了责任单位" in section(text(documents()[2]), 2)


def test_the_bodies_with_most_duties_come_first_under_their_linked_names() -> None:
    paper = documents()[2]
    again = replace(paper.responsibilities[0], id="r9", section="s4")
    owners = section(text(replace(paper, responsibilities=(*paper.responsibilities, again))), 2)
    assert owners.splitlines()[4].split() == ["2", "清和市卫生健康委员会基层卫生处"]


def test_shared_programmes_come_with_the_documents_that_name_them() -> None:
    shared = section(text(*documents()), 3)
    assert "家庭医生签约服务" in shared and "linxi-2024、qinghe-2024" in shared
    assert "六个一" not in shared
    assert "没有。" in section(text(documents()[0]), 3)


def test_what_needs_a_look_is_listed_with_its_place() -> None:
    look = section(
        text(*documents(), failed=(("b.txt", "b.txt: is empty"), ("a.txt", "a.txt: is no text"))), 4
    )
    assert look.index("a.txt: is no text") < look.index("b.txt: is empty")
    assert "qinghe-2024  原文缺失数值 × 1  位置 209" in look
    assert "linxi-2024  区人民医院" in look and "各辖市" not in look


def test_nothing_to_look_at_is_said() -> None:
    clean = replace(documents()[0], notes=())
    assert section(text(clean), 4).split()[-1] == "没有。"


def test_a_document_without_commitments_needs_a_look() -> None:
    bare = replace(documents()[0], commitments=(), targets=(), responsibilities=())
    assert "没有发现承诺的文件 (1)\n  - dongpu-2025" in section(text(bare), 4)


def test_the_english_report_has_the_same_facts_and_no_chinese_words_of_its_own() -> None:
    english = text(*documents(), lang="en")
    row = next(line for line in english.splitlines() if line.startswith("qinghe-2024"))
    assert row.split() == ["qinghe-2024", "清和市", "2024", "plan", "7", "4", "0", "3", "1"]
    assert not [word for word in ("文件", "承诺", "责任单位", "位置", "、") if word in section(english, 4)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_order_of_documents_does_not_matter(lang: str) -> None:
    assert text(*documents(), lang=lang) == text(*reversed(documents()), lang=lang)


def test_the_file_is_written_whole_in_utf_8(tmp_path: Path) -> None:
    papers = documents()
    found = report.summarise(papers, link(papers, registers()))
    path = report.write(found, tmp_path)
    assert path.read_bytes().decode("utf-8") == report.render(found) and [path] == list(tmp_path.iterdir())
    with pytest.raises(KgError, match="cannot be written"):
        report.write(found, tmp_path / "nowhere")
