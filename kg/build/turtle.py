"""Turtle for people: the union of the named graphs, one block a subject, names relative to the base.

A serializer of its own because those of the libraries write prefixes in an order that changes from run to run, or
escape the slashes of every path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from kg.build.statements import Triple
from kg.terms import PREFIXES, RDF_TYPE, XSD_DECIMAL, XSD_INTEGER

_QUAD = re.compile(r"(<[^>]*>) (<[^>]*>) (.+) <[^>]*> \.")
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NUMBER = re.compile(rf'"(-?\d+)"\^\^<{re.escape(XSD_INTEGER)}>|"(-?\d+\.\d+)"\^\^<{re.escape(XSD_DECIMAL)}>')
_TYPED = re.compile(r'(".*"\^\^)(<[^>]*>)')
_TYPE = f"<{RDF_TYPE}>"


def turtle(lines: Iterable[str], base: str) -> Iterator[str]:
    """The statements of sorted N-Quads lines as Turtle, in pieces: a head, then a block for each subject."""
    yield f"@base <{base}> .\n"
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))
    found = (_QUAD.fullmatch(line) for line in lines)
    triples = ((quad[1], quad[2], quad[3]) for quad in found if quad)
    for subject, rows in groupby(triples, key=itemgetter(0)):
        yield _block(subject, sorted(rows, key=_type_first), base)


def _type_first(triple: Triple) -> tuple[bool, str, str]:
    return triple[1] != _TYPE, triple[1], triple[2]


def _block(subject: str, rows: Iterable[Triple], base: str) -> str:
    parts = []
    for predicate, group in groupby(rows, key=lambda t: t[1]):
        values = ", ".join(_term(value, base) for _, _, value in group)
        parts.append(f"{'a' if predicate == _TYPE else _term(predicate, base)} {values}")
    return f"\n{_term(subject, base)} " + " ;\n  ".join(parts) + " .\n"


def _term(term: str, base: str) -> str:
    if term.startswith("<"):
        return _iri(term[1:-1], base)
    number = _NUMBER.fullmatch(term)
    if number:
        return number[1] or number[2]
    typed = _TYPED.fullmatch(term)
    return typed[1] + _iri(typed[2][1:-1], base) if typed else term


@lru_cache(maxsize=1 << 16)
def _iri(iri: str, base: str) -> str:
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and _LOCAL.fullmatch(iri[len(start) :]):
            return f"{prefix}:{iri[len(start) :]}"
    # Relative names resolve against a base that ends in a slash only.
    return f"<{iri.removeprefix(base)}>" if base.endswith("/") else f"<{iri}>"
