"""The graph of the hand-made documents (invented places): what it says, its form, and the same bytes every time."""

from __future__ import annotations

import difflib
import doctest
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pyoxigraph
import pytest
from hand_made import BASE, GOLDEN, build_hand_made, documents, registers, sources
from hypothesis import given
from hypothesis import strategies as st

from kg import build as builder
from kg import terms as t
from kg.build import printed, sorting, turtle
from kg.build import terms as writing
from kg.clean import clean
from kg.errors import BadCall, BadInput
from kg.extract import extract
from kg.link import link
from kg.model.records import DocumentRecords
from kg.model.text import Source
from kg.outline import outline
from kg.records import read_folder

Quad = tuple[str, str, str, str]
D = "document/qinghe-2024"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_hand_made(tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def quads(built: Path) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(path=built / "graph.nq", format=pyoxigraph.RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def values(quads: list[pyoxigraph.Quad]) -> dict[tuple[str, str], set[str]]:
    """(path of the subject, predicate) → paths or texts of the objects."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quad in quads:
        subject = quad.subject.value.removeprefix(BASE)
        found[subject, quad.predicate.value].add(quad.object.value.removeprefix(BASE))
    return found


def graph_of(*papers: DocumentRecords, folder: Path) -> list[str]:
    """The lines of the graph of some documents, without their sources."""
    builder.build(papers, folder, links=link(papers, registers()), base=BASE, registers=registers())
    return (folder / "graph.nq").read_text(encoding="utf-8").splitlines()


# What it says


def test_the_graph_is_the_one_that_was_read_and_approved(built: Path) -> None:
    now = (built / "graph.nq").read_text(encoding="utf-8").splitlines()
    then = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert list(difflib.unified_diff(then, now, "approved", "now", lineterm="", n=0)) == []


def test_the_owners_of_a_section_answer_for_its_commitments_and_their_programmes(values) -> None:
    office = values["institution/清和市卫生健康委员会基层卫生处", t.RESPONSIBLE_FOR]
    assert office == {
        f"{D}/section/1/1",
        f"{D}/commitment/c1",
        f"{D}/commitment/c2",
        "programme/family-doctor",
    }


def test_a_subject_answers_for_its_commitment_only(values) -> None:
    hospital = values["institution/清和市第一人民医院", t.RESPONSIBLE_FOR]
    assert hospital == {f"{D}/commitment/c6", "programme/stroke-centres", "document/linxi-2024/commitment/c3"}


def test_owners_reach_sections_below_that_state_none_and_no_others(tmp_path: Path) -> None:
    records = next(r for r in documents() if r.document.id == "qinghe-2024")
    chapter = replace(records.responsibilities[2], section="s1")
    # Now the chapter s1 has the owner; s2 below it (1/1) keeps its own, s3 (1/2) has none of its own any more.
    moved = replace(records, responsibilities=(*records.responsibilities[:2], chapter))
    body = f"<{BASE}institution/清和市疾病预防控制中心>"
    reached = {
        line.split()[2]
        for line in graph_of(moved, folder=tmp_path)
        if line.startswith(f"{body} <{t.RESPONSIBLE_FOR}>")
    }
    sections = {r.removeprefix(f"<{BASE}{D}/").rstrip(">") for r in reached if f"{D}/" in r}
    assert sections == {"section/1", "section/1/2", "commitment/c3", "commitment/c4"}


def test_outlines_that_point_in_a_circle_do_not_hang(tmp_path: Path) -> None:
    records = next(r for r in documents() if r.document.id == "qinghe-2024")
    first, second = (replace(s, parent=p) for s, p in zip(records.sections[:2], ("s2", "s1"), strict=True))
    assert graph_of(replace(records, sections=(first, second), responsibilities=()), folder=tmp_path)


def test_members_of_a_collective_are_marked_as_expanded(values) -> None:
    member = f"{D}/responsibility/r2~990181"
    assert values[member, t.BASIS] == {"expanded"}
    assert values[member, t.EXPANDED_FROM] == {f"{D}/responsibility/r2"}
    assert values[member, t.OF_INSTITUTION] == {"institution/云屏市卫生健康局"}


def test_a_commitment_and_its_programme_aim_at_the_indicator_of_its_target(values) -> None:
    assert values[f"{D}/commitment/c1", t.TARGETS] == {"indicator/contract-rate"}
    assert values["programme/family-doctor", t.TARGETS] == {"indicator/contract-rate"}
    assert values["programme/local/银龄安康守护", t.TARGETS] == {"indicator/maternal-mortality"}


def test_an_achievement_is_no_target(values) -> None:
    assert values["document/linxi-2024/figure/t1", t.RDF_TYPE] == {t.FIGURE, t.ACHIEVEMENT}
    assert values["document/linxi-2024/commitment/c1", t.TARGETS] == set()


def test_a_figure_belongs_to_the_one_smaller_region_that_its_clause_names(values) -> None:
    assert values[f"{D}/figure/t2", t.IN_REGION] == {"region/990102"}
    assert values[f"{D}/figure/t3", t.IN_REGION] == {"region/990100"}


def test_a_lost_number_has_a_note_and_no_value(values) -> None:
    assert values[f"{D}/figure/t4", t.VALUE] == set()
    assert values[f"{D}/note/n1", t.ABOUT] == {f"{D}/figure/t4"}


def test_figures_stand_as_the_source_prints_them(values) -> None:
    assert values[f"{D}/figure/t3", t.PRINTED] == {"8.5/10万"}
    assert values[f"{D}/figure/t3", t.VALUE] == {"8.5"}


def test_parts_lead_from_office_to_body_and_from_district_to_province(values) -> None:
    assert values["institution/清和市卫生健康委员会基层卫生处", t.PART_OF] == {
        "institution/清和市卫生健康委员会"
    }
    assert values["region/990102", t.PART_OF] == {"region/990100"}
    assert values["region/990100", t.PART_OF] == {"region/990000"}
    assert values["programme/stroke-centres", t.PART_OF] == {"programme/emergency-centres"}


def test_summaries_count_what_a_reader_would_count(values) -> None:
    assert values[D, t.COMMITMENT_COUNT] == {"7"} and values[D, t.UNOWNED_COUNT] == {"2"}
    assert values["programme/family-doctor", t.SHARED_BY] == {"2"}
    assert values["indicator/maternal-mortality", t.TARGET_COUNT] == {"2"}


def test_every_place_paints_the_words_it_quotes(quads, values) -> None:
    texts = {f"document/{doc}": text for doc, text in sources().items()}
    quoted = 0
    for (subject, predicate), exact in values.items():
        if predicate == t.EXACT:
            place = subject.removesuffix("/quote")
            start, end = (int(*values[f"{place}/position", p]) for p in (t.START, t.END))
            assert exact == {texts[place.partition("/span/")[0]][start:end]}
            quoted += 1
    assert quoted > 10


def test_records_without_text_give_a_graph_with_labels_from_action_and_object(tmp_path: Path) -> None:
    records = next(r for r in documents() if r.document.id == "qinghe-2024")
    bare = replace(
        records,
        commitments=tuple(replace(c, text=None) for c in records.commitments),
        targets=tuple(replace(x, text=None) for x in records.targets),
        sections=tuple(replace(s, heading=None) for s in records.sections),
    )
    lines = "\n".join(graph_of(bare, folder=tmp_path))
    assert f'<{BASE}{D}/commitment/c3> <{t.LABEL}> "开展“六个一”服务活动"@zh' in lines
    assert t.EXACT not in lines and t.PRINTED not in "\n".join(
        line for line in lines.split("\n") if "/figure/" in line
    )


# Its form


def test_every_class_and_property_is_declared(quads, root: Path) -> None:
    declared = {
        quad.subject.value
        for quad in pyoxigraph.parse(
            path=root / "ontology" / "commitments.ttl", format=pyoxigraph.RdfFormat.TURTLE
        )
    }
    own = {q.predicate.value for q in quads} | {
        q.object.value for q in quads if q.predicate.value == t.RDF_TYPE
    }
    assert sorted(name for name in own if name.startswith(t.HC) and name not in declared) == []


def test_no_statement_stands_in_two_graphs(quads) -> None:
    assert len({quad.triple for quad in quads}) == len(quads)


def test_no_node_is_blank(quads) -> None:
    blank = pyoxigraph.BlankNode
    assert not [q for q in quads if isinstance(q.subject, blank) or isinstance(q.object, blank)]


def test_what_is_spoken_of_is_described(quads) -> None:
    subjects = {quad.subject.value for quad in quads}
    named = {quad.object.value for quad in quads if isinstance(quad.object, pyoxigraph.NamedNode)}
    assert sorted(name for name in named if name.startswith(BASE) and name not in subjects) == []


def test_the_shapes_hold(built: Path) -> None:
    checking = pytest.importorskip("kg.check")
    report = checking.check(built)
    assert [f for f in report.findings if f.severity == "violation"] == []


def test_turtle_says_the_same_as_the_quads(built: Path, quads) -> None:
    read = pyoxigraph.parse(path=built / "graph.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    assert {getattr(triple, "triple", triple) for triple in read} == {quad.triple for quad in quads}


def test_quads_are_sorted_and_end_in_newlines(built: Path) -> None:
    data = (built / "graph.nq").read_bytes().decode("utf-8")
    lines = data.splitlines()
    assert data.endswith("\n") and "\r" not in data and lines == sorted(lines)


def test_the_folder_holds_the_records_and_sources_it_was_made_of(built: Path) -> None:
    assert read_folder(built / "records") == documents()
    assert {p.stem: p.read_text(encoding="utf-8") for p in (built / "sources").iterdir()} == sources()


def test_a_second_build_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    build_hand_made(tmp_path)
    one = documents()[:1]
    result = builder.build(one, tmp_path, links=link(one, registers()), base=BASE, registers=registers())
    assert [p.name for p in sorted((tmp_path / "records").iterdir())] == ["dongpu-2025.jsonl"]
    assert not list((tmp_path / "sources").iterdir()) and not list(tmp_path.glob("**/*.part"))
    assert result.quads == len((tmp_path / "graph.nq").read_bytes().splitlines())


# The same every time


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_another_hash_seed_and_locale_give_the_same_bytes(
    built: Path, tmp_path: Path, root: Path, seed: str
) -> None:
    code = (
        "import sys; from pathlib import Path; import hand_made; hand_made.build_hand_made(Path(sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0"}
    environment["PYTHONPATH"] = os.pathsep.join([str(root / "tests"), str(root)])
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment)
    for name in ("graph.nq", "graph.ttl", "records/qinghe-2024.jsonl", "sources/qinghe-2024.txt"):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


@pytest.mark.parametrize(
    "papers", list(permutations(documents())), ids=lambda p: "-".join(r.document.id for r in p)
)
def test_the_order_of_documents_changes_nothing(papers: tuple[DocumentRecords, ...], tmp_path: Path) -> None:
    assert graph_of(*papers, folder=tmp_path / "now") == graph_of(*documents(), folder=tmp_path / "then")


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"])), unique=True),
    st.integers(1, 5),
)
def test_lines_come_back_sorted_however_many_are_put_aside(lines: list[str], run: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        collected = sorting.SortedLines(Path(folder), run)
        for line in lines:
            collected.add([line])
        assert list(collected) == sorted(lines)


# What is refused


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = [documents()[0], documents()[0]]
    with pytest.raises(BadInput, match=r"dongpu-2025.*2 documents.*rename"):
        graph_of(*twice, folder=tmp_path)


@pytest.mark.parametrize(
    "base", ["", "example.org/", "https://example.org", "https://example.org/a b/", "https://x/>/"]
)
def test_a_base_that_is_no_iri_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="give an IRI"):
        builder.build([], tmp_path / "out", links=[], base=base, registers=registers())
    assert not (tmp_path / "out").exists()


# The writing of terms


LITERALS = ('"', "\\", "a\nb", "\r\t", "\x00", "\x7f", "“引号”", "\\u0041", "e\u0301", "𠮷")


@pytest.mark.parametrize("value", LITERALS)
def test_any_text_comes_back_as_it_was(value: str) -> None:
    line = f"<a:s> <a:p> {writing.zh(value)} <a:g> ."
    quad = next(iter(pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_QUADS)))
    assert quad.object == pyoxigraph.Literal(value, language="zh")
    read = next(
        iter(pyoxigraph.parse("".join(turtle.turtle([line], BASE)), format=pyoxigraph.RdfFormat.TURTLE))
    )
    assert read.object.value == value


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (90.50, "90.5"), (86600, "86600"), (1e9, "1000000000"), (1e-7, "0.0000001")],
)
def test_numbers_have_no_exponent_and_no_idle_zeros(value: float, written: str) -> None:
    assert writing.decimal(value) == f'"{written}"^^<{t.XSD_DECIMAL}>'


def test_what_is_no_day_is_no_date() -> None:
    assert writing.day("2024-02-30") == '"2024-02-30"' and writing.day("2024-02-29").endswith(
        f"<{t.XSD_DATE}>"
    )


def test_the_examples_of_terms_are_true() -> None:
    assert doctest.testmod(writing).failed == 0 < doctest.testmod(writing).attempted


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({}, "孕产妇死亡率 ≤ 8.5/10万"),
        ({"op": "=", "value_max": 9}, "孕产妇死亡率 8.5-9/10万"),
        ({"measure": "decrease", "op": "=", "value": 5, "unit": "%"}, "孕产妇死亡率 减少 5%"),
        ({"value": None}, "孕产妇死亡率 ?/10万"),
    ],
)
def test_a_figure_has_a_label_that_can_be_read(changes: dict[str, object], label: str) -> None:
    records = next(r for r in documents() if r.document.id == "qinghe-2024")
    assert printed.figure_label(replace(records.targets[2], **changes)) == label


def test_a_region_lies_in_one_place_though_a_document_names_a_larger_one(tmp_path: Path) -> None:
    text = "贵州省2024年卫生健康工作要点\n一、重点任务\n（一）支持贞丰县人民医院建设，推进基层医疗卫生机构能力提升。\n"
    records = extract(Source("guizhou", "guizhou.txt", "0" * 64, text), outline(clean(text)))
    assert [(p.child, p.parent) for p in records.part_of if p.type == "region"] == [("贞丰县", "贵州省")]
    builder.build([records], tmp_path, links=link([records]), base=BASE)
    lines = (tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines()
    above = [line.split()[2] for line in lines if line.startswith(f"<{BASE}region/522325> <{t.PART_OF}>")]
    assert above == [f"<{BASE}region/522300>"]
