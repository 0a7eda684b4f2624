"""Whether a name of the vocabulary stands for the line of work, or only for a house, a staff, an illness or a body beside it.

村医 is work where village doctors are trained or a team of them is built, not where each village has one of them; 康复医院 is
work where one is built. A list of owners names bodies, a quotation names what all of it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from kg.extract.institutions import Body
from kg.model.records import Span
from kg.model.spans import Spans
from kg.registers.programmes import ProgrammeHit
from kg.registers.tables import alternatives, table, words

# So far before a name stands the verb that acts on it.
_BEFORE = 14
_CLAUSE_START = re.compile("[，。；：！？（）\n]")

_QUOTATION = re.compile(r"“([^“”，。；：\n]{2,40})”")
_MEMBER = re.compile("[^、]+")
# A name that makes up less than this of a quotation is only a part of what the quotation names.
_MOST_OF = 0.6
# 市中|医院托管|福利院, 市妇幼保健院|建设|儿童心理科: the end of a body's name and a verb with its object.
_VERBS_AT_END = ("建设", "新建", "改造", "托管", "创建", "扩建")
_ENDS_NAME = re.compile(
    r"[，。；：、！？）”\s]|等|和|与|及|以|工程|项目|工作|任务|行动|试点|资金|方案|进度|规划|用地|标准|[\d]|$"
)


class _Things(NamedTuple):
    """Names of the vocabulary that are things before they are work."""

    all: frozenset[str]
    names: frozenset[str]
    """Those that a verb before them makes work."""
    verbs: re.Pattern[str]
    work: re.Pattern[str]
    """What makes work of any of them behind it."""


@cache
def _things() -> _Things:
    rows = table("cues", "programmes.toml")["things"]
    work = re.compile(f"(?:的|基层|规范|健康|系统|免费|综合){{0,3}}(?:{alternatives(words(rows['work']))})")
    verbs = re.compile(alternatives(words(rows["verbs"])))
    names = frozenset(words(rows["names"]))
    return _Things(names | frozenset(words(rows["matters"])), names, verbs, work)


class Surroundings:
    """Where a text quotes, lists owners and names bodies, asked for the hits of the vocabulary one by one."""

    def __init__(self, text: str, body: int, bodies: Iterable[Body], owners: Sequence[Span]) -> None:
        self._text = text
        # “千名医护进乡村、万名村医进县城” has two members.
        quoted: list[Span] = []
        for found in _QUOTATION.finditer(text, body):
            start, end = found.span(1)
            if "、" in found[1]:
                quoted += [member.span() for member in _MEMBER.finditer(text, start, end)]
            else:
                quoted.append((start, end))
        particular = [span for body in bodies if not body.generic for span in body.places]
        self._owners, self._quoted, self._bodies = Spans(owners), Spans(quoted), Spans(particular)
        # Most hits stand in none of them, and a look at their first character tells.
        self._within = bytearray(len(text))
        for start, end in (*owners, *quoted, *particular):
            self._within[start:end] = b"\1" * (end - start)
        self._things = _things()

    def speak_of_work(self, hit: ProgrammeHit) -> bool:
        """Whether a hit stands for work, by what is around it."""
        if self._within[hit.start] and (
            self._owners.hold(hit.start, hit.end)
            or self._is_part_of_a_quotation(hit)
            or self._is_part_of_a_body(hit)
        ):
            return False
        return hit.spelling.strip("“”") not in self._things.all or self._names_work(hit)

    def lists_owners(self, start: int, end: int) -> bool:
        """Whether the span lies in a list of who answers for something."""
        return self._owners.hold(start, end)

    def _is_part_of_a_quotation(self, hit: ProgrammeHit) -> bool:
        around = self._quoted.meeting(hit.start, hit.end)
        return bool(around) and any(
            start <= hit.start and hit.end <= end and hit.end - hit.start < _MOST_OF * (end - start)
            for start, end in around
        )

    def _is_part_of_a_body(self, hit: ProgrammeHit) -> bool:
        # 市卫生健康委妇幼健康处: a body's name goes on behind what only looks like a programme.
        if self._bodies.hold(hit.start, hit.end + 1):
            return True
        return (
            hit.spelling.endswith(_VERBS_AT_END)
            and any(
                start < hit.start and end == hit.end - len("建设")
                for start, end in self._bodies.meeting(hit.start, hit.end)
            )
            and _ENDS_NAME.match(self._text, hit.end) is None
        )

    def _names_work(self, hit: ProgrammeHit) -> bool:
        """Whether a thing is more than a thing alone: it is work where it is built, trained, treated or overseen."""
        things, text = self._things, self._text
        if things.work.match(text, hit.end):
            return True
        before = text[max(0, hit.start - _BEFORE) : hit.start]
        return (
            hit.spelling.strip("“”") in things.names
            and things.verbs.search(_CLAUSE_START.split(before)[-1]) is not None
        )
