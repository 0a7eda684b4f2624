"""A thing of the graph by its IRI: its triples with the places in the source that prove them, or a page of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg import paths, terms
from kg.query.render import short_iri
from kg.serve.forms import Refused, chosen, written
from kg.serve.media import GRAPHS
from kg.serve.wire import Head

if TYPE_CHECKING:
    import pyoxigraph

_LABELS = (terms.PREF_LABEL, terms.LABEL, terms.TITLE)
# A thing that much points to is shown with the first of them; SPARQL gives all.
_MOST_INWARD = 200


def thing(store: pyoxigraph.Store, request: Head) -> tuple[Head, bytes]:
    """`iri`, `base`, `lang`, `page`, `accept`, `format`: what the graph says of a thing. Raises Refused (404)."""
    import pyoxigraph

    try:
        node = pyoxigraph.NamedNode(request["iri"])
    except ValueError as error:
        raise Refused(404, request["iri"], "is not an IRI", "take one from an answer") from error
    own: set[Any] = {q.triple for q in store.quads_for_pattern(node, None, None, None)}
    inward = [q.triple for q in islice(store.quads_for_pattern(None, None, node, None), _MOST_INWARD + 1)]
    if not own and not inward:
        do = "/ lists the questions whose answers name things"
        raise Refused(404, f"<{request['iri']}>", "is not in this graph", do)
    if request["page"]:
        from kg.serve.pages import thing_page

        page = thing_page(_shown(store, node, own, inward, request), request["base"], request["lang"])
        return {"type": "text/html; charset=utf-8"}, page.encode("utf-8")
    media, kind = chosen(request, GRAPHS)
    body = written((*own, *_evidence(store, own)), media, request)
    return {"type": media.content_type(kind)}, body


def _evidence(store: pyoxigraph.Store, triples: set[Any]) -> Iterator[Any]:
    """The spans that a thing names as its evidence, with their selectors."""
    for triple in triples:
        if triple.predicate.value in (terms.EVIDENCE, terms.HAS_SELECTOR):
            further: set[Any] = {q.triple for q in store.quads_for_pattern(triple.object, None, None, None)}
            yield from further
            yield from _evidence(store, further)


def _shown(
    store: pyoxigraph.Store,
    node: pyoxigraph.NamedNode,
    own: set[Any],
    inward: list[Any],
    request: Head,
) -> dict[str, Any]:
    """What the page of a thing needs: label, kinds, rows of its own, rows that name it, quotations."""
    base, lang = request["base"], request["lang"]
    kinds = sorted(
        property_label(t.object.value, base, lang) for t in own if t.predicate.value == terms.RDF_TYPE
    )
    rows = _grouped(
        [(t.predicate.value, t.object) for t in own if t.predicate.value != terms.RDF_TYPE], store, base, lang
    )
    others = _grouped([(t.predicate.value, t.subject) for t in inward[:_MOST_INWARD]], store, base, lang)
    return {
        "iri": node.value,
        "label": label_of(store, node, base, lang),
        "kinds": kinds,
        "rows": rows,
        "inward": others,
        "more": len(inward) > _MOST_INWARD,
        "quotes": sorted({t.object.value for t in _evidence(store, own) if t.predicate.value == terms.EXACT}),
    }


def _grouped(
    pairs: list[tuple[str, Any]], store: pyoxigraph.Store, base: str, lang: str
) -> list[tuple[str, list[dict[str, str]]]]:
    """Values by property, both in the order of their labels."""
    found: dict[str, list[dict[str, str]]] = {}
    for predicate, value in pairs:
        found.setdefault(predicate, []).append(_value(store, value, base, lang))
    in_order = [
        (property_label(p, base, lang), sorted(values, key=lambda v: (v["text"], v["iri"])))
        for p, values in found.items()
    ]
    return sorted(in_order, key=lambda row: row[0])


def _value(store: pyoxigraph.Store, value: Any, base: str, lang: str) -> dict[str, str]:
    if hasattr(value, "datatype"):
        return {"text": value.value, "iri": "", "lang": value.language or ""}
    return {"text": label_of(store, value, base, lang), "iri": value.value, "lang": ""}


def label_of(store: pyoxigraph.Store, node: Any, base: str, lang: str) -> str:
    """The label of a thing in a language, else in any, else its short IRI."""
    import pyoxigraph

    for predicate in _LABELS:
        quads: Any = store.quads_for_pattern(node, pyoxigraph.NamedNode(predicate), None, None)
        found = sorted({(q.object.language != lang, q.object.value) for q in quads})
        if found:
            return str(found[0][1])
    return short_iri(node.value, base)


def property_label(iri: str, base: str, lang: str) -> str:
    """The label of a property or class of the ontology, or its short IRI."""
    return _ontology_labels().get(iri, {}).get(lang) or short_iri(iri, base)


@lru_cache(maxsize=1)
def _ontology_labels() -> dict[str, dict[str, str]]:
    import pyoxigraph

    store = pyoxigraph.Store()
    store.load(path=paths.ontology("commitments.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    labels: dict[str, dict[str, str]] = {}
    quads: Any = store.quads_for_pattern(None, pyoxigraph.NamedNode(terms.LABEL), None, None)
    for quad in quads:
        labels.setdefault(quad.subject.value, {})[quad.object.language] = quad.object.value
    return labels
