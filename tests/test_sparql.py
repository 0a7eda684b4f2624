"""SPARQL of one's own: read only, no network, and errors that say where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_graph import sample_graph

from kg.errors import BadCall, BadInput
from kg.query import resolve, run
from kg.query.guard import refuse_unsafe


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_graph().write(tmp_path_factory.mktemp("build"))


def test_prefixes_are_declared_and_all_graphs_are_read(build: Path) -> None:
    result = run(build, "SELECT (COUNT(*) AS ?n) { ?c a hc:Commitment ; rdfs:label ?l }")
    assert [row[0].value for row in result.rows] == ["7"]


def test_a_file_of_sparql_may_take_values_of_its_own(build: Path, tmp_path: Path) -> None:
    query = tmp_path / "有限.rq"
    query.write_text(
        "# param: most integer 1 | 最多 | at most\n"
        "SELECT ?c { VALUES ?most { 1 } { SELECT ?c (COUNT(*) AS ?n) { ?c hc:targets ?i } GROUP BY ?c } FILTER(?n <= ?most) }",
        encoding="utf-8",
    )
    assert len(run(build, query, {"most": 1}).rows) == len(run(build, str(query), {"most": "5"}).rows) > 0


@pytest.mark.parametrize("head", ["# param: x text", "# param: x colour y | a | b", "# column: x"])
def test_a_malformed_head_is_told(tmp_path: Path, head: str) -> None:
    query = tmp_path / "q.rq"
    query.write_text(f"{head}\nASK {{}}", encoding="utf-8")
    with pytest.raises(BadInput, match=r"the head of the query is malformed"):
        resolve(query)


def test_a_missing_file_of_sparql_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        resolve(tmp_path / "none.rq")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?s {\n  ?s a hc:Document FILTR(?s) }", r"line 2, column \d+.*not valid SPARQL near"),
        ("SELECT ?s { ?s a hc:Document", r"line 1, column \d+.*near the end"),
        ("SELECT ?s {\n ?s a ex:Thing }", r"line 2, column 7: the prefix ex: is not declared.*PREFIX ex:"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "not valid SPARQL"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "line 1, column 1: INSERT changes the graph"),
        ("PREFIX x: <urn:x>\n delete where { ?s ?p ?o }", "line 2, column 2: DELETE changes the graph"),
        ("LOAD <http://example.org/data>", "LOAD changes the graph"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", r"SERVICE asks another server"),
        ("SELECT * FROM <http://example.org/> { ?s ?p ?o }", r"FROM names a data set.*GRAPH"),
        ("select * from named <file:///etc/passwd> { ?s ?p ?o }", r"FROM names a data set"),
    ],
)
def test_a_query_that_cannot_be_answered_is_told_with_its_place(build: Path, text: str, message: str) -> None:
    with pytest.raises(BadCall, match=message) as caught:
        run(build, text)
    assert caught.value.exit_code == 2 and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?from ?service { ?from ?p ?service }",
        'SELECT * { ?s ?p "FROM here, SERVICE there # INSERT" }',
        "# SERVICE and FROM in a comment\nASK { ?s ?p ?o }",
        "ASK { ?s <urn:x#FROM> ?o }",
        "PREFIX from: <urn:x#> ASK { ?s from:service ?o }",
        'ASK { ?s ?p """INSERT "quoted" FROM""" FILTER(1 < 2 && 3 > 2) }',
    ],
)
def test_words_in_names_strings_and_comments_are_no_commands(text: str) -> None:
    refuse_unsafe(text)


def test_an_unknown_name_brings_up_near_ones(build: Path) -> None:
    with pytest.raises(BadCall, match="did you mean owners"):
        run(build, "owner")
    with pytest.raises(BadCall, match="there are: achieved"):
        run(build, "zzzz")


def test_a_limit_cuts_and_says_so(build: Path) -> None:
    assert (len(run(build, "counts", limit=2).rows), run(build, "counts", limit=2).truncated) == (2, True)
    assert not run(build, "counts", limit=3).truncated
    assert run(build, "relations", limit=5).truncated
