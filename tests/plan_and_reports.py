"""The documents of `tests/data/verdicts`, as a graph: a plan of an invented city, two reports on it, one of its district.

The small register of `hand_made` gives the invented places their codes.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hand_made import REGIONS

from kg.build import build
from kg.clean import clean
from kg.extract import extract
from kg.link import link
from kg.load import Graph, load
from kg.model.records import DocumentRecords
from kg.outline import outline
from kg.read import read_source
from kg.registers.bundle import Registers, load_registers

DATA = Path(__file__).resolve().parent / "data" / "verdicts"
CITY, DISTRICT = "990100", "990102"
PLAN, HALF, YEAR, BELOW = (
    "qinghe-2023-plan",
    "qinghe-2023-half-year",
    "qinghe-2023-report",
    "linxi-2023-report",
)


def registers() -> Registers:
    return replace(load_registers(), regions=REGIONS)


def read(name: str, region: str) -> tuple[DocumentRecords, str]:
    """The records of a document of the invented region, which the small register of the tests gives a code."""
    source = read_source(DATA / f"{name}.txt", f"{name}.txt")
    records = extract(source, outline(clean(source.text)))
    places = tuple(replace(place, code=region) for place in records.regions)
    return replace(records, document=replace(records.document, region=region), regions=places), source.text


def make(records: list[DocumentRecords], out: Path, sources: dict[str, str] | None = None) -> Graph:
    known = registers()
    build(records, out, links=link(records, known), registers=known, sources=sources or {})
    return load(out)


def all_papers() -> dict[str, tuple[DocumentRecords, str]]:
    """Records and text of the four documents, by name."""
    return {name: read(name, DISTRICT if name == BELOW else CITY) for name in (PLAN, HALF, YEAR, BELOW)}


def build_all(out: Path) -> Path:
    """Build the graph of the four documents into a folder."""
    papers = all_papers()
    make([records for records, _ in papers.values()], out, {name: text for name, (_, text) in papers.items()})
    return out
