"""Figures that have a status or a year of their own: the goal beside what was reached, the years of a list of goals."""

from __future__ import annotations

import re

from kg.extract.candidates import FoundTarget

_REACH = 12
# （目标80%以上）, 目标50名, 筛查任务数8000人, 全年计划检查9000人: in a report the figure behind such a word is what was to be reached. The
# bare word must open its clause (承担改革任务15项 counts tasks), unless 数 or 值 makes a figure of it.
_GOAL = re.compile(
    r"(?:(?<![\u4e00-\u9fff\d“”%])(?:目标|计划|任务)|(?:年度|全年|年初|既定|省定|市定|县定|责任书)(?:目标|计划|任务)|(?:目标|计划|任务)[值数]|应完成|须完成)"
    r"(?:[\u4e00-\u9fff]{0,4}?(?:新增|新建|完成|检查|筛查|招聘|培训|引进|为|是|均为|均|要求))?[：:]?$"
)
# 全年计划新增托位400个: a clause that opens so says what was planned, whatever it names before the figure.
_PLANNED = re.compile(r"[^，。；：\d]{0,6}(?:全年|年度|年初)(?:计划|目标|任务)(?!完成|数)[^\d]{0,12}$")
_DONE = re.compile(
    r"(?:完成|达到|超|超过|高于|低于|优于|占|较|比)[\u4e00-\u9fff]{0,6}(?:目标|计划|任务)(?:值|数|任务)?(?:的)?$"
)
_YEAR = re.compile(r"(?<![\d到至])(20\d{2})年$")
_YEARS = re.compile(r"(20\d{2})年[、和]?")
_LIST = re.compile(r"((?:20\d{2}年[、和]){1,3}20\d{2}年)(?:[，,])?(?:分别|各)")


def is_goal(text: str, start: int, at: int) -> bool:
    """Whether the words before a figure at `at` of the clause from `start` name it a goal."""
    before = text[start:at]
    if (
        "目标" not in before
        and "计划" not in before
        and "任务" not in before
        and "须完成" not in before
        and "应完成" not in before
    ):
        # Without one of the words, as most figures are.
        return False
    near = max(start, at - _REACH)
    named = _PLANNED.match(text, start, at) or _GOAL.search(text, near, at)
    return named is not None and _DONE.search(text, near, at) is None


def year_before(text: str, start: int, at: int) -> int | None:
    """The year right before a figure (其中2026年20家)."""
    found = _YEAR.search(text, max(start, at - _REACH), at) if text[at - 1 : at] == "年" else None
    return int(found[1]) if found else None


def years_of_a_list(text: str, made: list[FoundTarget]) -> list[FoundTarget]:
    """…比例2022年、2030年分别达到37%和40%: as many figures as years, each of its own."""
    if len(made) < 2:
        return made
    first = made[0]
    found = _LIST.search(text, first.clause.clause.start, first.quantity.start)
    years = [int(year) for year in _YEARS.findall(found[1])] if found else []
    if len(years) != len(made):
        return made
    return [target._replace(year=year) for target, year in zip(made, years, strict=True)]
