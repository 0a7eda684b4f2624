"""The head of a web page's text: its title, the lines of date and source, and its table of labelled facts."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.read.page_labels import SEVERAL, facts_in, labels_in, title_in
from kg.read.page_lines import is_silent, joined, letters_of, lines_of, words_of
from kg.registers.tables import alternatives, table, words

_IMPRINT = re.compile(
    r"(?:时间|日期|文\s*号)\s*[:：](?=.*\d)|(?:来源|作者)\s*[:：]\s*[^\s:：]|信息来源|发布机构|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}"
)
_LONGEST_IMPRINT = 120
# Shorter ones are names of columns and sites (通知公告, 清和市政府).
_LEAST_TITLE, _LONGEST_TITLE, _LONGEST_WINDOW = 8, 90, 500
# What follows the title in that of a window: the name of the column, of the site.
_SITE = re.compile(r"(?<!\s)\s*+[-_|—–·>»]++(?!\d)[^-_|—–·>»]*+$")
# Further out than so many blocks, and further up than so many lines, stands what is about the site.
_NEAR, _LINES_OF_A_BLOCK = 3, 8


def head_of(page: Any, article: Any, lines: list[str]) -> list[str]:
    """The title and the lines of date, source and labelled facts, where the article's own lines do not begin with them."""
    begin = "\n".join(lines[:12])
    facts, near = _before(article)
    title = _title(page, near, title_in(facts))
    head = [title] if title and _bare(title) not in _bare(begin) else []
    around = [fact for fact in facts if not _bare(fact).endswith(_bare(title) or "?")]
    stated = _bare("".join(facts))
    around += [
        line
        for line in near
        if len(line) <= _LONGEST_IMPRINT and _IMPRINT.search(line) and _bare(line) not in stated
    ]
    said = "\n".join([*around, begin])
    for name, label, is_told in (("PubDate", "发布时间", r"\d{4}[-/.年]"), ("ContentSource", "来源", "来源")):
        value = _mark(page, name)
        if value and not re.search(is_told, said):
            around.append(f"{label}：{value}")
    return head + list(dict.fromkeys(around))


def _title(page: Any, near: list[str], fact: str) -> str:
    """The title that the page states, else the heading that its window's title holds, else what reads like a title
    before the article, else that of the window without the site's name."""
    for name in ("ArticleTitle", "og:title"):
        if value := _mark(page, name):
            return value
    node = page.css_first("title")
    window = joined(node.text()[:_LONGEST_WINDOW]) if node is not None else ""
    headings = [joined("".join(words_of(heading))) for heading in page.css("h1, h2")]
    for heading in headings:
        if len(_bare(heading)) >= _LEAST_TITLE and _bare(heading) in _bare(window):
            return heading
    title = window
    while len(_bare(rest := _SITE.sub("", title))) >= _LEAST_TITLE and rest != title:
        title = rest
    if len(_bare(fact)) >= _LEAST_TITLE:
        return fact
    if not _reads_like_a_title(title):
        title = next((line for line in reversed(near) if _reads_like_a_title(line)), title)
    return title or next(iter(headings), "")


@cache
def _title_end() -> re.Pattern[str]:
    ends = alternatives([*words(table("cues", "head.toml")["title"]["ends"]), "通知"])
    return re.compile(rf"(?:{ends})(?:（[^（）]{{1,20}}）)?$")


def _reads_like_a_title(line: str) -> bool:
    is_one = len(_bare(line)) >= _LEAST_TITLE and len(line) <= _LONGEST_TITLE
    return is_one and not re.search("[>。：:\t]", line) and _title_end().search(line) is not None


def _mark(page: Any, name: str) -> str:
    for node in page.css("meta"):
        marks = node.attributes
        if name.lower() in ((marks.get("name") or "").lower(), (marks.get("property") or "").lower()):
            return joined(marks.get("content") or "")
    return ""


def _before(article: Any) -> tuple[list[str], list[str]]:
    """What stands before the article: labelled facts wherever they do, and the last lines of the blocks around it."""
    facts: list[str] = []
    near: list[str] = []
    at, level = article, 0
    while at is not None and at.tag not in ("body", "html"):
        every: list[str] = []
        lines: list[str] = []
        before = at.prev
        while before is not None:
            if before.tag != "-text" and not is_silent(before):
                block = list(lines_of(before))
                every[:0] = block
                # A list of links is about other pages.
                if 2 * letters_of(before) > len(_bare("".join(block))):
                    lines[:0] = block[-_LINES_OF_A_BLOCK:]
            before = before.prev
        facts = facts or _facts_of(every)
        if level < _NEAR:
            near = lines + near
        at, level = at.parent, level + 1
    return facts, near[-2 * _LINES_OF_A_BLOCK :]


def _facts_of(lines: list[str]) -> list[str]:
    """The labelled facts among the lines of a block; nothing where it holds fewer than three."""
    told = [line for line in facts_in(lines) or lines if len(line) <= _LONGEST_IMPRINT and labels_in(line)]
    return told if len({label for line in told for label in labels_in(line)}) >= SEVERAL else []


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
