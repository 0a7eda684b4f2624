"""Programmes: which line of work a name in a document means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import ids
from kg.link.decision import Decision
from kg.link.places import scope_of
from kg.link.stems import is_site, is_slogan, is_telling, stem
from kg.model.records import DocumentRecords, Program
from kg.registers.bundle import Registers

if TYPE_CHECKING:
    from kg.registers.programmes import ProgrammeVocabulary
    from kg.registers.regions import RegionRegister


def places_of(records: DocumentRecords, regions: RegionRegister) -> frozenset[str]:
    """The names, full and short, of a document's region and of the regions around it."""
    code = records.document.region
    names = {name for r in records.regions if code and r.code == code for name in (r.name, *r.aliases)}
    own = regions.by_code(code) if code else None
    if own is not None and code:
        names.update(name for r in (own, *regions.ancestors(code)) for name in (r.name, r.short, *r.aliases))
    return frozenset(names)


def decide_programme(
    record: Program, records: DocumentRecords, places: frozenset[str], registers: Registers
) -> Decision:
    """The programme that a record means: by concept, listed spelling or stem, else its own place's."""
    if record.concept:
        return _concept(record.concept, record.name, "same-concept", registers.programmes)
    listed = _listed(record, registers.programmes)
    if listed is not None:
        return _concept(listed, record.name, "listed-spelling", registers.programmes)
    bare = stem(record.name, places)
    # 市妇幼保健院 as the name of a project is the house of this place.
    is_body = bare.lstrip("市区县") in registers.bodies.bare
    if is_telling(bare) and not is_body:
        return Decision(ids.local_programme(bare), record.name, ("same-stem",))
    feature = "site" if is_body or is_site(bare) else "slogan" if is_slogan(bare) else "short-name"
    return Decision(
        ids.local_programme(record.name, scope_of(records.document)), record.name, ("same-stem", feature)
    )


def _listed(record: Program, vocabulary: ProgrammeVocabulary) -> str | None:
    """The one concept that the name or else the spellings have in the vocabulary."""
    own = vocabulary.named(record.name)
    if own is not None:
        return own.id
    found = {concept.id for alias in record.aliases if (concept := vocabulary.named(alias)) is not None}
    return next(iter(found)) if len(found) == 1 else None


def _concept(concept: str, name: str, feature: str, vocabulary: ProgrammeVocabulary) -> Decision:
    known = vocabulary.by_id(concept)
    return Decision(ids.programme(concept), known.name if known else name, (feature,), concept)
