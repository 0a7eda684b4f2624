"""A cleaned text as an outline."""

from __future__ import annotations

from kg.model.text import CleanText, Clause, Outline, OwnerList, Part
from kg.outline.clauses import ends_sentence, runs
from kg.outline.lines import Item, items
from kg.outline.owner_lists import owner_lists
from kg.outline.sections import find_parts


def outline(clean: CleanText) -> Outline:
    """The sections, owner lists and clauses of a cleaned text."""
    found = list(items(clean.text))
    parts, owner = find_parts(clean.text, found)
    lists = [
        OwnerList(start, end, label, _closed_item(parts, found, owner, start), rule)
        for start, end, label, rule in owner_lists(clean.text)
    ]
    return Outline(clean, tuple(parts), tuple(_clauses(clean.text, found, owner, parts, lists)), tuple(lists))


def _closed_item(parts: list[Part], found: list[Item], owner: list[int], at: int) -> int:
    """The numbered item that a list at `at` closes: 一是 … within it do not own lists of their own."""
    section = -1
    for item, index in zip(found, owner, strict=True):
        if item.start > at:
            break
        section = index
    while section >= 0 and parts[section].kind == "ordinal":
        section = parts[section].parent
    return section


def _clauses(
    text: str, found: list[Item], owner: list[int], parts: list[Part], lists: list[OwnerList]
) -> list[Clause]:
    clauses: list[Clause] = []
    sentence = 0
    gaps = iter([(o.start, o.end) for o in lists] + [(len(text), len(text))])
    gap = next(gaps)
    for item, section in zip(found, owner, strict=True):
        at = item.text_start
        while at < item.end:
            while gap[1] <= at:
                gap = next(gaps, (len(text), len(text)))
            if gap[0] <= at:
                at = gap[1]
                continue
            stop = min(item.end, gap[0])
            for start, end, closes in runs(text, at, stop):
                heading = section >= 0 and parts[section].heading_start <= start < parts[section].heading_end
                clauses.append(Clause(start, end, sentence, section, closes, heading))
                sentence += ends_sentence(closes)
            at = stop
        sentence += 1
    return clauses
