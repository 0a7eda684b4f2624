"""Cleaning: the noise of web pages out, one way of writing in, with the map back to the source.

`clean(source.text)` gives a `CleanText`; nothing is cleaned twice and nothing is guessed: what cannot be
mended is left and reported as damage.
"""

from __future__ import annotations

from dataclasses import replace

from kg.clean.assemble import as_found, edited, rewritten
from kg.clean.furniture import furniture
from kg.clean.glosses import glosses
from kg.clean.layout import tables_as_lines
from kg.clean.mojibake import mojibake
from kg.clean.script import simplified
from kg.clean.spaces import spaces, wrapped_lines
from kg.clean.squashed import lost_line_ends
from kg.clean.width import one_width
from kg.model.text import CleanText

__all__ = ["clean"]


def clean(text: str) -> CleanText:
    """The cleaned text with its map. Each step sees what the steps before it left: no gloss splits a word."""
    repairs, damages = mojibake(text)
    made = edited(as_found(text, damages), repairs)
    made = rewritten(made, one_width(made.text))
    if laid_out := tables_as_lines(made.text):
        made = edited(made, laid_out)
        made = rewritten(made, one_width(made.text))
    made = _levelled(made)
    made = edited(made, glosses(made.text))
    made = rewritten(made, simplified(made.text))
    around = furniture(made.text)
    margins = "\n".join(made.text[edit.start : edit.end] for edit in around)
    made = replace(edited(made, around), margins=margins)
    made = edited(made, wrapped_lines(made.text))
    return edited(made, lost_line_ends(made.text))


def _levelled(made: CleanText) -> CleanText:
    """A text in one width without idle spaces. Each decides about the other's cases, so both go until none is left."""
    while idle := spaces(made.text):
        made = edited(made, idle)
        made = rewritten(made, one_width(made.text))
    return made
