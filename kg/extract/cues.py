"""What each clause of a document holds of the words that rules need: one look at the whole text, not one for each rule and clause."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.extract.deadlines import deadline_hints
from kg.extract.frames import frames
from kg.extract.hints import CueWords
from kg.extract.quantities import NUMBER_WORDS
from kg.extract.status import DONE_WORDS
from kg.model.records import Span

# Of each of these a clause either holds a word or not.
NUMBER, FIGURE_IN_WORDS, DONE, SOMEONE = 1, 2, 4, 8
_FRAMES = 4

# What every figure in words holds, and who may be those that a figure counts.
_FIGURES_IN_WORDS = ("第", "零", "为0")
_SOMEONE = ("患者", "老年人", "孕产妇", "新生儿", "儿童", "婴幼儿", "妇女", "女生", "职工", "学生", "人群")


class Cues:
    """What the clauses of a document hold, clause by clause; they are in order and do not overlap."""

    def __init__(self, text: str, clauses: Iterable[Span]) -> None:
        words, self._deadlines = _known()
        self._of_frames = (1 << self._deadlines - _FRAMES) - 1
        self.of = words.held(text, clauses)
        """The cues of each clause: the flags of the kinds above, and what `frames` and `deadlines` take out of it."""

    def frames(self, cues: int) -> int:
        """The bits by which the table of frames is asked for rules."""
        return cues >> _FRAMES & self._of_frames

    def deadlines(self, cues: int) -> int:
        """The bits by which the table of deadlines is asked for rules."""
        return cues >> self._deadlines


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
    ):
        for word in of_kind:
            known[word] = known.get(word, 0) | kind
    for begins, hints in ((_FRAMES, of_frames.hints), (deadlines, deadline_hints())):
        for word, bits in hints.words.items():
            known[word] = known.get(word, 0) | bits << begins
    return CueWords(known), deadlines
