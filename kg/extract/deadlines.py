"""By when: the ways of the genre to say it, as ISO dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache

from kg.extract.hints import Hints
from kg.registers.tables import table

# “十四五” is 2021-2025; the first plan of the series here, “十二五”, ended in 2015.
PLAN_ENDS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which something is to be done, and where it is said (clean offsets)."""

    start: int
    end: int
    date: str
    rule: str


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["name"], re.compile(row["pattern"])) for row in table("cues", "deadlines.toml")["rule"])


# Every deadline has one of these; “十四五”规划收官之年 has none.
_SAYS_WHEN = re.compile(r"[前底末内到至月半季止]")


@cache
def deadline_hints() -> Hints:
    """The words that each way of saying it needs."""
    return Hints(table("cues", "deadlines.toml")["rule"])


# 较2021年末增加, 相比上半年: a time that something is compared with is no deadline.
_COMPARED = re.compile(r"(?:相比|较|比|与)$")


def find_deadline(
    text: str, start: int, end: int, year: int | None, held: int | None = None
) -> Deadline | None:
    """The first deadline in `text[start:end]`; `year` is the (last) year that the document is about.

    `held` are the bits of the hints' words in it; without them they are looked for.
    """
    hints = deadline_hints()
    rules = hints.rules(hints.held_by(text[start:end]) if held is None else held)
    if not rules or not _SAYS_WHEN.search(text, start, end):
        return None
    best: Deadline | None = None
    for rule in rules:
        name, pattern = _rules()[rule]
        found = pattern.search(text, start, end)
        if found and _COMPARED.search(text, max(start, found.start() - 3), found.start()):
            continue
        if found and (best is None or found.start() < best.start) and (date := _date(found, year)):
            best = Deadline(found.start(), found.end(), date, name)
    return best


def _date(found: re.Match[str], year: int | None) -> str | None:
    groups = {k.rstrip("23"): v for k, v in found.groupdict().items() if v}
    if "plan" in groups:
        ends = PLAN_ENDS.get(groups["plan"])
        return f"{ends}-12-31" if ends else None
    stated = groups.get("year")
    at = int(stated if stated is None or len(stated) == 4 else "20" + stated) if stated else year
    if at is None:
        return None
    if "next" in groups:
        return f"{at + 1}-12-31"
    if "quarter" in groups:
        return _last_day(at, _QUARTERS[groups["quarter"]])
    if "half" in groups:
        return _last_day(at, 6 if groups["half"] == "上半年" else 12)
    month = int(groups.get("month", 12))
    if not 1 <= month <= 12:
        return None
    if "day" in groups:
        day = int(groups["day"])
        return f"{at}-{month:02}-{day:02}" if 1 <= day <= calendar.monthrange(at, month)[1] else None
    return _last_day(at, month)


def _last_day(year: int, month: int) -> str:
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
