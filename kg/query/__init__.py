"""Questions put to the graph: the library of queries, SPARQL of one's own, and the forms of an answer."""

from kg.query.index import Words, make_words, open_words
from kg.query.library import Column, LibraryQuery, Param, library, named
from kg.query.render import FORMATS, Format, render
from kg.query.result import Result
from kg.query.run import resolve, run, run_on

__all__ = [
    "FORMATS", "Column", "Format", "LibraryQuery", "Param", "Result", "Words", "library", "make_words", "named",
    "open_words", "render", "resolve", "run", "run_on",
]  # fmt: skip
