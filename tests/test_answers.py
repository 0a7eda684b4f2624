"""The hand-made answers under tests/data are sound: what they quote is there, and they keep to the rules."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from accuracy import score
from quotes import Finder, Row, letters

from kg.clean import clean
from kg.read import read_source

DATA = Path(__file__).parent / "data"
ANSWERS = sorted(DATA.glob("*/*.answers.json"))
SHARED = Path(__file__).parents[2] / "shared"
PARTS = ("commitments", "targets", "responsibilities", "institutions", "regions", "programs", "part_of")
MAGNITUDES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
each_document = pytest.mark.parametrize("path", ANSWERS, ids=lambda p: p.name.removesuffix(".answers.json"))


@cache
def answers(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def finder(path: Path) -> Finder:
    source = path.with_name(path.name.replace(".answers.json", ".txt"))
    return Finder(clean(read_source(source).text))


def quoted(path: Path) -> list[Row]:
    gold = answers(path)
    rows = gold["commitments"] + gold["targets"] + gold["responsibilities"]
    return [row for row in rows if row.get("quote")]


def test_every_document_has_its_answers() -> None:
    texts = {
        p.with_suffix("").name
        for kind in ("samples", "genres", "bureaus", "pages", "forms")
        for p in DATA.glob(f"{kind}/*.txt")
    }
    assert texts == {p.name.removesuffix(".answers.json") for p in ANSWERS}
    assert len(texts) >= 26


@each_document
def test_every_quote_stands_in_its_document_exactly_once(path: Path) -> None:
    found = {row["quote"]: len(finder(path).quotes(row["quote"])) for row in quoted(path)}
    assert {quote: n for quote, n in found.items() if n != 1} == {}


@each_document
def test_every_number_stands_in_its_quote_exactly_once(path: Path) -> None:
    for row in answers(path)["targets"]:
        within = finder(path).quotes(row["quote"])[0]
        assert len(finder(path).numbers(row["number"], within)) == 1, row


@each_document
def test_no_number_is_answered_twice(path: Path) -> None:
    spans = []
    for row in answers(path)["targets"]:
        within = finder(path).quotes(row["quote"])[0]
        spans.append(finder(path).numbers(row["number"], within)[0])
    assert len(set(spans)) == len(spans)


@each_document
def test_values_are_what_the_arabic_numbers_say(path: Path) -> None:
    for row in answers(path)["targets"]:
        figure = re.fullmatch(
            r"(\d[\d,]*(?:\.\d+)?)[余多]?([百千万亿]*)[余多]?[^\d-]*", row["number"].replace(" ", "")
        )
        if not figure or row["number"].endswith(("成", "/10万")):
            continue
        value = Decimal(figure[1].replace(",", ""))
        for word in figure[2]:
            value *= MAGNITUDES[word]
        assert Decimal(str(row["value"])) == value, row


@each_document
def test_ranges_rise_and_units_carry_no_magnitude(path: Path) -> None:
    for row in answers(path)["targets"]:
        assert row["value_max"] is None or row["value"] < row["value_max"], row
        assert row["unit"] is None or not row["unit"].startswith(tuple(MAGNITUDES)), row
        if row["unit"] and row["unit"] not in "番倍%‰":
            assert letters(row["unit"]) in letters(row["number"]) or row["baseline"] is not None, row


@each_document
def test_fields_hold_what_the_guideline_allows(path: Path) -> None:
    gold = answers(path)
    for row in gold["commitments"] + gold["targets"]:
        assert row["status"] in {"planned", "achieved", "ongoing"}, row
    for row in gold["targets"]:
        assert row["op"] in {"=", ">=", "<=", ">", "<", "~"} and row["measure"] in {
            "level",
            "increase",
            "decrease",
        }
        assert row["deadline"] is None or re.fullmatch(
            r"20\d\d-(0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", row["deadline"]
        ), row
        assert row["indicator"], row
    for row in gold["responsibilities"]:
        assert row["role"] in {"responsible", "lead", "support"} and row["basis"] in {"stated", "subject"}
        assert (row["scope"] is None) == (row["basis"] == "subject") == (row["quote"] is not None), row
    assert gold["document"]["genre"] in {"plan", "report", "news", None}


@each_document
def test_actions_and_objects_are_words_of_the_document(path: Path) -> None:
    for row in answers(path)["commitments"]:
        assert row["action"] or row["optional"], row
        assert not row["action"] or len(row["action"]) <= 6 or "（" in row["action"], row


@each_document
def test_every_named_thing_is_named_in_the_document(path: Path) -> None:
    gold = answers(path)
    for part in ("institutions", "regions", "programs"):
        for row in gold[part]:
            assert any(letters(name) in finder(path).squeezed for name in row["names"]), row
            assert len(set(row["names"])) == len(row["names"]), row


@each_document
def test_owners_and_parts_are_among_the_named_things(path: Path) -> None:
    gold = answers(path)
    known = {name for part in PARTS[3:6] for row in gold[part] for name in row["names"]}
    used = [row["institution"][0] for row in gold["responsibilities"]]
    used += [row[side][0] for row in gold["part_of"] for side in ("child", "parent")]
    assert set(used) <= known


@each_document
def test_the_subject_of_a_clause_answers_for_a_commitment(path: Path) -> None:
    clauses = {row["quote"] for row in answers(path)["commitments"]}
    assert {row["quote"] for row in answers(path)["responsibilities"] if row["quote"]} <= clauses


@each_document
def test_harmless_documents_hold_nothing(path: Path) -> None:
    if path.name.startswith("harmless-"):
        assert not any(answers(path)[part] for part in PARTS)
    else:
        assert answers(path)["commitments"]


@pytest.mark.corpus
def test_nothing_is_taken_from_the_real_documents() -> None:
    real = sorted(SHARED.glob("corpus/*.txt")) + sorted(SHARED.glob("more/*.txt"))
    if not real:
        pytest.skip("the source documents are not beside the checkout")
    ours = sorted(p for p in DATA.rglob("*") if p.suffix in {".txt", ".json", ".jsonl", ".ttl"})
    runs = {run for path in real for run in runs_as_found_and_cleaned(path)}
    taken = {path.name: runs & runs_as_found_and_cleaned(path) for path in ours}
    assert {name: shared for name, shared in taken.items() if shared} == {}


def runs_as_found_and_cleaned(path: Path) -> set[str]:
    """The runs of a file both ways: glosses are letters of the text as found, and gone from the cleaned one."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return set(runs_of(text)) | set(runs_of(clean(text).text))


def runs_of(text: str, length: int = 24) -> list[str]:
    """Every run of `length` letters of a text."""
    squeezed = letters(text)
    return [squeezed[k : k + length] for k in range(len(squeezed) - length + 1)]


def test_the_scorer_gives_full_marks_to_the_answers_themselves(tmp_path: Path) -> None:
    for path in sorted((DATA / "samples").glob("*.answers.json")):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in as_records(path))
        (tmp_path / path.name.replace(".answers.json", ".jsonl")).write_text(lines, encoding="utf-8")
    tallies = score(DATA / "samples", tmp_path)
    assert {part: tally.errors for part, tally in tallies.items() if tally.errors} == {}
    assert all(tally.f1 == 1.0 for tally in tallies.values())


def test_the_scorer_counts_what_is_missed_extra_and_wrong(tmp_path: Path) -> None:
    path = DATA / "samples" / "linxi-2025.answers.json"
    rows = as_records(path)
    needed = [row for row in rows if row["kind"] == "target" and not row["optional"]]
    rows.remove(needed[0])
    needed[1]["value"] += 1
    rows.append({"kind": "region", "name": "乌有县", "aliases": [], "code": None})
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "linxi-2025.jsonl").write_text(lines, encoding="utf-8")
    tallies = score(DATA / "samples", tmp_path, "linxi-2025")
    assert tallies["targets"].wanted - tallies["targets"].hits == 1
    assert tallies["target fields"].wanted - tallies["target fields"].hits == 2
    assert tallies["regions"].errors == [("linxi-2025", "extra", "乌有县")]


def test_a_document_without_records_scores_nothing(tmp_path: Path) -> None:
    tallies = score(DATA / "samples", tmp_path)
    assert all(tally.hits == 0 and tally.wanted > 0 for tally in tallies.values())


def as_records(path: Path) -> list[Row]:
    """The answers of a document as if they had been extracted, optional ones too."""
    gold, at = answers(path), finder(path)
    rows: list[Row] = [{"kind": "document", **gold["document"]}]
    clauses = {}
    for k, row in enumerate(gold["commitments"]):
        start, end = at.source(at.quotes(row["quote"])[0])
        clauses[row["quote"]] = f"c{k}"
        rows.append({"kind": "commitment", "id": f"c{k}", "text": row["quote"], "start": start, "end": end})
    for row in gold["targets"]:
        number = at.source(at.numbers(row["number"], at.quotes(row["quote"])[0])[0])
        rows.append({**row, "kind": "target", "number_start": number[0], "number_end": number[1]})
    for row in gold["responsibilities"]:
        owner = {"kind": "responsibility", "institution": row["institution"][0], "basis": row["basis"]}
        rows.append({**owner, "section": row["scope"], "commitment": clauses.get(row["quote"])})
    rows += [{"kind": "section", "id": n, "number": n} for n in map(str, range(1, 30))]
    for part, kind in (("institutions", "institution"), ("regions", "region"), ("programs", "program")):
        rows += [{"kind": kind, "name": row["names"][0], "aliases": [], "code": None} for row in gold[part]]
    rows += [{"kind": "part_of", "child": r["child"][0], "parent": r["parent"][0]} for r in gold["part_of"]]
    return rows
