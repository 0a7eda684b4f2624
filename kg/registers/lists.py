"""Lists of names that are known by how they end: names may begin anywhere, such ends are rare."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS = "，。；：\n"
_BEHIND = re.compile(r"[^\u4e00-\u9fff、\d]|\Z")


def lists_around(text: str, ends: re.Pattern[str], lists: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What `lists.finditer(text)` gives, looked for only around what `ends` finds.

    `ends` must find something in whatever `lists` accepts, and that hold nothing but Chinese characters, 、 and digits.
    """
    at = 0
    while (end := ends.search(text, at)) is not None:
        start = max(at, *(text.rfind(mark, at, end.start()) + 1 for mark in _MARKS))
        behind = _BEHIND.search(text, end.end())
        at = behind.start() if behind else len(text)
        yield from lists.finditer(text, start, at)
