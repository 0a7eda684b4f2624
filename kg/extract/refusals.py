"""Numbers that are no targets, with the reason: ages, dates, grades, names with numbers."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.quantities import Quantity
from kg.extract.reaching import is_time_to_reach
from kg.registers.tables import table

_LONGEST_NAME = 16
_QUOTES = re.compile(rf"“[^“”]{{1,{_LONGEST_NAME}}}”")


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str], str], ...]:
    return tuple(
        (
            row["name"],
            re.compile(row["before"]) if row["before"] else None,
            re.compile(row["pattern"]),
            row["reason"],
        )
        for row in table("cues", "quantities.toml")["refuse"]
    )


@cache
def _any_rule() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of the rules that do not look back, and what the others look back for: most numbers meet neither."""
    return (
        re.compile("|".join(f"(?:{pattern.pattern})" for _, before, pattern, _ in _rules() if not before)),
        re.compile("|".join(f"(?:{before.pattern})" for _, before, _, _ in _rules() if before)),
    )


def refusal(text: str, start: int, end: int, quantity: Quantity) -> tuple[str, str] | None:
    """(rule, reason) where the number is no target; None where it may be one. `start`..`end` is its clause."""
    before = text[max(start, quantity.start - 8) : quantity.start]
    for name, look_back, pattern, reason in _rules() if _may_be_refused(text, quantity, before) else ():
        if name == "age-or-term" and _AGE_MEASURED.search(
            text, max(start, quantity.start - _NEAR), quantity.start
        ):
            continue
        if name == "duration-as-name" and is_time_to_reach(text, quantity.start, quantity.end):
            continue
        if (look_back is None or look_back.search(before)) and pattern.match(text, quantity.start):
            return name, reason
    if _in_quotes(text, start, end, quantity):
        return "number-in-a-name", "引号里的名称带有数字"
    if quantity.unit in ("次", "场", "期", "场次", "天") and _EVERY.search(before):
        return "frequency", "频次，不是总量"
    if text[quantity.end : quantity.end + 1] in ("年", "岁", "级") and quantity.unit is None:
        return "number-without-unit", "没有计量单位的数字"
    return None


def _may_be_refused(text: str, quantity: Quantity, before: str) -> bool:
    """Whether any rule may hold for a number, which stands behind the characters `before`."""
    if quantity.chinese:
        return False
    stated, before_it = _any_rule()
    return stated.match(text, quantity.start) is not None or before_it.search(before) is not None


# 人均预期寿命由2015年的76.1岁提高到77.6岁: behind such a figure every age of the clause is one.
_AGE_MEASURED = re.compile(r"(?:寿命|平均年龄|年龄中位数)[^，。；]{0,36}$|年龄(?:达到?|为|提高到|至|到)*$")
_NEAR = 42
_EVERY = re.compile(r"每(?:周|月|季度?|年|半年|日|天|两周|学期)(?:[^，。；]{0,6})$")


def _in_quotes(text: str, start: int, end: int, quantity: Quantity) -> bool:
    if quantity.unit == "连冠":
        return False
    opened = text.rfind("“", max(start, quantity.start - _LONGEST_NAME), quantity.start)
    found = _QUOTES.match(text, opened, end) if opened >= 0 else None
    return found is not None and quantity.end < found.end()
