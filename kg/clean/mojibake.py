"""Characters broken by glosses that were inserted between the two bytes of a GBK character.

A tool put `(pinyin)` behind a *byte* instead of a character; the half characters on both sides then read as
`?` and as other characters. What a byte table tells for sure is mended (`ontology/cues/mojibake.toml`); the
rest is damage.
"""

from __future__ import annotations

import re
from functools import cache

from kg.clean.assemble import Edit
from kg.model.text import Damage
from kg.registers.tables import alternatives, table

_BROKEN = re.compile(r"\?[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ]{1,6}\)|\?\?[@-~]|\ufffd+")


@cache
def _repairs() -> tuple[re.Pattern[str], dict[str, str]]:
    mended = {row["broken"]: row["mended"] for row in table("cues", "mojibake.toml")["repair"]}
    return re.compile(alternatives(list(mended))), mended


def mojibake(text: str) -> tuple[list[Edit], list[Damage]]:
    """What can be mended, as edits, and what is damaged for good."""
    if "?" not in text and "\ufffd" not in text:
        return [], []
    pattern, mended = _repairs()
    edits = [Edit(m.start(), m.end(), mended[m.group()]) for m in pattern.finditer(text)]
    damages = [
        Damage(m.start(), m.end(), "broken characters in source")
        for m in _BROKEN.finditer(text)
        if not any(e.start <= m.start() < e.end for e in edits)
    ]
    return edits, damages
