"""The vocabulary of programmes: what it holds, which names lead to one programme, what a text is read to name.

All sentences are ours; 青岚市, 云麓区 and 临渚县 are invented.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ids, paths, terms
from kg.clean import clean
from kg.extract.document import extract
from kg.extract.program_variants import find_variants
from kg.model.text import Source
from kg.outline import outline
from kg.registers.programmes import (
    Concept,
    ProgrammeHit,
    find_programmes,
    load_programmes,
    normalised,
    without_tails,
)

VOCABULARY = load_programmes()
CONCEPTS = tuple(VOCABULARY.concepts.values())
SPELLINGS = tuple(VOCABULARY.spellings())
FILE = paths.ontology("programmes.ttl")


def found(text: str) -> list[tuple[str, str]]:
    """What a text names: (spelling, concept id)."""
    return [(hit.spelling, hit.concept) for hit in find_programmes(text)]


def of_theme(theme: str) -> list[Concept]:
    """The programmes of a theme, in their order."""
    return [concept for concept in CONCEPTS if concept.theme == theme]


# The vocabulary


def test_covers_the_field() -> None:
    assert len(CONCEPTS) >= 330
    assert len(VOCABULARY.themes) >= 12
    assert min(Counter(c.theme for c in CONCEPTS).values()) >= 4


@pytest.mark.parametrize("theme", VOCABULARY.themes)
def test_every_programme_is_described(theme: str) -> None:
    for concept in of_theme(theme):
        assert VOCABULARY.by_id(concept.id) is concept
        assert concept.name and concept.english and len(concept.definition) >= 6, concept.id
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", concept.id), concept.id


def test_no_spelling_names_two_programmes() -> None:
    named = Counter(normalised(name) for c in CONCEPTS for name in (c.name, *c.spellings))
    assert [name for name, times in named.items() if times > 1] == []


def test_no_two_programmes_share_a_label() -> None:
    assert (
        len({c.name for c in CONCEPTS}) == len({c.english for c in CONCEPTS} | {c.name for c in CONCEPTS}) / 2
    )


def test_every_programme_reaches_its_theme_without_going_in_circles() -> None:
    for concept in CONCEPTS:
        above = VOCABULARY.parents(concept.id)
        assert concept.id not in above
        assert concept.theme in above
        assert set(above) <= VOCABULARY.concepts.keys() | VOCABULARY.themes.keys()


def test_a_theme_is_its_own_and_names_nothing() -> None:
    for theme in VOCABULARY.themes.values():
        assert (theme.theme, theme.broader, theme.spellings) == (theme.id, (), ())
    assert not set(VOCABULARY.themes) & set(VOCABULARY.spellings().values())


def test_look_alikes_know_of_each_other() -> None:
    pairs = {(c.id, other) for c in CONCEPTS for other in c.not_same}
    assert len(pairs) >= 60
    assert all((b, a) in pairs for a, b in pairs)
    assert all(a != b and b in VOCABULARY.concepts for a, b in pairs)


def test_short_spellings_are_no_everyday_words() -> None:
    everyday = "健康 服务 医院 社区 托育 疫苗 急救 培训 宣传 统计 财务 人才 科研 信息化 护理 体检 养老 残疾人 工作 建设"
    assert not set(everyday.split()) & set(SPELLINGS)
    assert [s for s in SPELLINGS if len(s) < 2] == []


def test_stands_in_the_order_of_themes_and_slugs() -> None:
    order = list(VOCABULARY.themes)
    places = [(order.index(c.theme), c.id) for c in CONCEPTS]
    assert places == sorted(places)


def test_rdflib_and_pyoxigraph_read_the_same() -> None:
    import pyoxigraph
    import rdflib

    graph = rdflib.Graph().parse(FILE, format="turtle")
    quads = list(pyoxigraph.parse(path=FILE, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(graph) == len(quads)
    programmes = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(terms.PROGRAM)))
    assert programmes == {rdflib.URIRef(ids.DEFAULT_BASE + ids.programme(c.id)) for c in CONCEPTS}


def test_each_programme_has_one_name_in_each_language() -> None:
    import rdflib

    graph = rdflib.Graph().parse(FILE, format="turtle")
    for subject in graph.subjects(rdflib.RDF.type, rdflib.URIRef(terms.PROGRAM)):
        languages = [label.language for label in graph.objects(subject, rdflib.URIRef(terms.PREF_LABEL))]  # type: ignore[attr-defined]
        assert sorted(languages) == ["en", "zh"]


# The look-up of a name


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("家庭医生签约服务", "family-doctor-contract"),
        ("家医签约", "family-doctor-contract"),
        ("家医签约服务工作", "family-doctor-contract"),
        ("妇女“两癌”筛查", "two-cancer-screening"),
        ("妇女两癌筛查项目", "two-cancer-screening"),
        ("《优质服务基层行》活动", "quality-primary-care-campaign"),
        ("优质服务基层行创建", "quality-primary-care-campaign"),
        ("ＤＲＧ付费", "drg-dip"),
        ("drg付费改革", "drg-dip"),
        ("“互联网 + 护理服务”", "internet-nursing"),
        ("公立医院绩效考核工作", "hospital-performance-assessment"),
        ("国考", "hospital-performance-assessment"),
        ("基卫项目", "basic-public-health-services"),
        ("重精管理", "severe-mental-disorder-management"),
        ("村(居)民委员会公共卫生委员会", "village-public-health-committee"),
        ("紧密型县域医共体试点", "county-medical-community"),
        ("母婴安全", "maternal-safety"),
        ("新农合制度", "new-rural-cooperative"),
        ("契约式家庭医生制服务", "family-doctor-contract"),
        ("城镇居民医保", "urban-resident-insurance"),
        ("社会抚养费征收管理", "family-planning-management"),
        ("“三好一满意”活动", "three-good-one-satisfied"),
        ("农村互助幸福院建设", "mutual-aid-elderly-care"),
        ("乡镇综合养老服务中心", "comprehensive-elderly-centre"),
        ("重度残疾人托养照护服务", "disabled-care"),
        ("医药价格治理", "medicine-price-governance"),
        ("防治康管全链条服务", "integrated-chronic-care"),
        ("人感染H7N9禽流感防控", "influenza-control"),
        ("医疗与养老机构合作", "integrated-medical-elderly-care"),
        ("精神卫生“686”项目", "severe-mental-disorder-management"),
        ("双下沉、两提升", "resource-expansion"),
    ],
)
def test_names_lead_to_their_programme(name: str, concept: str) -> None:
    known = VOCABULARY.named(name)
    assert known is not None
    assert known.id == concept


@pytest.mark.parametrize("name", ["", "工作", "服务体系建设", "青岚银龄学堂", "托育", "签约仪式", "国考断面"])
def test_other_names_lead_nowhere(name: str) -> None:
    assert VOCABULARY.named(name) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新生儿出生一件事", "中医处方一件事"),
        ("医防联合体", "医联体"),
        ("县域医共体", "城市医疗集团"),
        ("名中医工作室", "名医工作室"),
        ("老年友善医疗机构", "老年友好型社区"),
        ("国家卫生城市", "健康城市"),
        ("卫生村", "健康村"),
        ("无结核社区", "健康社区"),
        ("HPV疫苗接种", "宫颈癌筛查"),
        ("医养结合", "医育结合"),
        ("中医馆", "中医阁"),
        ("共享中药房", "中心药房"),
        ("慢性病综合防控示范区", "慢性病患者健康管理"),
        ("基本公共卫生服务", "重大公共卫生服务"),
        ("新型农村合作医疗", "城镇居民基本医疗保险"),
        ("残疾人家庭无障碍改造", "适老化改造"),
        ("农村养老服务", "农村互助养老"),
    ],
)
def test_look_alikes_are_two_programmes_and_say_so(one: str, other: str) -> None:
    a, b = VOCABULARY.named(one), VOCABULARY.named(other)
    assert a is not None
    assert b is not None
    assert b.id in a.not_same


def test_parents_come_nearest_first() -> None:
    assert VOCABULARY.parents("stroke-centre") == ("five-clinical-centres", "theme-hospitals")
    assert VOCABULARY.parents("theme-hospitals") == ()
    assert VOCABULARY.parents("no-such-programme") == ()
    assert VOCABULARY.by_id("no-such-programme") is None


def test_general_words_come_off_one_by_one() -> None:
    inner, outer = VOCABULARY.named("健康城市"), VOCABULARY.named("健康城市行动工作")
    assert inner is not None
    assert outer is not None
    assert (inner.id, outer.id) == ("healthy-city", "healthy-china-action")


def test_general_words_come_off_only_while_enough_is_left() -> None:
    assert without_tails("家庭医生签约服务工作机制") == "家庭医生签约"
    assert without_tails("托育服务") == "托育服务"
    assert without_tails("安宁疗护") == "安宁疗护"


# Recognition in running text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青岚市今年把家医签约做细做实。", [("家医签约", "family-doctor-contract")]),
        (
            "云麓区为农村妇女开展“两癌”筛查，兼顾HPV疫苗接种。",
            [("“两癌”筛查", "two-cancer-screening"), ("HPV疫苗接种", "hpv-vaccination")],
        ),
        ("临渚县推进“无结核社区”建设。", [("“无结核社区”建设", "tb-free-community")]),
        ("各街道办好“健康细胞”", [("“健康细胞”", "healthy-cells")]),
        ("组织“优质服务基层行”活动回头看", [("“优质服务基层行”活动", "quality-primary-care-campaign")]),
        ("落实「双随机、一公开」监管", [("「双随机、一公开」监管", "double-random")]),
        ("为居民配齐ＡＥＤ", [("ＡＥＤ", "aed-deployment")]),
        ("安宁疗护、家庭病床与长护险", [
            ("安宁疗护", "hospice-care"), ("家庭病床", "home-hospital-bed"), ("长护险", "long-term-care-insurance"),
        ]),
        ("办好新生儿出生 “一件事”", [("新生儿出生 “一件事”", "birth-one-thing")]),
    ],
)  # fmt: skip
def test_programmes_are_found_with_their_quotation_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("完善安宁疗护服务体系。", "安宁疗护服务体系"),
        ("完善安宁疗护服务工作机制建设。", "安宁疗护服务工作机制建设"),
        ("申报安宁疗护试点，", "安宁疗护试点"),
        ("申报安宁疗护试点城市，", "安宁疗护"),
        ("新设安宁疗护工作室", "安宁疗护"),
        ("“安宁疗护”服务进社区", "“安宁疗护”服务"),
        ("安宁疗护，服务老人", "安宁疗护"),
        ("评选安宁疗护“服务之星”", "安宁疗护"),
        ("医院新增“老年病房、安宁疗护”项目", "安宁疗护"),
    ],
)
def test_general_words_that_follow_belong_to_the_name(text: str, spelling: str) -> None:
    assert found(text)[0] == (spelling, "hospice-care")


def test_the_longest_name_wins() -> None:
    assert found("县域医共体推行医保总额包干") == [
        ("县域医共体", "county-medical-community"),
        ("医保总额包干", "medical-consortium-insurance-package"),
    ]
    assert [c for _, c in found("基本公共卫生服务经费")] == ["bph-funding"]
    assert [c for _, c in found("中医优势专科建设和临床重点专科建设")] == [
        "tcm-key-specialty",
        "clinical-key-specialty",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "奋力开创卫生健康事业新局面",
        "市卫生监督所和县精神卫生中心派员参加",
        "参加全国考核并位列前茅",
        "组织法规培训和新筛查流程讲解",
        "咨询电话0911-123456",
        "AEDS系统上线",
        "卫生健康产业园区动工",
        "青岚市召开年度总结会",
        "",
    ],
)
def test_chance_runs_name_nothing(text: str) -> None:
    assert found(text) == []


def test_a_name_does_not_run_over_a_line_end() -> None:
    assert found("家庭医生\n签约服务台账") == [("签约服务", "family-doctor-contract")]


def test_a_general_word_that_opens_the_next_name_belongs_to_that() -> None:
    assert found("推进药品集中带量采购创建三甲医院") == [
        ("药品集中带量采购", "centralised-procurement"),
        ("创建三甲医院", "hospital-accreditation"),
    ]


def test_half_a_quotation_does_not_carry_a_name() -> None:
    assert found("“三级甲等中医医院”建设内涵") == []
    assert found("“全科家庭医生签约”服务包") == [("家庭医生签约", "family-doctor-contract")]


@pytest.mark.parametrize("theme", VOCABULARY.themes)
def test_every_name_is_found_in_a_sentence(theme: str) -> None:
    for concept in of_theme(theme):
        for name in (concept.name, *concept.spellings):
            assert [hit.concept for hit in find_programmes(f"今年，{name}。")] == [concept.id], name


@given(
    st.lists(
        st.one_of(
            st.sampled_from(SPELLINGS),
            st.sampled_from(["“", "”", "《", "》", "服务", "工作", "建设", "，", "\n", " ", "ﬁ", "㎡", "１"]),
            st.text(max_size=3),
        ),
        max_size=12,
    ).map("".join)
)
def test_spans_paint_back_and_never_overlap(text: str) -> None:
    hits: list[ProgrammeHit] = find_programmes(text)
    assert all(text[hit.start : hit.end] == hit.spelling != "" for hit in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    assert all("\n" not in hit.spelling and hit.concept in VOCABULARY.concepts for hit in hits)


@given(st.sampled_from(SPELLINGS), st.sampled_from(["工作", "服务", "建设", "活动", "体系建设"]))
def test_a_general_word_never_leads_to_another_programme(name: str, tail: str) -> None:
    known = VOCABULARY.named(name + tail)
    own = VOCABULARY.spellings()
    assert known is None or known.id in {own[name], own.get(name + tail)}


# Recognition in documents: forms that no list of names can hold


def programmes_of(sentences: str) -> dict[str, str | None]:
    """What the plan of an invented county names: name → concept."""
    text = f"临渚县卫生健康局2024年工作要点\n一、重点任务\n推进基层用房修缮，落实年度任务。{sentences}"
    source = Source("plan", "plan.txt", "0" * 64, text)
    return {p.name: p.concept for p in extract(source, outline(clean(text))).programs}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("支持县人民医院创成三级甲等综合医院。", "hospital-accreditation"),
        ("推进“二级甲等中医医院”创建。", "tcm-hospital-accreditation"),
        ("力争建成三级妇幼保健院1家。", "maternal-institution-accreditation"),
        ("改造提升偏远山区村卫生室12个。", "village-clinic"),
        ("新建社区卫生服务站3个，扩建乡镇卫生院2所。", "community-health-facility"),
        ("新建社区卫生服务站3个，扩建乡镇卫生院2所。", "township-health-centre"),
        ("开展消毒产品、涉水产品、口腔诊疗等专项整治。", "disinfection-products"),
        ("加强结核病、狂犬病和布鲁氏菌病防控。", "rabies-control"),
    ],
)
def test_forms_of_lists_grades_and_houses(text: str, concept: str) -> None:
    assert concept in {variant.concept for variant in find_variants(text)} | {c for _, c in found(text)}


@pytest.mark.parametrize(
    "text",
    ["达到三级医院服务能力。", "三级医院要带好头。", "村卫生室乡村医生每月例会。", "改造村卫生室周边道路。"],
)
def test_a_house_alone_is_no_programme(text: str) -> None:
    assert not [v for v in find_variants(text) if v.concept.endswith(("accreditation", "village-clinic"))]


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("将门诊煎药费纳入医保支付，提高医保支付比例。", "payment-reform"),
        ("县人民医院妇女保健科主任到村授课。", "maternal-child-health"),
        ("乡镇卫生院、社区卫生服务中心占比提高到90%。", "township-health-centre"),
        ("将健康课程纳入老年大学教学。", "older-education"),
    ],
)
def test_what_is_paid_an_office_and_a_house_name_no_line_of_work(sentence: str, concept: str) -> None:
    assert concept not in programmes_of(sentence).values()


def test_a_list_shares_the_class_behind_it() -> None:
    assert "口腔诊疗专项整治" in programmes_of("开展医疗美容、口腔诊疗等专项整治。")
    assert not [p for p in programmes_of("加快建设县城南片区疏导点等重点项目。") if "等" in p]


def test_names_that_a_conjunction_joins_are_two() -> None:
    named = programmes_of("开展竹海康养提升行动和渔村巡护专项行动。")
    assert {"竹海康养提升行动", "渔村巡护专项行动"} <= named.keys()


def test_a_campaign_of_the_place_is_the_national_one() -> None:
    for sentence in ("推进健康临渚行动。", "抓好合理膳食、全民健身等15个专项行动。"):
        assert "healthy-china-action" in programmes_of(sentence).values()


def test_an_office_is_no_programme() -> None:
    assert "maternal-child-health" not in programmes_of("做好台账（责任科室：疾控科、妇幼健康科）。").values()


def test_members_of_a_set_are_concepts_where_the_vocabulary_knows_them() -> None:
    named = programmes_of("建好胸痛、卒中、创伤等“五大中心”。")
    assert named.get("卒中中心建设") == "stroke-centre"


def test_starting_up_reads_nothing() -> None:
    code = "import sys, kg.registers.programmes as p; print([m for m in ('pyoxigraph', 'ahocorasick_rs') if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert run.stdout.strip() == "[]"


def test_the_file_says_what_it_is() -> None:
    head = Path(FILE).read_text(encoding="utf-8")[:1500]
    assert "SPDX-License-Identifier: Apache-2.0" in head
    assert "Written for this project" in head


def test_a_village_doctor_is_none_within_the_care_of_villages() -> None:
    assert "village-doctors" not in {
        concept for _, concept in found("完善县乡村医疗卫生服务体系，提升乡村医疗服务能力。")
    }
    assert found("加强村医队伍建设。") == [("村医队伍建设", "village-doctors")]
