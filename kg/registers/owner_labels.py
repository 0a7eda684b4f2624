"""The labels that introduce a list of bodies that answer for an item (牵头单位：, 责任科室：, 主要协作单位：), with the role each gives.

Bureaus build them freely from a degree, a role and a noun; `ontology/cues/owners.toml` holds the parts and the irregular ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from kg.registers.tables import alternatives, table, words

ROLES = ("lead", "responsible", "time", "person", "support")
# What stands behind these labels are no bodies.
NOT_OF_BODIES = ("time", "person")


@cache
def owner_labels() -> dict[str, str]:
    """Each label → its role: lead, responsible, support, time for one that states by when, person for one that names somebody by name."""
    rows = table("cues", "owners.toml")
    known = {word: role for role in ROLES for word in words(rows["labels"][role])}
    degrees = ("", *words(rows["parts"]["degrees"]))
    nouns = words(rows["parts"]["nouns"])
    for role in ("lead", "responsible", "support"):
        for degree, stem, noun in product(degrees, words(rows["parts"][role]), nouns):
            known.setdefault(degree + stem + noun, role)
    return known


@cache
def ends_of_time_labels() -> re.Pattern[str]:
    """What every label of a time ends with: where none of them stands, nothing is due by a list."""
    return re.compile(
        alternatives(sorted({word[-2:] for word, role in owner_labels().items() if role == "time"}))
    )


class Label(NamedTuple):
    """A label in a text: where it begins (its opening bracket included), where its list begins (behind the colon), and the word."""

    start: int
    end: int
    word: str


def labels_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Label]:
    """The labels of `text[start:end]` in order: 责任单位：, （牵头单位：, 【责任科室】：, 配合单位（部门）：.

    A label is found back from its colon, so that a text costs its colons and not the number of labels.
    """
    stop = len(text) if end is None else end
    colon = text.find("：", start, stop)
    while colon >= 0:
        if (found := _before(text, start, colon)) is not None:
            yield found
        colon = text.find("：", colon + 1, stop)


def _before(text: str, start: int, colon: int) -> Label | None:
    at = colon - (text[colon - 1 : colon] in "】〕") if colon > start else colon
    if text[at - 1 : at] == "）" and (opened := text.rfind("（", max(start, at - _LONGEST_BRACKET), at)) >= 0:
        at = opened
    known = owner_labels()
    for length in range(min(_longest(), at - start), 1, -1):
        word = text[at - length : at]
        if word in known:
            first = at - length
            first -= text[first - 1 : first] == " " and first > start
            first -= text[first - 1 : first] in ("【", "〔", "（") and first > start
            return Label(first, colon + 1, word)
    return None


def label_before(text: str, end: int) -> str:
    """The longest label that ends at `end`; nothing where none does.

    >>> label_before("该事项牵头责任部门为市卫生健康委", 9)
    '牵头责任部门'
    """
    known = owner_labels()
    words_ = (text[end - length : end] for length in range(min(_longest(), end), 1, -1))
    return next((word for word in words_ if word in known), "")


# 配合单位（处室、部门）： the bracket between a label and its colon is short.
_LONGEST_BRACKET = 14


@cache
def _longest() -> int:
    return max(map(len, owner_labels()))


# （县残联牵头，县财政局配合，6月底前完成60%，11月底前全部完成）: by when, behind who.
WHEN_DONE = re.compile(
    r"(?:[，；](?:(?:20\d{2}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?|年底|年内)(?:之?前)?|长期|持续)"
    r"(?:(?:全部|全面|基本)?(?:完成|建成|落实|实施|推进|启动|竣工|投用|坚持|整改到位)[^，；（）]{0,12})?)+\Z"
)
