"""Replies: the answer of a worker or an error as an HTTP response, for programs and for people."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg import __version__
from kg.serve.media import PAGE, Media, negotiate
from kg.serve.requests import language
from kg.serve.wire import Head

_PROBLEM = Media("problem", "", ("application/problem+json", "application/json"))
_TITLES = {
    400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
    408: "Request Timeout", 413: "Content Too Large", 415: "Unsupported Media Type", 421: "Misdirected Request",
    422: "Unprocessable Content", 429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable",
    504: "Gateway Timeout",
}  # fmt: skip
_VARY = "Accept, Accept-Encoding, Accept-Language"


def etag_of(mark: str, request: Head) -> str:
    """The tag of the answer to a request on one state of the graph; weak, for the same answer may be packed or not."""
    asked = json.dumps({k: v for k, v in request.items() if k != "gzip"}, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(f"{__version__}\n{mark}\n{asked}".encode("utf-8", "surrogatepass"))
    return f'W/"{digest.hexdigest()[:32]}"'


def matches(request: Request, etag: str) -> bool:
    """Whether the client has that answer already."""
    given = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag.removeprefix("W/") in given or "*" in given


def not_modified(etag: str) -> Response:
    """304."""
    return Response(status_code=304, headers={"etag": etag, "vary": _VARY, "cache-control": "no-cache"})


def reply(request: Request, head: Head, body: bytes, etag: str | None = None) -> Response:
    """The response for the answer of a worker."""
    if head["status"] != 200:
        return problem(request, head["status"], head["title"], head.get("detail", ""))
    headers = {"vary": _VARY, "cache-control": "no-cache" if etag else "no-store"}
    if etag:
        headers["etag"] = etag
    if "policy" in head:
        headers["content-security-policy"] = head["policy"]
    if "encoding" in head:
        headers["content-encoding"] = head["encoding"]
    return Response(body, headers={**headers, "content-type": head["type"]})


def problem(request: Request, status: int, title: str, detail: str = "", **headers: str) -> Response:
    """An error as RFC 9457 says, or as a page for a browser."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "status": status,
        "title": _TITLES.get(status, "Error"),
        "detail": title,
    }
    if detail:
        told["instruction"] = detail
    found = negotiate(request.headers.get("accept"), (_PROBLEM, PAGE))
    plain = {**headers, "vary": _VARY, "cache-control": "no-store"}
    if found and found[0] is PAGE:
        from kg.serve.pages import error_page

        page = error_page(status, told["title"], title, detail, language(request, []))
        return Response(page, status, {**plain, "content-type": "text/html; charset=utf-8"})
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return Response(text, status, {**plain, "content-type": "application/problem+json"})


class Cache:
    """Answers that were given lately, by their tags, up to so many bytes; what is asked least lately goes first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.taken = most_bytes, 0
        self._kept: OrderedDict[tuple[str, bool], tuple[Head, bytes]] = OrderedDict()

    def get(self, etag: str, packed: bool) -> tuple[Head, bytes] | None:
        """The answer of that tag, packed or not."""
        found = self._kept.get((etag, packed))
        if found is not None:
            self._kept.move_to_end((etag, packed))
        return found

    def put(self, etag: str, packed: bool, head: Head, body: bytes) -> None:
        """Keep an answer, unless it would push out most of the others."""
        if len(body) > self.most_bytes // 8 or (etag, packed) in self._kept:
            return
        self._kept[etag, packed] = (head, body)
        self.taken += len(body)
        while self.taken > self.most_bytes:
            _, (_, old) = self._kept.popitem(last=False)
            self.taken -= len(old)
