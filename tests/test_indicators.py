"""The vocabulary of indicators: what it holds, and which wordings lead to one indicator."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg import terms
from kg.registers.indicators import MODIFIERS, load_indicators, normalised

VOCABULARY = load_indicators()
CONCEPTS = tuple(VOCABULARY.concepts.values())


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("孕产妇死亡率", "maternal-mortality-ratio"),
        ("全市孕产妇死亡率", "maternal-mortality-ratio"),
        ("年孕产妇死亡率", "maternal-mortality-ratio"),
        ("人均期望寿命", "life-expectancy"),
        ("全区城乡居民健康素养水平", "health-literacy"),
        ("千人托位数", "childcare-places-per-1000"),
        ("每千名常住人口拥有3岁以下婴幼儿托位", "childcare-places-per-1000"),
        ("每千常住人口执业（助理）医师数", "physicians-per-1000"),
        ("每千人口执业(助理)医师", "physicians-per-1000"),
        ("每十万人口重症医学床位数", "icu-beds-per-100000"),
        ("每10万人口重症医学床位数", "icu-beds-per-100000"),
        ("65周岁及以上老年人健康管理率", "elderly-health-managed-rate"),
        ("0～6岁儿童健康管理率", "child-0-6-managed-rate"),
        ("0—6岁儿童健康管理率", "child-0-6-managed-rate"),
        ("五岁以下儿童死亡率", "under-five-mortality"),
        ("药品收入占医疗收入的比重", "drug-revenue-share"),
        ("三、四级手术占比", "grade-three-four-surgery-share"),
        ("妇女“两癌”筛查", "two-cancer-screening"),
        ("重点人群签约率", "family-doctor-priority-coverage"),
        ("县域内就诊率", "county-treatment-rate"),
        ("基层就诊率", "primary-visit-share"),
        ("辖区内高血压患者规范管理率", "hypertension-managed-rate"),
    ],
)
def test_wordings_of_bureaus_lead_to_one_indicator(name: str, concept: str | None) -> None:
    found = VOCABULARY.named(name)
    assert (found.id if found else None) == concept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("孕产妇死亡率", "孕产妇死亡数"),
        ("孕产妇系统管理率", "孕产妇健康管理率"),
        ("家庭医生签约率", "重点人群家庭医生签约率"),
        ("托位数", "每千人口托位数"),
        ("普惠托位", "新增普惠托位"),
        ("严重精神障碍患者规律服药率", "严重精神障碍患者服药率"),
        ("县域就诊率", "市域就诊率"),
        ("HPV疫苗首针接种率", "HPV疫苗全程接种率"),
        ("农村卫生厕所普及率", "农村无害化卫生厕所普及率"),
        ("肺结核患者管理率", "肺结核患者规范管理率"),
    ],
)
def test_look_alikes_stay_two_indicators(one: str, other: str) -> None:
    first, second = VOCABULARY.named(one), VOCABULARY.named(other)
    assert first is not None
    assert second is not None
    assert first.id != second.id


@pytest.mark.parametrize(
    "name", ["", "全市", "满意", "死亡率", "签约率", "问题整改数", "海堤加固长度", "市民游园人数"]
)
def test_a_name_that_the_field_does_not_know_leads_nowhere(name: str) -> None:
    assert VOCABULARY.named(name) is None


def test_the_vocabulary_is_as_wide_as_the_field() -> None:
    assert len(CONCEPTS) >= 150
    assert len({VOCABULARY.theme_of(c).id for c in CONCEPTS}) == len(VOCABULARY.themes) >= 15


def test_every_wording_belongs_to_one_indicator() -> None:
    claimed: dict[str, str] = {}
    for concept in CONCEPTS:
        for label in (concept.label, *concept.alt_labels):
            assert claimed.setdefault(normalised(label), label) == label, concept.id


def test_every_label_leads_to_its_own_indicator() -> None:
    lost = [
        (concept.id, label)
        for concept in CONCEPTS
        for label in (concept.label, *concept.alt_labels)
        if VOCABULARY.named(label) is not concept
    ]
    assert lost == []


@pytest.mark.parametrize("modifier", MODIFIERS)
def test_whose_figure_it_is_does_not_change_the_indicator(modifier: str) -> None:
    found = VOCABULARY.named(modifier + "婴儿死亡率")
    assert found is not None
    assert found.id == "infant-mortality"


def test_comparing_twice_changes_nothing_more() -> None:
    keys = {normalised(label) for c in CONCEPTS for label in (c.label, *c.alt_labels)}
    assert {key for key in keys if normalised(key) != key} == set()


def test_every_indicator_says_what_it_measures() -> None:
    for concept in CONCEPTS:
        assert concept.direction in terms.DIRECTIONS
        assert concept.definition.endswith("。")
        assert concept.label_en.isascii()
        assert len(concept.label_en) > 3
        assert concept.unit is None or not set(concept.unit) & set("万亿") or concept.unit.startswith("/")


def test_rates_and_counts_have_units_of_their_kind() -> None:
    for concept in CONCEPTS:
        if concept.label.endswith(("占比", "覆盖率", "接种率", "管理率")):
            assert concept.unit == "%", concept.id
        if concept.label.endswith("人次"):
            assert concept.unit == "人次", concept.id


def test_mortality_is_better_when_lower_and_survival_when_higher() -> None:
    for concept in CONCEPTS:
        if "死亡率" in concept.label and concept.id != "crude-death-rate":
            assert concept.direction == "lower" or "登记" in concept.label, concept.id
    assert all(
        VOCABULARY.concepts[i].direction == "higher" for i in ("life-expectancy", "cancer-five-year-survival")
    )


def test_a_narrower_indicator_stands_below_the_wider_one_and_in_its_theme() -> None:
    narrow = VOCABULARY.by_id("hpv-first-dose-rate")
    assert narrow is not None
    assert narrow.broader == "hpv-vaccine-rate"
    assert VOCABULARY.theme_of(narrow).id == "theme-immunisation"
    assert VOCABULARY.by_id("no-such-indicator") is None


def test_loading_needs_neither_rdflib_nor_a_second_reading() -> None:
    assert load_indicators() is VOCABULARY
    code = (
        "import sys, kg.registers.indicators as i\n"
        "assert 'pyoxigraph' not in sys.modules\n"
        "i.load_indicators()\n"
        "assert 'rdflib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"LC_ALL": "C", "PYTHONUTF8": "0"})


def test_what_is_counted_per_other_people_is_the_same_indicator() -> None:
    for name in ("每万人口托位数", "每10万人口拥有3岁以下婴幼儿托位数"):
        found = VOCABULARY.named(name)
        assert found is not None and found.id == "childcare-places-per-1000"
    general = VOCABULARY.named("每千人口全科医生数")
    assert general is not None and general.label.startswith("每万")
    assert VOCABULARY.named("每万人口") is None


def test_the_vocabulary_names_the_indicators_of_the_field_with_unit_and_direction() -> None:
    assert len(CONCEPTS) >= 120
    assert {c.direction for c in CONCEPTS} == {"higher", "lower", "none"}
    assert sum(c.unit is None for c in CONCEPTS) <= 10
    for concept in CONCEPTS:
        assert concept.direction in terms.DIRECTIONS, concept.id
        assert concept.label_en and concept.definition.endswith("。"), concept.id
