"""Programmes that a list names without their last word, or in brackets: 肺癌和消化道肿瘤筛查, 健康村（社区）.

What members of a list share is given back to each; a form counts only where the vocabulary knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.registers.programmes import load_programmes

# The nouns that lists of programmes share at their end.
_TAILS = "筛查|接种|防治|监测|建设|救治|培训|试点|中心|疫苗|服务|体检|创建|管理|整治|诊疗|评审"
# What ends a list's first members, and the joint before its last member, which bears the tail.
_JOINT = re.compile(
    rf"[，。；：\n“”《》]|(?:以及|[、和及与])(?=[^，。；：、和及与\n]{{0,24}}?(?P<tail>{_TAILS}))"
)
_LONGEST_LIST = 200
_MEMBER = re.compile(r"[^、和及与]+")
_COUNTED = re.compile(r"\d.*?(?:岁|名|人|个)(?:以上|以下)?")
_BRACKET = re.compile(r"（(?P<other>[\u4e00-\u9fff]{1,3})）")
_WORD_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,6}$")
_LONGEST_WORD = 6
# 结直肠癌 is the shortest name that a list leaves a tail to; a longer head than 10 characters is a clause.
_SHORTEST, _LONGEST = 2, 10


@dataclass(frozen=True, slots=True)
class Variant:
    """A concept named in a shared or bracketed form: where its own words stand, and the full form."""

    start: int
    end: int
    concept: str
    spelling: str


def find_variants(text: str, body: int = 0) -> Iterator[Variant]:
    """The concepts that lists and brackets name, in text order of the lists."""
    yield from _shared_tails(text, body)
    yield from _alternatives(text, body)


def _shared_tails(text: str, body: int) -> Iterator[Variant]:
    for start, end, tail in _lists(text, body):
        for member in _MEMBER.finditer(text, start, end):
            wording = _COUNTED.sub("", member.group())
            if variant := _known(wording, tail, member.end()):
                yield variant


def _lists(text: str, body: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, tail) of the members before a list's last joint, up to the first joint with a tail behind it."""
    start = body
    for found in _JOINT.finditer(text, body):
        tail = found["tail"]
        if tail is None:
            start = max(start, found.end())
        elif found.start() - start >= _SHORTEST:
            yield max(start, found.start() - _LONGEST_LIST), found.start(), tail
            start = found.end("tail")


def _known(wording: str, tail: str, end: int) -> Variant | None:
    """The longest end of a member that is a concept with the shared tail."""
    if wording.endswith(tail):
        return None
    vocabulary = load_programmes()
    for length in range(min(_LONGEST, len(wording)), _SHORTEST - 1, -1):
        concept = vocabulary.named(wording[-length:] + tail)
        if concept is not None:
            return Variant(end - length, end, concept.id, wording[-length:] + tail)
    return None


def _alternatives(text: str, body: int) -> Iterator[Variant]:
    """健康村（社区） is 健康村 and 健康社区: the bracket replaces the end of the word before it."""
    vocabulary = load_programmes()
    before = body
    for found in _BRACKET.finditer(text, body):
        known = _WORD_BEFORE.search(text, max(before, found.start() - _LONGEST_WORD), found.start())
        if known is None:
            continue
        before = found.end()
        word, start, other = known.group(), known.start(), found["other"]
        for first in range(len(word) - 1):
            stem = word[first:-1]
            concept = vocabulary.named(stem + other)
            if concept is not None and vocabulary.named(word[first:]) is not None:
                yield Variant(start + first, found.end(), concept.id, stem + other)
                own = vocabulary.named(word[first:])
                assert own is not None
                yield Variant(start + first, found.end(), own.id, word[first:])
                break
