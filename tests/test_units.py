"""Figures convert between units of one kind, exactly, and refuse all others."""

from __future__ import annotations

import doctest
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.registers import units
from kg.registers.indicators import load_indicators
from kg.registers.tables import table, words
from kg.registers.units import convert, convertible, per_people, unit_of, unit_per_people

GROUPS = {row["kind"]: row["units"] for row in table("units.toml")["group"]}
NAMES = sorted(
    {name for group in GROUPS.values() for name in group} | {"个", "个/千人", "人/10万人", "例/万人"}
)
names = st.sampled_from(NAMES)
values = st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False, allow_infinity=False)


def test_the_examples_of_the_module_hold() -> None:
    assert doctest.testmod(units).failed == 0


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("4.36", "‰", "%", "0.436"),
        ("0.5", "‰", "/10万", "50"),
        ("8.1", "/10万", "‰", "0.081"),
        ("1.5", "亿元", "万元", "15000"),
        ("90", "分钟", "小时", "1.5"),
        ("12", "家", "所", "12"),
        ("12", "个", "张", "12"),
        ("4.5", "个/千人", "个/万人", "45"),
        ("2", "公里", "米", "2000"),
    ],
)
def test_a_value_is_told_in_another_unit(value: str, unit: str, to: str, expected: str) -> None:
    assert str(convert(Decimal(value), unit, to)) == expected


@pytest.mark.parametrize(
    ("unit", "other"),
    [("%", "百分点"), ("人", "人次"), ("天", "工作日"), ("类", "项"), ("元", "美元"), ("个", "人次"), ("家", "张"),
     ("个", "%"), (None, "个"), ("年", "天"), ("个/千人", "个"), ("奇", "怪")],
)  # fmt: skip
def test_what_is_alike_and_not_the_same_does_not_convert(unit: str | None, other: str) -> None:
    assert convert(Decimal(7), unit, other) is None
    assert convert(Decimal(7), other, unit) is None


@given(values, names, names)
def test_there_and_back_gives_the_same_value(value: Decimal, unit: str, other: str) -> None:
    there = convert(value, unit, other)
    if there is None:
        assert not convertible(unit, other)
        return
    back = convert(there, other, unit)
    assert back is not None
    assert abs(back - value) <= abs(value) * Decimal("1e-20")


@given(values, values, names, names)
def test_conversion_keeps_the_order_of_values(one: Decimal, two: Decimal, unit: str, other: str) -> None:
    a, b = convert(one, unit, other), convert(two, unit, other)
    if a is not None and b is not None:
        assert (a < b) == (one < two) and (a == b) == (one == two)


@given(names, names)
def test_whether_units_convert_does_not_depend_on_the_side(unit: str, other: str) -> None:
    assert convertible(unit, other) == convertible(other, unit)


@given(st.text(max_size=6), values)
def test_every_unit_converts_to_itself(unit: str, value: Decimal) -> None:
    assert convert(value, unit, unit) == value


def test_no_unit_stands_in_two_groups() -> None:
    every = [name for group in GROUPS.values() for name in group]
    assert len(every) == len(set(every))


def test_the_units_of_the_vocabulary_are_known_or_stand_alone_on_purpose() -> None:
    alone = {"", "级", "份", "管/日", "克", "升", "DDDs", "个"}
    unknown = {c.unit for c in load_indicators().concepts.values() if c.unit and c.unit not in NAMES}
    assert unknown <= alone


def test_measure_words_of_the_extraction_either_convert_or_compare_with_themselves_alone() -> None:
    for name in words(table("cues", "quantities.toml")["units"]["counters"]):
        assert convertible(name, name)
        assert unit_of(name).size > 0


@pytest.mark.parametrize(
    ("wording", "people"),
    [
        ("每千人口医疗卫生机构床位数", 1000),
        ("千人托位数", 1000),
        ("每万名居民全科医生数", 10**4),
        ("万人全科医生数", 10**4),
        ("每10万人口重症床位数", 10**5),
        ("每十万老年人老年医学科床位数", 10**5),
        ("每百名老年人养老床位数", 100),
        ("千人计划专家", None),
        ("每个县至少有", None),
        ("床位数", None),
    ],
)
def test_how_many_people_a_wording_counts_per(wording: str, people: int | None) -> None:
    assert per_people(wording) == people


def test_a_figure_per_other_people_than_its_indicator_says_so_in_its_unit() -> None:
    assert unit_per_people("人", "每千人口全科医生数", "每万人口全科医生数") == "人/千人"
    assert convert(Decimal("0.4"), "人/千人", "人/万人") == 4
    assert unit_per_people("人", "全科医生数", "每万人口全科医生数") == "人"
