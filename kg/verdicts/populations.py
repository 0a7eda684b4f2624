"""Whether two figures are about the same people."""

from __future__ import annotations

import re

from kg.ids import plain_name

# Everybody who lives there: no restriction.
_EVERYBODY = re.compile(
    r"^(?:全[国省市区县州]|本[省市区县]|辖区内?|城乡|常住|户籍)*(?:居民|人口|人群|群众|全人群)?$"
)
_SPELLINGS = (
    (re.compile("周岁"), "岁"),
    (re.compile("及其?(?=以[上下])"), ""),
    (re.compile("[—–―~〜至]"), "-"),
)


def same_population(one: str | None, other: str | None, indicator: str) -> bool:
    """Whether two statements of whom a figure is about mean the same; what the indicator's name says need not be said.

    >>> same_population("65周岁及以上老年人", "65岁以上老年人", "健康管理率")
    True
    >>> same_population("严重精神障碍患者", None, "严重精神障碍患者规范管理率")
    True
    >>> same_population("常住人口", "重点人群", "签约率")
    False
    """
    return _restriction(one, indicator) == _restriction(other, indicator)


def _restriction(population: str | None, indicator: str) -> str:
    plain = _plain(population or "")
    return "" if _EVERYBODY.match(plain) or plain in _plain(indicator) else plain


def _plain(words: str) -> str:
    text = plain_name(words)
    for pattern, becomes in _SPELLINGS:
        text = pattern.sub(becomes, text)
    return text
