"""The reasons for and against taking two names for one thing, as a table with weights.

A score is the weight of the strongest reason for it, less the weights of all reasons against it, never below 0.
The weights are a judgement, not a measured probability: certain (1), sure (0.9), likely (0.8, 0.75), to be asked
(0.65 to 0.55). They were set on the names of the five source documents and on the pairs listed there as alike but
not the same; the tests hold what they decide.

What a name is known by (its code, concept, full name, stem) joins documents from `SHARED` up, else it holds within its
place. Letters alone never join: of two things that matching left apart a score below `OPEN` settles it, and from there
on a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.model.links import LinkKind, Reason

SHARED = 0.7
OPEN = 0.4

_ALL: tuple[LinkKind, ...] = ("institution", "region", "program", "indicator")


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason: the kinds of things it is about, its weight from -1 to 1 (against, for), its wording."""

    name: str
    kinds: tuple[LinkKind, ...]
    weight: float
    zh: str
    en: str


def _of(*kinds: LinkKind) -> tuple[LinkKind, ...]:
    return kinds


FEATURES: tuple[Feature, ...] = (
    # For: what a name is known by.
    Feature("same-code", _of("region"), 1.0, "行政区划代码相同", "the same region code"),
    Feature("register-name", _of("region"), 0.9, "区划名录中，该名称在本地只指这一地区",
            "in the register this name means one region here"),
    Feature("same-concept", _of("program", "indicator"), 1.0, "词表中的同一条目", "the same concept of the vocabulary"),
    Feature("listed-spelling", _of("program"), 0.95, "写法见于词表", "a spelling that the vocabulary lists"),
    Feature("same-full-name", _of("institution"), 1.0, "全称相同", "the same full name"),
    Feature("same-seat", _of("institution"), 0.95, "同一地区、同一机构名", "the same body of the same region"),
    Feature("short-form", _of("institution"), 0.9, "同一地区内唯一相符的简称", "a short form of one body of the region only"),
    Feature("one-in-the-country", _of("institution"), 0.9, "全国只有一家", "the only one of its name in the country"),
    Feature("same-name-here", _of("institution", "region"), 0.9, "在本地名称相同", "the same name in this region"),
    Feature("same-stem", _of("program"), 0.8, "去掉地名和通用词后名称相同", "the same name without place and general words"),
    Feature("same-name", _of("indicator"), 0.75, "指标名称相同", "the same name of an indicator"),
    # For: members of a collective.
    Feature("member", _of("institution"), 0.9, "集合单位在区划名录中的一个成员",
            "a member of a collective, by the register of regions"),
    Feature("listed-member", _of("institution"), 0.9, "本文件列明的集合单位成员",
            "a member of a collective, as this document lists it"),
    Feature("named-office", _of("institution"), 0.85, "集合单位中本文件列名的处室（未列名的不在其内）",
            "an office of the collective that this document names (others it does not name are left out)"),
    # For: how two names are spelled.
    Feature("same-letters", _of("institution", "region", "program"), 0.75, "去掉地名和通用词后用字相同",
            "the same letters without place and general words"),
    Feature("runs-short", _of("institution"), 0.65, "一个名称只是另一个省去中间几字", "one name is the other with some letters left out"),
    Feature("holds", _ALL, 0.6, "一个名称包含另一个", "one name holds the other"),
    Feature("most-letters", _ALL, 0.55, "用字大半相同", "most letters are the same"),
    Feature("some-letters", _ALL, 0.35, "开头或结尾用字相同", "the same letters at the beginning or the end"),
    # Against.
    Feature("no-place", _of("institution", "region"), -0.4, "名称不含可辨认的地名，别处同名的是另一个",
            "the name holds no known place: elsewhere it is another"),
    Feature("collective", _of("institution"), -0.4, "集合单位，只指本地区的单位", "a collective of this region only"),
    Feature("class", _of("institution"), -0.5, "一类机构，不是具体单位", "a class of bodies, no particular one"),
    Feature("slogan", _of("program"), -0.5, "名称只是数字口号，别处同名的未必是一回事",
            "the name is a slogan of numbers, elsewhere it may mean something else"),
    Feature("site", _of("program"), -0.5, "一处工程，别处同名的是另一处", "works on one house; elsewhere it is another house"),
    Feature("short-name", _of("program"), -0.5, "去掉地名和通用词后名称太短，不足以认定",
            "without place and general words the name is too short to tell"),
    Feature("other-entry", _of("region", "program", "indicator"), -1.0, "是名录或词表中的两个条目",
            "two entries of the register or vocabulary"),
    Feature("other-region", _of("institution", "region"), -0.6, "不在同一地区", "not in the same region"),
    Feature("wider-region", _of("institution"), -0.1, "一个在另一个的上级地区", "one lies in a region around that of the other"),
    Feature("other-type", _of("institution"), -0.5, "机构类型不同", "bodies of different types"),
    Feature("other-numbers", _ALL, -0.6, "名称中的数字不同", "the numbers in the names differ"),
    Feature("other-words", _ALL, -0.45, "除相同部分外各有不同的词", "beside what is the same each has words of its own"),
    Feature("other-measure", _of("indicator"), -0.5, "一个是比率，另一个不是", "one is a rate, the other is none"),
    Feature("part-of", _of("institution"), -0.6, "一个是另一个的组成部分", "one is a part of the other"),
    Feature("named-apart", _ALL, -0.35, "同一文件把二者分开写", "one document names both apart"),
    # What a person decided goes before all else.
    Feature("judged-same", _ALL, 1.0, "人工判定为同一", "judged to be the same"),
    Feature("judged-different", _ALL, 1.0, "人工判定为不同", "judged to be different"),
)  # fmt: skip

BY_NAME: dict[str, Feature] = {f.name: f for f in FEATURES}


@cache
def weigh(names: tuple[str, ...]) -> tuple[float, tuple[Reason, ...]]:
    """The score of some features and their reasons: those for it first, the strongest before the weaker."""
    features = sorted((BY_NAME[n] for n in set(names)), key=lambda f: (-f.weight, f.name))
    return score(f.weight for f in features), tuple(Reason(f.name, f.zh, f.en, f.weight) for f in features)


def score(weights: Iterable[float]) -> float:
    """The strongest weight for, less all weights against, from 0 to 1.

    >>> score([0.8, 0.55, -0.5]), score([0.55, -0.6]), score([])
    (0.3, 0.0, 0.0)
    """
    found = list(weights)
    strongest = max((w for w in found if w > 0), default=0.0)
    return round(max(0.0, strongest + sum(w for w in found if w < 0)), 2)
