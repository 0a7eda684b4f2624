"""Measure the explorer against its budgets on synthetic graphs.

    python tests/explorer_budget.py [NODES ...]        # default 300 1000 3000 10000

Prints, for each size: the page's size, time until it is ready, and median and worst of five: a key press in the
search box, a click on a cell, opening a neighbourhood, drawing the table; all in milliseconds up to the second
animation frame, so about 30 is the floor. Then the JavaScript heap.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from explorer_pages import Tab, browser, make_graph, tab

from kg.explore import explore

PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
TIMED = f"""async (act) => {{
  const start = performance.now();
  eval(act);
  await ({PAINTED})();
  return performance.now() - start;
}}"""
TYPE = "const q = document.getElementById('q'); q.value = '%s'; q.dispatchEvent(new Event('input'));"
GO = "history.pushState(null, '', '%s'); dispatchEvent(new PopStateEvent('popstate'));"
ACTIONS: dict[str, list[str]] = {
    "key press": [TYPE % word for word in ("健", "健康", "jk", "责任", "服务")],
    "click to panel": [GO % f"#sel=programme/p{n}" for n in range(1, 6)],
    "neighbourhood": [GO % f"#v=graph&c=programme/p{n}&h=2" for n in range(1, 6)],
    "table": [
        GO % state for state in ("#v=shared", "#all=1", "#v=shared&pg=0", "#all=1&pc=1", "#v=shared&fg=plan")
    ],
}


def timed(one: Tab, action: str) -> float:
    """Milliseconds from an action to the second frame behind it."""
    handle = one.page.evaluate_handle("() => null")
    handle.dispose()
    return float(one.page.evaluate(TIMED, action))


def measure(started: Any, file: Path) -> dict[str, list[float]]:
    """The times of each action, and `ready` (ms), `heap` (MB)."""
    found: dict[str, list[float]] = {}
    with tab(started, file) as one:
        one.page.context.add_init_script("window.budget = true")
        start = time.perf_counter()
        one.open()
        found["ready"] = [(time.perf_counter() - start) * 1000]
        for name, actions in ACTIONS.items():
            found[name] = [timed(one, action) for action in actions]
        client = one.page.context.new_cdp_session(one.page)
        client.send("Performance.enable")
        metrics = {m["name"]: m["value"] for m in client.send("Performance.getMetrics")["metrics"]}
        found["heap"] = [metrics["JSHeapUsedSize"] / 1e6]
    return found


def main(sizes: list[int]) -> None:
    with browser() as started:
        for nodes in sizes:
            with tempfile.TemporaryDirectory() as folder:
                made = make_graph().make(Path(folder), nodes)
                page = explore(Path(folder))
                found = measure(started, page)
                row = [f"{made} nodes", f"{page.stat().st_size / 1e6:.2f} MB"]
                row += [f"{k} {statistics.median(v):.0f} (worst {max(v):.0f})" for k, v in found.items()]
                print("; ".join(row), flush=True)


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [300, 1000, 3000, 10_000])
