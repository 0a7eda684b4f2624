"""The rules that records and refusals name, in words: none without an entry, none stale, each at work in its example."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.clean import clean
from kg.extract import extract_with_trace
from kg.model.records import DocumentRecords
from kg.model.text import Source
from kg.model.trace import Trace
from kg.outline import outline
from kg.registers.rules import CUES, Rule, load_rules
from kg.registers.tables import table

PACKAGE = Path(__file__).resolve().parents[1] / "kg"
NAMING = (*PACKAGE.glob("extract/*.py"), PACKAGE / "outline/owner_lists.py", PACKAGE / "outline/build.py",
          PACKAGE / "registers/place_names.py")  # fmt: skip
SAMPLES = sorted((Path(__file__).parent / "data" / "samples").glob("*.txt"))
# Words with a hyphen in that code that name no rule: ways of numbering.
NO_RULES = {
    "chinese-bracket", "arabic-bracket", "community-health-facility", "healthy-china-action", "hospital-accreditation",
    "commercial-insurance", "maternal-institution-accreditation", "tcm-hospital-accreditation", "township-health-centre", "village-clinic",
}  # fmt: skip
# Rules of one word; all others have a hyphen.
SINGLE = {"slogan", "frequency"}
KINDS = {"commitment", "target", "responsibility", "institution", "region", "program", "part_of", "deadline", "document"}  # fmt: skip
PLAN = "清和市2024年卫生健康工作要点\n一、重点任务\n1.完善医疗服务体系。推进疾病防控和基层医疗机构建设。\n2.其他工作。{}"


def named_in_the_code() -> Iterator[str]:
    """The rule names that stand as strings in the code of extraction."""
    for path in NAMING:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and (re.fullmatch(r"[a-z]+(?:-[a-z']+)+", node.value) or node.value in SINGLE)
            ):
                yield node.value


def named_in_the_cues() -> Iterator[str]:
    """The rule names that stand in the tables of cues."""
    for file, name in CUES:
        yield from (row["name"] for row in table("cues", file)[name])


def traced(text: str) -> tuple[DocumentRecords, Trace]:
    return extract_with_trace(Source("sample", "sample.txt", "0" * 64, text), outline(clean(text)))


def rules_at_work(text: str) -> set[str]:
    """Every rule that the records and the trace of a text name."""
    records, trace = traced(text)
    found = {refusal.rule for refusal in trace.refusals}
    found |= {passage.deadline.rule for passage in trace.passages if passage.deadline}
    return found | {record.rule for record in records if hasattr(record, "rule")}


def in_a_plan(rule: Rule) -> str:
    if rule.whole:
        return rule.example
    if "\t" in rule.example:
        return PLAN.format("推进健康教育。\n" + rule.example)
    acting = "投入使用" if "deadline" in rule.what else ""
    return PLAN.format(rule.example + acting + "。\n")


each_rule = pytest.mark.parametrize("rule", load_rules().values(), ids=lambda rule: rule.name)


def test_every_rule_that_extraction_names_is_explained() -> None:
    named = {*named_in_the_code(), *named_in_the_cues()} - NO_RULES
    assert sorted(named - set(load_rules())) == [], "add them to ontology/rules.toml"


def test_no_explanation_is_of_a_rule_that_is_gone() -> None:
    named = {*named_in_the_code(), *named_in_the_cues()}
    assert sorted(set(load_rules()) - named) == [], "drop them from ontology/rules.toml"
    assert named >= NO_RULES


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_rule_at_work_in_a_sample_is_explained(path: Path) -> None:
    assert sorted(rules_at_work(path.read_text(encoding="utf-8")) - set(load_rules())) == []


def test_the_names_of_rules_are_unique() -> None:
    names = [row["name"] for row in table("rules.toml")["rule"]]
    assert len(names) == len(set(names))


def test_what_a_row_of_the_cues_says_of_itself_stands_there_alone() -> None:
    rows = {row["name"]: row for file, name in CUES for row in table("cues", file)[name]}
    for row in table("rules.toml")["rule"]:
        of_cues = rows.get(row["name"], {})
        assert not ("example" in row and "example" in of_cues), row["name"]
        assert not ("zh" in row and "reason" in of_cues), row["name"]


@each_rule
def test_a_rule_is_explained_in_one_line_in_both_languages(rule: Rule) -> None:
    assert set(rule.what) <= KINDS and rule.what
    assert re.search(r"[\u4e00-\u9fff]{2}", rule.zh) and "\n" not in rule.zh
    assert (
        re.match(r"[a-z\u4e00-\u9fff]", rule.en) and re.search(r"[a-z]{2}", rule.en) and "\n" not in rule.en
    )
    assert rule.example


@each_rule
def test_a_rule_is_at_work_in_its_example(rule: Rule) -> None:
    assert rule.name in rules_at_work(in_a_plan(rule))
