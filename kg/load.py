"""The graph for programmers: queries as rows of Python values, as rdflib, as networkx.

>>> from pathlib import Path
>>> from kg.load import load
>>> graph = load(Path("build"))  # doctest: +SKIP
>>> graph.query("owners", task="托育")  # doctest: +SKIP
[{'document': 'qinghe-2024', 'section': '1/1', 'institution': '清和市第一人民医院', …}]
>>> graph.network().number_of_edges()  # doctest: +SKIP
412
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.query import Result, resolve, run_on
from kg.query.arguments import Value
from kg.query.values import python_value
from kg.store import open_store, select
from kg.terms import HC, PREFIXES

if TYPE_CHECKING:
    import networkx
    import pyoxigraph
    import rdflib

_EDGES = """
SELECT ?from ?relation ?to { VALUES ?relation { hc:responsibleFor hc:targets hc:partOf } ?from ?relation ?to }
ORDER BY ?from ?relation ?to"""
_NODES = """
SELECT ?node ?label ?kind {
  ?node a ?class FILTER(STRSTARTS(STR(?class), STR(hc:)))
  BIND(STRAFTER(STR(?class), STR(hc:)) AS ?kind)
  OPTIONAL { ?node rdfs:label|skos:prefLabel|dcterms:title ?label FILTER(LANGMATCHES(LANG(?label), "zh")) }
}
ORDER BY ?node ?kind ?label"""


def load(path: str | Path) -> Graph:
    """Open the graph of a build folder, or a graph file (.nq, .trig, .nt, .ttl).

    Raises BadCall where there is no graph, BadInput where it is broken.
    """
    return Graph(open_store(Path(path)))


@dataclass(frozen=True)
class Graph:
    """A built graph, open for reading."""

    store: pyoxigraph.Store

    def query(self, query: str | Path, **params: Value) -> list[dict[str, Any]]:
        """The rows of a query: SPARQL, a file of SPARQL, or the name of a query of the library with its values.

        A row maps each variable to a str (IRIs and text), int, Decimal, date or bool, or None. ASK gives one row
        `{"answer": …}`, CONSTRUCT rows of `subject`, `predicate`, `object`.

        >>> graph = load("build")  # doctest: +SKIP
        >>> graph.query("SELECT (COUNT(*) AS ?n) { ?c a hc:Commitment }")  # doctest: +SKIP
        [{'n': 212}]
        """
        return _rows(run_on(self.store, resolve(query), params))

    @cached_property
    def dataset(self) -> rdflib.Dataset:
        """All triples in their named graphs as an rdflib.Dataset with the prefixes bound; queries see the union.

        Takes about 1.3 kB of memory a triple; for large graphs ask `query`.
        """
        import rdflib

        from kg.rdf import RdflibTerms

        dataset, terms = rdflib.Dataset(default_union=True), RdflibTerms()
        for prefix, start in PREFIXES.items():
            dataset.bind(prefix, start, replace=True)
        for quad in self.store:
            graph = dataset.graph(terms[quad.graph_name])
            graph.add((terms[quad.subject], terms[quad.predicate], terms[quad.object]))
        return dataset

    def network(self) -> networkx.MultiDiGraph:
        """The three relations as a directed multigraph.

        Nodes are IRIs with `label` (Chinese, or the end of the IRI) and `kind` (Institution, Commitment, …); the key
        and the attribute `relation` of an edge are responsibleFor, targets or partOf.
        """
        import networkx

        network = networkx.MultiDiGraph()
        known: dict[str, dict[str, str]] = {}
        for row in select(self.store, _NODES):
            node = row["node"].value
            label = row["label"].value if row["label"] is not None else node.rpartition("/")[2]
            known.setdefault(node, {"label": label, "kind": row["kind"].value})
        for row in select(self.store, _EDGES):
            ends = [row["from"].value, row["to"].value]
            for node in ends:
                network.add_node(node, **known.get(node, {"label": node.rpartition("/")[2], "kind": "Thing"}))
            relation = row["relation"].value.removeprefix(HC)
            network.add_edge(*ends, key=relation, relation=relation)
        return network

    def programme_network(self, *regions: str) -> networkx.Graph:
        """Places and the programmes that their documents name, as a bipartite graph; see `kg.compare.programme_network`.

        `regions` (names or codes) restrict it to these places and what lies in them. Raises BadCall where one names none.
        """
        from kg.compare import namings_of_graph, programme_network, within

        return programme_network(within(namings_of_graph(self.store), regions))


def _rows(result: Result) -> list[dict[str, Any]]:
    if result.kind == "answer":
        return [{"answer": result.answer}]
    if result.kind == "triples":
        return [
            {
                "subject": python_value(t.subject),
                "predicate": python_value(t.predicate),
                "object": python_value(t.object),
            }
            for t in result.triples
        ]
    return [dict(zip(result.columns, map(python_value, row), strict=True)) for row in result.rows]
