"""Commitments: the clauses that say what is done, with action, object, status and deadline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.context import Context, ReadClause
from kg.extract.cues import NUMBER
from kg.extract.indicators import BY_UNIT
from kg.extract.items_behind import SENT_TO, WHICH_THEY_ARE
from kg.extract.lexicon import noun_prone, verbs
from kg.extract.quantities import Quantity, find_quantities, quantities_from
from kg.extract.reading import DESCRIPTIONS, PROBLEM, Reading
from kg.model.trace import Refusal

_PRAISE = re.compile(
    r"^(?:坚实的?|有力的?|良好的?|一批|更多|更加?|更高|灵活多元的|科学合理的|积极的|各类|各级各类|各项|相关|进一步|多个|多位|一系列|"
    r"具有较强[^的]{2,12}的|高质量的?|优质高效的?|完善的|健全的|系统的|可复制可推广的?|行之有效的)+"
)
_PRAISE_BEGINS = frozenset("坚有良一更灵科积各相进多具高优完健系可行")
# The target cell of a table (4800人, 32.5%以上): the task beside it is the commitment.
_BARE_FIGURE = re.compile(r"[\d.,%‰\-—～至]+[\u4e00-\u9fff]{0,3}(?:以上|以内|以下|左右)?")
_BARE_RATE = re.compile(
    r"(?:其中|全[市县区省])?(?:\d{1,2}(?:[-—～至]\d{1,2})?周?岁(?:及?以[上下])?)?[\u4e00-\u9fff、（）“”]{1,24}?(?:率|占比|比例|寿命|得分|满意度)(?:[达为至]|达到|[<>≤≥=＜＞])?\d[\d.%‰/万岁分]*(?:以上|以下|以内|左右)?"
)
_CLOSING = re.compile(r"(?:等)?(?:各项)?(?:重点)?(?<!前期)工作$")


# Not frozen, as making a frozen one takes three times as long, and there is one for most clauses. Nothing changes it.
@dataclass(slots=True)
class Found:
    """A commitment in clean offsets, before it is written as a record."""

    clause: ReadClause
    start: int
    end: int
    action: str | None
    object: str | None
    rule: str


def find_commitments(
    context: Context, with_target: frozenset[int], refused: list[Refusal] | None = None
) -> list[Found]:
    """The commitments in order. `with_target` are the clauses (by index) that hold a target: they stand as they are.

    `refused` takes the clauses that are none, with the reason.
    """
    text = context.text
    stated = _leaf_headings(context) | with_target
    found = []
    for clause in context.clauses:
        if clause.in_head or (clause.clause.heading and clause.index not in stated):
            _refuse(clause, "part-of-the-head" if clause.in_head else "heading-over-others", refused)
            continue
        reading = clause.reading
        if reading.frame and (reading.frame == PROBLEM or reading.frame in DESCRIPTIONS):
            _refuse(clause, reading.frame, refused)
        elif clause.index in with_target and (
            _is_name_of_a_rate(text, reading) or _is_some_of_a_figure(text, clause)
        ):
            _refuse(clause, "figure-of-the-task-beside", refused)
        elif reading.verb_end > reading.verb_start and (
            reading.object_end - reading.object_start >= _AN_OBJECT or _says_something(text, reading)
        ):
            commitment = _commitment(text, clause)
            if clause.index in with_target and commitment.object is None and commitment.action in _CHANGES:
                # 同比增长8%: what rose stands in the clause before.
                _refuse(clause, "figure-of-the-task-beside", refused)
            else:
                found.append(commitment)
        elif clause.index in with_target and not _states_a_figure(text, clause):
            found.append(
                Found(
                    clause,
                    reading.start,
                    reading.end,
                    None,
                    _object(text, clause),
                    "figure-without-verb",
                )
            )
        elif refused is not None:
            _refuse(clause, _why_none(reading, clause.index in with_target), refused)
    return found


def _states_a_figure(text: str, clause: ReadClause) -> bool:
    """The cell of a table, a rate (参合率99.12%) or a count (参合农民28万人) alone: nobody does anything."""
    start, end = clause.clause.start, clause.clause.end
    if _BARE_FIGURE.fullmatch(text, start, end) or _BARE_RATE.fullmatch(text, start, end):
        return True
    known = verbs()
    verb_at, begins = known.at, known.begins
    return not any(
        text[at] in begins and verb_at(text, at, end) - at >= _A_WHOLE_VERB for at in range(start, end)
    )


_A_WHOLE_VERB = 2
_CHANGES = frozenset(
    [
        "增长",
        "增加",
        "上升",
        "下降",
        "减少",
        "降低",
        "提高",
        "提升",
        "缩短",
        "降至",
        "升至",
        "增至",
        "达",
        "达到",
        "降低至",
        "提高到",
        "提升至",
    ]
)
# 血压控制|率62.5%, 建|卡率100%: the verb is part of the rate's name.
_RATE_BEHIND = re.compile(r"[\u4e00-\u9fff]?率\d")


def _is_name_of_a_rate(text: str, reading: Reading) -> bool:
    """Whether what was read as a verb only begins or closes the name of a rate that the clause states."""
    found = _RATE_BEHIND.match(text, reading.verb_end, reading.end)
    if found is None or _BARE_RATE.fullmatch(text, reading.start, reading.end) is None:
        return False
    verb = text[reading.verb_start : reading.verb_end]
    return reading.rule == "verb-carries-figure" or len(verb) < _A_WHOLE_VERB or verb in noun_prone()


def _is_some_of_a_figure(text: str, clause: ReadClause) -> bool:
    """其中财政|补助420元: what is a part of the figure before is told by a verb that is as often a noun, with nothing behind it."""
    reading = clause.reading
    return (
        text.startswith("其中", clause.clause.start)
        and reading.rule == "verb-behind-subject"
        and text[reading.verb_start : reading.verb_end] in noun_prone()
        and _BARE_FIGURE.fullmatch(text, reading.verb_end, reading.end) is not None
    )


def _refuse(clause: ReadClause, rule: str, refused: list[Refusal] | None) -> None:
    if refused is not None:
        refused.append(Refusal(clause.clause.start, clause.clause.end, "commitment", rule))


def _why_none(reading: Reading, with_target: bool) -> str:
    """The rule by which a clause of the body commits nobody."""
    if with_target:
        return "figure-of-the-task-beside"
    if reading.verb_end > reading.verb_start:
        return "verb-that-does-nothing"
    return reading.frame or ("slogan" if reading.end - reading.start <= _SLOGAN else "no-predicate")


# 强基础, 提速进位: so few characters act on nothing.
_SLOGAN = 4


def _leaf_headings(context: Context) -> frozenset[int]:
    """Headings that are the only statement of their content, or a task's own title."""
    parents = {part.parent for part in context.outline.parts}
    body = {clause.section for clause in context.outline.clauses if not clause.heading}
    return frozenset(
        c.index
        for c in context.clauses
        if c.clause.heading
        and c.clause.section not in parents
        and (c.clause.section not in body or _stands_alone(context, c))
    )


def _stands_alone(context: Context, clause: ReadClause) -> bool:
    """A numbered title of a task on a line of its own, in Arabic digits (1.推行按人头付费), is a statement."""
    part = context.outline.parts[clause.clause.section]
    return part.kind == "arabic" and context.text[part.heading_end : part.heading_end + 1] == "\n"


def _says_something(text: str, reading: Reading) -> bool:
    """A clause without an object that states a fact about the world (是, 有 as its only verb) commits nobody."""
    return text[reading.verb_start : reading.verb_end] not in ("有", "使", "让", "设", "办")


_AN_OBJECT = 2


def _commitment(text: str, clause: ReadClause) -> Found:
    reading = clause.reading
    action = text[reading.verb_start : reading.verb_end]
    bracketed = text[reading.end - 1] == "）"
    reference = _REFERENCE.search(text, reading.verb_end, reading.end) if bracketed else None
    end = reference.start() if reference else reading.end
    return Found(clause, reading.start, end, action, _object(text, clause), reading.rule)


# 出台政策（重点领域见附件）: a reference at the end is no part of what is done.
_REFERENCE = re.compile(r"（[^（）]*(?:见|附件|附表|另文|下同)[^（）]*）\Z")


def _object(text: str, clause: ReadClause) -> str | None:
    """What is acted on, without figures and praise; None where nothing is named."""
    reading = clause.reading
    start, end = reading.object_start, reading.object_end
    if reading.verb_end == reading.verb_start:
        start, end = reading.start, reading.end
    if text[start] in _HOW_LARGE_BEGINS and (size := _HOW_LARGE.match(text, start, end)):
        start = size.end()
    numbers: list[Quantity] = []
    if clause.cues & NUMBER:
        at_end = end == clause.clause.end
        numbers = (
            quantities_from(clause.quantities, text, start, end)
            if at_end
            else find_quantities(text, start, end)
        )
    phrase = _without_figures(text, start, end, numbers) if numbers else text[start:end]
    phrase = phrase.strip("的，、 ≥≤<>=")
    if phrase[-1:] in _COMPARED_ENDS:
        phrase = _COMPARED.sub("", phrase)
    if reading.rule == "predicate-closes-clause" and phrase[:1] in _MOVED_BEGINS:
        phrase = _MOVED.sub("", phrase)
    if reading.rule == "verb-carries-figure":
        phrase = _AROUND_LEAD.sub("", BY_UNIT.sub("", phrase))
    if text[reading.verb_start] in _SENDS and (sent := SENT_TO.search(phrase, 2)):
        phrase = phrase[: sent.start()].rstrip("、")
    if phrase[:1] in _PRAISE_BEGINS and (praise := _PRAISE.match(phrase)):
        phrase = phrase[praise.end() :]
    if len(phrase) > 6 and phrase.endswith("工作"):
        phrase = _CLOSING.sub("", phrase)
    phrase = _with_whose(text, reading, phrase)
    if (not phrase or phrase in _JOINTS) and reading.lead_end > reading.start:
        phrase = _AROUND_LEAD.sub("", text[reading.start : reading.lead_end])
    return phrase or None


# 死亡率分别|控制在4‰和6‰: between the figures stands nothing that is acted on.
_JOINTS = frozenset("和与及、")
# 全年|门诊量, 知晓率|较2020年, 任务|实际: when it was, and what a figure is beside.
_AROUND_LEAD = re.compile(
    r"^(?:(?:全年|今年|年内|上半年|目前|其中|使|确保|力争|争取|(?:(?:19|20)\d{2}年|\d{1,2}月|年|月)底前)(?=[\u4e00-\u9fff]{2}))+"
    r"|(?:同比|环比|实际|分别|累计|[由从](?:(?:19|20)\d{2}年(?:底|末)?的?)?|[较比](?:上年|去年|前年|年初|(?:19|20)\d{2}年)(?:同期|底|末)?)+$"
)


# 总投资2.3亿元的|迁建项目: how large it is.
_HOW_LARGE = re.compile(
    r"(?:总?投资|概算投资|建[筑设]规模|总?建筑面积|占地面积?|床位|编制床位|设置床位)(?:约|近|超|达)?\d[\d.]*[\u4e00-\u9fff㎡]{1,4}的(?=[\u4e00-\u9fff]{3})"
)
_HOW_LARGE_BEGINS = frozenset("总投概建占床编设")


def _without_figures(text: str, start: int, end: int, numbers: list[Quantity]) -> str:
    pieces, at = [], start
    for quantity in numbers:
        if (
            quantity.unit is None
            or (quantity.unit in _AGES and text[quantity.start - 1] not in _BEFORE_YEARS_OF_LIFE)
            or (quantity.chinese and quantity.unit == "个")
            or quantity.start < at
            or _part_of_a_name(text, quantity.start, quantity.end)
        ):
            continue
        pieces.append(text[at : quantity.start])
        at = quantity.end
    pieces.append(text[at:end])
    if len(pieces) > 1:
        # 托育园2所|（城东、滨河）: which they are.
        pieces = [pieces[0], *(WHICH_THEY_ARE.sub("", piece) for piece in pieces[1:])]
        last = len(pieces) - 1
        pieces = [_bare(piece, behind=i > 0, before=i < last) for i, piece in enumerate(pieces)]
    return "、".join([p for p in pieces if p])


def _bare(piece: str, *, behind: bool, before: bool) -> str:
    """A piece of a wording without what belongs to the figure it stands `behind`, or `before`: 共享|单车 keeps its letters."""
    compares = _COMPARES if len(piece) < _SHORT_PIECE else _BESIDE
    if behind:
        piece = compares[0].sub("", piece)
    return compares[1].sub("", piece) if before else piece


_SHORT_PIECE = 8
# 完成12-17岁人群接种: an age says whom it is for.
_AGES = frozenset(["岁", "周岁", "月龄"])
# 人均预期寿命从82.4岁|提升至83.9岁 are figures.
_BEFORE_YEARS_OF_LIFE = frozenset("从由的到至达高升加命")


def _with_whose(text: str, reading: Reading, phrase: str) -> str:
    """新院二期|计划完成|投资: of which project; 对户外标牌|进行|整治: what is worked on."""
    if reading.rule == "verb-behind-subject" and phrase in _OF_A_PROJECT:
        lead = text[reading.start : reading.lead_end]
        return _BEFORE_PROJECT.sub("", lead) + phrase
    if text.startswith("进行", reading.verb_start) and reading.rule == "verb-behind-phrase":
        found = _WORKED_ON.fullmatch(text, reading.start, reading.verb_start)
        return _HOW_MANY.sub("", found["what"]) + phrase if found else phrase
    return phrase


_OF_A_PROJECT = frozenset(["投资", "投资额", "总投资", "年度投资", "工程量", "工作量"])
_BEFORE_PROJECT = re.compile("^(?:其中|全年|上半年)+|(?:计划|预计|全年|年内|已|累计|力争|共)+$")
# 对62个|村卫生室
_HOW_MANY = re.compile(r"^(?:全[市县区省])?\d[\d.]*[万余多]*[个所家名人处座项户]")
_WORKED_ON = re.compile(
    "(?:对|就|针对)(?P<what>[^，。；]{2,40}?)(?:全面|深入|统一|逐一|集中|及时|逐项|重点|分别)?"
)


# 将|评价结果与补助资金挂钩: what is acted on stands behind 将.
_MOVED, _MOVED_BEGINS = re.compile("^(?:不得|要|应|须)?(?:将|把)"), frozenset("不要应须将把")
# 选派骨干|到上级医院进修
_SENDS = frozenset("选派组遴抽安委输推")
_COMPARED_ENDS = frozenset("比期年底初")
# 门诊量|同比|增长: with what it is compared.
_COMPARED = re.compile(
    r"(?:\A|(?<=[\u4e00-\u9fff]{2}))(?:同比|环比|[较比](?:上年|去年|前年|年初|20\d{2}年)(?:同期|底|末)?)$"
)
# What compares a figure, or carries it, (behind it, before it) in a short piece and in a long one.
_LEVELS = "(?:提高|提升|增加|下降|降低|控制|稳定|保持)[到至在]"
_FROM = "[由从](?:每[人户])?(?:每[年月日天])?"
_BEFORE_IT = (
    "不低于|不少于|不超过|至少|达到?|(?<![彩B腔阴])超过?|(?<![签履预节解])约|共计?(?![享同建济用振])|累计|分别|突破"
    "|(?<=[率面数量平比])[至到]|近(?=$)"
)
_BEHIND_IT = "以上|以下|以内|左右"
_COMPARES = (
    re.compile(rf"^(?:{_BEFORE_IT}|{_LEVELS}|{_BEHIND_IT}|的|[，、：])+"),
    re.compile(rf"(?:{_BEFORE_IT}|{_LEVELS}|{_FROM}|{_BEHIND_IT}|的|[，、：])+$"),
)
_BESIDE = (
    re.compile(rf"^(?:{_BEHIND_IT}|的|[，、])+"),
    re.compile(rf"(?:{_BEFORE_IT}|{_LEVELS}|{_FROM}|[，、])+$"),
)


def _part_of_a_name(text: str, start: int, end: int) -> bool:
    return text[end : end + 1] in ("岁", "年", "价", "级", "内") or text[start - 1 : start] in "“+第每"
