"""Reading one clause: where its wording begins, what is done, and to what.

A clause of this genre has no marked predicate. It is found by place: at the clause's start behind adverbs, behind a
subject, behind a phrase that a preposition opens, or at the end behind what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.extract.clause_agents import agents_end, behind_agent
from kg.extract.clause_phrases import after_preposition
from kg.extract.clause_words import (
    BUILD_BEGINS,
    TIME_BEGINS,
    TOO_SHORT,
    inner_verb,
    is_noun,
    led_in,
    run_from,
    skip,
    skip_time,
    where_wording_begins,
)
from kg.extract.frames import Frames, frames, frames_without_verb
from kg.extract.lexicon import (
    WordSet,
    adverbs,
    measure_verbs,
    never_takes,
    nominal_after,
    noun_prone,
    predicates,
    prepositions,
    strong_verbs,
    verbs,
)
from kg.extract.reading import NAME, Reading

_PASSING = re.compile(
    r"(?:通过|顺利通过|高分通过).{0,40}?(?:验收|评审|复审|评估|认证|测评|考核|评价|复核|检查|审核|评定|鉴定|认定|备案|审批|复评|达标|现场|终审|初审)"
)


def read_clause(
    text: str,
    start: int,
    end: int,
    held: int | None = None,
    *,
    planned: bool = False,
    may_be_dated: bool = True,
) -> Reading:
    """The reading of `text[start:end]`; `held` are the bits of the words of frames in it (without them they are looked for).

    What is `planned` is no description of how things stand. `may_be_dated` where the clause holds one of `DATELINE_WORDS`.
    """
    begin, looks = start, _looks()
    if may_be_dated or text[start] in looks.led_in:
        begin = where_wording_begins(text, start, end, may_be_dated=may_be_dated)
    frame = ""
    # Most clauses hold none of the words of frames, and begin with what no frame without a word of its own does.
    if held != 0 or text[begin : begin + 1] in looks.frame_begins:
        frame = looks.frames.of(text, begin, end, held, planned=planned)
    if frame:
        return Reading(begin, end, begin, end, end, end, end, "", frame)
    place = _behind_time_and_adverbs(text, begin, end)
    first = text[place : place + 1]
    opened = looks.prepositions.at(text, place, end) if first in looks.prepositions.begins else place
    found = _final_predicate(text, begin, place, end) if text[end - 1] in looks.predicate_ends else None
    if found is None and text[end - 1] in _ENDS_OF_AGENCY:
        found = _done_by(text, begin, end)
    if found is None and first in looks.verb_begins:
        found = _opening_verb(text, begin, place, opened, end)
    if found:
        return found
    behind = agents_end(text, place, end)
    if behind > place:
        if found := behind_agent(text, begin, behind, end):
            return found
        if opened == place and behind < end and looks.prepositions.at(text, behind, end) > behind:
            # 区卫健委|围绕建设主线: what frames without a subject frames with one.
            return _with_subject(read_clause(text, behind, end, held, planned=planned), begin)
    found = (
        after_preposition(text, begin, place, opened, end)
        if opened > place
        else inner_verb(text, begin, place, end, "verb-behind-subject")
    ) or _measure(text, begin, place, end)
    if found:
        return found
    return Reading(begin, end, begin, end, end, end, end, "", frames_without_verb().of(text, begin, end))


class _Looks(NamedTuple):
    """What every clause is first looked at for."""

    led_in: frozenset[str]
    frames: Frames
    frame_begins: Container[str]
    """What a clause begins with that may be a frame without holding a word of one."""
    prepositions: WordSet
    predicate_ends: frozenset[str]
    verb_begins: frozenset[str]
    """What a verb begins with, also one of building in several ways."""


@cache
def _looks() -> _Looks:
    known = frames()
    return _Looks(
        led_in(),
        known,
        known.opening,
        prepositions(),
        predicates().ends | {"施"},
        verbs().begins | BUILD_BEGINS,
    )


def _behind_time_and_adverbs(text: str, place: int, end: int) -> int:
    """Behind what may open a clause before its action, its subject or its phrase: a time, adverbs, a time among them."""
    first = text[place : place + 1]
    if first in TIME_BEGINS:
        place = skip_time(text, place, end)
        first = text[place : place + 1]
    if first in adverbs().begins and (behind := skip(text, place, end)) > place:
        place = behind
        if text[place : place + 1] in TIME_BEGINS and (ahead := skip_time(text, place, end)) > place:
            place = skip(text, ahead, end)
    return place


def _with_subject(reading: Reading, begin: int) -> Reading:
    rule = "verb-behind-subject" if reading.rule else ""
    return replace(reading, start=begin, rule=rule)


def _opening_verb(text: str, begin: int, place: int, opened: int, end: int) -> Reading | None:
    """A verb at the clause's start, behind its adverbs (加快推进三甲创建); `opened` is behind the preposition that begins there."""
    verb = verbs().at(text, place, end)
    if verb == end and text.startswith("完成", place) and verb - place > TOO_SHORT:
        # 完成|主体结构封顶: without a subject before it, what is brought about is told behind the verb.
        verb = place + len("完成")
    if opened > place and verb <= opened and not _PASSING.match(text, place, end):
        return None
    if text[verb : verb + 1] == NAME and text[place:verb] in _HELPS:
        # 配合县卫健局|完成改造
        return inner_verb(text, begin, agents_end(text, verb, end), end, "verb-behind-phrase")
    after = run_from(text, place, verb, end)
    if after == place or (after == end and end - begin <= TOO_SHORT):
        return None
    if text[place:verb] in _of_rates() and _RATE_OF_IT.match(text, verb, end):
        return None
    if text[after : after + 1] in _MEASURED_BEGINS and _MEASURED.match(text, after, end):
        return None
    if is_noun(text, place, verb, end):
        return None
    return Reading(begin, end, begin, place, after, after, end, "verb-opens-clause")


_HELPS = frozenset(["配合", "协助", "协同", "支持配合"])
# 签约|服务覆盖率达到75%, 满意|度达到85%: what begins like a verb is part of what is measured.
_RATE_OF_IT = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:率|度|占比|比例|人次|人数|水平)(?:分别|均|总体|要|应)?(?:达到?|为|[提升]高|提升|保持|稳定|控制|不低|不少|超过?|[降增升]|[≥≤><=]|\d)"
)


@cache
def _of_rates() -> frozenset[str]:
    return noun_prone() | {"满意", "知晓", "合格", "签约"}


# 签约率, 筛查人数, 服务量: a verb that begins the name of a figure.
_MEASURED = re.compile(r"(?:覆盖|完成|合格|达标|登记|治愈|检出)?(?:率|人次|人数|占比|比例|量(?!化))")
_MEASURED_BEGINS = frozenset("覆完合达登治检率人占比量")


def _final_predicate(text: str, begin: int, place: int, end: int) -> Reading | None:
    """A predicate at the end with an adverb before it (服务不断优化), or one that never takes an object (投入使用)."""
    first = predicates().ends_at(text, place, end)
    if first == end and text.endswith(_CARRIED_OUT, begin, end):
        # 健康工程深入|实施
        first -= len("实施")
    if first in (end, place) or first <= begin:
        return None
    adverb = adverbs().ends_at(text, begin, first)
    # 外墙施工|完成: what is done is named by a verb that is a noun there.
    alone = text[first:end] in never_takes() or (
        text[first:end] == "完成" and text.startswith(_WORKS, first - 2) and first - 2 > begin
    )
    if not alone and adverb == first:
        return None
    if adverb < first and verbs().ends_at(text, begin, first) < adverb:
        # 实现|全覆盖: the last character of a verb is no adverb (现).
        return None
    at = adverb
    while (before := adverbs().ends_at(text, begin, at)) < at:
        at = before
    if at <= begin or _opens_with_verb_and_object(text, place, at, end, alone):
        return None
    when = _WHEN_AT_END.search(text, begin, at)
    about = when.start() if when else at
    return Reading(begin, end, about, first, end, begin, about, "predicate-closes-clause")


_CARRIED_OUT = ("深入实施", "全面实施", "顺利实施", "有序实施")
_WORKS = (
    "施工",
    "安装",
    "装修",
    "调试",
    "验收",
    "招标",
    "采购",
    "铺设",
    "浇筑",
    "改造",
    "搬迁",
    "建设",
    "封顶",
    "布展",
)
# 新院区|6月底前|建成投用, 迁建项目|于年内|完工: the time is no part of what is built.
_WHEN_AT_END = re.compile(
    r"(?:于|在|将|拟|预计|计划|力争|争取|确保){0,3}(?:(?<!\d)(?:20\d{2}年|今年|明年)?(?:(?<!\d)\d{1,2}月(?:\d{1,2}日|底|末|初|份|[上中下]旬)?|第?[一二三四]季度[底末]?|年底|年末|年内|[上下]半年)(?:之?前)?|(?<!\d)20\d{2}年(?:底|末|初|内)?(?:之?前)?)(?:已|将)?\Z"
)
# 所需经费|由县财政|承担: who is to do it stands behind what is to be done.
_DONE_BY = re.compile(
    r"由(?P<agent>[^，。；由]{2,16}?)(?P<verb>(?:统筹|全额|自筹|自行|共同|分级|足额|兜底)?(?:解决|承担|负担|兜底|列支|支付|补足|审批|备案))\Z"
)
_ENDS_OF_AGENCY = frozenset("决担底支付足批案")


def _done_by(text: str, begin: int, end: int) -> Reading | None:
    found = _DONE_BY.search(text, begin + 2, end)
    if found is None:
        return None
    return Reading(
        begin, end, found.start(), found.start("verb"), end, begin, found.start(), "predicate-closes-clause"
    )


def _opens_with_verb_and_object(text: str, place: int, at: int, end: int, alone: bool) -> bool:
    """推动…落地, 确保…竣工: the opening verb governs the rest."""
    known = strong_verbs() if alone else verbs()
    after = known.at(text, place, end)
    if text[place:after] in _DESCRIBES and text.find("的", after, at) > 0:
        # 覆盖城乡的服务体系|基本建成
        return False
    if alone and text.startswith(_BRINGS_ABOUT, place):
        return place + 2 < at
    if text[after : after + 1] in _JOINS and after > place:
        after = run_from(text, place, after, end)
    return (
        after > place and after - place >= 2 and after < at and nominal_after().at(text, after, end) == after
    )


# With 的 behind it such a verb says what kind of thing it is.
_DESCRIBES = frozenset(
    ["覆盖", "符合", "适应", "满足", "服务", "面向", "贯穿", "体现", "惠及", "涵盖", "适合", "融合", "结合"]
)
# 完成|主体结构封顶: what is brought about may be told by a predicate.
_BRINGS_ABOUT = ("完成", "实现", "确保")
_JOINS = frozenset("和与及并")


@cache
def _measure_begins() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(measure_verbs().begins))}]")


# 以乡为单位|达到95%: what is counted by carries no figure.
_UNIT_OF = re.compile("单位|主体|单元|基数|基准")
# So many characters behind such a verb its figure begins.
_FIGURE = 8
# 提高到四成, 达百分之九十
_DIGIT = re.compile(r"\d|[一二两三四五六七八九]成(?![员果功立为])|分之")


def _measure(text: str, begin: int, place: int, end: int) -> Reading | None:
    """A verb that carries a figure (覆盖率达90%): the clause says what is to be reached."""
    if _DIGIT.search(text, place, end) is None:
        return None
    for begins in _measure_begins().finditer(text, place, end):
        at = begins.start()
        after = measure_verbs().at(text, at, end)
        if text[at] == "达" and text[after : after + 1] == "标":
            # 三级甲等达标率|达到90%
            continue
        if text[at] == "为" and _UNIT_OF.match(text, after, end):
            continue
        if after > at and _DIGIT.search(text, after, min(after + _FIGURE, end)):
            return Reading(begin, end, begin, at, after, begin, at, "verb-carries-figure")
    return None
