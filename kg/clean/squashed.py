"""Line ends that a page lost: its title and the headings of its chapters stand in one line with the text behind them.

Pages whose text was taken out of their layout run on: …工作总结及下半年工作计划一、上半年工作总结1.医改工作。…. A title ends where a body's
first words stand, a chapter's heading before its first item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.clean.assemble import Edit

# Where the body begins behind a title: its first chapter, a time, or the words that open such a paper.
_BODY = (
    r"一、|1[、.．](?!\d)|（一）|20\d{2}年(?:以来|上半年)?，|今年(?:以来)?，|近年来|[一半]年来|上半年，"
    r"|为(?:了|深入|全面|认真|贯彻|进一步)|根据|按照|在(?=[县区市省上]).{0,16}领导下"
)
_TITLE = re.compile(rf"[^，。；：！？\n]{{4,60}}?(?:总结|计划|要点|打算|安排|思路|方案|汇报|报告)(?={_BODY})")
# A line that is a title and nothing else is as long as a title.
_LONGEST_TITLE = 80
# 二、存在问题|1.…, 三、2024年工作计划|（一）…
_CHAPTER = re.compile(
    r"[一二三四五六七八九十](?<![一二三四五六七八九十第].)[一二三四五六七八九十]{0,2}、"
    r"(?P<heading>(?:20\d{2}年)?[^，。；：！？、\n\d（）]{2,26})(?=[1１][.、．](?!\d)|（一）|一是|20\d{2}年(?:以来|上半年)?，)"
)
_BEFORE_A_CHAPTER = frozenset("。；！？：”）\n")


def lost_line_ends(text: str) -> list[Edit]:
    """The edits that give a title and the headings of chapters lines of their own."""
    title = _title_end(text)
    places = {*_around_chapters(text, title)} | ({title} if title else set())
    return [Edit(at, at + 1, "\n" + text[at]) for at in sorted(places)]


def _title_end(text: str) -> int:
    """Where a title ends that the body follows in its line; 0 where none does."""
    start = len(text) - len(text.lstrip("\n"))
    end = text.find("\n", start)
    if (end if end >= 0 else len(text)) - start <= _LONGEST_TITLE:
        return 0
    title = _TITLE.match(text, start)
    return title.end() if title else 0


def _around_chapters(text: str, title: int) -> Iterator[int]:
    for chapter in _CHAPTER.finditer(text):
        start = chapter.start()
        before = text[start - 1 : start]
        if start not in (0, title) and before not in _BEFORE_A_CHAPTER:
            continue
        if before not in ("", "\n"):
            yield start
        yield chapter.end()
