"""Goals beside what was reached, years of goals, lists that close several items, rows of tables. The places are invented."""

from __future__ import annotations

import pytest

from kg.clean import clean
from kg.extract import extract
from kg.model.records import Target
from kg.model.text import Source
from kg.outline import outline

# Words of the field: a text without them is none of the genre.
FIELD = "推进基层医疗卫生机构建设，加强疾病防控，完善居民健康服务体系。\n"
REPORT = "云渡市卫生健康委员会2024年工作总结\n\n一、工作开展情况\n" + FIELD
PLAN = "云渡市卫生健康委员会2024年工作计划\n\n一、重点任务\n" + FIELD
SCHEME = "云渡市健康行动实施方案（2023—2026年）\n\n一、主要任务\n" + FIELD


def targets_of(text: str) -> list[Target]:
    return list(extract(Source("x", "x.txt", "0" * 64, text), outline(clean(text))).targets)


def said(text: str) -> list[tuple[str | None, float, str, str | None]]:
    return [(t.indicator, float(t.value), t.status, t.deadline) for t in targets_of(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "（一）家庭医生。重点人群签约率82.6%（目标80%以上，已达标）。\n",
            [(82.6, "achieved"), (80, "planned")],
        ),
        ("（一）筛查。全年计划筛查9000人，已完成5284人。\n", [(9000, "planned"), (5284, "achieved")]),
        ("（一）托育。全年计划新增托位400个，实际新增235个。\n", [(400, "planned"), (235, "achieved")]),
        (
            "（一）建设。已完成投资4127万元，占年度计划的68.8%。\n",
            [(41270000, "achieved"), (68.8, "achieved")],
        ),
        ("（一）改革。承担国家改革任务15项，建立工作机制12个。\n", [(15, "achieved"), (12, "achieved")]),
        ("（一）筛查。适龄妇女筛查任务数8000人，实际完成8137人。\n", [(8000, "planned"), (8137, "achieved")]),
        (
            "（一）急救。年度目标：新建急救站点4个。目前进展：建成站点2个。\n",
            [(4, "planned"), (2, "achieved")],
        ),
    ],
    ids=[
        "in brackets",
        "what was planned",
        "behind its object",
        "a share of the plan",
        "tasks that are counted",
        "a number of tasks",
        "under labels",
    ],
)
def test_a_goal_in_a_report_is_planned(text: str, figures: list[tuple[float, str]]) -> None:
    assert [(value, status) for _, value, status, _ in said(REPORT + text)] == figures


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("（一）控烟。15岁以上人群吸烟率低于24%；2030年降至20%。\n", [None, "2030-12-31"]),
        (
            "（一）锻炼。经常参加体育锻炼人数比例2025年、2030年分别达到37%和40%。\n",
            ["2025-12-31", "2030-12-31"],
        ),
        ("（一）站点。建成医养结合站36家，其中2025年20家。\n", [None, "2025-12-31"]),
        ("（一）站点。2024年，新建站点12家。\n", [None]),
    ],
    ids=["a year to come", "a list of years", "of which in a year", "the plan's own year"],
)
def test_a_year_to_come_is_when_its_goal_is_due(text: str, due: list[str | None]) -> None:
    assert [deadline for *_, deadline in said(PLAN + text)] == due


def test_each_year_of_a_plan_for_several_is_a_time() -> None:
    assert [deadline for *_, deadline in said(SCHEME + "（一）托位。2024年，新增托位300个。\n")] == [
        "2024-12-31"
    ]


def test_a_list_closes_the_items_that_semicolons_join() -> None:
    items = "1.筛查妇女2万人；\n2.新增托位350个；\n3.建设小屋4个。\n　　责任单位：市卫生健康委\n　　完成时限：12月10日\n"
    assert [deadline for *_, deadline in said(PLAN + items)] == ["2024-12-10"] * 3


def test_the_last_of_several_stages_is_the_time() -> None:
    text = "1.配置诊疗车3辆。\n　　完成时限：二季度完成招标，10月底前全部投放\n"
    assert [deadline for *_, deadline in said(PLAN + text)] == ["2024-10-31"]


def test_rows_of_indicators_lose_their_numbers_and_parts_take_the_name_of_the_whole() -> None:
    rows = (
        "云渡市“十四五”卫生健康发展规划\n\n第一章 发展目标\n指标名称\t单位\t2020年\t2025年\t属性\n"
        "1.孕产妇死亡率\t1/10万\t7.9\t≤10\t预期性\n2.每千人口床位数\t张\t6.12\t7.3\t预期性\n其中：公立医院\t张\t1.35\t1.6\t预期性\n"
    )
    assert [(t.indicator, t.unit) for t in targets_of(rows)] == [
        ("孕产妇死亡率", "/10万"),
        ("每千人口床位数", "张"),
        ("公立医院每千人口床位数", "张"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "（一）制度。特制定本计划。\n请结合实际，认真抓好落实。\n",
        "（一）推进工作。\n抄送：市政府办（2份），市委督查室（1份）。\n",
    ],
)
def test_what_the_paper_says_of_itself_is_no_figure(text: str) -> None:
    assert said(PLAN + text) == []
