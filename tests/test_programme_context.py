"""Programmes by what stands around them: work or a thing alone, a name of its own or general wording, a duty or a brand.

All sentences are ours; 临渚县 and all in it is invented.
"""

from __future__ import annotations

import pytest

from kg.clean import clean
from kg.extract.document import extract
from kg.model.text import Source
from kg.outline import outline


def named(sentences: str, title: str = "临渚县卫生健康局2024年工作要点") -> dict[str, str | None]:
    """What the document of an invented county names: name → concept."""
    text = f"{title}\n一、重点任务\n推进用房修缮，落实年度任务。{sentences}"
    source = Source("plan", "plan.txt", "0" * 64, text)
    return {p.name: p.concept for p in extract(source, outline(clean(text))).programs}


@pytest.mark.parametrize(
    "text",
    [
        "推行多方参与的工作模式。",
        "建立联席会议制度。",
        "开展跨部门行动。",
        "开展丰富多样的宣传教育活动。",
        "严格船员资格培训。",
        "实行最严格的河湖保护制度。",
        "完善季度风险评估制度。",
        "加快渔港基础设施建设。",
        "做好有机茶叶的申报工作。",
        "制订阶段性行动计划。",
        "加强药学人员队伍建设。",
        "支持竹溪镇卫生院按二级标准建设。",
    ],
)
def test_general_wordings_and_works_of_others_are_no_programmes(text: str) -> None:
    assert not [name for name, concept in named(text).items() if concept is None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("开展渔民海上急救包使用培训。", "渔民海上急救包使用培训"),
        ("实施海岛妇女护航行动。", "海岛妇女护航行动"),
        ("开展校门口流动摊点专项整治。", "校门口流动摊点专项整治"),
        ("实施“渔火关怀”行动。", "“渔火关怀”行动"),
        ("组织三期“竹溪医师讲堂”。", "“竹溪医师讲堂”"),
        ("实行“四统一”，每月通报。", "“四统一”"),
        ("组织“千名医护进渔村”活动20场。", "“千名医护进渔村”活动"),
        ("上线“健康竹溪”APP。", "“健康竹溪”APP"),
        ("建立海员康复驿站不少于2个。", "海员康复驿站"),
        ("推进“渔医直通车”等三级民生项目。", "“渔医直通车”"),
        ("胰腺癌患者规范随访率达到80%。", "胰腺癌患者随访"),
    ],
)
def test_names_of_health_and_brands_are_programmes(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("为每村配备合格村医至少1名。", "village-doctors"),
        ("每万人口全科医生数达到3.2人。", "general-practitioners"),
        ("分娩镇痛覆盖全部助产机构。", "obstetric-services"),
        ("麻醉科加班2000小时。", "anaesthesia"),
        ("对高血压、肺结核、严重精神障碍4类患者每季度随访1次。", "severe-mental-disorder-management"),
        ("养老机构护理型床位占比达到62%。", "nursing-bed-transformation"),
        ("完善台账（县疾控中心、县计生协按职责分工负责）。", "family-planning-association"),
        ("扩大“名医下沉、村医进城”成果。", "village-doctors"),
        ("县中医院托管县福利院护理楼。", "medical-partnership"),
    ],
)
def test_a_thing_alone_is_no_programme(text: str, concept: str) -> None:
    assert concept not in named(text).values()


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("补充村医12名，推进乡村医生队伍建设。", "village-doctors"),
        ("新建康复医院1所。", "rehabilitation-hospital"),
        ("加强严重精神障碍患者管理。", "severe-mental-disorder-management"),
        ("晋升三级乙等，患者口碑向好。", "hospital-accreditation"),
        ("“竹惠保”参保率提高3个百分点。", "commercial-insurance"),
        ("在码头、学校布设AED86台。", "aed-deployment"),
        ("居民户食盐监测300份，碘盐覆盖率96%。", "iodine-monitoring"),
        ("开设疼痛门诊。", "pain-clinic"),
        ("孕妇学校覆盖全部乡镇。", "pregnancy-school"),
    ],
)
def test_a_thing_that_is_worked_on_is_a_programme(text: str, concept: str) -> None:
    assert concept in named(text).values()


def test_a_class_closes_a_list_without_lending_its_tail() -> None:
    assert "haemorrhagic-fever-control" not in named("开展出血热、布病等重点传染病监测。").values()


def test_slogans_in_quotes_are_no_programmes() -> None:
    assert not [n for n in named("严格落实“一岗双责”，推动“以治病为中心”转变。") if "“" in n]


def test_a_government_names_health_work_by_its_own_words() -> None:
    title = "临渚县人民政府2025年工作报告"
    text = (
        "加强就业形势监测预警，推进信访工作法治化。修建公路80公里，改造农田6万亩。上调最低工资标准，落实育儿补贴制度。"
        "扩建码头2座，新增泊位12个。开展高质量就业专项行动。整治河道30公里，植树20万株。"
    )
    found = named(text, title)
    assert "childcare-subsidy" in found.values()
    assert not {"infectious-surveillance", "health-petitions"} & set(found.values())
    assert None not in found.values()
