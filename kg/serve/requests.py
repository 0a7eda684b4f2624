"""Reading a request strictly: its parameters, its body within a size and a time, its language, who sent it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote

from starlette.requests import ClientDisconnect, Request

from kg.serve.forms import Refused

_MOST_FIELDS = 200
_ENCODED_BYTES = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
# What may stand in a path of a link as it is; the rest, Chinese too, is percent-encoded.
_PATH_SAFE = "/%:@!$&'()*+,;=-._~"


def fields(encoded: bytes) -> list[tuple[str, str]]:
    """The fields of a query string or a form. Raises Refused (400) for what is no UTF-8 or has too many."""
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict",
            max_num_fields=_MOST_FIELDS,
        )  # fmt: skip
    except (UnicodeDecodeError, ValueError) as error:
        do = "encode them as UTF-8, percent-encoded, 200 at the most"
        raise Refused(400, "parameters", "cannot be read", do) from error


def asked(request: Request) -> list[tuple[str, str]]:
    """The parameters after the question mark."""
    return fields(request.scope["query_string"])


def single(found: list[tuple[str, str]], name: str) -> str | None:
    """The value of a parameter that may stand once. Raises Refused (400)."""
    values = [value for key, value in found if key == name]
    if len(values) > 1:
        raise Refused(400, f"{name}=", "stands more than once", "give it once")
    return values[0] if values else None


async def body_of(request: Request, most: int, seconds: float) -> bytes:
    """The body. Raises Refused where it is too large (413) or does not come in time (408)."""
    too_large = Refused(413, "request", f"is larger than {most:,} bytes", "send a shorter query")
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise too_large
    taken = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                taken += chunk
                if len(taken) > most:
                    raise too_large
    except TimeoutError as error:
        raise Refused(408, "request", f"did not come whole within {seconds:g} s", "send it again") from error
    except ClientDisconnect as error:
        raise Refused(400, "request", "was broken off") from error
    return bytes(taken)


def language(request: Request, found: list[tuple[str, str]]) -> str:
    """`zh` or `en`: as `lang=` says, else as the browser prefers, else Chinese."""
    for value in (dict(found).get("lang"), request.headers.get("accept-language")):
        for tag in re.findall(r"[A-Za-z]+", (value or "").lower()):
            if tag in ("zh", "en"):
                return str(tag)
    return "zh"


def client_of(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else "?"


def iri_path(raw: bytes) -> str:
    """The path of a thing from the path of a request: Chinese decoded, but `%2F` and the like kept as they are.

    >>> iri_path("/id/institution/%E6%80%A5%E6%95%91%2FAED".encode())
    '/id/institution/急救%2FAED'
    """
    return _ENCODED_BYTES.sub(_decoded, raw.decode("ascii", "replace"))


def url_path(path: str) -> str:
    """The path of a link for the path of a thing; the inverse of `iri_path`.

    >>> url_path("institution/急救%2FAED")
    'institution/%E6%80%A5%E6%95%91%2FAED'
    """
    return quote(path, safe=_PATH_SAFE)


def _decoded(match: re.Match[str]) -> str:
    return "".join(_parts(match[0]))


def _parts(text: str) -> Iterator[str]:
    try:
        yield bytes.fromhex(text.replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        yield text
