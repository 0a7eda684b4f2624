"""Every query of the library answers a question about the sample graph; SPARQL of one's own is read only."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from expected_answers import EXPECTED
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import Page, sample_graph

from kg import ids, paths, terms
from kg.errors import BadCall
from kg.query import library, named, render, run, run_on
from kg.query.arguments import bind
from kg.query.folding import fold_words
from kg.query.library import LibraryQuery


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_graph().write(tmp_path_factory.mktemp("build"))


@cache
def sample_store() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load("\n".join(sample_graph().lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def plain(term: Any) -> Any:
    if term is None:
        return None
    kind = getattr(getattr(term, "datatype", None), "value", None)
    readers: dict[str, Any] = {terms.XSD_INTEGER: int, terms.XSD_DECIMAL: Decimal}
    return readers.get(str(kind), str)(term.value)


def rows(build: Path, query: str, params: dict[str, str], columns: str) -> list[tuple[Any, ...]]:
    result = run(build, query, params)
    at = [result.columns.index(c) for c in columns.split()]
    return [tuple(plain(row[i]) for i in at) for row in result.rows]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_query_answers_its_question(build: Path, name: str) -> None:
    params, columns, expected = EXPECTED[name]
    found = rows(build, name, params, columns)
    if name == "bodies":  # ordered by code points of place and name; the set is what matters here
        assert sorted(found, key=str) == sorted(expected, key=str)
    else:
        assert found == expected


def test_every_query_of_rows_is_tested() -> None:
    assert {q.name for q in library() if q.columns} == set(EXPECTED)


def test_the_three_relations_come_as_a_graph(build: Path) -> None:
    result = run(build, "relations")
    used = {t.predicate.value for t in result.triples}
    assert used == {terms.RESPONSIBLE_FOR, terms.TARGETS, terms.PART_OF, terms.LABEL}
    text = render(result, "turtle")
    assert "hc:responsibleFor" in text and "@prefix hc:" in text and "@prefix oa:" not in text


@pytest.mark.parametrize("name", [q.name for q in library()])
def test_each_query_says_what_it_asks_in_both_languages(name: str) -> None:
    query = named(name)
    for lang in ("zh", "en"):
        assert query.title(lang) and query.description(lang)
    assert query.description("zh").endswith("。") and query.description("en").endswith(".")
    assert query.example.startswith(f"kg query {name}")
    for param in query.params:
        assert param.zh and param.en
        assert f"VALUES ?{param.name} {{" in query.text


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_columns_are_named_in_the_order_of_the_query(build: Path, name: str) -> None:
    assert run(build, name, EXPECTED[name][0]).columns == tuple(c.name for c in named(name).columns)


@pytest.mark.parametrize("name", [q.name for q in library()])
def test_each_file_is_plain_sparql_that_runs_as_it_stands(name: str) -> None:
    import rdflib.plugins.sparql

    rdflib.plugins.sparql.prepareQuery(named(name).text)


def test_answers_do_not_depend_on_the_order_of_the_graph(build: Path, tmp_path: Path) -> None:
    lines = (build / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(3).shuffle(lines)
    (tmp_path / "graph.nq").write_text("".join(lines), encoding="utf-8")
    for name, (params, columns, _) in EXPECTED.items():
        assert rows(tmp_path, name, params, columns) == rows(build, name, params, columns), name


# Targets beside achievements


def test_targets_stand_beside_achievements_for_one_region_where_asked(build: Path) -> None:
    assert len(rows(build, "progress", {"region": "清和市"}, "indicator")) == 1
    assert rows(build, "progress", {"region": "朔方市"}, "indicator") == []


def test_verdicts_and_each_of_their_reasons_are_told_in_the_language_asked_for(build: Path) -> None:
    result = run(build, "progress")
    assert "不可比  完成值早于目标期、范围不同" in render(result)
    english = render(result, "csv", lang="en")
    assert "not comparable,achieved before the target's time; other region" in english


# Years, and collectives


def test_programmes_come_and_go_between_the_documents_of_a_place(tmp_path: Path) -> None:
    graph = sample_graph()
    page = Page(graph, "qinghe-2023", ids.region("990100"))
    page.head("2023年清和市卫生健康工作要点", "plan", "2023", ids.institution("清和市卫生健康委员会"))
    page.mention("program", "p1", ids.programme("inclusive-childcare"), (9, "普惠托育服务"))
    page.mention("program", "p2", ids.local_programme("银龄学堂"), (30, "银龄学堂"))
    build = graph.write(tmp_path)
    columns = "programme document period spellings"
    assert rows(build, "new-programmes", {"region": "清和市"}, columns) == [
        ("家庭医生签约服务", "qinghe-2024", "2024", "家医签约、签约服务")
    ]
    assert rows(build, "dropped-programmes", {"region": "清和市"}, columns) == [
        ("银龄学堂", "qinghe-2023", "2023", "银龄学堂")
    ]


def test_a_collective_stands_with_its_members_or_says_that_it_has_none(tmp_path: Path) -> None:
    graph = sample_graph()
    kind = (terms.INSTITUTION_TYPE, '"collective"')
    hospitals = graph.thing(ids.institution("各市属医院"), terms.INSTITUTION, "各市属医院", kind)
    schools = graph.thing(ids.institution("各学校"), terms.INSTITUTION, "各学校", kind)
    page = Page(graph, "qinghe-2024", ids.region("990100"))
    section = ids.section("qinghe-2024", "1/2")
    listed = page.responsibility("r8", hospitals, section, "各市属医院", 300)
    member = page.responsibility(
        "r8.1", ids.institution("清和市第一人民医院"), section, "各市属医院", 300, basis="expanded"
    )
    page.put(member, [(terms.EXPANDED_FROM, listed)])
    page.responsibility("r9", schools, section, "各学校", 310)
    assert rows(graph.write(tmp_path), "collectives", {}, "collective member document tasks") == [
        ("各学校", "未展开", "qinghe-2024", 1),
        ("各市属医院", "清和市第一人民医院", "qinghe-2024", 1),
    ]


def test_targets_are_ranked_in_one_unit_and_by_their_direction(tmp_path: Path) -> None:
    graph = sample_graph()
    ratio = graph.thing(ids.indicator("ratio"), terms.INDICATOR, "患病率", (terms.DIRECTION, '"lower"'))
    page = Page(graph, "linxi-2024", ids.region("990102"))
    for record, value, unit in (("t7", "2", "%"), ("t8", "4", "‰"), ("t9", "30", "/10万")):
        page.figure(
            record,
            ids.fact("linxi-2024", "commitment", "c2"),
            ratio,
            f"{value}{unit}",
            90,
            value=value,
            unit=unit,
        )
    found = rows(graph.write(tmp_path), "ranking", {"indicator": "患病率"}, "value unit")
    assert found == [(Decimal("0.03"), "%"), (Decimal("0.4"), "%"), (Decimal("2"), "%")]


@pytest.mark.parametrize(
    ("query", "params", "count"),
    [
        ("owners", {"task": "托育", "region": "临溪区"}, 1),
        ("find", {"words": "托育", "region": "清和市"}, 2),
        ("targets", {"indicator": "托位", "region": "朔方市"}, 1),
        ("deadlines", {"by": "2025", "region": "临溪区"}, 1),
        ("damaged", {"region": "清和市"}, 0),
        ("timeline", {"region": "清和市"}, 1),
        ("busiest", {"region": "临溪区"}, 1),
        ("strongest", {"region": "清和市"}, 1),
        ("joint-tasks", {"region": "临溪区"}, 0),
    ],
)
def test_a_region_narrows_an_answer(build: Path, query: str, params: dict[str, str], count: int) -> None:
    assert len(run(build, query, params).rows) == count


# Values


def test_words_are_found_through_quotation_marks_and_spaces(build: Path) -> None:
    for words in ("发展普惠托育", "发展 “普惠托育”", "發展"):
        found = rows(build, "owners", {"task": words}, "institution")
        assert bool(found) == (words != "發展"), words


@given(st.text(min_size=1))
def test_a_value_never_becomes_part_of_the_query(words: str) -> None:
    store = sample_store()
    if not fold_words(words.strip()):
        with pytest.raises(BadCall):
            bind(named("find"), {"words": words}, store)
        return
    for row in run_on(store, named("find"), {"words": words}).rows:
        assert fold_words(words.strip()) in fold_words(row[2].value)


@pytest.mark.parametrize("words", ['" } INSERT', '"^^<x>', "\\", "VALUES ?words { }", "'; DROP", "?s", "}}"])
def test_values_that_look_like_sparql_find_nothing(build: Path, words: str) -> None:
    assert run(build, "find", {"words": words}).rows == ()


@pytest.mark.parametrize(
    ("query", "params", "message"),
    [
        ("owners", {}, r"needs this value.*task=托育"),
        ("owners", {"task": "“ ”"}, "holds no words"),
        ("owners", {"body": "x"}, r"no such parameter.*task"),
        ("counts", {"body": "x"}, "takes none"),
        ("shared", {"min": "two"}, "not a whole number"),
        ("deadlines", {"by": "年底"}, r"not a date.*2024-12-31"),
        ("deadlines", {"by": "2024-13-01"}, "not a date"),
        ("only-here", {"region": "清河市"}, r"no region.*清和市"),
        ("only-here", {"region": "乌有乡"}, "kg query regions"),
        ("evidence", {"fact": "document/nowhere/figure/t1"}, "not in this graph"),
        ("evidence", {"fact": "a b>c"}, "not an IRI"),
    ],
)
def test_a_wrong_value_is_told_with_what_to_write(
    build: Path, query: str, params: dict[str, str], message: str
) -> None:
    with pytest.raises(BadCall, match=message):
        run(build, query, params)


def test_a_year_or_a_month_means_its_last_day(build: Path) -> None:
    assert rows(build, "deadlines", {"by": "2024"}, "deadline")[-1] == ("2024-12-31",)
    assert rows(build, "deadlines", {"by": "2024-06"}, "deadline") == [("2024-06-30",)]
    assert rows(build, "deadlines", {"by": "2024-05"}, "deadline") == []


def test_a_region_is_known_by_code_name_and_iri(build: Path) -> None:
    names = ("990102", "临溪区", "region/990102", ids.DEFAULT_BASE + "region/990102")
    assert {len(run(build, "programmes", {"region": name}).rows) for name in names} == {2}


def test_two_regions_of_one_name_are_told_apart_by_code_or_the_end_of_their_iri(tmp_path: Path) -> None:
    """A place outside the register has no code."""
    graph = sample_graph()
    graph.thing("region/qinghe-2024/临溪区", terms.REGION, "临溪区")
    build = graph.write(tmp_path)
    with pytest.raises(BadCall, match="region/990102, region/qinghe-2024/临溪区"):
        run(build, "only-here", {"region": "临溪区"})
    assert not run(build, "only-here", {"region": "region/qinghe-2024/临溪区"}).rows


def test_a_fact_may_be_named_with_or_without_the_base(build: Path) -> None:
    short = "document/linxi-2024/figure/t1"
    full = ids.DEFAULT_BASE + short
    assert {len(run(build, "evidence", {"fact": f}).rows) for f in (short, full, f"<{full}>")} == {1}


def test_the_library_is_in_order_and_large_enough() -> None:
    names = [q.name for q in library()]
    assert names == sorted(names) and len(names) >= 40
    assert len(names) == len(list(paths.ontology("queries").glob("*.rq")))


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_word_that_a_query_answers_with_stands_in_its_head_for_readers_of_english(
    query: LibraryQuery,
) -> None:
    answered = set(re.findall(r'"([^"]*)"@zh', query.text))
    assert answered == set(query.words)
    assert all(word.isascii() and word for word in query.words.values())
