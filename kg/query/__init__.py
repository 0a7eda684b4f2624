"""Questions put to the graph: the library of queries, SPARQL of one's own, and the forms of an answer."""

from kg.query.beside import NOTHING, Beside, make_beside, open_beside
from kg.query.library import Column, LibraryQuery, Param, library, named
from kg.query.render import FORMATS, Format, render
from kg.query.result import Result
from kg.query.run import resolve, run, run_on

__all__ = [
    "FORMATS", "NOTHING", "Beside", "Column", "Format", "LibraryQuery", "Param", "Result", "library", "make_beside",
    "named", "open_beside", "render", "resolve", "run", "run_on",
]  # fmt: skip
