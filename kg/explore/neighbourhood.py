"""The neighbourhood of one programme as a picture: pyvis, four lanes, positions given, physics off.

A force layout of a few dozen Chinese labels lies on itself (85 % of labels at 46 nodes); four lanes of at
most 15 boxes overlap nowhere and read from left to right: who does what within which programme towards
which figure.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from kg import __version__, paths
from kg.explore.page import own_style, policy, vis_script

MOST = 15
LANE_WIDTH, GAP, ROW, BOX, SIZE = 190, 46, 60, 170, 14
HEADS = ("机构", "任务与承诺", "项目", "指标")
COLOURS = (("#e9ebf7", "#3d4c9f"), ("#f1f2f4", "#4a5666"), ("#e0efec", "#0b655d"), ("#fbefdc", "#8a5205"))
# What both the page and the standalone picture hand to vis-network. No blanks inside of values: pyvis drops
# them.
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False, "zoomView": False, "hideEdgesOnDrag": False, "hover": False, "keyboard": False,
        "selectConnectedEdges": True, "tooltipDelay": 100000,
    },
    "nodes": {
        "shape": "box", "margin": 8, "borderWidth": 1, "font": {"size": SIZE, "face": "sans-serif",
        "align": "left"},
        "widthConstraint": {"minimum": BOX, "maximum": BOX}, "shapeProperties": {"borderRadius": 8},
        "chosen": True,
    },
    "edges": {
        "width": 1.2, "arrows": {"to": {"enabled": False}}, "chosen": True, "selectionWidth": 1,
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.7},
    },
}  # fmt: skip


@dataclass
class Neighbourhood:
    """Four lanes of (id, label), the folded rest of each lane, and the edges (from, to, relation)."""

    lanes: list[list[tuple[str, str]]] = field(default_factory=lambda: [[], [], [], []])
    edges: list[tuple[str, str, str]] = field(default_factory=list)

    def folded(self, lane: int) -> int:
        """How many of a lane are not drawn."""
        return max(0, len(self.lanes[lane]) - MOST)


def busiest_programme(data: dict[str, Any]) -> int | None:
    """The programme in most places, then with most commitments; None where there is none."""
    places: dict[int, set[int]] = {}
    counts: dict[int, int] = {}
    for row in data["commitments"]:
        for programme in row[6]:
            places.setdefault(programme, set()).add(data["documents"][row[0]]["region"])
            counts[programme] = counts.get(programme, 0) + 1
    return min(places, key=lambda p: (-len(places[p]), -counts[p], p), default=None)


def neighbourhood(data: dict[str, Any], programme: int) -> Neighbourhood:
    """Everything one step from a programme's commitments, in the order of the text."""
    found = Neighbourhood()
    centre = data["programmes"][programme]
    found.lanes[2].append((centre[0], centre[1]))
    promised = [n for n, row in enumerate(data["commitments"]) if programme in row[6]]
    promised.sort(key=lambda n: (data["commitments"][n][0], data["commitments"][n][7]))
    for number in promised:
        row = data["commitments"][number]
        found.lanes[1].append((f"commitment/{number}", row[3]))
        found.edges.append((f"commitment/{number}", centre[0], "program"))
        for other in row[6]:
            if other != programme:
                _join(found, 2, data["programmes"][other], number, "program")
    for number in promised:
        for body in _owners(data, number):
            _join(found, 0, data["institutions"][body], number, "responsibleFor")
    chosen = set(promised)
    for figure in data["figures"]:
        if figure[2] in chosen and figure[3] >= 0:
            _join(found, 3, data["indicators"][figure[3]], figure[2], "targets")
    return found


def _owners(data: dict[str, Any], number: int) -> list[int]:
    """The bodies that answer for a commitment: its own, and those of the nearest section around it with any."""
    own = [d for d in data["duties"] if d[4] == number]
    section = data["commitments"][number][2]
    while section >= 0:
        listed = [d for d in data["duties"] if d[3] == section]
        if listed:
            own += listed
            break
        section = data["sections"][section][3]
    in_order = sorted(own, key=lambda d: (d[7], d[2]))
    return list(dict.fromkeys(d[2] for d in in_order if d[2] >= 0))


def _join(found: Neighbourhood, lane: int, thing: list[Any], number: int, relation: str) -> None:
    node = (thing[0], thing[1])
    if node not in found.lanes[lane]:
        found.lanes[lane].append(node)
    one, other = f"commitment/{number}", thing[0]
    edge = (other, one, relation) if lane == 0 else (one, other, relation)
    if edge not in found.edges:
        found.edges.append(edge)


def wrapped(label: str, room: int = BOX // SIZE - 1) -> str:
    """A label on at most two lines of `room` full-width characters.

    Chinese has no blanks to break a line at.
    """
    lines, used = [""], 0.0
    for char in label:
        width = 1.0 if ord(char) > 0x2E7F else 0.56
        if used + width > room:
            if len(lines) == 2:
                lines[1] = lines[1][:-1] + "…"
                break
            lines.append("")
            used = 0.0
        lines[-1] += char
        used += width
    return "\n".join(lines)


def network(found: Neighbourhood) -> Any:
    """The pyvis network: a box for each node at its place in its lane."""
    from pyvis.network import Network

    net = Network(directed=True, height="100%", width="100%")
    net.set_options(json.dumps(OPTIONS))
    rows = max(min(len(lane), MOST) + (len(lane) > MOST) for lane in found.lanes)
    for number, lane in enumerate(found.lanes):
        shown: list[tuple[str, str]] = lane[:MOST]
        if found.folded(number):
            shown = [*shown, (f"fold-{number}", f"+{found.folded(number)} 个，见下表")]
        for at, (node, label) in enumerate(shown):
            ground, line = COLOURS[number]
            net.add_node(
                node, label=wrapped(label), shape="box", x=number * (LANE_WIDTH + GAP) + LANE_WIDTH / 2,
                y=(rows / 2 - len(shown) / 2 + at + 0.5) * ROW, color={"background": ground, "border": line},
            )  # fmt: skip
    drawn = set(net.get_nodes())
    for start, end, _ in found.edges:
        if start in drawn and end in drawn:
            net.add_edge(start, end, arrows={"to": {"enabled": False}}, color="#c6c2b6")
    return net


def standalone(data: dict[str, Any], programme: int) -> str:
    """`graph.html`: the picture of one programme's neighbourhood with its table, as one file."""
    found = neighbourhood(data, programme)
    net = network(found)
    net.set_template_dir(str(paths.viz()), "graph.html")
    script = paths.viz("js", "standalone.js").read_text(encoding="utf-8")
    style, vis = own_style(), vis_script()
    rows = max(min(len(lane), MOST) + 1 for lane in found.lanes)
    facts = {
        "title": data["programmes"][programme][1], "heads": HEADS, "lanes": found.lanes, "height": rows * ROW,
        "width": 4 * LANE_WIDTH + 3 * GAP, "version": __version__,
    }  # fmt: skip
    parts = {
        "policy": policy([vis, script], style), "style": style, "vis": vis, "script": script,
        "facts": json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c"),
    }  # fmt: skip
    # Labels cannot hold a marker: in JSON blocks every `<` is escaped.
    return re.sub(r"<slot (\w+)>", lambda m: parts[m.group(1)], str(net.generate_html()))
