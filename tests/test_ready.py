"""The ready answers are those that the store gives, and are not trusted where they may be wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sample_graph import sample_graph

from kg.query import Beside, library, named, open_beside, run, run_on
from kg.query.answers import ANSWERS_FILE, Answers, make_answers, open_answers
from kg.store import make_store, open_store

READY = [q.name for q in library() if q.columns and all(p.example is None for p in q.params)] + ["shared"]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    build = sample_graph().write(tmp_path_factory.mktemp("build"))
    make_store(build)
    make_answers(build)
    return build


@pytest.fixture(scope="module")
def answers(build: Path) -> Answers:
    found = open_answers(build)
    assert found is not None
    return found


@pytest.mark.parametrize("name", READY)
def test_each_is_what_the_store_answers(build: Path, answers: Answers, name: str) -> None:
    store = open_store(build)
    ready = run_on(store, named(name), {}, beside=Beside(answers=answers))
    assert ready == run_on(store, named(name), {})
    assert answers.connection.execute("SELECT 1 FROM answers WHERE name = ?", (name,)).fetchone()


def test_it_is_used_where_no_value_is_given_and_only_there(answers: Answers, build: Path) -> None:
    nothing = sample_graph().write(build.parent / "empty")
    (nothing / "graph.nq").write_text("", encoding="utf-8")
    empty = open_store(nothing)
    beside = Beside(answers=answers)
    assert run_on(empty, named("counts"), {}, beside=beside).rows
    assert run_on(empty, named("shared"), {"min": 2}, beside=beside).rows
    assert not run_on(empty, named("shared"), {"min": 3}, beside=beside).rows


def test_a_limit_takes_the_first_rows(answers: Answers, build: Path) -> None:
    store = open_store(build)
    some = run_on(store, named("bodies"), {}, 2, Beside(answers=answers))
    assert some.truncated and some.rows == run_on(store, named("bodies"), {}).rows[:2]


def test_they_have_the_same_bytes_each_time(build: Path) -> None:
    first = (build / ANSWERS_FILE).read_bytes()
    make_answers(build)
    assert (build / ANSWERS_FILE).read_bytes() == first


def test_those_of_another_graph_are_not_used(tmp_path: Path) -> None:
    build = sample_graph().write(tmp_path)
    make_store(build)
    make_answers(build)
    graph = sample_graph()
    graph.lines = [line.replace("清和市", "清平市") for line in graph.lines]
    graph.write(build)
    make_store(build)
    assert open_answers(build) is None
    assert any("清平市" in str(row) for row in run(build, "documents").rows)


@pytest.mark.parametrize("damage", ["DELETE FROM answers", "UPDATE answers SET rows = x'00'", None])
def test_a_missing_or_damaged_answer_is_asked_of_the_store(tmp_path: Path, damage: str | None) -> None:
    build = sample_graph().write(tmp_path)
    make_store(build)
    place = make_answers(build)
    if damage is None:
        place.write_bytes(b"no database")
    else:
        with sqlite3.connect(place) as connection:
            connection.execute(damage)
        connection.close()
    assert run(build, "counts").rows == run_on(open_store(build), named("counts"), {}).rows


def test_without_any_file_everything_is_asked_of_the_store(tmp_path: Path) -> None:
    build = sample_graph().write(tmp_path)
    make_store(build)
    assert open_beside(build) == Beside()
