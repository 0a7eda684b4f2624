"""Within how long someone is reached or something delivered: 城区10分钟、乡镇30分钟到达现场, 3小时内将药品配送到家.

A time is else a condition or a name (15分钟急救圈); before such a verb it is what one can check.
"""

from __future__ import annotations

import re

# What stands between a time and its verb: 内, further times of a list, what is delivered.
_REACHES = re.compile(
    r"(?:之内|以内|内)?(?:[、和与及][^，。；、\d]{0,8}\d++(?:分钟|小时|个?工作日|天)(?:之内|以内|内)?){0,3}"
    r"(?:可|能|即可|均可|均|都|必须|须)?(?P<what>(?:将|把)?[^，。；、：\d]{0,14}?(?:到达|抵达|送达|赶到|送到|配送到|送至|配送至|送药到)(?![率的])[^，。；、：\d]{0,10})"
)
# 9成村民30分钟内可到达: of a share the time is a condition, so no figure stands before it in its item.
_OF_WHOM = re.compile(
    r"(?:\A|[，。；：、\n和与及])(?:[\u4e00-\u9fff]{0,4}(?:确保|力争|实现|做到|保证))?(?P<who>[\u4e00-\u9fff]{0,8})\Z"
)
_REACH = 14


def is_time_to_reach(text: str, place: int, behind: int) -> bool:
    """Whether the time at `place`..`behind` says how long it takes until someone or something is there."""
    return time_to_reach(text, place, behind) is not None


def time_to_reach(text: str, place: int, behind: int) -> str | None:
    """What such a time at `place`..`behind` measures (城区到达现场, 药品配送到家); None where it is a condition or a name."""
    found = _REACHES.match(text, behind)
    whose = _OF_WHOM.search(text[max(0, place - _REACH) : place]) if found else None
    return whose["who"] + found["what"].lstrip("将把") if found and whose else None
