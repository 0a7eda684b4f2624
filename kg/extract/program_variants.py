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
_LIST = re.compile(
    rf"(?P<members>[^，。；：\n“”《》]{{2,200}}?)(?:、|和|及|与|以及)[^，。；：、和及与\n]{{0,24}}?(?P<tail>{_TAILS})"
)
_MEMBER = re.compile(r"[\u4e00-\u9fff“”]+(?=$|、|和|及|与)")
_BRACKET = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,6})（(?P<other>[\u4e00-\u9fff]{1,3})）")
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
    for found in _LIST.finditer(text, body):
        start, end = found.span("members")
        for member in re.finditer(r"[^、和及与]+", text[start:end]):
            wording = re.sub(r"\d.*?(?:岁|名|人|个)(?:以上|以下)?", "", member.group())
            offset = start + member.end()
            if variant := _known(wording, found["tail"], offset):
                yield variant


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
    for found in _BRACKET.finditer(text, body):
        word, other = found["word"], found["other"]
        for first in range(len(word) - 1):
            stem = word[first:-1]
            concept = vocabulary.named(stem + other)
            if concept is not None and vocabulary.named(word[first:]) is not None:
                yield Variant(found.start() + first, found.end(), concept.id, stem + other)
                own = vocabulary.named(word[first:])
                assert own is not None
                yield Variant(found.start() + first, found.end(), own.id, word[first:])
                break
