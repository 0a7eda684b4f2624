"""The names at the head of a list of figures: as many as there are figures (A率、B率分别达90%、67.5%)."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extract.candidates import Candidate

JOIN = re.compile(r"(?:以上|以下|以内|左右)?(?:[、，]|和|及|与|以及)(?:达到?)?")
_LEVEL = re.compile(r"(?:国家|[省市区县镇乡村])级?")

# What the last name of a list shares with those before it: 新生儿、婴儿|死亡率, 高血压、糖尿病|患者规范管理率, 肺结核、麻风病|患者管理人数.
_SHARED_TAIL = re.compile(
    r"(?:患者)?(?:基层)?(?:规范|系统|健康|免费|早期|住院|门诊|参保|年均)?(?:管理)?(?:[\u4e00-\u9fff]{2}(?<!人员|儿童|妇女|产妇))率$|"
    r"(?:产业|行业)?(?:均次|次均|人均|日均|总)?(?:产量|产值|增加值|收入|费用|支出|面积|投资额?)$|"
    r"(?:患者|病人|人群)?(?:规范|系统|健康|免费)?(?:管理|签约|服务|随访|筛查|治疗|救治|建档|报告)(?:人|任务|例|病例|目标)数$|(?:率|占比|比例|人次|数)$"
)


def before_a_bracket(text: str, kept: list[Candidate]) -> list[Candidate]:
    """A率、B率63.7%、62.1%（目标均为65%）: the figures before the bracket that follows the first two."""
    for i in range(2, len(kept)):
        if "（" in text[kept[i - 1].quantity.end : kept[i].quantity.start]:
            return kept[:i]
    return kept


def shared_heads(text: str, begin: int, reading_start: int, kept: list[Candidate]) -> list[str] | None:
    """A率、B率分别达90%、67.5%, 省级、市级机构3家、5家: as many heads as numbers."""
    if len(kept) < 2:
        return None
    first = kept[0].compared.start
    # …管理任务数分别|为2850人、960人: a verb that carries the figures is no verb of what they count.
    lead = text[begin if kept[0].quantity.counted and begin <= first else reading_start : first]
    gaps = [text[a.quantity.end : b.quantity.start] for a, b in pairwise(kept)]
    if "分别" in lead:
        lead = lead[: lead.index("分别")]
    elif not all(re.fullmatch("[、和与及]" if kept[0].quantity.counted else JOIN, gap) for gap in gaps):
        return None
    if given := _given_to_each(text, reading_start, kept):
        return given
    names = [n for n in re.split(r"[、和与及]", re.sub(r"^(?:全[市区县省]|使|确保|实现)", "", lead)) if n]
    if len(names) == 1 and "分别" in text[reading_start : kept[0].quantity.start]:
        name = _AROUND_CHANGE.sub("", names[0])
        return _of_both(name, len(kept)) if name else None
    if len(names) != len(kept):
        return None
    if all(_YEAR_AT_END.search(name) for name in names) and (name := _YEAR_AT_END.sub("", names[0])):
        return [name] * len(names)
    names[-1] = _AROUND_CHANGE.sub("", names[-1]) or names[-1]
    if base := _PER_HEAD.match(names[0]):
        names = [names[0], *(n if n.startswith("每") else base.group() + n for n in names[1:])]
    if (noun := _LEVEL.match(names[-1])) and all(_LEVEL.fullmatch(n) for n in names[:-1]):
        return [n + names[-1][noun.end() :] for n in names[:-1]] + [names[-1]]
    tail = _SHARED_TAIL.search(names[-1])
    return [_with_tail(n, tail.group() if tail else "") for n in names]


# …比例2022年、2030年分别达到37%、40%
_YEAR_AT_END = re.compile(r"(?:到|至)?20\d{2}年(?:底|末)?$")
# 献血量|较上年
_AROUND_CHANGE = re.compile(
    r"(?:年均|同比|环比|累计|(?:较|比|与)(?:上年|去年|前年|20\d{2}年|年初)(?:同期|底|末)?(?:相比)?)+$"
)
# 每千人口|医师数、护士数: what the first is counted for, the others are too.
_PER_HEAD = re.compile(r"每[百千万十]{0,2}(?:名|个)?(?:常住|户籍)?(?:人口|居民|儿童|老年人|人)")
# 对甲级、乙级村卫生室分别奖补2万元、1万元: what each figure is given to stands before the verb.
_TO_EACH = re.compile(
    r"(?:对|给|向|为|给予)(?:[^，、]{0,16}的)?(?P<list>[^，。的]{2,40})分别(?:给予|按照?)?(?P<verb>[\u4e00-\u9fff]{2,6})$"
)
_GRADE = re.compile(r"(?:[一二三四五六甲乙丙]|国家|[省市区县])级")


def _given_to_each(text: str, start: int, kept: list[Candidate]) -> list[str] | None:
    """对四级、五级中医馆分别奖补10万元、20万元: what each receives, one name to each figure."""
    found = _TO_EACH.search(text, start, kept[0].compared.start)
    names = re.split("[、和与及]", found["list"]) if found else []
    if found is None or len(names) != len(kept):
        return None
    grade = _GRADE.match(names[-1])
    if grade and all(_GRADE.fullmatch(name) for name in names[:-1]):
        names = [name + names[-1][grade.end() :] for name in names[:-1]] + names[-1:]
    return [name + found["verb"] for name in names]


# The two diseases whose patients the national package of basic services manages are often named without a mark between them.
_TWO_DISEASES = re.compile("(高血压)(糖尿病|2型糖尿病|Ⅱ型糖尿病)")


def _of_both(name: str, count: int) -> list[str]:
    """城乡居民收入分别增长5%、6%: of the towns and of the country, as many as there are numbers."""
    if count == 2 and (pair := _TWO_DISEASES.match(name)):
        return [pair[1] + name[pair.end() :], pair[2] + name[pair.end() :]]
    if count == 2 and "城乡" in name:
        return [name.replace("城乡", "城镇", 1), name.replace("城乡", "农村", 1)]
    return [name] * count


def _with_tail(name: str, tail: str) -> str:
    """婴儿 + 死亡率, but 孕产妇死亡 + 率, 高血压患者 + 规范管理率: what a name already has of the tail is not added again."""
    if not tail or re.search(r"(?:率|占比|比例|人次|数)$", name):
        return name
    shared = next((size for size in range(len(tail), 1, -1) if name.endswith(tail[:size])), 0)
    return name + tail[shared:]


def two_heads(text: str, at: int, first: Candidate, second: Candidate) -> list[str]:
    """…、孕产妇死亡率和婴儿死亡率分别稳定在5/10万和4‰以下、…: the heads of two figures in the middle of a list."""
    joined = JOIN.fullmatch(text, first.compared.end, second.quantity.start)
    if joined is None or "分别" not in text[at : first.quantity.start]:
        return []
    heads = shared_heads(text, at, at, [first, second])
    return heads if heads and len(heads) == _A_PAIR else []


_A_PAIR = 2
