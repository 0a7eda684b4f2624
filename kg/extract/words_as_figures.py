"""Figures in words: a goal of none at all (零死亡), a rank (位居全省第一)."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extract.candidates import UNITS_OF_RANK, FoundTarget
from kg.extract.context import ReadClause
from kg.extract.quantities import Quantity, chinese_decimal
from kg.extract.topics import Topic

_ZERO = re.compile(
    r"零(?=死亡|发生|事故|感染|输入|漏诊|上访|投诉|发病|本土|新增|病例|舆情|差错|伤亡|违规|违纪)|(?<=为)零(?![\u4e00-\u9fff])|(?<=为)0(?![\d.%‰])|(?<=保持)零(?![\u4e00-\u9fff])"
)


# 得分列全省第一, 位居全市第2位: a rank that was reached or is aimed at; 第一批, 第一人民医院 are none.
_FIRST = re.compile(
    r"(?P<verb>位列|位居|名列|排名|排在|稳居|跃居|居|列|获|夺得|保持|争取|力争|进入)(?P<field>[^，。；、第]{0,12})"
    r"(?P<rank>第(?P<number>[一二三四五六七八九十]{1,2}|\d{1,2})(?:位|名)?)(?![批届轮期次条个章节部分方季时人民医院附属中学小阶梯\u4e00-\u9fff])"
)


def firsts(text: str, clause: ReadClause, topic: Topic) -> list[FoundTarget]:
    """Ranks in words at the end of what they rank."""
    made = []
    for found in _FIRST.finditer(text, clause.clause.start, clause.clause.end):
        subject = text[clause.reading.start : found.start()] or topic.wording
        unit = found["rank"][-1] if found["rank"][-1] in UNITS_OF_RANK else None
        quantity = Quantity(*found.span("rank"), chinese_decimal(found["number"]), None, unit, chinese=True)
        name = f"{subject}{found['field']}排名"
        made.append(FoundTarget(clause, quantity, name, None, "level", "=", None, "rank-in-words"))
    return made


def zeros(text: str, clause: ReadClause) -> list[FoundTarget]:
    """孕产妇零死亡, 死亡率为零: a goal of none at all."""
    made = []
    for found in _ZERO.finditer(text, clause.clause.start, clause.clause.end):
        behind = (
            re.match(r"[\u4e00-\u9fff]{2}", text[found.end() : clause.clause.end])
            if found.group() == "零"
            else None
        )
        before = re.sub(
            r"(?:实现|保持|确保|为|达到|[，、])+$", "", text[clause.reading.start : found.start()]
        )
        before = re.sub(
            r"^(?:实现|确保|力争|保持|连续[\d一二两三四五六七八九十]+年|全年|年内|继续|全[市区县省])+",
            "",
            before,
        )
        name = before + (behind.group() if behind and not before.endswith("率") else "")
        quantity = Quantity(found.start(), found.end(), Decimal(0), None, None, chinese=True)
        made.append(FoundTarget(clause, quantity, name or None, None, "level", "=", None, "zero-in-words"))
    return made
