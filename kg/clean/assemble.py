"""From a text and its edits to the cleaned text and the map back."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple

from kg.model.text import CleanText, Damage


class Edit(NamedTuple):
    """The characters `start`..`end` become `text` (empty: they go)."""

    start: int
    end: int
    text: str = ""


def assemble(text: str, edits: Iterable[Edit], damages: Iterable[Damage] = ()) -> CleanText:
    """Apply the edits; where two overlap the one that begins first (the longer of two) stands."""
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start < at:
            if edit.end > at and not edit.text:
                at = edit.end
            continue
        pieces.append(text[at : edit.start])
        starts.extend(range(at, edit.start))
        ends.extend(range(at + 1, edit.start + 1))
        if edit.text:
            pieces.append(edit.text)
            starts.extend([edit.start] * len(edit.text))
            ends.extend([edit.end] * len(edit.text))
        at = edit.end
    pieces.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return CleanText("".join(pieces), starts, ends, tuple(damages))
