"""Places that a question names and the graph does not have."""

from __future__ import annotations

import re

from kg.ask.names import REGION, Names
from kg.ask.question import Question
from kg.ask.values import Filled

_LEVELS = {"province", "prefecture"}
_SHORTEST, _SHORTEST_IN_FULL = 4, 3


def unknown_place(read: Question, best: Filled, names: Names) -> str | None:
    """A place of the register that is no place of the graph; None where the question names none.

    It is looked for only in what was not understood to the letter, a county or district only by its name in full.
    """
    exact = {u.said for u in best.understood if u.said == u.label or u.said == u.value}
    texts = [p.said for p in read.phrases if p.said not in exact and not p.quoted]
    english = [w for w in read.english if len(w) >= _SHORTEST]
    if not texts and not english:
        return None
    from kg.registers.regions import load_regions

    register = load_regions()
    for text in texts:
        for start, end in register.occurrences(text):
            said = text[start:end]
            known = register.named(said)
            told = any(region.level in _LEVELS or _is_in_full(region.name, said) for region in known)
            if told and not register.is_word_like(said) and said not in names.texts:
                return said
    return _in_pinyin(english, names) if english else None


def without_documents(best: Filled, names: Names) -> str | None:
    """A place that a query is limited to and that the graph only mentions: it has no document, nor has a place around it."""
    with_documents = {names.region_value(iri) for iri in names.places}
    for understood in best.understood:
        if understood.param != "region" or understood.value in with_documents:
            continue
        iri = next((n.iri for n in names.of(REGION) if names.region_value(n.iri) == understood.value), "")
        if not any(names.around(iri, outer) or names.around(outer, iri) for outer in names.places):
            return understood.label
    return None


def _is_in_full(name: str, said: str) -> bool:
    return said == name and len(said) >= _SHORTEST_IN_FULL


def _in_pinyin(words: list[str], names: Names) -> str | None:
    from kg.ask.sounds import pinyin
    from kg.registers.regions import load_regions

    known = {name.iri.rpartition("/")[2] for name in names.all if name.kind == "region"}
    sounds = {
        pinyin(re.sub(r"(?<=..)[市省]$", "", region.name))
        for region in load_regions().regions
        if region.level in _LEVELS and region.code not in known
    }
    return next((word.capitalize() for word in words if word in sounds), None)
