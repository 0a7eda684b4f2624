"""The server of a built graph: SPARQL endpoint, ready-made questions, pages and things, safe to leave running.

    serve(Settings(Path("build")), started=lambda url, pool: print(url))

The process that listens answers no query. It hands each to one of a pool of worker processes that have the store open
read only, no network and bounded memory, and kills the one that takes too long (`kg.serve.pool`): nothing within the
query engine stops a query.
"""

from __future__ import annotations

from kg.serve.settings import Limits, Settings

__all__ = ["Limits", "Settings"]
