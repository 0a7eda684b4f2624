"""Which rules of a table may accept something in a stretch of text, by the words that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kg.model.records import Span
from kg.registers.tables import words

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class CueWords:
    """Words with a number each, whose bits say what the word is a cue of."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._words = tuple(known)
        self._bits = tuple(known.values())

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        # For some hundred words this is made in a third of the time, and found in about half, of what is made otherwise.
        return AhoCorasick(list(self._words), matchkind=MatchKind.Standard, implementation=Implementation.DFA)

    def held(self, text: str, spans: Iterable[Span]) -> list[int]:
        """For each span, all bits of the words in it. The spans are in order and do not overlap: one look at the text."""
        found = iter(self._automaton.find_matches_as_indexes(text, overlapping=True))
        bits, held = self._bits, []
        word, first, last = next(found, _NONE)
        for start, end in spans:
            # Words come in the order of their ends.
            cues = 0
            while last <= end:
                if first >= start:
                    cues |= bits[word]
                word, first, last = next(found, _NONE)
            held.append(cues)
        return held

    def held_by(self, stretch: str) -> int:
        """All bits of the words in a stretch of text."""
        return self.held(stretch, [(0, len(stretch))])[0]


# Behind the last word: it ends behind every text.
_NONE = (0, 0, 1 << 60)


class Hints:
    """The words of which whatever a rule accepts holds one, rule by rule; a rule without words must always be tried."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        self.words: dict[str, int] = {}
        """Each word with the bits of the rules that need it: 1 for the first rule, 2 for the second, 4 for the third …"""
        always = 0
        for at, row in enumerate(rows):
            always |= 0 if "holds" in row else 1 << at
            for word in words(row.get("holds", "")):
                self.words[word] = self.words.get(word, 0) | 1 << at
        count = len(rows)

        @lru_cache(maxsize=4096)
        def rules(cues: int) -> tuple[int, ...]:
            """The rules that may accept something, by their place in the table, in its order."""
            return tuple(at for at in range(count) if (cues | always) >> at & 1)

        self.rules = rules
        self._alone = CueWords(self.words)

    def held(self, text: str, spans: Iterable[Span]) -> list[int]:
        """The same for each of several spans, which are in order and do not overlap."""
        return self._alone.held(text, spans)

    def held_by(self, stretch: str) -> int:
        """The bits of all words in a stretch of text, to be asked for its rules."""
        return self._alone.held_by(stretch) if self.words else 0
