"""The names of a graph in a question, so that the words within a name are not read as words of the question."""

from __future__ import annotations

from kg.ask.lexicon import lexicon
from kg.ask.names import REGION, Names


def mark_names(text: str, free: bytearray, names: Names) -> list[tuple[int, int, str]]:
    """Where the text has names of things other than regions, longest first; their characters are taken.

    A name that is made up of words that questions are asked with (项目, 医院) is none here.
    """
    found: list[tuple[int, int, str]] = []
    for name in names.all:
        spelling = name.spelling
        if name.kind == REGION or len(spelling) < 3 or spelling not in text:
            continue
        at = text.find(spelling)
        while at >= 0:
            end = at + len(spelling)
            if all(free[at:end]) and _says_more(spelling) and not _crossed(text, at, end):
                free[at:end] = bytes(end - at)
                found.append((at, end, name.kind))
            at = text.find(spelling, at + 1)
    return found


def _crossed(text: str, start: int, end: int) -> bool:
    """Whether a word of the question begins in a name and ends after it: 责任人 after 安全生产责任."""
    free = bytearray(1 for _ in text)
    return any(
        word.start < end < word.end and word.end - word.start > 1 and word.concepts
        for at in range(max(start + 1, end - lexicon().longest), end)
        for word in lexicon().first(text, at, free)
    )


def _says_more(spelling: str) -> bool:
    free = bytearray(1 for _ in spelling)
    for word in lexicon().cut(spelling, free):
        free[word.start : word.end] = bytes(word.end - word.start)
    return any(free)
