"""Who issued a document, when, and under which number: its letter, its signature, its imprint, the brackets below its title."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from kg.extract.dates import date_in, in_digits, is_date
from kg.model.records import Span

# The head of the longest document at hand (title page, letter, table of the page) takes 900 characters.
HEAD = 1500
NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔（]?(?:19|20)\d{2}[〕）]\s?第?\d{1,4}号")
_LINE = re.compile("[^\n]+")


# A document's head is asked for its lines a dozen times.
@lru_cache(maxsize=8)
def lines_of(text: str, until: int) -> tuple[Span, ...]:
    """The extents of the lines of `text[:until]` that are not empty."""
    return tuple([found.span() for found in _LINE.finditer(text, 0, until)])


def number_in(text: str) -> str | None:
    """The number of a document in a wording: 云府发〔2024〕3号 of 云渡市人民政府印发云府发〔2024〕3号."""
    # Most wordings hold no 号, and one look tells.
    found = NUMBER.search(text) if "号" in text else None
    return _BEFORE_A_NUMBER.sub("", found.group()) if found else None


_BEFORE_A_NUMBER = re.compile(r"^[\u4e00-\u9fff]*(?:印发|发布|下发|文号|字号|编号)(?=[\u4e00-\u9fff]{2})")
_OF_ANOTHER = re.compile(r"》（?$|根据|按照")


def own_number(top: str) -> str | None:
    """The number in a line of its own or behind a title; one within a sentence or behind 》 is of another document."""
    for start, end in lines_of(top, len(top)):
        line = top[start:end]
        if "号" not in line or "。" in line or "，" in line:
            continue
        found = NUMBER.search(line)
        if found and not _OF_ANOTHER.search(line[: found.start()]):
            return number_in(line)
    return None


def tail_lines(text: str) -> list[Span]:
    """The lines with which a document ends."""
    at = max(0, len(text) - 300)
    at = text.find("\n", at) + 1 or at
    return [(at + a, at + b) for a, b in lines_of(text[at:], len(text))]


def closing_date(text: str) -> str | None:
    """The date of the letter: a line of its own before the body, or at the document's end; else that of its imprint."""
    for start, end in [*lines_of(text, HEAD), *tail_lines(text)]:
        if is_date(text[start:end]):
            return date_in(text[start:end])
    imprint = _imprint(text)
    return imprint[1] if imprint else _labelled_date(text)


# 发布日期：2024-03-19, at the document's end; （云政办发〔2024〕3号 2024年3月19日印发）, below its title.
_LABELLED = re.compile(r"(?:发布|公开|印发|成文|发文|生成)(?:日期|时间)[：: ]*(?P<day>[12〇二][^\n]{4,24})")
_DATED_BELOW = re.compile(r"（[^（）。]{0,40}?(?P<day>20\d{2}年\d{1,2}月\d{1,2}日)(?:印发|发布|公布)）")


def _labelled_date(text: str) -> str | None:
    """The date that a label at the document's end, or brackets below its title without a body, tell."""
    for start, end in tail_lines(text):
        if found := _LABELLED.fullmatch(text, start, end):
            return date_in(found["day"])
    for start, end in lines_of(text, HEAD):
        if text[start] == "（" and (found := _DATED_BELOW.fullmatch(in_digits(text[start:end]))):
            return date_in(found["day"])
    return None


_PAGE_DATE = re.compile(
    r"(20\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?: ?\d{1,2}:\d{2})?"
    r"|(20\d{2})年(\d{1,2})月(\d{1,2})日(?=来源|浏览|作者|编辑|发布|阅读|点击| ?\d{1,2}:)"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[，, ]+\d{1,2} [A-Z][a-z]{2} 20\d{2} \d{1,2}:"
)
# The labels of a line that says where a page comes from.
_FROM_WHERE = re.compile(r"来源|作者|发布|编辑|浏览|阅读|点击|时间|日期|稿源")
_LONGEST_PAGE_LINE = 80


def is_page_date(line: str) -> bool:
    """Whether a line begins with the date that a news page prints under its headline."""
    return len(line) < _LONGEST_PAGE_LINE and "。" not in line and _PAGE_DATE.match(line) is not None


def page_date(text: str) -> str | None:
    """The date that a news page prints under its headline."""
    for start, end in lines_of(text, 600):
        line = text[start:end]
        if len(line) >= _LONGEST_PAGE_LINE or "。" in line:
            continue
        if found := _PAGE_DATE.search(line):
            return date_in(found.group())
        if _FROM_WHERE.search(line) and (date := date_in(line)):
            return date
    return None


_OWNER_OF_THE_SITE = re.compile(
    r"(?:^|\n)(?:版权所有[：: ]*)?"
    r"(?P<body>[\u4e00-\u9fff]{4,24}?(?:医院|保健院|卫生院|中心|委员会|卫生局|健康局))(?:版权所有|[！!]?备案|[ ，]|$)"
)


def owner_of_the_site(text: str, margins: str) -> str | None:
    """The body on whose own site a page stands, by the page's foot (…医院版权所有), where the page speaks of it."""
    for line in margins.split("\n"):
        found = _OWNER_OF_THE_SITE.match(line) if "版权所有" in line else None
        if found and (found["body"] in text or _OURS.search(text)):
            return found["body"]
    return None


_OURS = re.compile(r"我(?:院|中心|委|局)")


_IN_BRACKETS = re.compile(r"（[^（）]{1,20}）(?:（[^（）]{1,6}）)?")
_SIGNS = re.compile(r"(?:委员会|局|厅|办公室|政府|委|院|中心|部|领导小组|指挥部)$")


def signature(text: str) -> str | None:
    """The body that signs: the line before the date; else that of the imprint."""
    spans = [*lines_of(text, HEAD), *tail_lines(text)]
    spans = [s for s in spans if text[s[0]] != "（" or not _IN_BRACKETS.fullmatch(text, *s)]
    for before, (start, end) in pairwise(spans):
        if is_date(text[start:end]) and before[1] - before[0] <= 40:
            name = text[before[0] : before[1]]
            if _SIGNS.search(name):
                return joint_issuer(name) or name
    return None


_BODY = r"[\u4e00-\u9fff]{3,30}?(?:委员会|局|厅|办公室|政府|院|中心|领导小组|指挥部)"
_DAY = r"20\d{2}年\d{1,2}月\d{1,2}日"
# 云渡市卫生健康局办公室2024年3月19日印发, on a line of its own at the end.
_AT_END = re.compile(rf"(?P<body>{_BODY})(?P<day>{_DAY})(?:印发|印|发布)?")
# （2024年3月19日云渡市人民政府印发云府发〔2024〕3号）, below the title.
_BELOW_TITLE = re.compile(rf"（(?P<day>{_DAY})(?P<body>{_BODY})(?:印发|发布|公布)[^（）]{{0,40}}）")


def _imprint(text: str) -> tuple[str, str | None] | None:
    """The body and the date of an imprint: of the brackets below the title, or of the document's last lines."""
    for start, end in lines_of(text, HEAD):
        if text[start] == "（" and (found := _BELOW_TITLE.fullmatch(in_digits(text[start:end]))):
            return found["body"], date_in(found["day"])
    for start, end in reversed(tail_lines(text)):
        if end - start <= 60 and (found := _AT_END.fullmatch(in_digits(text[start:end]))):
            return found["body"], date_in(found["day"])
    return None


def imprint_body(text: str) -> str | None:
    """The body of the imprint."""
    found = _imprint(text)
    return found[0] if found else None


_OF_ONE_SEAT = r"[\u4e00-\u9fff]{2,16}?(?:委员会|局|厅|办公室|联合会|总工会|红十字会|法院|检察院|委|办)"
_JOINT_ISSUERS = re.compile(
    rf"(?P<first>(?P<seat>[\u4e00-\u9fff]{{2,7}}[省市县区州旗]){_OF_ONE_SEAT})(?: *(?P=seat){_OF_ONE_SEAT})+"
)


def joint_issuer(line: str) -> str | None:
    """The first body of a line that names nothing but several of one place (清和市民政局清和市财政局)."""
    found = _JOINT_ISSUERS.fullmatch(line) if len(line) <= _LONGEST_OF_BODIES else None
    return found["first"] if found else None


# A dozen bodies that issue a notice together.
_LONGEST_OF_BODIES = 160
_BODY_IN_TITLE = re.compile(
    r"^([\u4e00-\u9fff]{3,24}?(?:委员会|卫健委|健康委|局|人民政府办公厅|人民政府办公室|人民政府|医院|卫生院|中心|办公室|办公厅))(?=20\d{2}|二[〇○零]|关于|“)"
)


def body_in_title(text: str, lines: list[Span]) -> str | None:
    """The body that a title names first (清和市卫生健康委员会2024年工作总结)."""
    for start, end in lines:
        if found := _BODY_IN_TITLE.match(text[start:end].replace("\n", "")):
            return found[1]
    return None
