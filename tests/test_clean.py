"""Cleaning: the noise of a page goes, the wording stays, and every character knows where it came from.

All sample texts are about invented places.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import TWINS

from kg.clean import clean
from kg.clean.assemble import Edit, as_found, edited
from kg.model.text import CleanText

DATA = Path(__file__).parent / "data"
SAMPLES = sorted(DATA.glob("*/*.txt"))
# What a page of this genre is made of: words, figures, every kind of bracket, quote, blank and noise.
PIECES = (
    "全面推进基层医疗服务", "签约率达85%以上", "新建村卫生室12个", "（责任单位：市卫生健康委）", "“两癌”筛查", "《健康清和》",
    "一、", "（二）", "3.", "——", "，", "。", "；", "：", "、", " ", "\u3000", "\u00a0", "\n", "\r\n", "\t", "\ufeff", "\u200b",
    "(dāng)", "（yì）", "１２．５％", "AED", "(app)", "\"", "'", "?xún)?nèi)", "\ufffd", "當前衛生與健康", "3,500", "10:30", "1.8‰",
    "当前位置：首页>规划", "【打印本页】", "（资料图）", "a b", "Ａ Ｂ", ",", ".", ";", "(", ")", "[", "]", "~", "①", "•",
)  # fmt: skip
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@cache
def cleaned(path: Path) -> CleanText:
    return clean(path.read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(pages)
def test_every_clean_character_has_its_place_in_the_source(page: str) -> None:
    made = clean(page)
    assert len(made.text) == len(made.starts) == len(made.ends)
    assert all(0 <= a < b <= len(page) for a, b in zip(made.starts, made.ends, strict=True))
    assert all(a <= b for a, b in zip(made.starts, made.starts[1:], strict=False))
    assert all(a <= b for a, b in zip(made.ends, made.ends[1:], strict=False))


@given(pages)
def test_cleaning_keeps_what_is_clean(page: str) -> None:
    once = clean(page).text
    assert clean(once).text == once


@given(pages, st.data())
def test_a_clean_span_paints_the_source_it_came_from(page: str, data: st.DataObject) -> None:
    made = clean(page)
    if not made.text.strip():
        return
    start = data.draw(st.integers(0, len(made.text) - 1))
    end = data.draw(st.integers(start + 1, len(made.text)))
    left, right = made.to_source(start, end)
    painted = page[left:right]
    kept = {i for a, b in zip(made.starts, made.ends, strict=True) for i in range(a, b)}
    inside = [i for i in range(left, right) if i in kept]
    assert inside and inside[0] == left and inside[-1] == right - 1, painted


def test_an_empty_span_paints_nothing() -> None:
    made = clean("清和市(shì)卫健委")
    assert made.to_source(2, 2) == (2, 2)
    assert made.to_source(6, 6) == (len("清和市(shì)卫健委"),) * 2
    assert clean("").to_source(0, 0) == (0, 0)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_cleaning_a_sample_twice_changes_nothing(path: Path) -> None:
    once = cleaned(path).text
    assert clean(once).text == once


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_line_of_a_sample_paints_source_that_cleans_to_it(path: Path) -> None:
    source, made, at = path.read_text(encoding="utf-8"), cleaned(path), 0
    for line in made.text.split("\n"):
        if len(line) >= 8:
            left, right = made.to_source(at, at + len(line))
            assert squeezed(clean(source[left:right]).text) == squeezed(line)
        at += len(line) + 1


# Prose of an invented city whose characters have one traditional form each.
PROSE = (
    "清和市2024年卫生健康工作要点\n"
    "一、深化医药卫生体制改革\n"
    "1.推进紧密型县域医共体建设。新建社区医院2家，县域就诊率达到90%以上；组织专家下沉基层120人次。\n"
    "（责任单位：市卫生健康委、市医疗保障局）\n"
    "2.加强重点人群健康管理。65岁以上老年人健康体检率不低于72.5%，开展“两癌”筛查3.2万人。\n"
)


@pytest.mark.parametrize("twin", TWINS.values(), ids=list(TWINS))
def test_a_noisy_twin_cleans_to_the_same_text(twin: Callable[[str], str]) -> None:
    assert twin(PROSE) != PROSE
    assert squeezed(clean(twin(PROSE)).text) == squeezed(PROSE)


@pytest.mark.parametrize("twin", TWINS.values(), ids=list(TWINS))
def test_a_figure_in_a_noisy_twin_paints_the_same_words(twin: Callable[[str], str]) -> None:
    page = twin(PROSE)
    made = clean(page)
    at = made.text.index("72.5%")
    left, right = made.to_source(at, at + len("72.5%"))
    assert clean(page[left:right]).text == "72.5%"


KEPT = {
    "an abbreviation in brackets": "配备急救设备（AED）20台",
    "an English word in brackets": "推广应用程序（app）和检测（dna）",
    "a space between English words": "引进 Da Vinci 系统",
    "a thousands comma": "投入资金3,500万元",
    "a decimal point": "死亡率控制在5.1‰以下",
    "a clock time": "每日8:30开诊",
    "a title's brackets": "落实《清和市“十四五”规划》要求",
    "a place with a rare character": "支援乾安、瀋阳两地",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=list(KEPT))
def test_what_belongs_to_the_wording_stays(text: str) -> None:
    assert squeezed(clean(text).text) == squeezed(text)


CHANGED = {
    "quotes by turns": ('推进"六统一"和"两个允许"', "推进“六统一”和“两个允许”"),
    "corner brackets": ("开展「银龄行动」", "开展“银龄行动”"),
    "an ASCII comma between characters": ("强基层,建机制", "强基层，建机制"),
    "an ASCII full stop at the end": ("全面完成.\n下一步", "全面完成。\n下一步"),
    "particles of traditional writing": ("著力解決群眾看病問題，沿著既定方向發展", "着力解决群众看病问题，沿着既定方向发展"),
    "words of fame keep theirs": ("服務能力顯著提升，聘請著名專家開設門診", "服务能力显著提升，聘请著名专家开设门诊"),
    "radicals of a printed page": ("⺟婴安全⾏动，⻣⼲医师，膳⻝", "母婴安全行动，骨干医师，膳食"),
    "a dash of lines": ("──堅持預防為主，開展愛國衛生運動", "——坚持预防为主，开展爱国卫生运动"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CHANGED.values(), ids=list(CHANGED))
def test_one_way_of_writing_comes_out(text: str, wanted: str) -> None:
    assert clean(text).text == wanted


def test_a_simplified_line_is_not_converted_for_one_old_character() -> None:
    assert (
        "乾县" in clean("全市共有13个县市区，包括乾县在内的各县均已启动建设，衛字号台账同步更新。" * 3).text
    )


def test_furniture_goes_and_the_document_stays() -> None:
    page = "您当前的位置：首页>信息公开>规划计划\n清和市工作要点\n【打印本页】【关闭本页】\n一、新建卫生室3个。\n浏览次数：128\n"
    lines = [line for line in clean(page).text.split("\n") if line]
    assert lines == ["清和市工作要点", "一、新建卫生室3个。"]


def test_a_caption_within_a_sentence_goes() -> None:
    text = clean("推进健康教育。清和市开展义诊活动。（资料图）组织巡讲12场。").text
    assert "资料图" not in text and text.endswith("组织巡讲12场。")


def test_known_mojibake_is_mended_and_the_rest_is_damage() -> None:
    made = clean("降至8%以?xún)?nèi)，推进??~服务")
    assert made.text.startswith("降至8%以内，")
    assert [d.reason for d in made.damages] == ["broken characters in source"]
    left, right = made.to_source(made.text.index("内"), made.text.index("内") + 1)
    assert "降至8%以?xún)?nèi)"[left:right] == "?xún)?nèi)"


def test_lines_broken_at_a_width_are_joined_again() -> None:
    body = "全面推进基层医疗服务体系建设持续提升家庭医生签约服务质量为全市居民提供连续综合的健康管理服务"
    lines = "\n".join(body[i : i + 24] for i in range(0, 24, 24))
    page = "\n".join([lines] * 12)
    assert "\n" not in clean(page).text


def test_numbered_items_of_equal_length_are_not_joined() -> None:
    page = "\n".join(f"{n}.推进基层医疗服务体系建设和家庭医生签约服务工作" for n in range(1, 13))
    assert clean(page).text.count("\n") == 11


def test_overlapping_edits_remove_what_any_of_them_removes() -> None:
    made = edited(as_found("abcdefg"), [Edit(1, 4), Edit(3, 6), Edit(2, 3, "x")])
    assert made.text == "ag"
    assert (made.to_source(0, 1), made.to_source(1, 2)) == ((0, 1), (6, 7))


LOST = [
    ("云岭区卫健局2023年工作总结及2024年工作计划一、2023年工作总结1.抓医改。组建集团2个。" + "完善体系。" * 20
     + "二、存在问题1.人才少。三、2024年工作计划（一）抓医改。新建中心1个。"),
    ("云岭区卫健局2023年工作总结 2023年，全区开工项目3个。" + "完善体系。" * 20 + " 一、工作总结 （一）抓医改。组建集团2个。"),
]  # fmt: skip


@pytest.mark.parametrize("text", LOST)
def test_titles_and_chapters_get_back_the_ends_of_their_lines(text: str) -> None:
    lines = clean(text).text.split("\n")
    assert lines[0].startswith("云岭区卫健局2023年工作总结") and "，" not in lines[0]
    assert {"一、2023年工作总结", "一、工作总结"} & set(lines)
    assert ("二、存在问题" in lines and "三、2024年工作计划" in lines) or "存在" not in text


@pytest.mark.parametrize(
    "text",
    [
        "关于做好2024年工作计划一、二级响应的通知\n" + "推进改革，" * 30,
        "推进改革。" * 30 + "坚持一、二级预防并重，（一）开展筛查。",
    ],
)
def test_running_text_keeps_its_lines(text: str) -> None:
    assert clean(text).text.count("\n") == text.count("\n")


def test_cells_between_bars_are_laid_out_by_rows() -> None:
    page = (
        "序号\n|\n工作目标\n|\n工作任务\n|\n责任单位\n|\n7\n|\n强化基层\n|\n新建卫生室6个。\n|\n县卫健局\n县财政局\n|\n"
        "9\n|\n开展筛查2000人。\n|\n县疾控中心\n|"
    )
    assert clean(page).text.split("\n") == [
        "序号\t工作目标\t工作任务\t责任单位",
        "7\t强化基层\t新建卫生室6个。\t县卫健局、县财政局",
        "9\t\t开展筛查2000人。\t县疾控中心",
    ]


def test_cells_that_end_in_a_bar_are_laid_out_below_repeated_heads() -> None:
    page = "序号|\n工作任务|\n责任单位|\n1|\n新建卫生室6个。|\n县卫健局|\n序号|\n工作任务|\n责任单位|\n2|\n开展筛查\n2000人。|\n县疾控中心|"
    assert clean(page).text.split("\n") == [
        "序号\t工作任务\t责任单位",
        "1\t新建卫生室6个。\t县卫健局",
        "序号\t工作任务\t责任单位",
        "2\t开展筛查2000人。\t县疾控中心",
    ]
