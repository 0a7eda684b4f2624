"""Names near to what somebody typed: by the same characters, by a part of the name, by pinyin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kg.ids import plain_name

_MOST = 8
# Less than this share of common pairs of characters is no likeness: 托位 and 床位 share none of two.
_LIKE = 0.34


def folded(name: str) -> str:
    """A name as it is looked up: widths, quotes, spaces and capitals do not count.

    >>> folded("“两癌” 筛查（ＨＰＶ）")
    '两癌筛查(hpv)'
    """
    return plain_name(name).lower()


def near_names(word: str, names: Mapping[str, Iterable[str]], most: int = _MOST) -> list[str]:
    """The keys of `names` nearest to a word, the nearest first; each key stands for all its spellings.

    >>> near_names("tuowei", {"每千人口托位数": ["千人托位数"], "县域就诊率": []})
    ['每千人口托位数']
    >>> near_names("县域就诊", {"每千人口托位数": [], "县域就诊率": []})
    ['县域就诊率']
    """
    plain = folded(word)
    scored = []
    for name, spellings in names.items():
        score = max((_likeness(plain, folded(s)) for s in (name, *spellings)), default=0.0)
        if score >= _LIKE:
            scored.append((-score, len(name), name))
    return [name for _, _, name in sorted(scored)[:most]]


def _likeness(word: str, name: str) -> float:
    """From 0 to 1: a part of the name counts more than common pairs of letters; a word in Latin letters is read as pinyin."""
    if not word or not name:
        return 0.0
    if word in name or name in word:
        return 0.7 + 0.3 * min(len(word), len(name)) / max(len(word), len(name))
    shared = _dice(_pairs(word), _pairs(name))
    if word.isascii():
        spoken, initials = _pinyin(name)
        if len(word) > 1 and (word in spoken or word in initials):
            return 0.6 + 0.1 * len(word) / len(spoken if word in spoken else initials)
        shared = max(shared, 0.5 * _dice(_pairs(word), _pairs(spoken)))
    elif _pinyin(word)[0] in _pinyin(name)[0]:
        return 0.6
    return shared


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset((text,))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@lru_cache(maxsize=1 << 14)
def _pinyin(name: str) -> tuple[str, str]:
    """The pinyin of a name without tones, in full and by first letters."""
    from pypinyin import Style, lazy_pinyin

    full = lazy_pinyin(name)
    first = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(full).lower(), "".join(first).lower()
