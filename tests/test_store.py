"""The store of a build folder answers as its graph does, and is never used when it is out of date."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sample_graph import sample_graph

from kg import store
from kg.errors import BadCall, BadInput, KgError

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return sample_graph().write(tmp_path / "构建")


def triples(build: Path) -> int:
    return int(next(iter(store.select(store.open_store(build), COUNT)))["n"].value)


def test_the_graph_is_read_into_memory_where_there_is_no_store(build: Path) -> None:
    assert not store.is_current(build)
    assert triples(build) == len((build / "graph.nq").read_text(encoding="utf-8").splitlines())


def test_the_store_answers_as_the_graph_does(build: Path) -> None:
    in_memory = triples(build)
    assert store.make_store(build) == build / "store"
    assert store.is_current(build)
    assert triples(build) == in_memory


def test_a_store_without_its_graph_still_answers(build: Path) -> None:
    store.make_store(build)
    expected = triples(build)
    (build / "graph.nq").unlink()
    assert triples(build) == expected


def test_a_store_that_is_older_than_its_graph_is_not_used(build: Path) -> None:
    store.make_store(build)
    before = triples(build)
    graph = build / "graph.nq"
    kept = graph.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
    graph.write_text("".join(kept), encoding="utf-8")
    assert not store.is_current(build)
    assert triples(build) == before - 1


def test_a_graph_of_the_same_size_but_other_content_is_noticed(build: Path) -> None:
    store.make_store(build)
    graph = build / "graph.nq"
    graph.write_text(graph.read_text(encoding="utf-8").replace("清和市", "清河市"), encoding="utf-8")
    later = graph.stat().st_mtime_ns + 10_000_000_000
    os.utime(graph, ns=(later, later))
    assert not store.is_current(build)


def test_the_same_graph_written_again_keeps_its_store(build: Path) -> None:
    store.make_store(build)
    graph = build / "graph.nq"
    later = graph.stat().st_mtime_ns + 10_000_000_000
    os.utime(graph, ns=(later, later))
    assert store.is_current(build)


def test_a_new_store_replaces_the_former_while_it_is_being_read(build: Path) -> None:
    store.make_store(build)
    reader = store.open_store(build)
    sample_graph().write(build)
    store.make_store(build)
    assert len(reader) == triples(build)
    assert sorted(p.name for p in build.iterdir()) == ["graph.nq", "store"]


def test_a_missing_graph_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="kg run") as caught:
        store.open_store(tmp_path / "nowhere")
    assert caught.value.exit_code == 2
    with pytest.raises(BadCall, match="there is no graph here"):
        store.make_store(tmp_path)


def test_a_broken_graph_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<a> <b> .\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"graph\.nq"):
        store.open_store(tmp_path)


def test_a_damaged_store_is_told_and_can_be_deleted(build: Path) -> None:
    store.make_store(build)
    (build / "store" / "CURRENT").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(KgError, match="delete it"):
        store.open_store(build)


def test_a_file_that_is_no_graph_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_text("x", encoding="utf-8")
    with pytest.raises(BadCall, match="not a file of a graph"):
        store.open_store(tmp_path / "notes.docx")


def test_a_folder_with_a_chinese_name_opens_in_a_c_locale(build: Path) -> None:
    code = "import sys, pathlib; from kg.store import *; b = pathlib.Path(sys.argv[1]); make_store(b); print(len(open_store(b)))"
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(build)], env=env, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == str(triples(build)), done.stderr
