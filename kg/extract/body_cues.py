"""The words that tell where bodies are named: endings, boundaries, and what makes a class of an ending."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from kg.extract.lexicon import WordSet
from kg.registers.bodies import load_bodies
from kg.registers.tables import table, words


@cache
def endings() -> tuple[Any, tuple[str, ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    bodies = load_bodies()
    known = tuple(
        dict.fromkeys(
            e
            for e in (*bodies.suffixes, *famous(), *bodies.party, *bodies.national)
            if len(e) >= 2 and e not in listed("never") and not e.endswith("机构")
        )
    )
    return AhoCorasick(list(known), matchkind=MatchKind.Standard), known


@cache
def boundary() -> WordSet:
    """Words that no name of a body holds."""
    return WordSet(words(table("cues", "bodies.toml")["boundary"]["words"]))


@cache
def weak_endings() -> frozenset[str]:
    """Endings that are too general without a place or a proper name before them."""
    return frozenset(words(table("cues", "bodies.toml")["weak"]["endings"]))


@cache
def centres() -> tuple[frozenset[str], re.Pattern[str]]:
    """The classes of centres (胸痛 …), and the wording by which a centre is set up as a body."""
    rows = table("cues", "bodies.toml")["centres"]
    set_up = "|".join(words(rows["set_up"]))
    pattern = rf"(?:{set_up})(?:了)?(?P<name>[\u4e00-\u9fff]{{4,12}}中心)(?=[，。；、并]|$)"
    return frozenset(words(rows["classes"])), re.compile(pattern)


@cache
def listed(name: str) -> frozenset[str]:
    """A list of endings of `ontology/cues/bodies.toml`."""
    return frozenset(words(table("cues", "bodies.toml")["endings"][name]))


@cache
def class_leads() -> tuple[str, ...]:
    """What stands before an ending and makes a class of it, as ends of a wording."""
    return tuple(sorted(listed("class_leads")))


@lru_cache(maxsize=2048)
def stands_alone(ending: str) -> bool:
    """Whether an ending alone, in full or short, is the name of a body of the document's place. There are so many endings."""
    bodies = load_bodies()
    if ending in listed("needs_place"):
        return False
    if ending in bodies.bare and ending not in weak_endings():
        return True
    return len(ending) >= _SHORTEST_FULL and bodies.expand("某" + ending)[1:] in bodies.bare


_SHORTEST_FULL = 3


@cache
def abbreviations() -> frozenset[str]:
    """Short names of bodies, universities and famous hospitals."""
    return frozenset(load_bodies().abbreviations())


@cache
def crossing() -> tuple[str, ...]:
    """Wordings that begin with two letters that end like a body, and are other words (报社区, 中学生)."""
    return words(table("cues", "bodies.toml")["endings"]["crossing"])


@cache
def famous() -> frozenset[str]:
    """Hospitals of national fame by the short names that need no place."""
    return frozenset(n for n in abbreviations() if n.endswith("院") and len(n) >= 4)
