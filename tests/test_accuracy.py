"""Accuracy may rise and never fall: each part of extraction reaches its floor on each set of hand-made answers.

    python tests/test_accuracy.py      measures, and raises the floors in tests/floors.toml to what is reached

The sets are the invented documents of tests/data (`samples`, `genres`, `bureaus`, `pages`, `forms`) and the answers for the real
documents that lie beside the checkout (`documents`), which their own scorer counts; `left-out` are these again, each read without the
words of our lists that it alone uses (`left_out.py`).
"""

from __future__ import annotations

import math
import tempfile
import tomllib
from functools import cache
from pathlib import Path

import left_out
import pytest
from accuracy import PARTS, score

from kg import records
from kg.clean import clean
from kg.extract import extract
from kg.outline import outline
from kg.read import read_source

TESTS = Path(__file__).resolve().parent
SHARED = TESTS.parents[1] / "shared"
FLOORS = TESTS / "floors.toml"
SETS = {
    "samples": TESTS / "data" / "samples",
    "genres": TESTS / "data" / "genres",
    "bureaus": TESTS / "data" / "bureaus",
    "pages": TESTS / "data" / "pages",
    "forms": TESTS / "data" / "forms",
    "documents": SHARED / "corpus",
    "left-out": SHARED / "corpus",
}
# Those that need the source documents.
REAL = ("documents", "left-out")
HEAD = """\
# The least F1 of each part of extraction (for `document`: the share of right fields) on each set of answers. A floor is what
# was reached when it was last raised, rounded down to a hundredth; it is never lowered. Raised by: python tests/test_accuracy.py
"""


def extracted(texts: Path, folder: Path) -> None:
    """Write the records of every text of a folder."""
    for path in sorted(texts.glob("*.txt")):
        source = read_source(path)
        records.write(extract(source, outline(clean(source.text))), folder / f"{path.stem}.jsonl")


@cache
def measured(name: str) -> dict[str, float]:
    """The F1 of each part on one set."""
    if name == "left-out":
        return {part: share for part, (share, _) in (left_out.left_out() or {}).items()}
    with tempfile.TemporaryDirectory() as made:
        extracted(SETS[name], Path(made))
        if name == "documents":
            return {part: share for part, (share, _) in left_out.score(Path(made)).items()}
        return {part: tally.f1 for part, tally in score(SETS[name], Path(made)).items()}


def floors() -> dict[str, dict[str, float]]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


CASES = [pytest.param(name, part, id=f"{name}-{part}") for name, parts in floors().items() for part in parts]


@pytest.mark.parametrize(("name", "part"), CASES)
def test_accuracy_reaches_its_floor(name: str, part: str) -> None:
    if name in REAL and not (SHARED / "score" / "score.py").exists():
        pytest.skip("the answers for the source documents are not beside the checkout (../shared)")
    reached, floor = measured(name)[part], floors()[name][part]
    assert round(reached, 6) >= floor, f"{part} on {name}: F1 {reached:.3f} is below its floor {floor:.2f}"


def test_every_part_of_every_set_has_a_floor() -> None:
    assert {name: set(parts) for name, parts in floors().items()} == {name: set(PARTS) for name in SETS}


def raised(now: dict[str, dict[str, float]]) -> str:
    """The file of floors with each floor at what is reached, or where it stood if that is higher."""
    lines = [HEAD]
    for name in SETS:
        lines.append(f"[{name}]")
        for part in PARTS:
            before = now.get(name, {}).get(part, 0.0)
            reached = measured(name)[part] if SETS[name].is_dir() else before
            lines.append(f'"{part}" = {max(before, math.floor(round(reached, 6) * 100) / 100):.2f}')
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    FLOORS.write_text(raised(floors()), encoding="utf-8")
