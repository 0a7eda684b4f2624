"""Pinyin glosses: 當(dāng)前. A syllable in brackets behind a Chinese character goes.

A gloss is one well-formed pinyin syllable in lower case, so (app), (dna) or (AED) stay.
"""

from __future__ import annotations

import re

from kg.clean.assemble import Edit

_VOWEL = "aāáǎàoōóǒòeēéěèiīíǐìuūúǔùüǖǘǚǜvêńňǹḿ"
_SYLLABLE = rf"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[{_VOWEL}]{{1,4}}(?:ng|n|r)?"
# The pattern begins with the bracket itself, so that all else is passed over at once.
_GLOSS = re.compile(rf"（(?<=[\u3400-\u9fff\uf900-\ufaff]（){_SYLLABLE}）(?:（{_SYLLABLE}）)*")


def glosses(text: str) -> list[Edit]:
    """The glosses of a text in one width as edits that remove them."""
    return [Edit(m.start(), m.end()) for m in _GLOSS.finditer(text)]
