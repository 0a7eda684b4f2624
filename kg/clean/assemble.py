"""From a text and its edits to the cleaned text and the map back."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.model.text import CleanText, Damage


class Edit(NamedTuple):
    """The characters `start`..`end` become `text` (empty: they go)."""

    start: int
    end: int
    text: str = ""


def as_found(text: str, damages: Iterable[Damage] = ()) -> CleanText:
    """A text with nothing cleaned yet: every character stands for itself."""
    count = len(text)
    places = _places() if count < _USUAL else array("L", range(count + 1))
    return CleanText(text, places[:count], places[1 : count + 1], tuple(damages))


# Hardly a document is longer: the places of a shorter one are cut out of these, not counted anew.
_USUAL = 1 << 16


@cache
def _places() -> array[int]:
    return array("L", range(_USUAL))


def rewritten(made: CleanText, text: str) -> CleanText:
    """The same places with other characters; the length must be the same."""
    if len(text) != len(made.text):
        raise ValueError("a rewritten text keeps its length")
    return replace(made, text=text)


def edited(made: CleanText, edits: Iterable[Edit]) -> CleanText:
    """Apply edits in offsets of `made`; where two overlap the one that begins first (the longer of two) stands."""
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start < at:
            if edit.end > at and not edit.text:
                at = edit.end
            continue
        pieces += (made.text[at : edit.start], edit.text)
        starts.extend(made.starts[at : edit.start])
        ends.extend(made.ends[at : edit.start])
        starts.extend(made.starts[edit.start : edit.start + 1] * len(edit.text))
        ends.extend(made.ends[edit.end - 1 : edit.end] * len(edit.text))
        at = edit.end
    if not pieces:
        return made
    starts.extend(made.starts[at:])
    ends.extend(made.ends[at:])
    return replace(made, text="".join(pieces) + made.text[at:], starts=starts, ends=ends)
