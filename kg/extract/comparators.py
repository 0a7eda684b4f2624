"""The words around a number that compare it: 不低于, 以上, 控制在, 左右, 同比增长."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.registers.tables import alternatives, table, words

_SIGNS = {"at_least": ">=", "at_most": "<=", "more": ">", "less": "<", "about": "~", "exactly": "="}
_BEHIND = {"at_least_behind": ">=", "at_most_behind": "<=", "about_behind": "~"}


class Comparison(NamedTuple):
    """How a number is compared: operator, the word for it, where the words before begin and those behind end."""

    op: str
    word: str
    start: int
    end: int
    behind: str = ""


class Change(NamedTuple):
    """A number that is the size of a change: increase or decrease, and where its wording begins."""

    measure: str
    start: int


@cache
def _before() -> tuple[re.Pattern[str], dict[str, str]]:
    signs = {
        word: sign
        for group, sign in _SIGNS.items()
        for word in words(table("cues", "quantities.toml")["operators"][group])
    }
    return re.compile(rf"(?:{alternatives(list(signs))})(?:到|了)?$"), signs


@cache
def _ends_before() -> frozenset[str]:
    """What such words end with."""
    return frozenset(word[-1] for word in _before()[1]) | frozenset("到了")


@cache
def _behind() -> tuple[re.Pattern[str], dict[str, str]]:
    signs = {
        word: sign
        for group, sign in _BEHIND.items()
        for word in words(table("cues", "quantities.toml")["operators"][group])
    }
    return re.compile(rf"(?:\)|）)?(?P<word>{alternatives(list(signs))})"), signs


@cache
def _change() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = table("cues", "quantities.toml")["change"]
    kinds = {w: kind for kind in ("increase", "decrease") for w in words(rows[kind])}
    return re.compile(
        rf"(?P<word>{alternatives(list(kinds))})(?:了|约|近|超过?|达到?|不少于|不低于|至少)?$"
    ), kinds


@cache
def _ends_of_change() -> frozenset[str]:
    """What the wording of a change ends with, before its number."""
    return frozenset(word[-1] for word in _change()[1]) | frozenset(
        "了约近超过达到于少高低多长短出增减升降涨"
    )


# 彩超1台, B超2台: the last character of a thing, not a comparator.
_BEFORE_CHAO = ("彩", "B", "b", "阴", "腔")
# 签约1.5万人, 履约率: the second character of a verb.
_BEFORE_YUE = ("签", "履", "预", "节", "解")
# 至少建成病区1个: the comparator stands before the verb.
_AT_LEAST_EARLIER = re.compile(r"(?:至少|最少|不少于)[^，、\d]{1,16}$")
# The longest wording before a number (力争分别达到不低于) has 9 characters.
_REACH = 12


def comparison(text: str, start: int, number_start: int, number_end: int, end: int, vague: str) -> Comparison:
    """How the number at `number_start`..`number_end` of the clause `start`..`end` is compared."""
    pattern, signs = _before()
    last = text[number_start - 1 : number_start]
    found = None
    if last == "的" or last in _ends_before():
        reach = max(start, number_start - _REACH)
        found = pattern.search(text, reach, number_start) or _of_a_base(text, start, number_start)
    if found and found.group() == "超" and text[number_start - 2 : number_start - 1] in _BEFORE_CHAO:
        found = None
    if found and found.group() == "约" and text[number_start - 2 : number_start - 1] in _BEFORE_YUE:
        found = None
    begin = found.start() if found else number_start
    word = (found.groupdict().get("word") or found.group().rstrip("到了")) if found else ""
    op = signs.get(found.group(), signs.get(word, "=")) if found else "="
    behind, behind_signs = _behind()
    after = behind.match(text, number_end, end)
    stop, behind_word = number_end, ""
    if after and not _names_a_class(text, after, end):
        stop, behind_word = after.end(), after["word"]
        op = behind_signs[behind_word]
    elif vague:
        op = "~"
    elif op == "=" and _AT_LEAST_EARLIER.search(text, max(start, number_start - 2 * _REACH), number_start):
        op = ">="
    return Comparison(op, word, begin, stop, behind_word)


@cache
def _before_a_base() -> re.Pattern[str]:
    _, signs = _before()
    return re.compile(
        rf"(?P<word>{alternatives([s for s in signs if len(s) > 1])})[\u4e00-\u9fff]{{1,16}}的$"
    )


def _of_a_base(text: str, start: int, number_start: int) -> re.Match[str] | None:
    """不低于门诊量的4%: the base of a share may stand between comparator and number."""
    if text[number_start - 1] != "的":
        return None
    return _before_a_base().search(text, max(start, number_start - 2 * _REACH), number_start)


def _names_a_class(text: str, after: re.Match[str], end: int) -> bool:
    """内 is a comparator only at the end of what it closes (30名内, but not 8家内设机构)."""
    return (
        after["word"] in ("内", "以下")
        and text[after.end() : after.end() + 1] in "设部科涵的"
        and after.end() < end
    )


def change(text: str, start: int, number_start: int) -> Change | None:
    """The change that the number is the size of (增长5%), or None where it is a level (增长率达5%, 增长到5%)."""
    pattern, kinds = _change()
    if text[number_start - 1 : number_start] not in _ends_of_change():
        return None
    reach = max(start, number_start - _REACH)
    found = pattern.search(text[reach:number_start])
    if found:
        return Change(kinds[found["word"]], reach + found.start())
    # 比上年高6个百分点
    if found := _THAN.search(text, reach, number_start):
        return Change("increase" if found["more"] in "高多长增升涨" else "decrease", found.start())
    return None


_THAN = re.compile(
    r"[比较](?:上年|去年|前年|20\d{2}年|全[国省市]|同期)[\u4e00-\u9fff]{0,6}?(?P<more>[高低多少长短增减升降涨])(?:出|了)?$"
)
