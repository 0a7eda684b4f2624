"""Words that stand where the name of a place could: what is done to 县医院, 镇卫生院, or how."""

from __future__ import annotations

import re

from kg.extract.body_cues import boundary
from kg.extract.lexicon import adverbs, prepositions, verbs


def is_no_name(name: str) -> bool:
    """提升|镇 of 提升镇卫生院 is no town, 启动|县 of 启动县医院 no county, 指导|市县 no place: words are before the kind."""
    stem = _KIND.sub("", name)
    if stem[-1:] in "驻在管各的是和与报赴送呈往请跑" or verbs().at(stem, 0, len(stem)) >= _A_WORD:
        return True
    return any(
        len(stem) - words.ends_at(stem, 0, len(stem)) >= _A_WORD
        for words in (verbs(), adverbs(), boundary(), prepositions())
    )


_KIND = re.compile(r"(?<=..)(?:街道|[镇乡市县区旗])$")
# A letter alone begins or ends names too (丰原, 上河).
_A_WORD = 2
