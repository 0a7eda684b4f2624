"""The names of programmes that no vocabulary holds: what is a name, what another city would call it, which spellings are one."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import WordSet
from kg.extract.place import DocumentPlace
from kg.registers.tables import alternatives, table, words

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
    r"(?<=[\u4e00-\u9fff”）])(?<![高均平同相甲乙丙])等(?=[\u4e00-\u9fff])(?![级次额待候效同教学院化]|专科|医)"
)


# 好 is the verb's (推进好), unless so little stands behind it that it is the name's (好孕行动).
_AROUND_NAME, _BEGINS = (
    re.compile(r"^(?:好(?=.{4})|了|的|(?:援建|新建|在建|拟建|改建)的)|(?:等)$"),
    frozenset("好了的援新在拟改"),
)


# 市场, 区域, 县域: the letter for a level begins a word of its own.
_WORD_OF_PLACE = re.compile("市[场民郊政容值]|区[域块间]|县域|省[份会际]|本[土科草地]|等[级离候]|的")


_MARKS, _QUOTES = re.compile(r"[“”《》（）\s]"), re.compile("[“”《》（）]")


def local_name(wording: str, place: DocumentPlace | None) -> str:
    """The words that another city would use: without the place, levels and figures."""
    name = _AROUND_NAME.sub("", wording) if wording[:1] in _BEGINS or wording[-1:] == "等" else wording
    if "等" in name:
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


def why_no_name(name: str, rule: str, wording: str | None = None) -> str | None:
    """The reason for which a name that `local_name` made of a wording names no line of work; None where it does."""
    tails, vague, _ = programme_words()
    bare = _QUOTES.sub("", name)
    in_quotes = rule in ("name-in-quotes", "name-in-quotes-that-a-verb-acts-on")
    if "“" in name and any(slogan in bare for slogan in slogans()):
        return "duty-of-every-body"
    if in_quotes and _A_SET.fullmatch(bare):
        return "general-wording"
    if in_quotes and not _TWO_LETTERS.search(bare):
        return "too-short-for-a-name"
    if in_quotes and (len(bare) == 3 or _AIM.match(bare)):
        return "general-wording" if _AIM.match(bare) else None
    if len(bare) > _LONGEST:
        return "too-long-for-a-name"
    if bare in vague:
        return "general-wording"
    if _NUMBERS.search(name.split("”")[-1]):
        return "figure-within-the-name"
    if len(bare) < SHORTEST:
        return "too-short-for-a-name"
    if rule == "building-project" and (_TO_A_MEASURE.search(bare) or _TOLD_OF.search(bare)):
        return "clause-within-the-name"
    if rule in ("name-in-quotes-that-a-verb-acts-on", "building-project", "matter-and-what-is-done"):
        return None
    first = tails.ends_at(bare, 0, len(bare))
    stem, tail = bare[:first], bare[first:]
    if stem in vague:
        return "general-wording"
    if _holds_a_verb(stem):
        return "clause-within-the-name"
    if len(stem) < (2 if tail in _CAMPAIGNS or rule == "name-in-quotes" else 3):
        return "too-short-for-a-name"
    return None if "“" in name else _why_not_of_health(bare, stem, tail, wording or name)


# “1+3+N”医疗队: a formula names nothing by itself.
_TWO_LETTERS = re.compile("[\u4e00-\u9fff]{2}|[A-Za-z]{3}")
# “三大工程”, “五项行动”: a set is named by its members.
_A_SET = re.compile(
    r"[一二三四五六七八九十两百千万\d]{1,3}[大项个类]{1,2}(?:重点|民生|专项)?"
    r"(?:工程|行动|攻坚|任务|体系|工作|战役|举措|计划|项目|建设|提升|改革)(?:行动|工程)?"
)
# 手术室按规范的要求改造: what is built to a measure is told, not named.
_TO_A_MEASURE = re.compile("按.{1,14}(?:要求|标准|规定|规范)")
# 整体迁建意见已获同意: what is told of a project.
_TOLD_OF = re.compile("已|意见|获得|取得")
# 以治病为中心: what something is taken for is no name.
_AIM = re.compile("以.{1,12}为")


@cache
def slogans() -> tuple[str, ...]:
    """What quotation marks hold that is a duty of every body, or a period."""
    return words(table("cues", "programmes.toml")["quoted"]["slogans"])


@cache
def _naming() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    rows = table("cues", "programmes.toml")["tails"]
    general = alternatives(words(rows["general"]))
    # Greedy runs of words that need no going back: each try takes the longest word.
    return (
        re.compile(alternatives(words(rows["health"]))),
        re.compile(f"(?:{general})++"),
        words(rows["upkeep"]),
    )


def speaks_of_health(name: str) -> bool:
    """Whether a name says by its own words that it is about health."""
    return _naming()[0].search(name) is not None


def _why_not_of_health(bare: str, stem: str, tail: str, wording: str) -> str | None:
    """Without quotation marks a name must say that it is about health, or be a campaign under a name of its own."""
    health, general, upkeep = _naming()
    if "的" in bare:
        return "clause-within-the-name"
    if bare.endswith(upkeep) or general.fullmatch(stem):
        return "general-wording"
    if health.search(wording) or tail.endswith(_OWN_BRANDS):
        return None
    return "not-on-health"


# 防火门专项治理行动: what such a tail closes is a campaign, whatever it is about.
_OWN_BRANDS = ("专项行动", "专项治理", "专项整治", "行动", "工程", "行动计划")


# 好孕行动: such a tail makes a name of two characters; others need more before them (事中监测 is no programme).
_CAMPAIGNS = frozenset(["行动", "工程", "计划", "活动", "专项行动", "行动计划"])


def _holds_a_verb(stem: str) -> bool:
    """委员会实行联席会议制度: a predicate inside makes a clause of it, not a name."""
    return _CLAUSE.search(stem, 2) is not None or any(
        stem[i : i + 2] in _PREDICATES for i in range(2, len(stem) - 2)
    )


# 卫生院|按…标准|建设: how something is done is no part of a name.
_CLAUSE = re.compile("按|将|把|或")


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
        "完成",
        "修订",
        "制订",
        "激活",
        "引领",
        "带动",
        "助力",
        "赋能",
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
