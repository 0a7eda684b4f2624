"""Departments, offices and collectives that act, and what acts not: invented plans, and what is read from them."""

from __future__ import annotations

import pytest

from kg.clean import clean
from kg.extract import extract
from kg.model.records import DocumentRecords
from kg.model.text import Source
from kg.outline import outline

HOSPITAL = """云屏市第四人民医院2024年工作计划

一、医疗质量
病案管理科每月组织病历检查，建立质量台账；呼吸内科、肾内科开展新技术8项。加强重点专科建设，改造输血科用房。
二、运营
"""
COUNTY = "白石县卫生健康局2024年工作要点\n一、重点任务\n1.完善医疗服务体系，推进疾病防控。{}\n"


def read(text: str) -> DocumentRecords:
    return extract(Source("plan", "plan.txt", "0" * 64, text), outline(clean(text)))


def owners(found: DocumentRecords) -> set[tuple[str, str, str]]:
    """(body, role, commitment) of each subject."""
    said = {c.id: c.text or "" for c in found.commitments}
    return {
        (r.institution, r.role, said[r.commitment])
        for r in found.responsibilities
        if r.basis == "subject" and r.commitment
    }


def test_the_departments_of_a_hospital_act_in_its_plan_and_are_parts_of_it() -> None:
    found = read(HOSPITAL)
    house = "云屏市第四人民医院"
    parts = {p.child for p in found.part_of if p.parent == house}
    assert parts == {house + name for name in ("病案管理科", "呼吸内科", "肾内科")}
    assert {(body, said) for body, _, said in owners(found)} >= {
        (house + "病案管理科", "建立质量台账"),
        (house + "呼吸内科", "呼吸内科、肾内科开展新技术8项"),
        (house + "肾内科", "呼吸内科、肾内科开展新技术8项"),
    }


def test_the_city_of_a_hospital_is_the_place_of_its_plan() -> None:
    assert [r.name for r in read(HOSPITAL).regions] == ["云屏市"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("由县疾控中心牵头，县妇幼保健院配合，开展两病筛查。", {("白石县疾病预防控制中心", "lead"), ("白石县妇幼保健院", "support")}),
        ("县人民医院新院区6月底前建成投用，新增床位300张。", set()),
        ("县疾控中心迁建（总投资1.2亿元）。", set()),
        ("县中医院门诊楼改造项目已完工。", set()),
        ("各乡镇人民政府要落实投入责任。", {("各乡镇人民政府", "responsible")}),
        ("定点医院县人民医院实行先诊疗后付费。", {("白石县人民医院", "responsible")}),
        ("县中医院开展适宜技术培训。", {("白石县中医院", "responsible")}),
        ("县中医院建设旗舰中医馆，与县中医医院分开。", {("白石县中医医院", "responsible")}),
        ("医政股每月通报质控结果。", {("白石县卫生健康局医政股", "responsible")}),
    ],
)  # fmt: skip
def test_who_answers_for_what_a_sentence_says(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert {(body, role) for body, role, _ in owners(read(COUNTY.format(sentence)))} == expected


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("与青禾大学附属云屏医院签订协议。", "青禾大学附属云屏医院"),
        ("依托青禾医学院第一附属医院培训医师。", "青禾医学院第一附属医院"),
        ("与青禾医科大学合作。", "青禾医科大学"),
        ("报县卫健局基层卫生股备案。", "白石县卫生健康局基层卫生股"),
    ],
)
def test_a_body_is_found_under_its_whole_name(sentence: str, name: str) -> None:
    assert name in {b.name for b in read(COUNTY.format(sentence)).institutions}


# sentence → the bodies that it names, beside the county's own authority
NAMED = {
    "岚岭省委省政府把长护险列为实事，县委县政府作出部署。": {
        "中共岚岭省委员会", "省人民政府", "中共白石县委员会", "白石县人民政府",
    },
    "县卫生局局长沙远到县人大常委会会议上汇报社区康复点进展。": {"白石县卫生局", "白石县人民代表大会常务委员会"},
    "与兰大二院、湘雅二院、昌大二附院、郑大五附院结成专科联盟。": {
        "兰州大学第二医院", "中南大学湘雅二医院", "南昌大学第二附属医院", "郑州大学第五附属医院",
    },
    "走访石塘县横桥卫生院、麦坪卫生院和柳浦区东岗卫生院。": {
        "石塘县横桥卫生院", "石塘县麦坪卫生院", "柳浦区东岗卫生院",
    },
    "县质监局、县工商局、县安监局、县人口计生局联合检查食品单位。": {
        "白石县质量技术监督局", "白石县工商行政管理局", "白石县安全生产监督管理局", "白石县人口和计划生育局",
    },
    "支持县中医院中医药传承创新中心、县人民医院胸痛中心建设。": {"白石县中医院", "白石县人民医院"},
    "建成高原医学研究中心二期，围绕中心任务开展中心组学习，发动大学生志愿者参加。": set(),
    "加强县人民医院感染楼建设，规范医院感染管理。": {"白石县人民医院"},
    "该事项牵头责任部门为县民政局，配合单位为县残联、县财政局。": {"白石县民政局", "白石县残疾人联合会", "白石县财政局"},
    "新塘镇卫生院、旧店乡卫生院和新乌力苏木中心卫生院开展巡诊，新城镇卫生院2所投入使用。": {
        "新塘镇卫生院", "旧店乡卫生院", "新乌力苏木中心卫生院",
    },
    "滨东医学院附属医院争创省级医学中心，县人民医院创建区域医疗中心，县中医院组建中医医联体。": {
        "滨东医学院附属医院", "白石县人民医院", "白石县中医院",
    },
    "加快建设青禾大学国家医学中心，成立县人民医院建设领导小组。": {"青禾大学", "白石县人民医院建设领导小组"},
    "该院是一所公益性卫生院，也是综合性的医院，推进民族乡卫生院建设。": set(),
    "原国家人口计生委、国家安监总局和环境保护部先后发文，省卫生健康委转发。": {
        "国家人口和计划生育委员会", "国家安全生产监督管理总局", "环境保护部", "省卫生健康委员会",
    },
}  # fmt: skip


@pytest.mark.parametrize("sentence", NAMED)
def test_the_bodies_of_a_sentence_are_found_whole_and_nothing_else(sentence: str) -> None:
    found = read(COUNTY.format(sentence)).institutions
    assert {b.name for b in found if not b.generic} - {"白石县卫生健康局"} == NAMED[sentence]


def test_no_place_is_cut_from_titles_and_running_words() -> None:
    sentence = "县医院院长沙明和主任丘向东到会，并适时将镇保人员纳入职工医保，在石塘村头卫生院义诊。"
    assert [r.name for r in read(COUNTY.format(sentence)).regions] == ["白石县"]
