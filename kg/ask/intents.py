"""The patterns of `ontology/questions.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.registers.tables import alternatives, table


@dataclass(frozen=True, slots=True)
class Intent:
    """What a kind of question looks like and which query answers it."""

    query: str
    patterns: Mapping[str, tuple[re.Pattern[str], ...]]
    refused: Mapping[str, tuple[re.Pattern[str], ...]]
    captures: Mapping[str, tuple[re.Pattern[str], ...]]
    takes: Mapping[str, str]
    needs: tuple[str, ...]
    answer: Mapping[str, str]
    final: bool

    def fits(self, text: str, lang: str) -> bool:
        """Whether a question (with its marks for places and dates) looks like this."""
        if any(p.search(text) for p in self.refused[lang]):
            return False
        return any(p.search(text) for p in self.patterns[lang])

    def captured(self, text: str, lang: str) -> str | None:
        """What a question says outright of the words that it is about."""
        found = (p.search(text) for p in self.captures[lang])
        return next((match["words"].strip() for match in found if match), None)


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of words that say nothing about what is asked for."""

    drop: re.Pattern[str]
    drop_en: frozenset[str]
    edges: str
    endings: tuple[str, ...]
    common: frozenset[str]
    pinyin: tuple[str, ...]
    pinyin_also: Mapping[str, str]


@lru_cache(maxsize=1)
def intents() -> tuple[Intent, ...]:
    """All intents, the narrow before the wide."""
    return tuple(_intent(row) for row in table("questions.toml")["intent"])


@lru_cache(maxsize=1)
def words() -> Words:
    """The word lists."""
    data = table("questions.toml")
    lists, pinyin = data["words"], data["pinyin"]
    return Words(
        drop=re.compile(alternatives(sorted(lists["drop_zh"], key=len, reverse=True))),
        drop_en=frozenset(lists["drop_en"]),
        edges=lists["edges_zh"],
        endings=tuple(lists["endings_zh"]),
        common=frozenset(lists["common_zh"]),
        pinyin=tuple(pinyin["words"]),
        pinyin_also=pinyin["also"],
    )


def _intent(row: Mapping[str, Any]) -> Intent:
    def compiled(key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in row.get(key, ()))

    captures = row.get("captures", {})

    return Intent(
        query=row["query"],
        patterns={"zh": compiled("zh"), "en": compiled("en")},
        refused={"zh": compiled("not_zh"), "en": compiled("not_en")},
        captures={lang: tuple(map(re.compile, captures.get(lang, ()))) for lang in ("zh", "en")},
        takes=row.get("takes", {}),
        needs=tuple(row.get("needs", ())),
        answer=row["answer"],
        final=row.get("final", False),
    )
