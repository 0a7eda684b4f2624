"""A text that lists the members of a collective says what is part of what. All places are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.records import DocumentRecords

HEAD = "2024年清和市卫生健康工作要点\n清和市卫生健康委员会\n\n"


@pytest.fixture
def pairs(records_of: Callable[[str], DocumentRecords]) -> Callable[[str], set[tuple[str, str]]]:
    """From a sentence to its pairs of body and what it is part of, but for the health authority."""

    def made(sentence: str) -> set[tuple[str, str]]:
        found = records_of(
            f"{HEAD}一、工作任务\n1.建设。{sentence}（责任单位：各委属医院、相关委属医院）\n"
        ).part_of
        return {
            (p.child.removeprefix("清和市"), p.parent.removeprefix("清和市"))
            for p in found
            if p.type == "institution" and not p.parent.endswith("卫生健康委员会")
        }

    return made


BOTH = {("第一人民医院", "各委属医院"), ("中医医院", "各委属医院")}


@pytest.mark.parametrize(
    "sentence",
    [
        "支持市一院、市中医医院等委属医院建设特色专科。",
        "支持市一院和市中医医院等委属医院建设特色专科。",
        "支持委属医院（市一院、市中医医院）建设特色专科。",
        "支持委属医院（包括市一院和市中医医院）建设特色专科。",
    ],
)
def test_members_beside_their_collective_are_part_of_it(
    sentence: str, pairs: Callable[[str], set[tuple[str, str]]]
) -> None:
    assert pairs(sentence) == BOTH


@pytest.mark.parametrize(
    "sentence",
    [
        "支持市一院、市中医医院和委属医院建设特色专科。",
        "支持委属医院（含市一院牵头的项目）建设特色专科。",
        "支持市一院、市中医医院等相关委属医院建设特色专科。",
    ],
)
def test_bodies_that_only_stand_near_a_collective_are_none_of_its_members(
    sentence: str, pairs: Callable[[str], set[tuple[str, str]]]
) -> None:
    assert pairs(sentence) == set()


def test_a_hospital_is_within_the_group_that_bears_its_name(
    pairs: Callable[[str], set[tuple[str, str]]],
) -> None:
    assert ("中医医院", "中医医院医疗集团") in pairs("支持市中医医院发展。建强市中医医院医疗集团。")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("由市第一人民医院牵头组建东部医疗集团。", {("第一人民医院", "东部医疗集团")}),
        (
            "整合市第一人民医院、市第二人民医院和9家卫生院，组建清和市总医院。",
            {("第一人民医院", "总医院"), ("第二人民医院", "总医院")},
        ),
    ],
)
def test_a_hospital_is_in_the_group_that_it_leads_or_is_merged_into(
    pairs: Callable[[str], set[tuple[str, str]]], sentence: str, expected: set[tuple[str, str]]
) -> None:
    assert pairs(sentence) >= expected
