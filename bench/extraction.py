"""What extraction costs beside a word segmenter: CPU time a document, and whether it grows with the text only.

    python bench/extraction.py [FILE …]

Each document goes the whole way from its bytes to records, and through `jieba.posseg.cut`, by turns in one run, so that
both see the same machine; the least time of several rounds counts. Then texts of 50 KB to 5 MB, made of the same
documents, go the whole way once. CPU time, not the clock. Needs `pip install -e '.[dev]'`.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

with warnings.catch_warnings():
    # Its sources hold escapes that Python deprecates.
    warnings.simplefilter("ignore")
    import jieba
    import jieba.posseg

from kg.clean import clean
from kg.extract import extract
from kg.model.text import Source
from kg.outline import outline
from kg.read import read_source

SAMPLES = Path(__file__).parent.parent / "tests" / "data" / "samples"
ROUNDS = 5
BYTES = (50_000, 500_000, 5_000_000)
# Extraction may cost at most this share of what the segmenter needs.
BOUND = 0.25


def main(names: list[str]) -> None:
    """Print both tables for the files named, or for the samples."""
    paths = [Path(name) for name in names] or sorted(SAMPLES.glob("*.txt"))
    jieba.setLogLevel(60)
    jieba.initialize()
    against_segmenter(paths)
    print()
    by_length("\n".join(read_source(path).text for path in paths) + "\n")


def against_segmenter(paths: list[Path]) -> None:
    """A line for each document, and one for all of them."""
    print(
        f"{'document':24}{'characters':>11}{'extraction':>12}{'posseg':>10}{'ratio':>7}   ms for 1,000 characters"
    )
    totals = [0, 0.0, 0.0]
    for path in paths:
        text = read_source(path).text
        ours, theirs = least(lambda path=path: extraction(path), lambda text=text: segmentation(text))
        print(row(path.stem, len(text), ours, theirs))
        totals = [a + b for a, b in zip(totals, (len(text), ours, theirs), strict=True)]
    print(row("all", int(totals[0]), *totals[1:]))


def row(name: str, chars: int, ours: float, theirs: float) -> str:
    """The cost of one document, both ways."""
    ratio = ours / theirs
    over = "" if ratio <= BOUND else f"   over {BOUND}"
    return f"{name:24}{chars:11,}{ours / chars * 1e6:12.2f}{theirs / chars * 1e6:10.2f}{ratio:7.2f}{over}"


def by_length(text: str) -> None:
    """A line for each length of text."""
    print(f"{'bytes':>10}{'characters':>12}{'ms for 1,000 characters':>25}")
    for size in BYTES:
        long = text * (size // len(text.encode()) + 1)
        long = long.encode()[:size].decode(errors="ignore")
        spent = seconds(lambda long=long: records(Source("long", "long.txt", "0" * 64, long)))
        print(f"{size:10,}{len(long):12,}{spent / len(long) * 1e6:25.2f}")


def least(*works: Callable[[], object]) -> list[float]:
    """The least CPU time of each work, done by turns."""
    rounds = [[seconds(work) for work in works] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def seconds(work: Callable[[], object]) -> float:
    """The CPU time of a work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def extraction(path: Path) -> object:
    """The whole way of one file."""
    return records(read_source(path))


def records(source: Source) -> object:
    """The way from a text to its records."""
    return extract(source, outline(clean(source.text)))


def segmentation(text: str) -> object:
    """Every word of a text with its part of speech."""
    return list(jieba.posseg.cut(text))


if __name__ == "__main__":
    main(sys.argv[1:])
