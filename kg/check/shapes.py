"""The graph against the SHACL shapes of `ontology/shapes.ttl`, by pySHACL."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg import paths
from kg.check.report import Severity
from kg.rdf import RdflibTerms

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

_SEVERITY: dict[str, Severity] = {"Violation": "violation", "Warning": "warning", "Info": "info"}


@dataclass(frozen=True, slots=True)
class Broken:
    """One result of validation, before its place in a document is known."""

    rule: str
    severity: Severity
    zh: str
    en: str
    focus: str
    value: str | None


def broken_shapes(store: pyoxigraph.Store) -> Iterator[Broken]:
    """What in the union of all named graphs of the store breaks a shape."""
    import pyshacl
    from rdflib import RDF
    from rdflib.namespace import SH

    shapes = load_shapes()
    with _silent_rdflib():
        # Inference stays off: the data say all their classes.
        _, results, _ = pyshacl.validate(
            union_graph(store), shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False
        )
    if not hasattr(results, "subjects"):
        raise TypeError(f"pySHACL gave no report: {results}")
    for result in results.subjects(RDF.type, SH.ValidationResult):
        yield _broken(results, result, shapes)


@lru_cache(maxsize=1)
def load_shapes() -> rdflib.Graph:
    """The shapes as shipped."""
    import rdflib

    return rdflib.Graph().parse(paths.ontology("shapes.ttl"), format="turtle")


def union_graph(store: pyoxigraph.Store) -> rdflib.Graph:
    """All triples of the store's named graphs as one rdflib graph; a term that recurs is made once."""
    import rdflib

    graph, terms = rdflib.Graph(), RdflibTerms()
    graph.addN((terms[q.subject], terms[q.predicate], terms[q.object], graph) for q in store)
    return graph


@contextmanager
def _silent_rdflib() -> Iterator[None]:
    # rdflib logs a traceback for each malformed number or date; the shapes report them in words.
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _broken(results: rdflib.Graph, result: Any, shapes: rdflib.Graph) -> Broken:
    from rdflib.namespace import SH

    shape = results.value(result, SH.sourceShape)
    severity = str(results.value(result, SH.resultSeverity)).rpartition("#")[2]
    focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
    return Broken(
        rule=str(shape).rpartition("#")[2],
        severity=_SEVERITY[severity],
        zh=_message(shapes, shape, "zh"),
        en=_message(shapes, shape, "en"),
        focus=str(focus),
        # A shape over several properties gives the node itself as its value.
        value=None if value is None or value == focus else str(value),
    )


def _message(shapes: rdflib.Graph, shape: Any, lang: str) -> str:
    from rdflib.namespace import SH

    return next(str(m) for m in shapes.objects(shape, SH.message) if getattr(m, "language", None) == lang)
