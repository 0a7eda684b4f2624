"""Extraction as a whole: the same bytes everywhere, records that point to what they say, and nothing but facts without the text.

The documents under tests/data are of invented places.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from quotes import letters

from kg import records
from kg.clean import clean
from kg.errors import BadInput
from kg.extract import extract
from kg.model.records import KINDS, Commitment, DocumentRecords, Institution, Program, Region, Target
from kg.outline import outline
from kg.read import read_source

DATA = Path(__file__).parent / "data"
TEXTS = sorted(DATA.glob("*/*.txt"))
each_text = pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
IDS = {
    "section": r"s\d+(-\d+)?(\.\d+(-\d+)?)*", "commitment": r"c[\d.-]+-\d+", "target": r"t(f|[\d.-]+)-\d+", "responsibility": r"r\d+",
    "institution": r"i\d+", "region": r"g\d+", "program": r"m\d+", "part_of": r"p\d+", "note": r"n\d+",
}  # fmt: skip
DATE = r"20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"


@cache
def source(path: Path) -> str:
    return read_source(path).text


@cache
def made(path: Path, keep_text: bool = True) -> DocumentRecords:
    found = read_source(path)
    return extract(found, outline(clean(found.text)), keep_text=keep_text)


@cache
def converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def things(path: Path) -> list[Institution | Region | Program]:
    found = made(path)
    return [*found.institutions, *found.regions, *found.programs]


def facts(path: Path) -> list[Commitment | Target]:
    found = made(path)
    return [*found.commitments, *found.targets]


def painted(path: Path, start: int, end: int) -> str:
    """Letters of the source between two places, without noise and in simplified characters."""
    return letters(converter().convert(clean(source(path)[start:end]).text))


@each_text
def test_ids_are_well_formed_and_unique(path: Path) -> None:
    ids = Counter(record.id for record in made(path))
    assert [i for i, count in ids.items() if count > 1] == []
    for record in made(path):
        pattern = re.escape(path.stem) if record.kind == "document" else IDS[record.kind]
        assert re.fullmatch(pattern, record.id), record


@each_text
def test_every_span_lies_in_the_source(path: Path) -> None:
    length = len(source(path))
    assert made(path).document.chars == length
    for record in made(path):
        spans = list(getattr(record, "mentions", ()))
        if hasattr(record, "start"):
            spans.append((record.start, record.end))
        if hasattr(record, "number_start"):
            spans.append((record.number_start, record.number_end))
        assert all(0 <= start < end <= length for start, end in spans), record


@each_text
def test_spans_paint_the_wording_of_their_record(path: Path) -> None:
    for record in facts(path):
        assert painted(path, record.start, record.end) == letters(record.text), record


@each_text
def test_the_number_of_a_target_paints_digits_of_its_value(path: Path) -> None:
    for target in made(path).targets:
        figure = painted(path, target.number_start, target.number_end)
        assert target.start <= target.number_start and target.number_end <= target.end
        assert re.search(r"[\d零一二两三四五六七八九十百]", figure), target
        # A unit stands in the head of a column, or in words (七成, 千分之五).
        in_words = re.search("成|分之", figure) is not None
        elsewhere = in_words or "table" in target.rule or target.unit in ("元", "/10万")
        assert not target.unit or elsewhere or letters(target.unit) in figure, target


@each_text
def test_mentions_paint_a_name_of_the_thing(path: Path) -> None:
    """A member of a list may stand without what it shares with its neighbours (东镇、西镇卫生院)."""
    for thing in things(path):
        names = [letters(name) for name in (thing.name, *thing.aliases)]
        wrong = [m for m in thing.mentions if not any(painted(path, *m) in name for name in names)]
        assert wrong == [], f"{thing.name}: {[source(path)[a:b] for a, b in wrong]}"


@each_text
def test_every_reference_leads_to_a_record(path: Path) -> None:
    found = made(path)
    sections, commitments = {s.id for s in found.sections}, {c.id for c in found.commitments}
    everything = {record.id for record in found}
    assert all(s.parent is None or s.parent in sections for s in found.sections)
    assert all(c.section is None or c.section in sections for c in found.commitments)
    assert all(t.commitment is None or t.commitment in commitments for t in found.targets)
    assert all(n.about is None or n.about in everything for n in found.notes)
    for owner in found.responsibilities:
        assert (owner.section in sections) != (owner.commitment in commitments), owner


@each_text
def test_records_of_a_kind_follow_the_text(path: Path) -> None:
    found = made(path)
    for places in (
        [s.start for s in found.sections],
        [c.start for c in found.commitments],
        [t.number_start for t in found.targets],
    ):
        assert places == sorted(places)
    for thing in things(path):
        assert list(thing.mentions) == sorted(set(thing.mentions)), thing


@each_text
def test_fields_hold_only_what_the_contract_allows(path: Path) -> None:
    found = made(path)
    assert found.document.genre in {"plan", "report", "news"}
    for record in facts(path):
        assert record.status in {"planned", "achieved", "ongoing"}
        assert record.deadline is None or re.fullmatch(DATE, record.deadline)
        assert record.rule
    for target in found.targets:
        assert target.op in {"=", ">=", "<=", ">", "<", "~"} and target.measure in {
            "level",
            "increase",
            "decrease",
        }
        assert target.value is not None and (target.value_max is None or target.value_max > target.value), (
            target
        )
    for owner in found.responsibilities:
        assert owner.role in {"responsible", "lead", "support"} and owner.basis in {"stated", "subject"}
    for part in found.part_of:
        assert part.type in {"region", "institution", "program"} and part.child != part.parent


@each_text
def test_records_come_back_from_their_file_as_they_were(path: Path, tmp_path: Path) -> None:
    records.write(made(path), tmp_path / "one.jsonl")
    again = records.read(tmp_path / "one.jsonl")
    assert again == made(path)
    records.write(again, tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


@each_text
def test_a_line_holds_the_fields_of_the_contract_in_order(path: Path) -> None:
    order = [cls.kind for cls in KINDS]
    names = {cls.kind: ["kind", *(f.name for f in fields(cls))] for cls in KINDS}
    rows: list[dict[str, Any]] = [json.loads(records.to_line(record)) for record in made(path)]
    assert all(list(row) == names[row["kind"]] for row in rows)
    places = [order.index(row["kind"]) for row in rows]
    assert places == sorted(places)


@each_text
def test_without_the_text_the_same_facts_are_found(path: Path) -> None:
    kept = [json.loads(records.to_line(r)) for r in made(path)]
    bare = [json.loads(records.to_line(r)) for r in made(path, keep_text=False)]
    for with_text, without in zip(kept, bare, strict=True):
        assert not without.get("text") and not without.get("heading")
        for name in ("text", "heading"):
            with_text.pop(name, None)
            without.pop(name, None)
        assert with_text == without


@each_text
def test_without_the_text_no_clause_of_the_document_is_left(path: Path) -> None:
    clauses = {letters(c.text) for c in made(path).commitments}
    for record in made(path, keep_text=False):
        if record.kind == "document":
            continue
        row = json.loads(records.to_line(record))
        strings = [v for v in row.values() if isinstance(v, str)] + list(row.get("aliases", ()))
        assert not [s for s in strings if len(letters(s)) >= 16 and letters(s) in clauses], row


@pytest.mark.parametrize("path", sorted(DATA.glob("genres/harmless-*.txt")), ids=lambda p: p.stem)
def test_a_text_of_another_kind_promises_nothing(path: Path) -> None:
    found = made(path)
    assert not (found.commitments or found.targets or found.responsibilities or found.programs)


def test_an_empty_body_gives_a_document_and_nothing_else() -> None:
    path = DATA / "samples" / "linxi-2025.txt"
    found = read_source(path)
    empty = extract(found, outline(clean("\n")))
    assert list(empty) == [empty.document]


def run_extract(folder: Path, *args: str, **env: str) -> dict[str, bytes]:
    """The files that `kg extract` writes for the samples, in a process with this environment."""
    command = [sys.executable, "-m", "kg", "extract", "-q", *args, "-o", str(folder)]
    texts = [str(path) for path in sorted(DATA.glob("samples/*.txt"))]
    bare = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **env}
    done = subprocess.run([*command, *texts], env=bare, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_bytes_are_the_same_for_every_hash_seed_locale_and_number_of_workers(tmp_path: Path) -> None:
    first = run_extract(tmp_path / "1", PYTHONHASHSEED="0", LC_ALL="C", PYTHONUTF8="0")
    assert len(first) == len(list(DATA.glob("samples/*.txt")))
    assert run_extract(tmp_path / "2", PYTHONHASHSEED="1", LC_ALL="C.UTF-8", TZ="Asia/Shanghai") == first
    assert run_extract(tmp_path / "3", "--jobs", "2", PYTHONHASHSEED="4242", LC_ALL="POSIX") == first


def test_the_command_writes_what_the_step_gives(tmp_path: Path) -> None:
    path = DATA / "samples" / "linxi-2025.txt"
    written = run_extract(tmp_path / "records", "--no-text")["linxi-2025.jsonl"].decode("utf-8").split("\n")
    wanted = [records.to_line(r) for r in made(path, keep_text=False)]
    assert [json.loads(line)["kind"] for line in written[1:-1]] == [
        json.loads(line)["kind"] for line in wanted[1:]
    ]
    assert written[1:-1] == wanted[1:]


BROKEN = {
    "no JSON": "{", "another kind": '{"kind": "promise"}', "a field missing": '{"kind": "note", "id": "n1"}', "a list": "[]",
    "a number": "7", "no document": "",
}  # fmt: skip


@pytest.mark.parametrize("text", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_file_of_records_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        records.read(path)
    assert "broken.jsonl" in str(caught.value) and "kg extract" in str(caught.value)


def test_a_folder_without_records_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no records"):
        records.read_folder(tmp_path)


@pytest.mark.parametrize("authority", ["卫生健康委员会", "卫生健康局"])
def test_offices_belong_to_the_authority_as_the_document_names_it(
    authority: str, records_of: Callable[[str], DocumentRecords]
) -> None:
    page = (
        f"清溪县{authority}2025年工作要点\n一、重点任务\n"
        "1.推进签约服务。重点人群签约率达到82%以上，改扩建石桥镇卫生院1家。（责任单位：医政医管处、基层卫生处）\n"
        "2.发展普惠托育。新建托育综合服务中心1家。（责任单位：人口家庭处）\n"
    )
    found = records_of(page)
    named = [r.institution for r in found.responsibilities]
    offices = ("医政医管处", "基层卫生处", "人口家庭处")
    assert named == [f"清溪县{authority}{office}" for office in offices]
    assert not any("扩建" in body.name for body in found.institutions)


def test_whom_a_rate_is_about_is_not_cut_within_a_word(
    records_of: Callable[[str], DocumentRecords],
) -> None:
    page = (
        "清和市2025年卫生健康工作要点\n一、重点任务\n1.完善医疗服务体系。推进疾病防控和基层医疗机构建设。\n"
        "2.做好服务。家庭医生重点人群签约率稳定在85%以上。\n"
    )
    (target,) = records_of(page).targets
    assert target.population in ("重点人群", "家庭医生重点人群")
