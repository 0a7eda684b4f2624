"""Writing a build folder: every file whole or not at all, the same bytes for the same graph."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg import ids
from kg.build.turtle import turtle
from kg.errors import KgError
from kg.filenames import as_file_name
from kg.judgements import FILE as JUDGEMENTS
from kg.model.judgements import Judgement
from kg.model.records import DocumentRecords
from kg.whole_files import write_whole

GRAPH = "graph.nq"
TURTLE = "graph.ttl"
RECORDS = "records"
SOURCES = "sources"
_ADVICE = "free space, or name another folder with -o DIR"


@contextmanager
def scratch(out: Path) -> Iterator[Path]:
    """A folder for unfinished files beside the graph, gone afterwards. Raises KgError where nothing can be written."""
    try:
        with tempfile.TemporaryDirectory(prefix=".part-", dir=out) as folder:
            yield Path(folder)
    except OSError as error:
        raise _unwritable(out, error) from error


def write_graph(lines: Iterable[str], out: Path, base: str) -> int:
    """`graph.nq`, and `graph.ttl`, the union of the named graphs for reading, from sorted lines; returns their number."""
    quads, union = (out / f"{name}.part" for name in (GRAPH, TURTLE))
    try:
        count = _write_lines(lines, quads)
        with (
            quads.open(encoding="utf-8", newline="\n") as file,
            union.open("w", encoding="utf-8", newline="\n") as to,
        ):
            to.writelines(turtle((line.rstrip("\n") for line in file), base))
        quads.replace(out / GRAPH)
        union.replace(out / TURTLE)
    except OSError as error:
        quads.unlink(missing_ok=True)
        union.unlink(missing_ok=True)
        raise _unwritable(out / GRAPH, error) from error
    return count


def _write_lines(lines: Iterable[str], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            file.write(f"{line}\n")
            count += 1
    return count


def copy_records(documents: Iterable[DocumentRecords], judgements: Iterable[Judgement], out: Path) -> None:
    """The records that the graph was made of, so that the folder stands alone, and the judgements about them."""
    from kg import judgements as kept
    from kg.records import to_line

    files = {
        f"{_file_name(records.document.id)}.jsonl": "".join(to_line(r) + "\n" for r in records)
        for records in documents
    }
    _only_these(out / RECORDS, files)
    kept.write(judgements, out / RECORDS)


def copy_sources(sources: Mapping[str, str], out: Path) -> None:
    """The source texts by document id, as they were read; none of a former build remains."""
    _only_these(out / SOURCES, {f"{_file_name(doc)}.txt": text for doc, text in sources.items()})


def make_folder(out: Path) -> None:
    """The build folder. Raises KgError where it cannot be made."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(
            out, f"the folder cannot be made ({error.strerror})", "name another with -o DIR"
        ) from error


def _file_name(doc: str) -> str:
    return as_file_name(ids.segment(doc))


def _only_these(folder: Path, files: Mapping[str, str]) -> None:
    """Make `folder` hold these files; without any there is no folder."""
    if files:
        make_folder(folder)
    for name, text in sorted(files.items()):
        write_whole(folder / name, text, _ADVICE)
    for stale in sorted(folder.glob("*")) if folder.is_dir() else ():
        # What people judged is nobody's to throw away.
        if stale.name not in (*files, JUDGEMENTS) and stale.suffix in (".jsonl", ".txt"):
            stale.unlink()


def _unwritable(path: Path, error: OSError) -> KgError:
    return KgError(path, f"cannot be written ({error.strerror})", _ADVICE)
