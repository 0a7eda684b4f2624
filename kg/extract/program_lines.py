"""Lines of work that are made of two words: an illness, a vaccine or a matter that is watched, and what is done about it.

鼻窦炎早期筛查, 白喉疫苗接种, 水碘监测: no vocabulary lists all of them, but both parts are words of the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.registers.tables import alternatives, table, words

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


# So far before the matter whom it is about may stand.
_WHOM = 8


@cache
def _line() -> tuple[AhoCorasick, re.Pattern[str], re.Pattern[str]]:
    """The matters as one automaton, what may stand before them, and what must follow."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    rows = table("cues", "programmes.toml")["lines"]
    between, acts = alternatives(words(rows["between"])), alternatives(words(rows["acts"]))
    whom = re.compile(rf"(?:{alternatives(words(rows['whom']))})(?:的|中)?$")
    done = re.compile(
        rf"(?:{between}){{0,3}}(?:{acts})(?:试点|项目|行动|计划|工程|活动)?"
        r"(?![科处股](?![技研普学])|能力|水平|中心|机构|人员|专家|领域|知识|方面|费用|设备|药物|药品)"
    )
    # Few words: the fast form of the automaton is made in a moment.
    matters = AhoCorasick(
        list(words(rows["subjects"])), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
    )
    return matters, whom, done


def lines_of_work(text: str, body: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, rule) of each, in text order."""
    matters, whom, done = _line()
    for _, start, end in matters.find_matches_as_indexes(text):
        if start >= body and (found := done.match(text, end)):
            before = whom.search(text, max(body, start - _WHOM), start)
            yield before.start() if before else start, found.end(), "matter-and-what-is-done"


# 严重精神障碍患者规范管理 is the management of them: how well it is to be done is left out of the name.
_HOW = re.compile("规范化?|及时|免费|精准|主动|全程|首针(?=及时)")


def line_name(wording: str) -> str:
    """The words that another city would use for a line of work found here."""
    return _HOW.sub("", wording)
