"""The graphs that a query reads: those of FROM and FROM NAMED, and those that the protocol's parameters name.

Only graphs of the store may be named; nothing is ever fetched. The engine does not fetch either: that every name is
looked up here turns a silent empty answer into an error that says which graphs there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import BadCall
from kg.query.guard import without_quoted
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

_FROM = re.compile(r"(?<![\w?$:@-])FROM(?![\w:-])\s*(?:NAMED(?![\w:-])\s*)?", re.IGNORECASE)
_IRI = re.compile(r'<([^<>"{}|^`\\\s]*)>')
_NAME = re.compile(r"([^\s:<>{}()]*):([^\s<>{}()]*)")
_PREFIX = re.compile(r"PREFIX\s+([^\s:]*):\s*<([^<>\s]*)>", re.IGNORECASE)


def graphs_named(text: str) -> Iterator[str]:
    """The graphs that FROM and FROM NAMED of a query name; a name that cannot be told is given as it is written.

    >>> list(graphs_named("PREFIX d: <urn:d/> SELECT * FROM <urn:a> FROM NAMED d:b { ?from ?p 'FROM <urn:c>' }"))
    ['urn:a', 'urn:d/b']
    """
    bare = without_quoted(text)
    prefixes = {**PREFIXES, **dict(_PREFIX.findall(text))}
    for match in _FROM.finditer(bare):
        # The blanked text ends IRIs and comments as spaces; the name itself is read from the text.
        start = re.compile(r"(?:\s|#[^\n]*\n)*").match(text, match.start() + len("FROM"))
        place = start.end() if start else match.end()
        named = re.compile(r"NAMED(?:\s|#[^\n]*\n)*", re.IGNORECASE).match(text, place)
        place = named.end() if named else place
        if iri := _IRI.match(text, place):
            yield iri[1]
        elif name := _NAME.match(text, place):
            yield prefixes.get(name[1], name[1] + ":") + name[2]
        else:
            yield text[place : place + 30]


def known_graphs(store: pyoxigraph.Store, names: list[str]) -> list[pyoxigraph.NamedNode]:
    """The graphs of those names. Raises BadCall for one that is not in the store."""
    import pyoxigraph

    found = []
    for name in names:
        try:
            node = pyoxigraph.NamedNode(name)
        except ValueError:
            node = None
        if node is None or not store.contains_named_graph(node):
            do = "/rdf-graph-store lists them; leave it out to read all"
            raise BadCall(f"<{name}>", "is no graph of this store, and nothing is fetched from elsewhere", do)
        found.append(node)
    return found
