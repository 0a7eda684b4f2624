"""Tables that lost their lines. The bodies and places are invented."""

from __future__ import annotations

import pytest

from kg.clean import clean
from kg.outline import outline

BY_LINES = """北麓县2024年健康县建设任务分解表

序号
任务
目标及要求
责任单位
完成时限
1
改善村级
服务
新建村卫生室6个，改造11个
县卫健局牵头，县财政局、
各镇人民政府
9月底前
2
规范健康档案
电子健康档案建档率达到90%以上，
动态使用率不低于60%
各镇卫生院
12月底前

说明：1.每季度报送进展；2.联系电话见附件。
"""

BY_SPACES = """北麓县卫生健康主要指标

类别　指标名称　单位　2020年　2025年　属性
健康水平　人均预期寿命　岁　77.9　79　预期性
　　　　　婴儿死亡率　‰　3.4　≤3　预期性
资源配置　每千人口床位数　张　5.6　6.8　预期性
注：床位数含基层机构。
"""


def test_one_cell_to_a_line_becomes_a_row_to_a_line() -> None:
    lines = clean(BY_LINES).text.split("\n")
    assert "序号\t任务\t目标及要求\t责任单位\t完成时限" in lines
    assert (
        "1\t改善村级服务\t新建村卫生室6个，改造11个\t县卫健局牵头，县财政局、各镇人民政府\t9月底前" in lines
    )
    assert (
        "2\t规范健康档案\t电子健康档案建档率达到90%以上，动态使用率不低于60%\t各镇卫生院\t12月底前" in lines
    )
    assert "说明：1.每季度报送进展；2.联系电话见附件。" in lines


def test_columns_between_spaces_become_cells_and_an_empty_first_cell_stays_empty() -> None:
    lines = clean(BY_SPACES).text.split("\n")
    assert "健康水平\t人均预期寿命\t岁\t77.9\t79\t预期性" in lines
    assert "\t婴儿死亡率\t‰\t3.4\t≤3\t预期性" in lines
    assert "注：床位数含基层机构。" in lines


def test_the_cells_stand_for_their_places_in_the_source() -> None:
    made = clean(BY_LINES)
    at = made.text.index("改善村级服务")
    assert BY_LINES[slice(*made.to_source(at, at + 6))] == "改善村级\n服务"


def test_rows_have_their_owners_and_figures() -> None:
    made = outline(clean(BY_LINES))
    assert [made.clean.text[o.start : o.end] for o in made.owner_lists if o.label == "责任单位"] == [
        "县卫健局牵头，县财政局、各镇人民政府",
        "各镇卫生院",
    ]
    assert [f.name for f in outline(clean(BY_SPACES)).figures] == [
        "人均预期寿命",
        "婴儿死亡率",
        "每千人口床位数",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "工作任务\n2024年，县卫健局将开展三项工作。\n1\n2\n",
        "序号\n任务\n目标\n尚未填写\n",
        "任务 目标 单位\n以上由各单位自行填写并于年底前报送县卫健局备案。\n",
        "序号\n任务\n目标\n1\n",
    ],
    ids=["prose", "no rows", "one cell", "fewer lines than columns"],
)
def test_what_is_no_table_stays_as_it_is(text: str) -> None:
    assert "\t" not in clean(text).text
