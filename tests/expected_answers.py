# ruff: noqa: E501 - the rows of a table stay on one line
"""What each query of the library must answer on the small graph of `sample_graph.py`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kg import ids

NOBODY = "原文未写明责任单位"
OFFICE, HOSPITAL = "清和市卫生健康委员会人口家庭处", "清和市第一人民医院"

# For each query: its values, the columns looked at, and the rows that the sample graph must give, in order.
EXPECTED: dict[str, tuple[dict[str, str], str, list[tuple[Any, ...]]]] = {
    "owners": (
        {"task": "托育"},
        "document section heading institution role basis commitments sentence start listed",
        [
            ("linxi-2024", "1", "服务重点人群", NOBODY, None, None, 1, "扩大普惠托育服务供给", 20, None),
            ("qinghe-2024", "1/1", "发展“普惠托育”", OFFICE, "lead", "stated", 2, "新建托育机构并增加托位", 40, 180),
            ("qinghe-2024", "1/1", "发展“普惠托育”", HOSPITAL, "support", "stated", 2, "新建托育机构并增加托位", 40, 190),
        ],
    ),
    "tasks": (
        {"body": "市一院"},
        "institution document section task role basis commitments",
        [
            (HOSPITAL, "linxi-2024", "1", "市第一人民医院托管区医院", "responsible", "subject", 1),
            (HOSPITAL, "qinghe-2024", "1/1", "发展“普惠托育”", "support", "stated", 2),
        ],
    ),
    "unowned": (
        {},
        "document section sentence status start",
        [
            ("linxi-2024", "1", "扩大普惠托育服务供给", "planned", 20),
            ("linxi-2024", "1", "开办银龄学堂十二所", "planned", 50),
            ("qinghe-2024", "1/2", "提高签约服务质量", "planned", 220),
            ("shuofang-2023", "1", "完成家庭医生签约服务任务", "achieved", 20),
        ],
    ),
    "shared": (
        {"min": "2"},
        "programme regions region document spellings mentions",
        [
            ("家庭医生签约服务", 2, "清和市", "qinghe-2024", "家医签约、签约服务", 2),
            ("家庭医生签约服务", 2, "朔方市", "shuofang-2023", "家庭医生签约服务", 1),
            ("普惠托育服务", 2, "临溪区", "linxi-2024", "普惠托育服务", 1),
            ("普惠托育服务", 2, "清和市", "qinghe-2024", "普惠托育", 1),
        ],
    ),
    "only-here": ({"region": "临溪区"}, "programme document spellings", [("银龄学堂", "linxi-2024", "银龄学堂")]),
    "targets": (
        {"indicator": "托位数"},
        "region status operator value unit deadline printed note document start",
        [
            ("临溪区", "planned", "=", Decimal("4.2"), "个", None, "4.2个", None, "linxi-2024", 34),
            ("临溪区", "planned", "=", None, "个", None, "个", "value missing in source", "linxi-2024", 45),
            ("朔方市", "achieved", "=", Decimal("4.6"), "个", None, "4.6个", None, "shuofang-2023", 60),
            ("清和市", "planned", ">=", Decimal("4.5"), "个", "2024-12-31", "4.5个以上", None, "qinghe-2024", 52),
        ],
    ),
    "achieved": (
        {"region": "990200"},
        "place period indicator value unit document start",
        [
            ("朔方市", "2023", "家庭医生签约率", Decimal("46.3"), "%", "shuofang-2023", 40),
            ("朔方市", "2023", "每千人口托位数", Decimal("4.6"), "个", "shuofang-2023", 60),
        ],
    ),
    "deadlines": (
        {"by": "2024-11-30"},
        "deadline place document section kind words",
        [("2024-06-30", "临溪区", "linxi-2024", "1", "承诺", "扩大普惠托育服务供给")],
    ),
    "evidence": (
        {"fact": "document/qinghe-2024/mention/program/p2"},
        "document start end quote rule source",
        [
            ("qinghe-2024", 212, 216, "家医签约", "vocabulary", "qinghe-2024.txt"),
            ("qinghe-2024", 225, 229, "签约服务", "vocabulary", "qinghe-2024.txt"),
        ],
    ),
    "counts": (
        {},
        "document genre commitments targets achievements responsibilities unowned notes",
        [
            ("linxi-2024", "plan", 3, 2, 0, 1, 2, 1),
            ("qinghe-2024", "plan", 3, 2, 0, 2, 1, 0),
            ("shuofang-2023", "report", 1, 0, 2, 0, 1, 0),
        ],
    ),
    "parts": (
        {"body": "清和市卫生健康委员会"},
        "whole part under type tasks",
        [("清和市卫生健康委员会", OFFICE, "清和市卫生健康委员会", "government", 1)],
    ),
    "regions": (
        {},
        "region code around documents commitments",
        [
            ("云岭省", "990000", None, 0, 0),
            ("清和市", "990100", "云岭省", 1, 3),
            ("临溪区", "990102", "清和市", 1, 3),
            ("朔方市", "990200", "云岭省", 1, 1),
        ],
    ),
    "damaged": (
        {},
        "document reason about start end",
        [("linxi-2024", "value missing in source", "扩大普惠托育服务供给", 44, 46)],
    ),
    "programmes": (
        {"region": "清和市"},
        "programme document spellings commitments",
        [
            ("普惠托育服务", "qinghe-2024", "普惠托育", 2),
            ("家庭医生签约服务", "qinghe-2024", "家医签约、签约服务", 1),
        ],
    ),
    "bodies": (
        {"region": "清和市"},
        "institution type place around tasks",
        [
            ("清和市卫生健康委员会", "government", "清和市", None, 0),
            (OFFICE, "government", "清和市", "清和市卫生健康委员会", 1),
            (HOSPITAL, "hospital", "清和市", None, 2),
        ],
    ),
    "compare": (
        {"a": "清和市", "b": "临溪区"},
        "where programme",
        [("共有", "普惠托育服务"), ("仅前者", "家庭医生签约服务"), ("仅后者", "银龄学堂")],
    ),
    "progress": (
        {},
        "indicator place due operator target achieved achieved_place achieved_period verdict because",
        [
            ("每千人口托位数", "清和市", "2024-12-31", ">=", Decimal("4.5"), Decimal("4.6"), "朔方市", "2023",
             "not comparable", "before the plan、region"),
        ],
    ),
    "find": (
        {"words": "签约服务"},
        "document section sentence status programmes start fact",
        [
            ("qinghe-2024", "1/2", "提高签约服务质量", "planned", "家庭医生签约服务", 220,
             ids.DEFAULT_BASE + "document/qinghe-2024/commitment/c3"),
            ("shuofang-2023", "1", "完成家庭医生签约服务任务", "achieved", "家庭医生签约服务", 20,
             ids.DEFAULT_BASE + "document/shuofang-2023/commitment/c1"),
        ],
    ),
    "indicators": (
        {},
        "indicator unit direction targets achievements regions",
        [("每千人口托位数", "个", "higher", 3, 1, 3), ("家庭医生签约率", "%", None, 1, 1, 2)],
    ),
    "spellings": (
        {"name": "普惠"},
        "thing document spelling because",
        [
            ("普惠托育服务", "linxi-2024", "普惠托育服务", "同一词表项目"),
            ("普惠托育服务", "qinghe-2024", "普惠托育", "同一词表项目"),
        ],
    ),
    "places": (
        {"programme": "托育"},
        "programme place document period spellings commitments",
        [
            ("普惠托育服务", "临溪区", "linxi-2024", "2024", "普惠托育服务", 1),
            ("普惠托育服务", "清和市", "qinghe-2024", "2024", "普惠托育", 2),
        ],
    ),
    "commitments": (
        {"programme": "托育", "region": "清和市"},
        "programme place document section sentence status deadline figures start fact",
        [
            ("普惠托育服务", "清和市", "qinghe-2024", "1/1", "新建托育机构并增加托位", "planned", "2024-12-31", "4.5个以上", 40, "https://w3id.org/health-commitments/document/qinghe-2024/commitment/c1"),
            ("普惠托育服务", "清和市", "qinghe-2024", "1/1", "培训托育从业人员", "planned", None, None, 60, "https://w3id.org/health-commitments/document/qinghe-2024/commitment/c2"),
        ],
    ),
    "new-programmes": (
        {"region": "清和市"},
        "programme document period spellings",
        [],
    ),
    "dropped-programmes": (
        {"region": "清和市"},
        "programme document period spellings",
        [],
    ),
    "themes": (
        {},
        "theme programmes regions commitments",
        [
            ("人口、家庭与托育", 1, 2, 3),
        ],
    ),
    "theme-programmes": (
        {"theme": "托育"},
        "theme programme regions commitments",
        [
            ("人口、家庭与托育", "普惠托育服务", 2, 3),
        ],
    ),
    "theme-indicators": (
        {"theme": "人口"},
        "theme indicator unit programmes",
        [
            ("人口、家庭与托育", "每千人口托位数", "个", "普惠托育服务"),
        ],
    ),
    "ranking": (
        {"indicator": "托位"},
        "name region period operator value unit direction deadline document sentence start",
        [
            ("每千人口托位数", "清和市", "2024", ">=", Decimal("4.5"), "个", "higher", "2024-12-31", "qinghe-2024", "新建托育机构并增加托位", 52),
            ("每千人口托位数", "临溪区", "2024", "=", Decimal("4.2"), "个", "higher", None, "linxi-2024", "扩大普惠托育服务供给", 34),
        ],
    ),
    "district-answers": (
        {"region": "临溪区"},
        "indicator place operator target unit deadline answer own_operator own own_unit document start",
        [
            ("每千人口托位数", "清和市", ">=", Decimal("4.5"), "个", "2024-12-31", "目标值", "=", Decimal("4.2"), "个", "linxi-2024", 34),
            ("每千人口托位数", "清和市", ">=", Decimal("4.5"), "个", "2024-12-31", "目标值", "=", None, "个", "linxi-2024", 45),
            ("家庭医生签约率", "清和市", "=", Decimal("42"), "%", None, "未提及", None, None, None, None, None),
        ],
    ),
    "strongest": (
        {},
        "points place document section sentence figure deadline owner start",
        [
            (3, "清和市", "qinghe-2024", "1/1", "新建托育机构并增加托位", "true", "true", "true", 40),
            (2, "临溪区", "linxi-2024", "1", "扩大普惠托育服务供给", "true", "true", "false", 20),
        ],
    ),
    "weakest": (
        {"region": "990102"},
        "points place document section sentence figure deadline owner start",
        [
            (0, "临溪区", "linxi-2024", "1", "开办银龄学堂十二所", "false", "false", "false", 50),
        ],
    ),
    "firmness": (
        {},
        "place document commitments none one two three mean",
        [
            ("清和市", "qinghe-2024", 3, 0, 2, 0, 1, Decimal("1.67")),
            ("临溪区", "linxi-2024", 3, 1, 1, 1, 0, Decimal("1")),
        ],
    ),
    "joint-tasks": (
        {},
        "document section task owners institutions start",
        [
            ("qinghe-2024", "1/1", "发展“普惠托育”", 2, "清和市卫生健康委员会人口家庭处、清和市第一人民医院", 180),
        ],
    ),
    "co-owners": (
        {"body": "人口家庭处"},
        "institution other tasks task",
        [
            ("清和市卫生健康委员会人口家庭处", "清和市第一人民医院", 1, "发展“普惠托育”"),
        ],
    ),
    "busiest": (
        {},
        "institution place commitments documents",
        [
            ("清和市第一人民医院", "清和市", 3, 2),
            ("清和市卫生健康委员会人口家庭处", "清和市", 2, 1),
        ],
    ),
    "populations": (
        {"population": "常住"},
        "population place period indicator status operator value maxValue unit printed document start",
        [
            ("常住人口", "清和市", "2024", "家庭医生签约率", "planned", "=", Decimal("42"), Decimal("45"), "%", "42-45%", "qinghe-2024", 240),
        ],
    ),
    "promised": (
        {"region": "临溪区"},
        "place period indicator operator value unit deadline printed note document start",
        [
            ("临溪区", "2024", "每千人口托位数", "=", Decimal("4.2"), "个", None, "4.2个", None, "linxi-2024", 34),
            ("临溪区", "2024", "每千人口托位数", "=", None, "个", None, "个", "value missing in source", "linxi-2024", 45),
        ],
    ),
    "timeline": (
        {},
        "month commitments targets documents",
        [
            ("2024-06", 1, 0, 1),
            ("2024-12", 1, 1, 1),
        ],
    ),
    "collectives": (
        {},
        "collective member document tasks",
        [],
    ),
    "why-linked": (
        {"name": "托育"},
        "thing document spelling score because reason_en rule start",
        [
            ("普惠托育服务", "linxi-2024", "普惠托育服务", Decimal("1"), "同一词表项目", None, "vocabulary", 24),
            ("普惠托育服务", "qinghe-2024", "普惠托育", Decimal("1"), "同一词表项目", None, "vocabulary", 32),
        ],
    ),
    "provenance": (
        {"fact": "document/qinghe-2024/figure/t1"},
        "kind rule document title start end source run agent",
        [
            ("https://w3id.org/health-commitments/ontology#Target", "quantity", "qinghe-2024", "2024年清和市卫生健康工作要点", 52, 58, "qinghe-2024.txt", "https://w3id.org/health-commitments/activity/extraction/1.0", "卫健承诺图谱"),
        ],
    ),
    "documents": (
        {"region": "清和市"},
        "document title place issuer number issued period genre source chars",
        [
            ("qinghe-2024", "2024年清和市卫生健康工作要点", "清和市", "清和市卫生健康委员会", "清卫发〔2024〕3号", "2024-03-01", "2024", "plan", "qinghe-2024.txt", None),
        ],
    ),
    "outline": (
        {"document": "document/qinghe-2024"},
        "section heading commitments owners start end",
        [
            ("1", "优化服务供给", 3, 0, 20, 400),
            ("1/1", "发展“普惠托育”", 2, 2, 30, 200),
            ("1/2", "做实家医签约", 1, 0, 210, 400),
        ],
    ),
}  # fmt: skip
