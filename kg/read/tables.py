"""A row of a table as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def row(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """A row, each cell a list of its lines: one line with tabs between the cells, or its lines where there is one cell.

    A cell that other rows share, or that the row lacks, is empty: columns stay below each other. The rows of a table
    within a cell stay lines of their own.
    """
    if any("\t" in line for cell in cells for line in cell):
        for cell in cells:
            yield from cell
        return
    joined = [" ".join(words for line in cell if (words := " ".join(line.split()))) for cell in cells]
    filled = [at for at, cell in enumerate(joined) if cell]
    if filled == [0]:
        # A cell over the whole width is a heading, or frames a text.
        yield from cells[0]
    elif filled:
        yield "\t".join(joined)
