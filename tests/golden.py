"""Golden records and graphs of the sample documents: `python tests/golden.py` makes them anew.

    tests/data/golden/NAME.jsonl   the records, a line each
    tests/data/golden/NAME.ttl     the graph of the document alone, in the order of its writer

Look at the difference (`git diff tests/data/golden`) before you commit it: every changed line is a changed fact.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg import records
from kg.build import build
from kg.clean import clean
from kg.extract import extract
from kg.link import link
from kg.outline import outline
from kg.read import read_source

TESTS = Path(__file__).resolve().parent
SAMPLES = sorted((TESTS / "data" / "samples").glob("*.txt"))
GOLDEN = TESTS / "data" / "golden"


def made(sample: Path, folder: Path) -> dict[str, bytes]:
    """The golden files of a sample by name, as the code at hand makes them (`folder` is for what lies between)."""
    source = read_source(sample, f"tests/data/samples/{sample.name}")
    found = extract(source, outline(clean(source.text)))
    path = folder / f"{sample.stem}.jsonl"
    records.write(found, path)
    build([found], folder / sample.stem, links=link([found]))
    graph = (folder / sample.stem / "graph.ttl").read_bytes()
    return {path.name: path.read_bytes(), f"{sample.stem}.ttl": graph}


def main() -> None:
    """Write the golden files."""
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for sample in SAMPLES:
            for name, data in made(sample, Path(folder)).items():
                (GOLDEN / name).write_bytes(data)


if __name__ == "__main__":
    main()
