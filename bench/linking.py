"""Time of matching by the number of names: it must grow with them, not with their square.

    python bench/linking.py [--names 1000,10000,100000,1000000] [--json]

Documents are made up: bodies, programmes and indicators of all regions of the register, each name in several spellings.
Each size is run in a process of its own; printed are the names, the things that they were found to be, the time of
linking and of looking for open pairs (blocking and comparing), each also for one name, and the most memory that the
process held. Exit code 1 where the time for one name differs by more than twice between the sizes.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from kg.link import link_judged
from kg.link.unsettled import unsettled
from kg.model.records import Document, DocumentRecords, Institution, Program, Target
from kg.registers.bundle import load_registers

SIZES = (1_000, 10_000, 100_000, 1_000_000)
FLAT = 2.0
# The names of a document that bear on linking, as many as the source documents have on the average.
BODIES, PROGRAMMES, FIGURES = 10, 7, 3
_SYLLABLES = "安宝城川德东方福高光海和恒华惠吉济嘉江锦景康乐丽林龙明宁平清庆泉仁荣瑞山盛顺泰天桐文祥新兴秀阳宜永元远云泽正中舟"
_BODIES = ("医院", "社区卫生服务中心", "卫生院", "护理院", "口腔医院", "康复医院", "卫生学校", "门诊部")
_PROGRAMMES = ("守护行动", "关爱工程", "惠民项目", "健康计划", "强基工程", "筛查项目", "托育试点", "服务品牌")
_INDICATORS = ("覆盖率", "签约率", "床位数", "建档人数", "筛查率", "培训人次")


@dataclass(frozen=True)
class Measured:
    """One size: names, things, open pairs, seconds of linking and of looking for open pairs, and megabytes held."""

    names: int
    things: int
    open: int
    link: float
    unsettled: float
    megabytes: int

    def per_name(self) -> tuple[float, float]:
        """Microseconds for one name: linking, open pairs."""
        return self.link / self.names * 1e6, self.unsettled / self.names * 1e6


def documents(names: int) -> Iterator[DocumentRecords]:
    """Made-up documents with about so many names in all, the same in every run."""
    chance = random.Random(2024)
    places = [
        r
        for r in load_registers().regions.regions
        if r.code and r.level in ("county", "prefecture") and not r.until
    ]
    each = BODIES + PROGRAMMES + FIGURES
    for number in range(max(1, names // each)):
        place = places[chance.randrange(len(places))]
        head = Document(
            f"d{number}", None, "plan", "2024", place.code, None, None, None, f"d{number}.txt", "0" * 64, 5000
        )
        yield DocumentRecords(
            head,
            institutions=tuple(_bodies(chance, place.name, number)),
            programs=tuple(_programmes(chance)),
            targets=tuple(_figures(chance)),
        )


def _word(chance: random.Random, letters: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(letters))


def _bodies(chance: random.Random, place: str, number: int) -> Iterator[Institution]:
    for i in range(BODIES):
        name = _word(chance, 2) + chance.choice(_BODIES)
        # Two thirds in full, the others elided, as a document of the place writes them.
        name = place + name if i % 3 else name
        yield Institution(f"i{i}", name, (name,), "other", False, ((i, i + len(name)),), "bench")


def _programmes(chance: random.Random) -> Iterator[Program]:
    for i in range(PROGRAMMES):
        name = _word(chance, 3) + chance.choice(_PROGRAMMES)
        yield Program(f"p{i}", name, (name,), None, ((i, i + len(name)),), "bench")


def _figures(chance: random.Random) -> Iterator[Target]:
    for i in range(FIGURES):
        name = _word(chance, 3) + chance.choice(_INDICATORS)
        yield Target(
            f"t{i}",
            None,
            None,
            name,
            None,
            "level",
            "=",
            1,
            None,
            "%",
            None,
            None,
            "planned",
            0,
            9,
            5,
            6,
            "bench",
        )


def measure(names: int) -> Measured:
    """Link so many names and look for open pairs, in this process."""
    registers = load_registers()
    papers = tuple(documents(names))
    began = time.process_time()
    judged = link_judged(papers, registers)
    linked = time.process_time()
    pairs = unsettled(judged, papers, registers)
    done = time.process_time()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    things = len({found.thing for found in judged.links})
    return Measured(len(judged.links), things, len(pairs), linked - began, done - linked, held)


def _in_own_process(names: int) -> Measured:
    code = (
        "import json, sys; sys.path[:] = json.loads(sys.argv[1]); import linking; "
        "print(json.dumps(vars(linking.measure(int(sys.argv[2])))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(sys.path), str(names)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return Measured(**json.loads(done.stdout))


def spread(rows: list[Measured]) -> float:
    """How many times the longest time for one name is the shortest, linking and open pairs together."""
    times = [sum(row.per_name()) for row in rows]
    return max(times) / min(times)


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 0 where the time for one name is flat."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--names", default=",".join(map(str, SIZES)), help="sizes, separated by commas")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    rows = []
    for size in map(int, options.names.split(",")):
        rows.append(_in_own_process(size))
        if not options.json:
            _print(rows[-1], first=len(rows) == 1)
    if options.json:
        print(json.dumps([vars(row) for row in rows], indent=1))
    else:
        print(f"longest time for one name: {spread(rows):.2f} times the shortest (at most {FLAT:g})")
    return 0 if spread(rows) <= FLAT else 1


def _print(row: Measured, first: bool) -> None:
    head = ("names", "things", "open pairs", "link s", "µs/name", "open s", "µs/name", "memory MB")
    widths = (10, 10, 11, 9, 9, 9, 9, 10)
    if first:
        print("".join(h.rjust(w) for h, w in zip(head, widths, strict=True)))
    one, other = row.per_name()
    cells = (
        f"{row.names:,}", f"{row.things:,}", f"{row.open:,}", f"{row.link:.2f}", f"{one:.0f}",
        f"{row.unsettled:.2f}", f"{other:.0f}", f"{row.megabytes:,}",
    )  # fmt: skip
    print("".join(c.rjust(w) for c, w in zip(cells, widths, strict=True)), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
