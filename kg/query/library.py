"""The queries of `ontology/queries/`: what each asks, what it needs, what its columns are called.

A query file is plain SPARQL that runs anywhere as it stands, with the examples in its VALUES blocks. Its head is
comment lines of a fixed form: `# title.zh: …`, `# title.en: …`, `# description.zh: …`, `# description.en: …`,
`# param: NAME TYPE EXAMPLE | zh | en` (EXAMPLE `-`: may be left out), `# column: NAME zh | en`, `# word: zh | en` (a
word that the query itself puts into its answer), `# example: …`.

Three habits keep them fast in Oxigraph (`bench/queries.py`), which otherwise reads all triples of a predicate to join
them: an OPTIONAL holds one triple, what hangs on it stands in an OPTIONAL within; its subject is a variable that is
surely bound there, not one that BIND or GROUP BY gave; a class is asked for by FILTER EXISTS, not by a second triple.
What hangs on the values that were given is marked in comments: see `kg.query.marks`.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg import paths
from kg.errors import BadCall, BadInput

PARAM_TYPES = ("text", "integer", "date", "region", "iri")
_LINE = re.compile(r"#\s*([a-z]+(?:\.(?:zh|en))?):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Param:
    """A value that a query needs; `example` is None where it may be left out."""

    name: str
    type: str
    example: str | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of the answer is called."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class LibraryQuery:
    """One query with what its head says of it; a query without a head has only a text. `words`: Chinese to English."""

    name: str
    text: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    words: dict[str, str]
    example: str

    def title(self, lang: str = "zh") -> str:
        """What the query asks, in a few words."""
        return self.titles.get(lang, self.name)

    def description(self, lang: str = "zh") -> str:
        """What the query gives, in a sentence."""
        return self.descriptions.get(lang, "")


@lru_cache(maxsize=1)
def library() -> tuple[LibraryQuery, ...]:
    """All queries that are shipped, by name."""
    files = sorted(paths.ontology("queries").glob("*.rq"))
    return tuple(parse_query(path.stem, path.read_text(encoding="utf-8")) for path in files)


def named(name: str) -> LibraryQuery:
    """The query of that name. Raises BadCall with names that are near."""
    queries = {q.name: q for q in library()}
    if name in queries:
        return queries[name]
    near = difflib.get_close_matches(name, queries, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(queries)}"
    raise BadCall(name, "is no query of the library and no SPARQL", hint)


def parse_query(name: str, text: str) -> LibraryQuery:
    """A query with its head read. Raises BadInput where a line of the head is malformed."""
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if match := _LINE.fullmatch(line):
            fields.setdefault(match[1], []).append(match[2].strip())
    try:
        return LibraryQuery(
            name=name,
            text=text,
            titles=_by_language(fields, "title"),
            descriptions=_by_language(fields, "description"),
            params=tuple(_param(row) for row in fields.get("param", ())),
            columns=tuple(_column(row) for row in fields.get("column", ())),
            words=dict(_word(row) for row in fields.get("word", ())),
            example=fields.get("example", [""])[0],
        )
    except ValueError as error:
        do = "write '# param: NAME TYPE EXAMPLE | zh | en', '# column: NAME zh | en' and '# word: zh | en'"
        raise BadInput(name, f"the head of the query is malformed ({error})", do) from error


def read_query(path: Path) -> LibraryQuery:
    """A query of the user's own in a file. Raises BadInput where it cannot be read."""
    try:
        return parse_query(path.stem, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(path, f"cannot be read ({error})", "name a file of SPARQL in UTF-8") from error


def _by_language(fields: dict[str, list[str]], key: str) -> dict[str, str]:
    return {lang: fields[f"{key}.{lang}"][0] for lang in ("zh", "en") if f"{key}.{lang}" in fields}


def _param(row: str) -> Param:
    head, zh, en = (part.strip() for part in row.split("|"))
    name, kind, example = head.split(None, 2)
    if kind not in PARAM_TYPES:
        raise ValueError(f"unknown type {kind!r} of parameter {name!r}")
    return Param(name, kind, None if example == "-" else example, zh, en)


def _column(row: str) -> Column:
    head, en = (part.strip() for part in row.split("|"))
    name, zh = head.split(None, 1)
    return Column(name, zh, en)


def _word(row: str) -> tuple[str, str]:
    zh, en = (part.strip() for part in row.split("|"))
    return zh, en
