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
    *_, tail = _rules()
    for line in text.split("\n"):
        if at > _LAST_PART * len(text) and (found := tail.search(line)):
            edits += [Edit(at + start, at + end) for start, end in _of_line(line[: found.start()])]
            return [*edits, Edit(at + found.start(), len(text))]
        edits += [Edit(at + start, at + end) for start, end in _of_line(line)]
        at += len(line) + 1
    return edits


def _of_line(line: str) -> list[tuple[int, int]]:
    """The spans of one line that are furniture; the whole line where what its captions leave is furniture too."""
    whole, inline, tail = _rules()
    captions = [(_sentence_before(line, found.start()), found.end()) for found in inline.finditer(line)]
    bare = _without(line, captions).replace(" ", "")
    if bare and len(bare) <= _LONGEST and whole.fullmatch(bare):
        return [(0, len(line))]
    if found := tail.search(line):
        captions.append((found.start(), len(line)))
    return captions


def _sentence_before(line: str, at: int) -> int:
    """Where the sentence begins that ends at `at`, its full stop included."""
    stop = at - (at > 0 and line[at - 1] in _STOPS)
    return max((line.rfind(mark, 0, stop) + 1 for mark in _STOPS + "—"), default=0)


def _without(line: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        line = line[:start] + line[end:]
    return line
