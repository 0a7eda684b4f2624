"""Lines of work that are made of two words: an illness, a vaccine or a matter that is watched, and what is done about it.

鼻窦炎早期筛查, 白喉疫苗接种, 水碘监测: no vocabulary lists all of them, but both parts are words of the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.registers.tables import alternatives, table, words


@cache
def _line() -> re.Pattern[str]:
    rows = table("cues", "programmes.toml")["lines"]
    subject, between = alternatives(words(rows["subjects"])), alternatives(words(rows["between"]))
    whom = alternatives(words(rows["whom"]))
    return re.compile(
        rf"(?:(?:{whom})(?:的|中)?)?(?:{subject})(?:{between}){{0,3}}(?:{alternatives(words(rows['acts']))})"
        r"(?:试点|项目|行动|计划|工程|活动)?(?!能力|水平|中心|机构|人员|专家|领域|知识|方面|费用|设备|药物|药品)"
    )


def lines_of_work(text: str, body: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, rule) of each, in text order."""
    for found in _line().finditer(text, body):
        yield *found.span(), "matter-and-what-is-done"


# 严重精神障碍患者规范管理 is the management of them: how well it is to be done is left out of the name.
_HOW = re.compile("规范化?|及时|免费|精准|主动|全程|首针(?=及时)")


def line_name(wording: str) -> str:
    """The words that another city would use for a line of work found here."""
    return _HOW.sub("", wording)
