"""How this genre numbers its items: one row for each way, from the widest to the narrowest."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model.numerals import chinese_number

_CN = "一二三四五六七八九十百"


class Way(NamedTuple):
    """A way of numbering; group 1 of `pattern` is the number, `inline` says that it also begins within a line."""

    name: str
    pattern: str
    inline: bool
    example: str


WAYS = (
    Way("part", rf"第([{_CN}\d]{{1,4}})(?:部分|篇|编)[、：\s]?", False, "第一部分 2023年工作总结"),
    Way("chapter", rf"第([{_CN}\d]{{1,4}})章[、：\s]?", False, "第二章 总体要求"),
    Way("section", rf"第([{_CN}\d]{{1,4}})节[、：\s]?", False, "第三节 主要指标"),
    Way("chinese", rf"([{_CN}]{{1,3}})[、.．]", False, "一、上半年工作情况"),
    Way("chinese-bracket", rf"（([{_CN}]{{1,3}})）[、.]?", True, "（二）深化医改"),
    Way(
        "named",
        rf"(?:项目|任务|实事|工程|行动|举措)([{_CN}]{{1,2}}|\d{{1,2}})(?![年项个大批期是类级步览])[、.．：]?",
        False,
        "项目一：提升基层服务能力",
    ),
    Way("arabic", r"(\d{1,3})(?:[.．](?!\d)|、)", False, "10.推动就医效率再提高"),
    Way("arabic-bracket", r"（(\d{1,2})）[、.]?|(?<![（\d])(\d{1,2})）", False, "（3）落实分级诊疗"),
    Way("circled", r"([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮])", False, "①开展培训"),
    Way("dash", r"——", True, "——坚持规划引领发展。"),
    Way("ordinal", rf"(?:第)?([{_CN}]{{1,2}})(?:是|要(?![素求点件领]))", True, "一是完善服务体系"),
)
# A row of a table is an item within whatever stands around the table.
RANK = {way.name: rank for rank, way in enumerate(WAYS)} | {"row": len(WAYS)}


def _any_of(ways: tuple[Way, ...]) -> str:
    return "|".join(f"(?P<{way.name.replace('-', '_')}>{way.pattern})" for way in ways)


AT_LINE_START = re.compile(_any_of(WAYS))
INLINE = re.compile(_any_of(tuple(way for way in WAYS if way.inline)))


def number_of(way: str, printed: str | None) -> int | None:
    """The number in Arabic digits; None for a way without numbers (a dash)."""
    if printed is None:
        return None
    if way == "circled":
        return "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮".index(printed) + 1
    return chinese_number(printed)
