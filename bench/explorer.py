"""Measure the explorer against its budgets on synthetic graphs, and print them as a table.

    python bench/explorer.py [NODES ...]             # default 300 1000 3000 10000
    python bench/explorer.py --axe                   # also count what axe finds in every view (a minute a size)

Times run from the action to the second animation frame behind it, so about 30 ms is the floor; each row gives the
median and the worst of its calls. Exit code 1 where a budget is missed.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from explorer_pages import Tab, browser, make_graph, tab  # noqa: E402

from kg.explore import explore  # noqa: E402

SIZES = [300, 1000, 3000, 10_000]
TIMED = """async (act) => {
  const start = performance.now();
  eval(act);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}"""
# When the page is ready, and every rule of its policy that it breaks.
WATCH = """
  window.broken = [];
  addEventListener('securitypolicyviolation', (e) => window.broken.push(e.violatedDirective));
  new MutationObserver(() => { if (!window.readyAt && document.body && document.body.dataset.ready) window.readyAt = performance.now(); })
    .observe(document, { subtree: true, attributes: true });
"""
TYPE = "const q = document.getElementById('q'); q.value = '%s'; q.dispatchEvent(new Event('input'));"
GO = "history.pushState(null, '', '%s'); dispatchEvent(new PopStateEvent('popstate'));"
WORDS = (
    "健 健康 健康细 jk jtys 责 责任 责任单位 服务 家庭医生 签约 筛查 托 托育 医 医院 规范 规范管理 不存在 工程"
).split()
ACTIONS: dict[str, list[str]] = {
    "key press": [TYPE % word for word in WORDS],
    "matrix": [GO % s for s in ("#v=shared", "#all=1", "#v=shared&pg=0", "#all=1&pg=1", "#all=1&pc=1", "#v=shared&fg=plan")],
    "other views": [GO % f"#v={v}" for v in ("compare", "owners", "indicators", "timeline", "regions", "source")],
}  # fmt: skip
PICTURE = """() => {
  const { network } = document.querySelector('.canvas');
  const boxes = network.body.nodeIndices.map((id) => network.getBoundingBox(id));
  const fonts = network.body.nodeIndices.map((id) => network.body.nodes[id].options.font.size * network.getScale());
  let over = 0;
  const cross = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  boxes.forEach((a, i) => boxes.slice(0, i).forEach((b) => { if (cross(a, b)) over++; }));
  const things = network.body.nodeIndices.filter((id) => !String(id).startsWith('fold-'));
  return { boxes: things.length, over, font: Math.min(...fonts) };
}"""  # fmt: skip
VIEWS = ("shared", "compare", "owners", "indicators", "graph&c=programme/p1", "source", "timeline", "regions")
CPU = ("start", "key press", "click", "neighbourhood", "matrix")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Measured:
    """What was measured on one page."""

    nodes: int
    size: float
    times: dict[str, list[float]]
    cpu: dict[str, float]
    heap: float
    paint: float
    ready: float
    picture: dict[str, float]
    trespasses: int
    axe: int | None = None


def metric(client: Any, name: str) -> float:
    """A figure of the browser's own book-keeping."""
    found = {m["name"]: m["value"] for m in client.send("Performance.getMetrics")["metrics"]}
    return float(found[name])


def things_of(file: Path, kind: str, most: int) -> list[str]:
    """The first programmes or indicators of a page, as they stand in its address."""
    found = dict.fromkeys(re.findall(rf'"({kind}/[^"<\\]+)"', file.read_text(encoding="utf-8")))
    return [quote(path) for path in list(found)[:most]]


def on_things(file: Path) -> dict[str, list[str]]:
    """Actions on the things that this page has."""
    things = things_of(file, "programme", 7)
    return {
        "click": [GO % f"#sel={thing}" for thing in things],
        "neighbourhood": [GO % f"#v=graph&c={thing}&h={1 + n % 2}" for n, thing in enumerate(things)],
    }


def measure(started: Any, nodes: int, file: Path) -> Measured:
    """Open a page afresh and go through all actions."""
    times: dict[str, list[float]] = {}
    cpu: dict[str, float] = {}
    with tab(started, file) as one:
        one.page.add_init_script(WATCH)
        client = one.page.context.new_cdp_session(one.page)
        client.send("Performance.enable", {"timeDomain": "threadTicks"})
        one.open()
        cpu["start"] = metric(client, "TaskDuration")
        paint = one.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
        ready = one.page.evaluate("window.readyAt")
        one.page.wait_for_timeout(600)
        for name, actions in {**ACTIONS, **on_things(file)}.items():
            before = metric(client, "TaskDuration")
            times[name] = [float(one.page.evaluate(TIMED, action)) for action in actions]
            one.settled()  # the processor's seconds hold what is drawn after the first screen, too
            cpu[name] = (metric(client, "TaskDuration") - before) / len(actions)
        picture = worst_picture(one)
        client.send("HeapProfiler.collectGarbage")
        heap = metric(client, "JSHeapUsedSize") / 1e6
        broken = len(one.page.evaluate("window.broken"))
        trespasses = len(one.trespasses()) + broken
    size = file.stat().st_size / 1e6
    return Measured(nodes, size, times, cpu, heap, paint, ready, picture, trespasses)


def worst_picture(one: Tab) -> dict[str, float]:
    """Of several neighbourhoods: most boxes drawn, most overlaps, smallest letters (px)."""
    found = [
        one.open(f"#v=graph&c={thing}&h={hops}").page.evaluate(PICTURE)
        for thing in (*things_of(one.file, "indicator", 1), *things_of(one.file, "programme", 2))
        for hops in (1, 2)
    ]
    return {
        "boxes": max(f["boxes"] for f in found), "over": max(f["over"] for f in found),
        "font": min(f["font"] for f in found),
    }  # fmt: skip


def axe_finds(started: Any, file: Path) -> int:
    """Findings of axe in all views, light and dark, on a desk and on a phone."""
    from axe_playwright_python.sync_playwright import Axe

    count = 0
    for dark in (False, True):
        for width in (1280, 390):
            with tab(started, file, dark=dark, width=width) as one:
                for view in VIEWS:
                    one.open(f"#v={view}")
                    found = Axe().run(one.page, options={"runOnly": AXE_RULES})
                    count += len(found.response["violations"])
    return count


def size_limit(nodes: int) -> float:
    """Megabytes that a page of so many nodes may have."""
    return 1.5 if nodes <= 1500 else 2.5 if nodes <= 4500 else 5.0


def late(values: list[float]) -> float:
    """The 95th of a hundred."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} (worst {max(values):.0f})"


def readable(picture: dict[str, float]) -> bool:
    """Whether a neighbourhood can be read: few boxes, none on another, letters large enough."""
    return picture["boxes"] <= 60 and picture["over"] == 0 and picture["font"] >= 14


def median(measured: Measured, action: str) -> float:
    return statistics.median(measured.times[action])


# Budget, limit in words, what was measured in words, whether it is kept. Wall times are those of a quiet machine.
Row: TypeAlias = tuple[str, str, Callable[[Measured], str], Callable[[Measured], bool]]
ROWS: list[Row] = [
    (
        "file size, full text included, MB", "1.5 @1k, 2.5 @3k, 5 @10k",
        lambda m: f"{m.size:.2f}", lambda m: m.size <= size_limit(m.nodes),
    ),
    ("first paint, ms", "500", lambda m: f"{m.paint:.0f}", lambda m: m.paint <= 500),
    ("ready, ms", "1000", lambda m: f"{m.ready:.0f}", lambda m: m.ready <= 1000),
    (
        "key press → results painted, ms", "p95 100",
        lambda m: f"{spread(m.times['key press'])}, p95 {late(m.times['key press']):.0f}",
        lambda m: late(m.times["key press"]) <= 100,
    ),
    (
        "click → panel with evidence, ms", "100",
        lambda m: spread(m.times["click"]), lambda m: median(m, "click") <= 100,
    ),
    (
        "open a neighbourhood, ms", "200",
        lambda m: spread(m.times["neighbourhood"]), lambda m: median(m, "neighbourhood") <= 200,
    ),
    (
        "boxes drawn; overlaps; letters, px", "≤ 60; 0; ≥ 14",
        lambda m: "; ".join(f"{m.picture[k]:.0f}" for k in ("boxes", "over", "font")),
        lambda m: readable(m.picture),
    ),
    (
        "matrix, 40 rows a page, ms", "150",
        lambda m: spread(m.times["matrix"]), lambda m: median(m, "matrix") <= 150,
    ),
    (
        "any other view, ms", "150",
        lambda m: spread(m.times["other views"]), lambda m: median(m, "other views") <= 150,
    ),
    ("JavaScript heap, MB", "30", lambda m: f"{m.heap:.1f}", lambda m: m.heap <= 30),
    (
        "requests, console messages, broken policies", "0",
        lambda m: str(m.trespasses), lambda m: m.trespasses == 0,
    ),
    (
        "renderer CPU: start; key; click; graph; matrix, s", "–",
        lambda m: "; ".join(f"{m.cpu[k]:.2f}" for k in CPU), lambda m: True,
    ),
    (
        "axe, 8 views × 2 themes × 2 widths", "0",
        lambda m: "not run" if m.axe is None else str(m.axe), lambda m: not m.axe,
    ),
]  # fmt: skip


def table(all_measured: list[Measured]) -> str:
    """The budgets as a Markdown table."""
    lines = [["budget", "limit", *(f"{m.nodes:,} nodes" for m in all_measured)]]
    for name, limit, shown, kept in ROWS:
        lines.append([name, limit, *(shown(m) + ("" if kept(m) else " ✗") for m in all_measured)])
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the explorer against its budgets.")
    parser.add_argument("nodes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--axe", action="store_true", help="count what axe finds, too")
    given = parser.parse_args()
    found = []
    with browser() as started:
        for nodes in given.nodes:
            with tempfile.TemporaryDirectory() as folder:
                made = make_graph().make(Path(folder), nodes)
                page = explore(Path(folder))
                measured = measure(started, made, page)
                if given.axe:
                    measured.axe = axe_finds(started, page)
                found.append(measured)
                print(f"{made:,} nodes measured", file=sys.stderr, flush=True)
    print(table(found))
    return int(not all(kept(m) for m in found for *_, kept in ROWS))


if __name__ == "__main__":
    raise SystemExit(main())
