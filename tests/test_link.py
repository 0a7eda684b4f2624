"""One thing gets one name, look-alikes keep their own, and every decision says why. All places are invented."""

from __future__ import annotations

import doctest
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hand_made import documents, registers
from hypothesis import given
from hypothesis import strategies as st
from papers import DONGPU, LINXI, QINGHE, XILU, body, paper, programme, target

from kg.compare import SharedProgramme, namings_of_records
from kg.compare import shared as shared_programmes
from kg.link import link, stems
from kg.link.features import FEATURES, OPEN, SHARED, score
from kg.model.links import Link
from kg.model.records import DocumentRecords, Institution, PartOf, Region, Responsibility


def shared(papers: Sequence[DocumentRecords], minimum: int = 2) -> list[SharedProgramme]:
    known = registers()
    return shared_programmes(namings_of_records(papers, link(papers, known), known.regions), minimum)


def things(*papers: DocumentRecords) -> dict[tuple[str, str], Link]:
    return {(found.document, found.record): found for found in link(papers, registers())}


def same(one: DocumentRecords, other: DocumentRecords, record: str) -> bool:
    found = things(one, other)
    return found[one.document.id, record].thing == found[other.document.id, record].thing


# Institutions


@pytest.mark.parametrize(
    ("here", "name", "there", "other"),
    [
        (QINGHE, "清和市第一人民医院", DONGPU, "清和市第一人民医院"),
        (QINGHE, "清和市第一人民医院", LINXI, "清和市一院"),
        (QINGHE, "清和市第一人民医院", LINXI, "清和一院"),
        (QINGHE, "临溪区疾控中心", LINXI, "清和市临溪区疾病预防控制中心"),
        (QINGHE, "清和市社会心理服务指导中心", LINXI, "清和社会心理中心"),
        (QINGHE, "苍澜省清和市中医医院", QINGHE, "清和市中医院"),
        (QINGHE, "中共临溪区委宣传部", LINXI, "中共清和市临溪区委宣传部"),
        (QINGHE, "国家卫生健康委员会", DONGPU, "国家卫生健康委员会"),
        (QINGHE, "远山大学附属医院", DONGPU, "远山大学附属医院"),
    ],
)
def test_different_names_of_one_body_meet(here: str, name: str, there: str, other: str) -> None:
    assert same(
        paper("a", here, institutions=[body(name)]), paper("b", there, institutions=[body(other)]), "i1"
    )


@pytest.mark.parametrize(
    ("here", "name", "there", "other"),
    [
        (QINGHE, "疾控中心", DONGPU, "疾控中心"),
        (DONGPU, "城关区卫生健康局", XILU, "城关区卫生健康局"),
        (QINGHE, "清和市第一人民医院", QINGHE, "清和市第二人民医院"),
        (QINGHE, "各委属医院", DONGPU, "各委属医院"),
        (QINGHE, "二级以上医疗机构", DONGPU, "二级以上医疗机构"),
        (QINGHE, "清和市人民医院", LINXI, "临溪区人民医院"),
        (QINGHE, "清和市中西医结合医院", LINXI, "清和中医院"),
    ],
)
def test_equal_or_alike_names_of_two_bodies_stay_apart(here: str, name: str, there: str, other: str) -> None:
    assert not same(
        paper("a", here, institutions=[body(name)]), paper("b", there, institutions=[body(other)]), "i1"
    )


def test_a_district_named_alone_gets_its_city_back() -> None:
    found = things(paper("a", DONGPU, institutions=[body("城关区卫生健康局", type="government")]))
    assert found["a", "i1"].name == "东浦市城关区卫生健康局" and found["a", "i1"].place == "990202"


def test_a_short_name_that_ends_like_a_region_is_still_short() -> None:
    found = things(
        paper("a", "990400", institutions=[body("岚州日报", type="other"), body("岚州市一院", "i2")])
    )
    assert found["a", "i1"].name == "岚州日报" and found["a", "i2"].name == "岚州市第一人民医院"


def test_a_county_level_city_stands_without_the_city_above_it() -> None:
    found = things(paper("a", QINGHE, institutions=[body("清和市云屏市中医院"), body("云屏市中医院", "i2")]))
    assert found["a", "i1"].name == found["a", "i2"].name == "云屏市中医医院"


def test_a_short_form_that_fits_two_bodies_joins_neither() -> None:
    full = [body("清和市心理危机干预中心", "i1"), body("清和市心理健康服务中心", "i2")]
    found = things(
        paper("a", QINGHE, institutions=full), paper("b", LINXI, institutions=[body("清和心理中心")])
    )
    assert found["b", "i1"].thing not in {found["a", "i1"].thing, found["a", "i2"].thing}


def test_a_body_that_only_an_owner_list_names_is_linked_too() -> None:
    owner = Responsibility("r1", "清和市医疗保障局", "responsible", "stated", "s1", None, 0, 8, "test")
    assert (
        things(paper("a", QINGHE, responsibilities=[owner]))["a", "r1"].thing
        == "institution/清和市医疗保障局"
    )


@pytest.mark.parametrize(
    ("region", "collective", "members"),
    [
        (QINGHE, "各辖市（区）卫生健康局", {"清和市临溪区卫生健康局", "云屏市卫生健康局"}),
        (QINGHE, "各区卫健局", {"清和市临溪区卫生健康局"}),
        ("990000", "各市人民政府", {f"{name}人民政府" for name in ("清和市", "东浦市", "西麓市", "岚州市")}),
        ("990000", "各县（市、区）人民政府", set()),
        (QINGHE, "相关辖市（区）卫生健康局", set()),
        (QINGHE, "各委属医院", set()),
        (LINXI, "各镇（街道）", set()),
    ],
)
def test_a_collective_is_spelled_out_only_where_the_register_knows_all_members(
    region: str, collective: str, members: set[str]
) -> None:
    owner = Responsibility("r1", collective, "responsible", "stated", "s1", None, 0, 8, "test")
    found = things(paper("a", region, responsibilities=[owner])).values()
    assert {a.name for a in found if a.expanded_from == "r1"} == members


def owned_by(name: str) -> Responsibility:
    return Responsibility("r1", name, "responsible", "stated", "s1", None, 0, 8, "test")


def expanded(one: DocumentRecords) -> dict[str, str]:
    """The members of the collective of r1, with the reason for each."""
    return {a.name: a.because[0].feature for a in things(one).values() if a.expanded_from == "r1"}


OFFICES = [
    body(f"清和市卫生健康委员会{office}", f"i{i}", type="government")
    for i, office in enumerate(("医政医管处", "基层卫生处", "人事处", "办公室", "机关各处室"))
]


def test_the_offices_of_a_commission_are_those_that_the_document_names() -> None:
    one = paper("a", QINGHE, institutions=OFFICES, responsibilities=[owned_by("清和市卫生健康委员会各处室")])
    assert expanded(one) == dict.fromkeys([b.name for b in OFFICES[:4]], "named-office")


def test_the_offices_that_serve_the_house_are_no_business_offices() -> None:
    one = paper(
        "a", QINGHE, institutions=OFFICES, responsibilities=[owned_by("清和市卫生健康委员会各业务处室")]
    )
    assert set(expanded(one)) == {b.name for b in OFFICES[:2]}


def test_the_hospitals_of_a_commission_are_those_that_the_document_lists_as_such() -> None:
    houses = [body("清和市第一人民医院"), body("清和市中医医院", "i2"), body("清和市德安医院", "i3")]
    listed = [
        PartOf(f"h{i}", "institution", house.name, "各委属医院", "text", "listed-as-a-member")
        for i, house in enumerate(houses[:2])
    ]
    one = paper("a", QINGHE, institutions=houses, part_of=listed, responsibilities=[owned_by("各委属医院")])
    assert expanded(one) == {"清和市第一人民医院": "listed-member", "清和市中医医院": "listed-member"}
    assert expanded(replace(one, responsibilities=(owned_by("相关委属医院"),))) == {}


def test_no_member_is_expanded_twice() -> None:
    houses = [body("清和市第一人民医院"), body("清和市一院", "i2")]
    listed = [
        PartOf(f"h{i}", "institution", h.name, "各委属医院", "text", "listed-as-a-member")
        for i, h in enumerate(houses)
    ]
    one = paper("a", QINGHE, institutions=houses, part_of=listed, responsibilities=[owned_by("各委属医院")])
    assert len(expanded(one)) == 1 and sum(a.expanded_from == "r1" for a in things(one).values()) == 1


# Programmes


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("家医签约", "家庭医生签约服务"),
        ("银龄安康守护行动", "“银龄安康守护”工程"),
        ("清和市银龄安康守护项目", "全市银龄安康守护计划"),
    ],
)
def test_one_programme_under_two_names_is_shared(name: str, other: str) -> None:
    papers = [paper("a", QINGHE, programs=[programme(name)]), paper("b", DONGPU, programs=[programme(other)])]
    assert [set(row["documents"]) for row in shared(papers)] == [{"a", "b"}]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("“1+N”模式", "“1+N”工作机制"),
        ("六个一", "六个一"),
        ("“三管三必须”制度", "“三管三必须”"),
        ("十百千万工程", "“十百千万”行动"),
        ("六个统筹管理", "六个统筹管理"),
        ("义诊活动", "义诊"),
        ("市妇幼保健院建设", "市妇幼保健院"),
        ("中医医院原址改扩建工程", "中医医院原址改扩建项目"),
        ("银龄安康守护行动", "幼苗安康守护行动"),
    ],
)
def test_slogans_and_names_that_say_too_little_are_never_shared(name: str, other: str) -> None:
    papers = [paper("a", QINGHE, programs=[programme(name)]), paper("b", DONGPU, programs=[programme(other)])]
    assert shared(papers) == []


def test_a_row_of_shared_programmes_gives_the_spellings_of_each_document() -> None:
    found = documents()
    rows = {row["name"]: row for row in shared(found)}
    assert rows["家庭医生签约服务"]["documents"] == {
        "linxi-2024": ["家医签约服务"],
        "qinghe-2024": ["家庭医生签约服务"],
    }
    assert set(rows) == {"家庭医生签约服务", "银龄安康守护工程"}


def test_more_documents_may_be_asked_for() -> None:
    found = documents()
    assert shared(found, 3) == []


# Regions and indicators


def test_a_region_without_a_code_is_looked_up_in_its_own_area() -> None:
    town = Region("g2", None, "桃溪镇", (), ((0, 3),), "test")
    found = things(paper("a", DONGPU, regions=[Region("g1", None, "城关区", (), ((0, 3),), "test"), town]))
    assert found["a", "g1"].thing == "region/990202"
    assert found["a", "g2"].thing == "region/990200/桃溪镇" and found["a", "g2"].place == DONGPU


def test_an_indicator_is_one_whatever_area_its_wording_names() -> None:
    one = paper("a", QINGHE, targets=[target("全市护理员持证率"), target("全市孕产妇死亡率", "t2")])
    other = paper("b", LINXI, targets=[target("全区护理员持证率"), target("孕产妇死亡率", "t2")])
    assert same(one, other, "t1") and same(one, other, "t2")


def test_a_figure_without_an_indicator_gets_no_link() -> None:
    assert things(paper("a", None, targets=[target(None)])) == {}


# What holds for all


@given(st.permutations(documents()))
def test_the_order_of_documents_changes_nothing(papers: list[DocumentRecords]) -> None:
    assert link(papers, registers()) == link(documents(), registers())


@given(st.permutations(documents()[0].institutions + documents()[2].institutions))
def test_the_order_of_records_changes_no_thing(bodies: list[Institution]) -> None:
    named = [replace(b, id=f"x{b.name}") for b in bodies]
    ordered = sorted(named, key=lambda b: b.id)
    assert things(paper("a", QINGHE, institutions=named)) == things(paper("a", QINGHE, institutions=ordered))


def test_every_link_says_why_in_both_languages_and_scores_by_its_reasons() -> None:
    weights = {feature.name: feature.weight for feature in FEATURES}
    for found in link(documents(), registers()):
        assert found.because and all(reason.zh and reason.en for reason in found.because)
        assert found.score == score(weights[reason.feature] for reason in found.because)
        assert found.because[0].weight > 0


def test_a_thing_known_by_a_weak_reason_only_is_named_within_its_place() -> None:
    for found in link(documents(), registers()):
        if found.score < SHARED:
            assert f"/{found.place or '99'}" in found.thing


def test_one_thing_has_one_name_in_all_its_links() -> None:
    names: dict[str, set[str]] = {}
    for found in link(documents(), registers()):
        names.setdefault(found.thing, set()).add(found.name)
    assert all(len(spellings) == 1 for spellings in names.values())


def test_features_have_their_own_names_and_weights_for_or_against() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    assert all(0 < abs(feature.weight) <= 1 and feature.kinds for feature in FEATURES)
    assert min(feature.weight for feature in FEATURES) < 0 < OPEN < SHARED


def test_the_examples_of_stems_are_true() -> None:
    assert doctest.testmod(stems).failed == 0 < doctest.testmod(stems).attempted


@pytest.mark.parametrize("name", ["15分钟就医圈", "百名专家下基层", "一站式结算平台", "健康细胞"])
def test_a_number_within_a_telling_name_makes_no_slogan(name: str) -> None:
    assert stems.is_telling(stems.stem(name))
