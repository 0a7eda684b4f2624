"""Spaces inside words, invisible characters, and lines that were broken at a fixed width."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.clean.assemble import Edit

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]+")
# Spaces beside a Chinese character, a digit with its unit, or punctuation say nothing; between Latin
# words they do.
# The pattern begins with the space itself, so that what is no space is passed over at once.
_IDLE = re.compile(
    r" (?:(?<![a-zA-Z0-9.,;] ) *|(?<=[0-9.,;] ) *(?![0-9a-zA-Z])|(?<=[a-zA-Z] ) *(?![a-zA-Z0-9]))"
)
_EDGE = re.compile(r" (?:(?<=^ ) *|(?<!  ) *$)", re.M)
_NUMBERED = re.compile(
    r"(?<!\s)\s*+(?:第[一二三四五六七八九十百\d]{1,4}[章节篇部条]|[一二三四五六七八九十]{1,3}[、.．是]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、）)](?!\d)|[①-⑳]|——|[•·◆●■★])"
)
_ENDS = "。！？；：…”）》.;:!?|"


# 达到1 00%, 完成323 43人: digits between Chinese characters that only stray spaces part.
_SPLIT_NUMBER = re.compile(r"\d(?<=[\u4e00-\u9fff，、（]\d)(?:[\d.]| (?=[\d.])){1,10}(?=[\u4e00-\u9fff%‰])")
_SPLIT = re.compile(r" (?<=[\d.] )(?=[\d.])")


def spaces(text: str) -> list[Edit]:
    """Spaces and invisible characters that are not part of the wording."""
    edits: list[Edit] = []
    # All that is invisible counts as not printable, and hardly a text holds any of it.
    if not text.replace("\n", "").replace("\t", "").isprintable():
        edits += [Edit(m.start(), m.end()) for m in _INVISIBLE.finditer(text)]
    if " " not in text:
        return edits
    edits += [Edit(m.start(), m.end()) for m in _IDLE.finditer(text)]
    for number in _SPLIT_NUMBER.finditer(text) if _SPLIT.search(text) else ():
        if number.group().count(".") <= 1:
            edits += [Edit(i, i + 1) for i in range(*number.span()) if text[i] == " "]
    edits += [Edit(m.start(), m.end()) for m in _EDGE.finditer(text)]
    return edits


def wrapped_lines(text: str) -> list[Edit]:
    """Line ends that only a fixed width put there.

    A text counts as broken at a width where most of its longer lines have nearly the same length and end
    within a sentence.
    """
    lines = text.split("\n")
    long = [len(line.strip()) for line in lines if len(line.strip()) >= 20]
    if len(long) < 8:
        return []
    width = sorted(long)[len(long) * 9 // 10]
    at_width = [n for n in long if width * 0.85 <= n <= width * 1.15]
    if width > 90 or len(at_width) < 0.5 * len(long):
        return []
    return _joins(lines, width)


def _joins(lines: list[str], width: int) -> list[Edit]:
    edits, at = [], 0
    for line, following in pairwise(lines):
        end = at + len(line)
        bare = line.strip()
        # A line that fills the width goes on whatever it ends with; a shorter one if it ends within a sentence.
        full = len(bare) >= width or (len(bare) >= width * 0.85 and bare[-1] not in _ENDS)
        if full and following.strip() and not _NUMBERED.match(following):
            edits.append(Edit(end, end + 1))
        at = end + 1
    return edits
