"""The title of a printed document, which large type breaks over several lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

Chunks: TypeAlias = Sequence[tuple[str, float]]
"""The text of a page in parts, each with the height of its type in points."""

# A title stands in type so much larger than the text: 22 points to 16 in official documents (GB/T 9704-2012), less on pages.
_LARGER = 1.2
# Heights that differ by less are one height.
_SAME = 0.5


def body_height(chunks: Chunks) -> float:
    """The height in which most of a text is set."""
    letters: Counter[float] = Counter()
    for text, height in chunks:
        letters[height] += sum(char.isalnum() for char in text)
    return max(letters, key=lambda height: (letters[height], -height), default=0.0)


def with_whole_titles(chunks: Chunks, body: float) -> str:
    """The text of a page, lines of one large type that follow each other as one."""
    made = ""
    before = 0.0
    for line in _lines(chunks):
        words = "".join(text for text, _ in line)
        height = max((height for text, height in line if text.strip()), default=0.0)
        goes_on = height > _LARGER * body and abs(height - before) < _SAME
        made = made + words.strip() if goes_on else f"{made}\n{words}" if made else words
        before = height
    return made


def _lines(chunks: Chunks) -> list[list[tuple[str, float]]]:
    lines: list[list[tuple[str, float]]] = [[]]
    for text, height in chunks:
        first, *rest = text.split("\n")
        lines[-1].append((first, height))
        lines += [[(part, height)] for part in rest]
    return lines
