"""Names of public bodies: kinds, short forms, full names. 青岚市, 云麓区, 苍澜省, 临渚县 are invented."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.records import Institution
from kg.registers.bodies import load_bodies
from kg.registers.seats import Place
from kg.registers.tables import table

BODIES = load_bodies()
CITY = "苍澜省青岚市"
DISTRICT = "苍澜省青岚市云麓区"
TYPES = {
    *("government", "hospital", "primary-care", "public-health", "school", "enterprise", "association"),
    *("group", "collective", "other"),
}


@pytest.fixture(scope="module")
def rows() -> dict[str, Any]:
    return table("bodies.toml")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青岚市卫生健康委员会", "government"),
        ("市卫健委", "government"),
        ("云麓区人民政府办公室", "government"),
        ("规划发展与信息化处", "government"),
        ("委医政处", "government"),
        ("应急管理部门", "government"),
        ("青岚市第二人民医院", "hospital"),
        ("市二院东湖院区", "hospital"),
        ("市中医院针灸科", "hospital"),
        ("青岚市妇幼保健院", "hospital"),
        ("松溪镇中心卫生院", "primary-care"),
        ("望江街道社区卫生服务中心", "primary-care"),
        ("大槐树村卫生室", "primary-care"),
        ("市疾控中心", "public-health"),
        ("云麓区卫生监督所", "public-health"),
        ("市疾控中心实验室", "public-health"),
        ("青岚卫校", "school"),
        ("青岚医学院", "school"),
        ("青岚康养集团有限公司", "enterprise"),
        ("青岚市护理学会", "association"),
        ("市残联", "association"),
        ("松溪医疗集团", "group"),
        ("云麓区人民医院医共体", "group"),
        ("各委属医院", "collective"),
        ("青岚日报", "other"),
        ("青岚大舞台", "other"),
    ],
)
def test_the_longest_known_ending_tells_the_kind(name: str, kind: str) -> None:
    assert BODIES.kind_of(name) == kind


def test_every_kind_in_the_table_is_one_that_records_know(rows: dict[str, Any]) -> None:
    assert {row["type"] for row in rows["kind"]} == TYPES
    assert "type" in Institution.__slots__


def test_no_ending_is_listed_twice(rows: dict[str, Any]) -> None:
    counted = Counter(suffix for row in rows["kind"] for suffix in row["suffixes"])
    assert [suffix for suffix, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("市卫健委", "市卫生健康委员会"),
        ("市卫生健康委医政处", "市卫生健康委员会医政处"),
        ("青岚一院", "青岚第一人民医院"),
        ("市疾控中心", "市疾病预防控制中心"),
        ("县卫监所", "县卫生监督所"),
        ("市卫校", "市卫生学校"),
        ("市爱卫办", "市爱国卫生运动委员会办公室"),
        ("南医大", "南京医科大学"),
        ("云中医院", "云中医医院"),
        ("陕中附院", "陕西中医药大学附属医院"),
        ("苏大附一院", "苏州大学附属第一医院"),
        ("邵逸夫医院青岚分院", "浙江大学医学院附属邵逸夫医院青岚分院"),
    ],
)
def test_short_forms_are_written_out_and_the_place_is_left_alone(name: str, full: str) -> None:
    assert BODIES.expand(name) == full


@pytest.mark.parametrize(
    "name",
    [
        "青岚市卫生健康委员会",
        "市第一人民医院第二院区",
        "市十一院",
        "苍澜省中医院",
        "北大街社区卫生服务中心",
        "北大街小学",
        "青岚市人民政府办公室",
        "复旦大学附属华山医院",
        "青岚市人民法院",
        "一院两区",
        "",
    ],
)
def test_full_names_and_other_words_with_the_same_letters_stay(name: str) -> None:
    assert BODIES.expand(name) == name


def test_every_short_form_gives_its_full_form_after_a_place(rows: dict[str, Any]) -> None:
    wrong = [
        short
        for row in rows["short"]
        for short in row["short"]
        if BODIES.expand("青岚市" + short) != "青岚市" + row["full"]
    ]
    assert wrong == []


def test_every_famous_short_name_gives_its_hospital(rows: dict[str, Any]) -> None:
    wrong = [
        short
        for row in rows["famous"]
        for short in row["short"]
        if BODIES.full_name(short, row.get("in", ["青岚市"])[0], "prefecture") != row["full"]
    ]
    assert wrong == []


def test_expanding_twice_changes_nothing_more() -> None:
    full_forms = sorted(set(BODIES.abbreviations().values()))
    assert [full for full in full_forms if BODIES.expand(full) != full] == []
    assert [full for full in full_forms if BODIES.expand("青岚市" + full) != "青岚市" + full] == []


def test_no_short_form_has_two_meanings_in_one_place(rows: dict[str, Any]) -> None:
    claims = Counter(
        (short, place)
        for row in [*rows["short"], *rows["famous"]]
        for short in row["short"]
        for place in row.get("in", ["anywhere"])
    )
    claims.update((s, "anywhere") for shorts in rows["university"]["names"].values() for s in shorts)
    assert [claim for claim, times in claims.items() if times > 1] == []


def test_the_tables_are_as_wide_as_the_field(rows: dict[str, Any]) -> None:
    assert len(rows["university"]["names"]) >= 80
    assert len({row["full"] for row in rows["famous"]}) >= 60
    assert len(BODIES.offices) >= 60
    assert list(BODIES.abbreviations()) == sorted(BODIES.abbreviations())


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("市卫健委", "青岚市卫生健康委员会"),
        ("我市疾控中心", "青岚市疾病预防控制中心"),
        ("省卫生健康委", "苍澜省卫生健康委员会"),
        ("卫生健康委", "青岚市卫生健康委员会"),
        ("医政医管处", "青岚市卫生健康委员会医政医管处"),
        ("委医政处", "青岚市卫生健康委员会医政处"),
        ("市卫生健康委医政医管处", "青岚市卫生健康委员会医政医管处"),
        ("委机关各处室", "青岚市卫生健康委员会机关各处室"),
        ("我委", "青岚市卫生健康委员会"),
        ("各业务处室", "青岚市卫生健康委员会各业务处室"),
        ("市卫生健康委各业务处室", "青岚市卫生健康委员会各业务处室"),
        ("各辖市（区）卫健局", "各辖市（区）卫生健康局"),
        ("中共青岚市委", "中共青岚市委员会"),
        ("市一院", "青岚市第一人民医院"),
        ("青岚一院", "青岚市第一人民医院"),
        ("市一院东湖院区", "青岚市第一人民医院东湖院区"),
        ("市中医院", "青岚市中医医院"),
        ("省中医院", "苍澜省中医院"),
        ("市委", "中共青岚市委员会"),
        ("市委组织部", "中共青岚市委组织部"),
        ("市委人才办", "中共青岚市委人才工作领导小组办公室"),
        ("编办", "中共青岚市委机构编制委员会办公室"),
        ("团市委", "共青团青岚市委员会"),
        ("市政府", "青岚市人民政府"),
        ("市场监管局", "青岚市市场监督管理局"),
        ("市市场监管局", "青岚市市场监督管理局"),
        ("市市政公用局", "青岚市市政公用局"),
        ("青岚市卫生健康委员会", "青岚市卫生健康委员会"),
        ("苍澜省青岚市卫健委", "青岚市卫生健康委员会"),
        ("卫生健康行政部门", "青岚市卫生健康委员会"),
        ("财政部门", "青岚市财政局"),
        ("省财政部门", "苍澜省财政厅"),
    ],
)
def test_a_city_document_names_its_bodies_in_full(name: str, full: str) -> None:
    assert BODIES.full_name(name, CITY, "prefecture") == full


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("区卫健局", "青岚市云麓区卫生健康局"),
        ("云麓区卫健局", "青岚市云麓区卫生健康局"),
        ("局医政科", "青岚市云麓区卫生健康局医政科"),
        ("基层卫生健康科", "青岚市云麓区卫生健康局基层卫生健康科"),
        ("卫生健康部门", "青岚市云麓区卫生健康局"),
        ("市卫生健康部门", "青岚市卫生健康委员会"),
        ("市一院", "青岚市第一人民医院"),
        ("云麓人民医院", "青岚市云麓区人民医院"),
        ("人民医院医共体", "青岚市云麓区人民医院医共体"),
        ("疾控中心", "青岚市云麓区疾病预防控制中心"),
        ("区委人才办", "中共青岚市云麓区委人才工作领导小组办公室"),
        ("全区婴幼儿托育服务协会", "青岚市云麓区婴幼儿托育服务协会"),
        ("区妇联", "青岚市云麓区妇女联合会"),
    ],
)
def test_a_district_document_carries_the_city_before_the_district(name: str, full: str) -> None:
    assert BODIES.full_name(name, DISTRICT, "county") == full


@pytest.mark.parametrize(
    "name",
    [
        "临渚县人民医院",
        "青岚大学",
        "世界古琴联盟",
        "区域检验中心",
        "市级医疗急救中心",
        "各委属医院",
        "乡镇卫生院",
        "县卫生健康局",
    ],
)
def test_what_is_no_body_of_this_place_gets_no_place(name: str) -> None:
    assert BODIES.full_name(name, CITY, "prefecture") == name


@pytest.mark.parametrize(
    ("name", "place", "level", "full"),
    [
        ("县卫健局", "青岚市临渚县", "county", "临渚县卫生健康局"),
        ("市卫健局", "青岚市溪桥市", "county", "溪桥市卫生健康局"),
        ("县卫健局", "徐州市沛县", "county", "沛县卫生健康局"),
        ("市卫生健康委", "北京市", "province", "北京市卫生健康委员会"),
        ("区卫生健康委", "北京市朝阳区", "county", "北京市朝阳区卫生健康委员会"),
        ("自治区卫健委", "广西壮族自治区", "province", "广西壮族自治区卫生健康委员会"),
        ("州卫健委", "延边朝鲜族自治州", "prefecture", "延边朝鲜族自治州卫生健康委员会"),
        ("省卫健委", "青岚市", "prefecture", "省卫生健康委员会"),
        ("协和医院", "湖北省武汉市", "prefecture", "华中科技大学同济医学院附属协和医院"),
        ("协和医院", "青岚市", "prefecture", "北京协和医院"),
    ],
)
def test_places_of_every_kind_give_the_name_on_the_door(name: str, place: str, level: Any, full: str) -> None:
    assert BODIES.full_name(name, place, level) == full


@pytest.mark.parametrize(
    ("place", "divisions"),
    [
        ("江苏省苏州市", ("江苏省", "苏州市")),
        ("济宁市市中区", ("济宁市", "市中区")),
        ("晋城市城区", ("晋城市", "城区")),
        ("荆州市沙市区", ("荆州市", "沙市区")),
        ("新疆维吾尔自治区伊犁哈萨克自治州", ("新疆维吾尔自治区", "伊犁哈萨克自治州")),
        ("重庆市万州区", ("重庆市", "万州区")),
        ("云麓", ("云麓",)),
    ],
)
def test_a_place_is_cut_where_its_divisions_end(place: str, divisions: tuple[str, ...]) -> None:
    assert Place.of(place, "county").divisions == divisions


@pytest.mark.parametrize(
    "name",
    [
        "各委属医院",
        "各辖市（区）卫生健康局",
        "各县（市、区）人民政府",
        "各县区卫健局",
        "委机关各处室",
        "各业务处室",
        "相关委属单位",
        "各有关部门",
        "有关单位",
        "各成员单位",
        "各级医疗机构",
        "各区县卫生健康委",
        "市卫生健康委各业务处室",
        "局属各单位",
        "市直医疗卫生单位",
        "各镇（街道）",
        "民政、残联等部门",
    ],
)
def test_a_name_for_many_bodies_is_collective(name: str) -> None:
    assert BODIES.is_collective(name)


@pytest.mark.parametrize(
    "name",
    [
        "二级以上医疗机构",
        "三级公立医院",
        "基层医疗卫生机构",
        "乡镇卫生院",
        "村卫生室",
        "家庭医生团队",
        "各医疗机构",
        "公立医院",
        "辖区内托育机构",
        "社区卫生服务中心（站）",
        "医养结合机构",
        "村（居）民委员会",
        "全市二级以上综合医院",
    ],
)
def test_a_class_of_bodies_is_generic(name: str) -> None:
    assert BODIES.is_generic(name)


@pytest.mark.parametrize(
    "name",
    [
        "青岚市第一人民医院",
        "市卫健委",
        "人民医院",
        "中医医院",
        "松溪镇卫生院",
        "大槐树村卫生室",
        "市急救中心",
        "医政处",
    ],
)
def test_a_particular_body_is_neither(name: str) -> None:
    assert not BODIES.is_generic(name)
    assert not BODIES.is_collective(name)


def test_every_pattern_accepts_its_own_example(rows: dict[str, Any]) -> None:
    assert all(BODIES.is_collective(row["example"]) for row in rows["collective"])
    assert all(BODIES.is_generic(row["example"]) for row in rows["generic"])
    own = [
        p.fullmatch(e.replace("（", "(").replace("）", ")")) for p, e in BODIES.collectives + BODIES.generics
    ]
    assert None not in own


def test_office_names_with_joining_words_come_longest_first() -> None:
    lengths = [len(name) for name in BODIES.offices]
    assert lengths == sorted(lengths, reverse=True)
    for name in (
        "发展改革与政策法规处",
        "规划发展与信息化处",
        "人口监测与家庭发展科",
        "妇幼健康科",
        "爱国卫生工作办公室",
    ):
        assert BODIES.is_office(name)
    assert not BODIES.is_office("医政处、人事处")


def test_suffixes_hold_full_and_short_endings_once() -> None:
    assert {"人民医院", "疾控中心", "卫健局", "医共体"} <= set(BODIES.suffixes)
    assert len(set(BODIES.suffixes)) == len(BODIES.suffixes)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="市区县省委局卫健一二院中医各属处（）、与南大街A1 “”", max_size=70))
def test_any_text_gets_an_answer(name: str) -> None:
    assert BODIES.kind_of(name) in TYPES
    assert BODIES.is_generic(name) in (True, False)
    full = BODIES.full_name(name, DISTRICT, "county")
    assert not re.search(r"[“”\s]", full)
    assert "{place}" not in full
