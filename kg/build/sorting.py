"""Sorting more lines than should stand in memory: sorted runs in files, merged."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

# Some 150 MB of lines; five documents of 5,000 characters give 41,000 lines, a hundred still one run.
RUN = 500_000


class SortedLines:
    """Collects lines and gives them back sorted by code points; `folder` holds the runs that are put aside."""

    def __init__(self, folder: Path, run: int = RUN) -> None:
        self._folder, self._run = folder, run
        self._lines: list[str] = []
        self._runs: list[Path] = []

    def add(self, lines: Iterable[str]) -> None:
        """Take up lines without ends."""
        self._lines.extend(lines)
        if len(self._lines) >= self._run:
            self._put_aside()

    def _put_aside(self) -> None:
        path = self._folder / f"{len(self._runs)}.run"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in sorted(self._lines))
        self._runs.append(path)
        self._lines.clear()

    def __iter__(self) -> Iterator[str]:
        with ExitStack() as files:
            opened = [files.enter_context(p.open(encoding="utf-8", newline="\n")) for p in self._runs]
            runs = [(line[:-1] for line in file) for file in opened]
            yield from heapq.merge(*runs, sorted(self._lines))
