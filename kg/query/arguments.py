"""Values for a query: read by their type, checked, and put into its VALUES blocks as RDF terms.

No text is pasted into a query: a value becomes a literal or an IRI first, and its written form, escaped by the RDF
library, replaces the example in `VALUES ?name { … }`.
"""

from __future__ import annotations

import difflib
import re
from calendar import monthrange
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import BadCall
from kg.ids import DEFAULT_BASE
from kg.query.folding import fold_words
from kg.query.library import LibraryQuery, Param
from kg.query.marks import written_out
from kg.query.words import Words
from kg.store import select
from kg.terms import (
    ALT_LABEL,
    CODE,
    DOCUMENT,
    PREF_LABEL,
    RDF_TYPE,
    REGION,
    XSD_DATE,
    XSD_INTEGER,
)  # fmt: skip

if TYPE_CHECKING:
    import pyoxigraph

    Term: TypeAlias = pyoxigraph.NamedNode | pyoxigraph.Literal

Value: TypeAlias = str | int | date

_BLOCK = re.compile(r"VALUES \?(\w+) \{[^{}]*\}")
# The languages of names in the graph.
_LANGUAGES = ("zh", "en")
_SOME_IRI = re.compile(r"(?:https?|urn):")


def bind(
    query: LibraryQuery, given: Mapping[str, Value], store: pyoxigraph.Store, words: Words | None = None
) -> str:
    """The text of the query with the values in place; with an index of words what it knows is put in too.

    Raises BadCall for unknown, missing or unfit values.
    """
    params = {p.name: p for p in query.params}
    for name in given:
        if name not in params:
            raise _unknown(query, name)
    terms = {p.name: _term(p, given.get(p.name), query, store) for p in query.params}

    def block(match: re.Match[str]) -> str:
        if match[1] not in terms:
            return match[0]
        term = terms[match[1]]
        return f"VALUES ?{match[1]} {{ {'UNDEF' if term is None else term} }}"

    return _BLOCK.sub(block, written_out(query.text, terms, store, words))


def base_of(store: pyoxigraph.Store) -> str:
    """The base IRI of the things in the graph, told from a document; the default where there is none."""
    import pyoxigraph

    kind, document = pyoxigraph.NamedNode(RDF_TYPE), pyoxigraph.NamedNode(DOCUMENT)
    # Any document tells it: all lie under one base.
    for quad in store.quads_for_pattern(None, kind, document, None):
        return str(quad.subject.value).rpartition("document/")[0]  # type: ignore[union-attr]
    return DEFAULT_BASE


def _unknown(query: LibraryQuery, name: str) -> BadCall:
    names = [f"{p.name} ({p.en})" for p in query.params]
    do = f"it takes {', '.join(names)}" if names else "it takes none"
    return BadCall(f"{query.name} {name}=", "the query has no such parameter", do)


def _term(param: Param, value: Value | None, query: LibraryQuery, store: pyoxigraph.Store) -> Term | None:
    text = "" if value is None else str(value).strip()
    # A number has a sensible default, a word or a place has none.
    if value is None and param.type == "integer" and param.example:
        text = param.example
    if not text:
        if param.example is None:
            return None
        do = f"give {param.en}, for example {param.name}={param.example}"
        raise BadCall(f"{query.name} {param.name}=", "the query needs this value", do)
    if param.type == "region":
        return _region(param, text, store)
    if param.type == "iri":
        return _iri(param, text, store)
    return _literal(param, text)


def _literal(param: Param, text: str) -> pyoxigraph.Literal:
    import pyoxigraph

    if param.type == "integer":
        return pyoxigraph.Literal(_integer(param, text), datatype=pyoxigraph.NamedNode(XSD_INTEGER))
    if param.type == "date":
        return pyoxigraph.Literal(_date(param, text), datatype=pyoxigraph.NamedNode(XSD_DATE))
    words = fold_words(text)
    if not words:
        raise BadCall(
            f"{param.name}={text}", "holds no words", f"give {param.en}, for example {param.example}"
        )
    return pyoxigraph.Literal(words)


def _integer(param: Param, text: str) -> str:
    try:
        return str(int(text))
    except ValueError as error:
        raise BadCall(
            f"{param.name}={text}", "is not a whole number", f"write {param.name}={param.example}"
        ) from error


def _date(param: Param, text: str) -> str:
    try:
        return last_day(text).isoformat()
    except ValueError as error:
        do = f"write {param.name}={param.example}, or a month (2024-06) or a year for its last day"
        raise BadCall(f"{param.name}={text}", "is not a date", do) from error


def last_day(text: str) -> date:
    """A date, or the last day of a month or year. Raises ValueError.

    >>> last_day("2024-02").isoformat()
    '2024-02-29'
    """
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(text)


def _region(param: Param, text: str, store: pyoxigraph.Store) -> pyoxigraph.NamedNode:
    found = regions_named(store, text)
    if len(found) == 1:
        return found[0]
    if found:
        # A place outside the register has no code: the end of its IRI tells it.
        ends = [node.value.removeprefix(base_of(store)) for node in found]
        wrong, do = "names several regions", f"give one of {', '.join(ends)}"
    else:
        near = difflib.get_close_matches(text, _names_of_regions(store), n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "kg query regions lists them"
        wrong, do = "is no region of this graph", hint
    raise BadCall(f"{param.name}={text}", wrong, do)


def regions_named(store: pyoxigraph.Store, text: str) -> list[pyoxigraph.NamedNode]:
    """The regions of the graph that have a code, a name or an IRI (or its end), sorted: looked up, whatever the graph's size."""
    import pyoxigraph

    words = [pyoxigraph.Literal(text), *(pyoxigraph.Literal(text, language=lang) for lang in _LANGUAGES)]
    named = {
        quad.subject
        for predicate in (CODE, PREF_LABEL, ALT_LABEL)
        for word in words
        for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), word, None)
    }
    if _SOME_IRI.match(text) or "/" in text:
        with suppress(ValueError):
            named.add(pyoxigraph.NamedNode(text if _SOME_IRI.match(text) else base_of(store) + text))
    kind, region = pyoxigraph.NamedNode(RDF_TYPE), pyoxigraph.NamedNode(REGION)
    return sorted(
        (
            node
            for node in named
            if isinstance(node, pyoxigraph.NamedNode)
            and next(store.quads_for_pattern(node, kind, region, None), None) is not None
        ),
        key=lambda node: node.value,
    )


def _names_of_regions(store: pyoxigraph.Store) -> list[str]:
    rows = select(store, "SELECT ?word { ?r a hc:Region ; hc:code|skos:prefLabel|skos:altLabel ?word }")
    return sorted({row["word"].value for row in rows})


def _iri(param: Param, text: str, store: pyoxigraph.Store) -> pyoxigraph.NamedNode:
    import pyoxigraph

    text = text.removeprefix("<").removesuffix(">")
    try:
        node = pyoxigraph.NamedNode(text if _SOME_IRI.match(text) else base_of(store) + text)
    except ValueError as error:
        raise BadCall(f"{param.name}={text}", "is not an IRI", f"write it like {param.example}") from error
    if next(store.quads_for_pattern(node, None, None, None), None) is None:
        raise BadCall(
            f"{param.name}={text}",
            "is not in this graph",
            "kg query find --param words=… gives the names of facts",
        )
    return node
