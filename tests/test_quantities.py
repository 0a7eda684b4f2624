"""Numbers as the genre writes them: digits and Chinese numerals, 万 and 亿, ranges, shares, measure words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quantities import Quantity, chinese_decimal, find_quantities
from kg.extract.refusals import refusal


def read(text: str) -> list[Quantity]:
    return find_quantities(text, 0, len(text))


def only(text: str) -> Quantity:
    (quantity,) = read(text)
    return quantity


WRITTEN = {
    "8.66万名": ("86600", "名"), "3,500万元": ("35000000", "元"), "42.16亿元": ("4216000000", "元"),
    "3百万元": ("3000000", "元"),
    "2千人": ("2000", "人"), "5.1‰": ("5.1", "‰"), "85%": ("85", "%"), "1.5个百分点": ("1.5", "个百分点"), "15/10万": ("15", "/10万"),
    "10/十万": ("10", "/10万"), "4.5个": ("4.5", "个"), "12例次": ("12", "例次"), "30分钟": ("30", "分钟"), "78.5岁": ("78.5", "岁"),
    "1000万": ("10000000", None), "2倍": ("2", "倍"), "20万人次": ("200000", "人次"), "500张": ("500", "张"),
}  # fmt: skip


@pytest.mark.parametrize("printed", WRITTEN)
def test_a_number_is_read_with_its_magnitude_and_unit(printed: str) -> None:
    value, unit = WRITTEN[printed]
    found = only(printed)
    assert (found.value, found.value_max, found.unit) == (Decimal(value), None, unit)
    assert (found.start, found.end) == (0, len(printed))


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("百分之九十五", "95", "%"), ("百分之三点五", "3.5", "%"), ("三家", "3", "家"),
        ("十二所", "12", "所"), ("二十三名", "23", "名"), ("两人", "2", "人"),
    ],
)  # fmt: skip
def test_a_number_in_words_is_read_like_one_in_digits(printed: str, value: str, unit: str) -> None:
    found = only(printed)
    assert (found.value, found.unit, found.chinese) == (Decimal(value), unit, True)


def test_a_share_with_digits_is_one_number() -> None:
    found = only("百分之85")
    assert found.value == 85 and found.unit == "%"


@pytest.mark.parametrize(
    ("printed", "low", "high", "unit"),
    [("1-2个", 1, 2, "个"), ("6至8家", 6, 8, "家"), ("1～2次", 1, 2, "次"), ("80-85%", 80, 85, "%"), ("80%-85%", 80, 85, "%")],
)  # fmt: skip
def test_a_range_keeps_both_ends(printed: str, low: int, high: int, unit: str) -> None:
    found = only(printed)
    assert (found.value, found.value_max, found.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("2300余种", 2300), ("30多个", 30), ("120余万人次", 1_200_000), ("3万余人", 30_000)],
)
def test_a_word_of_approximation_is_kept(printed: str, value: int) -> None:
    found = only(printed)
    assert found.value == value and found.vague in ("余", "多")


@pytest.mark.parametrize(
    ("text", "values"),
    [("4类8项以上", [4, 8]), ("分别达90%、67%以上", [90, 67]), ("由40元提高到65元", [40, 65]), ("1个省级、5个市级", [1, 5])],
)  # fmt: skip
def test_numbers_side_by_side_stay_apart(text: str, values: list[int]) -> None:
    assert [q.value for q in read(text)] == values


@pytest.mark.parametrize("text", ["第三家", "每两家", "第十二所", "没有数字", ".", "％", "三成把握"])
def test_ordinals_and_text_without_a_number_hold_no_quantity(text: str) -> None:
    assert read(text) == []


def test_a_streak_of_wins_is_a_number_without_its_quotes() -> None:
    text = "实现“六连冠”目标"
    found = only(text)
    assert (text[found.start : found.end], found.value, found.unit) == ("六连冠", Decimal(6), "连冠")


@given(st.integers(0, 99_999_999), st.sampled_from(["", "家", "%", "万人次", "元"]))
def test_any_whole_number_is_read_as_written(number: int, unit: str) -> None:
    found = only(f"新增{number}{unit}，")
    assert found.value == number * (10_000 if unit.startswith("万") else 1)


@given(st.integers(1, 999))
def test_chinese_numerals_count_up(number: int) -> None:
    assert chinese_decimal(in_words(number)) == number


def in_words(number: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{digits[hundreds]}百" if hundreds else ""
    words += f"{digits[tens]}十" if tens else ("零" if hundreds and ones else "")
    return words + (digits[ones] if ones else "")


@given(st.text(alphabet="0123456789.,%‰万亿千百十余多个家人元-至、一二三 ", max_size=40))
def test_quantities_are_in_order_inside_the_text_and_never_negative(text: str) -> None:
    found = read(text)
    assert [q.start for q in found] == sorted(q.start for q in found)
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text) and quantity.value >= 0
        assert quantity.value_max is None or quantity.value_max > 0


REFUSED = {
    "为65岁以上老年人体检": "age-or-term", "50-74周岁人群筛查": "age-or-term", "2024年底前": "calendar-date", "6月底前": "calendar-date",
    "23价肺炎疫苗接种": "grade", "15分钟医疗服务圈": "duration-as-name", "1+N模式": "formula-opens", "每10万人口床位": "per-unit-base",
    "推广“3个一”做法": "number-in-a-name", "每周2次坐诊": "frequency", "拨打12320热线": "hotline",
    "27个专项行动": "number-of-actions-in-a-name",
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_a_number_that_promises_nothing_is_refused_by_its_rule(text: str) -> None:
    refused = [refusal(text, 0, len(text), q) for q in read(text)]
    assert [r[0] for r in refused if r] == [REFUSED[text]] and None not in refused


@pytest.mark.parametrize(
    "text", ["新建社区医院2家", "签约率达85%", "培训医生120名", "人均预期寿命达80岁", "投入资金3.5亿元"]
)
def test_a_number_that_promises_something_is_not_refused(text: str) -> None:
    assert refusal(text, 0, len(text), only(text)) is None
