"""The explorer for a server: pages of a graph that one file does not carry, and a search over all of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.explore import page_data
from kg.explore.page import explorer_page
from kg.explore.search_keys import folded
from kg.explore.shelf import MOST, shelf
from kg.query.arguments import base_of
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph

MOST_HITS = 40
# A page made while its reader waits holds half of what a file carries; it comes in some two seconds.
MOST_SERVED = MOST // 2
_LABELS = """SELECT DISTINCT ?thing ?label ?doc {
  { ?thing a ?kind ; skos:prefLabel|skos:altLabel ?label . ?mention hc:mentions ?thing ; hc:document ?doc
    VALUES ?kind { hc:Program hc:Institution hc:Region } }
  UNION
  { ?thing a hc:Commitment ; rdfs:label ?label ; hc:document ?doc }
}"""


def served_page(
    store: pyoxigraph.Store, sources: Path, regions: list[str], documents: list[str], page: int
) -> str:
    """The page of some documents of a graph, as HTML; it may ask the server that sends it for more.

    Raises BadCall where no document fits.
    """
    part = shelf(store, regions=regions, documents=documents, page=page, most=MOST_SERVED)
    data = page_data(store, part, sources)
    return explorer_page(data, served=True)


def find(store: pyoxigraph.Store, words: str) -> list[dict[str, Any]]:
    """Things and commitments of the whole graph whose label holds the words, folded for script and width.

    Each has `id` (a path), `label` and `document` (an id), the shorter label first; at most 40.
    """
    terms = [folded(word) for word in words.split()]
    base = base_of(store)
    hits: dict[str, tuple[int, str, str]] = {}
    for row in select(store, _LABELS) if terms else ():
        label = row["label"].value
        plain = folded(label)
        if all(term in plain for term in terms):
            path, document = (row[k].value.removeprefix(base) for k in ("thing", "doc"))
            known = hits.get(path)
            hits[path] = min(filter(None, (known, (len(label), label, document))))
    best = sorted(hits.items(), key=lambda hit: (hit[1][0], hit[0]))[:MOST_HITS]
    return [
        {"id": path, "label": label, "document": document.removeprefix("document/")}
        for path, (_, label, document) in best
    ]
