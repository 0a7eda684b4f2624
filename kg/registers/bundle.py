"""The registers and vocabularies together, as linking and building ask them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.registers.bodies import BodyTable
    from kg.registers.indicators import IndicatorVocabulary
    from kg.registers.programmes import ProgrammeVocabulary
    from kg.registers.regions import RegionRegister


@dataclass(frozen=True, slots=True)
class Registers:
    """What is known about names before any document is read."""

    regions: RegionRegister
    programmes: ProgrammeVocabulary
    indicators: IndicatorVocabulary
    bodies: BodyTable


def load_registers() -> Registers:
    """The registers of `ontology/`."""
    from kg.registers.bodies import load_bodies
    from kg.registers.indicators import load_indicators
    from kg.registers.programmes import load_programmes
    from kg.registers.regions import load_regions

    return Registers(load_regions(), load_programmes(), load_indicators(), load_bodies())
