"""Where the shipped data lies: the one module that knows.

In a checkout `ontology/`, `viz/` and `extracted/` stand beside the package; in an installed wheel they lie in
`kg/_data/`.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).resolve().parent


def _data(name: str) -> Path:
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise KgError(name, "the data folder is missing from this installation", "install the package again")


def ontology(*parts: str) -> Path:
    """A file or folder of `ontology/`."""
    return _data("ontology").joinpath(*parts)


def viz(*parts: str) -> Path:
    """A file or folder of `viz/`."""
    return _data("viz").joinpath(*parts)


def extracted() -> Path:
    """The folder with the shipped records of the real documents."""
    return _data("extracted")
