"""The graph as files: for Gephi and its like, and as a picture of one programme or one document."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx
import pytest
from click.testing import CliRunner
from explorer_pages import Sample, make_graph

from kg.cli.main import cli
from kg.errors import BadCall
from kg.explore import graph
from kg.explore.gephi import gexf, graphml, network
from kg.explore.neighbourhood import of_document


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("graph"), 300)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("hostile"), 300, hostile=True)


def read(text: str, form: str) -> networkx.DiGraph:
    """What networkx, standing for Gephi, reads of a file."""
    file = BytesIO(text.encode("utf-8"))
    return networkx.read_gexf(file) if form == "gexf" else networkx.read_graphml(file)


WRITERS = {"gexf": gexf, "graphml": graphml}
each_form = pytest.mark.parametrize("form", sorted(WRITERS))


@each_form
def test_a_file_for_gephi_holds_every_node_and_edge(sample: Sample, form: str) -> None:
    made, again = network(sample.data), read(WRITERS[form](sample.data), form)
    assert set(again.nodes) == set(made.nodes)
    assert set(again.edges) == set(made.edges)
    facts = sum(len(sample.data[t]) for t in ("sections", "commitments", "figures", "documents"))
    assert made.number_of_nodes() >= facts


@each_form
def test_nodes_keep_their_label_their_kind_and_their_place(sample: Sample, form: str) -> None:
    path, row = sample.commitment(0)
    node = read(WRITERS[form](sample.data), form).nodes[path]
    assert (node["label"], node["kind"]) == (row[3], "commitment")
    assert (node["span_start"], node["span_end"]) == (row[7], row[8])


@each_form
def test_the_same_graph_gives_the_same_bytes_and_no_date(sample: Sample, form: str) -> None:
    text = WRITERS[form](sample.data)
    assert text == WRITERS[form](sample.data)
    assert "lastmodified" not in text


@each_form
def test_labels_that_are_markup_come_back_as_they_were(hostile: Sample, form: str) -> None:
    labels = {d["label"] for _, d in read(WRITERS[form](hostile.data), form).nodes(data=True)}
    assert set(make_graph().HOSTILE[:3]) <= labels


def test_the_three_relations_are_named(sample: Sample) -> None:
    names = {name for _, _, d in network(sample.data).edges(data=True) for name in d["relation"].split(" ")}
    assert {"responsibleFor", "targets", "partOf", "program"} <= names


def test_a_whole_document_is_drawn_by_its_tasks_what_is_joined_most_first(sample: Sample) -> None:
    found = of_document(sample.data, 0)
    tasks = {row[2] for row in sample.data["commitments"] if row[0] == 0 and row[2] >= 0}
    assert len(found.lanes[1]) == len(tasks)
    joined = [sum(path in edge[:2] for edge in found.edges) for path, _, _ in found.lanes[2]]
    assert joined == sorted(joined, reverse=True)
    assert {end for edge in found.edges for end in edge[:2]} <= {
        p for lane in found.lanes for p, _, _ in lane
    }


def facts_of(file: Path) -> Any:
    return json.loads(re.findall(r'id="facts">(.*?)</script>', file.read_text(encoding="utf-8"))[0])


def test_the_picture_shows_the_programme_named_or_the_one_document_chosen(
    sample: Sample, tmp_path: Path
) -> None:
    by_spelling = graph(sample.folder, tmp_path / "a.html", "html", programme="家医签约")
    assert facts_of(by_spelling)["title"] == "家庭医生签约服务"
    whole = graph(sample.folder, tmp_path / "b.html", "html", documents=["sample001-2022"])
    assert facts_of(whole)["title"] == sample.data["documents"][1]["title"]


def test_a_name_that_fits_no_programme_is_told_with_those_that_come_near(
    sample: Sample, tmp_path: Path
) -> None:
    with pytest.raises(BadCall, match=r"choose among .*家庭医生签约服务"):
        graph(sample.folder, tmp_path / "x.html", "html", programme="家庭医生")


@pytest.mark.parametrize("form", ["html", "gexf", "graphml"])
def test_the_command_writes_beside_the_graph_unless_told_where(
    sample: Sample, tmp_path: Path, form: str
) -> None:
    done = CliRunner().invoke(cli, ["graph", "--build", str(sample.folder), "-f", form])
    assert done.exit_code == 0, done.output
    there = sample.folder / f"graph.{form}"
    elsewhere = tmp_path / "deep" / "own.out"
    CliRunner().invoke(cli, ["graph", "--build", str(sample.folder), "-f", form, "-o", str(elsewhere)])
    assert elsewhere.read_bytes() == there.read_bytes()
