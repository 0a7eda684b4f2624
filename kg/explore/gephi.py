"""The graph for Gephi and its like: GEXF and GraphML, by networkx.

Nodes are documents, sections, commitments, figures, bodies, programmes, indicators and regions, each with
`label`, `kind` and, where it stands in a text, `document`, `span_start` and `span_end` (`start` and `end`
would be times to Gephi). Edges are the three relations of the graph (`responsibleFor`, `targets`, `partOf`),
`program`, and what ties figures and documents to the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx

# XML has no place for these, and an editor would refuse the whole file.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The day of writing, which networkx puts into the head of GEXF: the same graph is to give the same bytes.
_TODAY = re.compile(r' lastmodifieddate="[^"]*"')
_THINGS = {
    "regions": "region", "institutions": "institution", "programmes": "programme", "indicators": "indicator",
}  # fmt: skip
_FACTS = {"sections": ("section", 2, 4), "commitments": ("commitment", 3, 7), "figures": ("figure", 10, 14)}


def network(data: dict[str, Any]) -> networkx.DiGraph:
    """The graph of a block of data (`payload`); where two relations tie the same two things, both are named."""
    import networkx

    found = networkx.DiGraph()
    for path, attributes in _nodes(data):
        found.add_node(path, **{key: _plain(value) for key, value in attributes.items()})
    for start, end, relation in _edges(data):
        known = found.get_edge_data(start, end, {}).get("relation", "")
        names = sorted({*filter(None, known.split(" ")), relation})
        found.add_edge(start, end, relation=" ".join(names), label=" ".join(names))
    return found


def gexf(data: dict[str, Any]) -> str:
    """The graph as GEXF 1.2."""
    from networkx import write_gexf

    out = BytesIO()
    write_gexf(network(data), out)
    return _TODAY.sub("", out.getvalue().decode("utf-8")) + "\n"


def graphml(data: dict[str, Any]) -> str:
    """The graph as GraphML."""
    from networkx.readwrite.graphml import write_graphml_xml

    out = BytesIO()
    write_graphml_xml(network(data), out)
    return out.getvalue().decode("utf-8") + "\n"


def _plain(value: object) -> object:
    return _NOT_XML.sub("", value) if isinstance(value, str) else value


def _nodes(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in data["documents"]:
        yield f"document/{row['id']}", {"label": row["title"], "kind": "document", "period": row["period"]}
    for table, kind in _THINGS.items():
        for row in data[table]:
            yield row[0], {"label": row[1], "kind": kind}
    for table, (kind, label, start) in _FACTS.items():
        for row in data[table]:
            document = data["documents"][row[0]]["id"]
            status = {} if kind == "section" else {"status": row[4] if kind == "commitment" else row[13]}
            yield _path(data, kind, row), {
                "label": row[label] or row[1], "kind": kind, "document": document,
                "span_start": row[start], "span_end": row[start + 1], **status,
            }  # fmt: skip


def _path(data: dict[str, Any], kind: str, row: list[Any]) -> str:
    return f"document/{data['documents'][row[0]]['id']}/{kind}/{row[1]}"


def _edges(data: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    paths = {kind: [_path(data, kind, row) for row in data[table]] for table, (kind, _, _) in _FACTS.items()}
    documents = [f"document/{row['id']}" for row in data["documents"]]
    things = {kind: [row[0] for row in data[table]] for table, kind in _THINGS.items()}
    for row, path in zip(data["documents"], documents, strict=True):
        yield from _one(path, things["region"], row["region"], "region")
    for path, row in zip(things["region"], data["regions"], strict=True):
        yield from _one(path, things["region"], row[5], "partOf")
    for kind in ("institution", "programme"):
        for path, row in zip(things[kind], data[f"{kind}s"], strict=True):
            for number in row[5]:
                yield path, things[kind][number], "partOf"
    for path, row in zip(paths["section"], data["sections"], strict=True):
        yield path, paths["section"][row[3]] if row[3] >= 0 else documents[row[0]], "partOf"
    for path, row in zip(paths["commitment"], data["commitments"], strict=True):
        yield path, paths["section"][row[2]] if row[2] >= 0 else documents[row[0]], "partOf"
        for number in row[6]:
            yield path, things["programme"][number], "program"
    for path, row in zip(paths["figure"], data["figures"], strict=True):
        yield from _one(path, paths["commitment"], row[2], "commitment")
        yield from _one(path, things["indicator"], row[3], "indicator")
        if row[2] >= 0:
            yield from _one(paths["commitment"][row[2]], things["indicator"], row[3], "targets")
    for row in data["duties"]:
        if row[2] >= 0:
            for kind, number in (("section", row[3]), ("commitment", row[4])):
                for end in [paths[kind][number]] if number >= 0 else []:
                    yield things["institution"][row[2]], end, "responsibleFor"


def _one(start: str, ends: list[str], number: int, relation: str) -> Iterator[tuple[str, str, str]]:
    if number >= 0:
        yield start, ends[number], relation
