"""What makes a label findable: pinyin initials, and one script and width for everything that is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

_HAN = (0x3400, 0x9FFF)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def shown(label: str) -> str:
    """A label without characters that cannot be seen or that turn the direction of the text around it."""
    return "".join(c for c in label if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip()


def folded(text: str) -> str:
    """What is compared in a search: one script, one width, small letters, no blanks and quotation marks.

    >>> folded("“兩癌” 篩查ＨＰＶ")
    '两癌筛查hpv'
    """
    plain = _converter().convert(unicodedata.normalize("NFKC", text).lower())
    return "".join(c for c in plain if not c.isspace() and c not in "“”\"'‘’「」《》")


@lru_cache(maxsize=100_000)
def initials(label: str) -> str:
    """The first letters of the pinyin of a label, its other letters and digits kept.

    >>> initials("家庭医生签约")
    'jtysqy'
    """
    from pypinyin import Style, lazy_pinyin

    simplified = _converter().convert(unicodedata.normalize("NFKC", label))
    parts = lazy_pinyin(simplified, style=Style.FIRST_LETTER)
    return "".join(c for part in parts for c in part if c.isalnum()).lower()


def script_pairs(texts: Iterable[str]) -> str:
    """Traditional characters with the simplified ones that occur in `texts`, as one string of pairs.

    With it the page folds what a reader types; it holds only what can lead to a hit.
    """
    used = {c for text in texts for c in text}
    return "".join(char + plain for char, plain in _pairs() if plain in used)


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    """All characters whose simplified form is another single one, with it."""
    pairs = []
    for code in range(_HAN[0], _HAN[1] + 1):
        char = chr(code)
        plain = _converter().convert(char)
        if plain != char and len(plain) == 1:
            pairs.append((char, plain))
    return tuple(pairs)
