"""How words are folded before they are looked for."""

from __future__ import annotations

import re

# What the queries leave out of labels before they look for words (the same class stands in their REPLACE).
_FOLDED = re.compile(r"[\s“”‘’\"《》「」]")


def fold_words(words: str) -> str:
    """Words as the queries look for them: lower case, without spaces and quotation marks.

    >>> fold_words("“两癌” 筛查")
    '两癌筛查'
    """
    return _FOLDED.sub("", words.lower())
