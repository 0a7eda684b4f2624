"""Marked parts of a query are written for the values at hand, with the same answers."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from sample_graph import sample_graph
from test_library_engines import EACH_SMALL, NONE_SMALL, forms, ours

from kg.ids import DEFAULT_BASE
from kg.query import Beside, library, marks, named, run_on
from kg.query.arguments import bind
from kg.query.library import parse_query
from kg.query.words import Words, make_words, open_words
from kg.store import make_store
from kg.terms import RDF_TYPE

APART = """\
# param: region region - | 地区 | region
PREFIX hc: <https://w3id.org/health-commitments/ontology#>
SELECT ?fact {
  VALUES ?points { 2 3 }
  # apart: ?region
  ?fact hc:firmness ?points ; hc:document ?doc .
  # within: ?doc ?region
  {
    SELECT ?doc {
      VALUES ?region { UNDEF }
      ?doc a hc:Document .
      OPTIONAL { ?doc hc:region ?where }
      FILTER(!BOUND(?region) || ?where = ?region)
    }
  }
  # end
  # end
  OPTIONAL { ?fact hc:start ?start }
}
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Words:
    build = sample_graph().write(tmp_path_factory.mktemp("build"))
    make_store(build)
    make_words(build)
    found = open_words(build)
    assert found is not None
    return found


def unspaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_what_is_apart_is_a_query_within_where_the_region_is_a_small_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marks, "_SMALL", EACH_SMALL)
    text = unspaced(bind(parse_query("own", APART), {"region": "990200"}, ours()))
    assert re.search(
        r"\{ SELECT \* \{ \?fact hc:firmness \?points ; hc:document \?doc \. \?doc <\S+region> <\S+990200> \. \} \} OPTIONAL",
        text,
    )


@pytest.mark.parametrize("params", [{}, {"region": "990200"}], ids=["no region", "a large part"])
def test_it_is_as_it_stands_otherwise(monkeypatch: pytest.MonkeyPatch, params: dict[str, str]) -> None:
    monkeypatch.setattr(marks, "_SMALL", NONE_SMALL)
    text = unspaced(bind(parse_query("own", APART), params, ours()))
    assert "{ 2 3 } ?fact hc:firmness ?points ; hc:document ?doc . " in text
    assert "SELECT *" not in text


@pytest.mark.parametrize("documents", [29, 30])
def test_a_small_part_is_a_thirtieth_of_the_documents(documents: int) -> None:
    hc = "https://w3id.org/health-commitments/ontology#"
    place = DEFAULT_BASE + "region/990200"
    lines = [f'<{place}> <{RDF_TYPE}> <{hc}Region> .\n<{place}> <{hc}code> "990200" .']
    lines += [f"<{DEFAULT_BASE}document/{n}> <{RDF_TYPE}> <{hc}Document> ." for n in range(documents)]
    lines += [f"<{DEFAULT_BASE}document/0> <{hc}region> <{place}> ."]
    store = pyoxigraph.Store()
    store.load("\n".join(lines).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    text = bind(parse_query("own", APART), {"region": "990200"}, store)
    assert ("SELECT *" in text) == (documents == 30)


def test_no_question_begins_with_values_where_a_region_is_a_small_part() -> None:
    """The region stands apart, or what is found by words is of its documents alone."""
    for query in library():
        if "# within:" in query.text and ("# holding:" in query.text or "VALUES ?points" in query.text):
            assert re.search(r"# apart: \?region\n|# holding: .* in \?region\n", query.text), query.name


@pytest.mark.parametrize(("name", "params", "small"), forms(), ids=str)
def test_every_question_answers_the_same_with_the_index(
    monkeypatch: pytest.MonkeyPatch, index: Words, name: str, params: dict[str, str], small: int
) -> None:
    without = run_on(ours(), named(name), params)
    monkeypatch.setattr(marks, "_SMALL", small)
    assert run_on(ours(), named(name), params, beside=Beside(index)).rows == without.rows


@pytest.mark.parametrize("words", ["托育", "托", "服务"])
def test_what_lies_in_other_documents_is_not_found(
    monkeypatch: pytest.MonkeyPatch, index: Words, words: str
) -> None:
    monkeypatch.setattr(marks, "_SMALL", EACH_SMALL)
    params = {"words": words, "region": "990200"}
    text = bind(named("find"), params, ours(), index)
    found = set(re.findall(r"<([^>]+)>", text[text.index("VALUES ?fact") :].partition("}")[0]))
    rows = run_on(ours(), named("find"), params).rows
    assert found == {row[-1].value for row in rows}
