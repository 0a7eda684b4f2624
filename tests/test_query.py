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
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import sample_graph

from kg import ids, paths, terms
from kg.errors import BadCall
from kg.query import library, named, render, run, run_on
from kg.query.arguments import bind, fold_words
from kg.query.library import LibraryQuery

NOBODY = "原文未写明责任单位"
OFFICE, HOSPITAL = "清和市卫生健康委员会人口家庭处", "清和市第一人民医院"

# For each query: its values, the columns looked at, and the rows that the sample graph must give, in order.
EXPECTED: dict[str, tuple[dict[str, str], str, list[tuple[Any, ...]]]] = {
    "owners": (
        {"task": "托育"},
        "document section heading institution role basis commitments sentence start listed",
        [
            ("linxi-2024", "1", "服务重点人群", NOBODY, None, None, 1, "扩大普惠托育服务供给", 20, None),
            ("qinghe-2024", "1/1", "发展“普惠托育”", OFFICE, "lead", "stated", 2, "新建托育机构并增加托位", 40, 180),
            ("qinghe-2024", "1/1", "发展“普惠托育”", HOSPITAL, "support", "stated", 2, "新建托育机构并增加托位", 40, 190),
        ],
    ),
    "tasks": (
        {"body": "市一院"},
        "institution document section task role basis commitments",
        [
            (HOSPITAL, "linxi-2024", "1", "市第一人民医院托管区医院", "responsible", "subject", 1),
            (HOSPITAL, "qinghe-2024", "1/1", "发展“普惠托育”", "support", "stated", 2),
        ],
    ),
    "unowned": (
        {},
        "document section sentence status start",
        [
            ("linxi-2024", "1", "扩大普惠托育服务供给", "planned", 20),
            ("linxi-2024", "1", "开办银龄学堂十二所", "planned", 50),
            ("qinghe-2024", "1/2", "提高签约服务质量", "planned", 220),
            ("shuofang-2023", "1", "完成家庭医生签约服务任务", "achieved", 20),
        ],
    ),
    "shared": (
        {"min": "2"},
        "programme regions region document spellings mentions",
        [
            ("家庭医生签约服务", 2, "清和市", "qinghe-2024", "家医签约、签约服务", 2),
            ("家庭医生签约服务", 2, "朔方市", "shuofang-2023", "家庭医生签约服务", 1),
            ("普惠托育服务", 2, "临溪区", "linxi-2024", "普惠托育服务", 1),
            ("普惠托育服务", 2, "清和市", "qinghe-2024", "普惠托育", 1),
        ],
    ),
    "only-here": ({"region": "临溪区"}, "programme document spellings", [("银龄学堂", "linxi-2024", "银龄学堂")]),
    "targets": (
        {"indicator": "托位数"},
        "region status operator value unit deadline printed note document start",
        [
            ("临溪区", "planned", "=", Decimal("4.2"), "个", None, "4.2个", None, "linxi-2024", 34),
            ("临溪区", "planned", "=", None, "个", None, "个", "value missing in source", "linxi-2024", 45),
            ("朔方市", "achieved", "=", Decimal("4.6"), "个", None, "4.6个", None, "shuofang-2023", 60),
            ("清和市", "planned", ">=", Decimal("4.5"), "个", "2024-12-31", "4.5个以上", None, "qinghe-2024", 52),
        ],
    ),
    "achieved": (
        {"region": "990200"},
        "place period indicator value unit document start",
        [
            ("朔方市", "2023", "家庭医生签约率", Decimal("46.3"), "%", "shuofang-2023", 40),
            ("朔方市", "2023", "每千人口托位数", Decimal("4.6"), "个", "shuofang-2023", 60),
        ],
    ),
    "deadlines": (
        {"by": "2024-11-30"},
        "deadline place document section kind words",
        [("2024-06-30", "临溪区", "linxi-2024", "1", "承诺", "扩大普惠托育服务供给")],
    ),
    "evidence": (
        {"fact": "document/qinghe-2024/mention/program/p2"},
        "document start end quote rule source",
        [
            ("qinghe-2024", 212, 216, "家医签约", "vocabulary", "qinghe-2024.txt"),
            ("qinghe-2024", 225, 229, "签约服务", "vocabulary", "qinghe-2024.txt"),
        ],
    ),
    "counts": (
        {},
        "document genre commitments targets achievements responsibilities unowned notes",
        [
            ("linxi-2024", "plan", 3, 2, 0, 1, 2, 1),
            ("qinghe-2024", "plan", 3, 2, 0, 2, 1, 0),
            ("shuofang-2023", "report", 1, 0, 2, 0, 1, 0),
        ],
    ),
    "parts": (
        {"body": "清和市卫生健康委员会"},
        "whole part under type tasks",
        [("清和市卫生健康委员会", OFFICE, "清和市卫生健康委员会", "government", 1)],
    ),
    "regions": (
        {},
        "region code around documents commitments",
        [
            ("云岭省", "990000", None, 0, 0),
            ("清和市", "990100", "云岭省", 1, 3),
            ("临溪区", "990102", "清和市", 1, 3),
            ("朔方市", "990200", "云岭省", 1, 1),
        ],
    ),
    "damaged": (
        {},
        "document reason about start end",
        [("linxi-2024", "value missing in source", "扩大普惠托育服务供给", 44, 46)],
    ),
    "programmes": (
        {"region": "清和市"},
        "programme document spellings commitments",
        [
            ("普惠托育服务", "qinghe-2024", "普惠托育", 2),
            ("家庭医生签约服务", "qinghe-2024", "家医签约、签约服务", 1),
        ],
    ),
    "bodies": (
        {"region": "清和市"},
        "institution type place around tasks",
        [
            ("清和市卫生健康委员会", "government", "清和市", None, 0),
            (OFFICE, "government", "清和市", "清和市卫生健康委员会", 1),
            (HOSPITAL, "hospital", "清和市", None, 2),
        ],
    ),
    "compare": (
        {"a": "清和市", "b": "临溪区"},
        "where programme",
        [("共有", "普惠托育服务"), ("仅前者", "家庭医生签约服务"), ("仅后者", "银龄学堂")],
    ),
    "progress": (
        {},
        "indicator place due operator target achieved achieved_place achieved_period verdict because",
        [
            ("每千人口托位数", "清和市", "2024-12-31", ">=", Decimal("4.5"), Decimal("4.6"), "朔方市", "2023",
             "not comparable", "before the plan、region"),
        ],
    ),
    "find": (
        {"words": "签约服务"},
        "document section sentence status programmes start fact",
        [
            ("qinghe-2024", "1/2", "提高签约服务质量", "planned", "家庭医生签约服务", 220,
             ids.DEFAULT_BASE + "document/qinghe-2024/commitment/c3"),
            ("shuofang-2023", "1", "完成家庭医生签约服务任务", "achieved", "家庭医生签约服务", 20,
             ids.DEFAULT_BASE + "document/shuofang-2023/commitment/c1"),
        ],
    ),
    "indicators": (
        {},
        "indicator unit direction targets achievements regions",
        [("每千人口托位数", "个", "higher", 3, 1, 3), ("家庭医生签约率", "%", None, 1, 1, 2)],
    ),
    "spellings": (
        {"name": "普惠"},
        "thing document spelling because",
        [
            ("普惠托育服务", "linxi-2024", "普惠托育服务", "同一词表项目"),
            ("普惠托育服务", "qinghe-2024", "普惠托育", "同一词表项目"),
        ],
    ),
}  # fmt: skip


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


def test_every_query_of_rows_is_tested_above() -> None:
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


def test_a_year_means_its_last_day(build: Path) -> None:
    assert rows(build, "deadlines", {"by": "2024"}, "deadline")[-1] == ("2024-12-31",)


def test_a_region_is_known_by_code_name_and_iri(build: Path) -> None:
    names = ("990102", "临溪区", ids.DEFAULT_BASE + "region/990102")
    assert {len(run(build, "programmes", {"region": name}).rows) for name in names} == {2}


def test_two_regions_of_one_name_are_told_apart_by_code(tmp_path: Path) -> None:
    graph = sample_graph()
    graph.thing("region/990305", terms.REGION, "临溪区")
    with pytest.raises(BadCall, match="990102, 990305"):
        run(graph.write(tmp_path), "only-here", {"region": "临溪区"})


def test_a_fact_may_be_named_with_or_without_the_base(build: Path) -> None:
    short = "document/linxi-2024/figure/t1"
    full = ids.DEFAULT_BASE + short
    assert {len(run(build, "evidence", {"fact": f}).rows) for f in (short, full, f"<{full}>")} == {1}


def test_the_library_is_in_order_and_large_enough() -> None:
    names = [q.name for q in library()]
    assert names == sorted(names) and len(names) >= 14
    assert len(names) == len(list(paths.ontology("queries").glob("*.rq")))


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_word_that_a_query_answers_with_stands_in_its_head_for_readers_of_english(
    query: LibraryQuery,
) -> None:
    answered = set(re.findall(r'"([^"]*)"@zh', query.text))
    assert answered == set(query.words)
    assert all(word.isascii() and word for word in query.words.values())
