"""A correct graph conforms; each way of breaking it is reported under its rule, with place and advice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_graph import (
    COMPARISON,
    LINXI,
    QINGHE,
    SampleGraph,
    date,
    decimal,
    literal,
    quad,
    sample_graph,
    zh,
)

from kg import ids, paths, records, terms
from kg.build import build
from kg.check import CheckReport, Finding, check
from kg.errors import BadCall
from kg.link import link

Break = Callable[[SampleGraph], None]
HERE = ids.document_graph("linxi-2024")
COMMITMENT = ids.fact("linxi-2024", "commitment", "c1")
FIGURE = ids.fact("linxi-2024", "figure", "t1")
LOST = ids.fact("linxi-2024", "figure", "t2")
OWNER = ids.fact("linxi-2024", "responsibility", "r1")
NOTE = ids.fact("linxi-2024", "note", "n1")
MENTION = ids.mention("linxi-2024", "program", "p1")
SECTION = ids.section("linxi-2024", "1")
DOCUMENT = ids.document("linxi-2024")
POSITION = ids.span("linxi-2024", 34, 38) + "/position"
QUOTE = ids.span("linxi-2024", 34, 38) + "/quote"
OTHER_SPAN = ids.span("qinghe-2024", 40, 51)
HOSPITAL = ids.institution("清和市第一人民医院")
PROGRAMME = ids.programme("inclusive-childcare")
INDICATOR = ids.indicator("childcare-places")
REGISTERS = "graph/registers"
LINKS = "graph/links"


def without(subject: str, predicate: str) -> Break:
    start = quad(subject, predicate, subject, HERE).rsplit(" ", 3)[0] + " "

    def change(graph: SampleGraph) -> None:
        before = len(graph.lines)
        graph.lines = [line for line in graph.lines if not line.startswith(start)]
        assert len(graph.lines) < before, f"there was nothing to take away: {start}"

    return change


def plus(subject: str, predicate: str, value: str, where: str = HERE) -> Break:
    return lambda graph: graph.lines.append(quad(subject, predicate, value, where))


def instead(subject: str, predicate: str, value: str, where: str = HERE) -> Break:
    def change(graph: SampleGraph) -> None:
        without(subject, predicate)(graph)
        plus(subject, predicate, value, where)(graph)

    return change


def line(text: str) -> Break:
    return lambda graph: graph.lines.append(text)


def both(first: Break, second: Break) -> Break:
    def change(graph: SampleGraph) -> None:
        first(graph)
        second(graph)

    return change


BROKEN: dict[str, tuple[Break, str]] = {
    # documents and sections
    "document-title": (without(DOCUMENT, terms.TITLE), DOCUMENT),
    "document-genre": (instead(DOCUMENT, terms.GENRE, literal("essay")), DOCUMENT),
    "document-period": (instead(DOCUMENT, terms.PERIOD, literal("last year")), DOCUMENT),
    "document-region": (instead(DOCUMENT, terms.IN_REGION, HOSPITAL), DOCUMENT),
    "document-region-known": (without(DOCUMENT, terms.IN_REGION), DOCUMENT),
    "document-issuer": (instead(DOCUMENT, terms.ISSUER, LINXI), DOCUMENT),
    "document-issued": (instead(DOCUMENT, terms.ISSUED, literal("2024年3月")), DOCUMENT),
    "document-sha256": (instead(DOCUMENT, terms.SHA256, literal("abc")), DOCUMENT),
    "document-origin": (without(DOCUMENT, terms.GENERATED_BY), DOCUMENT),
    "section-number": (without(SECTION, terms.NUMBER), SECTION),
    "section-part-of": (instead(SECTION, terms.PART_OF, HOSPITAL), SECTION),
    "section-label": (instead(SECTION, terms.LABEL, literal("服务重点人群")), SECTION),
    # commitments
    "commitment-evidence": (without(COMMITMENT, terms.EVIDENCE), COMMITMENT),
    "commitment-rule": (without(COMMITMENT, terms.RULE), COMMITMENT),
    "commitment-document": (without(COMMITMENT, terms.IN_DOCUMENT), COMMITMENT),
    "commitment-label": (without(COMMITMENT, terms.LABEL), COMMITMENT),
    "commitment-status": (instead(COMMITMENT, terms.STATUS, literal("done")), COMMITMENT),
    "commitment-deadline": (instead(COMMITMENT, terms.DEADLINE, literal("年底前")), COMMITMENT),
    "commitment-deadline-range": (instead(COMMITMENT, terms.DEADLINE, date("0204-12-31")), COMMITMENT),
    "commitment-part-of": (without(COMMITMENT, terms.PART_OF), COMMITMENT),
    "commitment-region": (plus(COMMITMENT, terms.IN_REGION, QINGHE), COMMITMENT),
    "commitment-program": (plus(COMMITMENT, terms.HAS_PROGRAM, INDICATOR), COMMITMENT),
    "commitment-targets": (plus(COMMITMENT, terms.TARGETS, PROGRAMME), COMMITMENT),
    # figures
    "figure-evidence": (without(FIGURE, terms.EVIDENCE), FIGURE),
    "figure-rule": (without(FIGURE, terms.RULE), FIGURE),
    "figure-document": (without(FIGURE, terms.IN_DOCUMENT), FIGURE),
    "figure-commitment": (instead(FIGURE, terms.OF_COMMITMENT, SECTION), FIGURE),
    "figure-indicator": (instead(FIGURE, terms.OF_INDICATOR, PROGRAMME), FIGURE),
    "figure-indicator-known": (without(FIGURE, terms.OF_INDICATOR), FIGURE),
    "figure-measure": (instead(FIGURE, terms.MEASURE, literal("change")), FIGURE),
    "figure-operator": (instead(FIGURE, terms.OPERATOR, literal("≥")), FIGURE),
    "figure-value": (instead(FIGURE, terms.VALUE, literal("4.2")), FIGURE),
    "figure-max-value": (plus(FIGURE, terms.MAX_VALUE, literal("5")), FIGURE),
    "figure-range": (plus(FIGURE, terms.MAX_VALUE, decimal("4.1")), FIGURE),
    "figure-baseline": (plus(FIGURE, terms.BASELINE, literal("四")), FIGURE),
    "figure-unit": (plus(FIGURE, terms.UNIT, literal("张")), FIGURE),
    "figure-printed": (plus(FIGURE, terms.PRINTED, literal("4.2")), FIGURE),
    "figure-region": (plus(FIGURE, terms.IN_REGION, QINGHE), FIGURE),
    "figure-deadline": (plus(FIGURE, terms.DEADLINE, literal("2024")), FIGURE),
    "figure-deadline-range": (plus(FIGURE, terms.DEADLINE, date("2204-12-31")), FIGURE),
    "figure-one-class": (plus(FIGURE, terms.RDF_TYPE, terms.ACHIEVEMENT), FIGURE),
    "figure-because": (without(FIGURE, terms.LINKED_BECAUSE), FIGURE),
    "figure-value-or-note": (without(NOTE, terms.ABOUT), LOST),
    "figure-percent": (
        both(instead(FIGURE, terms.UNIT, literal("%")), instead(FIGURE, terms.VALUE, decimal("109.2"))),
        FIGURE,
    ),
    "figure-per-mille": (
        both(instead(FIGURE, terms.UNIT, literal("‰")), instead(FIGURE, terms.VALUE, decimal("-4"))),
        FIGURE,
    ),
    "target-status": (instead(FIGURE, terms.STATUS, literal("achieved")), FIGURE),
    "achievement-status": (instead(FIGURE, terms.RDF_TYPE, terms.ACHIEVEMENT), FIGURE),
    # comparisons
    "comparison-target": (instead(COMPARISON, terms.COMPARES_TARGET, COMMITMENT, LINKS), COMPARISON),
    "comparison-achievement": (plus(COMPARISON, terms.COMPARES_ACHIEVEMENT, FIGURE, LINKS), COMPARISON),
    "comparison-indicator": (without(COMPARISON, terms.OF_INDICATOR), COMPARISON),
    "comparison-evidence": (instead(COMPARISON, terms.EVIDENCE, OTHER_SPAN, LINKS), COMPARISON),
    "comparison-verdict": (instead(COMPARISON, terms.VERDICT, literal("达到"), LINKS), COMPARISON),
    "comparison-reason": (without(COMPARISON, terms.VERDICT_REASON), COMPARISON),
    "comparison-converted": (plus(COMPARISON, terms.CONVERTED_VALUE, literal("4.6"), LINKS), COMPARISON),
    # responsibilities
    "responsibility-covers": (without(OWNER, terms.COVERS), OWNER),
    "responsibility-evidence": (without(OWNER, terms.EVIDENCE), OWNER),
    "responsibility-rule": (without(OWNER, terms.RULE), OWNER),
    "responsibility-institution": (instead(OWNER, terms.OF_INSTITUTION, LINXI), OWNER),
    "responsibility-answers-for": (plus(OWNER, terms.ANSWERS_FOR, SECTION), OWNER),
    "responsibility-role": (instead(OWNER, terms.ROLE, literal("牵头")), OWNER),
    "responsibility-basis": (without(OWNER, terms.BASIS), OWNER),
    "responsibility-expanded": (instead(OWNER, terms.BASIS, literal("expanded")), OWNER),
    # things
    "institution-label": (without(HOSPITAL, terms.PREF_LABEL), HOSPITAL),
    "institution-type": (plus(HOSPITAL, terms.INSTITUTION_TYPE, literal("clinic"), REGISTERS), HOSPITAL),
    "institution-type-known": (without(HOSPITAL, terms.INSTITUTION_TYPE), HOSPITAL),
    "institution-part-of": (plus(HOSPITAL, terms.PART_OF, QINGHE, REGISTERS), HOSPITAL),
    "institution-region": (instead(HOSPITAL, terms.IN_REGION, PROGRAMME, REGISTERS), HOSPITAL),
    "institution-responsible-for": (plus(HOSPITAL, terms.RESPONSIBLE_FOR, DOCUMENT), HOSPITAL),
    "program-label": (plus(PROGRAMME, terms.PREF_LABEL, zh("普惠托育工作"), REGISTERS), PROGRAMME),
    "program-part-of": (plus(PROGRAMME, terms.PART_OF, LINXI, REGISTERS), PROGRAMME),
    "program-targets": (plus(PROGRAMME, terms.TARGETS, LINXI, REGISTERS), PROGRAMME),
    "indicator-label": (without(INDICATOR, terms.PREF_LABEL), INDICATOR),
    "indicator-unit": (plus(INDICATOR, terms.UNIT, literal("张"), REGISTERS), INDICATOR),
    "indicator-direction": (instead(INDICATOR, terms.DIRECTION, literal("up"), REGISTERS), INDICATOR),
    "region-label": (without(LINXI, terms.PREF_LABEL), LINXI),
    "region-code": (instead(LINXI, terms.CODE, literal("99010"), REGISTERS), LINXI),
    "region-part-of": (plus(LINXI, terms.PART_OF, HOSPITAL, REGISTERS), LINXI),
    # mentions and notes
    "mention-evidence": (without(MENTION, terms.EVIDENCE), MENTION),
    "mention-rule": (without(MENTION, terms.RULE), MENTION),
    "mention-document": (without(MENTION, terms.IN_DOCUMENT), MENTION),
    "mention-thing": (instead(MENTION, terms.MENTIONS, SECTION), MENTION),
    "mention-printed": (plus(MENTION, terms.PRINTED, decimal("4")), MENTION),
    "mention-score": (plus(MENTION, terms.SCORE, decimal("1.2"), "graph/links"), MENTION),
    "mention-because": (without(MENTION, terms.LINKED_BECAUSE), MENTION),
    "note-reason": (without(NOTE, terms.REASON), NOTE),
    "note-evidence": (without(NOTE, terms.EVIDENCE), NOTE),
    # places
    "span-source": (
        plus(ids.span("linxi-2024", 34, 38), terms.HAS_SOURCE, LINXI),
        ids.span("linxi-2024", 34, 38),
    ),
    "span-position": (without(POSITION, terms.START), ids.span("linxi-2024", 34, 38)),
    "position-start": (instead(POSITION, terms.START, literal("-1", terms.XSD_INTEGER)), POSITION),
    "position-end": (instead(POSITION, terms.END, literal("38")), POSITION),
    "position-order": (instead(POSITION, terms.END, literal("34", terms.XSD_INTEGER)), POSITION),
    "quote-exact": (instead(QUOTE, terms.EXACT, zh("")), QUOTE),
    "evidence-document": (instead(COMMITMENT, terms.EVIDENCE, OTHER_SPAN), COMMITMENT),
    # the graph as a whole
    "one-graph": (plus(HOSPITAL, terms.RDF_TYPE, terms.INSTITUTION), HOSPITAL),
    "default-graph": (line(f"<urn:a> <{terms.LABEL}> {zh('名')} ."), "urn:a"),
    "leads-nowhere": (plus(OWNER, terms.ANSWERS_FOR, ids.section("linxi-2024", "9")), OWNER),
    "part-of-circle": (plus(QINGHE, terms.PART_OF, LINXI, REGISTERS), QINGHE),
    "blank-node": (line(f"_:b <{terms.LABEL}> {zh('名')} <{ids.DEFAULT_BASE}{HERE}> ."), ""),
    "unknown-term": (plus(COMMITMENT, terms.HC + "statuss", literal("planned")), terms.HC + "statuss"),
    "evidence-elsewhere": (instead(OWNER, terms.EVIDENCE, OTHER_SPAN), OWNER),
    "start-elsewhere": (plus(COMMITMENT, terms.BEGINS, literal("3", terms.XSD_INTEGER)), COMMITMENT),
    "evidence-beyond-end": (
        plus(DOCUMENT, terms.CHARS, literal("36", terms.XSD_INTEGER)),
        POSITION,
    ),
    "no-document": (
        lambda graph: graph.lines.__setitem__(
            slice(None), [quad("region/1", terms.LABEL, zh("某地"), REGISTERS)]
        ),
        terms.DOCUMENT,
    ),
}


def report_of(graph: SampleGraph, folder: Path) -> CheckReport:
    return check(graph.write(folder))


def found(report: CheckReport, rule: str) -> list[Finding]:
    return [f for f in report.findings if f.rule == rule]


def test_a_correct_graph_conforms(tmp_path: Path) -> None:
    report = report_of(sample_graph(), tmp_path)
    assert report.findings == ()
    assert report.conforms and report.exit_code == 0
    assert report.documents == 3


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_a_broken_graph_is_reported_under_the_rule_it_breaks(rule: str, tmp_path: Path) -> None:
    change, focus = BROKEN[rule]
    graph = sample_graph()
    change(graph)
    report = report_of(graph, tmp_path)
    full = focus if ":" in focus else ids.DEFAULT_BASE + focus
    assert any(f.focus == full or not focus for f in found(report, rule)), report.render("en")


def test_every_rule_is_broken_by_one_of_these_tests() -> None:
    import rdflib
    from rdflib.namespace import SH

    from kg.check.shapes import load_shapes
    from kg.check.structure import structure_rules

    shapes = {
        str(s).rpartition("#")[2] for s in load_shapes().subjects(SH.message) if isinstance(s, rdflib.URIRef)
    }
    assert set(BROKEN) == shapes | {rule.name for rule in structure_rules()}


def test_the_graph_of_the_shipped_records_conforms(tmp_path: Path) -> None:
    documents = records.read_folder(paths.extracted())
    build(documents, tmp_path, links=link(documents))
    report = check(tmp_path)
    assert report.documents == len(documents) > 0
    assert report.conforms, report.render("en")


def test_warnings_alone_leave_the_graph_fit_for_use(tmp_path: Path) -> None:
    graph = sample_graph()
    BROKEN["figure-percent"][0](graph)
    report = report_of(graph, tmp_path)
    assert [(f.rule, f.severity) for f in report.findings] == [("figure-percent", "warning")]
    assert report.conforms and report.exit_code == 0


def test_an_increase_may_exceed_a_hundred_per_cent(tmp_path: Path) -> None:
    graph = sample_graph()
    BROKEN["figure-percent"][0](graph)
    instead(FIGURE, terms.MEASURE, literal("increase"))(graph)
    assert report_of(graph, tmp_path).findings == ()


def test_an_error_makes_the_exit_code_one(tmp_path: Path) -> None:
    graph = sample_graph()
    BROKEN["commitment-status"][0](graph)
    report = report_of(graph, tmp_path)
    assert not report.conforms and report.exit_code == 1


def test_a_finding_names_document_characters_and_section(tmp_path: Path) -> None:
    graph = sample_graph()
    BROKEN["figure-operator"][0](graph)
    (finding,) = report_of(graph, tmp_path).findings
    assert (finding.place.document, finding.place.start, finding.place.end) == ("linxi-2024", 34, 38)
    assert (finding.place.section, finding.value) == ("1", "≥")


def test_a_rule_over_several_properties_does_not_repeat_the_node(tmp_path: Path) -> None:
    graph = sample_graph()
    BROKEN["figure-percent"][0](graph)
    (finding,) = report_of(graph, tmp_path).findings
    assert finding.value is None


def test_a_figure_without_evidence_is_placed_by_its_commitment(tmp_path: Path) -> None:
    graph = sample_graph()
    BROKEN["figure-evidence"][0](graph)
    (finding,) = found(report_of(graph, tmp_path), "figure-evidence")
    assert (finding.place.start, finding.place.end) == (20, 30)


def test_a_thing_of_the_registers_belongs_to_the_whole_graph(tmp_path: Path) -> None:
    graph = sample_graph()
    BROKEN["region-code"][0](graph)
    report = report_of(graph, tmp_path)
    assert report.findings[0].place.document is None
    assert report.render().startswith("全图\n")


def test_findings_come_by_document_and_text_position(tmp_path: Path) -> None:
    graph = sample_graph()
    for rule in ("note-reason", "commitment-status", "figure-operator", "region-code"):
        BROKEN[rule][0](graph)
    assert [f.rule for f in report_of(graph, tmp_path).findings] == [
        "region-code", "commitment-status", "figure-operator", "note-reason",
    ]  # fmt: skip


def test_the_report_speaks_chinese_and_english(tmp_path: Path) -> None:
    graph = sample_graph()
    BROKEN["figure-operator"][0](graph)
    report = report_of(graph, tmp_path)
    chinese, english = report.render("zh"), report.render("en")
    assert "错误 [figure-operator] 字符34–38 第1节" in chinese and "图谱不合格。" in chinese
    assert "error [figure-operator] characters 34–38 section 1" in english
    assert "1 error, 0 warnings. The graph does not conform." in english


def test_many_findings_of_one_rule_are_told_in_short(tmp_path: Path) -> None:
    graph = sample_graph()
    gone = f"<{terms.RULE}>"
    graph.lines = [text for text in graph.lines if gone not in text]
    report = report_of(graph, tmp_path)
    told = report.render("en", limit=2)
    assert told.count("[commitment-rule]") == 2 * 2 + 1
    assert "1 more of commitment-rule." in told
    assert len(found(report, "commitment-rule")) == 7


def test_a_malformed_number_is_told_in_words_and_no_traceback_is_seen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    graph = sample_graph()
    instead(FIGURE, terms.VALUE, literal("四点二", terms.XSD_DECIMAL))(graph)
    assert [f.rule for f in report_of(graph, tmp_path).findings] == ["figure-value"]
    assert capfd.readouterr() == ("", "")


def test_a_folder_without_a_graph_is_told_with_the_next_command(tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="kg run"):
        check(tmp_path)


def test_two_runs_with_other_hash_seeds_tell_the_same(tmp_path: Path) -> None:
    graph = sample_graph()
    for rule in ("commitment-evidence", "mention-thing", "program-label", "leads-nowhere"):
        BROKEN[rule][0](graph)
    folder = graph.write(tmp_path)
    code = "import sys, pathlib; from kg.check import check; print(check(pathlib.Path(sys.argv[1])).render('en'))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1 and "leads-nowhere" in json.dumps(sorted(told))
