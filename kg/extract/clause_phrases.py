"""Phrases that a preposition opens at the beginning of a clause (为老年人, 根据实际情况), and the predicate behind them."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.clause_words import SKIP_OPEN, inner_verb, skip, verb_run
from kg.extract.lexicon import frame_nouns, needs_noun, noun_prone, strong_verbs, verbs
from kg.extract.reading import Reading
from kg.registers.tables import alternatives

_BY_FORM = re.compile(
    r"(?:等|多种|各种)?(?:形式|方式|途径|手段|渠道|办法|措施|举措|路径|类型|要求|部署|原则|标准|规定|思路)|为(?:单位|主体|重点|核心|抓手|导向|基础|载体|依托|中心|主线|引领|目标|牵引|纽带|支撑|平台|契机|突破口|龙头|枢纽|统领|驱动|根本|宗旨|主题|突破)"
)


def after_preposition(text: str, begin: int, place: int, opened: int, end: int) -> Reading | None:
    """A predicate behind a phrase that the preposition at `place`..`opened` opens (为老年人提供筛查, 围绕需求开展培训)."""
    word = text[place:opened]
    inner = skip(text, opened, end)
    if word == "以" and (found := _behind_form(text, begin, opened, end, _AS_LEADER)):
        # 以县医院为龙头|组建影像、心电两大中心: however its object ends.
        return found
    if word in needs_noun() and _ends_as_frame().search(text, opened, end):
        if word in _HOUSE_OF:
            return _set_up_at(text, begin, opened, end)
        return _made_by(text, begin, opened, end) if word in _GROUNDS else None
    if word in needs_noun() and verbs().at(text, inner, end) > inner:
        return _behind_form(text, begin, opened, end) or _second_verb(text, begin, inner, end)
    if found := _behind_form(text, begin, opened, end):
        return found
    if word in _WHERE and (found := _behind_form(text, begin, opened, end, _WITHIN)):
        return found
    if word in ("将", "把") and (moved := _moved_object(text, begin, opened, end)):
        return moved
    inside = opened if text[opened : opened + 1] in SKIP_OPEN else opened + 1
    found = inner_verb(text, begin, inside, end, "verb-behind-phrase")
    if found and word in _TOWARDS and _is_relative(text, inside, found, end):
        return None
    if found and word in ("将", "把", "让", "使", "令") and found.lead_end > opened:
        return Reading(
            begin,
            end,
            opened,
            found.verb_start,
            found.verb_end,
            opened,
            found.lead_end,
            "verb-behind-its-object",
        )
    return found


# 根据实际情况|制定具体方案: behind grounds a verb of making governs what would else only frame.
_GROUNDS = frozenset(["根据", "按照", "按", "依照", "结合"])


_MADE = re.compile(
    r"(?<=[\u4e00-\u9fff]{4})(?:研究制[定订]|制[定订]|出台|完善|建立|编制|提出|明确|确定|核定|调整|细化|优化)(?=[^的]{2,16}\Z)"
)


def _made_by(text: str, begin: int, opened: int, end: int) -> Reading | None:
    made = _MADE.search(text, opened, end)
    if made is None:
        return None
    return Reading(begin, end, made.start(), made.start(), made.end(), made.end(), end, "verb-behind-phrase")


# 依托市第二医院|建设创伤救治中心: behind the name of a house a verb of setting up is the predicate, however its object ends.
_HOUSE_OF = frozenset(["依托", "依靠", "借助"])
_SET_UP = re.compile(
    r"(?<=[院校委局所站团心会])(?:建设|组建|成立|设立|建立|打造|开设|建成|筹建)(?=[^的]{4,24}\Z)"
)


def _set_up_at(text: str, begin: int, opened: int, end: int) -> Reading | None:
    found = _SET_UP.search(text, opened + 2, end)
    if found is None:
        return None
    return Reading(
        begin, end, found.start(), found.start(), found.end(), found.end(), end, "verb-behind-phrase"
    )


def _second_verb(text: str, begin: int, inner: int, end: int) -> Reading | None:
    """结合监测评价|建立激励机制: behind the verb that such a phrase begins with, one that nothing joins to it is the predicate."""
    first = verbs().at(text, inner, end)
    if text[inner:first] in noun_prone() and _A_WHOLE_VERB <= first - inner < end - first:
        # 按编制|配齐人员
        run = verb_run(text, first, end)
        if first < run < end and text[first:run] not in noun_prone():
            return Reading(begin, end, first, first, run, run, end, "verb-behind-phrase")
    found = inner_verb(text, begin, first + 1, end, "verb-behind-phrase")
    if found is None or text[found.lead_end - 1] in "、和与及的" or found.lead_end - first < 2:
        return None
    return found


@cache
def _ends_as_frame() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(list(frame_nouns()))})\Z")


# 在全县范围内|轮训医生, 在试点基础上|总结经验: a phrase of place is closed as plainly as one of means.
_WHERE = frozenset(["在", "于"])
_WITHIN = re.compile(
    r"范围(?:之?内)?|(?:基础|前提|条件|情况|框架|指导|支持|带动|推动|引领)[上下]|(?:过程|工作|服务|环节|领域)中|期间|等[\u4e00-\u9fff]{2,6}[处所区地]"
)
# 以县医院为龙头|组建医共体
_AS_LEADER = re.compile(
    "为(?:主体|龙头|依托|枢纽|支撑|基础|平台|载体|抓手|契机|单位|牵引)(?=[\u4e00-\u9fff]{4})"
)


def _behind_form(
    text: str, begin: int, opened: int, end: int, closing: re.Pattern[str] = _BY_FORM
) -> Reading | None:
    """通过带教等形式提升能力: what closes such a phrase makes the next verb the predicate."""
    form = closing.search(text, opened, end)
    if form is None:
        return None
    place = skip(text, form.end(), end)
    run = verb_run(text, place, end)
    # 按三级医院标准|改扩建: a verb alone, where what stands before says by what measure.
    alone = run == end and run - place >= _A_WHOLE_VERB and text.startswith(_MEASURES, form.start())
    if run > place and (run < end or alone):
        return Reading(begin, end, form.end(), place, run, run, end, "verb-behind-phrase")
    return None


_A_WHOLE_VERB, _MEASURES = 2, ("标准", "要求", "规定")


def _moved_object(text: str, begin: int, opened: int, end: int) -> Reading | None:
    """将患者纳入管理: what 将 opens is acted on, whatever follows the verb."""
    if (made := text.find("作为", opened + 2, end)) > 0:
        # 将健康筛查|作为重要职责
        return Reading(begin, end, opened, made, made + 2, opened, made, "verb-behind-its-object")
    for at in range(opened + 2, end):
        if text[at] in SKIP_OPEN:
            return None
        after = strong_verbs().at(text, at, end)
        if after > at and not text.startswith("的", after):
            return Reading(begin, end, opened, at, after, opened, at, "verb-behind-its-object")
    return None


# 对一时难以完成整改的问题: the verb belongs to what the phrase is about.
_RELATIVE = re.compile(r"[^、的]{0,12}的[^的]{1,8}")


_TOWARDS = frozenset(["对", "对于", "针对", "就"])


# Before the verb of such a phrase stands at most an adverb (一时难以), not a noun of its own.
_LONGEST_LEAD = 6


def _is_relative(text: str, inside: int, found: Reading, end: int) -> bool:
    lead = text[inside : found.verb_start]
    return (
        len(lead) <= _LONGEST_LEAD
        and "的" not in lead
        and _RELATIVE.fullmatch(text, found.verb_end, end) is not None
    )
