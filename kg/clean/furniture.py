"""Page furniture: lines and captions that a web page put around and into a document."""

from __future__ import annotations

import re
from functools import cache

from kg.clean.assemble import Edit
from kg.registers.tables import table

# No line of furniture is longer: a longer line is prose that happens to begin like one.
_LONGEST = 120
_STOPS = "。！？"


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rows = table("cues", "furniture.toml")
    line = "|".join(f"(?:{row['pattern']})" for row in rows["line"])
    inline = "|".join(f"(?:{row['pattern']})" for row in rows["inline"])
    tail = "|".join(f"(?:{row['pattern']})" for row in rows["tail"])
    return re.compile(line), re.compile(inline), re.compile(tail)


# Recommended pages end a page: what follows them in its last part belongs to other documents.
_LAST_PART = 0.6


def furniture(text: str) -> list[Edit]:
    """Lines, captions and page tails as edits that remove them."""
    edits, at = [], 0
    # Hardly a page has a tail, and one look tells.
    has_tail = _tail(text) is not None
    for line in text.split("\n"):
        tail = _tail(line) if has_tail else None
        if tail is not None and at > _LAST_PART * len(text):
            edits += [Edit(at + start, at + end) for start, end in _of_line(line[:tail], None)]
            return [*edits, Edit(at + tail, len(text))]
        edits += [Edit(at + start, at + end) for start, end in _of_line(line, tail)]
        at += len(line) + 1
    return edits


def _tail(line: str) -> int | None:
    """Where what ends a page begins in a line."""
    found = _rules()[2].search(line)
    return found.start() if found else None


def _of_line(line: str, tail: int | None) -> list[tuple[int, int]]:
    """The spans of one line that are furniture; the whole line where what its captions leave is furniture too."""
    whole, inline, _ = _rules()
    captions = []
    if "（" in line or "(" in line:
        captions = [(_sentence_before(line, found.start()), found.end()) for found in inline.finditer(line)]
    if captions or len(line) - line.count(" ") <= _LONGEST:
        bare = _without(line, captions).replace(" ", "")
        if bare and len(bare) <= _LONGEST and whole.fullmatch(bare):
            return [(0, len(line))]
    if tail is not None:
        captions.append((tail, len(line)))
    return captions


def _sentence_before(line: str, at: int) -> int:
    """Where the sentence begins that ends at `at`, its full stop included."""
    stop = at - (at > 0 and line[at - 1] in _STOPS)
    return max((line.rfind(mark, 0, stop) + 1 for mark in _STOPS + "—"), default=0)


def _without(line: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        line = line[:start] + line[end:]
    return line
