"""Lists of owners as outline and extraction read them. The bodies are invented."""

from __future__ import annotations

import pytest

from kg.clean import clean
from kg.extract.owners import Owner, read_owners, under_the_issuer
from kg.outline import outline


def owners_of(text: str) -> list[tuple[str, str]]:
    made = outline(clean(text))
    return [(owner.name, owner.role) for owner in read_owners(made.clean.text, made.owner_lists)]


@pytest.mark.parametrize(
    ("item", "owners"),
    [
        (
            "（三）新建健身步道12公里。〔市体育局、市教育局按职责分工负责〕",
            [("市体育局", "responsible"), ("市教育局", "responsible")],
        ),
        (
            "（三）开展筛查1万人。（县疾控中心、各乡镇卫生院）",
            [("县疾控中心", "responsible"), ("各乡镇卫生院", "responsible")],
        ),
        ("（三）扩大招生。（省教育厅、省财政厅分别牵头）", [("省教育厅", "lead"), ("省财政厅", "lead")]),
        (
            "（三）落实保障。\n责任单位：县医保局（牵头）、县财政局",
            [("县医保局", "lead"), ("县财政局", "responsible")],
        ),
        (
            "（三）提供签约服务。（县残联牵头，县财政局配合，6月底前完成60%，11月底前全部完成）",
            [("县残联", "lead"), ("县财政局", "support")],
        ),
        ("（三）覆盖基层。（含乡镇卫生院、社区卫生服务中心）", []),
        (
            "（三）推进改革。（分管领导：林禾；责任科室：体改科；配合单位：县医保局）",
            [("体改科", "responsible"), ("县医保局", "support")],
        ),
        (
            "（三）加大投入。县财政局、县发改委按职责分工负责，6月底前出台方案。",
            [("县财政局", "responsible"), ("县发改委", "responsible")],
        ),
        (
            "（三）建设中医馆。（县卫健局牵头，县财政局等部门及各乡镇政府配合）",
            [("县卫健局", "lead"), ("县财政局", "support"), ("各乡镇政府", "support")],
        ),
    ],
    ids=[
        "square brackets",
        "bodies alone",
        "each leads",
        "a role behind one",
        "stages behind who",
        "what a class holds",
        "somebody named",
        "by duty",
        "behind a class",
    ],
)
def test_who_answers_for_an_item(item: str, owners: list[tuple[str, str]]) -> None:
    assert owners_of(f"云渡市2024年计划\n{item}\n") == owners


@pytest.mark.parametrize(
    ("issuer", "office", "named"),
    [
        ("云渡县人民医院", "质控科", "云渡县人民医院质控科"),
        ("云渡县卫生健康局", "血防股", "云渡县卫生健康局血防股"),
        ("云渡县卫生健康局", "柳湾街道办事处", "柳湾街道办事处"),
        ("云渡县人民政府", "血防股", "血防股"),
        (None, "质控科", "质控科"),
    ],
)
def test_an_office_without_a_body_is_the_issuers(issuer: str | None, office: str, named: str) -> None:
    owner = Owner(office, 0, len(office), "responsible", 0, "owner-list-labelled-line")
    assert [found.name for found in under_the_issuer([owner], issuer)] == [named]


def test_a_label_behind_an_item_heads_no_section() -> None:
    text = (
        "项目一：健康守护\n1.新建站点3个。\n　　责任单位：县卫健局\n　　完成时限：11月30日\n2."
        + "为全县老年人免费接种疫苗并建立档案，" * 4
        + "\n"
    )
    assert [part.number for part in outline(clean(text)).parts] == ["1", "1/1", "1/2"]


def test_a_sentence_says_who_leads_and_who_supports() -> None:
    item = "（三）建立照护保险。该事项牵头责任部门为省民政厅，配合单位为省财政厅、省残联。"
    assert owners_of(f"云渡市2024年计划\n{item}\n") == [
        ("省民政厅", "lead"), ("省财政厅", "support"), ("省残联", "support"),
    ]  # fmt: skip


SECTION = """云渡市卫生健康发展规划
第三章 主要任务
第一节 医疗服务
（一）建设区域医疗中心。{first}
（二）提升县级医院能力。
{last}
第二节 公共卫生
（一）完善疾控体系。
"""


@pytest.mark.parametrize(
    ("first", "last", "heading"),
    [
        ("", "（牵头单位：市卫生健康委；配合单位：市财政局）", "医疗服务"),
        ("\n（牵头单位：市医保局）", "（牵头单位：市卫生健康委）", "提升县级医院能力"),
    ],
    ids=["one list for all items", "a list for each item"],
)
def test_a_list_behind_the_last_of_several_items(first: str, last: str, heading: str) -> None:
    made = outline(clean(SECTION.format(first=first, last=last)))
    assert made.parts[made.owner_lists[-1].section].heading.startswith(heading)
