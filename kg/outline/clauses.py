"""Clauses and sentences: runs between `，。；：！？`, where brackets, quotes and titles hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile(r"[，。；：！？\n\t|（）《》“”‘’【】]")
_CLOSING = {"）": "（", "》": "《", "”": "“", "’": "‘", "】": "【"}
_OPENING = frozenset(_CLOSING.values())
_PAIRED = frozenset("（）《》“”‘’【】")
_STOPS = "。；！？\n\t|"
SENTENCE_ENDS = frozenset(["", *_STOPS])
"""The closing marks that end a sentence too (a line's end does, a comma or colon does not)."""
# A bracket or quote that has not closed after this many characters never will (the longest in the source
# documents has 72).
_LONGEST_INNER = 90


def runs(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, closing mark) of each clause of `text[start:end]`; empty runs are left out."""
    begin = start
    opened: list[tuple[str, int]] = []
    for found in _MARK.finditer(text, start, end):
        at = found.start()
        mark = text[at]
        if mark in _PAIRED:
            if mark in _OPENING and not (mark == "“" and _is_speech(text, at, end)):
                opened.append((mark, at))
                continue
            if mark in _CLOSING and not _ends_speech(text, at, opened):
                if opened:
                    _close(opened, _CLOSING[mark])
                continue
        if opened:
            if mark != "\n" and at - opened[0][1] < _LONGEST_INNER and _closes_later(text, opened[0], end):
                continue
            opened.clear()
        if begin < at:
            yield begin, at, mark
        begin = at + 1
    if begin < end:
        yield begin, end, ""


def _is_speech(text: str, at: int, end: int) -> bool:
    """A quotation that holds whole sentences is speech: its clauses are clauses; a short one is a name."""
    close = text.find("”", at, min(end, at + 400))
    inner = text[at + 1 : close] if close > 0 else ""
    return "。" in inner or (len(inner) > 30 and "，" in inner)


def _ends_speech(text: str, at: int, opened: list[tuple[str, int]]) -> bool:
    """A closing quotation mark beside a stop, with none opened, ends what _is_speech began."""
    if text[at] != "”" or any(mark == "“" for mark, _ in opened):
        return False
    return text[at - 1] in _BESIDE_SPEECH or text[at + 1 : at + 2] in _BESIDE_SPEECH


_BESIDE_SPEECH = frozenset([*_STOPS, "，"])


def _close(opened: list[tuple[str, int]], opening: str) -> None:
    for i in range(len(opened) - 1, -1, -1):
        if opened[i][0] == opening:
            del opened[i:]
            return


def _closes_later(text: str, opened: tuple[str, int], end: int) -> bool:
    closing = next(c for c, o in _CLOSING.items() if o == opened[0])
    return text.find(closing, opened[1], min(end, opened[1] + _LONGEST_INNER)) >= 0


def ends_sentence(mark: str) -> bool:
    """Whether a clause's closing mark ends its sentence."""
    return mark in SENTENCE_ENDS
