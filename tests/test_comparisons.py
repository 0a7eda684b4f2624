"""A plan and the reports on it meet in the graph: which figures, with which verdict, from which places of the texts.

The documents of `tests/data/verdicts` are of an invented city and its district: a plan, a half-year report, a report of the
year, and the report of the district.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from plan_and_reports import BELOW, CITY, DISTRICT, HALF, PLAN, YEAR, all_papers, make, read

from kg.check import check
from kg.load import Graph, load
from kg.model.records import DocumentRecords, Target

# Indicator, target, document of the achievement, what it says, verdict, reasons.
EXPECTED = {
    ("严重精神障碍患者规范管理率", ">= 95%", YEAR, "96.1%", "met", "reached"),
    ("县域就诊率", ">= 90%", YEAR, "1.2个百分点", "not comparable", "measure"),
    ("婴儿死亡率", "<= 2.5‰", YEAR, "2.61‰", "not met", "short"),
    ("孕产妇死亡率", "<= 8/10万", YEAR, "0.06‰", "met", "reached"),
    ("家庭医生签约率", ">= 45%", YEAR, "46.5%", "met", "reached"),
    ("家庭医生签约率", ">= 45%", HALF, "41.2%", "not comparable", "not yet due"),
    ("家庭医生签约率", ">= 45%", BELOW, "48.3%", "not comparable", "region"),
    ("居民心理健康素养水平", "~ 25%", YEAR, "26.3%", "met", "reached"),
    ("平均住院日", "<= 7.5天", YEAR, "7.4天", "met", "reached"),
    ("引进高层次卫生人才数", "= 20名", YEAR, "20名", "met", "reached"),
    ("托育从业人员", "= 400人次", YEAR, "430人", "not comparable", "unit"),
    ("托育从业人员", "= 400人次", HALF, "420人次", "met", "reached early"),
    ("普惠托育机构数", "= 6家", YEAR, "7家", "met", "reached"),
    ("普惠托育机构数", "= 6家", HALF, "4家", "on course", "pace kept"),
    ("普惠托育机构数", "= 6家", BELOW, "2家", "not comparable", "region"),
    ("每千人口拥有3岁以下婴幼儿托位数", ">= 4.2个", YEAR, "43个/万人", "met", "reached"),
    ("每千人口拥有3岁以下婴幼儿托位数", ">= 4.2个", HALF, "4.3个", "on course", "level reached"),
    ("每千人口拥有3岁以下婴幼儿托位数", ">= 4.2个", BELOW, "4.6个", "not comparable", "region"),
    ("示范性老年友好型社区", "= 10个", YEAR, "9个", "not met", "short"),
    ("示范性老年友好型社区", "= 10个", HALF, "3个", "not comparable", "not yet due"),
    ("重点人群家庭医生签约率", ">= 80%", YEAR, "78.6%", "not met", "short"),
}  # fmt: skip


@pytest.fixture(scope="module")
def papers() -> dict[str, tuple[DocumentRecords, str]]:
    return all_papers()


@pytest.fixture(scope="module")
def built(papers: dict[str, tuple[DocumentRecords, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("comparisons")
    make([records for records, _ in papers.values()], out, {name: text for name, (_, text) in papers.items()})
    return out


def figure(value: Decimal | None, unit: str | None) -> str:
    return f"{value}{unit or ''}"


def pairs(graph: Graph) -> Iterator[tuple[str, ...]]:
    for row in graph.query("progress"):
        promised = f"{row['operator']} {figure(row['target'], row['unit'])}"
        achieved = figure(row["achieved"], row["achieved_unit"])
        yield (row["indicator"], promised, row["achieved_document"], achieved, row["verdict"], row["because"])


def test_every_pair_of_the_sample_gets_its_verdict(built: Path) -> None:
    assert sorted(pairs(load(built))) == sorted(EXPECTED)


def test_the_graph_with_comparisons_conforms(built: Path) -> None:
    report = check(built)
    assert report.conforms, report.render("en", 20)


def test_a_comparison_shows_the_words_of_both_sides(
    built: Path, papers: dict[str, tuple[DocumentRecords, str]]
) -> None:
    rows = load(built).query(
        """SELECT ?target ?achieved ?source ?start ?end { ?c a hc:Comparison ; hc:comparesTarget ?target ;
          hc:comparesAchievement ?achieved ; hc:evidence ?e . ?e oa:hasSource/dcterms:source ?source ;
          oa:hasSelector ?s . ?s oa:start ?start ; oa:end ?end } ORDER BY ?target ?achieved ?source ?start"""
    )
    quotes = {(r["target"], r["achieved"]): set[tuple[str, str]]() for r in rows}
    for r in rows:
        text = papers[r["source"].removesuffix(".txt")][1]
        quotes[r["target"], r["achieved"]].add((r["source"], text[r["start"] : r["end"]]))
    assert len(quotes) == len(EXPECTED)
    wanted = {(f"{PLAN}.txt", "8/10万"), (f"{YEAR}.txt", "0.06‰")}
    assert any(wanted <= found for found in quotes.values())
    assert all(len({source for source, _ in found}) == 2 for found in quotes.values())


def test_a_value_in_another_unit_is_converted_to_that_of_the_target(built: Path) -> None:
    converted = {
        r["indicator"]: r["converted"] for r in load(built).query("progress") if r["converted"] is not None
    }
    assert converted == {"孕产妇死亡率": Decimal(6), "每千人口拥有3岁以下婴幼儿托位数": Decimal("4.3")}


def test_the_question_can_be_asked_for_one_region(built: Path) -> None:
    graph = load(built)
    assert len(graph.query("progress", region=CITY)) == len(EXPECTED)
    assert graph.query("progress", region="临溪区") == []


def test_the_order_of_the_documents_changes_nothing(
    papers: dict[str, tuple[DocumentRecords, str]], built: Path, tmp_path: Path
) -> None:
    sources = {name: text for name, (_, text) in papers.items()}
    make([records for records, _ in reversed(papers.values())], tmp_path, sources)
    assert (tmp_path / "graph.nq").read_bytes() == (built / "graph.nq").read_bytes()


def test_comparisons_stand_in_the_graph_of_links_alone(built: Path) -> None:
    graphs = load(built).query("SELECT DISTINCT ?g { GRAPH ?g { ?c a hc:Comparison ; ?p ?o } }")
    assert [g["g"].rpartition("/")[2] for g in graphs] == ["links"]


def paper(name: str, genre: str, period: str | None, *figures: Target) -> DocumentRecords:
    records, _ = read(YEAR, CITY)
    head = replace(records.document, id=name, genre=genre, period=period)
    return DocumentRecords(head, regions=records.regions, targets=figures)


def number(value: str | None, status: str, **more: Any) -> Target:
    made = Target(
        "t1", None, None, "家庭医生签约率", None, "level", "=", Decimal(value) if value else None, None, "%", None,
        None, status, 10, 20, 12, 15, "test",
    )  # fmt: skip
    return replace(made, **more)


def verdicts(out: Path, *papers: DocumentRecords) -> list[tuple[str, str, str]]:
    rows = make(list(papers), out).query("progress")
    return [(r["achieved_document"], r["verdict"], r["because"]) for r in rows]


def test_the_report_of_the_year_before_is_a_start_and_no_result(tmp_path: Path) -> None:
    plan = paper("plan", "plan", "2024", number("45", "planned", op=">="))
    before = paper("before", "report", "2023", number("46", "achieved"))
    assert verdicts(tmp_path, plan, before) == [("before", "not comparable", "before the plan")]


def test_years_that_lie_far_apart_do_not_meet(tmp_path: Path) -> None:
    plan = paper("plan", "plan", "2024", number("45", "planned", op=">="))
    old, late = (paper(f"y{y}", "report", y, number("46", "achieved")) for y in ("2021", "2027"))
    assert verdicts(tmp_path, plan, old, late) == []


def test_what_a_report_has_done_is_no_result_of_what_it_will_do(tmp_path: Path) -> None:
    done, next_year = number("44", "achieved"), number("46", "planned", op=">=", id="t2")
    assert verdicts(tmp_path, paper("report", "report", "2024", done, next_year)) == []


def test_a_lost_number_is_compared_and_said_to_be_lost(tmp_path: Path) -> None:
    plan = paper("plan", "plan", "2024", number("45", "planned", op=">="))
    report = paper("report", "report", "2024", number(None, "achieved"))
    assert verdicts(tmp_path, plan, report) == [("report", "not comparable", "value missing")]


def test_what_goes_on_is_neither_promise_nor_result(tmp_path: Path) -> None:
    plan = paper("plan", "plan", "2024", number("45", "ongoing"))
    report = paper("report", "report", "2024", number("46", "achieved"))
    assert verdicts(tmp_path, plan, report) == []


def test_a_target_with_a_deadline_in_a_report_meets_the_next_report(tmp_path: Path) -> None:
    half = paper("half", "report", "2024-H1", number("45", "planned", op=">=", deadline="2024-12-31"))
    year = paper("year", "report", "2024", number("46", "achieved"))
    assert verdicts(tmp_path, half, year) == [("year", "met", "reached")]


def test_figures_of_a_city_and_its_district_meet_from_either_side(tmp_path: Path) -> None:
    below = paper("below", "plan", "2024", number("45", "planned", op=">="))
    district = tuple(replace(place, code=DISTRICT) for place in below.regions)
    below = replace(below, document=replace(below.document, region=DISTRICT), regions=district)
    city = paper("city", "report", "2024", number("46", "achieved"))
    assert verdicts(tmp_path, below, city) == [("city", "not comparable", "region")]
