"""What each clause of a document holds of the words that rules need: one look at the whole text, not one for each rule and clause."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg.extract.clause_words import DATELINE_WORDS
from kg.extract.deadlines import deadline_hints
from kg.extract.frames import frames
from kg.extract.hints import CueWords
from kg.extract.quantities import NUMBER_WORDS
from kg.extract.status import DONE_WORDS
from kg.model.records import Span

# Of each of these a clause either holds a word or not.
NUMBER, FIGURE_IN_WORDS, DONE, SOMEONE, DATELINE, PEOPLE = 1, 2, 4, 8, 16, 32
_FRAMES = 6

# What every figure in words holds, and who may be those that a figure counts.
_FIGURES_IN_WORDS = ("第", "零", "翻", "为0", "前二", "前三", "前四", "前五", "前六", "前八", "前十")
_SOMEONE = ("患者", "老年人", "孕产妇", "新生儿", "儿童", "婴幼儿", "妇女", "女生", "职工", "学生", "人群")
# Who is served: a target says of whom it holds.
WORDS_FOR_PEOPLE = (
    "老年人", "老人", "儿童", "婴幼儿", "新生儿", "孕产妇", "妇女", "女生", "居民", "患者", "人群", "职工", "学生", "劳动者",
)  # fmt: skip


class Cues(NamedTuple):
    """What the clauses of a document hold, a number for each clause."""

    flags: list[int]
    """Of which of the kinds above it holds a word."""
    frames: list[int]
    deadlines: list[int]
    """The bits by which the tables of frames and of deadlines are asked for rules."""


def cues_of(text: str, clauses: Iterable[Span]) -> Cues:
    """The cues of the clauses, which are in order and do not overlap."""
    words, deadlines = _known()
    held = words.held(text, clauses)
    kinds, of_frames = (1 << _FRAMES) - 1, (1 << deadlines - _FRAMES) - 1
    return Cues(
        [bits & kinds for bits in held],
        [bits >> _FRAMES & of_frames for bits in held],
        [bits >> deadlines for bits in held],
    )


@cache
def _known() -> tuple[CueWords, int]:
    """All words with their bits (kinds, then frames, then deadlines), and where those of deadlines begin."""
    of_frames = frames()
    deadlines = _FRAMES + len(of_frames.names)
    known: dict[str, int] = {}
    for kind, of_kind in (
        (NUMBER, NUMBER_WORDS),
        (FIGURE_IN_WORDS, _FIGURES_IN_WORDS),
        (DONE, DONE_WORDS),
        (SOMEONE, _SOMEONE),
        (DATELINE, DATELINE_WORDS),
        (PEOPLE, WORDS_FOR_PEOPLE),
    ):
        for word in of_kind:
            known[word] = known.get(word, 0) | kind
    for begins, hints in ((_FRAMES, of_frames.hints), (deadlines, deadline_hints())):
        for word, bits in hints.words.items():
            known[word] = known.get(word, 0) | bits << begins
    return CueWords(known), deadlines
