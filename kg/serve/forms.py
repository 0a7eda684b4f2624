"""The form of an answer: which one a request asks for, and triples written in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.serve.capped import CappedOutput, TooLarge
from kg.serve.media import Media, negotiate
from kg.serve.wire import Head
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

# The forms that can name prefixes.
_WITH_PREFIXES = ("TURTLE", "RDF_XML", "JSON_LD")


class Refused(KgError):  # noqa: N818 - reads as what it says
    """A request that is understood and not answered, with the status that says why."""

    def __init__(self, status: int, thing: str, wrong: str, do: str = "") -> None:
        self.status = status
        super().__init__(thing, wrong, do)


def chosen(request: Head, offered: Sequence[Media]) -> tuple[Media, str]:
    """The form to answer in. Raises Refused (406) where the client takes none."""
    found = negotiate(request.get("accept"), offered, request.get("format"))
    if found is None:
        kinds = ", ".join(media.types[0] for media in offered)
        raise Refused(
            406, f"Accept: {request.get('accept')}", "is none of the forms of this answer", f"ask for {kinds}"
        )
    return found


def written(triples: Iterable[pyoxigraph.Triple], media: Media, request: Head) -> bytes:
    """Triples in a form, sorted, each once. Raises TooLarge beyond `most_rows` and `most_bytes` of the request."""
    import pyoxigraph

    kept: set[pyoxigraph.Triple] = set()
    for triple in triples:
        kept.add(triple)
        if len(kept) > request["most_rows"]:
            raise TooLarge("triples", request["most_rows"])
    output: Any = CappedOutput(request["most_bytes"])
    form = getattr(pyoxigraph.RdfFormat, media.format)
    prefixes = PREFIXES if media.format in _WITH_PREFIXES else None
    pyoxigraph.serialize(sorted(kept, key=str), output, format=form, prefixes=prefixes)
    return bytes(output.data)
