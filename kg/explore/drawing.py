"""A neighbourhood as a page of its own: pyvis, four lanes, positions given, physics off."""

from __future__ import annotations

import json
import re
from typing import Any

from kg import __version__, paths
from kg.explore.neighbourhood import MOST, Neighbourhood
from kg.explore.page import own_style, policy, vis_script

LANE_WIDTH, GAP, ROW, BOX, SIZE = 210, 46, 60, 190, 14
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
    if len(lines) == 2 and len(lines[1]) == 1 and len(lines[0]) > 2:
        lines = [lines[0][:-1], lines[0][-1] + lines[1]]  # no character stands alone
    return "\n".join(lines)


def network(found: Neighbourhood) -> Any:
    """The pyvis network: a box for each node at its place in its lane, all lanes unfolded."""
    from pyvis.network import Network

    net = Network(directed=True, height="100%", width="100%")
    net.set_options(json.dumps(OPTIONS))
    for number, lane in enumerate(found.lanes):
        ground, line = COLOURS[number]
        for at, (node, label, _) in enumerate(lane):
            net.add_node(
                node, label=wrapped(label), shape="box", x=number * (LANE_WIDTH + GAP) + LANE_WIDTH / 2,
                y=(at + 0.5) * ROW, color={"background": ground, "border": line},
            )  # fmt: skip
    for start, end, relation in found.edges:
        net.add_edge(start, end, relation=relation, arrows={"to": {"enabled": False}}, color="#c6c2b6")
    return net


def standalone(found: Neighbourhood) -> str:
    """`graph.html`: a neighbourhood with its table, as one file; its script folds the lanes to 15 boxes."""
    net = network(found)
    net.set_template_dir(str(paths.viz()), "graph.html")
    script = paths.viz("js", "standalone.js").read_text(encoding="utf-8")
    style, vis = own_style(), vis_script()
    facts = {
        "title": found.title, "heads": HEADS, "lanes": found.lanes, "most": MOST, "lane": LANE_WIDTH,
        "gap": GAP, "row": ROW, "width": 4 * LANE_WIDTH + 3 * GAP, "version": __version__,
    }  # fmt: skip
    parts = {
        "policy": policy([vis, script], style), "style": style, "vis": vis, "script": script,
        "facts": json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c"),
    }  # fmt: skip
    # Labels cannot hold a marker: in JSON blocks every `<` is escaped.
    return re.sub(r"<slot (\w+)>", lambda m: parts[m.group(1)], str(net.generate_html()))
