"""Figures in words: a goal of none at all (零死亡), a rank (位居全省第一), a doubling (翻一番)."""

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


# 得分列全省第一, 位居全市第2位, 排名进入全省前三: a rank that was reached or is aimed at; 第一批, 第一人民医院, 前三季度 are none.
_NUMBER = r"[一二三四五六七八九十]{1,3}|\d{1,4}"
_MOVED = (
    rf"(?:由|从)(?:全[国省市区县州])?[^，。；、第]{{0,6}}第(?P<former>{_NUMBER})[位名]?"
    r"(?:跃升|提升|上升|攀升|前移|晋升|前进|进位|跃|升|进)[至到]?"
)
_STANDS = "位列|位居|位于|名列|排名|排在|稳居|跃居|居(?![民家住委])|列|获|夺得|保持|争取|力争|进入|跻身"
_RANKED = re.compile(
    rf"(?:{_MOVED}|{_STANDS})(?P<field>[^，。；、第前]{{0,14}})"
    rf"(?P<rank>第(?P<number>{_NUMBER})(?:[位名](?!称))?|前(?P<top>[一二三四五六七八九十]{{1,3}})[位名强]?)"
    r"(?![\u4e00-\u9fff\d])"
)


# 接种率均|居全州第一: what stands between is no part of what is ranked.
_AROUND_RANKED = re.compile(r"(?:均|都|皆|分别|稳|已|连续[\d一二两三四五六七八九十]+年)+$")


def ranks(text: str, clause: ReadClause, topic: Topic) -> list[FoundTarget]:
    """Ranks in words at the end of what they rank; 由全省第9位升至第4位 tells the former one too."""
    made = []
    for found in _RANKED.finditer(text, clause.clause.start, clause.clause.end):
        subject = _AROUND_RANKED.sub("", text[clause.reading.start : found.start()])
        subject = subject or topic.last or topic.wording
        unit = found["rank"][-1] if found["rank"][-1] in UNITS_OF_RANK else None
        value = chinese_decimal(found["number"] or found["top"])
        quantity = Quantity(*found.span("rank"), value, None, unit, chinese=True)
        name = f"{subject}{found['field']}排名"
        former = chinese_decimal(found["former"]) if found["former"] else None
        op = "<=" if found["top"] else "="
        made.append(FoundTarget(clause, quantity, name, None, "level", op, former, "rank-in-words"))
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
            r"(?:实现|保持|确保|为|达到|连续[\d一二两三四五六七八九十]+年|[，、])+$",
            "",
            text[clause.reading.start : found.start()],
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


# 力争人才数量翻一番, 同比翻番: what is doubled stands before it.
_DOUBLED = re.compile(
    r"(?:(?:同比|较(?:上年|去年|20\d{2}年)|[比较]20\d{2}年|实现|力争|年内|[一二三两四五]年内?)?(?:实现)?)翻了?(?P<times>[一两二三四]?)番(?!炒)"
)
_BEFORE_DOUBLED = re.compile(r"^(?:力争|确保|争取|到20\d{2}年底?|[一二三两四五\d]{1,2}年内|实现)+")


def doublings(text: str, clause: ReadClause, topic: Topic) -> list[FoundTarget]:
    """人才数量翻一番: an increase by so many doublings (番); without a number it is one."""
    made = []
    for found in _DOUBLED.finditer(text, clause.clause.start, clause.clause.end):
        name = (
            _BEFORE_DOUBLED.sub("", text[clause.reading.start : found.start()]) or topic.last or topic.wording
        )
        times = chinese_decimal(found["times"] or "一")
        begin = text.rindex("翻", found.start(), found.end())
        quantity = Quantity(begin, found.end(), times, None, "番", chinese=True)
        made.append(
            FoundTarget(clause, quantity, name or None, None, "increase", "=", None, "doubling-in-words")
        )
    return made
