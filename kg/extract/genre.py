"""What kind of text a document is: plan, report or news – or none of these, like a novel, which promises nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.headings import DIVIDED_REPORT, genre_words, heading_mode, made_known
from kg.extract.leaning import looks_back
from kg.model.text import Outline, Part
from kg.registers.tables import table, words

# So many different words of the genre's own must stand in a text. The source documents hold 30 and more of them, texts of
# other kinds (contract, recipe, novel) at most three.
_ENOUGH = 6


def is_of_the_genre(text: str) -> bool:
    """Whether enough of the genre's own words stand in the text."""
    found = 0
    for word in words(table("cues", "status.toml")["of_the_genre"]["words"]):
        found += word in text
        if found >= _ENOUGH:
            return True
    return False


# A news report has no outline; a plan that a paper prints has one.
_AN_OUTLINE = 3
# So much makes news of a text; more, where its title names a plan or a report (…出台实施方案) or its chapters are numbered.
_NEWS, _NEWS_ALL_THE_SAME = 4.0, 6.0
_OPENING, _TOLD = 400, 2500


def genre_of(title: str | None, outline: Outline) -> str:
    """plan, report or news: from how the page presents itself, the title, the headings, at last from what the clauses tell."""
    text, parts = outline.clean.text, outline.parts
    stated = _stated(title) or (made_known(text) if not title else None)
    numbered = sum(p.kind in ("chinese", "chinese-bracket", "arabic") for p in parts)
    if numbered < _AN_OUTLINE or stated is None:
        enough = _NEWS_ALL_THE_SAME if stated or numbered >= _AN_OUTLINE else _NEWS
        if _news(title, text, outline.clean.margins, enough):
            return "news"
    if stated:
        return stated
    modes = _modes(parts)
    if modes == {"planned", "achieved"}:
        return "report"
    if not modes and looks_back(text, outline.clauses):
        return "report"
    return "report" if "achieved" in modes else "plan"


def _stated(title: str | None) -> str | None:
    """What the title names the document."""
    if not title:
        return None
    if genre_words("report").search(DIVIDED_REPORT.sub("", title)):
        return "report"
    return "plan" if genre_words("plan").search(title) else None


def _modes(parts: Sequence[Part]) -> set[str]:
    """What the chapters tell of by their headings, problems left aside."""
    found = {heading_mode(p.heading) for p in parts if p.parent < 0 and p.kind != "plain"}
    return {mode for mode in found if mode and mode != "problem"}


@cache
def _signs() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    """What shows that a text is news: where to look, what it counts, the pattern."""
    rows = table("cues", "news.toml")["news"]
    return tuple((row["where"], float(row["weight"]), re.compile(row["pattern"])) for row in rows)


def _news(title: str | None, text: str, margins: str, enough: float) -> bool:
    """Whether signs enough of news stand in the title, the opening, the text and around it: some of them before the text."""
    places = {"title": title or "", "opening": text[:_OPENING], "margins": margins}
    presented = sum(
        weight for where, weight, sign in _signs() if where in places and sign.search(places[where])
    )
    if presented <= 0 or presented >= enough:
        return presented > 0
    told = text[:_TOLD]
    return (
        presented + sum(w for where, w, sign in _signs() if where == "body" and sign.search(told)) >= enough
    )
