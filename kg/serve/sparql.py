"""SPARQL and whole graphs, answered from the store: what may be asked, over which graphs, in which form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.errors import BadCall
from kg.query.guard import query_form, refuse_unsafe, syntax_problem, without_quoted
from kg.serve.capped import CappedOutput
from kg.serve.dataset import graphs_named, known_graphs
from kg.serve.forms import Refused, chosen, written
from kg.serve.media import GRAPHS, ROWS, Media
from kg.serve.wire import Head
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

# Their values differ between two runs of one query, so no copy of the answer may be kept.
_VOLATILE = re.compile(r"(?<![\w?$:])(?:RAND|NOW|UUID|STRUUID|BNODE)(?![\w:-])", re.IGNORECASE)


def sparql(store: pyoxigraph.Store, request: Head) -> tuple[Head, bytes]:
    """A query of the SPARQL 1.1 Protocol: `query`, `accept`, `format`, `default_graphs`, `named_graphs`."""
    text = request["query"]
    refuse_unsafe(text, datasets=True)
    bare = without_quoted(text)
    as_graph = query_form(bare) in ("CONSTRUCT", "DESCRIBE")
    media, kind = chosen(request, GRAPHS if as_graph else ROWS)
    try:
        found = store.query(text, prefixes=PREFIXES, **_dataset(store, text, request))
        body = _written(found, media, request)
    except SyntaxError as error:
        raise syntax_problem(text, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise BadCall("query", f"could not be answered ({error})", "simplify the query") from error
    return {"type": media.content_type(kind), "volatile": bool(_VOLATILE.search(bare))}, body


def _dataset(store: pyoxigraph.Store, text: str, request: Head) -> dict[str, Any]:
    """The protocol's graphs count more than those of the query; with neither it is the union of all."""
    default, named = request.get("default_graphs") or [], request.get("named_graphs") or []
    if default or named:
        return {"default_graph": known_graphs(store, default), "named_graphs": known_graphs(store, named)}
    own = list(graphs_named(text))
    known_graphs(store, own)
    return {} if own else {"use_default_graph_as_union": True}


def _written(found: Any, media: Media, request: Head) -> bytes:
    import pyoxigraph

    if isinstance(found, pyoxigraph.QueryTriples):
        return written(found, media, request)
    form = getattr(pyoxigraph.QueryResultsFormat, media.format)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return found.serialize(format=form) or b""
    output = CappedOutput(request["most_bytes"], request["most_rows"], media.format)
    found.serialize(output, format=form)
    return bytes(output.data)


def graph(store: pyoxigraph.Store, request: Head) -> tuple[Head, bytes]:
    """A graph of the store whole (Graph Store Protocol): `graph` its IRI, or None for the union of all."""
    name = request["graph"]
    try:
        node = known_graphs(store, [name])[0] if name is not None else None
    except BadCall as error:
        raise Refused(404, error.thing, error.wrong, error.do) from error
    media, kind = chosen(request, GRAPHS)
    quads = store.quads_for_pattern(None, None, None, node)
    return {"type": media.content_type(kind)}, written((q.triple for q in quads), media, request)


def graphs(store: pyoxigraph.Store, request: Head) -> tuple[Head, bytes]:
    """The names of the graphs, one IRI a line."""
    names = sorted(str(getattr(node, "value", node)) for node in store.named_graphs())
    return {"type": "text/plain; charset=utf-8"}, "".join(f"{name}\n" for name in names).encode("utf-8")
