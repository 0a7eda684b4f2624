"""Reads the plans and reports of Chinese local health bureaus into a knowledge graph of commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.load import Graph

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(path: Any = "build") -> Graph:
    """The graph that was built in the folder `path` (what `kg run -o path` leaves there).

    Raises `kg.errors.KgError` where the folder holds no graph.
    """
    from kg.load import load as load_graph

    return load_graph(path)
