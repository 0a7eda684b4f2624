"""Planned, achieved or under way: from the document's kind, the section's heading and the clause's own words."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.deadlines import PLAN_ENDS
from kg.extract.headings import (
    AT_LINE_END,
    DIVIDED_REPORT,
    OPENING,
    Told,
    genre_words,
    heading_mode,
    line_mode,
    made_known,
    section_modes,
    status_words,
    year_ahead,
)
from kg.extract.leaning import modes_of, opens_with_a_verb
from kg.extract.lexicon import adverbs, prepositions, verbs
from kg.model.text import Clause, Outline


@cache
def _of_clauses() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words by which a clause says that something is under way, and by which it says that it is achieved."""
    return status_words("clause", "ongoing"), status_words("clause", "achieved")


_FORWARD = re.compile(
    r"(?:下一步|下步|下阶段|接下来|今后|新的一年|明年|展望|(?=.{0,25}实事).{0,16}(?:新办|拟办|将办|计划办)[^，]{0,6}实事)"
)
# Whatever that accepts begins with one of these or holds this word.
_FORWARD_BEGINS, _FORWARD_HOLDS = frozenset("下接今新明展"), "实事"
_YEAR = re.compile(r"(?:到)?(?:(20\d{2})年|“(?P<plan>十[二三四五六]五)”(?:时期|期间))")
# A five-year plan begins so many years before it ends.
_BEFORE_ITS_LAST = 4
_YEAR_BEGINS = frozenset("到2“")
_PAST = re.compile(
    r"(?P<now>(?:截至)?目前(?=\Z|全[市县区省]|我[市县区省])|近年来?(?=\Z|我|全))|(?:截至|截止)?(?:(?P<year>20\d{2})年(?:底|末|度|全年)?|“(?P<plan>十[二三四五六]五)”(?:时期|期间|以来))"
)


# Every such time begins with one of these.
_PAST_BEGINS = frozenset("截到至2“目近")


def turns_forward(text: str, start: int, end: int, year: int | None) -> bool:
    """Whether a clause of a report leaves what was done for what comes (下一步, or a later year than the report's)."""
    first = text[start]
    if (first in _FORWARD_BEGINS or text.find(_FORWARD_HOLDS, start, end) >= 0) and _FORWARD.match(
        text, start, end
    ):
        return True
    if not year or first not in _YEAR_BEGINS:
        return False
    found = _YEAR.match(text, start, end)
    if found is None or found[1]:
        return found is not None and int(found[1]) > year
    return PLAN_ENDS[found["plan"]] - _BEFORE_ITS_LAST >= year


def turns_back(text: str, start: int, end: int, year: int | None) -> bool:
    """Whether a clause opens with a time before the document's own (2020年末 or “十三五”时期 in a plan for 2021 to 2025), or tells
    how things stand (目前，…, 近年来，…)."""
    found = _PAST.match(text, start, end)
    if found is None or found["now"]:
        return found is not None
    if not year:
        return False
    return (int(found["year"]) if found["year"] else PLAN_ENDS[found["plan"]]) < year


# What a clause weighs that opens with a verb and says nothing of its time: in a summary such are told as done, in news and in a
# government's report they are more often what is to be done.
_BARE_IN_A_SUMMARY, _BARE_IN_NEWS, _BARE = -0.6, 0.35, 0.35
_GOVERNMENT_REPORT = "政府工作报告"


def _is_told_by(title: str | None, genre: str) -> bool:
    """Whether the title says that the whole is of its genre; a government's report looks back and forward."""
    if not title or genre == "news" or _GOVERNMENT_REPORT in title:
        return False
    return genre_words(genre).search(DIVIDED_REPORT.sub("", title)) is not None


# 目标任务：, 第三季度完成情况：
_LONGEST_LABEL = 14


class Tense:
    """What the clauses of a document tell of, asked in order: planned, achieved, problems, and the status of each."""

    def __init__(
        self,
        outline: Outline,
        genre: str,
        first: int | None,
        last: int | None,
        title: str | None = None,
        published: str | None = None,
    ) -> None:
        self._clauses, self._text, self._genre = outline.clauses, outline.clean.text, genre
        self._first, self._last, self._parts = first, last, outline.parts
        self._modes = section_modes(outline, genre, year_ahead(title, published))
        self._line = Told("planned" if genre == "plan" else "achieved", -1)
        self._leans = self._leaning(title, published)
        """Where no heading tells, what each clause tells of by its own words and its neighbours'; empty where headings do."""
        self._section, self._forward, self._back = -2, False, -1
        self._back_until = -1
        """Up to where an earlier year holds beyond its own sentence."""
        self._turned = -1
        """The section in which the report last left what was done."""
        self._of_half_a_year = "上半年" in (title or self._text[:OPENING])
        self._told, self._told_of = self._line, -2
        """What the nearest heading before a clause of the section `_told_of` tells."""
        self._label: str | None = None
        """What the rest of a line tells of whose first words say so (完成情况：…)."""
        self._label_ends = -1

    def of(self, index: int, *, may_be_done: bool = True) -> tuple[str, str]:
        """(mode, status) of the clause at `index`, which must be the next one; `may_be_done` where it holds one of `DONE_WORDS`."""
        clause, text = self._clauses[index], self._text
        start, end, sentence, section, closes, heading, cell = clause
        if closes in AT_LINE_END and not heading and (own := line_mode(text, clause)):
            self._line, self._forward = Told(own, start), False
            self._told_of = -2
        if closes == "：" and self._opens_a_label(clause):
            self._label = heading_mode(text[start:end]) if end - start <= _LONGEST_LABEL else None
            self._label_ends = text.find("\n", end)
        elif 0 <= self._label_ends <= start:
            self._label, self._label_ends = None, -1
        if section != self._told_of:
            told = self._modes[section] if section >= 0 else self._line
            self._told = told if told.since >= self._line.since else self._line
            self._told_of = section
        latest = self._told
        stated = self._label or (_IN_CELLS.get(cell) if cell else None)
        if self._leans and not stated and latest.since < 0:
            mode = self._leans[index]
            return mode, clause_status(text, start, end, mode, "news")
        mode = stated or latest.mode
        if section != self._section:
            self._section = section
            self._forward = self._forward and self._is_within(section, self._turned)
        if mode != "planned" and not self._forward:
            # A year to come is named among problems too (2025年难以达标).
            year = self._last if mode == "achieved" else None
            self._forward = turns_forward(text, start, end, year) or (
                self._of_half_a_year and text.startswith("下半年", start)
            )
            self._turned = section
        elif mode == "planned" and (
            (text[start] in _PAST_BEGINS and turns_back(text, start, end, self._first))
            or text.startswith("以来", end - 2)
        ):
            self._back, self._back_until = sentence, self._to_the_next_year(start)
        if self._forward:
            mode = "planned"
        elif (
            mode == "planned"
            and (self._back == sentence or start < self._back_until)
            and not _MUST_BE_DONE.search(text, start, end)
        ):
            mode = "achieved"
        # 累计筛查20万人次 in a plan for several years is what all of them are to add up to.
        if mode == "planned" and (
            not may_be_done or (self._first != self._last and _IS_SO.search(text, start, end) is None)
        ):
            return mode, "planned"
        return mode, clause_status(text, start, end, mode, self._genre)

    def _to_the_next_year(self, start: int) -> int:
        """Where a later year is set off against the one that a clause opens with, in the same line (2023年，…；推进…；2024年，将…)."""
        text = self._text
        stop = text.find("\n", start)
        for found in _SET_OFF.finditer(text, start, stop if stop >= 0 else len(text)):
            if not self._first or not found["year"] or int(found["year"]) >= self._first:
                return found.start()
        return -1

    def _is_within(self, section: int, outer: int) -> bool:
        """Whether a section is one of the items of another (下一步，抓好三项工作：一是…；二是…)."""
        while section >= 0 and outer >= 0:
            section = self._parts[section].parent
            if section == outer:
                return True
        return False

    def _leaning(self, title: str | None, published: str | None) -> list[str]:
        """planned or achieved for each clause of a text in which no heading tells, and whose title does not say that it is a plan."""
        genre = self._genre
        if genre != "news" and any(told.since >= 0 for told in self._modes):
            return []
        is_told = _is_told_by(title, genre) or (not title and made_known(self._text) == genre)
        if is_told and genre == "plan":
            return []
        bare = _BARE_IN_A_SUMMARY if is_told else _BARE_IN_NEWS if genre == "news" else _BARE
        year = self._last if genre == "report" else self._first
        is_of_government = _GOVERNMENT_REPORT in (title or self._text[:OPENING])
        today = tuple(map(int, published.split("-"))) if published else (year,) if year else ()
        return modes_of(
            self._text, self._clauses, today, bare, goes_on=genre != "plan" and not is_of_government
        )

    def _opens_a_label(self, clause: Clause) -> bool:
        """Whether a clause before a colon heads its line, or names a mode behind a full stop (年度目标：…。目前进展：…)."""
        text = self._text
        before = text[clause.start - 1 : clause.start]
        return before in ("", "\n") or (
            before in "。；" and heading_mode(text[clause.start : clause.end]) is not None
        )


# 2021年考核反馈的问题，各单位要于3月底前整改到位
_MUST_BE_DONE = re.compile(
    r"(?<![主重需首摘纪概简必只正摄择紧索])要(?![求素点闻么是害件紧领塞约道义旨诀职地])|[底月]前|务必|确保|力争(?!取)"
)
# ；2024年，将…: a time that is set off against an earlier one.
_SET_OFF = re.compile(r"[；。](?:到|预计)?(?:(?P<year>20\d{2})年|今年|明年|下一步)")
_IS_SO = re.compile("已|现有")
_IN_CELLS = {"promised": "planned", "done": "achieved"}
# What says that a thing is done holds one of these.
DONE_WORDS = ("已", "累计", "现有")
_DONE = re.compile(
    r"(?:(?<![对将把用及托在以为从足于])现有(?=\d|[^，。；的]{1,10}\d)|已|已经|均已|业已|累计(?!计算|计分|积分|折算|[^，。；]{0,10}(?:率|自付)|达到?|不少于|不低于|不超过|超过|新增|完成|培训))(?!有|签约|纳|知|婚|建|备)"
)


def clause_status(text: str, start: int, end: int, mode: str, genre: str) -> str:
    """The status of one clause in a section that tells of `mode`; what is wanting is so already, but what is being done about it
    (新院区目前正在装修) is under way."""
    if mode == "problem":
        return "ongoing" if _UNDER_WAY.search(text, start, end) else "achieved"
    if mode == "achieved":
        ongoing, achieved = _of_clauses()
        under_way = ongoing.search(text, start, end) and not achieved.search(text, start, end)
        if under_way and (
            genre != "news"
            or _IS_UNDER_WAY.search(text, start, end)
            or (_GOES_ON.search(text, start, end) and not opens_with_a_verb(text, start, end))
        ):
            return "ongoing"
        if (
            _WAS_PLANNED_HOLDS.search(text, start, end)
            and _WAS_PLANNED.match(text, start, end)
            and not _DONE.search(text, start, end)
        ):
            return "planned"
        return "planned" if genre == "news" and _is_to_come(text, start, end) else "achieved"
    if _DONE.search(text, start, end) and not _is_to_be_done(text, start, end):
        return "achieved"
    return "planned"


def _is_to_be_done(text: str, start: int, end: int) -> bool:
    """Whether a clause says of itself that it is to be done; 已将 says the contrary."""
    found = status_words("clause", "planned").search(text, start, end)
    if found and text[found.start() - 1 : found.end()] == "已将":
        found = status_words("clause", "planned").search(text, found.end(), end)
    return found is not None


# 积极推进改革 in news tells what was done, 正积极推进改革 what goes on.
_IS_UNDER_WAY = re.compile("正|目前|有序|在建|抓紧|即将|进展顺利|阶段")
# 市肿瘤医院二期加快建设, but 加快建设市肿瘤医院; of a reform 加快推进 tells how it went.
_GOES_ON = re.compile(
    r"(?:加快|稳步|加紧|全力)(?:建设|施工)\Z|(?:项目|工程|建设|改造|迁建|创建)(?:工作)?(?:加快|稳步|加紧|全力)(?:推进|实施)\Z"
)
# 全年计划新增托位400个: what was planned, told beside what was reached.
_WAS_PLANNED = re.compile(
    r"(?:全年|年度|年初|原)计划(?!完成|数|的|任务|外|内|免疫|生育)|[^，。；]{0,14}?(?:预计(?!全年|今年)[^，。；]{0,8}(?:[底前旬季]|\d月)"
    r"|(?:拟|计划|将)[于在](?=[^，。；]{0,8}[年月底前旬季])|计划(?=(?:20\d\d年|\d{1,2}月|年底|明年)[^，。；]{0,8}[前底完投启建开竣])"
    r"|(?<![全努合])力争(?!取)|(?:建成|投用|竣工|落成|投入使用)后[^，。；]{0,4}[将可])"
)
# Whatever that accepts holds one of these.
_WAS_PLANNED_HOLDS = re.compile("[计拟将后争]")
_UNDER_WAY = re.compile(
    r"正在(?:进行|开展|推进|实施|建设|施工|改造|装修|筹建|组建|抓紧|加快|积极|全力|有序|办理|招标|整改)"
)
_IS_TO_COME = re.compile(r"(?:\S{0,12})?(?:(?P<will>将)|下一步|明年|今后|力争到)")


def _is_to_come(text: str, start: int, end: int) -> bool:
    """市卫健委将|启动…, but 将“门—球”时间|压缩至60分钟: before a noun 将 only moves the object."""
    found = _IS_TO_COME.match(text, start, end)
    if found is None or found["will"] is None:
        return found is not None
    return any(
        words.at(text, found.end(), end) > found.end() for words in (verbs(), adverbs(), prepositions())
    )
