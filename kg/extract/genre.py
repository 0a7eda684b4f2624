"""Whether a text is of this genre at all: a novel or a recipe has verbs and numbers too, but promises nothing."""

from __future__ import annotations

from kg.registers.tables import table, words

# So many different words of the genre's own must stand in a text. The source documents hold 30 and more of them, texts of
# other kinds (contract, recipe, novel) at most three.
_ENOUGH = 6


def is_of_the_genre(text: str) -> bool:
    """Whether enough of the genre's own words stand in the text."""
    found = 0
    for word in words(table("cues", "status.toml")["of_the_genre"]["words"]):
        found += word in text
        if found >= _ENOUGH:
            return True
    return False
