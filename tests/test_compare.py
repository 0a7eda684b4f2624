"""`kg compare`: what each place says on one indicator or commits itself to in one programme. All places are invented."""

from __future__ import annotations

import csv
import doctest
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from plan_and_reports import BELOW, CITY, DISTRICT, HALF, PLAN, YEAR, build_all
from sample_graph import sample_graph

from kg.cli.compare import compare
from kg.compare import near
from kg.compare.figures import IndicatorView, indicator_view
from kg.compare.near import folded, near_names
from kg.compare.promises import programme_view
from kg.compare.things import Thing, meaning_of, things_of
from kg.errors import BadCall
from kg.store import open_store

PLACES, CHILDCARE = "每千人口拥有3岁以下婴幼儿托位数", "普惠托育服务"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_all(tmp_path_factory.mktemp("compare"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_graph().write(tmp_path_factory.mktemp("sample"))


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(compare, [str(a) for a in args], standalone_mode=False, catch_exceptions=False)


def thing(build: Path, name: str) -> Thing:
    (found,) = meaning_of(name, things_of(open_store(build))).things
    return found


def view(build: Path, name: str, *regions: str) -> IndicatorView:
    return indicator_view(open_store(build), thing(build, name), regions)


# An indicator


def test_a_city_stands_above_its_district_and_targets_before_achievements(built: Path) -> None:
    rows = [(r.place.name, r.period, r.status, r.document) for r in view(built, "千人托位数").figures]
    assert rows == [
        ("清和市", "2023", "planned", PLAN),
        ("清和市", "2023", "achieved", YEAR),
        ("清和市", "2023-H1", "achieved", HALF),
        ("临溪区", "2023", "achieved", BELOW),
    ]


def test_values_are_told_in_the_unit_of_the_indicator(built: Path) -> None:
    shown = {r.document: (r.value, r.unit, r.converted) for r in view(built, "千人托位数").figures}
    assert shown[YEAR] == (Decimal(43), "个/万人", Decimal("4.3"))
    assert shown[PLAN] == (Decimal("4.2"), "个", Decimal("4.2"))
    deaths = {r.document: (r.unit, r.converted) for r in view(built, "孕产妇死亡率").figures}
    assert deaths == {PLAN: ("/10万", Decimal(8)), YEAR: ("‰", Decimal(6))}


def test_a_change_is_never_told_as_a_level(built: Path) -> None:
    (change,) = (r for r in view(built, "县域就诊率").figures if r.measure == "increase")
    assert change.converted is None


def test_units_that_do_not_convert_are_said_not_to(built: Path) -> None:
    done = run("托育从业人员", "--build", built, "--lang", "en")
    assert "does not convert" in done.output


def test_each_figure_gives_its_place_in_the_source(built: Path) -> None:
    from plan_and_reports import all_papers

    papers = all_papers()
    for row in view(built, "千人托位数").figures:
        assert row.printed is not None and row.printed in papers[row.document][1][row.start : row.end]
        assert row.section == "1/1"


def test_verdicts_stand_between_the_rows_that_they_are_about(built: Path) -> None:
    shown = view(built, "千人托位数")
    documents = {row.fact: row.document for row in shown.figures}
    told = {(documents[c.target], documents[c.achieved]): (c.verdict, c.reasons) for c in shown.comparisons}
    assert told == {
        (PLAN, YEAR): ("met", ("reached",)),
        (PLAN, HALF): ("on course", ("level reached",)),
        (PLAN, BELOW): ("not comparable", ("region",)),
    }


@pytest.mark.parametrize(
    ("word", "documents"), [(DISTRICT, {BELOW}), ("临溪区", {BELOW}), (CITY, {PLAN, YEAR, HALF, BELOW})]
)
def test_places_can_be_chosen_and_comparisons_follow(built: Path, word: str, documents: set[str]) -> None:
    shown = view(built, "千人托位数", word)
    assert {r.document for r in shown.figures} == documents
    assert bool(shown.comparisons) == (PLAN in documents)


def test_a_place_that_says_nothing_is_told_with_those_that_do(built: Path) -> None:
    with pytest.raises(BadCall, match="朔方市"):
        view(built, "千人托位数", "朔方市")


# A programme


def test_a_programme_shows_what_each_place_commits_itself_to_and_who_answers(sample: Path) -> None:
    rows = programme_view(open_store(sample), thing(sample, CHILDCARE))
    assert [(r.place.name, r.words, r.deadline) for r in rows] == [
        ("清和市", "新建托育机构并增加托位", "2024-12-31"),
        ("清和市", "培训托育从业人员", None),
        ("临溪区", "扩大普惠托育服务供给", "2024-06-30"),
    ]
    owners = (("清和市卫生健康委员会人口家庭处", "lead"), ("清和市第一人民医院", "support"))
    assert [r.owners for r in rows] == [owners, owners, ()]
    assert (rows[0].section, rows[0].start, rows[0].end) == ("1/1", 40, 51)


def test_a_commitment_without_an_owner_says_so(sample: Path) -> None:
    done = run("普惠托育", "--build", sample, "--lang", "zh")
    assert done.return_value == 0
    assert "原文未写明责任单位" in done.output and "清和市第一人民医院（配合）" in done.output
    assert "　临溪区" in done.output


def test_a_programme_can_be_asked_for_some_places(sample: Path) -> None:
    rows = programme_view(open_store(sample), thing(sample, CHILDCARE), ["990102"])
    assert [r.place.name for r in rows] == ["临溪区"]


# Which thing a name means


@pytest.mark.parametrize(
    "name",
    [PLACES, "千人托位数", "每千名常住人口拥有3岁以下婴幼儿托位", "全市千人托位数", "childcare-places-per-1000",
     "Childcare places per 1,000 people",
     "indicator/childcare-places-per-1000", "每千人口拥有３岁以下婴幼儿托位数"],
)  # fmt: skip
def test_a_thing_is_found_by_any_of_its_names(built: Path, name: str) -> None:
    assert thing(built, name).id == "indicator/childcare-places-per-1000"


def test_a_part_of_one_name_alone_is_enough(built: Path) -> None:
    assert thing(built, "平均住院").name == "平均住院日"


@pytest.mark.parametrize("typed", ["孕产妇死亡律", "yuncanfu siwang", "ycfswl", "孕产妇 死亡"])
def test_a_name_that_nothing_bears_gives_near_names(built: Path, typed: str) -> None:
    meaning = meaning_of(typed.replace(" ", ""), things_of(open_store(built)))
    names = [t.name for t in meaning.things] or list(meaning.near)
    assert names[0] == "孕产妇死亡率"


def test_near_names_are_told_with_exit_code_1(built: Path) -> None:
    done = run("庭医生签约", "--build", built)
    assert done.return_value == 1 and done.stdout == ""
    assert "家庭医生签约率" in done.stderr and "重点人群家庭医生签约率" in done.stderr


def test_a_name_that_only_the_vocabulary_knows_is_told_as_such(built: Path) -> None:
    done = run("床护比", "--build", built)
    assert done.return_value == 1
    assert "no document of this graph speaks of it" in done.stderr


def test_a_name_like_nothing_says_how_to_list_all(built: Path) -> None:
    done = run("☃", "--build", built)
    assert done.return_value == 1 and "--min 1" in done.stderr


def test_the_examples_of_near_names_hold() -> None:
    assert doctest.testmod(near).failed == 0


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=8), max_size=6))
def test_near_names_are_some_of_the_names_and_the_name_itself_comes_first(
    word: str, names: list[str]
) -> None:
    spellings = {name: [name] for name in names}
    found = near_names(word, spellings)
    assert set(found) <= set(names) and len(found) == len(set(found))
    same = [name for name in spellings if folded(name) and folded(name) == folded(word)]
    if same:
        assert folded(found[0]) == folded(word)


# The command


def test_the_command_prints_both_tables(built: Path) -> None:
    done = run("千人托位数", "--build", built, "--lang", "zh")
    assert done.return_value == 0
    lines = done.output.splitlines()
    assert lines[0].startswith(PLACES) and any(line.startswith("　临溪区") for line in lines)
    assert any("43个/万人" in line and "4.3个" in line for line in lines)
    assert any("清和市 2023 43个/万人" in line and "达到" in line for line in lines)


def test_csv_holds_each_figure_with_its_verdicts(built: Path) -> None:
    done = run("孕产妇死亡率", "--build", built, "--format", "csv", "--bom", "--lang", "en")
    assert done.output.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(done.output.removeprefix("\ufeff"))))
    assert [
        (r["place"], r["status"], r["operator"], r["value"], r["unit"], r["converted"]) for r in rows
    ] == [
        ("清和市", "planned", "<=", "8", "/10万", "8"),
        ("清和市", "achieved", "=", "0.06", "‰", "6"),
    ]
    assert rows[0]["verdicts"] == "清和市 2023 0.06‰: met (reached by the deadline)"
    assert rows[1]["verdicts"].startswith("清和市 2023 ≤ 8/10万: met")


def test_json_gives_the_same_as_the_view(built: Path) -> None:
    made = json.loads(run("千人托位数", "--build", built, "--json").output)
    shown = view(built, "千人托位数")
    assert [f["fact"] for f in made["figures"]] == [r.fact for r in shown.figures]
    assert made["figures"][1]["converted"] == 4.3 and made["figures"][1]["place_id"] == "region/990100"
    assert made["comparisons"][0]["verdict"] in ("met", "on course", "not comparable")
    assert (made["kind"], made["unit"], made["direction"]) == ("indicator", "个", "higher")


def test_json_of_a_programme_lists_commitments_with_owners(sample: Path) -> None:
    made = json.loads(run(CHILDCARE, "--build", sample, "--json").output)
    assert made["kind"] == "programme" and len(made["commitments"]) == 3
    assert made["commitments"][0]["owners"][0] == {"name": "清和市卫生健康委员会人口家庭处", "role": "lead"}


def test_csv_of_a_programme_has_a_row_for_each_commitment(sample: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run(CHILDCARE, "--build", sample, "-f", "csv", "--lang", "en").output))
    )
    assert [r["start"] for r in rows] == ["40", "60", "20"]
    assert rows[2]["owners"] == "no owner named in the source"


def test_without_a_name_it_lists_what_can_be_compared(built: Path, sample: Path) -> None:
    done = run("--build", sample, "--lang", "en")
    assert done.return_value == 0
    assert done.output.splitlines()[0].split() == ["kind", "name", "places", "documents"]
    assert "indicator" in done.output and CHILDCARE in done.output and "银龄学堂" not in done.output
    everything = json.loads(run("--build", sample, "--min", "1", "--json").output)
    assert {"银龄学堂", CHILDCARE} <= {row["name"] for row in everything}
    assert run("--build", built, "--min", "7").return_value == 1


def test_one_kind_can_be_asked_for(sample: Path) -> None:
    kinds = {
        row["kind"]
        for row in json.loads(run("--build", sample, "--as", "indicator", "--min", "1", "--json").output)
    }
    assert kinds == {"indicator"}


def test_a_name_of_both_kinds_is_answered_for_one_and_the_other_told(tmp_path: Path) -> None:
    graph = sample_graph()
    graph.lines = [line.replace('"每千人口托位数"', '"家医签约"') for line in graph.lines]
    done = run("家医签约", "--build", graph.write(tmp_path))
    assert done.return_value == 0
    assert "--as" in done.stderr
    assert run("家医签约", "--as", "programme", "--build", tmp_path).stdout.startswith("家庭医生签约服务")
