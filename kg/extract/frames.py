"""Frames: clauses that only say for what, by what or in what something is done, or that state how things are."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import cache, lru_cache
from typing import NamedTuple

from kg.extract.hints import Hints
from kg.extract.lexicon import verbs
from kg.registers.tables import table

# What begins with a verb of so many characters says what is done, not how things stand.
_A_WHOLE_VERB = 2


class _Frame(NamedTuple):
    """A row of the table; `begins` are the characters of which whatever it accepts begins with one (None: with any)."""

    name: str
    accepts: Callable[[str, int, int], re.Match[str] | None]
    told_only: bool
    begins: str | None


class _Anything:
    """Holds everything."""

    def __contains__(self, _: object) -> bool:
        return True


_ANYTHING = _Anything()


class Frames:
    """Frames in the order of their table, and which of them a clause is."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.names = [row["name"] for row in rows]
        self.hints = Hints(rows)
        made = [
            _Frame(
                row["name"],
                re.compile(row["pattern"]).fullmatch,
                bool(row.get("told_only")),
                row.get("begins"),
            )
            for row in rows
        ]

        @lru_cache(maxsize=4096)
        def candidates(held: int) -> tuple[_Frame, ...]:
            """The frames that a clause may be by the words that it holds."""
            return tuple(map(made.__getitem__, self.hints.rules(held)))

        self._candidates = candidates
        without_words = [made[at].begins for at in self.hints.rules(0)]
        self.opening: Container[str] = (
            _ANYTHING if None in without_words else frozenset("".join(filter(None, without_words)))
        )
        """What a clause begins with that may be one of these frames without holding any of their words."""

    def of(self, text: str, start: int, end: int, held: int | None = None, *, planned: bool = False) -> str:
        """The name of the first frame that `text[start:end]` is; empty where it is none. What is `planned` does not say how
        things stand.

        `held` are the bits of the hints' words in it or around it; without them they are looked for.
        """
        held = self.hints.held_by(text[start:end]) if held is None else held
        first = text[start : start + 1]
        if not held and first not in self.opening:
            return ""
        for name, accepts, told_only, begins in self._candidates(held):
            if begins is not None and first not in begins:
                continue
            if told_only and (planned or verbs().at(text, start, end) - start >= _A_WHOLE_VERB):
                continue
            if accepts(text, start, end):
                return name
        return ""


@cache
def frames() -> Frames:
    """The frames that any clause may be, also one with a verb."""
    return Frames([row for row in table("cues", "frames.toml")["rule"] if not row.get("needs_no_verb")])


@cache
def frames_without_verb() -> Frames:
    """The frames that only a clause without a verb of its own may be."""
    return Frames([row for row in table("cues", "frames.toml")["rule"] if row.get("needs_no_verb")])
