"""Page furniture: lines and captions that a web page put around and into a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.clean.assemble import Edit
from kg.registers.tables import table

# No line of furniture is longer: a longer line is prose that happens to begin like one.
_LONGEST = 120


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rows = table("cues", "furniture.toml")
    line = "|".join(f"(?:{row['pattern']})" for row in rows["line"])
    inline = "|".join(f"(?:{row['pattern']})" for row in rows["inline"])
    tail = "|".join(f"(?:{row['pattern']})" for row in rows["tail"])
    return re.compile(line), re.compile(inline), re.compile(tail)


def furniture(text: str, already: Sequence[Edit] = ()) -> list[Edit]:
    """Lines, captions and page tails as edits that remove them. `already` are removals that split words."""
    whole, inline, tail = _rules()
    edits, at = [], 0
    skip = sorted(already)
    k = 0
    for line in text.split("\n"):
        end = at + len(line)
        gaps = []
        while k < len(skip) and skip[k].start < end:
            gaps.append((skip[k].start - at, min(skip[k].end - at, len(line))))
            k += 1
        if (
            len(line) <= 3 * _LONGEST
            and (bare := _bare(line, gaps))
            and len(bare) <= _LONGEST
            and whole.fullmatch(bare)
        ):
            edits.append(Edit(at, end))
        else:
            edits += [Edit(at + m.start(), at + m.end()) for m in inline.finditer(line)]
            if found := tail.search(line):
                edits.append(Edit(at + found.start(), end))
        at = end + 1
    return edits


def _bare(line: str, gaps: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(gaps):
        line = line[:start] + line[end:]
    return line.replace(" ", "")
