"""Cleaning: the noise of web pages out, one way of writing in, with the map back to the source.

`clean(source.text)` gives a `CleanText`; nothing is cleaned twice and nothing is guessed: what cannot be
mended is left and reported as damage.
"""

from __future__ import annotations

from kg.clean.assemble import Edit, assemble
from kg.clean.furniture import furniture
from kg.clean.glosses import glosses
from kg.clean.mojibake import mojibake
from kg.clean.script import simplified
from kg.clean.spaces import spaces, wrapped_lines
from kg.clean.width import one_width
from kg.model.text import CleanText

__all__ = ["clean"]


def clean(text: str) -> CleanText:
    """The cleaned text with its map. Every step but the last keeps the length, so that offsets agree."""
    repairs, damages = mojibake(text)
    removed = glosses(text)
    level = simplified(one_width(text), [*repairs, *removed])
    edits: list[Edit] = [*repairs, *removed]
    edits += furniture(level, edits)
    edits += spaces(level)
    edits += wrapped_lines(level)
    return assemble(level, edits, damages)
