"""RDF terms of pyoxigraph as terms of rdflib."""

from __future__ import annotations

from typing import Any


class RdflibTerms(dict[Any, Any]):
    """Looks up the rdflib term of a pyoxigraph term; one that recurs is made once."""

    def __missing__(self, term: Any) -> Any:
        self[term] = made = to_rdflib(term)
        return made


def to_rdflib(term: Any) -> Any:
    """The rdflib term for an IRI, blank node or literal of pyoxigraph."""
    import pyoxigraph
    import rdflib

    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, pyoxigraph.DefaultGraph):
        return rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    plain = datatype == str(rdflib.XSD.string)
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(datatype))
