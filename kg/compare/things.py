"""What can be compared: the indicators and programmes of a graph, and which of them a name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg.compare.near import folded, near_names
from kg.query.arguments import base_of
from kg.registers.indicators import load_indicators
from kg.registers.programmes import load_programmes
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph

Kind: TypeAlias = Literal["indicator", "programme"]

_CLASSES: Mapping[str, Kind] = {"Indicator": "indicator", "Program": "programme"}
_NAMES = """
SELECT ?thing ?class ?name ?preferred {
  VALUES ?class { hc:Indicator hc:Program }
  ?thing a ?class .
  { ?thing skos:prefLabel ?name BIND(true AS ?preferred) } UNION { ?thing skos:altLabel ?name BIND(false AS ?preferred) }
}
ORDER BY ?thing DESC(?preferred) ?name"""
_USES = """
SELECT ?thing (COUNT(DISTINCT ?region) AS ?regions) (COUNT(DISTINCT ?doc) AS ?documents) {
  { ?fact hc:indicator ?thing . ?fact a ?class FILTER(?class IN (hc:Target, hc:Achievement)) } UNION
  { ?fact hc:mentions ?thing . ?thing a hc:Program }
  ?fact hc:document ?doc
  OPTIONAL { ?fact hc:region ?own }
  OPTIONAL { ?doc hc:region ?whole }
  BIND(COALESCE(?own, ?whole, ?doc) AS ?region)
}
GROUP BY ?thing"""


@dataclass(frozen=True, slots=True)
class Thing:
    """An indicator or programme: its path, its names (`spellings` without the Chinese and English label), who uses it."""

    kind: Kind
    id: str
    name: str
    name_en: str
    spellings: tuple[str, ...]
    places: int
    documents: int

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the Chinese label first."""
        return tuple(dict.fromkeys(n for n in (self.name, self.name_en, *self.spellings) if n))


def things_of(store: pyoxigraph.Store) -> tuple[Thing, ...]:
    """The indicators and programmes of which a document of the graph says something, those of most places first."""
    base = base_of(store)
    uses = {
        r["thing"].value: (int(r["regions"].value), int(r["documents"].value)) for r in select(store, _USES)
    }
    names: dict[tuple[str, Kind], list[tuple[bool, str, str]]] = defaultdict(list)
    for row in select(store, _NAMES):
        kind = _CLASSES[row["class"].value.rpartition("#")[2]]
        preferred = row["preferred"].value == "true"
        names[row["thing"].value, kind].append((preferred, row["name"].language or "", row["name"].value))
    found = [
        _thing(iri.removeprefix(base), kind, labels, uses[iri])
        for (iri, kind), labels in names.items()
        if iri in uses
    ]
    return tuple(sorted(found, key=lambda t: (-t.places, -t.documents, t.kind, t.name, t.id)))


def _thing(path: str, kind: Kind, labels: Iterable[tuple[bool, str, str]], uses: tuple[int, int]) -> Thing:
    known = list(labels)
    zh = next(
        (n for preferred, lang, n in known if preferred and lang.startswith("zh")), path.rpartition("/")[2]
    )
    en = next((n for preferred, lang, n in known if preferred and lang.startswith("en")), "")
    return Thing(kind, path, zh, en, tuple(n for preferred, _, n in known if not preferred), *uses)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means: the things that bear it, else the names near to it; `known` where only the vocabulary knows it."""

    things: tuple[Thing, ...]
    near: tuple[str, ...] = ()
    known: str = ""


def meaning_of(word: str, things: Iterable[Thing]) -> Meaning:
    """The things that bear a name: by path or id, by any spelling, as the vocabularies read it, else the one whose name holds it."""
    every = tuple(things)
    plain = folded(word)
    entry = _entry(word)
    bearers = tuple(t for t in every if _bears(t, word, plain)) or tuple(t for t in every if t.id in entry)
    if bearers:
        return Meaning(bearers)
    if entry:
        return Meaning((), _near(word, every), next(iter(entry.values())))
    holding = tuple(t for t in every if any(plain in folded(n) for n in t.names))
    return Meaning(holding) if plain and len(holding) == 1 else Meaning((), _near(word, every))


def _bears(thing: Thing, word: str, plain: str) -> bool:
    return word in (thing.id, thing.id.rpartition("/")[2]) or plain in map(folded, thing.names)


def _entry(word: str) -> dict[str, str]:
    """The entries of the vocabularies that a name means, by path."""
    indicator, programme = load_indicators().named(word), load_programmes().named(word)
    found = {f"indicator/{indicator.id}": indicator.label} if indicator else {}
    return found | ({f"programme/{programme.id}": programme.name} if programme else {})


def _near(word: str, things: Iterable[Thing]) -> tuple[str, ...]:
    spellings: dict[str, list[str]] = defaultdict(list)
    for thing in things:
        spellings[thing.name] += thing.names
    return tuple(near_names(word, spellings))
