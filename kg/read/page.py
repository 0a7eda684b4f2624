"""The text of a web page: its title, the lines that say when and by whom, and the article; no menus.

Where the article lies is said by the containers that the content systems of Chinese authorities use, else by where most
text stands that is no link. Title, date and source are also read from the marks that the State Council's guide for
government sites prescribes (国办发〔2017〕47号: ArticleTitle, PubDate, ContentSource).
"""

from __future__ import annotations

from typing import Any

from kg.read.kinds import Unreadable
from kg.read.page_head import head_of
from kg.read.page_labels import stated
from kg.read.page_limits import refuse_bombs
from kg.read.page_lines import is_silent, letters_of, lines_of, words_of

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
# Beside a container stands less than this share that belongs to it: a remark.
_BESIDE = 0.05


def text_of_page(source: str) -> str:
    """The text of a page's source. Raises Unreadable for a page beyond the limits, or without text."""
    refuse_bombs(source)
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(source)
    body = page.body
    article = _article(page, body) if body is not None else []
    if not article:
        raise Unreadable(
            "is a web page without text of its own",
            "save the page when it is shown whole, or its text as .txt",
        )
    lines = stated(line for part in article for line in lines_of(part))
    return "\n".join([*head_of(page, article[0], lines), *lines]) + "\n"


# --- where the article stands ---


def _article(page: Any, body: Any) -> list[Any]:
    """The elements that hold the article, in order; none where the page has no text."""
    densest = _densest(body)
    whole = letters_of(densest)
    for selector in _ARTICLES if whole else ():
        found = page.css(selector)
        if first := next((node for node in found if letters_of(node) >= max(_LEAST, _SHARE * whole)), None):
            # A notice and its annex may stand in one each.
            return [node for node in found if node.parent.mem_id == first.parent.mem_id]
    return [densest] if whole else []


def _densest(body: Any) -> Any:
    """The innermost container that holds most of what is no link, and beside which no other text of its kind stands."""
    at, held = body, letters_of(body)
    while True:
        parts = [(letters_of(child), child) for child in at.iter() if not is_silent(child)]
        most, inner = max(
            (part for part in parts if part[1].tag in _HOLDERS), key=lambda part: part[0], default=(0, None)
        )
        if inner is None or most < max(_LEAST, _SHARE * held):
            return at
        if _goes_on_beside(inner, held, parts):
            return at
        at, held = inner, most


def _goes_on_beside(inner: Any, held: int, parts: list[tuple[int, Any]]) -> bool:
    """Whether the text of a container goes on in its siblings: sentences, parts of its class, a table behind it."""
    beside, is_behind = 0, False
    name = inner.attributes.get("class")
    for letters, child in parts:
        if child.mem_id == inner.mem_id:
            is_behind = True
        elif child.tag == "table":
            if is_behind and letters >= _LEAST_TABLE and _holds_data(child):
                return True
        elif "。" in "".join(words_of(child, linked=False)):
            if child.tag == inner.tag and name and name == child.attributes.get("class"):
                return True
            beside += letters if child.tag in _PARAGRAPHS else 0
    return beside > _BESIDE * held


_PARAGRAPHS = frozenset("p blockquote ol ul".split())
_LEAST_TABLE = 20


def _holds_data(table: Any) -> bool:
    """Whether a table has rows of cells, and is no frame of a page."""
    rows = [row for row in table.css("tr") if len(row.css("td, th")) > 1]
    return len(rows) > 2 and len(table.css("table")) == 1


# A paragraph is no container of an article, however long.
_HOLDERS = frozenset(
    "div section article main table tbody tr td center body form fieldset details pre".split()
)
