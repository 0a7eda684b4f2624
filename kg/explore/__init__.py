"""The explorer: the built graph as one page that opens by double click, offline.

    explore(Path("build"))                                      # build/explorer.html and build/graph.html
    graph(Path("build"), Path("all.gexf"), "gexf")              # the graph for Gephi

The page holds the facts, the source texts where the build has them, its scripts and style; it asks for
nothing from outside.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import BadCall, KgError
from kg.explore.drawing import OPTIONS, standalone
from kg.explore.neighbourhood import Neighbourhood, around_programme, busiest_programme, of_document
from kg.explore.page import explorer_page
from kg.explore.payload import payload
from kg.explore.shelf import Shelf, shelf
from kg.explore.triples import Triples, read_all, read_some
from kg.store import open_store

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["FORMATS", "explore", "graph", "page_data"]

ALL = sys.maxsize
FORMATS = ("html", "gexf", "graphml")


def explore(
    build_dir: Path,
    out: Path | None = None,
    *,
    regions: Collection[str] = (),
    documents: Collection[str] = (),
    tell: Callable[[Shelf], None] | None = None,
) -> Path:
    """Write the page and return its path.

    `out` is the file to write (default `build_dir/explorer.html`); the picture of the programme that most
    places share is written beside it as `graph.html`. `regions` (names or codes, each with all within it) and
    `documents` (ids) narrow the page down. A graph that is too large for one file fills it with its first
    documents; `tell` is then called, and the page says so. Raises BadCall where there is no graph or nothing
    fits, KgError where a file cannot be written.
    """
    page = out or build_dir / "explorer.html"
    store = open_store(build_dir)
    part = shelf(store, regions=regions, documents=documents)
    if tell is not None and len(part.pages) > 1:
        tell(part)
    data = page_data(store, part, build_dir / "sources")
    _write(page, explorer_page(data, served=not part.whole))
    programme = busiest_programme(data)
    if programme is not None:
        _write(page.with_name("graph.html"), standalone(around_programme(data, programme)))
    return page


def graph(
    build_dir: Path,
    out: Path,
    form: str,
    *,
    programme: str = "",
    regions: Collection[str] = (),
    documents: Collection[str] = (),
) -> Path:
    """Write the graph as a picture (`html`) or for Gephi (`gexf`, `graphml`), and return the file.

    A picture shows one thing: the programme named (by name, spelling or path), else the one document chosen, else the
    programme that most places share. Raises BadCall where there is no graph, nothing fits or no programme
    has that name, KgError where the file cannot be written.
    """
    store = open_store(build_dir)
    chosen = shelf(store, regions=regions, documents=documents, most=ALL)
    data = payload(_read(store, chosen), build_dir / "sources")
    if form == "html":
        _write(out, standalone(_neighbourhood(data, programme)))
        return out
    from kg.explore import gephi

    _write(out, gephi.gexf(data) if form == "gexf" else gephi.graphml(data))
    return out


def page_data(store: pyoxigraph.Store, part: Shelf, sources: Path) -> dict[str, Any]:
    """All that a page of documents holds."""
    return {**payload(_read(store, part), sources), "vis": OPTIONS, "shelf": part.told()}


def _read(store: pyoxigraph.Store, part: Shelf) -> Triples:
    return read_all(store, part.base) if part.whole else read_some(store, part.base, part.documents)


def _neighbourhood(data: dict[str, Any], programme: str) -> Neighbourhood:
    if programme:
        return around_programme(data, _programme(data, programme))
    if len(data["documents"]) == 1:
        return of_document(data, 0)
    busiest = busiest_programme(data)
    if busiest is None:
        raise BadCall("graph", "holds no programme to draw", "choose one document with --documents")
    return around_programme(data, busiest)


def _programme(data: dict[str, Any], words: str) -> int:
    for number, row in enumerate(data["programmes"]):
        if words in (row[0], row[1], row[2], *row[3]):
            return number
    near = [row[1] for row in data["programmes"] if words in row[1]][:8]
    do = f"choose among {', '.join(near)}" if near else "list them: kg query programmes --param region=…"
    raise BadCall(words, "no programme of the graph has this name", do)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise KgError(path, f"cannot be written ({reason})", "choose another place with -o") from error
