"""The things that facts name (regions, bodies, programmes, indicators) as tables for the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from kg.explore.search_keys import initials, shown
from kg.explore.triples import Triples
from kg.terms import HC, RDFS, SKOS

Row: TypeAlias = list[Any]
LABEL = RDFS + "label"
PREF, ALT, PART_OF = SKOS + "prefLabel", SKOS + "altLabel", HC + "partOf"


class Table:
    """Rows of one kind, found by the path of their thing."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = sorted(set(paths))
        self.at = {path: n for n, path in enumerate(self.paths)}
        self.rows: list[Row] = []

    def index(self, path: str | None) -> int:
        """The row of a thing, or -1."""
        return -1 if path is None else self.at.get(path, -1)

    def indexes(self, paths: Iterable[str]) -> list[int]:
        """The rows of those things that are in the table, in order."""
        return sorted(self.at[p] for p in paths if p in self.at)


def with_wholes(triples: Triples, paths: Iterable[str]) -> set[str]:
    """The things and all that they are part of, step by step up."""
    found: set[str] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [p for p in triples.all(path, PART_OF) if p.split("/")[0] == path.split("/")[0]]
    return found


def name_of(triples: Triples, path: str) -> str:
    """The label to show for a thing: its own, or the end of its path where it has none."""
    label = triples.label(path, "zh", PREF, LABEL) or triples.label(path, "en", PREF, LABEL)
    return shown(label or "") or path.rpartition("/")[2]


def common(triples: Triples, path: str) -> Row:
    """The columns every table has: path, name, English name, other spellings, pinyin initials."""
    name = name_of(triples, path)
    others = sorted({shown(a) for a in triples.all(path, ALT)} - {name, ""})
    return [path, name, triples.label(path, "en", PREF) or "", others, initials(name)]


def regions(triples: Triples, used: Iterable[str]) -> Table:
    """Common columns, row of the region around it (-1: none), code."""
    table = Table(with_wholes(triples, used))
    for path in table.paths:
        around = [p for p in triples.all(path, PART_OF) if p in table.at]
        code = triples.one(path, HC + "code") or ""
        table.rows.append([*common(triples, path), table.index(around[0] if around else None), code])
    return table


def institutions(triples: Triples, used: Iterable[str], places: Table) -> Table:
    """Common columns, rows of the bodies it is part of, type, row of its region."""
    table = Table(with_wholes(triples, used))
    for path in table.paths:
        kind = triples.one(path, HC + "institutionType") or "other"
        place = places.index(triples.one(path, HC + "region"))
        table.rows.append(
            [*common(triples, path), table.indexes(triples.all(path, PART_OF)), last_part(kind), place]
        )
    return table


def programmes(triples: Triples, used: Iterable[str]) -> Table:
    """Common columns, rows of the programmes it is part of, rows of those it is alike but not the same as."""
    table = Table(with_wholes(triples, used))
    for path in table.paths:
        others = table.indexes(triples.all(path, HC + "notSameAs"))
        table.rows.append([*common(triples, path), table.indexes(triples.all(path, PART_OF)), others])
    return table


def indicators(triples: Triples, used: Iterable[str]) -> Table:
    """Common columns, unit, direction that is better (`higher`, `lower` or empty)."""
    table = Table(used)
    for path in table.paths:
        direction = last_part(triples.one(path, HC + "direction") or "")
        better = direction if direction in ("higher", "lower") else ""
        table.rows.append([*common(triples, path), triples.one(path, HC + "unit") or "", better])
    return table


def last_part(value: str) -> str:
    """The name at the end of an IRI; a plain word stays as it is."""
    return value.rpartition("#")[2].rpartition("/")[2] if "://" in value else value
