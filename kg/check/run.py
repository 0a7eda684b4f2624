"""The check of a build folder: shapes, structure, places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.check.places import Places
from kg.check.report import CheckReport, Finding, make_report
from kg.check.shapes import broken_shapes
from kg.check.structure import broken_structure
from kg.store import open_store

if TYPE_CHECKING:
    import pyoxigraph


def check(build: Path) -> CheckReport:
    """Check the graph of a build folder (or graph file) against the shapes and the rules of structure.

    Memory is about 1.3 kB a triple, as pySHACL reads the graph into rdflib. Raises BadCall where there is no
    graph, BadInput where it is broken.
    """
    return check_store(open_store(build))


def check_store(store: pyoxigraph.Store) -> CheckReport:
    """Check an open store."""
    places = Places(store)
    findings = [
        Finding(places.of(b.focus), b.rule, b.severity, b.zh, b.en, b.focus, b.value)
        for broken in (broken_structure, broken_shapes)
        for b in broken(store)
    ]
    return make_report(findings, places.documents, len(store))
