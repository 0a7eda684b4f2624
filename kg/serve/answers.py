"""What a worker does with a request: the operation it names, and every failure told as an answer.

A request is a head of plain values; an answer is a head with `status` and `type` and a body. Errors are answers too:
`{"status", "title", "detail"}`.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import BadCall, KgError
from kg.serve.capped import TooLarge
from kg.serve.explorer import find, part
from kg.serve.forms import Refused
from kg.serve.opened import Opened
from kg.serve.questions import ask, question
from kg.serve.service import service
from kg.serve.sparql import graph, graphs, sparql
from kg.serve.things import thing
from kg.serve.wire import Head

if TYPE_CHECKING:
    import pyoxigraph

Answer: TypeAlias = tuple[Head, bytes]

_ON_STORE: Mapping[str, Callable[[pyoxigraph.Store, Head], Answer]] = {
    "sparql": sparql, "thing": thing, "graph": graph, "graphs": graphs, "service": service,
    "explorer": part, "explorer find": find,
}  # fmt: skip
_WITH_WORDS: Mapping[str, Callable[[Opened, Head], Answer]] = {"question": question, "ask": ask}
_WORTH_PACKING = 1000


def answer(opened: Opened, request: Head) -> Answer:
    """The answer to a request; whatever goes wrong is an answer with its status, never an exception."""
    try:
        name = request["op"]
        head, body = (
            _ON_STORE[name](opened.store, request)
            if name in _ON_STORE
            else _WITH_WORDS[name](opened, request)
        )
    except Refused as error:
        return problem(error.status, error), b""
    except BadCall as error:
        return problem(400, error), b""
    except KgError as error:
        return problem(500, error), b""
    except TooLarge as error:
        return _too_large(error), b""
    except MemoryError:
        return out_of_memory(), b""
    except RecursionError:
        return problem(400, BadCall("query", "is nested too deeply", "simplify it")), b""
    if request.get("gzip") and len(body) > _WORTH_PACKING:
        head["encoding"], body = "gzip", gzip.compress(body, compresslevel=5, mtime=0)
    return {"status": 200, **head}, body


def problem(status: int, error: KgError) -> Head:
    """The head of an answer that tells an error."""
    return {"status": status, "title": f"{error.thing}: {error.wrong}", "detail": error.do}


def out_of_memory() -> Head:
    """The head of the answer to a query that took too much memory."""
    do = "ask for less: join patterns by a common variable, put a LIMIT into a sub-query, or read one graph"
    return {"status": 500, "title": "query: needs more memory than a query may take", "detail": do}


def _too_large(error: TooLarge) -> Head:
    do = f"add LIMIT {error.most} or less and page with OFFSET" if error.what == "rows" else "ask for less"
    wrong = f"has more than {error.most:,} {error.what}, and none is given in part"
    return {"status": 422, "title": f"answer: {wrong}", "detail": do}
