"""What the marks in a query of the library become when the values are known.

A query file is whole and right as it stands. Comments in it mark parts, each up to its `# end`, that are written otherwise,
with the same answer, because Oxigraph does it faster so:

- `# holding: ?NODE ?PARAM CLASS …` is a search for words through the graph: with an index of words, the things found. After
  `in ?REGION`, those that lie in a document may be left out where it is none of that region.
- `# within: ?NODE ?REGION` is the condition on a region, a scan where it is written for any value: one triple, or nothing.
- `# apart: ?REGION` are patterns with such a condition, to be answered on their own (a sub-select) where the region is a small
  part of the graph. Oxigraph begins with the shortest list of VALUES, however much of the whole graph hangs on it: with an
  indicator and all its figures, where those of one region are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from kg.query.words import Words
from kg.store import select
from kg.terms import DOCUMENT, IN_REGION, PREFIXES, RDF_TYPE

if TYPE_CHECKING:
    import pyoxigraph

    Term: TypeAlias = pyoxigraph.NamedNode | pyoxigraph.Literal
    Terms: TypeAlias = Mapping[str, Term | None]

_HOLDING = re.compile(
    r"^ *# holding: \?(?P<node>\w+) \?(?P<param>\w+)(?P<kinds>(?: \w+:\w+)+)(?: in \?(?P<region>\w+))?\n"
    r".*? a (?:\w+:\w+|\?kind) ; (?P<predicates>[\w:|]+) \?\w+ \..*?^ *# end\n",
    re.MULTILINE | re.DOTALL,
)
_WITHIN = re.compile(
    r"^ *# within: \?(?P<node>\w+) \?(?P<param>\w+)\n.*?^ *# end\n", re.MULTILINE | re.DOTALL
)
# A condition on a region within has been written already.
_APART = re.compile(
    r"^ *# apart: \?(?P<param>\w+)\n(?P<patterns>(?:(?! *# end\n).*\n)*) *# end\n", re.MULTILINE
)
# So many things at the most are written into a query, or one for so many texts of the graph: more cost as much as the
# search through all of them (measured at a million triples: 8,000 things as much as 42,000 texts).
_MOST_FOUND, _TEXTS_FOR_ONE = 2000, 8
# A region is a small part of the graph where it has one of so many documents, or less: with more, the words that are looked
# for tell more (at a million triples the two ways cost the same with 2 to 6 % of the documents, each question its own).
_SMALL = 30


def written_out(text: str, terms: Terms, store: pyoxigraph.Store, words: Words | None) -> str:
    """The text of a query with its marked parts as they are for the terms of its parameters (None: no value)."""

    @cache
    def documents_of(param: str | None) -> list[str] | None:
        return _documents_of_small(terms.get(param or ""), store)

    def within(match: re.Match[str]) -> str:
        term = terms.get(match["param"])
        return "" if term is None else f"?{match['node']} <{IN_REGION}> {term} .\n"

    def apart(match: re.Match[str]) -> str:
        patterns = match["patterns"]
        return patterns if documents_of(match["param"]) is None else f"{{ SELECT * {{\n{patterns}}} }}\n"

    def holding(match: re.Match[str]) -> str:
        term = terms.get(match["param"])
        if words is None or term is None:
            return match[0]
        kinds, predicates = (_expanded(match[part]) for part in ("kinds", "predicates"))
        most = max(_MOST_FOUND, words.size() // _TEXTS_FOR_ONE)
        found = words.holding(term.value, kinds, predicates, most, documents_of(match["region"]))
        if found is None:
            return match[0]
        return f"VALUES ?{match['node']} {{ {' '.join(f'<{iri}>' for iri in found)} }}\n"

    return _HOLDING.sub(holding, _APART.sub(apart, _WITHIN.sub(within, text)))


def _documents_of_small(region: Term | None, store: pyoxigraph.Store) -> list[str] | None:
    """The documents of a region that is a small part of the graph; None of another, or where none is given."""
    if region is None or not _has_documents(store, _SMALL):
        return None
    lies = f"SELECT ?doc {{ ?doc <{IN_REGION}> {region} ; <{RDF_TYPE}> <{DOCUMENT}> }}"
    found = sorted({row["doc"].value for row in select(store, lies)})
    return found if _has_documents(store, len(found) * _SMALL) else None


def _has_documents(store: pyoxigraph.Store, least: int) -> bool:
    import pyoxigraph

    kind, document = pyoxigraph.NamedNode(RDF_TYPE), pyoxigraph.NamedNode(DOCUMENT)
    return sum(1 for _ in islice(store.quads_for_pattern(None, kind, document, None), least)) == least


def _expanded(names: str) -> list[str]:
    """Prefixed names, separated by blanks or bars, as IRIs."""
    pairs = (name.split(":") for name in re.split(r"[\s|]+", names.strip()))
    return [PREFIXES[prefix] + local for prefix, local in pairs]
