"""A text in tokens: characters of Chinese, words of English without their endings, and the signs of `kg.ask.masked`."""

from __future__ import annotations

import re
from collections.abc import Set

_TOKEN = re.compile(r"[a-z]+|\d+|[A-Z]|[\u3400-\u9fff%]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENDINGS = re.compile(r"(?<=...)(?:'?s|ing|ed|e|ies|y)$")


def split(text: str) -> list[str]:
    """A text in tokens."""
    return [_ENDINGS.sub("", token) for token in _TOKEN.findall(text)]


def strange(text: str, start: int, end: int, pairs: Set[str]) -> list[tuple[int, int]]:
    """Where a part of a text has two characters or more that no question is put with: no pair of them and a neighbour is known.

    >>> strange("火星移民有哪些", 0, 4, {"有哪", "哪些"})
    [(0, 4)]
    """
    known = [text[at - 1 : at + 1] in pairs if at else False for at in range(start, end + 1)]
    found: list[tuple[int, int]] = []
    for at in range(start, end):
        if known[at - start] or known[at - start + 1] or not _HAN.match(text[at]):
            continue
        if found and found[-1][1] == at:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return [(first, last) for first, last in found if last - first > 1]
