"""Indicators: what a figure measures, as one thing across documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import ids
from kg.link.decision import Decision
from kg.registers.indicators import normalised

if TYPE_CHECKING:
    from kg.registers.indicators import IndicatorVocabulary

# 全市孕产妇死亡率 in one city is 全区孕产妇死亡率 in its district: the scope is the figure's region.
_SCOPE = re.compile(r"^(?:全省|全市|全区|全县|全域|全州|我省|我市|我区|我县|本市|本区|辖区内?)的?(?=.{2})")


def decide_indicator(name: str, vocabulary: IndicatorVocabulary) -> Decision:
    """The indicator that a wording means: a concept of the vocabulary, else the wording itself."""
    known = vocabulary.named(name)
    if known is not None:
        return Decision(ids.indicator(known.id), known.label, ("same-concept",), known.id)
    plain = _SCOPE.sub("", ids.plain_name(name))
    return Decision(ids.local_indicator(bare_indicator(name)), plain, ("same-name",))


def bare_indicator(name: str) -> str:
    """The wording of an indicator without its scope and what only typography adds."""
    plain = _SCOPE.sub("", ids.plain_name(name))
    return normalised(plain) or plain
