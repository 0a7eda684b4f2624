"""The regions that a question names: by name, without 市 or 区, in pinyin, or by characters of the same sound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.ask.names import REGION, Name, Names
from kg.ask.sounds import pinyin, sounding

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """A region that a question names."""

    name: Name
    said: str
    how: str
    at: int = 0


def mark_places(places: list[SaidPlace], text: str, free: bytearray, names: Names) -> None:
    """Put the regions of a text into `places`, in the order of the text; their characters are taken.

    Of a region and one around it that stand side by side (常州市钟楼区) only the inner one is meant.
    """
    with_documents = set(names.places)
    # A place with documents before one of the same name without.
    order = sorted(names.of(REGION), key=lambda n: (-len(n.spelling), n.iri not in with_documents, n.iri))
    for name in order:
        at = text.find(name.spelling)
        while at >= 0:
            if all(free[at : at + len(name.spelling)]):
                _put(places, SaidPlace(name, name.spelling, "name", at), free)
            at = text.find(name.spelling, at + 1)
    _latin(places, text, free, order)
    if not places and _HAN.search(text):
        shown = "".join(c if free[at] else " " for at, c in enumerate(text))
        near = [n for n in order if n.iri in with_documents]
        if found := sounding(shown, near):
            name, at = found
            _put(places, SaidPlace(name, shown[at : at + len(name.spelling)], "sound", at), free)
    places.sort(key=lambda place: place.at)
    for outer, inner in list(pairwise(places)):
        if outer.at + len(outer.said) == inner.at and names.around(inner.name.iri, outer.name.iri):
            places.remove(outer)


def _put(places: list[SaidPlace], place: SaidPlace, free: bytearray) -> None:
    free[place.at : place.at + len(place.said)] = bytes(len(place.said))
    if all(known.name.iri != place.name.iri for known in places):
        places.append(place)


def _latin(places: list[SaidPlace], text: str, free: bytearray, order: list[Name]) -> None:
    words = [
        m
        for m in re.finditer(r"[a-z']{4,}(?: (?:city|district|county)\b)?", text)
        if all(free[slice(*m.span())])
    ]
    if not words:
        return
    sounds: dict[str, Name] = {}
    for name in order:
        sounds.setdefault(pinyin(name.spelling), name)
    for match in words:
        bare = re.sub(r"('s?)?( city| district| county)?$", "", match[0]).replace("'", "")
        if bare in sounds:
            _put(places, SaidPlace(sounds[bare], match[0], "sound", match.start()), free)
