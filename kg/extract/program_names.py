"""The names of programmes that no vocabulary holds: what is a name, what another city would call it, which spellings are one."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import WordSet
from kg.extract.place import DocumentPlace
from kg.registers.tables import table, words

_NUMBERS = re.compile(r"\d|[一二三四五六七八九十百千万](?:个|项|家|所|名|张)")


# The longest name of a programme in the genre's own lists has 24 characters, the shortest 4.
_LONGEST, SHORTEST = 24, 4


@cache
def programme_words() -> tuple[WordSet, frozenset[str], WordSet]:
    rows = table("cues", "programmes.toml")
    tails, lead = WordSet(words(rows["tails"]["strong"])), WordSet(words(rows["tails"]["lead"]))
    return tails, frozenset(words(rows["tails"]["vague"])), lead


# 非法医疗美容等专项执法行动: what stands before 等 and behind it make the name; behind it there may be no more than a class
# (疾控中心等重点项目).
ETC = re.compile(
    r"(?<=[\u4e00-\u9fff”）])(?<![高均平同相])等(?=[\u4e00-\u9fff])(?![级次额待候效同教学院化]|专科|医)"
)


# 好 is the verb's (推进好), unless so little stands behind it that it is the name's (好孕行动).
_AROUND_NAME = re.compile(r"^(?:好(?=.{4})|了|的)|(?:等)$")


# 市场, 区域, 县域: the letter for a level begins a word of its own.
_WORD_OF_PLACE = re.compile("市[场民郊政容值]|区[域块间]|县域|省[份会际]|本[土科草地]|等[级离候]|的")


_MARKS, _QUOTES = re.compile(r"[“”《》（）\s]"), re.compile("[“”《》（）]")


def local_name(wording: str, place: DocumentPlace | None) -> str:
    """The words that another city would use: without the place, levels and figures."""
    name = _AROUND_NAME.sub("", wording)
    name = ETC.sub("", name)
    if place:
        for part in (place.name, place.name[:-1]) if len(place.name) > 2 else (place.name,):
            name = name.replace(part, "")
    *_, lead = programme_words()
    while (after := lead.at(name, 0, len(name))) and len(name) - after >= SHORTEST:
        if after == 1 and _WORD_OF_PLACE.match(name):
            break
        name = name[after:]
    return name.strip("的、，")


def is_name(name: str, rule: str) -> bool:
    tails, vague, _ = programme_words()
    bare = _QUOTES.sub("", name)
    if not SHORTEST <= len(bare) <= _LONGEST or bare in vague or _NUMBERS.search(bare.split("”")[-1]):
        return len(bare) == 3 and rule == "name-in-quotes"
    if rule in ("name-in-quotes-that-a-verb-acts-on", "building-project"):
        return True
    first = tails.ends_at(bare, 0, len(bare))
    stem = bare[:first]
    if stem in vague or _holds_a_verb(stem):
        return False
    return len(stem) >= (2 if bare[first:] in _CAMPAIGNS or rule == "name-in-quotes" else 3)


def why_no_name(name: str) -> str:
    """The rule by which a wording that `is_name` refuses names no programme."""
    tails, vague, _ = programme_words()
    bare = _QUOTES.sub("", name)
    stem = bare[: tails.ends_at(bare, 0, len(bare))]
    if len(bare) > _LONGEST:
        return "too-long-for-a-name"
    if bare in vague or stem in vague:
        return "general-wording"
    if _NUMBERS.search(bare.split("”")[-1]):
        return "figure-within-the-name"
    return "clause-within-the-name" if _holds_a_verb(stem) else "too-short-for-a-name"


# 好孕行动: such a tail makes a name of two characters; others need more before them (事中监测 is no programme).
_CAMPAIGNS = frozenset(["行动", "工程", "计划", "活动", "专项行动", "行动计划"])


def _holds_a_verb(stem: str) -> bool:
    """委员会实行联席会议制度: a predicate inside makes a clause of it, not a name."""
    return any(stem[i : i + 2] in _PREDICATES for i in range(2, len(stem) - 2))


_PREDICATES = frozenset(
    [
        "实行",
        "推行",
        "开展",
        "推进",
        "推动",
        "建立",
        "加强",
        "落实",
        "负责",
        "牵头",
        "进行",
        "形成",
        "提供",
        "实施",
    ]
)


_TAIL = re.compile(r"(?:工作|项目|服务|建设|活动|行动|工程|计划|机制|制度|体系|试点|品牌|创建|改革)$")


def key_of(name: str) -> str:
    """The name without quotes and general endings: two spellings with one key are one programme."""
    key = _MARKS.sub("", name)
    while len(key) > 3 and _TAIL.search(key):
        key = _TAIL.sub("", key)
    return key
