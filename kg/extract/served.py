"""Whom a figure is about: 65岁以上老年人, 高血压患者."""

from __future__ import annotations

import re

from kg.extract.context import ReadClause
from kg.extract.cues import WORDS_FOR_PEOPLE
from kg.extract.lexicon import strong_verbs
from kg.extract.quantities import Quantity

_PEOPLE = re.compile("|".join(WORDS_FOR_PEOPLE))
_AGE = re.compile(
    r"(?:\d{1,9}(?:[-—～至]\d+)?(?:周岁|岁|月龄)(?:及?以[上下]|以内)?(?:的)?)?(?:(?![万名个亿人]|家(?!庭))[\u4e00-\u9fff]){0,6}?"
    rf"(?:{_PEOPLE.pattern})"
)
# Who is served stands near the number: within 40 characters in the source documents.
_NEAR = 40
_DIGIT = re.compile(r"\d")


def who_is_served(text: str, clause: ReadClause, quantity: Quantity, name: str) -> str | None:
    """The people whom a figure is about: those in the name of what it measures, else those near it."""
    # 高血压患者、糖尿病患者规范管理率分别达…: of the people of a list those of this figure.
    found = _AGE.search(name) if _PEOPLE.search(name) else None
    if found is None:
        begin, end = clause.clause.start, clause.clause.end
        around = max(begin, quantity.start - _NEAR), min(end, quantity.end + _NEAR)
        found = _AGE.search(text, *around) if _PEOPLE.search(text, *around) else None
    return _served(found.group()) if found else None


_BEFORE_PEOPLE = re.compile(r"(?:其中|为|对|给|全[市区县省]|[我本][市区县省]|辖区内?的?|各类|的|[、和与及])+")


# 市教育局|开展学生近视筛查: who does it is not whom it is for.
_DOER = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:局|委|院|所|厅|中心)")


def _served(wording: str) -> str:
    """完成|妇女, 其中|重点人群: the people who are served, without the verb and the particles before them."""
    doer = _DOER.match(wording)
    at = doer.end() if doer and strong_verbs().at(wording, doer.end(), len(wording)) > doer.end() else 0
    while True:
        lead = _BEFORE_PEOPLE.match(wording, at)
        behind = lead.end() if lead else strong_verbs().at(wording, at, len(wording))
        if behind - at < 1 or not _PEOPLE.search(wording, behind):
            break
        at = behind
    name = wording[at:]
    if "的" in name and not _DIGIT.search(name):
        # 送药上门的|慢性病患者
        name = name[name.rindex("的") + 1 :]
    return name
