"""The whole library gives the same rows in rdflib's own evaluation as in ours, on the same graph."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

import pyoxigraph
import pytest
import rdflib
from expected_answers import EXPECTED
from sample_graph import sample_graph

from kg.query import library, marks, named, run_on
from kg.query.arguments import bind


@cache
def lines() -> str:
    return "\n".join(sorted(set(sample_graph().lines))) + "\n"


@cache
def ours() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(lines().encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


@cache
def theirs() -> rdflib.Graph:
    """The union of the graphs: rdflib's own Dataset warns of itself when it is queried."""
    graph = rdflib.Graph()
    for quad in ours():
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        graph.parse(data=triple, format="nt")
    return graph


def value(term: Any) -> Any:
    """A term as both engines should see it: numbers by value, text with its language, nothing as None.

    An empty GROUP_CONCAT is an empty string in one engine and no value in the other.
    """
    if term is None:
        return None
    text, language = (
        (str(term), getattr(term, "language", None))
        if isinstance(term, rdflib.term.Identifier)
        else (term.value, getattr(term, "language", None))
    )
    if not text:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return text, language


def questions() -> list[tuple[str, dict[str, str]]]:
    """Each query with the values of its test, and those that take a region with and without one."""
    found = []
    for name, (params, _, _) in EXPECTED.items():
        found.append((name, params))
        if any(p.type == "region" and p.example is None for p in named(name).params):
            given = {k: v for k, v in params.items() if k != "region"}
            found += [
                (name, given),
                (name, {**given, "region": "990100"}),
                (name, {**given, "region": "990200"}),
            ]
    return found


# A region is a small part of the graph where it has one of so many documents: each does, or none.
EACH_SMALL, NONE_SMALL = 1, 1_000_000


def forms() -> list[tuple[str, dict[str, str], int]]:
    """The questions, those with a region as they are for one that is a small part of the graph and for another."""
    return [
        (name, params, small)
        for name, params in questions()
        for small in ((EACH_SMALL, NONE_SMALL) if "region" in params else (NONE_SMALL,))
    ]


@pytest.mark.parametrize(("name", "params", "small"), forms(), ids=str)
def test_rdflib_and_the_store_agree(
    monkeypatch: pytest.MonkeyPatch, name: str, params: dict[str, str], small: int
) -> None:
    monkeypatch.setattr(marks, "_SMALL", small)
    result = run_on(ours(), named(name), params)
    answer = theirs().query(bind(named(name), params, ours()))
    assert [str(v) for v in answer.vars or ()] == list(result.columns)
    found = [tuple(value(t) for t in row) for row in result.rows]
    if not found and "GROUP BY" in named(name).text:
        # rdflib makes one row without values of a grouping of nothing, where SPARQL 1.1 has none.
        return
    assert sorted(map(repr, found)) == sorted(repr(tuple(value(t) for t in row)) for row in answer)


@pytest.mark.parametrize(("name", "params", "small"), forms(), ids=str)
def test_the_file_as_it_stands_answers_as_the_bound_query(
    monkeypatch: pytest.MonkeyPatch, name: str, params: dict[str, str], small: int
) -> None:
    """What `bind` puts in place of the general conditions changes no row."""
    monkeypatch.setattr(marks, "_SMALL", small)
    query = named(name)
    general = query.text
    for param in query.params:
        bound = bind(query, params, ours())
        block = f"VALUES ?{param.name} {{"
        if block in bound:
            start = bound.index(block)
            written = bound[start : bound.index("}", start) + 1]
            example = general[general.index(block) : general.index("}", general.index(block)) + 1]
            general = general.replace(example, written)
    if params.get("region"):
        iri = next(
            str(t.subject) for t in ours() if getattr(t.object, "value", "") in (params["region"],)
        ).strip("<>")
        general = general.replace("VALUES ?region { UNDEF }", f"VALUES ?region {{ <{iri}> }}")
    plain = ours().query(general, use_default_graph_as_union=True)
    found = [tuple(row[v] for v in plain.variables) for row in plain]  # type: ignore[union-attr]
    assert found == [tuple(row) for row in run_on(ours(), query, params).rows]


def test_the_three_relations_are_the_same_triples() -> None:
    result = run_on(ours(), named("relations"), {})
    answer = theirs().query(named("relations").text)
    assert {(str(s), str(p), str(o)) for s, p, o in answer} == {
        (t.subject.value, t.predicate.value, t.object.value) for t in result.triples
    }


def test_every_query_of_the_library_is_compared() -> None:
    assert {q.name for q in library()} == {name for name, _ in questions()} | {"relations"}
