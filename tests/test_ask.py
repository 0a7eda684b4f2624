"""Questions in Chinese and English become the right query with the right values, and its answer has evidence.

The questions of each file were written before anything was mended for them; how many were right at the first run is told here and in the
file: `questions.toml` 135 of 157 (86%), `questions-unseen.toml` 30 of 40 (75%), both by an earlier way of understanding;
`questions-a.toml` 94 of 139 (68%) by the same, before questions were weighed; then `questions-b.toml` 54 of 77 (70%),
`questions-c.toml` 71 of 81 (88%), `questions-d.toml` 52 of 65 (80%). Since what is asked for is learned as well: `questions-e.toml`
99 of 110 (90%; 96 without), `questions-f.toml` 98 of 110 (89%; 85 without), and after both were learned from `questions-g.toml` 103 of
110 (94%; it is learned from by now) and `questions-h.toml`, by another writer, 97 of 110 (88%). Words and rules were mended for what that
one had shown, so its floor is no such figure; its questions are not among those that are learned from.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_library_engines import ours

from kg import paths
from kg.ask import Answer, ask
from kg.ask.dates import find_date
from kg.ask.intents import intents
from kg.ask.names import Names
from kg.ask.sentence import evidence
from kg.build import build as build_graph
from kg.cli.ask import ask as command
from kg.cli.main import main
from kg.link import link
from kg.query import library, named, run_on
from kg.query.folding import fold_words
from kg.records import read_folder
from kg.store import open_store

DATA = Path(__file__).parent / "data"
Row = dict[str, Any]
# What must stay right: of the questions written before the patterns, and of those written after.
FLOORS = {
    "questions.toml": 0.99,
    "questions-unseen.toml": 0.95,
    "questions-a.toml": 0.99,
    "questions-b.toml": 0.97,
    "questions-c.toml": 0.97,
    "questions-d.toml": 0.95,
    "questions-e.toml": 0.98,
    "questions-f.toml": 0.97,
    "questions-g.toml": 0.98,
    "questions-h.toml": 0.96,
}


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph that the project ships."""
    out = tmp_path_factory.mktemp("five")
    documents = read_folder(paths.extracted())
    build_graph(documents, out, links=link(documents))
    return out


@cache
def names(store: pyoxigraph.Store) -> Names:
    return Names(store)


def questions(file: str) -> list[tuple[str, Row]]:
    found = tomllib.loads((DATA / file).read_text(encoding="utf-8"))
    return [(graph, row) for graph in ("five", "sample") for row in found.get(graph, ())]


def wrong(row: Row, said: Answer, store: pyoxigraph.Store) -> str | None:
    """What is wrong with the reply to a question, None where it is right (in one of its readings)."""
    told = [_wrong_reading({**row, **reading}, said, store) for reading in ({}, *row.get("or", ()))]
    return None if None in told else told[0]


def _wrong_reading(row: Row, said: Answer, store: pyoxigraph.Store) -> str | None:
    if said.reply != row.get("reply", "answer"):
        return f"{said.reply}: {said.query} {said.params}"
    if said.reply != "answer":
        return None
    if said.query != row["query"]:
        return f"{said.query} {said.params}"
    expected = {k: [forms] if isinstance(forms, str) else forms for k, forms in row["params"].items()}
    differs = next((f"{p}={said.params.get(p)}" for p in expected if not _fits(said, p, expected[p])), None)
    if (extra := set(said.params) - set(expected) - {"min"}) and differs is None:
        differs = f"also {extra}"
    # Another word that finds the very same rows is as right.
    if differs and not _finds_the_same(row["query"], expected, said, store):
        return differs
    if "rows" in row and len(said.rows) != row["rows"]:
        return f"{len(said.rows)} rows"
    cells = [str(value) for found in said.rows for value in found.values()]
    return next(
        (f"no {word}" for word in row.get("has", ()) if not any(word in cell for cell in cells)), None
    )


def _finds_the_same(
    query: str, expected: dict[str, list[str]], said: Answer, store: pyoxigraph.Store
) -> bool:
    found = Counter(run_on(store, named(query), said.params).rows)
    wanted = (dict(zip(expected, values, strict=True)) for values in product(*expected.values()))
    return bool(found) and any(Counter(run_on(store, named(query), w).rows) == found for w in wanted)


def _fits(said: Answer, param: str, forms: list[str]) -> bool:
    right = {fold_words(form).removeprefix("document/") for form in forms}
    return fold_words(said.params.get(param, "")).removeprefix("document/") in right


@pytest.mark.parametrize("file", FLOORS)
def test_the_share_of_right_answers_does_not_fall(five: Path, file: str) -> None:
    stores = {"five": open_store(five), "sample": ours()}
    asked = questions(file)
    told = {
        row["ask"]: problem
        for graph, row in asked
        if (problem := wrong(row, ask(stores[graph], row["ask"], names=names(stores[graph])), stores[graph]))
    }
    assert 1 - len(told) / len(asked) >= FLOORS[file], told


def test_the_questions_are_many_and_no_two_the_same() -> None:
    asked = [(graph, row["ask"]) for file in FLOORS for graph, row in questions(file)]
    assert len(asked) >= 160 and len(set(asked)) == len(asked)
    assert {row.get("query") for _, row in questions("questions.toml")} >= {
        q.name for q in library() if q.columns
    } - {"relations"}


def test_every_query_of_rows_can_be_asked_for() -> None:
    assert {intent.query for intent in intents()} == {q.name for q in library() if q.columns}
    for intent in intents():
        columns = {c.name for c in named(intent.query).columns} | {p.name for p in named(intent.query).params}
        for template in intent.answer.values():
            slots = {s.rstrip("#^+") for s in re.findall(r"\{([^}]+)\}", template)}
            assert slots <= columns | {"rows"}, intent.query


def test_an_answer_says_how_it_understood_what_it_ran_and_where_it_stands() -> None:
    said = ask(ours(), "清和市谁负责普惠托育？")
    assert [(u.param, u.value) for u in said.understood] == [("task", "普惠托育"), ("region", "990100")]
    assert "清和市卫生健康委员会人口家庭处" in said.sentence and "清和市第一人民医院" in said.sentence
    assert said.sparql and "普惠托育" in said.sparql
    assert [(e.document, e.start) for e in said.evidence] == [("qinghe-2024", 40)]
    assert json.loads(json.dumps(said.to_json(), ensure_ascii=False))["rows"][0]["role"] == "lead"


def test_the_answer_comes_in_the_language_of_the_question_or_in_the_one_asked_for() -> None:
    assert ask(ours(), "which tasks have no owner?").sentence == "4 commitments name no owner."
    assert ask(ours(), "which tasks have no owner?", lang="zh").sentence.endswith("4条。")


def test_traditional_characters_full_width_and_pinyin_are_understood() -> None:
    same = {"清和市誰負責普惠托育", "清和市　谁负责　普惠托育？？", "qinghe shui fuze puhuituoyu"}
    assert {ask(ours(), q).params.get("region") for q in same} == {"990100"}
    assert {ask(ours(), q).query for q in same} == {"owners"}


def test_a_question_that_fits_several_bodies_is_asked_back() -> None:
    said = ask(ours(), "卫健委有哪些处室")
    assert said.reply == "choices"
    assert {c.params["body"] for c in said.choices} >= {"清和市卫生健康委员会", "朔方市卫生健康委员会"}


def test_what_is_beyond_the_graph_is_told_with_what_can_be_asked() -> None:
    said = ask(ours(), "明天天气怎么样？")
    assert said.reply == "cannot" and len(said.choices) >= 8
    assert "广州" in ask(ours(), "广州谁负责托育").sentence


def test_a_place_that_the_graph_only_mentions_is_told_to_have_no_documents(five: Path) -> None:
    store = open_store(five)
    known = names(store)
    apart = [
        name.label
        for name in known.of("region")
        if name.label.endswith("市")
        and not any(known.around(name.iri, p) or known.around(p, name.iri) for p in known.places)
        and name.iri not in known.places
    ]
    said = ask(store, f"{apart[0]}的婴儿死亡率目标", names=known)
    assert said.reply == "cannot" and apart[0] in said.sentence and "常州" in said.sentence


@given(st.text(max_size=80))
def test_no_question_whatever_breaks_it(text: str) -> None:
    said = ask(ours(), text, names=names(ours()))
    assert said.reply in ("answer", "choices", "cannot")
    assert said == ask(ours(), text, names=names(ours()))


@pytest.mark.parametrize(
    "words", ['谁负责" } UNION { ?s ?p ?o } #', "谁负责<script>", "谁负责\\", "?s ?p ?o 谁负责 }}"]
)
def test_a_question_never_becomes_part_of_a_query(words: str) -> None:
    said = ask(ours(), words)
    assert said.sparql is None or "UNION { ?s ?p ?o }" not in said.sparql.replace('\\"', "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年底前", "2024-12-31"),
        ("2025年6月之前", "2025-06-30"),
        ("2025年2月", "2025-02-28"),
        ("2024年6月30日", "2024-06-30"),
        ("上半年", "2023-06-30"),
        ("年底", "2023-12-31"),
        ("二〇二四年十二月", "2024-12-31"),
        ("by 2025-03", "2025-03-31"),
        ("june 2025", "2025-06-30"),
        ("by the end of 2024", "2024-12-31"),
        ("明年底", "2024-12-31"),
        ("去年年末", "2022-12-31"),
        ("今年第二季度", "2023-06-30"),
        ("国庆节前", "2023-09-30"),
        ("25年底", "2025-12-31"),
        ("二六年3月", "2026-03-31"),
        ("the end of next year", "2024-12-31"),
        ("两百二五年", None),
        ("2025年13月", None),
        ("没有日期", None),
    ],
)
def test_dates_are_read_as_the_last_day_that_is_meant(text: str, day: str | None) -> None:
    found = find_date(text, 2023)
    assert (found.day.isoformat() if found else None) == day


def run(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(command, args, standalone_mode=False)
    assert done.exception is None, done.exception
    return done.return_value, done.output


def test_the_command_tells_how_it_understood_and_the_places(tmp_path: Path) -> None:
    build = str(build_of(tmp_path))
    code, text = run("清和市谁负责普惠托育？", "--build", build, "--show-query")
    assert code == 0 and "理解: 谁负责这项任务" in text and "SELECT" in text and "出处" in text
    code, text = run("明天天气怎么样", "--build", build)
    assert code == 1 and "kg query owners" in text
    code, text = run("卫健委有哪些处室", "--build", build, "--json")
    assert code == 1 and json.loads(text)["reply"] == "choices"


def test_a_missing_graph_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["ask", "谁负责托育", "--build", str(tmp_path / "none")])
    assert ended.value.code == 2 and "kg run" in capsys.readouterr().err


def build_of(folder: Path) -> Path:
    from sample_graph import sample_graph

    return sample_graph().write(folder)


def test_evidence_is_the_sentence_of_the_source_where_it_is_at_hand(tmp_path: Path) -> None:
    text = "一、急救\n云渡市新建急救站点6个，由市急救中心负责。另行安排培训。\n"
    (tmp_path / "yundu-2024.txt").write_text(text, encoding="utf-8")
    row = {"document": "yundu-2024", "start": text.index("新建"), "words": "新建急救站点6个"}
    assert evidence([row], tmp_path)[0].text == "云渡市新建急救站点6个，由市急救中心负责。"
    for beyond in (
        {**row, "start": 10_000},
        {**row, "document": "../yundu-2024"},
        {**row, "document": "other"},
    ):
        assert evidence([beyond], tmp_path / "none")[0].text == "新建急救站点6个"
    assert evidence([{**row, "start": 10_000}], tmp_path)[0].text == "新建急救站点6个"
    assert evidence([row])[0].text == "新建急救站点6个"
