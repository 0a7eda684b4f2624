"""Names of things are readable, valid, the same in every run, and equal only for what is one name."""

from __future__ import annotations

import doctest
import re
import unicodedata

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ids

NAMES = st.text(max_size=30)


def test_the_examples_in_the_docstrings_are_true() -> None:
    assert doctest.testmod(ids) == (0, doctest.testmod(ids).attempted)
    assert doctest.testmod(ids).attempted > 15


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“两癌”筛查", "两癌筛查"),
        ("家庭医生 签约服务", "家庭医生签约服务"),
        ("ＨＰＶ疫苗（二价）", "HPV疫苗(二价)"),
        ("银龄\u200b学堂", "银龄学堂"),
        ("《健康手册》", "健康手册"),
    ],
)
def test_typography_alone_makes_no_other_thing(one: str, other: str) -> None:
    assert ids.segment(one) == ids.segment(other)


@pytest.mark.parametrize(
    ("one", "other"), [("1+N", "1+X"), ("健康村", "健康镇"), ("A/B", "AB"), ("a", "A"), (".", "..")]
)
def test_any_other_difference_makes_another_thing(one: str, other: str) -> None:
    assert ids.segment(one) != ids.segment(other)


def test_a_slash_or_question_mark_in_a_name_does_not_change_the_path() -> None:
    assert ids.institution("甲/乙?丙#丁").count("/") == 1
    assert "?" not in ids.institution("甲?乙") and "#" not in ids.institution("甲#乙")


def test_a_name_in_one_place_is_not_the_same_name_in_another() -> None:
    paths = {
        ids.institution("疾控中心"),
        ids.institution("疾控中心", "990100"),
        ids.institution("疾控中心", "990200"),
    }
    assert len(paths) == 3


def test_sections_keep_the_path_of_their_number() -> None:
    assert ids.section("样例 2024", "3/10") == "document/样例2024/section/3/10"


def test_a_repeated_path_is_counted_on_without_meeting_another() -> None:
    assert ids.distinct(["s/1", "s/1~2", "s/1"]) == ["s/1", "s/1~2", "s/1~3"]


@given(st.lists(st.sampled_from(["s/1", "s/2", "s/1~2", "s/3"])))
def test_distinct_paths_are_distinct_and_keep_their_order(paths: list[str]) -> None:
    found = ids.distinct(paths)
    assert len(set(found)) == len(paths)
    assert all(new == old or new.startswith(f"{old}~") for new, old in zip(found, paths, strict=True))


@given(NAMES)
def test_every_name_gives_a_segment_that_an_iri_may_hold(name: str) -> None:
    found = ids.segment(name)
    assert found and not re.search(r"[\s/?#<>\"{}|\\^`\[\]]", found) and found not in {".", ".."}
    node = pyoxigraph.NamedNode(ids.iri(ids.DEFAULT_BASE, ids.institution(name)))
    assert list(pyoxigraph.parse(f"{node} {node} {node} .", format=pyoxigraph.RdfFormat.N_TRIPLES))


@given(NAMES)
def test_a_normalised_name_stays_as_it_is(name: str) -> None:
    plain = ids.plain_name(name)
    assert ids.plain_name(plain) == plain and unicodedata.is_normalized("NFC", plain)


@given(NAMES, NAMES)
def test_two_names_share_a_segment_only_if_they_are_one_normalised(one: str, other: str) -> None:
    same = ids.plain_name(one) == ids.plain_name(other)
    if ids.plain_name(one) and ids.plain_name(other):
        assert (ids.segment(one) == ids.segment(other)) == same
