"""What a document's head says of it: title, number, issuer, dates, the year and the place it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extract.dates import date_in, is_date
from kg.extract.genre import genre_of
from kg.extract.imprint import (
    HEAD,
    NUMBER,
    body_in_title,
    closing_date,
    imprint_body,
    is_page_date,
    joint_issuer,
    lines_of,
    number_in,
    own_number,
    owner_of_the_site,
    page_date,
    signature,
)
from kg.extract.period import period_of
from kg.model.text import Outline
from kg.registers.tables import alternatives, table, words


@dataclass(frozen=True, slots=True)
class Head:
    """The stated facts of the document (None: not stated), and the lines that hold no clause of its body."""

    title: str | None
    number: str | None
    issuer: str | None
    published: str | None
    period: str | None
    genre: str
    skip: tuple[tuple[int, int], ...]
    path: str = ""
    """Where the page says that it stands on its site (首页>清和市人民政府>规划计划)."""

    @property
    def year(self) -> int | None:
        """The last year that the document is about."""
        return int(self.period.rpartition("/")[2][:4]) if self.period else None

    @property
    def first_year(self) -> int | None:
        """The first year that the document is about."""
        return int(self.period[:4]) if self.period else None


@cache
def _title_line() -> re.Pattern[str]:
    ends = alternatives(list(words(table("cues", "head.toml")["title"]["ends"])))
    return re.compile(
        rf"^(?:关于)?[^。；！？\n]{{2,70}}?(?:{ends})(?:（[^（）]{{1,20}}）)?(?:的通知|的公告|的报告)?$"
        r"|^关于[^。；！？\n]{4,70}的(?:通知|通告|公告|函|意见|决定|批复)$"
    )


@cache
def _fields() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = table("cues", "head.toml")["field"]
    labels = "|".join(row["labels"] for row in rows)
    return tuple(
        (row["name"], re.compile(rf"(?:{row['labels']})：\s?(?P<value>[^\n]*?)(?=(?:{labels})：|\n|$)"))
        for row in rows
    )


def read_head(outline: Outline, name: str = "") -> Head:
    """The head of a document, from its metadata table, its title lines, its letter and its closing lines.

    `name` is the file's stem: where the text names no year, a year in it is the document's.
    """
    text = outline.clean.text
    # Below the first numbered heading 责任部门：… answers for an item.
    body = min((p.start for p in outline.parts if p.kind != "plain"), default=HEAD)
    top = text[: min(HEAD, body)] if outline.owner_lists else text[:HEAD]
    fields = _stated_fields(top)
    title, title_lines = _title(outline, fields.get("title"))
    number = number_in(fields.get("number", "")) or own_number(top)
    published = (
        date_in(fields.get("published") or fields.get("made") or "") or closing_date(text) or page_date(text)
    )
    genre = genre_of(title, outline)
    if genre == "news":
        title_lines = _headline(text)
        title = _as_a_title(text, title_lines[0]) if title_lines else fields.get("title")
    skip = (*title_lines, *_meta_lines(text), *_letter_lines(text), *_opening_lines(outline))
    issuer = (
        fields.get("issuer")
        or signature(text)
        or _joint_issuer(text)
        or body_in_title(text, title_lines)
        or imprint_body(text)
        or (owner_of_the_site(text, outline.clean.margins) if genre == "news" else None)
    )
    return Head(
        title=title,
        number=number,
        issuer=issuer,
        published=published,
        period=period_of(title, outline, name, genre, published, number or published),
        genre=genre,
        skip=tuple(sorted(set(skip))),
        path="\n".join(line for line in outline.clean.margins.split("\n") if ">" in line),
    )


def _stated_fields(top: str) -> dict[str, str]:
    """The labelled facts of the page; a line of several labels may leave out their colons (索引号 … 生成日期 …)."""
    fields: dict[str, str] = {}
    # Most texts state none, and one look tells.
    if _any_field().search(top):
        fields = {name: value for name, pattern in _fields() if (value := _value(pattern, top))}
    for start, end in lines_of(top, len(top)):
        line = top[start:end]
        if "：" not in line and len(found := list(_any_label().finditer(line))) >= _SEVERAL:
            for label, after in pairwise([*found, None]):
                value = line[label.end() : after.start() if after else None].strip() if label else ""
                name = next(
                    (n for n, p in _label_patterns() if label and p.fullmatch(label.group())), "other"
                )
                if value:
                    fields.setdefault(name, value)
    return fields


# A line that holds so many labels of a page is the page's table, with colons or without.
_SEVERAL = 3


@cache
def _label_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["name"], re.compile(row["labels"])) for row in table("cues", "head.toml")["field"])


@cache
def _any_label() -> re.Pattern[str]:
    return re.compile("|".join(row["labels"] for row in table("cues", "head.toml")["field"]))


@cache
def _any_field() -> re.Pattern[str]:
    """What the pattern of one of the fields begins with."""
    return re.compile(f"(?:{_any_label().pattern})：")


def _value(pattern: re.Pattern[str], top: str) -> str | None:
    found = pattern.search(top)
    value = found["value"].strip(" 。，；") if found else ""
    return value or None


def _title(outline: Outline, stated: str | None) -> tuple[str | None, list[tuple[int, int]]]:
    """The document's own title: the last title line before the first section; titles of notices give their inner title."""
    text = outline.clean.text
    until = outline.parts[0].start if outline.parts else len(text)
    if annex := _ANNEX_TITLE.search(text, 1, until):
        until = annex.start()
    found = [s for s in lines_of(text, min(until, 3000)) if "：" not in text[s[0] : s[1]] and s[0] < HEAD]
    lines = [s for s in found if _title_line().match(text[s[0] : s[1]])]
    if not lines and not stated:
        lines = _headline(text)
    lines = [_with_its_beginning(text, found, _whole(text, found, span)) for span in lines]
    names = [_as_a_title(text, (a, b), " " if lines == _headline(text) else "") for a, b in lines]
    named = [n for n in names if len(n) >= _SHORTEST_TITLE] or names
    title = named[-1] if named else (inner_title(stated) if stated else None)
    return title, lines


def _as_a_title(text: str, span: tuple[int, int], between: str = " ") -> str:
    """The wording of a title without what the page adds; `between` joins its lines."""
    return inner_title(_AROUND_TITLE.sub("", _SITE.sub("", text[slice(*span)])).replace("\n", between))


# 清和两会|…→: the page's rubric before a headline, and its mark behind it.
_AROUND_TITLE = re.compile(r"^(?:(?:图解|[^|｜\n，。]{2,12})[|｜])+(?=.{8})|[→↓>»]+$")
# …|卫生健康|清和市人民政府: the site's own names behind the title of a page.
_SITE = re.compile(r"(?:[_|｜][^_|｜\n]{2,24})+$")


def _joint_issuer(text: str) -> str | None:
    """The first of the bodies that issue a notice together, in the line above its title."""
    return next((name for a, b in lines_of(text, HEAD // 2) if (name := joint_issuer(text[a:b]))), None)


def _with_its_beginning(text: str, lines: list[tuple[int, int]], span: tuple[int, int]) -> tuple[int, int]:
    """A title broken over two lines: its first line opens with a year or a place and ends within it, or names who 关于 …."""
    before = next((line for line in reversed(lines) if line[1] < span[0]), None)
    if before is None or before[1] + 1 != span[0]:
        return span
    first, second = text[slice(*before)], text[slice(*span)]
    if joint_issuer(first):
        return span
    if _A_BODY.fullmatch(first):
        return (before[0], span[1]) if second.startswith("关于") else span
    broken = len(first) <= _LONGEST_FIRST and _OPENS_A_TITLE.match(first) and not _OPENS_A_TITLE.match(second)
    return (before[0], span[1]) if broken and not _title_line().match(first) else span


_A_BODY = re.compile(
    r"[\u4e00-\u9fff]{3,30}(?:人民政府(?:办公室|办公厅)?|委员会|健康委|卫健委|局|厅|办公室|领导小组|医院|中心|卫生院)"
)
_LONGEST_FIRST = 34
_OPENS_A_TITLE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}(?:20\d{2}|二[〇○零])|关于|[\u4e00-\u9fff]{2,8}[省市区县州旗])(?!.*[。；：，])(?!.*号$)"
)
# 职责与任务, 重点工作: a line of so few characters heads a table or a part, not a document.
_SHORTEST_TITLE = 8


def _whole(text: str, lines: list[tuple[int, int]], span: tuple[int, int]) -> tuple[int, int]:
    """A title whose quotes open on the line before is longer than its line."""
    start, end = span
    for before in reversed([line for line in lines if line[1] < start]):
        part = text[start:end]
        if part.count("“") >= part.count("”") and part.count("《") >= part.count("》"):
            break
        if text[before[1] : start].strip() or before[1] - before[0] > 40:
            break
        start = before[0]
    return start, end


_ABOVE_THE_TEXT = 400
# The name of the city, a path of the site: so many lines may stand above a headline.
_LINES_ABOVE = 3


def _is_couplet(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    same = second[1] - second[0] == first[1] - first[0] <= _LONGEST_OF_A_COUPLET
    return same and not re.search(r"[，。；：、\d]", text[first[0] : second[1]])


# 磨砺奋进开新局 / 守护健康谱新篇: a headline of two lines of one length.
_LONGEST_OF_A_COUPLET = 12


def _headline(text: str) -> list[tuple[int, int]]:
    """The first line of a page, where it reads like a headline: short, without a full stop, not numbered, not a date."""
    whole = [span for span in lines_of(text, _ABOVE_THE_TEXT) if span[1] < _ABOVE_THE_TEXT]
    first, *following = whole or [(0, 0)]
    if following and _is_couplet(text, first, following[0]):
        return [(first[0], following[0][1])]
    for start, end in [first, *following][:_LINES_ABOVE]:
        line = text[start:end]
        if (
            6 <= len(line) <= 60
            and not re.search(r"[。；]|^（|^[一二三四五六七八九十\d]+[、.]", line)
            and not is_date(line)
            and not _BY_LINE.match(line)
            and not _any_label().match(line)
            and not _MENU.match(line)
            and "\t" not in line
            and not line.startswith("|")
        ):
            return [(start, end)]
    return []


# 首页新闻中心本地要闻, 清和新闻网首页时政健康: the menu of a site.
_MENU = re.compile(
    r"(?:[^，。；：]{0,12}(?:网|站|门户|平台|政府|医院|院|委|局))?首页(?:[^，。；：]{4,}|$)|[^>。，]{1,20}(?:>[^>。，]{1,20}){2,}"
)


# 签发人：…, 撰稿：…: what a page says of a document above its title; 五年答卷：… is a headline.
_BY_LINE = re.compile(
    r"(?:签发|签发人|来源|信息来源|作者|撰稿|供稿|摄影|记者|本报记者|通讯员|编辑|责编|审核|审定|校对|监制|核稿|联系人|电话|机密|密级|紧急程度|抄送|主送|栏目|阅读|分享)(?:人|单位)?："
)


def inner_title(line: str) -> str:
    """关于印发《X》的通知 and 关于印发X的通知 are about X."""
    found = re.search(r"(?:印发|下发|转发|公布|发布)《?(?P<name>.+?)》?的(?:通知|公告|函)$", line)
    return found["name"] if found else _STAMP.sub("", line).strip("《》")


# …任务表（市健促办，2024年3月）: who and when, behind a title in brackets.
_STAMP = re.compile(r"（[^（）]{0,20}[，、]?20\d{2}年\d{1,2}月(?:\d{1,2}日)?[^（）]{0,6}）$")


def _meta_lines(text: str) -> list[tuple[int, int]]:
    """Lines of the page's own table (索引号：…), and lines that are only a number, a date or an address of the letter."""
    meta = [
        (a - 1, b - 1) for a, b in (found.span("line") for found in _ABOUT_THE_PAPER.finditer("\n" + text))
    ]
    meta += [found.span("title") for found in _ANNEX_TITLE.finditer(text)]
    for start, end in lines_of(text, min(len(text), 3000)):
        line = text[start:end]
        if (
            (len(line) < 160 and "：" in line and _any_field().match(line))
            or (line.endswith("号") and NUMBER.fullmatch(line))
            or is_date(line)
            or (line[0] in "（附" and _BRACKET_OR_ANNEX.fullmatch(line))
            or is_page_date(line)
            or (start < HEAD // 5 and _MENU.match(line))
            or (len(line) < 160 and "。" not in line and len(_any_label().findall(line)) >= _SEVERAL)
        ):
            meta.append((start, end))
    return meta


# 抄送：…, 联系人：…, 注：…: lines on the paper itself, wherever they stand. A line's end, which is
# found at once, is looked for first.
_ABOUT_THE_PAPER = re.compile(
    r"\n(?P<line>(?:抄送|抄报|主送|联系(?:人|电话|单位|方式)|信息公开(?:选项|类别|形式|方式)|签发人?|校对|承办(?:单位|人)|打印|印数|注|说明|附注)：[^\n]*)"
)
# 附件2 in a line of its own, and the title of the annex in the next.
_ANNEX_TITLE = re.compile(
    r"附(?<=^附)(?:件|表)[\d一二三四五六七八九十]{0,3}[：:]?\n+(?P<title>[^\n。，；：]{4,50})$", re.M
)
_BRACKET_OR_ANNEX = re.compile(r"（[^（）]{2,24}）(?:（[^（）]{1,6}）)?|附件\d{0,2}(?:：.{0,80})?")
# A page that has not come to its first sentence by then is a list.
_LONGEST_OPENING = 30
_PROSE = re.compile(r"[。；]|^.{40,}[^：]$")


def _opening_lines(outline: Outline) -> list[tuple[int, int]]:
    """The lines above the first sentence or numbered item: titles, addressees, by-lines.

    The last of them stays, if it is no title: it may head a table (a body above its duties).
    """
    text = outline.clean.text
    until = min((p.start for p in outline.parts if p.kind != "plain"), default=len(text))
    opening: list[tuple[int, int]] = []
    for start, end in lines_of(text, min(until, len(text))):
        line = text[start:end]
        if "\t" in line or "|" in line or len(opening) > _LONGEST_OPENING:
            return []
        if _PROSE.search(line):
            break
        opening.append((start, end))
    else:
        if until == len(text):
            return []
    if opening and until > opening[-1][1] + 1 and not _title_line().match(text[slice(*opening[-1])]):
        opening.pop()
    return opening


def _letter_lines(text: str) -> list[tuple[int, int]]:
    """The addressees of a notice (各县区卫生健康局，委属各单位：)."""
    return [
        (a, b) for a, b in lines_of(text, min(len(text), 3000))
        if text[b - 1] == "：" and re.match(r"各|市|区|县|省|机关|委|局|有关|直属", text[a:b]) and "，" in text[a:b] + "，"
        and b - a < 200 and not re.search(r"如下|以下|包括|要求|目标", text[a:b])
    ]  # fmt: skip
