"""The explorer: the built graph as one page that opens by double click, offline.

    explore(Path("build"))                                      # build/explorer.html and build/graph.html
    graph(Path("build"), Path("all.gexf"), "gexf")              # the graph for Gephi

The page holds the facts, the source texts where the build has them, its scripts and style; it asks for
nothing from outside.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from kg.errors import BadCall, KgError
from kg.explore.drawing import OPTIONS, standalone
from kg.explore.neighbourhood import Neighbourhood, around_programme, busiest_programme, of_document
from kg.explore.page import explorer_page
from kg.explore.payload import payload
from kg.explore.triples import read_triples

__all__ = ["FORMATS", "explore", "graph"]

FORMATS = ("html", "gexf", "graphml")


def explore(
    build_dir: Path,
    out: Path | None = None,
    *,
    regions: Collection[str] = (),
    documents: Collection[str] = (),
) -> Path:
    """Write the page and return its path.

    `out` is the file to write (default `build_dir/explorer.html`); the picture of the programme that most
    places share is written beside it as `graph.html`. `regions` (codes, each with all within it) and
    `documents` (ids) narrow the page down. Raises BadCall where there is no graph or nothing fits, KgError
    where a file cannot be written.
    """
    page = out or build_dir / "explorer.html"
    data = _data(build_dir, regions, documents)
    data["vis"] = OPTIONS
    _write(page, explorer_page(data))
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
    data = _data(build_dir, regions, documents)
    if form == "html":
        _write(out, standalone(_neighbourhood(data, programme)))
        return out
    from kg.explore import gephi

    _write(out, gephi.gexf(data) if form == "gexf" else gephi.graphml(data))
    return out


def _data(build_dir: Path, regions: Collection[str], documents: Collection[str]) -> dict[str, Any]:
    triples = read_triples(build_dir / "graph.nq")
    return payload(triples, build_dir / "sources", regions=regions, documents=documents)


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
