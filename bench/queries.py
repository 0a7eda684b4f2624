"""The ready-made questions, timed side by side on generated graphs: ours, rdflib, pyoxigraph plain, maplib.

    python bench/queries.py [--sizes 20000 1000000 10000000] [--only owners find] [--runs 3] [--seconds 60] [--folder DIR]

Each engine answers each question in a process of its own, which is stopped after `--seconds`; the least of the runs
counts, from the bound query to the last row as Python values. `ours` is the store as `kg serve` holds it (in memory where
that allows, else on disk) with the index of words and the ready answers; `plain` is the same text as it stands in the
file, in an in-memory store of pyoxigraph. rdflib has the small graph only (1.3 kB of memory a triple), maplib where it is installed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from multiprocessing import Pipe, Process
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_graph import make_full

from kg.query import library, make_beside, named, open_beside, run_on
from kg.query.arguments import bind
from kg.serve.snapshot import held_in_memory
from kg.store import make_store, open_store
from kg.terms import PREFIXES

VALUES = {
    "task": "普惠托育", "body": "临溪市卫生健康委员会", "region": "990020", "a": "990020", "b": "990010",
    "programme": "医养结合", "theme": "妇幼", "indicator": "托位", "by": "2022-03-31", "words": "托育", "name": "托育",
    "population": "老年", "min": "2", "fact": "document/sample004-2025/commitment/c3", "document": "document/sample004-2025",
}  # fmt: skip
Ask = Callable[[str, Mapping[str, str]], int]


def cases(only: list[str]) -> list[tuple[str, dict[str, str]]]:
    """Each question with its values; one that may be narrowed to a region also so."""
    found = []
    for query in library():
        if not query.columns or (only and query.name not in only):
            continue
        needed = {p.name: VALUES[p.name] for p in query.params if p.example}
        found.append((query.name, needed))
        if any(p.type == "region" and p.example is None for p in query.params):
            found.append((query.name, {**needed, "region": VALUES["region"]}))
    return found


def ours(build: Path) -> Ask:
    store = open_store(build / "graph.nq" if held_in_memory(build) else build)
    beside = open_beside(build)
    return lambda name, params: len(run_on(store, named(name), params, beside=beside).rows)


def plain(build: Path) -> Ask:
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(path=str(build / "graph.nq"), format=pyoxigraph.RdfFormat.N_QUADS)

    def ask(name: str, params: Mapping[str, str]) -> int:
        text = bind(named(name), params, store)
        answer: Any = store.query(text, use_default_graph_as_union=True, prefixes=PREFIXES)
        return len([tuple(row) for row in answer])

    return ask


def rdflib(build: Path) -> Ask:
    import rdflib as library_of_others

    store = open_store(build)
    graph = library_of_others.Graph()
    triples = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in store)
    graph.parse(data=triples, format="nt")
    return lambda name, params: len(list(graph.query(bind(named(name), params, store))))


def maplib(build: Path) -> Ask:
    from maplib import Model

    store = open_store(build)
    model = Model()
    model.read(str(_union(build)), format="ntriples")

    def ask(name: str, params: Mapping[str, str]) -> int:
        return len(model.query(bind(named(name), params, store)).rows())

    return ask


def _union(build: Path) -> Path:
    """The triples without their graphs, made once."""
    path = build / "graph.nt"
    if not path.exists():
        with (build / "graph.nq").open(encoding="utf-8") as quads, path.open("w", encoding="utf-8") as to:
            to.writelines(f"{line.rpartition(' <')[0]} .\n" for line in quads)
    return path


ENGINES: dict[str, Callable[[Path], Ask]] = {"ours": ours, "plain": plain, "rdflib": rdflib, "maplib": maplib}


def timed(
    engine: str, build: Path, asked: list[tuple[str, dict[str, str]]], runs: int, seconds: float
) -> list[str]:
    """For each question `milliseconds (rows)`, or why there is none; a stopped engine starts anew."""
    found: list[str] = []
    while len(found) < len(asked):
        here, there = Pipe()
        worker = Process(target=_work, args=(engine, build, asked[len(found) :], runs, there))
        worker.start()
        there.close()
        try:
            here.recv()  # loaded
            while len(found) < len(asked):
                if not here.poll(seconds):
                    found.append(f"> {seconds:.0f} s")
                    break
                found.append(here.recv())
                print(f"{engine} {asked[len(found) - 1][0]}: {found[-1]}", file=sys.stderr, flush=True)
        except EOFError:
            found.append("died")
        worker.kill()
        worker.join()
    return found


def _work(engine: str, build: Path, asked: list[tuple[str, dict[str, str]]], runs: int, to: Any) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    ask = ENGINES[engine](build)
    to.send("loaded")
    for name, params in asked:
        try:
            times, rows = [], 0
            for _ in range(runs):
                start = time.perf_counter()
                rows = ask(name, params)
                times.append(time.perf_counter() - start)
                if times[0] > 2:
                    break
            to.send(f"{1000 * min(times):.1f} ({rows})")
        except Exception as error:
            to.send(type(error).__name__)


def prepared(folder: Path, size: int) -> Path:
    """The build folder of a generated graph, made where it is missing."""
    build = folder / f"graph-{size}"
    if not (build / "graph.nq").exists():
        make_full(build, size)
    at_hand = open_beside(build)
    if at_hand.words is None or at_hand.answers is None:
        make_store(build)
        make_beside(build)
    return build


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 1_000_000])
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--engines", nargs="*", default=list(ENGINES))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--folder", type=Path, default=Path("build/bench"))
    given = parser.parse_args()
    asked = cases(given.only)
    for size in given.sizes:
        build = prepared(given.folder, size)
        engines = [
            e
            for e in given.engines
            if (e != "maplib" or find_spec("maplib")) and (e != "rdflib" or size <= 100_000)
        ]
        columns = {e: timed(e, build, asked, given.runs, given.seconds) for e in engines}
        print(f"\n{size:,} triples, ms (rows)\n{'question':32}" + "".join(f"{e:>18}" for e in engines))
        for at, (name, params) in enumerate(asked):
            label = name + (
                " [region]" if named(name).params and "region" in params and _optional(name) else ""
            )
            print(f"{label:32}" + "".join(f"{columns[e][at]:>18}" for e in engines), flush=True)


def _optional(name: str) -> bool:
    return any(p.name == "region" and p.example is None for p in named(name).params)


if __name__ == "__main__":
    main()
