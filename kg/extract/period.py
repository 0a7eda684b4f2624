"""The period that a document is about: a year, a half-year, the years of a plan."""

from __future__ import annotations

import re

from kg.extract.dates import in_digits
from kg.extract.deadlines import PLAN_ENDS
from kg.extract.imprint import HEAD
from kg.model.text import Outline


def period_of(
    title: str | None, outline: Outline, name: str, genre: str, published: str | None, stamped: str | None
) -> str | None:
    """`2024`, `2024-H1` or `2021/2025`; None where nothing names a year.

    `name` is the file's stem, `stamped` a wording with the year in which the document was issued (its number, its date).
    """
    text = outline.clean.text
    if genre != "plan" and (period := _plan_looked_back_on(title, text, published)):
        return period
    if genre == "news" and (period := _of_news(title, text, published)):
        return period
    found = _YEAR_IN_NAME.search(stamped or "") if genre == "plan" else None
    return _period(title, text, outline, name, int(found[1]) if found else None)


# 《…行动方案（2025—2027年）》: the years of the paper that news tells of.
_YEARS_OF_A_PAPER = re.compile(r"《[^》\n]{2,60}?(20\d{2})[-—–～至]{1,2}(20\d{2})年?[^》\n]{0,12}》")
# 2023年，…: the year with which the first sentence of news looks back, behind 本报讯（…） or a headline.
_FIRST_OF_NEWS = re.compile(r"(?:^|[\n）)])[ \t]{0,4}(20\d{2})年(?:以来|度)?(?:[，,]|全[省市县区])")
# 2020年度…先进集体: the year of an honour is none that the text is about.
_OF_AN_HONOUR = re.compile(r"20\d{2}年?度[^，。]{0,24}(?:先进|优秀|表彰|考核|称号|十佳|评选|标兵|奖)")


def _of_news(title: str | None, text: str, published: str | None) -> str | None:
    """The years of the paper that it tells of, the year of its headline, or the one in which it appeared."""
    top = text[:_TOP_OF_NEWS]
    if found := _YEARS_OF_A_PAPER.search(top):
        return f"{found[1]}/{found[2]}"
    if period := _period_of(_OF_AN_HONOUR.sub("", in_digits(title or "")), text):
        return period
    if published:
        first = _FIRST_OF_NEWS.search(top)
        return first[1] if first and int(first[1]) == int(published[:4]) - 1 else published[:4]
    of_its_day: list[str] = _NAMED.findall(text[:_FIRST_SENTENCES])
    if of_its_day:
        return max(of_its_day)
    years: list[str] = _NAMED.findall(text)
    return max(set(years), key=lambda year: (years.count(year), year)) if years else None


_TOP_OF_NEWS = 600
# 到2027年 and 2025—2027年 are goals, not the year in which news is told.
_NAMED = re.compile(r"(?<![到至\-—–～])(20\d{2})年")


def _period(title: str | None, text: str, outline: Outline, name: str, stamped: int | None) -> str | None:
    """`2024`, `2024-H1`, `2021/2025`: from the title, the headings, the first words, the body, at last the file's name.

    `stamped` is the year in which a plan was issued: a later one that its body names most often is a goal.
    """
    chapters = (p.heading for p in outline.parts if p.parent < 0 and p.kind not in _ITEMS)
    for source in (in_digits(title or ""), " ".join(chapters)):
        if period := _period_of(source, text):
            return period
    if found := _OPENING_YEAR.match(text):
        return found[1]
    for source in (text[:HEAD], text):
        if period := _period_of(source, text, plans=False, half=False):
            ahead = stamped is not None and period.isdigit() and int(period) > stamped
            return str(stamped) if ahead else period
    named = _YEAR_IN_NAME.search(name)
    return named[1] if named else _period_of(text, text, half=False)


# “十四五”以来, in the first sentences of a text of that plan's last year or of the year behind it.
_SINCE_A_PLAN = re.compile(r"“(十[二三四五六]五)”(?:时期|期间)?(?:以来|期间|收官)")
_FIRST_SENTENCES = 300


def _plan_looked_back_on(title: str | None, text: str, published: str | None) -> str | None:
    """The years of the five-year plan that a news page or a report sums up when it ends."""
    found = _SINCE_A_PLAN.search(text[:_FIRST_SENTENCES])
    if not found or not published or re.search(r"20\d{2}", title or ""):
        return None
    end = PLAN_ENDS[found[1]]
    return f"{end - 4}/{end}" if end <= int(published[:4]) <= end + 1 else None


_ITEMS = ("arabic", "arabic-bracket", "circled", "ordinal", "dash", "row")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


# 2023年，… : the year with which a text without a title begins is its own.
_OPENING_YEAR = re.compile(r"\A\s*+(20\d{2})年(?:度|以来)?[，,]")


# The pattern begins with what every year begins with, so that all else is passed over at once.
_YEARS = re.compile(r"(20\d{2})年(?<![到至由从较比]20\d\d年)")


def _period_of(source: str, text: str, plans: bool = True, half: bool = True) -> str | None:
    """The period that a wording names; `plans` and `half` say whether “十四五” and 上半年 in it may be the document's own."""
    if found := re.search(r"(20\d{2})[-—～至]{1,2}(20\d{2})年", source):
        return f"{found[1]}/{found[2]}"
    if plans and (
        found := re.search(r"“(十[二三四五六]五)”(?:时期|期间)?[^，。；]{0,20}(?:规划|计划|发展)", source)
    ):
        end = PLAN_ENDS[found[1]]
        return f"{end - 4}/{end}"
    # 到2030年 is a goal, 由2020年的 what is compared with: not the document's own year.
    years = _YEARS.findall(source)
    if half and "上半年" in source and (year := years[0] if years else _first_year(text)):
        return f"{year}-H1"
    if found := re.search(
        r"(20\d{2})年(?:度|全[市区县省]|工作|卫生|健康|[^，。；]{0,24}(?:要点|计划|总结|安排|方案|报告|情况|任务))",
        source,
    ):
        return found[1]
    return max(set(years), key=lambda y: (years.count(y), -int(y))) if years else None


def _first_year(text: str) -> str | None:
    found = re.search(r"(20\d{2})年", text)
    return found[1] if found else None
