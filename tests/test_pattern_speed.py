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

# The longest clause of the documents at hand has a tenth of these characters.
CHARS = 2_000
# Seconds of CPU. A pattern that tries every end from every place needs a quarter of it at most; one that tries more needs many times it.
AT_MOST = 4.0
RUNS = ("的", "、", "一", "“", "（（", "市", "0.", "责任单位", "年", "等", "，", "3", " ", "\n")
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


@pytest.mark.parametrize("run", RUNS, ids=[ascii(run) for run in RUNS])
def test_a_pattern_comes_to_an_end_on_a_run(run: str) -> None:
    text = run * (CHARS // len(run))
    slow = []
    for where, pattern in every_pattern().values():
        begin = time.process_time()
        pattern.match(text)
        pattern.search(text)
        pattern.fullmatch(text)
        if time.process_time() - begin > AT_MOST:
            slow.append(where)
    assert slow == []
