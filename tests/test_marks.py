"""Marked parts of a query are written for the values at hand, with the same answers."""

from __future__ import annotations

import re

import pytest
from sample_graph import sample_graph
from test_library_engines import ours, questions

from kg.query import Beside, library, named, run_on
from kg.query.arguments import bind
from kg.query.library import parse_query
from kg.query.words import Words, make_words, open_words
from kg.store import make_store

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


def test_what_is_apart_is_a_query_within_where_the_value_is_given() -> None:
    text = unspaced(bind(parse_query("own", APART), {"region": "990200"}, ours()))
    assert re.search(
        r"\{ SELECT \* \{ \?fact hc:firmness \?points ; hc:document \?doc \. \?doc <\S+region> <\S+990200> \. \} \} OPTIONAL",
        text,
    )


def test_it_is_as_it_stands_where_the_value_is_left_out() -> None:
    text = unspaced(bind(parse_query("own", APART), {}, ours()))
    assert "{ 2 3 } ?fact hc:firmness ?points ; hc:document ?doc . OPTIONAL" in text


def test_a_region_is_apart_from_the_values_that_the_engine_would_begin_with() -> None:
    for query in library():
        if "# within:" in query.text and ("# holding:" in query.text or "VALUES ?points" in query.text):
            assert "# apart: ?region" in query.text, query.name


@pytest.mark.parametrize(("name", "params"), questions(), ids=str)
def test_every_question_answers_the_same_with_the_index(
    index: Words, name: str, params: dict[str, str]
) -> None:
    with_index = run_on(ours(), named(name), params, beside=Beside(index))
    assert with_index.rows == run_on(ours(), named(name), params).rows
