"""The index of words finds what a search through the graph finds, and is not trusted where it may be wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from expected_answers import EXPECTED
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import sample_graph
from test_library_engines import ours

from kg import terms as t
from kg.query import library, named, run
from kg.query.arguments import bind
from kg.query.folding import fold_words
from kg.query.words import PREDICATES, WORDS_FILE, Words, make_words, open_words
from kg.store import make_store


def documents() -> list[str]:
    return sorted({q.object.value for q in ours() if q.predicate.value == t.IN_DOCUMENT})


CLASSES = (*t.CLASSES, t.SKOS + "Concept")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    build = sample_graph().write(tmp_path_factory.mktemp("build"))
    make_store(build)
    make_words(build)
    return build


@pytest.fixture(scope="module")
def index(build: Path) -> Words:
    found = open_words(build)
    assert found is not None
    return found


def test_every_search_for_words_of_the_library_uses_the_index(index: Words) -> None:
    searching = {q.name for q in library() if "CONTAINS(" in q.text}
    assert len(searching) >= 12
    for name in searching:
        assert "CONTAINS(" not in bind(named(name), EXPECTED[name][0], ours(), index)


@given(
    st.text(min_size=1, max_size=6)
    | st.sampled_from(["托", "育", "托育", "市一院", "增加托位", "普惠托育服务", "zz", '"', "x *"])
)
def test_it_finds_what_a_look_through_all_texts_finds(words: str) -> None:
    folded = fold_words(words)
    if not folded:
        return
    expected = sorted(
        {
            q.subject.value
            for q in ours()
            if q.predicate.value in PREDICATES and folded in fold_words(q.object.value)
        }
    )
    assert shared_index().holding(folded, CLASSES, PREDICATES, 10_000) == expected


@given(
    st.sampled_from(["托", "育", "托育", "增加托位", "普惠托育服务", "服务", "建"]),
    st.sets(st.sampled_from([*documents(), "https://example.org/none"])),
)
def test_in_some_documents_it_finds_what_lies_there_and_what_lies_in_none(
    words: str, chosen: set[str]
) -> None:
    lies = {q.subject.value: q.object.value for q in ours() if q.predicate.value == t.IN_DOCUMENT}
    everywhere = shared_index().holding(words, CLASSES, PREDICATES, 10_000) or []
    expected = [iri for iri in everywhere if iri not in lies or lies[iri] in chosen]
    assert shared_index().holding(words, CLASSES, PREDICATES, 10_000, sorted(chosen)) == expected


_SHARED: list[Words] = []


@pytest.fixture(autouse=True)
def _share(index: Words) -> None:
    _SHARED[:] = [index]


def shared_index() -> Words:
    return _SHARED[0]


def test_more_than_the_most_are_left_to_the_graph(index: Words) -> None:
    assert index.holding("托育", CLASSES, PREDICATES, 2) is None


def test_it_has_the_same_bytes_each_time(build: Path) -> None:
    first = (build / WORDS_FILE).read_bytes()
    make_words(build)
    assert (build / WORDS_FILE).read_bytes() == first


def test_one_that_is_older_than_its_graph_is_not_used(tmp_path: Path) -> None:
    build = sample_graph().write(tmp_path)
    make_store(build)
    make_words(build)
    graph = sample_graph()
    graph.lines = [line.replace("新建托育机构", "新建养老机构") for line in graph.lines]
    graph.write(build)
    assert open_words(build) is None
    make_store(build)
    assert open_words(build) is None
    assert len(run(build, "find", {"words": "养老机构"}).rows) == 1
    make_words(build)
    assert open_words(build) is not None


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_one_that_is_damaged_or_missing_is_not_used(tmp_path: Path, damage: bytes | None) -> None:
    build = sample_graph().write(tmp_path)
    make_store(build)
    make_words(build)
    place = build / WORDS_FILE
    if damage is None:
        place.unlink()
    else:
        place.write_bytes(damage)
    assert open_words(build) is None
    assert len(run(build, "find", {"words": "托育"}).rows) == 3


def test_one_of_another_format_is_not_used(tmp_path: Path) -> None:
    build = sample_graph().write(tmp_path)
    make_store(build)
    place = make_words(build)
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE about SET format = 0")
    connection.close()
    assert open_words(build) is None
