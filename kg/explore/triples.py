"""The built graph as one look-up: subject and property to values, over all named graphs."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from kg.errors import BadCall, BadInput
from kg.terms import HC, RDF

RDF_TYPE = RDF + "type"


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


def read_triples(path: Path) -> Triples:
    """The statements of an N-Quads file. Raises BadCall where it is missing, BadInput where it is broken."""
    import pyoxigraph

    if not path.is_file():
        raise BadCall(path, "there is no graph here", "build it first: kg run FILES…")
    try:
        quads = list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS))
    except (SyntaxError, OSError, ValueError) as error:
        raise BadInput(
            path, f"is not a graph in N-Quads ({error})", "build it again: kg run FILES…"
        ) from error
    triples = Triples(_base(quads, path))
    for quad in quads:
        triples.add(
            _name(quad.subject, triples.base), quad.predicate.value, _value(quad.object, triples.base)
        )
    return triples


def _base(quads: list, path: Path) -> str:  # type: ignore[type-arg]
    for quad in quads:
        if quad.predicate.value == RDF_TYPE and quad.object.value == HC + "Document":
            return str(quad.subject.value).rpartition("document/")[0]
    raise BadInput(path, "the graph holds no document", "build it again from records: kg run FILES…")


def _name(term: object, base: str) -> str:
    value: str = getattr(term, "value", str(term))
    # The terms themselves may lie under the same base as the things; they keep their full IRI.
    return value if value.startswith(HC) else value.removeprefix(base)


def _value(term: object, base: str) -> Value:
    language = getattr(term, "language", None)
    if hasattr(term, "datatype"):
        return Value(getattr(term, "value", ""), language or "")
    return Value(_name(term, base))
