"""The media types in which answers are given, and which of them a client asks for (RFC 9110, SPARQL 1.1 Protocol)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Media:
    """A form of an answer: its short name, the name of its format in the RDF library, and its media types, own one first."""

    name: str
    format: str
    types: tuple[str, ...]

    def content_type(self, asked: str | None = None) -> str:
        """The value of Content-Type, in the words in which the client asked where it named a synonym."""
        kind = asked if asked in self.types else self.types[0]
        return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith("xml") else kind


# For SELECT and ASK, the first one where the client does not mind.
ROWS = (
    Media("json", "JSON", ("application/sparql-results+json", "application/json")),
    Media("xml", "XML", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Media("csv", "CSV", ("text/csv",)),
    Media("tsv", "TSV", ("text/tab-separated-values",)),
)
# For CONSTRUCT, DESCRIBE, things and graphs.
GRAPHS = (
    Media("turtle", "TURTLE", ("text/turtle", "application/x-turtle")),
    Media("ntriples", "N_TRIPLES", ("application/n-triples", "text/plain")),
    Media("jsonld", "JSON_LD", ("application/ld+json", "application/json")),
    Media("rdfxml", "RDF_XML", ("application/rdf+xml", "application/xml", "text/xml")),
)
PAGE = Media("html", "", ("text/html", "application/xhtml+xml"))
# What other software calls the same formats in `format=`.
_SYNONYMS = {
    "json-ld": "jsonld",
    "rdf+xml": "rdfxml",
    "rdf": "rdfxml",
    "ttl": "turtle",
    "nt": "ntriples",
    "n3": "turtle",
}


def parse_accept(header: str) -> list[tuple[str, float]]:
    """The media ranges of an Accept header with their weights; what cannot be read is left out.

    >>> parse_accept("text/turtle;q=0.5, */*;q=0.1, text/csv")
    [('text/turtle', 0.5), ('*/*', 0.1), ('text/csv', 1.0)]
    """
    found = []
    for part in header.split(","):
        kind, *params = (p.strip().lower() for p in part.split(";"))
        weight = next((p[2:] for p in params if p.startswith("q=")), "1")
        try:
            quality = float(weight)
        except ValueError:
            continue
        if kind.count("/") == 1 and 0 <= quality <= 1:
            found.append((kind, quality))
    return found


def _quality(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of a type by the most specific range that covers it."""
    for wanted in (kind, kind.partition("/")[0] + "/*", "*/*"):
        weights = [weight for range_, weight in ranges if range_ == wanted]
        if weights:
            return max(weights)
    return 0.0


def negotiate(
    accept: str | None, offered: Sequence[Media], name: str | None = None
) -> tuple[Media, str] | None:
    """The form to answer in with its media type, or None where the client takes none of those offered.

    `name` is the value of `format=`, which counts more than the header where it names one of the forms.

    >>> negotiate("text/turtle, application/json;q=0.9", ROWS)[1]
    'application/json'
    >>> negotiate("image/png", ROWS) is None
    True
    """
    wanted = _SYNONYMS.get((name or "").lower(), (name or "").lower())
    for media in offered:
        if media.name == wanted:
            return media, media.types[0]
    ranges = parse_accept(accept or "") if accept and accept.strip() else [("*/*", 1.0)]
    best: tuple[float, Media, str] | None = None
    for media in offered:
        for kind in media.types:
            # A synonym must be asked for by name. Among equals the first form wins.
            weight = _quality(kind, ranges if kind == media.types[0] else [r for r in ranges if r[0] == kind])
            if weight > 0 and (best is None or weight > best[0]):
                best = (weight, media, kind)
    return best[1:] if best else None
