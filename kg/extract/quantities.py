"""Numbers with their units, as they are written in Chinese administrative text.

One linear pass: a number begins where no digit or decimal point stands before it, and is read possessively, so that a
long run of digits costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kg.registers.tables import alternatives, table, words

_MAGNITUDES = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "十万": Decimal(10**5),
               "百万": Decimal(10**6), "千万": Decimal(10**7), "亿": Decimal(10**8), "万亿": Decimal(10**12)}  # fmt: skip
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_PLACES = {"十": 10, "百": 100, "千": 1000}


class Quantity(NamedTuple):
    """A number with its unit: `start` to `end` in clean offsets, value and unit without 万 and 亿.

    `value_max` is the upper end of a range; `vague` is the word between number and unit that makes it approximate
    (余, 多), `counted` whether its unit is a measure word (the counted thing follows or precedes), `printed` in Chinese digits or not.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    vague: str = ""
    chinese: bool = False

    @property
    def counted(self) -> bool:
        return self.unit is not None and self.unit not in _NOT_COUNTED


_NOT_COUNTED = frozenset(
    [
        "%",
        "‰",
        "‱",
        "百分点",
        "个百分点",
        "千分点",
        "个千分点",
        "/10万",
        "天",
        "分钟",
        "小时",
        "岁",
        "分",
        "工作日",
    ]
)


# 元/月, 元/人·年, 张/千人: what the measure word is counted per.
_PER = "(?:/(?:(?:10|十)万人?|[百千万]人口?|人次|人天|床日|平方米|[人户床个次家名例][·.]?[年月日天次]?|[年月日天周][·.]?人?|季度?))?"


# 成果, 成人: another word.
NO_TENTH = "(?![立本果年效员为功熟人型套天长都分交新品就绩把]|不变)"
# Tenths in words: behind a word that compares or changes them, or before one; 一成不变, 三成员 are none.
_A_TENTH = "[一二两三四五六七八九]成(?:[一二三四五六七八九半](?![成个家所名人级]))?"
TENTHS = (
    rf"(?:(?<=[达过约近占降长少加高低为到至于足逾升有超增成])|(?<=[上去]年的)|(?<![\u4e00-\u9fff“\d])(?=..?[\u4e00-\u9fff]{{2}})|(?=[一二两三四五六七八九]成[一二三四五六七八九半]?(?:以上|以下|左右|多的?(?:[，。；]|$))))"
    rf"{_A_TENTH}{NO_TENTH}"
)


@cache
def _number() -> re.Pattern[str]:
    counters = alternatives(list(words(table("cues", "quantities.toml")["units"]["counters"])))
    digits = r"\d*+(?:,\d{3})*+(?:\.\d++)?+"
    magnitude = r"(?:万亿|千万|百万|十万|亿|万|千(?![克瓦])|百)"
    return re.compile(
        # It begins with the digit itself, so that what is none is passed over at once.
        rf"(?P<low>\d(?<![\d.]\d){digits})(?P<low_percent>[%‰])?(?P<low_magnitude>{magnitude})?"
        rf"(?:(?P<dash>[-—–～至到]{{1,2}})(?P<high>\d{digits}))?"
        # 3万5千
        rf"(?P<more>(?<=万)\d千)?(?P<vague>[余多])?(?P<magnitude>{magnitude})?(?P<vague_behind>[余多])?"
        rf"(?P<unit>%|‰|个?[百千]分点|个?工作日|块钱|/10万|/十万|(?:{counters}){_PER}|(?:天|分钟|小时|个工作日|工作日|岁|分)(?![以之内级制]?[值守])|成半?{NO_TENTH}|[A-Za-z]{{2,6}})?"
    )


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile(
        r"(?P<base>百分之|千分之|万分之)(?P<percent>[零一二三四五六七八九十百两\d]++(?:[点.][零一二三四五六七八九\d]++)?)"
        r"|(?<![第每\d一二三四五六七八九十百千万])(?P<count>[一二两三四五六七八九十百]{1,4})(?:[至到](?P<upto>[一二两三四五六七八九十百]{1,3}))?(?P<unit>家|所|名|人|例|张|台|辆|座|支|处|人次|场|倍|个(?![一“工月小方百层环重维人阶关]))(?![级类]|生)"
        # 一百二十万元, but not 三元牛奶: a digit alone is as easily part of a name.
        r"|(?P<money>(?<![一二三四五六七八九十百千两])[一二三四五六七八九十两](?:[一二三四五六七八九十百千]{1,6}|(?=[万亿])))(?P<size>万|亿)?元(?![旦素宝月])"
        # 超过六成, 下降三成半, 七成以上: tenths of a whole.
        rf"|(?P<tenths>{TENTHS})"
        r"|“?(?P<streak>[二两三四五六七八九十])连冠”?"
        r"|(?<=[在为至到持])(?P<zero>零)(?=[和与及、，；。]|$)"
    )


# What a number in words begins with: most characters begin none, so none of them is asked for all the forms.
_BEGINS_IN_WORDS = re.compile("[零一二两三四五六七八九十百]|[千万](?=分之)|“(?=.连冠)")


def _matches_in_words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    at = start
    while begins := _BEGINS_IN_WORDS.search(text, at, end):
        found = _chinese().match(text, begins.start(), end)
        if found:
            yield found
        at = found.end() if found else begins.end()


# Every number holds one of these words: most clauses hold none.
NUMBER_WORDS = (
    *"0123456789零", "连冠", "百分之", "千分之", "万分之",
    *(digit + unit for digit in "一二两三四五六七八九十百千" for unit in "家所名人例张台辆座支处场倍成个元万"),
)  # fmt: skip
_HINT = re.compile(
    r"[\d零连一二两三四五六七八九十百千万](?:(?<=[\d零])|(?<=连)冠|(?<=[百千万])分之|(?<=[^连])[家所名人例张台辆座支处场倍成个元万])"
)


def find_quantities(text: str, start: int, end: int) -> list[Quantity]:
    """The numbers of `text[start:end]`, in order: Arabic digits with or without a unit, percentages and counts in words."""
    return read_quantities(text, start, end) if _HINT.search(text, start, end) else []


def read_quantities(text: str, start: int, end: int) -> list[Quantity]:
    """The same for a stretch that is known to hold a word of numbers."""
    found = [_arabic(m) for m in _number().finditer(text, start, end)]
    in_words = [_in_words(m) for m in _matches_in_words(text, start, end)]
    if not in_words:
        return found
    found += in_words
    found.sort(key=lambda q: (q.start, -q.end))
    return [q for i, q in enumerate(found) if i == 0 or q.start >= found[i - 1].end]


def quantities_from(known: list[Quantity], text: str, start: int, end: int) -> list[Quantity]:
    """The numbers of `text[start:end]`, where `known` are those of a wording that begins no later and also ends at `end`."""
    if not known or known[0].start >= start:
        return known
    if any(q.start < start < q.end for q in known):
        return find_quantities(text, start, end)
    return [q for q in known if q.start >= start]


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _arabic(match: re.Match[str]) -> Quantity:
    digits, low_percent, low_magnitude, _, high, more, vague, magnitude, vague_behind, printed = (
        match.groups()
    )
    low = _decimal(digits)
    if more:
        low += Decimal(more[0]) / 10
    size = _MAGNITUDES[magnitude or low_magnitude or ""]
    own = _MAGNITUDES[low_magnitude] if low_magnitude else size
    unit, end = printed or low_percent, match.end()
    if low_percent and not high:
        unit, end = low_percent, match.end("low_percent")
    if high and unit is None:
        return Quantity(match.start(), end, low * own, _decimal(high) * size, None)
    if unit == "成半":
        low += Decimal("0.5")
    factor, name = _base_unit(unit)
    top = _decimal(high) * size * factor if high else None
    value = low * own * factor
    if top is not None and top <= value:
        top = None
    return Quantity(match.start(), end, value, top, name, vague or vague_behind or "")


def _base_unit(unit: str | None) -> tuple[Decimal, str | None]:
    """万元 is ten thousand 元, 成 ten of a hundred; 个百分点 is 百分点."""
    if unit == "块钱":
        return Decimal(1), "元"
    if unit and unit[0] == "成":
        return Decimal(10), "%"
    if unit and unit.startswith(("万元", "亿元")):
        return _MAGNITUDES[unit[0]], unit[1:]
    if unit == "/十万":
        return Decimal(1), "/10万"
    return Decimal(1), unit


def _in_words(match: re.Match[str]) -> Quantity:
    if match["percent"]:
        return Quantity(
            match.start(),
            match.end(),
            chinese_decimal(match["percent"]),
            None,
            _BASES[match["base"]],
            chinese=True,
        )
    if tenths := match["tenths"]:
        behind = tenths[2:]
        part = Decimal("0.5") if behind == "半" else Decimal(_DIGITS[behind] if behind else 0) / 10
        return Quantity(match.start(), match.end(), (_DIGITS[tenths[0]] + part) * 10, None, "%", chinese=True)
    if match["streak"]:
        start, end = match.start("streak"), match.start("streak") + 3
        return Quantity(start, end, Decimal(_DIGITS.get(match["streak"], 10)), None, "连冠", chinese=True)
    if match["zero"]:
        return Quantity(match.start(), match.end(), Decimal(0), None, None, chinese=True)
    if match["money"]:
        value = chinese_decimal(match["money"]) * _MAGNITUDES[match["size"] or ""]
        return Quantity(match.start(), match.end(), value, None, "元", chinese=True)
    value, top = _count(match["count"], match["upto"])
    return Quantity(match.start("count"), match.end("unit"), value, top, match["unit"], chinese=True)


# 十二三名, 七八家: twelve or thirteen, seven or eight.
_OR_ONE_MORE = re.compile(
    "(?P<tens>[一二三四五六七八九]?十)?(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])"
)


def _count(words_: str, upto: str | None) -> tuple[Decimal, Decimal | None]:
    """A count in words, and the upper end where it is a range (三至四, 十二三)."""
    either = _OR_ONE_MORE.fullmatch(words_)
    if either and _DIGITS[either["high"]] == _DIGITS[either["low"]] + 1:
        tens = either["tens"] or ""
        return chinese_decimal(tens + either["low"]), chinese_decimal(tens + either["high"])
    return chinese_decimal(words_), chinese_decimal(upto) if upto else None


_BASES = {"百分之": "%", "千分之": "‰", "万分之": "‱"}


def chinese_decimal(text: str) -> Decimal:
    """三十一 → 31, 九十五点五 → 95.5, 一百零二 → 102; Arabic digits pass through."""
    whole, _, part = text.replace(".", "点").partition("点")
    if whole.isdigit():
        number = Decimal(whole)
    else:
        total, digit = 0, 0
        for char in whole:
            if char in _PLACES:
                total += (digit or 1) * _PLACES[char]
                digit = 0
            else:
                digit = _DIGITS.get(char, 0)
        number = Decimal(total + digit)
    return number + (Decimal("0." + "".join(str(_DIGITS.get(c, c)) for c in part)) if part else 0)
