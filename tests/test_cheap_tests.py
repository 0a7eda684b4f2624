"""What is asked before a pattern: whatever the pattern finds begins or ends with one of the characters that are looked for first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import candidates, clause_words, comparators, goals, indicators, items_behind, told

BEGIN = {
    "size": (items_behind._HOW_LARGE, items_behind._SIZE_BEGINS),
    "build": (clause_words._NEW_BUILD, clause_words.BUILD_BEGINS),
    "list number": (clause_words._ENUMERATION, clause_words._NUMBER_BEGINS),
}
END = {
    "tail": (indicators._TAIL, indicators._TAIL_ENDS),
    "base": (candidates._FROM, candidates._BASE_ENDS),
    "former value": (candidates._COMPARED_WITH, candidates._BASE_ENDS),
    "comparator": (comparators._before()[0], comparators._ends_before()),
    "change": (comparators._change()[0], comparators._ends_of_change()),
    "more than before": (comparators._THAN, comparators._ends_of_change()),
}


def found_in(pattern: re.Pattern[str], data: st.DataObject) -> str:
    # Of digits the genre has the ten that cleaning leaves.
    ascii_digits = re.compile(pattern.pattern, re.ASCII)
    found = ascii_digits.search(data.draw(st.from_regex(ascii_digits)))
    assert found is not None
    return found.group()


@pytest.mark.parametrize("name", BEGIN)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_a_pattern_finds_begins_with_one_of_its_characters(name: str, data: st.DataObject) -> None:
    pattern, begins = BEGIN[name]
    assert found_in(pattern, data)[0] in begins


@pytest.mark.parametrize("name", END)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_a_pattern_finds_ends_with_one_of_its_characters(name: str, data: st.DataObject) -> None:
    pattern, ends = END[name]
    assert found_in(pattern, data)[-1] in ends


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_dateline_holds_one_of_its_words(data: st.DataObject) -> None:
    found = found_in(clause_words._DATELINE, data)
    assert any(word in found for word in clause_words.DATELINE_WORDS)


@pytest.mark.parametrize("name", ["_GOAL", "_PLANNED"])
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_names_a_goal_holds_one_of_its_words(name: str, data: st.DataObject) -> None:
    found = found_in(getattr(goals, name), data)
    assert any(word in found for word in ("目标", "计划", "任务", "应完成", "须完成"))


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_tells_of_one_person_is_looked_at(data: st.DataObject) -> None:
    assert told._MAY_BE_ONE.search(found_in(told._ONE, data))
