"""The outline: numbered items become sections that nest, owner lists close their item, sentences fall into clauses.

All sample texts are about invented places.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean
from kg.model.text import Outline
from kg.outline import outline
from kg.outline.clauses import ends_sentence
from kg.outline.numbering import WAYS, Way, chinese_number, number_of


def made(text: str) -> Outline:
    return outline(clean(text))


def numbers(text: str) -> list[tuple[str, str]]:
    return [(part.number, part.heading) for part in made(text).parts]


def clauses(text: str) -> list[str]:
    found = made(text)
    return [found.clean.text[c.start : c.end] for c in found.clauses]


def lists(text: str) -> list[tuple[str | None, str]]:
    """(number of the closed item, wording) of each owner list."""
    found = made(text)
    return [
        (found.parts[o.section].number if o.section >= 0 else None, found.clean.text[o.start : o.end])
        for o in found.owner_lists
    ]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_every_way_of_numbering_opens_a_section(way: Way) -> None:
    parts = made(f"清和市工作要点\n{way.example}\n").parts
    assert [part.kind for part in parts] == [way.name]


NUMBERED = {
    "part": ("第二部分 工作打算", 2), "chapter": ("第十二章 组织实施", 12), "section": ("第三节 主要指标", 3),
    "chinese": ("十一、强化保障", 11), "chinese-bracket": ("（二十）推进改革", 20), "arabic": ("10.提升服务", 10),
    "arabic-bracket": ("（3）落实政策", 3), "circled": ("⑦开展培训", 7), "ordinal": ("二是完善体系", 2), "dash": ("——坚持预防为主", 1),
    "named": ("项目三：改善就医环境", 3),
}  # fmt: skip


@pytest.mark.parametrize(("line", "number"), NUMBERED.values(), ids=list(NUMBERED))
def test_numbers_come_out_in_arabic_digits(line: str, number: int) -> None:
    assert [part.number for part in made(line).parts] == [str(number)]


def test_every_way_has_its_number_tried_here() -> None:
    assert set(NUMBERED) == {way.name for way in WAYS}


@pytest.mark.parametrize(
    ("printed", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一百零三", 103), ("7", 7)],
)
def test_chinese_numbers_are_counted(printed: str, value: int) -> None:
    assert chinese_number(printed) == value


def test_a_dash_has_no_number() -> None:
    assert number_of("dash", None) is None


NOT_NUMBERED = {
    "a phase of a project": "项目一期工程于年底开工",
    "a decimal at the line's start": "3.5亿元投入用于基层建设",
    "a date": "2024年3月，清和市启动试点",
    "the year of a plan": "“十四五”期间持续推进",
    "prose with 一是 inside a word": "坚持全市一盘棋，统一是前提",
    "three requests": "三要素齐抓共管",
    "a bracket within a sentence": "推进医共体（一）期工程",
    "a document number": "清卫发〔2024〕12号文件要求",
}


@pytest.mark.parametrize("text", NOT_NUMBERED.values(), ids=list(NOT_NUMBERED))
def test_what_only_looks_like_a_number_opens_nothing(text: str) -> None:
    assert made(text).parts == ()


def test_levels_nest_from_chapter_to_inline_items() -> None:
    text = (
        "一、深化改革\n（一）推进医共体建设。新建卫生室3个。\n1.完善机制。一是建立台账；二是开展督导。\n"
        "2.落实责任。加强考核。\n（二）强化监管。开展抽检。\n二、保障措施\n"
    )
    assert numbers(text) == [
        ("1", "深化改革"), ("1/1", "推进医共体建设"), ("1/1/1", "完善机制"), ("1/1/1/1", ""), ("1/1/1/2", ""),
        ("1/1/2", "落实责任"), ("1/2", "强化监管"), ("2", "保障措施"),
    ]  # fmt: skip


def test_running_numbers_go_through_the_chapters() -> None:
    text = "一、改革\n1.甲项改革。启动试点。\n2.乙项改革。扩大试点。\n二、服务\n3.丙项服务。优化流程。\n"
    assert [n for n, _ in numbers(text)] == ["1", "1/1", "1/2", "2", "2/3"]


def test_a_number_that_comes_twice_stays_distinct() -> None:
    text = "1.甲项。启动试点。\n1.乙项。扩大试点。\n"
    assert [n for n, _ in numbers(text)] == ["1", "1-2"]


def test_a_heading_may_share_its_line_with_the_body() -> None:
    text = "（一）优化就医流程。推行分时段预约，缩短等候时间。"
    found = made(text)
    assert found.parts[0].heading == "优化就医流程"
    assert [c.heading for c in found.clauses] == [True, False, False]


def test_an_item_without_a_heading_is_all_body() -> None:
    text = "1.推行分时段预约，在全市二级以上公立医院全面实现门诊、检查、住院一站式服务，切实缩短群众排队等候的时间。"
    found = made(text)
    assert found.parts[0].heading == ""
    assert not any(c.heading for c in found.clauses)


def test_inline_ordinals_belong_to_the_item_around_them() -> None:
    found = made("3.完善机制。一是建立台账；二是开展督导，三是通报结果。\n普通段落推进工作。")
    assert [p.number for p in found.parts] == ["3", "3/1", "3/2", "3/3"]
    assert found.clauses[-1].section == 0


def test_dashes_count_themselves() -> None:
    found = made("二、主要做法\n——坚持规划引领。编制方案。\n——坚持项目带动。新建医院1家。\n")
    assert numbers(found.clean.text) == [("2", "主要做法"), ("2/1", "坚持规划引领"), ("2/2", "坚持项目带动")]


def test_a_short_line_before_a_paragraph_is_a_heading_where_nothing_is_numbered() -> None:
    paragraph = "清和市聚焦群众看病需求，新建社区卫生服务站12个，改造村卫生室35个，组织市级专家每周到基层坐诊带教，让群众就近看病。"
    found = made(f"清和市卫生健康工作综述\n基层服务更加便捷\n{paragraph}\n中医药服务更有特色\n{paragraph}\n")
    assert [p.heading for p in found.parts] == ["基层服务更加便捷", "中医药服务更有特色"]
    assert {p.kind for p in found.parts} == {"plain"}


BRACKETED = {
    "comma and bracket": ("推进服务（含门诊、急诊，不含住院）覆盖，加强督导", ["推进服务（含门诊、急诊，不含住院）覆盖", "加强督导"]),
    "comma and title": ("落实《清和市规划，2024》要求；开展自评", ["落实《清和市规划，2024》要求", "开展自评"]),
    "comma and quotes": ("打造“一站，多点”品牌。", ["打造“一站，多点”品牌"]),
    "speech in quotes": ("院长表示：“今年建成新院。还将引进专家。”", ["院长表示", "今年建成新院", "还将引进专家"]),
    "speech without a stop of its own": (
        "院长介绍，“今年全院将集中力量建成新的门诊大楼并投入使用，同时还将引进学科带头人”。下一步开展培训。",
        ["院长介绍", "今年全院将集中力量建成新的门诊大楼并投入使用", "同时还将引进学科带头人", "下一步开展培训"],
    ),
    "an open bracket never closed": ("新建（改建卫生室3个，培训医生", ["新建（改建卫生室3个", "培训医生"]),
    "a stray closing bracket": ("新建卫生室）3个，培训医生", ["新建卫生室）3个", "培训医生"]),
    "brackets over two lines": ("新建（改建\n卫生室）3个", ["新建（改建", "卫生室）3个"]),
    "decimal point and comma": ("投入3,500.5万元，完成", ["投入3,500.5万元", "完成"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), BRACKETED.values(), ids=list(BRACKETED))
def test_brackets_quotes_and_titles_hold_together(text: str, wanted: list[str]) -> None:
    assert clauses(text) == wanted


def test_commas_and_colons_do_not_end_a_sentence() -> None:
    found = made("主要目标：签约率达85%，就诊率达90%；新建医院1家。开展培训")
    assert [c.sentence for c in found.clauses] == [0, 0, 0, 1, 2]
    assert [ends_sentence(mark) for mark in "，：；。！？"] == [False, False, True, True, True, True]


# The list that closes the item, and the item with a place for it.
OWNERS = {
    "labelled bracket": ("（责任单位：市卫生健康委、各县（市、区）卫生健康局）", "1.甲项。推进建设。{}"),
    "line of its own": ("责任单位：市疾控中心，市一院", "1.甲项。推进建设。\n{}"),
    "line in square brackets": ("【牵头单位：市疾控中心】", "1.甲项。推进建设。\n{}"),
    "closing bracket before the stop": ("（市卫生健康委牵头，市教育局配合）", "1.甲项。推进建设{}。"),
    "closing bracket behind the stop": ("（市卫生健康委、团市委按职责分工负责）", "1.甲项。推进建设。{}"),
    "after an inline ordinal": ("（责任单位：市疾控中心）", "1.甲项。一是建立台账；二是开展督导。{}"),
}


@pytest.mark.parametrize(("wanted", "item"), OWNERS.values(), ids=list(OWNERS))
def test_an_owner_list_closes_its_item(wanted: str, item: str) -> None:
    text = item.format(wanted)
    assert lists(text) == [("1", wanted)]
    assert not any("单位" in clause or "牵头" in clause for clause in clauses(text))


NO_OWNERS = {
    "prose about duties": "压实责任单位主体责任，推进建设。",
    "a bracket that explains": "推进“两癌”（乳腺癌、宫颈癌）筛查。",
    "a bracket of places": "新建卫生室5个（东郊镇2个、北湖镇3个）。",
    "a bracket with a purpose": "建设平台（方便群众办事）。",
}


@pytest.mark.parametrize("text", NO_OWNERS.values(), ids=list(NO_OWNERS))
def test_what_names_no_owner_is_no_owner_list(text: str) -> None:
    assert lists(text) == []


def test_each_item_has_its_own_list() -> None:
    text = (
        "一、改革\n1.甲项。推进。（责任单位：市一院）\n2.乙项。落实。\n3.丙项。完成。（责任单位：市二院）\n"
    )
    assert lists(text) == [("1/1", "（责任单位：市一院）"), ("1/3", "（责任单位：市二院）")]


def test_a_table_of_tasks_gives_an_item_for_each_row() -> None:
    text = "序号|工作任务|责任单位|完成时限\n1|新建村卫生室12个|市卫生健康委|6月底前\n2|开展“两癌”筛查|市妇幼保健院|11月底前\n"
    found = made(text)
    assert [(p.number, p.heading) for p in found.parts] == [
        ("1", "新建村卫生室12个"),
        ("2", "开展“两癌”筛查"),
    ]
    assert [(o.section, o.label) for o in found.owner_lists] == [
        (0, "责任单位"), (0, "完成时限"), (1, "责任单位"), (1, "完成时限"),
    ]  # fmt: skip


def test_a_cell_that_holds_for_several_rows_moves_none_of_them() -> None:
    """As a page prints it: the class of an indicator stands in the first of its rows, a ratio has no unit."""
    text = (
        "类别|序号|指标名称|单位|2028年|\n健康水平|1|人均期望寿命|岁|81|\n2|婴儿死亡率|‰|<4||\n3|孕产妇死亡率|1/10万|<8||\n"
        "人口|4|每千人口托位数|个|4.6|\n5|出生人口性别比|<110|||\n"
    )
    found = made(text)
    assert [(f.name, f.unit, [text[a:b] for _, (a, b) in f.values]) for f in found.figures] == [
        ("人均期望寿命", "岁", ["81"]), ("婴儿死亡率", "‰", ["<4"]), ("孕产妇死亡率", "1/10万", ["<8"]),
        ("每千人口托位数", "个", ["4.6"]), ("出生人口性别比", None, ["<110"]),
    ]  # fmt: skip


LINES = (
    "一、深化改革", "二、强化服务", "（一）推进建设。新建卫生室3个。", "（二）加强监管", "1.完善机制。一是建立台账；二是开展督导。",
    "2.落实责任（市卫生健康委牵头）。", "3.甲项。（责任单位：市一院、市二院）", "（1）开展培训", "①组织义诊", "——坚持预防为主。编制方案。",
    "普通段落，推进工作。", "责任单位：市疾控中心", "第一章 总则", "第二节 指标", "序号|工作任务|责任单位",
    "1|新建卫生室|市一院", "", "甲|乙",
    "三是加强宣传（未闭合的括号，", "“未闭合的引号。", "•开展巡诊",
)  # fmt: skip
pages = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)


@given(pages)
def test_extents_nest_and_numbers_are_unique(page: str) -> None:
    found = made(page)
    parts = found.parts
    assert len({p.number for p in parts}) == len(parts)
    for index, part in enumerate(parts):
        assert part.start <= part.heading_start <= part.heading_end <= part.end <= len(found.clean.text)
        assert part.parent < index
        if part.parent >= 0:
            around = parts[part.parent]
            assert around.start <= part.start and part.end <= around.end
            assert part.number.startswith(around.number + "/")
    for one, other in itertools.pairwise(parts):
        assert one.end <= other.start or other.end <= one.end


@given(pages)
def test_clauses_are_in_order_apart_from_each_other_and_from_owner_lists(page: str) -> None:
    found = made(page)
    spans = sorted([(c.start, c.end) for c in found.clauses] + [(o.start, o.end) for o in found.owner_lists])
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert [c.sentence for c in found.clauses] == sorted(c.sentence for c in found.clauses)


@given(pages)
def test_a_clause_lies_in_the_section_that_it_is_said_to_be_in(page: str) -> None:
    found = made(page)
    for clause in found.clauses:
        if clause.section >= 0:
            part = found.parts[clause.section]
            assert part.start <= clause.start and clause.end <= part.end
