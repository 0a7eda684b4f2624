"""The rule tables in ontology/cues: each row accepts its own example, refuses what it must keep, and is told from the others."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import paths
from kg.clean import clean
from kg.extract.clause import read_clause
from kg.extract.deadlines import find_deadline
from kg.extract.frames import frames, frames_without_verb
from kg.extract.hints import CueWords, Hints
from kg.extract.owners import read_owners
from kg.extract.quantities import find_quantities
from kg.extract.refusals import refusal
from kg.model.text import OwnerList
from kg.outline.owner_lists import owner_lists
from kg.registers.table_heads import role_of
from kg.registers.tables import table, words

CUES = paths.ontology("cues")
FILES = sorted(CUES.glob("*.toml"))


def rows() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(file, table, row) of every row of every list of rules."""
    for path in FILES:
        for name, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(value, list):
                yield from ((path.name, name, row) for row in value)


def of(file: str, name: str) -> list[Any]:
    return [
        pytest.param(row, id=row.get("name", row.get("role")))
        for f, n, row in rows()
        if (f, n) == (file, name)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_names_of_a_table_are_unique(path: Path) -> None:
    names = Counter((n, row.get("name", row.get("role"))) for f, n, row in rows() if f == path.name)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_pattern_compiles_and_none_accepts_the_empty_text(path: Path) -> None:
    for file, _, row in rows():
        if file == path.name and "pattern" in row:
            assert not re.compile(row["pattern"]).fullmatch(""), row["name"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_rule_with_a_pattern_has_an_example_of_its_own(path: Path) -> None:
    examples = [row.get("example") for file, _, row in rows() if file == path.name and "pattern" in row]
    assert all(examples)
    assert len(set(examples)) == len(examples)


@pytest.mark.parametrize("row", of("deadlines.toml", "rule"))
def test_a_deadline_resolves_to_what_it_means(row: dict[str, Any]) -> None:
    last = int(row["about"].rpartition("/")[2][:4])
    text = f"{row['example']}投入使用"
    found = find_deadline(text, 0, len(text), last)
    assert found is not None and (found.rule, found.date) == (row["name"], row["means"])
    assert text[found.start : found.end] in row["example"]


@pytest.mark.parametrize("row", of("frames.toml", "rule"))
def test_a_frame_accepts_its_example_alone(row: dict[str, Any]) -> None:
    assert read_clause(row["example"], 0, len(row["example"])).frame == row["name"]
    kept = read_clause(row["keeps"], 0, len(row["keeps"]))
    assert kept.frame == "" and kept.verb_end > kept.verb_start


@pytest.mark.parametrize("row", of("frames.toml", "rule"))
def test_a_frame_says_why_in_words_for_the_user(row: dict[str, Any]) -> None:
    assert re.search(r"[\u4e00-\u9fff]{4}", row["reason"])


@pytest.mark.parametrize(
    "row",
    [p for name in ("frames.toml", "deadlines.toml") for p in of(name, "rule") if "holds" in p.values[0]],
)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_a_rule_accepts_holds_one_of_its_words(row: dict[str, Any], data: st.DataObject) -> None:
    # Of digits the genre has the ten that cleaning leaves.
    pattern = re.compile(row["pattern"], re.ASCII)
    found = pattern.search(data.draw(st.from_regex(pattern)))
    assert found is not None
    assert any(word in found.group() for word in words(row["holds"]))


@pytest.mark.parametrize("row", [p for p in of("frames.toml", "rule") if "begins" in p.values[0]])
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_a_frame_accepts_begins_with_one_of_its_characters(
    row: dict[str, Any], data: st.DataObject
) -> None:
    clause = data.draw(st.from_regex(re.compile(row["pattern"], re.ASCII), fullmatch=True))
    assert clause[0] in row["begins"]


def test_a_word_that_another_hides_is_found_all_the_same() -> None:
    hints = Hints([{"holds": "存在"}, {"holds": "在"}, {"holds": "在于"}, {}, {"holds": "不足"}])
    assert hints.rules(hints.held_by("仍存在于各处")) == (0, 1, 2, 3)
    assert hints.rules(hints.held_by("各处")) == (3,)


def test_each_clause_has_the_cues_of_the_words_that_it_holds_whole() -> None:
    known = CueWords({"存在": 1, "不足": 2, "在": 4, "足": 8})
    text = "床位存在，不足，存|在床位"
    spans = [(0, 4), (5, 7), (8, 9), (10, 13)]
    assert known.held(text, spans) == [5, 10, 0, 4]
    assert known.held(text, [(3, 6)]) == [4]


def test_every_frame_is_read_from_the_table() -> None:
    names = {row["name"] for row in table("cues", "frames.toml")["rule"]}
    assert {*frames().names, *frames_without_verb().names} == names


@pytest.mark.parametrize("row", of("furniture.toml", "line"))
def test_a_line_of_furniture_goes_and_its_neighbour_stays(row: dict[str, Any]) -> None:
    page = f"清和市工作要点\n{row['example']}\n{row['keeps']}"
    assert clean(page).text == f"清和市工作要点\n\n{clean(row['keeps']).text}"
    assert clean(row["keeps"]).text != ""


@pytest.mark.parametrize("row", of("furniture.toml", "inline") + of("furniture.toml", "tail"))
def test_furniture_within_a_line_goes_and_prose_stays(row: dict[str, Any]) -> None:
    example = clean(row["example"]).text
    assert len(example) < len(row["example"])
    assert clean(row["keeps"]).text == row["keeps"]


@pytest.mark.parametrize("row", of("mojibake.toml", "repair"))
def test_a_broken_wording_is_mended_and_paints_what_was_broken(row: dict[str, Any]) -> None:
    made = clean(f"推进{row['broken']}共建")
    assert made.text == f"推进{row['mended']}共建"
    assert made.damages == ()
    assert made.to_source(2, 2 + len(row["mended"])) == (2, 2 + len(row["broken"]))


@pytest.mark.parametrize("row", of("quantities.toml", "refuse"))
def test_a_number_that_is_no_target_is_refused_with_its_rule(row: dict[str, Any]) -> None:
    text = row["example"]
    refused = [refusal(text, 0, len(text), q) for q in find_quantities(text, 0, len(text))]
    assert (row["name"], row["reason"]) in refused
    assert None not in refused


@pytest.mark.parametrize("row", of("owners.toml", "closing"))
def test_the_words_that_close_a_list_give_the_role(row: dict[str, Any]) -> None:
    text = f"推进建设。{row['example']}"
    found = list(owner_lists(text))
    assert [(text[start:end], rule) for start, end, _, rule in found] == [
        (row["example"], "owner-list-closing-bracket")
    ]
    owners = read_owners(text, (OwnerList(*found[0][:3], 0, found[0][3]),))
    assert owners and {owner.role for owner in owners} == {row["role"]}


LABELS = [
    label
    for role, text in table("cues", "owners.toml")["labels"].items()
    for label in words(text)
    if role != "time"
]


@pytest.mark.parametrize("label", LABELS)
def test_every_label_opens_a_list_and_gives_its_role(label: str) -> None:
    text = clean(f"推进建设。\n{label}：市疾控中心、市一院").text
    ((start, end, found, rule),) = owner_lists(text)
    owners = read_owners(text, (OwnerList(start, end, found, 0, rule),))
    labels = table("cues", "owners.toml")["labels"]
    if label in words(labels["person"]):
        # Somebody's name follows, no body's.
        assert found == label and not owners
        return
    assert found == label and len(owners) == 2
    assert {label in words(labels[owner.role]) for owner in owners} == {True}


@pytest.mark.parametrize("row", of("tables.toml", "column"))
def test_the_head_of_a_column_gives_its_role(row: dict[str, Any]) -> None:
    assert role_of(row["example"]) == row["role"]


UNITS = words(table("cues", "quantities.toml")["units"]["counters"])
SIZED = {"万元": ("元", 10_000), "亿元": ("元", 100_000_000)}


@pytest.mark.parametrize("unit", UNITS)
def test_every_measure_word_is_read_with_its_number(unit: str) -> None:
    text = f"新增12{unit}，"
    (quantity,) = find_quantities(text, 0, len(text))
    name, size = SIZED.get(unit, (unit, 1))
    assert (quantity.unit, quantity.value) == (name, Decimal(12) * size)
    assert text[quantity.start : quantity.end] == f"12{unit}"
