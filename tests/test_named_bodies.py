"""Which bodies a sentence names: short names, names without a mark between them, and what is none. All places are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from kg.model.records import DocumentRecords

RecordsOf: TypeAlias = Callable[[str], DocumentRecords]
Named: TypeAlias = Callable[..., set[str]]

PLAN = "云渡县卫生健康局2024年工作要点\n一、重点任务\n1.完善医疗服务体系。推进疾病防控、妇幼健康和基层医疗机构建设。\n2.其他工作。{}\n"
ISSUER = "云渡县卫生健康局"


@pytest.fixture(scope="session")
def bodies(records_of: RecordsOf) -> Named:
    def named(sentence: str, plan: str = PLAN) -> set[str]:
        return {body.name for body in records_of(plan.format(sentence)).institutions} - {ISSUER}

    return named


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        # The youth league: the letter of the place stands within the name.
        ("团县委、县妇联要配合做好宣传。", {"共青团云渡县委员会", "云渡县妇女联合会"}),
        ("由共青团云渡县委牵头组织志愿活动。", {"共青团云渡县委员会"}),
        # The number of the emergency call belongs to the name.
        ("县120急救指挥中心接警1.2万次。", {"云渡县120急救指挥中心"}),
        # A short name is the county's own where it has a duty.
        ("中医院要加快二甲创建，由妇保院牵头开展筛查。", {"云渡县中医院", "云渡县妇幼保健院"}),
        ("残联要配合做好康复服务。", {"云渡县残疾人联合会"}),
        # A town's house without the kind of its town.
        ("石桥卫生院完成门诊楼改造。", {"石桥卫生院"}),
        # Offices of the governments of the towns.
        (
            "县外办、县广电局和县烟草局按职责落实。",
            {"云渡县外事办公室", "云渡县广播电视局", "云渡县烟草专卖局"},
        ),
        # Two bodies without a mark between them.
        ("贯彻《苍澜省委苍澜省人民政府关于促进健康的意见》。", {"中共苍澜省委员会", "苍澜省人民政府"}),
        ("按照县卫生健康局部署抓好落实。", set()),
        ("希望县人民医院再接再厉。", {"云渡县人民医院"}),
        # Academies with hospitals of their own, a house whose name ends with 和, what bears a second sign.
        ("中国医学科学院肿瘤医院与县人民医院结对。", {"中国医学科学院肿瘤医院", "云渡县人民医院"}),
        ("云渡大学附属仁和医院加入联盟。", {"云渡大学附属仁和医院"}),
        ("石桥镇卫生院挂牌县中医院石桥分院。", {"石桥镇卫生院", "云渡县中医院", "云渡县中医院石桥分院"}),
        ("县献血办组织献血2次，县精神病院开工。", {"云渡县献血办公室", "云渡县精神病院"}),
        # A house of its own name, without a place: like a place's, or of good letters.
        ("渔湾医院、仁康医院新增床位80张。", {"渔湾医院", "仁康医院"}),
        # What a house is besides, and what it is to have.
        ("县人民医院暨急救培训基地建成。", {"云渡县人民医院"}),
        ("县中医院新校区和新院区同步开工。", {"云渡县中医院"}),
        # Bodies of two levels, and of two places, without a mark or a word between them.
        ("落实县委县政府要求。", {"中共云渡县委员会", "云渡县人民政府"}),
        ("白石县、青溪区卫健局作经验交流。", {"青溪区卫生健康局"}),
        ("县市场监管局开展检查。", {"云渡县市场监督管理局"}),
    ],
)
def test_bodies_are_named_in_short(bodies: Named, sentence: str, names: set[str]) -> None:
    assert bodies(sentence) == names


def test_each_county_of_a_list_has_its_body(bodies: Named) -> None:
    plan = PLAN.replace("云渡县", "徐州市")
    found = bodies("支持沛县、睢宁县、新沂市人民医院创建三级医院。", plan)
    assert found == {"徐州市卫生健康局", "沛县人民医院", "睢宁县人民医院", "新沂市人民医院"}
    # Of another level, or a place within a place: the list is one of places.
    assert "沛县中心医院" not in bodies("在沛县、徐州市中心医院设点。", plan)
    assert "睢宁县铜山区人民医院" not in bodies("支持睢宁县、徐州市铜山区人民医院创建。", plan)


@pytest.mark.parametrize(
    "sentence",
    [
        "发展中医院要突出特色。", "中医院要求严格。", "建设集团市委托机构。", "薄弱卫生院改造提速。", "农村卫生院要达标。",
        "打造旗舰医院。", "推进数字化预防接种门诊建设。", "清理化解乡镇卫生院债务。", "建设数字档案馆。", "创成省社区医院2家。",
        "遴选15家中心乡镇卫生院。",
    ],
)  # fmt: skip
def test_classes_and_other_words_are_no_bodies(bodies: Named, sentence: str) -> None:
    assert bodies(sentence) == set()


def test_a_banner_has_bodies_of_its_own(bodies: Named) -> None:
    plan = PLAN.replace("云渡县卫生健康局", "科尔沁左翼中旗卫生健康委员会")
    found = bodies("旗人民医院要落实责任，由旗医保局配合。", plan)
    assert found == {
        "科尔沁左翼中旗卫生健康委员会", "科尔沁左翼中旗人民医院", "科尔沁左翼中旗医疗保障局",
    }  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "在11个街镇开展健康教育。",
        "各区、县级市要配合。各区、县级市要落实。",
        "一般县的卫生院要达标。",
        "建立“县带乡、乡带村”机制。",
    ],
)
def test_classes_of_places_are_no_places(records_of: RecordsOf, sentence: str) -> None:
    assert [region.name for region in records_of(PLAN.format(sentence)).regions] == ["云渡县"]


def test_a_class_of_places_is_not_where_a_document_is_from(records_of: RecordsOf) -> None:
    owners = "（牵头单位：市卫生局，配合单位：各区、县级市）\n"
    text = f"（一）加强疾病防控和基层医疗服务。{owners}（二）推进妇幼健康和预防接种。{owners}"
    found = records_of(text)
    assert found.document.region is None
    assert {duty.institution for duty in found.responsibilities} == {"市卫生局", "各区、县级市"}


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("市妇幼保健院牵头，各乡镇卫生院配合，实施儿童早期发展行动。", [("清和市妇幼保健院", "lead")]),
        ("市一院、市二院分别牵头组建2个医疗集团。", [("清和市第一人民医院", "lead"), ("清和市第二人民医院", "lead")]),
        (
            "由市委编办、市财政局、市人社局会同市教育局制定编制管理办法。",
            [
                ("中共清和市委机构编制委员会办公室", "responsible"), ("清和市财政局", "responsible"),
                ("清和市人力资源和社会保障局", "responsible"), ("清和市教育局", "support"),
            ],
        ),
        ("市疾控中心要会同有关部门加强监测评估。", [("清和市疾病预防控制中心", "responsible")]),
        ("市疾控中心牵头，市教育局、市妇联等部门按职责分工负责，加强近视防控。", [("清和市疾病预防控制中心", "lead")]),
    ],
    ids=["a class supports", "each leads", "a partner behind a list", "with others", "others by their duties"],
)  # fmt: skip
def test_who_leads_goes_on_over_those_who_help(
    records_of: Callable[[str], DocumentRecords], sentence: str, owners: list[tuple[str, str]]
) -> None:
    made = records_of(
        f"清和市2024年卫生健康工作要点\n一、重点任务\n1.推进疾病防控和基层医疗机构建设。{sentence}\n"
    )
    assert [(owner.institution, owner.role) for owner in made.responsibilities] == owners


def test_autonomous_places_have_bodies(bodies: Named) -> None:
    plan = PLAN.replace("云渡县卫生健康局", "长阳土家族自治县卫生健康局")
    found = bodies("自治县中医院、县医院和城步苗族自治县人民医院结对。", plan)
    assert {"长阳土家族自治县中医院", "长阳土家族自治县人民医院", "城步苗族自治县人民医院"} <= found
    region = PLAN.replace("云渡县卫生健康局", "河池市卫生健康委员会")
    assert "广西壮族自治区疾病预防控制中心" in bodies("自治区疾控中心指导开展监测。", region)


def test_offices_bear_the_name_of_their_body(bodies: Named) -> None:
    found = bodies("局办公室汇总进度，财务统计股、老龄妇幼股要落实经费，局督查办核实结果。")
    assert found == {ISSUER + office for office in ("办公室", "财务统计股", "老龄妇幼股", "督查办")}
    house = PLAN.replace("云渡县卫生健康局", "云渡县石桥镇中心卫生院")
    found = bodies("我院新农合办公室要公开账目，重症转县中医院，请内科、骨科各2名医师授课。", house)
    assert found == {"云渡县石桥镇中心卫生院", "云渡县石桥镇中心卫生院新农合办公室", "云渡县中医院"}


def test_a_group_in_brackets_belongs_to_the_name(bodies: Named) -> None:
    found = bodies("县儿童医疗中心（集团）东城院区招聘医师。")
    assert found == {"云渡县儿童医疗中心（集团）", "云渡县儿童医疗中心（集团）东城院区"}


def test_the_hospital_of_a_county_is_the_peoples_hospital(bodies: Named) -> None:
    assert bodies("县医院完成搬迁。") == {"云渡县人民医院"}
    assert bodies("云渡县医院完成搬迁，县医院同步启用新楼。") == {"云渡县医院"}


def test_a_house_of_another_is_not_the_issuers(bodies: Named) -> None:
    """我院 in a bureau's text is said by somebody else."""
    assert not any(name.startswith(ISSUER + "新农合") for name in bodies("群众说我院新农合办公室服务好。"))


@pytest.mark.parametrize("sentence", ["每所苏木卫生院配备1名全科医生。", "打造友善医院、南北医院。"])
def test_classes_of_houses_are_no_bodies(bodies: Named, sentence: str) -> None:
    assert bodies(sentence) == set()


def test_a_zone_bears_its_place_without_the_kind(bodies: Named) -> None:
    found = bodies("协作单位：经济开发区管委会、县政府有关部门。")
    assert {"云渡经济开发区管理委员会", "云渡县人民政府有关部门"} <= found
