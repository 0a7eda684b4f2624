"""The reasons for which a record is taken to be about a thing, as a table with weights.

The weights order the reasons and tell a reader how far to trust a link. They are a judgement, not a measured
probability: certain (1), sure (0.9), likely (0.8, 0.75), kept apart for want of better (0.5 and below). A link
below `SHARED` joins no documents of two regions: its thing is named within its own place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model.links import LinkKind, Reason

SHARED = 0.7


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason: the kinds of things it speaks for, its weight from 0 to 1, its wording in both languages."""

    name: str
    kinds: tuple[LinkKind, ...]
    weight: float
    zh: str
    en: str


FEATURES: tuple[Feature, ...] = (
    Feature("same-code", ("region",), 1.0, "行政区划代码相同", "the same region code"),
    Feature(
        "register-name",
        ("region",),
        0.9,
        "区划名录中，该名称在本地只指这一地区",
        "in the register this name means one region here",
    ),
    Feature(
        "same-concept",
        ("program", "indicator"),
        1.0,
        "词表中的同一条目",
        "the same concept of the vocabulary",
    ),
    Feature("listed-spelling", ("program",), 0.95, "写法见于词表", "a spelling that the vocabulary lists"),
    Feature("same-full-name", ("institution",), 1.0, "全称相同", "the same full name"),
    Feature("same-seat", ("institution",), 0.95, "同一地区、同一机构名", "the same body of the same region"),
    Feature(
        "short-form",
        ("institution",),
        0.9,
        "同一地区内唯一相符的简称",
        "a short form of one body of the region only",
    ),
    Feature(
        "one-in-the-country", ("institution",), 0.9, "全国只有一家", "the only one of its name in the country"
    ),
    Feature(
        "same-stem",
        ("program",),
        0.8,
        "去掉地名和通用词后名称相同",
        "the same name without place and general words",
    ),
    Feature("same-name", ("indicator",), 0.75, "指标名称相同", "the same name of an indicator"),
    Feature(
        "only-here",
        ("institution", "region"),
        0.5,
        "名称不含可辨认的地名，只在本地区内视为同一事物",
        "the name holds no known place: one thing within this region only",
    ),
    Feature(
        "member",
        ("institution",),
        0.9,
        "集合单位在区划名录中的一个成员",
        "a member of a collective, by the register of regions",
    ),
    Feature(
        "collective", ("institution",), 0.5, "集合单位，只指本地区的单位", "a collective of this region only"
    ),
    Feature("class", ("institution",), 0.4, "一类机构，不是具体单位", "a class of bodies, no particular one"),
    Feature(
        "slogan",
        ("program",),
        0.3,
        "名称只是数字口号，别处同名的未必是一回事",
        "the name is a slogan of numbers, elsewhere it may mean something else",
    ),
    Feature(
        "site",
        ("program",),
        0.3,
        "一处工程，别处同名的是另一处",
        "works on one house; elsewhere it is another house",
    ),
    Feature(
        "short-name",
        ("program",),
        0.3,
        "去掉地名和通用词后名称太短，不足以认定",
        "without place and general words the name is too short to tell",
    ),
)

BY_NAME: dict[str, Feature] = {f.name: f for f in FEATURES}


def weigh(names: Iterable[str]) -> tuple[float, tuple[Reason, ...]]:
    """The score of a decision and its reasons, strongest first; the strongest alone makes the score."""
    features = sorted((BY_NAME[n] for n in set(names)), key=lambda f: (-f.weight, f.name))
    return features[0].weight, tuple(Reason(f.name, f.zh, f.en) for f in features)
