"""The forms of an answer: a table for the terminal, CSV, JSON, Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import sample_graph

from kg.errors import BadCall
from kg.query import FORMATS, render, run
from kg.query.render import json_with_rows
from kg.query.table import clip, display_width, table, visible


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_graph().write(tmp_path_factory.mktemp("build"))


def test_a_table_is_aligned_and_leaves_out_empty_columns(build: Path) -> None:
    text = render(run(build, "targets", {"indicator": "签约率"}))
    lines = text.splitlines()
    assert len({display_width(line) for line in lines[1:2]}) == 1
    assert "期限" not in lines[0] and "上限" in lines[0]
    assert lines[2].startswith("家庭医生签约率  朔方市")
    starts = [display_width(line[: line.index("%")]) for line in lines[2:]]
    assert len(set(starts)) == 1


def test_codes_become_words_for_people_and_stay_codes_in_json(build: Path) -> None:
    result = run(build, "owners", {"task": "托育"})
    assert "牵头" in render(result) and "牵头" in render(result, "csv")
    assert "stated in a list" in render(result, lang="en")
    assert json.loads(render(result, "json"))["results"]["bindings"][1]["role"]["value"] == "lead"


def test_no_rows_are_told_in_words(build: Path) -> None:
    nothing = run(build, "find", {"words": "量子"})
    assert (render(nothing), render(nothing, lang="en")) == ("没有结果。\n", "Nothing found.\n")


def test_ask_gives_yes_or_no(build: Path) -> None:
    result = run(build, "ASK { ?d a hc:Document }")
    assert (render(result), render(result, lang="en")) == ("是\n", "yes\n")
    assert json.loads(render(result, "json")) == {"head": {}, "boolean": True}
    with pytest.raises(BadCall, match="not rows"):
        render(result, "csv")


def test_csv_is_read_back_with_its_heads(build: Path) -> None:
    text = render(run(build, "regions"), "csv", lang="en", bom=True)
    assert text.startswith("\ufeff")
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["code"] for row in read] == ["990000", "990100", "990102", "990200"]


def test_json_is_that_of_sparql(build: Path) -> None:
    text = render(run(build, "deadlines", {"by": "2024"}), "json")
    read = pyoxigraph.parse_query_results(text, format=pyoxigraph.QueryResultsFormat.JSON)
    assert [row["deadline"].value for row in read] == ["2024-06-30", "2024-12-31", "2024-12-31"]  # type: ignore[index,union-attr]


@pytest.mark.parametrize("form", FORMATS)
def test_triples_have_every_form(build: Path, form: Any) -> None:
    text = render(run(build, "DESCRIBE <https://w3id.org/health-commitments/region/990102>"), form)
    assert "临溪区" in text


def test_rows_are_no_graph(build: Path) -> None:
    with pytest.raises(BadCall, match="CONSTRUCT"):
        render(run(build, "counts"), "turtle")


def test_iris_are_shown_as_one_types_them(build: Path) -> None:
    text = render(run(build, "SELECT ?c ?t { ?c a ?t FILTER(?t = hc:Note) }"))
    assert "document/linxi-2024/note/n1  hc:Note" in text


def test_a_narrow_terminal_cuts_the_widest_columns(build: Path) -> None:
    text = render(run(build, "find", {"words": "签约"}), width=90)
    assert all(display_width(line) <= 90 for line in text.splitlines())
    assert "…" in text


def test_a_terminal_too_narrow_for_columns_gets_blocks(build: Path) -> None:
    text = render(run(build, "targets", {"indicator": "托位"}), width=40)
    assert text.startswith("── 1 ──\n")
    assert re.search(r"^值 +4\.2$", text, re.MULTILINE)


def test_what_steers_a_terminal_is_not_shown() -> None:
    assert visible("红\x1b[31m色\u202e\n标题") == "红[31m色 标题"


@given(st.text(alphabet="ab托育…　ｱé", max_size=20), st.integers(1, 30))
def test_a_cut_text_never_takes_more_than_its_width(text: str, width: int) -> None:
    assert display_width(clip(text, width)) <= max(width, 1)


@given(st.lists(st.lists(st.text(alphabet="ab托育 1", max_size=6), min_size=3, max_size=3), max_size=5))
def test_columns_of_a_table_begin_at_the_same_place(cells: list[list[str]]) -> None:
    head = ["一", "b", "c三"]
    lines = table(head, [[c.strip() + "|" for c in row] for row in cells], [False] * 3).splitlines()
    widths = [display_width(part) for part in lines[1].split("  ")]
    for line in [*lines[2:]]:
        at = [display_width(line[: i + 1]) for i, c in enumerate(line) if c == "|"]
        assert all(end <= sum(widths[: n + 1]) + 2 * n for n, end in enumerate(at))
        assert len(at) == 3


@pytest.mark.parametrize("rows", [[], [{"a": "甲"}], [{"a": '"rows": null'}, {"a": None}]])
def test_json_has_a_row_on_each_line_and_its_head_as_it_is(rows: list[dict[str, Any]]) -> None:
    head = {"said": '"rows": null', "rows": None, "after": [1]}
    text = json_with_rows(head, "rows", rows)
    assert json.loads(text) == {**head, "rows": rows}
    assert all(json.dumps(row, ensure_ascii=False) in text.replace(",\n", "\n").splitlines() for row in rows)
