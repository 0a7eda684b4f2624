"""The date that a question means: 2024年底, 2025年6月之前, 上半年, by the end of 2024."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SHORT_YEAR = r"(?<!\d)2[1-9](?=年)|(?<![一二三四五六七八九十百])二[一二三四五六七八九](?=年)"
_YEAR = rf"(?P<year>20\d{{2}}|二[〇零][〇零一二三四五六七八九]{{2}}|{_SHORT_YEAR})"
_NUMBER = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_EXACT = re.compile(
    rf"{_YEAR}[-./年]\s*(?P<month>{_NUMBER})(?:[-./月]\s*(?P<day>\d{{1,2}}))?[日号月]?(?:底|末)?"
)
_OF_YEAR = re.compile(rf"(?:the end of )?{_YEAR}年?(?P<part>上半年|底|末|内)?")
_PART = re.compile(
    r"(?:(?P<of>去年|明年|后年|今年|本年|当年)的?)?(?:(?P<half>上半年|第?[二2]季度|first half)|(?P<quarter>第?[一1]季度)"
    r"|(?P<third>前?第?[三3]季度)|(?P<end>年底|年末|年内|下半年|第?[四4]季度|(?<=年)[底末内]"
    r"|the end of (?:the|this|next) year|(?:next )?year[- ]end))"
)
# A day by which something is due, where it is said so: the day before.
_FEAST = re.compile(r"(?P<of>今年|明年)?的?(?P<feast>国庆节?|五一|劳动节|七一|元旦)(?=之?前|以前)")
_FEASTS = {"国": (9, 30), "五": (4, 30), "劳": (4, 30), "七": (6, 30), "元": (12, 31)}
# By how many years a year is told from the one that is meant else.
_YEARS_ON = {"去年": -1, "明年": 1, "后年": 2}
_MONTH = re.compile(
    rf"(?:今年|本年)?(?<![\d年])(?P<month>{_NUMBER})月(?:份|(?P<day>\d{{1,2}})[日号])?(?:底|末)?(?=[之前以底末内止到]|截|[，,。?？]|$)"
)
_MONTHS = "january february march april may june july august september october november december".split()
_ENGLISH = re.compile(rf"(?P<month>{'|'.join(_MONTHS)})\s*(?:(?P<day>\d{{1,2}}),?\s*)?(?P<year>20\d{{2}})")


_ENGLISH_MONTH = re.compile(
    rf"(?:\b(?:by|before|until|end of|in)\s+)(?P<month>{'|'.join(_MONTHS)})(?:\s*(?P<day>\d{{1,2}}))?\b"
)


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date in a question: the last day that is meant, and where the words stand."""

    day: date
    start: int
    end: int
    whole: bool = False
    """Whether it is a year, or a part of one, that may also be the time that a question is about."""


def find_date(text: str, this_year: int | None) -> SaidDate | None:
    """The date that a question names; `this_year` is what 今年 and 年底 mean (明年底 is that of the next), None where that is not known.

    >>> find_date("2025年6月之前到期的任务", None).day.isoformat()
    '2025-06-30'
    """
    for pattern, reader in ((_ENGLISH, _english), (_EXACT, _exact), (_OF_YEAR, _of_year)):
        if pattern.search(text):  # a day that is none, such as 2025年13月, is not read as its year
            return reader(text)
    if this_year is None:
        return None
    for bare in (_MONTH, _ENGLISH_MONTH):
        if match := bare.search(text):
            month = _MONTHS.index(match["month"]) + 1 if bare is _ENGLISH_MONTH else _number(match["month"])
            return _said(match, this_year, month)
    if match := _FEAST.search(text):
        month, day = _FEASTS[match["feast"][0]]
        return SaidDate(date(this_year + _YEARS_ON.get(match["of"] or "", 0), month, day), *match.span())
    match = _PART.search(text)
    if match is None:
        return None
    month = 6 if match["half"] else 3 if match["quarter"] else 9 if match["third"] else 12
    year = this_year + _YEARS_ON.get(match["of"] or "", "next" in match[0])
    return SaidDate(_last(year, month), *match.span(), whole=not match["end"] or "内" in match[0])


def _english(text: str) -> SaidDate | None:
    match = _ENGLISH.search(text)
    if match is None:
        return None
    return _said(match, int(match["year"]), _MONTHS.index(match["month"]) + 1)


def _exact(text: str) -> SaidDate | None:
    match = _EXACT.search(text)
    return _said(match, _year(match["year"]), _number(match["month"])) if match else None


def _of_year(text: str) -> SaidDate | None:
    match = _OF_YEAR.search(text)
    if match is None:
        return None
    month = 6 if match["part"] == "上半年" else 12
    whole = match["part"] in (None, "上半年", "内")
    return SaidDate(_last(_year(match["year"]), month), *match.span(), whole=whole)


def _said(match: re.Match[str], year: int, month: int) -> SaidDate | None:
    try:
        day = date(year, month, int(match["day"])) if match["day"] else _last(year, month)
    except ValueError:
        return None
    return SaidDate(day, *match.span())


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _year(text: str) -> int:
    year = int(text.translate(_DIGITS))
    return year if year > 100 else 2000 + year


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    _, _, one = text.rpartition("十")
    value = int(one.translate(_DIGITS)) if one else 0
    return value + 10 if "十" in text else value
