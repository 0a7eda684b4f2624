"""Frames: clauses that only say for what, by what or in what something is done, or that state how things are."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.hints import Hints
from kg.extract.lexicon import verbs
from kg.registers.tables import table

# What begins with a verb of so many characters says what is done, not how things stand.
_A_WHOLE_VERB = 2


class Frames:
    """Frames in the order of their table, and which of them a clause is."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.names = [row["name"] for row in rows]
        self._told_only = frozenset(at for at, row in enumerate(rows) if row.get("told_only"))
        self._accepts = [re.compile(row["pattern"]).fullmatch for row in rows]
        self._begins = [row.get("begins") for row in rows]
        self.hints = Hints(rows)

    def of(self, text: str, start: int, end: int, held: int | None = None, *, planned: bool = False) -> str:
        """The name of the first frame that `text[start:end]` is; empty where it is none. What is `planned` does not say how
        things stand.

        `held` are the bits of the hints' words in it or around it; without them they are looked for.
        """
        held = self.hints.held_by(text[start:end]) if held is None else held
        for at in self.hints.rules(held):
            if at in self._told_only and (planned or verbs().at(text, start, end) - start >= _A_WHOLE_VERB):
                continue
            begins = self._begins[at]
            if (begins is None or text[start : start + 1] in begins) and self._accepts[at](text, start, end):
                return self.names[at]
        return ""


@cache
def frames() -> Frames:
    """The frames that any clause may be, also one with a verb."""
    return Frames([row for row in table("cues", "frames.toml")["rule"] if not row.get("needs_no_verb")])


@cache
def frames_without_verb() -> Frames:
    """The frames that only a clause without a verb of its own may be."""
    return Frames([row for row in table("cues", "frames.toml")["rule"] if row.get("needs_no_verb")])
