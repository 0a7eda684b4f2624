"""The explorer of a graph that one page does not carry: a page of its documents, and a search over all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg.serve.wire import Head

if TYPE_CHECKING:
    import pyoxigraph


def part(store: pyoxigraph.Store, request: Head) -> tuple[Head, bytes]:
    """`regions`, `documents`, `about`, `page`, `sources` (folder of the texts): a page of documents."""
    from kg.explore.page import policy_of
    from kg.explore.served import served_page

    sources = Path(request["sources"])
    text = served_page(
        store, sources, request["regions"], request["documents"], request["about"], request["page"]
    )
    return {"type": "text/html; charset=utf-8", "policy": policy_of(text)}, text.encode("utf-8")


def find(store: pyoxigraph.Store, request: Head) -> tuple[Head, bytes]:
    """`words`: what of the whole graph holds them, as JSON."""
    from kg.explore.served import find as found

    text = json.dumps(found(store, request["words"]), ensure_ascii=False)
    return {"type": "application/json"}, text.encode("utf-8")
