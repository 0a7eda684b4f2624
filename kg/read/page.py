"""The text of a web page: its title, the lines that say when and by whom, and the article; no menus.

Where the article lies is said by the containers that the content systems of Chinese authorities use, else by where most
text stands that is no link. Title, date and source are also read from the marks that the State Council's guide for
government sites prescribes (国办发〔2017〕47号: ArticleTitle, PubDate, ContentSource).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.read.kinds import Unreadable
from kg.read.page_lines import is_silent, joined, lines_of, words_of

# A page that is larger, nested deeper or holds a tag with more attributes is no article: parsers take minutes over it.
_LARGEST, _DEEPEST, _MOST_MARKS = 5_000_000, 200, 1_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*+)(>?)")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNCLOSED = frozenset("p li td th tr dt dd option thead tbody tfoot colgroup".split())

# Containers of the article in the content systems in use (TRS, UCAP, Visual SiteBuilder, eWebEditor, JCMS, WeChat …), the surest
# first.
_ARTICLES = (
    "#UCAP-CONTENT", "#js_content", ".trs_editor_view", ".TRS_UEDITOR", ".TRS_Editor", "#zoom", "#Zoom", "#vsb_content",
    "#vsb_content_2", ".v_news_content", "#zoomcon", ".ewb-article-info", ".article-content", ".article_content",
    ".pages_content", ".wz_content", ".xxgk_content", ".news_content", ".bt_content", ".con_txt", ".content-article",
    "#article", "#articleContent", "#content_body", "#NewsContent", ".detail-content", ".art_con", "article", "#mainText",
)  # fmt: skip
# An article, or a chapter of one, has so many letters; a caption does not.
_LEAST = 80
# A container holds at least this share of the text around it: what is beside is related news, a foot line.
_SHARE = 0.6
_IMPRINT = re.compile(
    r"(?:发布|发文|印发|成文|公开|更新|编辑)?(?:时间|日期)\s*[:：]|来源\s*[:：]|信息来源|发布机构|文\s*号\s*[:：]|作者\s*[:：]|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}"
)
_LONGEST_IMPRINT = 120
# Shorter ones are names of columns and sites (通知公告, 清和市政府).
_LEAST_TITLE = 8
# What follows the title in that of a window: the name of the column, of the site.
_SITE = re.compile(r"(?<!\s)\s*+[-_|—–·>»]++(?!\d)[^-_|—–·>»]*+$")
_LETTER = re.compile(r"\w")


def text_of_page(source: str) -> str:
    """The text of a page's source. Raises Unreadable for a page beyond the limits, or without text."""
    _refuse_bombs(source)
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(source)
    body = page.body
    article = _article(page, body) if body is not None else None
    if article is None:
        raise Unreadable(
            "is a web page without text of its own",
            "save the page when it is shown whole, or its text as .txt",
        )
    lines = [*lines_of(article)]
    head = _head(page, article, "\n".join(lines[:12]))
    return "\n".join([*head, *lines]) + "\n"


def _refuse_bombs(source: str) -> None:
    if len(source) > _LARGEST:
        raise Unreadable(
            f"is a web page of more than {_LARGEST // 1_000_000} million characters", "save its text as .txt"
        )
    depth = 0
    for tag in _TAG.finditer(source):
        name = tag[2].lower()
        if tag[3].count("=") > _MOST_MARKS:
            raise Unreadable("is a web page with thousands of marks on one tag", "save its text as .txt")
        if name not in _VOID and name not in _UNCLOSED:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > _DEEPEST:
                raise Unreadable("is a web page nested too deeply", "save its text as .txt")


# --- where the article stands ---


def _article(page: Any, body: Any) -> Any:
    """The element that holds the article; None where the page has no text."""
    densest = _densest(body)
    least = max(_LEAST, _SHARE * _letters(densest))
    known = (node for selector in _ARTICLES for node in page.css(selector) if _letters(node) >= least)
    return next(known, densest) if _letters(densest) else None


def _densest(body: Any) -> Any:
    """The innermost container that holds most of what is no link."""
    at, held = body, _letters(body)
    while True:
        parts = [
            (_letters(child), child) for child in at.iter() if child.tag in _HOLDERS and not is_silent(child)
        ]
        most, inner = max(parts, key=lambda part: part[0], default=(0, None))
        if inner is None or most < max(_LEAST, _SHARE * held):
            return at
        at, held = inner, most


# A paragraph is no container of an article, however long.
_HOLDERS = frozenset("div section article main table tbody tr td center body form fieldset details".split())


def _letters(node: Any) -> int:
    """How many letters stand in an element that are no link."""
    return sum(len(_LETTER.findall(words)) for words in _words(node))


def _words(node: Any) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag != "a" and not is_silent(child):
            yield from _words(child)


# --- its head ---


def _head(page: Any, article: Any, begin: str) -> list[str]:
    """The title and the lines of date and source, where the article does not begin with them."""
    title = _title(page)
    head = [title] if title and _bare(title) not in _bare(begin) else []
    around = [line for line in _before(article) if len(line) <= _LONGEST_IMPRINT and _IMPRINT.search(line)]
    stated = "\n".join([*around, begin])
    for name, label, is_told in (("PubDate", "发布时间", r"\d{4}[-/.年]"), ("ContentSource", "来源", "来源")):
        value = _mark(page, name)
        if value and not re.search(is_told, stated):
            around.append(f"{label}：{value}")
    return head + list(dict.fromkeys(around))


def _title(page: Any) -> str:
    """The title that the page states, else the heading that its window's title holds, else that without the site's name."""
    for name in ("ArticleTitle", "og:title"):
        if value := _mark(page, name):
            return value
    node = page.css_first("title")
    window = joined(node.text()) if node is not None else ""
    headings = [joined("".join(words_of(heading))) for heading in page.css("h1, h2")]
    for heading in headings:
        if len(_bare(heading)) >= _LEAST_TITLE and _bare(heading) in _bare(window):
            return heading
    title = window
    while len(_bare(rest := _SITE.sub("", title))) >= _LEAST_TITLE and rest != title:
        title = rest
    return title or next(iter(headings), "")


def _mark(page: Any, name: str) -> str:
    for node in page.css("meta"):
        marks = node.attributes
        if name.lower() in ((marks.get("name") or "").lower(), (marks.get("property") or "").lower()):
            return joined(marks.get("content") or "")
    return ""


def _before(article: Any) -> list[str]:
    """The lines before the article within the blocks around it, as many as a head may stand in."""
    found: list[str] = []
    at = article
    for _ in range(3):
        before = at.prev
        lines: list[str] = []
        while before is not None:
            if before.tag != "-text" and not is_silent(before):
                lines[:0] = list(lines_of(before))[-8:]
            before = before.prev
        found = lines + found
        at = at.parent
        if at is None or at.tag == "body":
            break
    return found[-16:]


def _bare(text: str) -> str:
    return "".join(_LETTER.findall(text))
