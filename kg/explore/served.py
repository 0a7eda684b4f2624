"""The explorer for a server: pages of a graph that one file does not carry, and a search over all of it."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.explore import page_data
from kg.explore.page import explorer_page
from kg.explore.search_keys import folded
from kg.explore.shelf import shelf
from kg.query.arguments import base_of
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph

MOST_HITS = 40
_LABELS = """SELECT DISTINCT ?thing ?label ?doc {
  { ?thing a ?kind ; skos:prefLabel|skos:altLabel ?label . ?mention hc:mentions ?thing ; hc:document ?doc
    VALUES ?kind { hc:Program hc:Institution hc:Region } }
  UNION
  { ?thing a hc:Commitment ; rdfs:label ?label ; hc:document ?doc }
}"""


def served_page(
    store: pyoxigraph.Store, sources: Path, regions: list[str], documents: list[str], about: str, page: int
) -> str:
    """The page of some documents of a graph, as HTML; it may ask the server that sends it for more.

    Raises BadCall where no document fits.
    """
    part = shelf(store, regions=regions, documents=documents, about=about, page=page)
    data = page_data(store, part, sources)
    return explorer_page(data, served=True)


# Folded once: a reader who types asks again with every key.
@lru_cache(maxsize=1)
def _labels(store: pyoxigraph.Store, base: str) -> list[tuple[str, str, str, str]]:
    """Label folded and as it is, path of the thing, path of a document that names it."""
    plain = cache(folded)
    rows = (
        (row["label"].value, *(row[k].value.removeprefix(base) for k in ("thing", "doc")))
        for row in select(store, _LABELS)
    )
    return [(plain(label), label, path, document) for label, path, document in rows]


def find(store: pyoxigraph.Store, words: str) -> list[dict[str, Any]]:
    """Things and commitments of the whole graph whose label holds the words, folded for script and width.

    Each has `id` (a path), `label` and `document` (an id), the shorter label first; at most 40.
    """
    terms = [folded(word) for word in words.split()]
    base = base_of(store)
    hits: dict[str, tuple[int, str, str]] = {}
    for plain, label, path, document in _labels(store, base) if terms else ():
        if all(term in plain for term in terms):
            known = hits.get(path)
            hits[path] = min(filter(None, (known, (len(label), label, document))))
    best = sorted(hits.items(), key=lambda hit: (hit[1][0], hit[0]))[:MOST_HITS]
    return [
        {"id": path, "label": label, "document": document.removeprefix("document/")}
        for path, (_, label, document) in best
    ]
