"""The graph for programmers: rows of Python values, an rdflib dataset, a networkx graph."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sample_graph import HOSPITAL, literal, quad, sample_graph

from kg import ids, terms
from kg.errors import BadCall
from kg.load import Graph, load
from kg.store import make_store

B = ids.DEFAULT_BASE


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return load(sample_graph().write(tmp_path_factory.mktemp("build")))


def test_a_query_of_the_library_gives_rows_by_column(graph: Graph) -> None:
    first = graph.query("owners", task="托育")[0]
    assert first["document"] == "linxi-2024"
    assert (first["institution"], first["role"], first["start"]) == ("原文未写明责任单位", None, 20)


def test_values_are_those_of_python(graph: Graph) -> None:
    row = graph.query(
        "SELECT * { ?t hc:value ?value ; hc:deadline ?due ; hc:operator ?op ; hc:indicator ?i ."
        " ?s oa:start ?start } ORDER BY ?start LIMIT 1"
    )[0]
    assert (row["value"], row["due"], row["op"]) == (Decimal("4.5"), date(2024, 12, 31), ">=")
    assert (row["i"], row["start"]) == (B + "indicator/childcare-places", 5)


def test_numbers_and_dates_may_be_given_as_such(graph: Graph) -> None:
    assert graph.query("shared", min=2) == graph.query("shared", min="2")
    assert graph.query("deadlines", by=date(2024, 6, 30))[0]["deadline"] == date(2024, 6, 30)


def test_yes_and_no_and_triples_are_rows_too(graph: Graph) -> None:
    assert graph.query("ASK { ?n a hc:Note }") == [{"answer": True}]
    found = graph.query("CONSTRUCT { ?n hc:reason ?r } WHERE { ?n hc:reason ?r }")
    assert [set(row) for row in found] == [{"subject", "predicate", "object"}]


def test_a_malformed_value_stays_text(tmp_path: Path) -> None:
    sample = sample_graph()
    sample.lines.append(quad("x", terms.DEADLINE, literal("年底", terms.XSD_DATE), "graph/registers"))
    found = load(sample.write(tmp_path)).query("SELECT ?d { <https://w3id.org/health-commitments/x> ?p ?d }")
    assert found == [{"d": "年底"}]


def test_a_file_of_the_graph_loads_as_its_folder_does(tmp_path: Path, graph: Graph) -> None:
    build = sample_graph().write(tmp_path)
    assert load(str(build / "graph.nq")).query("counts") == graph.query("counts")
    make_store(build)
    assert load(build).query("counts") == graph.query("counts")


def test_a_missing_folder_is_told_with_the_next_command(tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="kg run"):
        load(tmp_path / "nowhere")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_the_dataset_holds_every_triple_in_its_graph(graph: Graph) -> None:
    import rdflib

    dataset = graph.dataset
    assert sum(1 for _ in dataset.quads((None, None, None, None))) == len(graph.store)
    names = {str(g.identifier) for g in dataset.graphs() if len(g)}
    assert B + "graph/document/qinghe-2024" in names and len(names) == 6
    assert dict(dataset.namespaces())["hc"] == rdflib.URIRef(terms.HC)
    label = dataset.value(rdflib.URIRef(B + HOSPITAL), rdflib.SKOS.prefLabel)
    assert label == rdflib.Literal("清和市第一人民医院", lang="zh")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_the_dataset_answers_as_the_store_does(graph: Graph) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?c a hc:Commitment }"
    (row,) = graph.dataset.query(query)
    assert [{"n": int(row[0])}] == graph.query(query)


def test_the_network_has_the_three_relations(graph: Graph) -> None:
    network = graph.network()
    keys = {key for _, _, key in network.edges(keys=True)}
    assert keys == {"responsibleFor", "targets", "partOf"}
    counted = graph.query(
        "SELECT (COUNT(*) AS ?n) { VALUES ?p { hc:responsibleFor hc:targets hc:partOf } ?s ?p ?o }"
    )
    assert [{"n": network.number_of_edges()}] == counted
    assert network.has_edge(B + HOSPITAL, B + "document/linxi-2024/commitment/c3", key="responsibleFor")


def test_nodes_of_the_network_have_label_and_kind(graph: Graph) -> None:
    network = graph.network()
    assert network.nodes[B + HOSPITAL] == {"label": "清和市第一人民医院", "kind": "Institution"}
    assert network.nodes[B + "document/linxi-2024"]["label"] == "2024年临溪区卫生健康工作计划"
    assert {d["kind"] for _, d in network.nodes(data=True)} == {
        "Institution", "Commitment", "Section", "Document", "Region", "Program", "Indicator", "Thing",
    }  # fmt: skip


def test_importing_loads_no_heavy_library() -> None:
    code = (
        "import sys, kg.load, kg.query, kg.check, kg.store;"
        "print([m for m in ('rdflib', 'networkx', 'pyshacl', 'pyoxigraph') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
