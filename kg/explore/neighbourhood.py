"""What stands around a thing, in four lanes: bodies, tasks and commitments, programmes, indicators.

A force layout of a few dozen Chinese labels lies on itself (85 % of labels at 46 nodes); four lanes of at
most 15 boxes overlap nowhere and read from left to right: who does what within which programme towards
which figure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeAlias

MOST = 15
Node: TypeAlias = tuple[str, str, str]
"""Path, label, and where it stands in a text (empty for what is in no text)."""


@dataclass
class Neighbourhood:
    """Four lanes of nodes, and the edges (from, to, relation)."""

    title: str
    lanes: list[list[Node]] = field(default_factory=lambda: [[], [], [], []])
    edges: list[tuple[str, str, str]] = field(default_factory=list)
    _seen: set[object] = field(default_factory=set)

    def folded(self, lane: int) -> int:
        """How many of a lane are not drawn at first."""
        return max(0, len(self.lanes[lane]) - MOST)

    def put(self, lane: int, node: Node) -> str:
        """Put a node into a lane, once; its path."""
        if node[0] not in self._seen:
            self._seen.add(node[0])
            self.lanes[lane].append(node)
        return node[0]

    def join(self, start: str, end: str, relation: str) -> None:
        """Put in an edge, once."""
        if (start, end, relation) not in self._seen:
            self._seen.add((start, end, relation))
            self.edges.append((start, end, relation))


def busiest_programme(data: dict[str, Any]) -> int | None:
    """The programme in most places, then with most commitments; None where there is none."""
    places: dict[int, set[int]] = {}
    counts: dict[int, int] = {}
    for row in data["commitments"]:
        for programme in row[6]:
            places.setdefault(programme, set()).add(data["documents"][row[0]]["region"])
            counts[programme] = counts.get(programme, 0) + 1
    return min(places, key=lambda p: (-len(places[p]), -counts[p], p), default=None)


def around_programme(data: dict[str, Any], programme: int) -> Neighbourhood:
    """Everything one step from a programme's commitments, in the order of the text."""
    promised = [n for n, row in enumerate(data["commitments"]) if programme in row[6]]
    promised.sort(key=lambda n: (data["commitments"][n][0], data["commitments"][n][7]))
    centre = data["programmes"][programme]
    found = Neighbourhood(centre[1])
    found.put(2, (centre[0], centre[1], ""))
    _join_commitments(data, found, {n: _commitment(data, n) for n in promised})
    return found


def of_document(data: dict[str, Any], document: int) -> Neighbourhood:
    """A whole document: its tasks, and the commitments outside of any, with all that they are joined to.

    What is joined to most comes first in each lane, so that it is drawn before the rest is unfolded.
    """
    found = Neighbourhood(data["documents"][document]["title"])
    own = [n for n, row in enumerate(data["commitments"]) if row[0] == document]
    own.sort(key=lambda n: data["commitments"][n][7])
    _join_commitments(data, found, {n: _task(data, n) for n in own})
    joined = Counter(end for start, end, _ in found.edges for end in (start, end))
    tasks = {data["sections"][row[2]][1] for row in data["commitments"] if row[0] == document and row[2] >= 0}
    for lane, nodes in enumerate(found.lanes):
        nodes.sort(key=lambda n: (lane == 1 and n[0].rpartition("/section/")[2] not in tasks, -joined[n[0]]))
    return found


def _join_commitments(data: dict[str, Any], found: Neighbourhood, nodes: dict[int, Node]) -> None:
    """Each commitment (or the task it stands in, `nodes`) with its bodies, programmes and indicators."""
    for number, node in nodes.items():
        path = found.put(1, node)
        for programme in data["commitments"][number][6]:
            found.join(path, found.put(2, _thing(data["programmes"][programme])), "program")
    duties = _Duties(data)
    for number, node in nodes.items():
        for body in duties.owners(number):
            found.join(found.put(0, _thing(data["institutions"][body])), node[0], "responsibleFor")
    for figure in data["figures"]:
        if figure[2] in nodes and figure[3] >= 0:
            found.join(nodes[figure[2]][0], found.put(3, _thing(data["indicators"][figure[3]])), "targets")


def _thing(row: list[Any]) -> Node:
    return row[0], row[1], ""


def _commitment(data: dict[str, Any], number: int) -> Node:
    row = data["commitments"][number]
    return f"{_document(data, row)}/commitment/{row[1]}", row[3], _place(data, row[0], row[7], row[8])


def _task(data: dict[str, Any], number: int) -> Node:
    section = data["commitments"][number][2]
    if section < 0:
        return _commitment(data, number)
    row = data["sections"][section]
    label = f"{row[1].partition('~')[0]} {row[2]}".strip()
    return f"{_document(data, row)}/section/{row[1]}", label, _place(data, row[0], row[4], row[5])


def _document(data: dict[str, Any], row: list[Any]) -> str:
    return f"document/{data['documents'][row[0]]['id']}"


def _place(data: dict[str, Any], document: int, start: int, end: int) -> str:
    title = data["documents"][document]["title"]
    return f"{title}，字符 {start}–{end}" if start >= 0 else str(title)


class _Duties:
    """Who answers for what, by commitment and by section."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.of_commitment: dict[int, list[Any]] = {}
        self.of_section: dict[int, list[Any]] = {}
        for row in data["duties"]:
            for found, number in ((self.of_section, row[3]), (self.of_commitment, row[4])):
                if number >= 0 and row[2] >= 0:
                    found.setdefault(number, []).append(row)

    def owners(self, number: int) -> list[int]:
        """The bodies of a commitment: its own, and those of the nearest section around it with any."""
        rows = list(self.of_commitment.get(number, ()))
        section = self.data["commitments"][number][2]
        while section >= 0 and section not in self.of_section:
            section = self.data["sections"][section][3]
        rows += self.of_section.get(section, ())
        return list(dict.fromkeys(row[2] for row in sorted(rows, key=lambda d: (d[7], d[2]))))
