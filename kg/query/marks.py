"""What the marks in a query of the library become when the values are known.

A query file is whole and right as it stands. Comments in it mark parts, each up to its `# end`, that are written otherwise,
with the same answer, because Oxigraph does it faster so:

- `# holding: ?NODE ?PARAM CLASS …` is a search for words through the graph: with an index of words, the things found.
- `# within: ?NODE ?PARAM` is the condition on a region, a scan where it is written for any value: one triple, or nothing.
- `# apart: ?PARAM` are patterns, mostly with such a condition, to be answered on their own (a sub-select) where the value is
  given. Oxigraph begins with the shortest list of VALUES, however much of the whole graph hangs on it: with an indicator
  and all its figures, where those of one region are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from kg.query.words import Words
from kg.terms import IN_REGION, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

    Terms: TypeAlias = Mapping[str, pyoxigraph.NamedNode | pyoxigraph.Literal | None]

_HOLDING = re.compile(
    r"^ *# holding: \?(?P<node>\w+) \?(?P<param>\w+) (?P<kinds>[\w: ]+)\n"
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


def written_out(text: str, terms: Terms, words: Words | None) -> str:
    """The text of a query with its marked parts as they are for the terms of its parameters (None: no value)."""

    def within(match: re.Match[str]) -> str:
        term = terms.get(match["param"])
        return "" if term is None else f"?{match['node']} <{IN_REGION}> {term} .\n"

    def apart(match: re.Match[str]) -> str:
        patterns = match["patterns"]
        return patterns if terms.get(match["param"]) is None else f"{{ SELECT * {{\n{patterns}}} }}\n"

    def holding(match: re.Match[str]) -> str:
        term = terms.get(match["param"])
        if words is None or term is None:
            return match[0]
        kinds, predicates = (_expanded(match[part]) for part in ("kinds", "predicates"))
        most = max(_MOST_FOUND, words.size() // _TEXTS_FOR_ONE)
        found = words.holding(term.value, kinds, predicates, most)
        if found is None:
            return match[0]
        return f"VALUES ?{match['node']} {{ {' '.join(f'<{iri}>' for iri in found)} }}\n"

    return _HOLDING.sub(holding, _APART.sub(apart, _WITHIN.sub(within, text)))


def _expanded(names: str) -> list[str]:
    """Prefixed names, separated by blanks or bars, as IRIs."""
    pairs = (name.split(":") for name in re.split(r"[\s|]+", names.strip()))
    return [PREFIXES[prefix] + local for prefix, local in pairs]
