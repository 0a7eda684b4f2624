"""No pattern makes a text slow: every regular expression of the steps up to the records, against runs of what it stumbles over.

A pattern may be asked at a place or of a name only, so that this alone does not tell what a text costs: `test_speed.py` does.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

import kg
from kg import paths

# The issue of a hostile text: so many characters of one kind, in one line.
CHARS = 20_000
# Seconds of CPU that no pattern needs, and those from which on its growth is looked at: four times the text may take
# four times as long, a pattern that tries every end from every place takes sixteen times.
AT_MOST, SUSPECT = 4.0, 0.25
GROWTH = 9
# Four times the text takes at most so many times as long where the cost grows with the cube of the length: what is quicker on a
# quarter needs not be asked of the whole.
CUBE = 64
RUNS = (
    "的",
    "、",
    "一",
    "“",
    "（（",
    "市",
    "0.",
    "责任单位",
    "年",
    "等",
    "，",
    "3",
    " ",
    "\n",
    "12,",
    "a",
    "。",
    ">",
    "健康",
    "在为",
)
STEPS = ("clean", "outline", "extract", "registers")


def patterns_in(value: Any) -> Iterator[re.Pattern[str]]:
    """The patterns that a value is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from patterns_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from patterns_in(one)


def of_the_modules() -> Iterator[tuple[str, re.Pattern[str]]]:
    """What the modules of the steps hold, and what their tables give."""
    for found in pkgutil.walk_packages(kg.__path__, "kg."):
        if found.name.split(".")[1] in STEPS:
            for name, value in vars(importlib.import_module(found.name)).items():
                where = f"{found.name}.{name}"
                yield from ((where, pattern) for pattern in patterns_in(value))
                if hasattr(value, "cache_info") and not inspect.signature(value).parameters:
                    yield from ((f"{where}()", pattern) for pattern in patterns_in(value()))


def of_the_tables() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of `ontology/cues`."""
    for path in sorted(paths.ontology("cues").glob("*.toml")):
        for value in tomllib.loads(path.read_text(encoding="utf-8")).values():
            for row in value if isinstance(value, list) else ():
                for key in {"pattern", "before"} & row.keys():
                    yield f"{path.name} {row.get('name', row.get('role'))} {key}", re.compile(row[key])


def every_pattern() -> dict[str, tuple[str, re.Pattern[str]]]:
    """Each pattern once, with a name that says where it stands."""
    found: dict[str, tuple[str, re.Pattern[str]]] = {}
    for where, pattern in (*of_the_modules(), *of_the_tables()):
        found.setdefault(pattern.pattern, (where, pattern))
    return found


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The CPU time in which a pattern is asked of a text in all three ways."""
    begin = time.process_time()
    pattern.match(text)
    pattern.search(text)
    pattern.fullmatch(text)
    return time.process_time() - begin


def is_slow(pattern: re.Pattern[str], run: str) -> bool:
    """Whether a run costs a pattern too much, or more than its length."""
    # A shorter run first: what tries every end from every place twice over would not come to an end on the long one.
    tenth, quarter = (seconds(pattern, run * (chars // len(run))) for chars in (CHARS // 10, CHARS // 4))
    if tenth > AT_MOST / 10 or quarter > AT_MOST / 4:
        return True
    if quarter < SUSPECT / CUBE:
        return False
    whole = seconds(pattern, run * (CHARS // len(run)))
    return whole > AT_MOST or (whole > SUSPECT and whole > GROWTH * quarter)


@pytest.mark.parametrize("run", RUNS, ids=[ascii(run) for run in RUNS])
def test_a_pattern_costs_a_run_its_length(run: str) -> None:
    assert [where for where, pattern in every_pattern().values() if is_slow(pattern, run)] == []


def test_a_pattern_costs_a_run_of_its_own_letters_their_length() -> None:
    """What a pattern looks for at its beginning, again and again, is what it stumbles over first."""
    slow = []
    for where, pattern in every_pattern().values():
        letters = dict.fromkeys(re.findall("[\u4e00-\u9fff“《（]", pattern.pattern))
        slow += [f"{where}: {run}" for run in [*letters][:FIRST] if is_slow(pattern, run)]
    assert slow == []


# So many of its letters: a pattern of many words would take minutes.
FIRST = 8
