"""The built graph as one look-up: subject and property to values, over all named graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.terms import HC, RDF

if TYPE_CHECKING:
    import pyoxigraph

RDF_TYPE = RDF + "type"
THINGS = ("region/", "institution/", "programme/", "indicator/")


class Value(NamedTuple):
    """A value in the graph: its text (an IRI's path under the base, or a literal's form) and its language."""

    text: str
    lang: str = ""


class Triples:
    """All statements of a graph. Names of things are paths under the base IRI: `document/qinghe-2024`."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._values: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        self._members: dict[str, list[str]] = defaultdict(list)

    def put(self, quad: pyoxigraph.Quad) -> str:
        """Put in a statement of the store; the name of its subject."""
        subject = _name(quad.subject, self.base)
        self.add(subject, quad.predicate.value, _value(quad.object, self.base))
        return subject

    def fetch(self, store: pyoxigraph.Store, path: str, graphs: Iterable[Any] = (None,)) -> None:
        """Put in what the store says of a thing, in all graphs or in those named."""
        import pyoxigraph

        subject = pyoxigraph.NamedNode(self.base + path)
        for graph in graphs:
            for quad in store.quads_for_pattern(subject, None, None, graph):
                self.put(quad)

    def things(self, path: str) -> list[str]:
        """The things of the registers that a fact points to."""
        values = (v.text for values in self._values[path].values() for v in values)
        return [v for v in values if v.startswith(THINGS)]

    def add(self, subject: str, predicate: str, value: Value) -> None:
        """Put in one statement."""
        self._values[subject][predicate].append(value)
        if predicate == RDF_TYPE:
            self._members[value.text].append(subject)

    def members(self, *classes: str) -> list[str]:
        """The things of any of the classes (names after `hc:`), sorted, each once."""
        return sorted({s for name in classes for s in self._members.get(HC + name, ())})

    def all(self, subject: str, *predicates: str) -> list[str]:
        """The values of the properties, sorted, each once."""
        found = self._values.get(subject)
        return sorted({v.text for p in predicates for v in found.get(p, ())}) if found else []

    def one(self, subject: str, predicate: str) -> str | None:
        """The first of the values, or None."""
        values = self.all(subject, predicate)
        return values[0] if values else None

    def label(self, subject: str, lang: str, *predicates: str) -> str | None:
        """The label in a language: the first property that has one; for `zh` also one without a language."""
        found = self._values.get(subject, {})
        for predicate in predicates:
            texts = [v.text for v in found.get(predicate, ()) if v.lang.split("-")[0] == lang]
            if lang == "zh" and not texts:
                texts = [v.text for v in found.get(predicate, ()) if not v.lang]
            if texts:
                return min(texts)
        return None


def read_all(store: pyoxigraph.Store, base: str) -> Triples:
    """All statements of a graph."""
    triples = Triples(base)
    for quad in store:
        triples.put(quad)
    return triples


def read_some(store: pyoxigraph.Store, base: str, documents: Iterable[str]) -> Triples:
    """What the graph says of some documents (paths), of the things that they name, and of what those lie in.

    Only this is read: a graph of a thousand documents does not fit into a page, nor all of it into memory.
    """
    import pyoxigraph

    triples = Triples(base)
    facts: list[str] = []
    for document in documents:
        graph = pyoxigraph.NamedNode(base + "graph/" + document)
        found = {triples.put(quad) for quad in store.quads_for_pattern(None, None, None, graph)}
        facts += sorted(s for s in found if s.startswith(document) and "/span/" not in s)
    # What the registers, the links and the summaries say of the facts stands in graphs of their own: to ask those alone
    # spares the reading of all facts twice.
    others = [g for g in store.named_graphs() if not _name(g, base).startswith("graph/document/")]
    for path in facts:
        triples.fetch(store, path, others)
    waiting = [thing for path in facts for thing in triples.things(path)]
    known: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path not in known:
            known.add(path)
            triples.fetch(store, path)
            waiting += triples.all(path, HC + "partOf", HC + "region", HC + "notSameAs")
    return triples


def _name(term: object, base: str) -> str:
    value: str = getattr(term, "value", str(term))
    # The terms themselves may lie under the same base as the things; they keep their full IRI.
    return value if value.startswith(HC) else value.removeprefix(base)


def _value(term: object, base: str) -> Value:
    language = getattr(term, "language", None)
    if hasattr(term, "datatype"):
        return Value(getattr(term, "value", ""), language or "")
    return Value(_name(term, base))
