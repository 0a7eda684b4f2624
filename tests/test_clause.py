"""Reading a clause: where its wording begins, what is done, to what, and by which rule. All clauses are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.clause import read_clause

# clause → what stands before the verb, verb, object, rule
READINGS = {
    "推进三甲创建": ("", "推进", "三甲创建", "verb-opens-clause"),
    "全面推进医共体建设": ("", "推进", "医共体建设", "verb-opens-clause"),
    "同时积极开展“两癌”筛查": ("", "开展", "“两癌”筛查", "verb-opens-clause"),
    "一是完善服务体系": ("", "完善", "服务体系", "verb-opens-clause"),
    "3.完善服务体系": ("", "完善", "服务体系", "verb-opens-clause"),
    "探索开展“互联网+护理服务”": ("", "开展", "“互联网+护理服务”", "verb-opens-clause"),
    "健全管理体系和监督机制": ("", "健全", "管理体系和监督机制", "verb-opens-clause"),
    "新（改、扩）建村卫生室5家": ("", "新（改、扩）建", "村卫生室5家", "verb-opens-clause"),
    "2024年底前建成新院": ("", "建成", "新院", "verb-opens-clause"),
    "通过省级慢性病示范区复审": ("", "通过", "省级慢性病示范区复审", "verb-opens-clause"),
    "被评为省级文明单位": ("", "被评为", "省级文明单位", "verb-opens-clause"),
    "市一院持续深化专科内涵": ("市一院", "深化", "专科内涵", "verb-behind-subject"),
    "市中医院新建病区2个": ("市中医院", "新建", "病区2个", "verb-behind-subject"),
    "为老年人提供免费体检": ("为老年人", "提供", "免费体检", "verb-behind-phrase"),
    "通过师承带教等形式提升服务能力": ("通过师承带教等形式", "提升", "服务能力", "verb-behind-phrase"),
    "围绕需求开展培训": ("围绕需求", "开展", "培训", "verb-behind-phrase"),
    "由市疾控中心牵头开展监测": ("由市疾控中心", "开展", "监测", "verb-behind-phrase"),
    "把健康融入所有政策": ("把", "融入", "健康", "verb-behind-its-object"),
    "服务能力不断优化": ("服务能力", "优化", "服务能力", "predicate-closes-clause"),
    "新院区投入使用": ("新院区", "投入使用", "新院区", "predicate-closes-clause"),
    "建设水平明显提高": ("建设水平", "提高", "建设水平", "predicate-closes-clause"),
    "孕产妇死亡率控制在5.1‰以下": ("", "控制在", "孕产妇死亡率", "verb-carries-figure"),
    "签约率达到85%以上": ("", "达到", "签约率", "verb-carries-figure"),
}
# Where the verb is easily cut in the wrong place: clause → verb, object
VERBS = {
    "将高血压患者纳入管理": ("纳入", "高血压患者"),
    "康复大楼完工": ("完工", "康复大楼"),
    "推动实现检查结果互认": ("推动实现", "检查结果互认"),
    "对签约居民实施分类管理": ("实施", "分类管理"),
    "在全市范围内轮训村医": ("轮训", "村医"),
    "在摸底基础上登记底数": ("登记", "底数"),
    "根据财力合理确定筹资标准": ("确定", "筹资标准"),
    "由财政全额代缴参保费用": ("全额代缴", "参保费用"),
    "遏制结核病传播": ("遏制", "结核病传播"),
    "开展打击无证行医专项行动": ("开展", "打击无证行医专项行动"),
    "发放宣传折页": ("发放", "宣传折页"),
    "将健康教育作为慢病门诊职责": ("作为", "健康教育"),
    "公立医院人均费用达到260元": ("达到", "公立医院人均费用"),
    "县妇幼保健院新院区6月底前建成投用": ("建成投用", "县妇幼保健院新院区"),
    "市中医院新建项目于10月底前完成主体封顶": ("完成主体封顶", "市中医院新建项目"),
    "按编制配齐检验人员": ("配齐", "检验人员"),
    "以县医院为龙头组建影像、心电两大中心": ("组建", "影像、心电两大中心"),
    "所需经费由县财政承担": ("承担", "所需经费"),
    "每季度5日之前把用药目录公示": ("公示", "用药目录"),
    "综合楼交付使用": ("交付使用", "综合楼"),
    "人员编制达到90%": ("达到", "人员编制"),
    "设区市建立急救中心": ("建立", "急救中心"),
    "着力规范和控制药品费用": ("规范和控制", "药品费用"),
    "年内完成主体结构封顶": ("完成", "主体结构封顶"),
    "健康乡镇实现全覆盖": ("实现", "全覆盖"),
    "移民安置点医疗服务实现全覆盖": ("实现", "全覆盖"),
    "药品价格平均下降": ("下降", "药品价格"),
    "县医院对口支援乡镇卫生院": ("对口支援", "乡镇卫生院"),
    "救助资金向重点帮扶县倾斜": ("倾斜", "救助资金向重点帮扶县"),
    "医共体牵头医院向分院派驻医师": ("派驻", "医师"),
    "全县二级以上医院平均住院日降至9天": ("降至", "全县二级以上医院平均住院日"),
}


@pytest.mark.parametrize("clause", READINGS)
def test_a_clause_is_read(clause: str) -> None:
    reading = read_clause(clause, 0, len(clause))
    lead = clause[reading.start : reading.lead_end]
    verb, acted_on = (
        clause[reading.verb_start : reading.verb_end],
        clause[reading.object_start : reading.object_end],
    )
    assert (lead, verb, acted_on, reading.rule) == READINGS[clause]


@pytest.mark.parametrize("clause", VERBS)
def test_the_verb_is_cut_where_it_ends(clause: str) -> None:
    reading = read_clause(clause, 0, len(clause))
    verb, acted_on = (
        clause[reading.verb_start : reading.verb_end],
        clause[reading.object_start : reading.object_end],
    )
    assert (verb, acted_on) == VERBS[clause]


def test_an_effort_before_a_time_is_not_the_verb() -> None:
    reading = read_clause("力争年内完成搬迁", 0, 8)
    assert "力争年内完成搬迁"[reading.verb_start : reading.verb_end] == "完成"


FRAMES = {
    "以信用评价为抓手": "with-as-lever", "聚焦短板弱项": "focus-on", "按照省市部署": "according-to", "依托村卫生室": "by-means-of",
    "截至2024年5月": "time-only",
    "2024年是攻坚之年": "is-statement",
    "昨天的健康步道启用仪式上": "at-an-event", "在全市范围内": "in-or-towards", "在市委坚强领导下": "under-leadership",
    "现将有关情况报告如下": "letter-formula",
}  # fmt: skip


@pytest.mark.parametrize("clause", FRAMES)
def test_a_frame_is_no_commitment_and_says_which_rule(clause: str) -> None:
    reading = read_clause(clause, 0, len(clause))
    assert reading.verb_start == reading.verb_end and reading.frame == FRAMES[clause]


@pytest.mark.parametrize("clause", ["加强", "进一步", "有", "人人健康", "清和市卫生健康委员会", "高血压患者"])
def test_without_predicate_and_object_nothing_is_read(clause: str) -> None:
    reading = read_clause(clause, 0, len(clause))
    assert reading.verb_start == reading.verb_end and reading.rule == ""


@pytest.mark.parametrize(
    "before", ["一是", "二要", "（3）", "2.", "①", "——", "同时", "并", "此外", "与此同时"]
)
def test_list_numbers_and_connectives_stand_before_the_wording(before: str) -> None:
    clause = f"{before}推进医共体建设"
    reading = read_clause(clause, 0, len(clause))
    assert clause[reading.start :] == "推进医共体建设"
    assert clause[reading.verb_start : reading.verb_end] == "推进"


def test_a_clause_reads_the_same_wherever_it_stands() -> None:
    text = "强化保障，市一院持续深化专科内涵；开展培训"
    start = text.index("市一院")
    reading = read_clause(text, start, text.index("；"))
    assert text[reading.verb_start : reading.verb_end] == "深化"
    assert text[reading.object_start : reading.object_end] == "专科内涵"


WORDS = (
    "推进", "开展", "全面", "市一院", "为", "将", "通过", "等形式", "服务", "建设", "体系", "“两癌”筛查", "（试点）", "（", "“",
    "3家", "达到", "90%", "完工", "不断", "优化", "同时", "一是", "2.", "2024年底前", "的", "、", "新（改、扩）建",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map("".join))
def test_places_of_a_reading_are_in_order_within_the_clause(clause: str) -> None:
    around = f"前文，{clause}；后文"
    start, end = 3, 3 + len(clause)
    r = read_clause(around, start, end)
    assert start <= r.start <= r.lead_end <= end and r.end == end
    assert r.start <= r.verb_start <= r.verb_end <= end
    assert r.start <= r.object_start <= r.object_end <= end
    assert (r.rule == "") == (r.verb_start == r.verb_end)
    assert not (r.frame and r.rule)
