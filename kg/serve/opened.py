"""The graph as a worker has it open: its store, what lies beside it, the names in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.query import Beside

if TYPE_CHECKING:
    import pyoxigraph

    from kg.ask.names import Names


@dataclass(frozen=True)
class Opened:
    """A store with the index of words and the ready answers that fit it."""

    store: pyoxigraph.Store
    beside: Beside

    @cached_property
    def names(self) -> Names:
        """The names in the graph, read when the first question in words comes."""
        from kg.ask.names import Names

        return Names(self.store)
