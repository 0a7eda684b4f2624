"""The store of a build folder: an Oxigraph store on disk, made from `graph.nq` and read only.

`BUILD/store/` is an ordinary Oxigraph (RocksDB) folder, so any Oxigraph server can open it. A small file in
it says of which `graph.nq` it was made; a store that is missing or older than its graph is never used: the
graph is then read into memory, which gives the same answers.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BadCall, BadInput
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

GRAPH_FILE = "graph.nq"
STORE_FOLDER = "store"
_MADE_FROM = "made-from.json"
_CHUNK = 1 << 20


def make_store(build: Path) -> Path:
    """Make `BUILD/store/` from `BUILD/graph.nq` and put it in place in one step; returns the folder.

    Readers of the former store keep it until they open anew. Raises BadCall where there is no graph, BadInput
    where it is not N-Quads.
    """
    import pyoxigraph

    graph = graph_file(build)
    part = build / f"{STORE_FOLDER}.part"
    shutil.rmtree(part, ignore_errors=True)
    store = pyoxigraph.Store(part)
    _load(store, graph)
    store.optimize()
    store.flush()
    del store  # closes it: RocksDB holds a lock on the folder until then
    (part / _MADE_FROM).write_text(json.dumps(_identity(graph)) + "\n", encoding="utf-8", newline="\n")
    return _publish(part, build / STORE_FOLDER)


def open_store(build: Path) -> pyoxigraph.Store:
    """The graph of a build folder for reading, from `BUILD/store/` where it is up to date, else in memory.

    `build` may also be an N-Quads, TriG or Turtle file. Raises BadCall where there is no graph, BadInput
    where it is broken.
    """
    if build.is_dir() and is_current(build):
        return open_place(build / STORE_FOLDER)
    return open_place(graph_file(build))


def open_place(place: Path) -> pyoxigraph.Store:
    """The store of a folder, opened read only, or a graph file read into memory. Raises as `open_store`."""
    import pyoxigraph

    if not place.is_dir():
        store = pyoxigraph.Store()
        _load(store, place)
        return store
    try:
        # read_only takes text only; in a C locale a path may hold bytes that Python could not decode.
        return pyoxigraph.Store.read_only(os.fsencode(place).decode("utf-8"))
    except (OSError, RuntimeError, ValueError) as error:
        raise BadInput(place, f"cannot be opened ({error})", "delete it; it is made again") from error


def made_from(build: Path) -> dict[str, object] | None:
    """Of which graph the store of a build folder was made: its size and checksum; None where there is no store."""
    try:
        found: dict[str, object] = json.loads((build / STORE_FOLDER / _MADE_FROM).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def is_current(build: Path) -> bool:
    """Whether the store on disk was made of the graph that lies beside it."""
    marker, graph = build / STORE_FOLDER / _MADE_FROM, build / GRAPH_FILE
    try:
        made_from = json.loads(marker.read_text(encoding="utf-8"))
        if not graph.exists():
            return True  # a store may be handed on without its graph
        if made_from["bytes"] != graph.stat().st_size:
            return False
        # Hashing takes seconds for large graphs and is only needed where a graph was written after its store.
        return graph.stat().st_mtime_ns <= marker.stat().st_mtime_ns or made_from == _identity(graph)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def graph_file(build: Path) -> Path:
    """The file of the graph: `BUILD/graph.nq`, or `build` itself where it is a file. Raises BadCall."""
    if build.is_file():
        return build
    graph = build / GRAPH_FILE
    if not graph.is_file():
        missing = "there is no graph here" if build.is_dir() else "there is no such folder"
        raise BadCall(build, missing, "make one with kg run FILES…, or name the folder with --build")
    return graph


def run_query(
    store: pyoxigraph.Store, query: str, *, union: bool = True
) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples | pyoxigraph.QueryBoolean:
    """Answer a SPARQL query over the union of all graphs, with the prefixes of the project declared.

    Raises SyntaxError where the query is none, OSError where the store cannot be read.
    """
    return store.query(query, use_default_graph_as_union=union, prefixes=PREFIXES)


def select(store: pyoxigraph.Store, query: str, *, union: bool = True) -> pyoxigraph.QuerySolutions:
    """The rows of one of our own SELECT queries."""
    import pyoxigraph

    answer = run_query(store, query, union=union)
    if not isinstance(answer, pyoxigraph.QuerySolutions):
        raise TypeError(f"not a SELECT query: {query}")
    return answer


def _load(store: pyoxigraph.Store, graph: Path) -> None:
    import pyoxigraph

    kind = pyoxigraph.RdfFormat.from_extension(graph.suffix.lstrip("."))
    if kind is None:
        raise BadCall(
            graph, "is not a file of a graph", "name a build folder, or a .nq, .trig, .nt or .ttl file"
        )
    try:
        store.bulk_load(path=str(graph), format=kind)
    except (SyntaxError, ValueError, OSError) as error:
        raise BadInput(graph, f"cannot be read as a graph ({error})", "make it again with kg run") from error


def _identity(graph: Path) -> dict[str, object]:
    digest = hashlib.sha256()
    with graph.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return {"bytes": graph.stat().st_size, "sha256": digest.hexdigest()}


def _publish(part: Path, place: Path) -> Path:
    former = place.with_name(f"{place.name}.former")
    shutil.rmtree(former, ignore_errors=True)
    if place.exists():
        place.replace(former)
    part.replace(place)
    shutil.rmtree(former, ignore_errors=True)
    return place
