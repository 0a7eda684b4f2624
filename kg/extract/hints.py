"""Which rules of a table may accept something in a stretch of text: one look for the words that they need."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.registers.tables import alternatives, words


class Hints:
    """The words of which whatever a rule accepts holds one, rule by rule; a rule without words must always be tried."""

    def __init__(self, rows: Sequence[dict[str, str]]) -> None:
        held = {at: words(row["holds"]) for at, row in enumerate(rows) if "holds" in row}
        self._always = [at for at in range(len(rows)) if at not in held]
        known = [word for needed in held.values() for word in needed]
        self._find = re.compile(alternatives(known) if known else r"(?!)").findall
        self._with_always = {
            word: [
                at
                for at in range(len(rows))
                if at not in held or any(_begins_within(needed, word) for needed in held[at])
            ]
            for word in known
        }

    def rules(self, text: str, start: int, end: int) -> list[int]:
        """The rules that may accept something in `text[start:end]`, by their place in the table, in its order."""
        found = self._find(text, start, end)
        if not found:
            return self._always
        if len(found) == 1:
            return self._with_always[found[0]]
        return sorted({at for word in found for at in self._with_always[word]})


def _begins_within(word: str, found: str) -> bool:
    """Whether a word may begin within the one that was found, which hides it (在 in 存在)."""
    ends = (found[at:] for at in range(len(found)))
    return any(end.startswith(word) or word.startswith(end) for end in ends)
