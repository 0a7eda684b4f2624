"""What a number counts where it stands behind it (新建20所|村卫生室): up to the next item, predicate, or place where it goes."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import adverbs, counted_predicates, never_takes, prepositions, verbs
from kg.extract.named_by import those_among

_AFTER_STOP = re.compile(
    r"[，、；。：]|(?<![级岁类甲等及])以上|以下|以内|左右|不少于|不低于|达到?(?=\d)|等(?!级|候|离)|及(?=\d)|和(?=\d)|(?<![A-Za-z])\d"
)
# 省、市级特色科室 is one item.
_LEVELS = re.compile(r"[省市区县镇级]、(?=(?:省|市|区|县|镇|村)级?)")
_SHORT = 3
# 困境、留守儿童: what stands before 、 is no noun yet.
_JOINED_NOUN = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:儿童|老年人|人群|患者|家庭|妇女|职工|学生|机构|医院|单位|社区)"
)


def item_behind(text: str, place: int, end: int) -> tuple[str, int]:
    """What is counted, where it follows its number, up to the next item or predicate; and where it ends."""
    place = behind_size(text, place, end) or place
    stop = _stop(text, place, end)
    if text[place : place + 1] == "（":
        return "", place
    if whole := _ONE_OF_A_CLASS.match(text, place, end):
        # 216家美容、美发等|公共场所|进行监督检查
        return whole["what"], whole.end()
    begins = _predicate_begins()
    first = place + (1 if text[place : place + 1] in _OF_ONE_LETTER else 2)
    at = place
    while at < stop:
        char = text[at]
        if char in _CLOSED_BY:
            close = text.find(_CLOSED_BY[char], at, stop)
            at = close + 1 if close > 0 else at + 1
            continue
        # 60所村卫生室的|标准化建设: what 的 leads to is what is counted.
        if at >= first and char in begins and text[at - 1] != "的" and predicate_at(text, at, stop):
            break
        at += 1
    if given := _GIVEN_TO.search(text, place + 2, at):
        at = given.start()
    if sent := SENT_TO.search(text, place + 2, min(end, place + _NEAR_BY)):
        at = min(at, sent.start())
    wording = _BRACKET_BEHIND.sub("", text[place:at]).strip("的，、 ）")
    if wording in _JOINTS:
        return "", at
    return those_among(_JOINT_AT_END.sub("", wording)), at


# A list of those who are counted ends with the class that they are of.
_ONE_OF_A_CLASS = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,12}){1,8}等(?P<what>[\u4e00-\u9fff]{2,10}?)(?=进行|开展|实施|组织|的|[，。；]|\Z)"
)
# 20%的号源|给签约居民, 70%的服务费|用于薪酬分配
_GIVEN_TO = re.compile("(?:用于|用作|优先用于|给(?![予付药排养氧水])|面向(?=[基社公群全]))")
# So far behind its number one looks for where those who are counted go.
_NEAR_BY = 40
# 选派20名骨干|到三甲医院进修: where those who are counted go.
SENT_TO = re.compile(
    r"(?:到|赴|前往)(?=[^，。；]{2,40}?(?:进修|坐诊|学习|支援|挂职|帮扶|驻点|带教|跟班|轮训|巡诊)[^，。；]{0,4}(?:[，。；]|\Z))"
)
# 5个医院项目|（福永二期、松岗二期）: which they are; 托位（公办） and （一期） are part of a name.
_BRACKET_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff]{2})（(?:[^（）]*[、，][^（）]*|[^（）]{7,})）?")
WHICH_THEY_ARE = re.compile(r"^（[^（）\d]*[、，][^（）\d]*）")
_CLOSED_BY = {"“": "”", "《": "》", "（": "）"}


_HOW_LARGE = re.compile(
    r"(?:年?(?:销售|营业|产|收入|主营)[\u4e00-\u9fff]{0,3}?(?:超过?|达到?|在)|不少于|不低于|不小于|不超过|至少|约)\d++(?:\.\d+)?[万亿]?[\u4e00-\u9fff]{1,3}?(?:以上|左右)?的(?=[\u4e00-\u9fff])"
)


_SIZE_BEGINS = frozenset("不至约年销营产收主")


# 9个村|设立站点
_OF_ONE_LETTER = frozenset("村镇县乡校户院")


def behind_predicate(text: str, place: int, end: int) -> int:
    """为30家卫生院配备|彩超: behind the verb that ends what a number counts; `place` where none does."""
    _, stop = item_behind(text, place, end)
    if stop >= end or not predicate_at(text, stop, end):
        return place
    adverb = adverbs().at(text, stop, end)
    verb = verbs().at(text, stop, end)
    return verb if verb > stop else verbs().at(text, adverb, end)


def behind_size(text: str, place: int, end: int) -> int | None:
    """组建1支|不少于15人的|应急队: where the words that say how large each thing is end, if they begin at `place`."""
    found = _HOW_LARGE.match(text, place, end) if text[place : place + 1] in _SIZE_BEGINS else None
    return found.end() if found else None


_JOINTS = frozenset(["和", "与", "及"])
_JOINT_AT_END = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:和|及|与|以及)$")
_AGE = re.compile(r"(?<!\d)\d++(?:[-—～至]\d+)?(?:周?岁(?:及?以[上下])?|价|级|月龄)")


def _stop(text: str, place: int, end: int) -> int:
    """The end of the item: an age or bracket inside it does not end it."""
    at = place
    while found := _AFTER_STOP.search(text, at, end):
        opened = text.rfind("（", place, found.start())
        closed = text.find("）", opened, end) if opened >= 0 else -1
        if opened >= 0 and closed > found.start():
            at = closed + 1
            continue
        levels = _LEVELS.match(text, found.start() - 1, end)
        if levels:
            at = levels.end()
            continue
        if age := _AGE.match(text, found.start(), end) or _how_large_each(text, place, found.start(), end):
            at = age.end()
            continue
        if (
            text[found.start()] == "、"
            and found.start() - place <= _SHORT
            and _JOINED_NOUN.match(text, found.end(), end)
        ):
            at = found.end()
            continue
        return found.start()
    return end


# 100所|海拔1500米以上|农村学校: how high or large each of them is.
_EACH_AT_LEAST = re.compile(
    r"(?<!\d)\d++(?:\.\d+)?[万千]?(?:米|张|人|名|户|平方米|公里|个床位)(?:及?以[上下]|以[内外])的?(?=[\u4e00-\u9fff]{2})"
)
_SIZES = ("海拔", "床位", "病床", "人口", "规模", "面积", "学生", "职工", "距离", "超过", "大于", "不足")


def _how_large_each(text: str, place: int, at: int, end: int) -> re.Match[str] | None:
    if not text.startswith(_SIZES, max(place, at - 2)):
        return None
    return _EACH_AT_LEAST.match(text, at, end)


# 创新|联合|体: the verb before it is part of a noun.
_NOUN = frozenset("体网")


@cache
def _predicate_begins() -> frozenset[str]:
    """What such a predicate begins with: most characters begin none."""
    return adverbs().begins | {word[0] for word in counted_predicates() | never_takes()}


_A_WHOLE_ADVERB = 2


def predicate_at(text: str, at: int, end: int) -> bool:
    adverb = adverbs().at(text, at, end)
    if (
        adverb > at
        and (verb := verbs().at(text, adverb, end)) > adverb
        and text[verb : verb + 1] not in _NOUN
    ):
        return True
    joint = prepositions().at(text, adverb, end) if adverb - at >= _A_WHOLE_ADVERB else adverb
    if joint > adverb and text[joint : joint + 1] not in _NOUN:
        # 23家机构|分别与市一院合作
        return True
    verb = verbs().at(text, at, end)
    if verb - at < 2:
        return False
    word = text[at:verb]
    return (word in counted_predicates() and end - verb >= 2) or (verb == end and word in never_takes())
