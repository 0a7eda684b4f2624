"""What `kg shared` prints: tables for the terminal, and the matrix as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from kg.compare.namings import Naming
from kg.compare.network import communities, particular, similarities
from kg.compare.places import depths
from kg.compare.sharing import Matrix, by_programme
from kg.query.table import table, visible

_WORDS = {
    "programme": ("项目", "programme"), "places": ("地区数", "places"), "place": ("地区", "place"),
    "document": ("文件", "document"), "spellings": ("写法", "spellings"), "mentions": ("提及", "mentions"),
    "one": ("一地", "one place"), "other": ("另一地", "another"), "jaccard": ("相似度", "similarity"),
    "cosine": ("余弦", "cosine"), "shared": ("共有项目", "shared"), "only": ("独有", "only here"), "of": ("全部", "of"),
    "examples": ("独有的项目", "only here: which"), "group": ("组", "group"), "size": ("项目数", "programmes"),
    "likeness": ("地区之间的相似度（少见的项目权重大）", "How alike places are (rare programmes weigh more)"),
    "together": ("常在一起的项目", "Programmes that go together"),
    "particular": ("只有一地提到的项目（没有提到不等于没有开展）",
                   "What only one place names (not named is not the same as not run)"),
}  # fmt: skip
_SOME = 8


def _say(key: str, lang: str) -> str:
    return _WORDS[key][lang == "en"]


def _head(keys: str, lang: str) -> list[str]:
    return [_say(key, lang) for key in keys.split()]


def _joined(names: Iterable[str], lang: str) -> str:
    return visible((", " if lang == "en" else "、").join(names))


def _some(names: Sequence[str], lang: str) -> str:
    return _joined(names[:_SOME], lang) + (" …" if len(names) > _SOME else "")


def shared_table(
    namings: Iterable[Naming], minimum: int, lang: str, width: int | None, limit: int | None
) -> str:
    """The shared programmes, one row for each document that names one; empty where there are none."""
    rows = []
    for found in by_programme(namings, minimum)[:limit]:
        places = len({n.place for n in found})
        for i, n in enumerate(sorted(found, key=lambda n: (n.place, n.document))):
            first = ["", ""] if i else [visible(n.name), str(places)]
            rows.append([*first, n.place.name, n.document, _joined(n.spellings, lang), str(n.mentions)])
    head = _head("programme places place document spellings mentions", lang)
    return table(head, rows, [False, True, False, False, False, True], width) if rows else ""


def likeness_page(namings: Iterable[Naming], lang: str, width: int | None, limit: int | None) -> str:
    """How alike the places are (the first `limit` pairs), which programmes go together, what is particular to each place."""
    known = tuple(namings)
    alike = [
        [s.one.name, s.other.name, f"{s.jaccard:.3f}", f"{s.cosine:.3f}", str(s.shared)]
        for s in similarities(known)[:limit]
    ]
    groups = [
        [str(i), _joined((p.name for p in c.places), lang), str(len(c.programmes)), _some(c.programmes, lang)]
        for i, c in enumerate(communities(known), 1)
    ]
    own = [
        [p.place.name, str(len(p.programmes)), str(p.of), _some(p.programmes, lang)]
        for p in particular(known)
    ]
    parts = (
        ("likeness", _head("one other jaccard cosine shared", lang), alike, "llrrr"),
        ("together", _head("group place size programme", lang), groups, "rlrl"),
        ("particular", _head("place only of examples", lang), own, "lrrl"),
    )
    return "\n".join(
        f"{_say(title, lang)}\n\n{table(head, rows, [a == 'r' for a in align], width)}"
        for title, head, rows, align in parts
        if rows
    )


def likeness_rows(namings: Iterable[Naming]) -> dict[str, object]:
    """The same as plain lists and dicts for JSON."""
    known = tuple(namings)
    return {
        "similarities": [
            {"places": [s.one.name, s.other.name], "ids": [s.one.id, s.other.id], "jaccard": s.jaccard,
             "cosine": s.cosine, "shared": s.shared}
            for s in similarities(known)
        ],
        "communities": [
            {"programmes": list(c.programmes), "places": [p.name for p in c.places]} for c in communities(known)
        ],
        "particular": [
            {"place": p.place.name, "id": p.place.id, "programmes": list(p.programmes), "of": p.of}
            for p in particular(known)
        ],
    }  # fmt: skip


def matrix_csv(made: Matrix, lang: str, bom: bool = False) -> str:
    """The matrix as CSV: a row for each place, districts set in under their city, a column for each programme."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_say("place", lang), *made.heads])
    depth = depths(made.places)
    for place, cells in zip(made.places, made.cells, strict=True):
        writer.writerow(["　" * depth[place.id] + place.name, *cells])
    return ("\ufeff" if bom else "") + out.getvalue()
