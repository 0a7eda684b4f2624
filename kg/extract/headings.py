"""What titles, headings and the first words of a page say of what follows: planned, achieved, problems."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.model.text import Clause, Outline, Part
from kg.registers.tables import alternatives, table, words


@cache
def status_words(group: str, name: str) -> re.Pattern[str]:
    return re.compile(alternatives(list(words(table("cues", "status.toml")[group][name]))))


def genre_words(genre: str) -> re.Pattern[str]:
    """The words of a title that name a plan or a report."""
    named = status_words("genre", genre)
    return re.compile(f"{named.pattern}|{_LOOKED_AT_AGAIN}") if genre == "report" else named


# “十四五”规划中期评估 is a report, 中期评估工作方案 a plan.
_LOOKED_AT_AGAIN = "(?:中期评估|回头看)(?!.*(?:方案|通知|办法|计划|清单|要求|函$))"


# 2021年政府工作报告任务分解: the tasks of a report, not the report.
DIVIDED_REPORT = re.compile(r"(?:政府)?工作报告》?(?=.*(?:任务|分解|分工|清单|方案))")

# 计划免疫 plans nothing, and 占年度目标的105% tells what came of a goal.
_NO_PLAN = re.compile(
    "计划(?:生育|免疫)|(?:生育|免疫)计划|(?:占|超额?完成|超过?|达到|高于|低于|优于|距|较|比)[省市县既]?定?(?:全年|年度)?(?:目标|计划|任务)"
)


def heading_mode(heading: str) -> str | None:
    """What a section with this heading tells of: planned, achieved, problems, or nothing in particular."""
    if not heading:
        return None
    if status_words("heading", "problem").search(heading) and not status_words("heading", "planned").search(
        heading
    ):
        return "problem"
    heading = _NO_PLAN.sub("", heading)
    if _CAME_OFF_WELL.search(heading):
        return "achieved"
    planned = status_words("heading", "planned").search(heading)
    achieved = status_words("heading", "achieved").search(heading)
    came = _WHAT_CAME_OF_IT.search(heading, planned.end()) if planned else None
    if planned and came and not _AND.search(heading, planned.end(), came.start()):
        return "achieved"
    if planned and achieved:
        return "planned" if planned.start() < achieved.start() else "achieved"
    return "planned" if planned else "achieved" if achieved else None


# 重点工作及亮点工作成效显著
_CAME_OFF_WELL = re.compile(
    "(?:成效|成绩|进展)(?:显著|明显|突出|斐然|初显|喜人)$|(?:再上新台阶|迈上新台阶|取得[^，。]{0,6}(?:成效|进展|突破|成绩))$"
)
# 年度目标完成情况 tells what came of the goals, 工作目标及完成情况 first of the goals.
_WHAT_CAME_OF_IT = re.compile(
    r"(?:完成|落实|执行|进展|推进|实施|开展|办理)情况(?=$|[及和与：（，、。 ]|汇报|报告|总结|通报|如下)"
    r"|(?:全部|全面|超额|如期|圆满|顺利)(?:完成|实现)$"
)
_AND = re.compile("[及和与、，；：暨 ]")


class Told(NamedTuple):
    """What a section tells of, and where the heading that says so begins (-1: the document's kind says it)."""

    mode: str
    since: int


def section_modes(outline: Outline, genre: str, ahead: int | None = None) -> list[Told]:
    """For each section what it tells of, inherited from the section around it; `ahead` is the year that the document looks to.

    At the top it is the document's kind that says so, or, in a report that has turned to what comes, the chapter before.
    """
    top = Told("planned" if genre == "plan" else "achieved", -1)
    first = min((y for p in outline.parts if p.parent < 0 and (y := year_of_work(p.heading))), default=None)
    modes: list[Told] = []
    for part in outline.parts:
        around = modes[part.parent] if part.parent >= 0 else top
        own = heading_mode(part.heading) or _later_year(part, first, ahead)
        # In a plan 总结 and the like name a duty, unless the heading stands at the top.
        if own == "achieved" and genre == "plan" and part.parent >= 0:
            own = None
        # Within a section that looks back only an outer heading turns forward.
        if (
            own == "planned"
            and around.mode == "achieved"
            and part.parent >= 0
            and part.kind in ("ordinal", "dash", "circled")
        ):
            own = None
        modes.append(Told(own, part.start) if own else around)
        # In a plan a chapter on how things stand says nothing of the next.
        if part.parent < 0 and (own == "planned" or (own == "achieved" and genre != "plan")):
            top = modes[-1]
    return modes


_YEAR_OF_WORK = re.compile(r"(20\d{2})年.{0,12}(?:工作|任务|目标|举措|安排|打算|计划)")


def year_of_work(heading: str) -> int | None:
    """The year whose work a heading names (2026年工作打算)."""
    found = _YEAR_OF_WORK.search(heading)
    return int(found[1]) if found else None


def _later_year(part: Part, first: int | None, ahead: int | None) -> str | None:
    """A chapter on a year (2026年主要工作) behind one on an earlier year, or on the year ahead, tells what is planned."""
    year = year_of_work(part.heading) if part.parent < 0 else None
    looks_ahead = year == ahead and not _PART_OF_A_YEAR.search(part.heading)
    return "planned" if year and ((first and year > first) or looks_ahead) else None


# 2026年一季度主要工作 may be told in April.
_PART_OF_A_YEAR = re.compile("季度|月|半年|以来")
# In so many months what a document says of its own year is to come.
_SPRING = 4
_YEAR_OF_A_REPORT = re.compile(r"(20\d{2})年.{0,12}政府工作报告")


def year_ahead(title: str | None, published: str | None) -> int | None:
    """The year of which a document can tell only what is planned: of its spring, or of a government's report."""
    if published and int(published[5:7]) <= _SPRING:
        return int(published[:4])
    found = _YEAR_OF_A_REPORT.search(title or "")
    return int(found[1]) if found else None


# The longest line between two chapters that is a heading of its own (“十五五”时期的主要目标任务).
_LONGEST_HEADING = 24
AT_LINE_END = frozenset(["", "\n"])
_STATEMENT = re.compile(r"[，。；：！？、]")


def line_mode(text: str, clause: Clause) -> str | None:
    """What follows a short line without a number that heads chapters (2026年重点工作), where the clause is one."""
    start, end = clause.start, clause.end
    if clause.closes not in AT_LINE_END or not 4 <= end - start <= _LONGEST_HEADING:
        return None
    if text[start - 1 : start] not in ("", "\n") or text[end : end + 1] not in ("", "\n"):
        return None
    return None if _STATEMENT.search(text, start, end) else heading_mode(text[start:end])


# Within so many characters a text without a title says what it tells of.
OPENING = 200
# 现将…目标任务分解情况予以公示: a page without a title says in its first sentence what it makes known.
_MAKES_KNOWN = re.compile(
    "现[就将](?P<what>[^。；\n]{4,80}?)(?:予以|进行)?(?:公示|公布|公开|通报|报告|汇报|印发|下发|通知|总结)(?:如下|给你们|[：。])?"
)


def made_known(text: str) -> str | None:
    """plan or report, as the first sentence of a page without a title says; None where it says neither."""
    found = _MAKES_KNOWN.search(text, 0, OPENING)
    mode = heading_mode(found["what"]) if found else None
    return {"planned": "plan", "achieved": "report"}.get(mode or "")
