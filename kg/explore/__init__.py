"""The explorer: the built graph as one page that opens by double click, offline.

    explore(Path("build"))          # build/explorer.html and build/graph.html

The page holds the facts, the source texts where the build has them, its scripts and style; it asks for
nothing from outside.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kg.errors import KgError
from kg.explore.neighbourhood import OPTIONS, busiest_programme, standalone
from kg.explore.page import explorer_page
from kg.explore.payload import payload
from kg.explore.triples import read_triples

__all__ = ["explore"]


def explore(
    build_dir: Path,
    out: Path | None = None,
    *,
    regions: Collection[str] = (),
    documents: Collection[str] = (),
) -> Path:
    """Write the page and return its path.

    `out` is the file to write (default `build_dir/explorer.html`); the picture of the programme that most
    places share is written beside it as `graph.html`. `regions` (codes, each with all within it) and
    `documents` (ids) narrow the page down. Raises BadCall where there is no graph or nothing fits, KgError
    where a file cannot be written.
    """
    page = out or build_dir / "explorer.html"
    data = payload(
        read_triples(build_dir / "graph.nq"), build_dir / "sources", regions=regions, documents=documents
    )
    data["vis"] = OPTIONS
    _write(page, explorer_page(data))
    programme = busiest_programme(data)
    if programme is not None:
        _write(page.with_name("graph.html"), standalone(data, programme))
    return page


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise KgError(path, f"cannot be written ({reason})", "choose another place with --out") from error
