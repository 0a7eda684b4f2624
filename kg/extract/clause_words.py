"""The words of a clause: what stands before its action, the verbs, and whether something follows for them to act on."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import (
    adverbs,
    connectives,
    dropped,
    forms_compounds,
    measure_verbs,
    never_takes,
    nominal_after,
    noun_compounds,
    noun_prone,
    strong_verbs,
    takes_a_noun,
    verbs,
    writes_a_paper,
)
from kg.extract.reading import Reading

_TIME = re.compile(
    r"(?:(?:截至|截止|到|至|自|从|在)?(?:目前|当前|(?:20)?\d{2}年(?:\d{1,2}月)?(?:份)?(?:\d{1,2}日)?(?:底|末|初|前|起|以来|上半年|下半年)?|今年|去年|明年|年底|年末|年内|每(?:月|季度|季|周|年)(?:\d{1,2}[日号])?(?:(?:以|之)?前)?|\d{1,2}月(?:底|末|份|初|上旬|中旬|下旬)?(?:前)?(?:\d{1,2}[日号](?:前)?)?|第?[一二三四]季度|“[十三四五]{2,3}”(?:期间|时期|末|以来)?)(?:底|末|前|期间|以来|间)?)"
)


_ENUMERATION = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}[是要](?![素求点件领])|[（(]?\d{1,2}[）).、](?!\d)|[①-⑮]|【[^】\n]{1,20}】|——|-{2,}|[•·◆●■])"
)
# Every such number begins with one of these.
_NUMBER_BEGINS = frozenset("一二三四五六七八九十（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮【—-•·◆●■")


SKIP_OPEN = {"“": "”", "《": "》", "（": "）", "‘": "’", "【": "】"}


# 清和新闻网2月21日讯, （记者 甲乙）: what a newspaper puts before its first sentence.
_DATELINE = re.compile(
    r"[^，。；]{0,24}?\d{1,2}月\d{1,2}日(?:讯|电)(?:（[^（）]{2,30}）)?|（(?:通讯员|本报记者|记者)[^（）]{2,30}）"
)
# Every dateline holds one of these.
DATELINE_WORDS = ("日讯", "日电", "（通讯员", "（本报记者", "（记者")


def where_wording_begins(text: str, start: int, end: int, *, may_be_dated: bool = True) -> int:
    """Behind datelines, list numbers and connectives.

    Nothing of it stands where the clause holds none of `DATELINE_WORDS` and begins with none of `led_in()`. `may_be_dated` where
    it holds one of the former.
    """
    place = start
    if may_be_dated and (found := _DATELINE.match(text, start, end)) and found.end() < end:
        place = found.end()
    while text[place : place + 1] in _NUMBER_BEGINS and (found := _ENUMERATION.match(text, place, end)):
        place = found.end()
    for _ in range(3):
        after = connectives().at(text, place, end)
        if after in (place, end) or text[place:after] not in dropped():
            break
        place = after
    return place


@cache
def led_in() -> frozenset[str]:
    """What list numbers and dropped connectives begin with: most clauses begin with none of these."""
    return _NUMBER_BEGINS | {word[0] for word in dropped()}


# 提速进位, 强基础: a slogan of four characters acts on nothing.
TOO_SHORT = 4


def skip(text: str, place: int, end: int) -> int:
    """Behind the adverbs that begin at `place`."""
    known = adverbs()
    adverb_at, begins = known.at, known.begins
    while place < end and text[place] in begins:
        after = adverb_at(text, place, end)
        if after == place or (text[place] in "将把" and _opens_object(text, place + 1, end)):
            return place
        if text[after : after + 1] == "地":
            after += 1
        if text[after : after + 1] in TIME_BEGINS:
            ahead = skip_time(text, after, end)
            if ahead > after and verbs().at(text, ahead, end) > ahead:
                place = ahead
                continue
        longer = verbs().at(text, place, end)
        if longer > after or (
            longer == after and verbs().at(text, after, end) == after and has_object(text, place, after, end)
        ):
            return place
        if (
            longer == after < end
            and text[after] in _AND
            and _behind_coordinate(text, place, after, end) > after
        ):
            # 规范|和控制费用: an adverb is joined to no verb.
            return place
        place = after
    return place


def _opens_object(text: str, place: int, end: int) -> bool:
    """Whether 将 stands before what is acted on (将患者纳入) and not before its verb (将建成)."""
    return max(verbs().at(text, place, end), adverbs().at(text, place, end)) - place < 2


# Every wording of a time begins with one of these.
TIME_BEGINS = frozenset("截到至自从在目当今去明年每第一二三四“0123456789")


def skip_time(text: str, place: int, end: int) -> int:
    while text[place : place + 1] in TIME_BEGINS:
        found = _TIME.match(text, place, end)
        if found is None or found.end() >= end:
            break
        place = found.end()
    return place


def has_object(text: str, verb: int, place: int, end: int) -> bool:
    """Whether something to act on follows the verb at `verb`..`place`, and not a word that makes a noun of it.

    Only a verb that is as often a noun forms compounds (管理|体系); 完善|体系 is verb and object.
    """
    if end - place < 2:
        return False
    if text[verb:place] in noun_prone():
        if text[place] in measure_verbs().begins and _CARRIES.match(
            text, measure_verbs().at(text, place, end)
        ):
            # 人员编制|达到95%, 车辆配置|达到每3万人1辆: what a figure is reached by is a noun.
            return False
        if text[place] in _AFTER_A_NOUN:
            # 免费筛查|已完成1200人: what is done already, or will be, is a noun too.
            return False
        return nominal_after().at(text, place, end) == place
    return text[place] not in _NO_OBJECT


_AFTER_A_NOUN = frozenset("已均将")
_CARRIES = re.compile(r"(?:[每万千百]分?之?)?\d")
# 建成|加强型实验室: what kind of thing it is.
_NO_OBJECT = frozenset("的、和与及等或率型式")


def _governs(text: str, verb: int, place: int, end: int) -> bool:
    """Whether a verb in the middle of a clause is its predicate: 在执行|阶段 is none, 针对人群强化|管理 is one."""
    word = text[verb:place]
    if not has_object(text, verb, place, end):
        return False
    return word not in forms_compounds() or nominal_after().at(text, place, end) == place


def is_noun(text: str, place: int, verb: int, end: int) -> bool:
    """Whether what begins like the verb at `place`..`verb` is a noun that a predicate follows (监测站|完成改造, 起草单位|要组织)."""
    if text[verb : verb + 1] in _OF_WORKS_BEGIN and _names_works(text, place, verb, end):
        return True
    known = noun_compounds()
    after = known.at(text, place, end) if text[place] in known.begins else place
    if after == place:
        if text[verb : verb + 1] not in _NOUN_ENDS or verb - place < 2:
            return False
        after = verb + 1
    return _follows(text, after, end)


def _follows(text: str, after: int, end: int) -> bool:
    """Whether a predicate begins at `after`, with something behind it."""
    return (
        text.startswith(_COMPARES, after)
        or (text[after : after + 1] in _TELLS_WHERE and after + _SHORTEST_JOINED < end)
        or after < max(adverbs().at(text, after, end), strong_verbs().at(text, after, end)) < end
    )


# 制定|创建国家卫生县实施方案: what a paper is on is no second verb, but 修订完善|方案 is what is done to it.
_PAPERS = (
    "方案", "计划", "办法", "意见", "规定", "规划", "细则", "清单", "预案", "通知", "规范", "指南", "目录", "章程", "标准", "流程", "手册",
)  # fmt: skip
_DONE_TO_A_PAPER = frozenset(["完善", "落实", "实施", "执行", "健全", "优化"])
# 评估结果|向社会公布
_TELLS_WHERE = frozenset("向由")
# 下转患者|同比增长36%
_COMPARES = ("同比", "环比", "较上年", "比上年", "较去年", "比去年")
# 实验室改造项目|完成招标: what a verb that is as often a noun forms with one of these is done something to.
_OF_WORKS = ("项目", "工程", "任务", "系统", "平台", "试点")
_OF_WORKS_BEGIN = frozenset(works[0] for works in _OF_WORKS)


def _names_works(text: str, verb: int, place: int, end: int) -> bool:
    """Whether the verb at `verb`..`place` only names a project of which a predicate tells."""
    return (
        text.startswith(_OF_WORKS, place)
        and text[verb:place] in noun_prone()
        and _follows(text, place + len(_OF_WORKS[0]), end)
    )


# Characters that make a noun of the verb before them, where a predicate follows.
_NOUN_ENDS = frozenset("者站点率量度室处科局厅所院会团队组班表单书卡证费金款师家商器机仪网链线车船区地场法权")


def verb_run(text: str, place: int, end: int) -> int:
    """The end of up to two verbs in a row (推动实现, 探索开展, 弘扬和践行), with 好 到 了 behind them."""
    return run_from(text, place, verbs().at(text, place, end), end)


def run_from(text: str, place: int, first: int, end: int) -> int:
    """The same where the first verb, as the tables know it, is `place`..`first`."""
    if text[place : place + 1] in BUILD_BEGINS:
        first = _built(first, text, place, end)
    if first == place:
        return place
    follows = text[first : first + 1]
    if follows in _GOES_WITH_A_VERB:
        first = _behind_what_goes_with(text, place, first, end)
        follows = text[first : first + 1]
    strong = strong_verbs()
    second = strong.at(text, first, end) if follows in strong.begins else first
    if follows in BUILD_BEGINS:
        second = _built(second, text, first, end)
    if second == first or second >= end or not has_object(text, first, second, end):
        return first
    if text[place:first] in takes_a_noun() or (
        text[place:first] in writes_a_paper()
        and text.endswith(_PAPERS, second, end)
        and text[first:second] not in writes_a_paper()
        and (
            text[first:second] not in _DONE_TO_A_PAPER
            or (text[first:second] == "实施" and text[second:end] in _PAPERS)
        )
    ):
        return first
    if text.startswith("完成", place) and text[first:second] in noun_prone() | never_takes():
        # 完成|竣工验收
        return first
    return _behind_what_goes_with(text, first, second, end)


def _built(after: int, text: str, place: int, end: int) -> int:
    """The end of a verb that is known up to `after`, or of the building in several ways that begins where it does."""
    found = _NEW_BUILD.match(text, place, end)
    return max(after, found.end()) if found else after


def _behind_what_goes_with(text: str, verb: int, after: int, end: int) -> int:
    """Behind the verb that 和 joins to the one at `verb`..`after`, and the complement of the last."""
    if text[after : after + 1] in _AND:
        after = _behind_coordinate(text, verb, after, end)
    while after < end and text[after] in _COMPLEMENTS and not _COMPLEMENT_IN_WORD.match(text, after):
        after += 1
    return after


def _behind_coordinate(text: str, verb: int, after: int, end: int) -> int:
    """稳定和扩大|就业: the second of two verbs that 和 joins and one object follows; `after` where there is none."""
    second = verbs().at(text, after + 1, end)
    if text[verb:after] in noun_prone() and text[after + 1 : second] in forms_compounds():
        # 规范和控制|费用: but what a verb that is no noun follows is a verb too.
        return after
    if second - after < _SHORTEST_JOINED or text[after + 1 : second] in noun_prone():
        return after
    return second if second < end and has_object(text, after + 1, second, end) else after


# The joint and a verb of two characters.
_AND, _SHORTEST_JOINED = frozenset("和与及并"), 3
_COMPLEMENTS = frozenset("好了到出成")
_GOES_WITH_A_VERB = _AND | _COMPLEMENTS


# What begins another word is no complement of the verb before it: 推动|出台, 健全|出资人.
_COMPLEMENT_IN_WORD = re.compile(
    "到[位期场会岗]|成[果效立为员本品年人长瘾绩分交都功因就]|出[台资生口行租院版勤境血诊入访征]|好[评转孕人]"
)


# 新（改、扩）建, 新改扩建: building in several ways at once; it begins with one of these.
BUILD_BEGINS = frozenset("新（改扩迁、")
_NEW_BUILD = re.compile(r"新?（?[新改扩迁、]{1,5}）?建(?![立设筑])")


def inner_verb(text: str, begin: int, place: int, end: int, rule: str) -> Reading | None:
    """The first predicate within the clause: behind an adverb, or a strong verb with something to act on."""
    (beginnings, first), strong_at = _beginnings(), strong_verbs().at
    at = place
    while at < end:
        char = text[at]
        if char not in first:
            at += 1
            continue
        if char in SKIP_OPEN:
            close = text.find(SKIP_OPEN[char], at, end)
            at = close + 1 if close > 0 else at + 1
            continue
        if char not in beginnings and text[at : at + 2] not in beginnings:
            at += 1
            continue
        if (char == "均" and text[at - 1] in _MEANS) or (char == "会" and text[at - 1] in _BEFORE_MEETING):
            # 人均|补助: a mean, no adverb; 社会|公布, 联席会议|协调.
            at += 1
            continue
        lead = at
        behind = skip(text, at, end)
        if (
            behind > at
            and (run := verb_run(text, behind, end)) > behind
            and (run == end or text[at:behind] in _MODALS or has_object(text, behind, run, end))
        ):
            return Reading(begin, end, lead, behind, run, run, end, rule)
        after = strong_at(text, at, end)
        carries = measure_verbs().at(text, at, end)
        if carries > at and text[carries : carries + 1].isdigit():
            return None
        if (
            after > at
            and _governs(text, at, after, end)
            and text[at - 1] not in _NUMERALS
            and not (text[at:after] in noun_prone() and _carried_behind(text, after, end))
            and not (text[after] in _OF_WORKS_BEGIN and _names_works(text, at, after, end))
        ):
            run = max(verb_run(text, at, end), after)
            return Reading(begin, end, lead, at, run, run, end, rule)
        at = max(after, at + 1) if behind == at else behind
    return None


@cache
def _beginnings() -> tuple[frozenset[str], frozenset[str]]:
    """The first two characters of every word that may lead to a predicate, and the first of them, or of what is passed over: most
    places of a clause begin none."""
    words = adverbs().words | strong_verbs().words | measure_verbs().words
    return frozenset(word[:2] for word in words), frozenset(word[0] for word in words) | SKIP_OPEN.keys()


# 县财政局要|保障工作经费: behind such a word stands no noun.
_MODALS = frozenset(["要", "应", "须", "应当", "应该", "必须", "务必", "需要"])


def _carried_behind(text: str, place: int, end: int) -> bool:
    """大病救治|病种增到9种: what a verb that carries a figure follows is a noun."""
    figure = _FIGURE.search(text, place, end)
    return figure is not None and measure_verbs().ends_at(text, place, figure.start()) < figure.start()


_FIGURE = re.compile(r"\d")
_MEANS, _BEFORE_MEETING = frozenset("人次户日床"), frozenset("社席协学员商工机都城集宴例")
_NUMERALS = "一二三四五六七八九十百千万两双"
