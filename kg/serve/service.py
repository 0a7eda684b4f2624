"""The SPARQL 1.1 Service Description of the endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.serve.forms import chosen, written
from kg.serve.media import GRAPHS
from kg.serve.wire import Head
from kg.terms import RDF_TYPE

if TYPE_CHECKING:
    import pyoxigraph

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "JSON-LD", "RDF_XML",
)  # fmt: skip


def service(store: pyoxigraph.Store, request: Head) -> tuple[Head, bytes]:
    """`endpoint`, `accept`, `format`: what the endpoint understands, in which forms it answers, over which graphs."""
    import pyoxigraph
    from pyoxigraph import NamedNode, Triple

    media, kind = chosen(request, GRAPHS)
    me, dataset, default = (
        NamedNode(request["endpoint"] + part) for part in ("", "#dataset", "#default-graph")
    )
    a = NamedNode(RDF_TYPE)
    rows = [
        (me, a, NamedNode(_SD + "Service")),
        (me, NamedNode(_SD + "endpoint"), me),
        (me, NamedNode(_SD + "supportedLanguage"), NamedNode(_SD + "SPARQL11Query")),
        (me, NamedNode(_SD + "feature"), NamedNode(_SD + "UnionDefaultGraph")),
        (me, NamedNode(_SD + "defaultDataset"), dataset),
        (dataset, a, NamedNode(_SD + "Dataset")),
        (dataset, NamedNode(_SD + "defaultGraph"), default),
        (default, a, NamedNode(_SD + "Graph")),
        *((me, NamedNode(_SD + "resultFormat"), NamedNode(_FORMATS + name)) for name in _RESULTS),
    ]
    for graph in store.named_graphs():
        if isinstance(graph, pyoxigraph.NamedNode):
            place = NamedNode(f"{dataset.value}-{graph.value.rpartition('/graph/')[2] or graph.value}")
            rows += [
                (dataset, NamedNode(_SD + "namedGraph"), place),
                (place, a, NamedNode(_SD + "NamedGraph")),
                (place, NamedNode(_SD + "name"), graph),
            ]
    triples = (Triple(*row) for row in rows)
    return {"type": media.content_type(kind)}, written(triples, media, request)
