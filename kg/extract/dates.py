"""Dates of the calendar as documents write them: 2024年3月19日, 2024-03-19, 二〇二四年三月十九日, 二0一六年元月, 16 Nov 2021 13:13."""

from __future__ import annotations

import re

from kg.model.numerals import chinese_number

_ZEROS = "〇○零0Oo"
_YEAR = re.compile(rf"二[{_ZEROS}][一二三四五六七八九{_ZEROS}]{{2}}(?=年)")
_YEAR_DIGITS = str.maketrans(
    {**dict.fromkeys(_ZEROS, "0"), **{c: str(i) for i, c in enumerate("一二三四五六七八九", 1)}}
)
_MONTH_AND_DAY = re.compile(r"(?<=年)(元|[一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?")
_IN_ENGLISH = re.compile(
    r"(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (20\d{2})(?= \d{1,2}:)"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(20\d{2})[年\-./](\d{1,2})[月\-./](\d{1,2})日?")


def in_digits(text: str) -> str:
    """The text with its years, and the months and days behind them, in digits; it may become shorter."""
    if "年" not in text:
        return text
    text = _YEAR.sub(lambda found: found.group().translate(_YEAR_DIGITS), text)
    return _MONTH_AND_DAY.sub(_month_and_day, text)


def _month_and_day(found: re.Match[str]) -> str:
    month = 1 if found[1] == "元" else chinese_number(found[1])
    return f"{month}月" + (f"{chinese_number(found[2])}日" if found[2] else "")


def date_in(text: str) -> str | None:
    """The first full date of a wording, as ISO; None where there is none of the calendar."""
    if found := _DATE.search(in_digits(text)):
        year, month, day = map(int, found.groups())
    elif found := _IN_ENGLISH.search(text):
        year, month, day = int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])
    else:
        return None
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def is_date(text: str) -> bool:
    """Whether a wording is a full date and nothing else."""
    return len(text) <= _LONGEST_DATE and _DATE.fullmatch(in_digits(text)) is not None


# 二〇二四年十二月三十一日 has 12 characters; 一十二月 would add one.
_LONGEST_DATE = 13
