"""What a commitment acts on, as it is written in the records: without figures, places, times and comparisons. All is invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from kg.model.records import DocumentRecords

RecordsOf: TypeAlias = Callable[[str], DocumentRecords]

PLAN = "云渡县卫生健康局2024年工作要点\n一、重点任务\n1.完善医疗服务体系。推进疾病防控、妇幼健康和基层医疗机构建设。\n2.其他工作。{}\n"

OBJECTS = {
    # An age says whom it is for; a life expectancy is a figure.
    "组织6—17岁学生视力检查。": ("组织", "6—17岁学生视力检查"),
    "80岁以上老人上门服务率达到70%。": ("达到", "80岁以上老人上门服务率"),
    "人均预期寿命由78.1岁提高到78.9岁。": ("提高到", "人均预期寿命"),
    # What a figure is compared with, and when it was, are no part of what rises.
    "住院人次较2022年增长5%。": ("增长", "住院人次"),
    "全年手术量同比提高9%。": ("提高", "手术量"),
    "接种率、建档率分别达到96%和91%。": ("达到", "接种率、建档率"),
    "麻疹疫苗接种率以镇为单位达到96%。": ("达到", "麻疹疫苗接种率"),
    # Where those go who are sent; which they are; how large it is.
    "选派18名护士到市医院跟班学习。": ("选派", "护士"),
    "新建急救站3个（河口、岭上、双渡）。": ("新建", "急救站"),
    "总投资1.2亿元的中医院扩建项目10月底前开工。": ("开工", "中医院扩建项目"),
    "对46家诊所进行专项检查。": ("进行", "诊所专项检查"),
    # A project is done something to; what is moved stands behind 将.
    "数字化改造项目完成招标。": ("完成", "招标"),
    "将考评结果与绩效工资挂钩。": ("挂钩", "考评结果与绩效工资"),
    "服务全生命周期的健康管理体系基本形成。": ("形成", "服务全生命周期的健康管理体系"),
    # Papers are drawn up; what they are on is no second verb.
    "制定推广适宜技术工作方案。": ("制定", "推广适宜技术工作方案"),
    "5月底前制定实施细则。": ("制定", "实施细则"),
    "修订完善应急预案。": ("修订完善", "应急预案"),
    # Kinds of things, and what stands behind a word for a duty.
    "县医院建成提升型胸痛单元1个。": ("建成", "提升型胸痛单元"),
    "购置便携彩超2台。": ("购置", "便携彩超"),
    "县财政局要保障项目经费。": ("保障", "项目经费"),
    "联席会议协调解决难题。": ("协调解决", "难题"),
    "启动二期工程前期工作。": ("启动", "二期工程前期工作"),
    "人事制度改革纵深推进。": ("推进", "人事制度改革"),
    "床位由200张扩至260张。": ("扩至", "床位"),
}


@pytest.mark.parametrize("sentence", OBJECTS)
def test_what_is_acted_on(records_of: RecordsOf, sentence: str) -> None:
    *_, last = records_of(PLAN.format(sentence)).commitments
    assert (last.action, last.object) == OBJECTS[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "签约率82%。",
        "血糖控制率58.5%。",
        "70岁以上老人建档率95%。",
        "同比提高3.2个百分点。",
        "其中县级财政补助20元。",
        "推进会在云渡召开。",
    ],
)
def test_a_figure_alone_commits_nobody(records_of: RecordsOf, sentence: str) -> None:
    start = PLAN.index("{")
    said = [c for c in records_of(PLAN.format(sentence)).commitments if c.start >= start]
    assert said == []
