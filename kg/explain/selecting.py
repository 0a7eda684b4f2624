"""A part of an explanation: some kinds, one section, the clauses that hold some words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kg.errors import BadCall
from kg.explain.passages import Explained, Explanation


def selected(
    made: Explanation, only: Collection[str] = (), section: str | None = None, find: str | None = None
) -> Explanation:
    """The explanation narrowed down. Raises BadCall where the document has no such section."""
    known = {s.number for s in made.records.sections}
    if section is not None and section not in known:
        near = "、".join(sorted(known)[:12]) or "-"
        raise BadCall(f"--section {section}", "the document has no such section", f"there are: {near}")
    passages = (
        one for one in made.passages if _in_section(one, section) and (find is None or _holds(one, find))
    )
    if not only:
        return replace(made, passages=tuple(passages))
    kept = (replace(one, told=tuple(t for t in one.told if t.kind in only)) for one in passages)
    return replace(made, passages=tuple(one for one in kept if one.told))


def _in_section(one: Explained, section: str | None) -> bool:
    return section is None or f"{one.passage.section}/".startswith(f"{section}/")


def _holds(one: Explained, words: str) -> bool:
    return words in one.passage.text or words in one.found
