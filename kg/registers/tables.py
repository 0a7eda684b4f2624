"""Reading a rule or word table of `ontology/`, once."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from kg import paths


@cache
def table(*parts: str) -> dict[str, Any]:
    """The parsed TOML file `ontology/…parts`. The result is shared: do not change it."""
    return tomllib.loads(paths.ontology(*parts).read_text(encoding="utf-8"))


@cache
def words(value: str) -> tuple[str, ...]:
    """The words of a blank-separated string, in order, each once."""
    return tuple(dict.fromkeys(value.split()))


def alternatives(items: tuple[str, ...] | list[str]) -> str:
    """A regular expression that matches any of the words, longest first."""
    import re

    return "|".join(re.escape(w) for w in sorted(items, key=lambda w: (-len(w), w)))
