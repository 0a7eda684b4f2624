"""The documents of `tests/data/hand` (invented places) with small registers, and the way to make their graph.

`python tests/hand_made.py` writes `tests/data/hand/graph.nq` again.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from kg.build import build
from kg.ids import plain_name
from kg.link import link
from kg.model.records import DocumentRecords
from kg.records import read_folder
from kg.registers.bodies import load_bodies
from kg.registers.bundle import Registers
from kg.registers.regions import Region, RegionRegister

HAND = Path(__file__).resolve().parent / "data" / "hand"
GOLDEN = HAND / "graph.nq"
BASE = "https://example.org/"


@dataclass(frozen=True)
class Programme:
    """An entry of the small vocabulary of programmes."""

    id: str
    name: str
    english: str
    spellings: tuple[str, ...]
    broader: tuple[str, ...]
    theme: str
    not_same: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.spellings)


@dataclass(frozen=True)
class Indicator:
    """An entry of the small vocabulary of indicators."""

    id: str
    label: str
    label_en: str
    alt_labels: tuple[str, ...]
    unit: str
    direction: str
    broader: str = "theme"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.alt_labels)


Entry = TypeVar("Entry", Programme, Indicator)


class Vocabulary(Generic[Entry]):
    """Looks an entry up as the shipped vocabularies do."""

    def __init__(self, *entries: Entry) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._named = {plain_name(n): e for e in entries for n in e.names}

    def by_id(self, id: str) -> Entry | None:
        return self._entries.get(id)

    def named(self, name: str) -> Entry | None:
        return self._named.get(plain_name(name))


REGIONS = RegionRegister(
    [
        Region("990000", "苍澜省", "苍澜", "province", None),
        Region("990100", "清和市", "清和", "prefecture", "990000"),
        Region("990102", "临溪区", "临溪", "county", "990100"),
        Region("990181", "云屏市", "云屏", "county", "990100"),
        Region("990200", "东浦市", "东浦", "prefecture", "990000"),
        Region("990202", "城关区", "城关", "county", "990200"),
        Region("990300", "西麓市", "西麓", "prefecture", "990000"),
        Region("990302", "城关区", "城关", "county", "990300"),
        Region("990400", "岚州市", "岚州", "prefecture", "990000"),
    ],
    revision="tests",
)
PROGRAMMES = Vocabulary(
    Programme("theme-primary", "基层卫生", "Primary care", (), (), "theme-primary"),
    Programme("theme-emergency", "急救", "Emergency care", (), (), "theme-emergency"),
    Programme(
        "family-doctor", "家庭医生签约服务", "Family doctor contracts", ("家医签约服务", "家医签约"),
        ("theme-primary",), "theme-primary",
    ),
    Programme(
        "emergency-centres", "五大中心", "Five emergency centres", (), ("theme-emergency",), "theme-emergency"
    ),
    Programme(
        "stroke-centres", "卒中中心", "Stroke centres", ("卒中防治中心",), ("emergency-centres",), "theme-emergency"
    ),
)  # fmt: skip
INDICATORS = Vocabulary(
    Indicator(
        "maternal-mortality", "孕产妇死亡率", "Maternal mortality", ("全市孕产妇死亡率",), "/10万", "lower"
    ),
    Indicator("contract-rate", "重点人群签约率", "Contract rate of priority groups", (), "%", "higher"),
)


def registers() -> Registers:
    """The small registers, with the shipped table of bodies."""
    return Registers(REGIONS, PROGRAMMES, INDICATORS, load_bodies())  # type: ignore[arg-type]


def documents() -> tuple[DocumentRecords, ...]:
    """The three documents."""
    return read_folder(HAND)


def sources() -> dict[str, str]:
    """Their source texts by document id."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(HAND.glob("*.txt"))}


def build_hand_made(out: Path) -> Path:
    """Build the graph of the three documents into a folder."""
    found, known = documents(), registers()
    links = link(found, known)
    build(found, out, links=links, base=BASE, sources=sources(), registers=known)
    return out


def main() -> None:
    """Write the golden graph again."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(build_hand_made(Path(folder)) / "graph.nq", GOLDEN)


if __name__ == "__main__":
    main()
