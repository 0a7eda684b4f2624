"""Done or to be done, and news or not, where no heading tells. The places and bodies are invented.

`tests/data/tense` holds short texts of that kind with the status of their clauses and the facts of their head.
"""

from __future__ import annotations

import json
import tomllib
from bisect import bisect_right
from pathlib import Path
from re import compile as pattern_of

import pytest
from accuracy import overlap, pairs
from quotes import Finder, letters, located

from kg import paths
from kg.clean import clean
from kg.extract import extract
from kg.extract.head import read_head
from kg.extract.headings import heading_mode, year_ahead
from kg.extract.leads import carry_to_lists
from kg.extract.leaning import modes_of
from kg.model.text import Source
from kg.outline import outline
from kg.read import read_source

DATA = Path(__file__).parent / "data"
TEXTS = sorted((DATA / "tense").glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_a_text_without_headings_says_what_is_done_and_what_is_to_be_done(path: Path) -> None:
    answers = json.loads(path.with_suffix(".status.json").read_text(encoding="utf-8"))
    source = read_source(path)
    cleaned = clean(source.text)
    found = extract(source, outline(cleaned))
    document = {key: value for key, value in answers["document"].items() if value is not None}
    assert {key: letters(getattr(found.document, key)) for key in document} == {
        key: letters(value) for key, value in document.items()
    }
    want = located(answers["commitments"], Finder(cleaned))
    have = [{"span": (c.start, c.end), "status": c.status} for c in found.commitments]
    matched = pairs(want, have, lambda w, h: overlap(w["span"], h["span"]), 0.5)
    assert len(matched) >= 0.7 * len(want)
    wrong = [
        (want[i]["quote"], have[j]["status"]) for i, j in matched if want[i]["status"] != have[j]["status"]
    ]
    assert wrong == []


def told_without_headings(path: Path) -> tuple[int, int]:
    """How many clauses of a document are told rightly when its title and headings are not looked at, and of how many."""
    source = read_source(path)
    cleaned = clean(source.text)
    made = outline(cleaned)
    head = read_head(made, source.name)
    year = head.first_year if head.genre == "plan" else head.year
    today = tuple(map(int, head.published.split("-"))) if head.published else (year,) if year else ()
    modes = modes_of(cleaned.text, made.clauses, today, 0.5)
    starts = [cleaned.to_source(clause.start, clause.end)[0] for clause in made.clauses]
    answers = json.loads(path.with_suffix(".answers.json").read_text(encoding="utf-8"))["commitments"]
    rows = [
        r for r in located(answers, Finder(cleaned)) if not r.get("optional") and r["status"] != "ongoing"
    ]
    return sum(modes[bisect_right(starts, r["span"][0]) - 1] == r["status"] for r in rows), len(rows)


def test_words_dates_and_neighbours_tell_most_of_what_headings_tell() -> None:
    """On all other invented documents, plans and reports, with their titles and headings hidden from it."""
    right = wanted = 0
    for kind in ("samples", "genres", "bureaus", "pages", "forms"):
        for path in sorted((DATA / kind).glob("*.txt")):
            if not path.stem.startswith("harmless"):
                told, of = told_without_headings(path)
                right, wanted = right + told, wanted + of
    assert wanted > 1000
    assert right / wanted >= 0.93, f"{right} of {wanted}"


@pytest.mark.parametrize(
    ("heading", "mode"),
    [
        ("年度目标完成情况", "achieved"),
        ("重点任务推进情况", "achieved"),
        ("目标任务全面完成", "achieved"),
        ("工作目标及完成情况", "planned"),
        ("完成情况及下一步打算", "achieved"),
        ("加强规划实施情况监测", None),
        ("下半年工作安排", "planned"),
        ("完成投资2亿元，占年度目标的105%", None),
        ("重点工作及特色工作成效显著", "achieved"),
    ],
)
def test_what_came_of_a_goal_is_told_from_the_goal(heading: str, mode: str | None) -> None:
    assert heading_mode(heading) == mode


def test_an_earlier_year_holds_until_the_next_is_set_off_against_it() -> None:
    text = (
        "云渡县2024年卫生健康工作要点\n一、主要任务\n完善医疗服务体系，推进疾病防控和基层医疗机构建设。\n"
        "2023年，新增床位120张；推进改革，组建集团1个；2024年，新增床位80张。\n"
    )
    records = extract(Source("plan", "plan.txt", "0" * 64, text), outline(clean(text)))
    assert [c.status for c in records.commitments if c.start > text.index("2023年")] == ["achieved"] * 3 + [
        "planned"
    ]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("做了两件事：一是开展巡诊；二是推进签约。推进改革。", [-4, 0, 0, 0], [-4, -1, -1, 0]),
        ("做了两件事：一是开展巡诊。推进改革。二是推进签约。", [-4, 0, 0, 0], [-4, -1, -1, -1]),
        ("做了两件事：一是开展巡诊。下一步，推进改革。", [-4, 0, 5, 0], [-4, -1, 5, 0]),
        ("抓好两件事：一是巡诊率达90%；二是已签约8人。", [4, -1, -4], [4, 1, -4]),
        ("有何打算？\n巡诊率达90%。签约率达80%。\n巡诊率达70%。", [3, -1, -1, -1], [3, 1, 1, -1]),
        ("有何打算？\n去年，开展巡诊。推进签约。", [3, -3, 0, 0], [3, -3, -1, 1]),
        ("重点是：开展巡诊；推进签约。", [1, 0, 0], [1, 0, 0]),
    ],
)
def test_a_lead_holds_for_its_list_and_a_question_for_its_answer(
    text: str, before: list[float], after: list[float]
) -> None:
    cleaned = clean(text)
    weights = list(before)
    carry_to_lists(cleaned.text, outline(cleaned).clauses, weights)
    assert weights == after


ROWS = [
    pytest.param(row, id=f"{name}-{row['name']}")
    for name in ("lean", "news")
    for row in tomllib.loads(paths.ontology("cues", f"{name}.toml").read_text(encoding="utf-8"))[name]
]


@pytest.mark.parametrize("row", ROWS)
def test_a_cue_is_in_its_example_and_not_in_what_it_keeps(row: dict[str, str]) -> None:
    cue = pattern_of(row["pattern"])
    assert cue.search(row["example"])
    assert not cue.search(row["keeps"])


@pytest.mark.parametrize(
    ("title", "published", "year"),
    [
        ("2026年苍澜省政府工作报告", None, 2026),
        ("青岚市2026年卫生健康工作情况", "2026-02-10", 2026),
        ("青岚市2025年卫生健康工作总结", "2025-12-20", None),
        ("青岚市卫生健康工作总结", None, None),
    ],
)
def test_of_the_year_ahead_only_what_is_planned_can_be_told(
    title: str, published: str | None, year: int | None
) -> None:
    assert year_ahead(title, published) == year


def test_a_chapter_on_the_year_of_a_governments_report_is_planned() -> None:
    text = (
        "2026年苍澜省政府工作报告\n2026-02-02\n医改不断向前。县级医院能力明显增强，建成12个院区。医保参保率稳定在95%。\n"
        "三、2026年主要工作\n提升医疗卫生服务质量。\n开展参保行动，实施长期护理保险制度，推广健康驿站模式。发放育儿补贴。\n"
    )
    path = Source("report", "report.txt", "0" * 64, text)
    found = {c.text: c.status for c in extract(path, outline(clean(text))).commitments}
    assert {found["推广健康驿站模式"], found["发放育儿补贴"], found["实施长期护理保险制度"]} == {"planned"}
    assert found["建成12个院区"] == "achieved"


def test_the_first_quarter_may_be_told_in_spring() -> None:
    text = (
        "青岚市卫生健康工作情况\n2026-04-20\n一、2026年一季度主要工作\n完成健康体检2万人，新增托位300个，开展义诊12场。\n"
        "推进疾病防控和基层医疗机构建设。\n"
    )
    found = extract(Source("spring", "spring.txt", "0" * 64, text), outline(clean(text)))
    assert {c.status for c in found.commitments if c.text and c.text[0] in "完新"} == {"achieved"}
