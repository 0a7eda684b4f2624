"""What is left of a programme's name without place and general words: what two places can share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.ids import plain_name

# Words that say only that something is being done.
_TAILS = [
    "工作",
    "项目",
    "服务",
    "建设",
    "活动",
    "行动",
    "工程",
    "计划",
    "机制",
    "制度",
    "体系",
    "试点",
    "品牌",
    "创建",
    "改革",
    "模式",
    "专项",
    "提升",
    "管理",
    "示范",
    "任务",
    "举措",
    "措施",
    "三年行动",
]
_LEADS = re.compile(r"^(?:全省|全市|全区|全县|全域|我省|我市|我区|我县|省级|市级|区级|县级)(?=.{2})")
_DIGITS = "一二三四五六七八九十百千万两双多0-9"
# 六个…, 三项…: a number with a measure word names nothing by itself, whatever follows.
_COUNTED = re.compile(rf"^[{_DIGITS}]+(?:个|项|大|条|类|种|届|批)")
# 1+N, 1+3+X; 六统一 三减三健 四强: numbers each with one letter; 十百千万: numbers only.
_NUMBERS = re.compile(
    rf"[0-9NXn][+＋][0-9NXn]+(?:[+＋][0-9NXn]+)*|[{_DIGITS}]{{2,}}|(?:[{_DIGITS}][^{_DIGITS}]){{1,}}"
)
# Building works on a particular house (中医医院原址扩建): of another city it is another house.
_WORKS = re.compile(
    "(?:院|中心|所|站).*(?:改造|装修|扩建|迁建|搬迁|新建|改建|原址|[一二三四]期)|大楼|综合楼|门诊楼|住院楼|院区"
)
# A shared name needs more letters than this: 健康宣传 of two places may be one line of work, 义诊 says too little.
SHORTEST = 3


def stem(name: str, places: Iterable[str] = ()) -> str:
    """The name without quotation marks, the names of `places`, leading 全市 and general words at the end.

    >>> stem("清和市“银龄学堂”建设项目", ["清和市", "清和"])
    '银龄学堂'
    """
    plain = plain_name(name)
    for place in sorted(set(places), key=lambda p: (-len(p), p)):
        plain = plain.replace(place, "") if len(place) > 1 else plain
    return _without_tails(_LEADS.sub("", plain))


def _without_tails(name: str) -> str:
    while tail := next((t for t in _TAILS if name.endswith(t) and len(name) > len(t)), None):
        name = name.removesuffix(tail)
    return name


def is_slogan(stem_of_name: str) -> bool:
    """Whether a stem is only a formula of numbers, of which each place makes something else.

    >>> [is_slogan(s) for s in ("1+N", "六个一", "十百千万", "三管三必须", "四强党支部", "健康细胞")]
    [True, True, True, True, True, False]
    """
    if _COUNTED.match(stem_of_name):
        return True
    found = _NUMBERS.match(stem_of_name)
    return found is not None and len(stem_of_name) - found.end() <= SHORTEST


def is_site(stem_of_name: str) -> bool:
    """Whether a stem names building works on one house.

    >>> [is_site(s) for s in ("妇幼保健院改造装修", "传染病大楼", "适老化改造", "卒中中心")]
    [True, True, False, False]
    """
    return _WORKS.search(stem_of_name) is not None


def is_telling(stem_of_name: str) -> bool:
    """Whether equal stems of two places are one programme: long enough, no slogan and no single house."""
    return len(stem_of_name) > SHORTEST and not is_slogan(stem_of_name) and not is_site(stem_of_name)
