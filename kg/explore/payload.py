"""From the graph to the one block of data that the page reads.

Tables of rows, not objects: at 10,000 nodes the names of the fields would be half of the file. The columns
stand in the docstrings of `things` and `facts`, and by name in `viz/js/data.js`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg import __version__
from kg.explore import facts, things
from kg.explore.search_keys import script_pairs, shown
from kg.explore.text import text_block
from kg.explore.triples import Triples
from kg.terms import DCTERMS, HC


def payload(triples: Triples, sources: Path) -> dict[str, Any]:
    """The data of the page: all documents of `triples`.

    `sources` is the folder with the texts (`NAME.txt`), which may be missing.
    """
    shelf = things.Table(triples.members("Document"))
    names = _names(triples, shelf)
    parts = facts.sections(triples, names)
    promises = facts.commitments(triples, names, parts)
    texts = [text_block(sources / f"{path.removeprefix('document/')}.txt") for path in shelf.paths]
    reasons: dict[tuple[str, str], int] = {}
    data: dict[str, Any] = {
        "version": __version__,
        "base": triples.base,
        "documents": [_document(triples, path, names) for path in shelf.paths],
        "regions": names.regions.rows,
        "institutions": names.institutions.rows,
        "programmes": names.programmes.rows,
        "indicators": names.indicators.rows,
        "sections": parts.rows,
        "commitments": promises.rows,
        "figures": facts.figures(triples, names, promises).rows,
        "duties": facts.duties(triples, names, parts, promises).rows,
        "mentions": facts.mentions(triples, names, reasons),
        "reasons": [list(pair) for pair in reasons],
        "notes": facts.notes(triples, names),
        "texts": texts,
    }
    _leave_out_words(data)
    data["script"] = script_pairs(_searchable(data))
    return data


def _names(triples: Triples, shelf: things.Table) -> facts.Names:
    """The tables of all things that a fact of the chosen documents names."""
    used: dict[str, set[str]] = {
        "region": set(),
        "institution": set(),
        "programme": set(),
        "indicator": set(),
    }
    classes = ("Commitment", "Target", "Achievement", "Responsibility", "Mention")
    pointers = [HC + p for p in ("program", "indicator", "targets", "institution", "mentions", "region")]
    for path in [*shelf.paths, *facts.within(triples.members(*classes), shelf)]:
        for thing in triples.all(path, *pointers, HC + "issuer"):
            used.get(thing.split("/")[0], set()).add(thing)
    for body in sorted(used["institution"]):
        used["region"].update(triples.all(body, HC + "region"))
    places = things.regions(triples, used["region"])
    return facts.Names(
        shelf,
        places,
        things.institutions(triples, used["institution"], places),
        things.programmes(triples, used["programme"]),
        things.indicators(triples, used["indicator"]),
    )


def _document(triples: Triples, path: str, names: facts.Names) -> dict[str, Any]:
    issuer = triples.one(path, HC + "issuer")
    return {
        "id": path.removeprefix("document/"),
        "title": shown(triples.label(path, "zh", DCTERMS + "title") or "") or path.removeprefix("document/"),
        "genre": things.last_part(triples.one(path, HC + "genre") or "plan"),
        "period": triples.one(path, HC + "period") or "",
        "region": names.regions.index(triples.one(path, HC + "region")),
        "issuer": names.institutions.index(issuer),
        "issuerName": "" if issuer is None or issuer in names.institutions.at else shown(issuer),
        "number": triples.one(path, HC + "number") or "",
        "issued": triples.one(path, DCTERMS + "issued") or "",
        "source": triples.one(path, DCTERMS + "source") or "",
    }


def _leave_out_words(data: dict[str, Any]) -> None:
    """Empty the words of evidence where the page holds the text itself: they can be read there."""
    for name, column in (("commitments", 9), ("figures", 16), ("duties", 9), ("notes", 6)):
        for row in data[name]:
            if data["texts"][row[0]] is not None:
                row[column] = ""


def _searchable(data: dict[str, Any]) -> list[str]:
    labels = [
        row[1] for kind in ("regions", "institutions", "programmes", "indicators") for row in data[kind]
    ]
    labels += [row[2] for row in data["sections"]] + [row[3] for row in data["commitments"]]
    for text in data["texts"]:
        if text is not None:
            labels += [text["o"], *(e for e in text["e"] if isinstance(e, str))]
    return labels
