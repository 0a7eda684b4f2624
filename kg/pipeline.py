"""The whole way: which files, through which steps, and what came of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.clean import clean
from kg.errors import BadInput, KgError
from kg.extract import extract
from kg.filenames import as_file_name
from kg.judgements import FILE as JUDGEMENTS
from kg.judgements import merged
from kg.judgements import read as read_judgements
from kg.model.judgements import Judgement
from kg.model.records import DocumentRecords
from kg.outline import outline
from kg.read import SUFFIXES, read_source

if TYPE_CHECKING:
    from kg.build import BuildResult

# Below this many documents starting workers costs more than they save (a document takes some 40 ms,
# a worker 200 ms).
_FEW = 12
# The folder of records within a build.
RECORDS = "records"
_MADE = ("report.txt", "explorer.html", "graph.html")


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be read: its path, as the user gave it, and the name that its records get."""

    path: Path
    given: str
    name: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one file: its records and its text, or the error that stopped it."""

    job: Job
    records: DocumentRecords | None
    text: str | None
    error: str | None

    @property
    def without_commitments(self) -> bool:
        return self.records is not None and not self.records.commitments


def find_files(given: Sequence[str]) -> tuple[list[Job], list[str]]:
    """The files that a command line's words name (a folder: what it holds that can be read), and what is wrong with the others."""
    jobs: list[Job] = []
    problems: list[str] = []
    names: dict[str, str] = {}
    for word in given:
        try:
            found = _files(Path(word), word)
        except KgError as error:
            problems.append(str(error))
            continue
        for path, as_given in found:
            if f"{path.stem}.jsonl" == JUDGEMENTS:
                problems.append(
                    str(BadInput(as_given, f"its records would be {JUDGEMENTS}, which is kept", "rename it"))
                )
                continue
            other = names.setdefault(path.stem, as_given)
            if other != as_given:
                problems.append(
                    str(
                        BadInput(
                            as_given,
                            f"would write the same {path.stem}.jsonl as {other}",
                            "rename one of the two",
                        )
                    )
                )
                continue
            if all(job.given != as_given for job in jobs):
                jobs.append(Job(path, as_given, path.stem))
    return jobs, problems


def _files(path: Path, given: str) -> list[tuple[Path, str]]:
    if not path.is_dir():
        return [(path, given)]
    try:
        # Word and Finder leave files of theirs beside the documents: ~$要点.docx, ._要点.docx.
        found = sorted(
            p
            for p in path.iterdir()
            if p.suffix.lower() in SUFFIXES and not p.name.startswith(("~$", ".")) and p.is_file()
        )
    except OSError as error:
        raise BadInput(
            path, f"the folder cannot be read ({error.strerror})", "check its permissions"
        ) from error
    # What a run into this very folder left there is no document.
    if (path / "graph.nq").is_file():
        found = [p for p in found if p.name not in _MADE]
    if not found:
        raise BadInput(
            path,
            f"the folder holds no files to read (*{', *'.join(SUFFIXES)})",
            "name a folder that holds some",
        )
    return [(p, f"{given.rstrip('/')}/{p.name}") for p in found]


def extract_file(job: Job, keep_text: bool = True) -> Done:
    """Read, clean, outline and extract one file; an error is a result, never an exception."""
    try:
        source = read_source(job.path, job.given)
        records = extract(source, outline(clean(source.text)), keep_text=keep_text)
        return Done(job, records, source.text, None)
    except KgError as error:
        return Done(job, None, None, str(error))
    except RecursionError:
        return Done(job, None, None, str(BadInput(job.path, "is nested too deeply", "split the document")))


def extract_all(jobs: Sequence[Job], keep_text: bool = True, workers: int | None = None) -> Iterator[Done]:
    """The results of all files, in the order of the jobs; many files are shared out to worker processes."""
    count = workers if workers is not None else (os.cpu_count() or 1)
    if len(jobs) < _FEW or count <= 1:
        yield from (extract_file(job, keep_text) for job in jobs)
        return
    with ProcessPoolExecutor(max_workers=count) as pool:
        yield from pool.map(extract_file, jobs, [keep_text] * len(jobs), chunksize=4)


def sources_beside(records: Iterable[DocumentRecords]) -> dict[str, str]:
    """The source texts that lie where the records say they came from, and are still the same bytes."""
    found = {}
    for document in (r.document for r in records):
        try:
            source = read_source(Path(as_file_name(document.source)))
        except KgError:
            continue
        if source.sha256 == document.sha256:
            found[document.id] = source.text
    return found


def build_graph(
    documents: Sequence[DocumentRecords],
    out: Path,
    *,
    base: str | None = None,
    sources: Mapping[str, str] | None = None,
    judgements: Iterable[Judgement] = (),
    tell: Callable[[str], None] = lambda line: None,
) -> BuildResult:
    """Link the records and leave `graph.nq`, `graph.ttl`, the records, the sources at hand and the store in `out`.

    `judgements` are joined with those that a former build left in `out`, and kept there. `tell` is called with a
    line for each that names nothing in the records.
    """
    from kg.build import build
    from kg.ids import DEFAULT_BASE
    from kg.link import link_judged
    from kg.query import make_beside
    from kg.store import make_store

    known = merged(read_judgements(out / RECORDS), judgements)
    found = link_judged(documents, judgements=known)
    for one in found.unmatched:
        tell(one.message)
    texts = sources if sources is not None else sources_beside(documents)
    built = build(
        documents, out, links=found.links, base=base or DEFAULT_BASE, sources=texts, judgements=known
    )
    make_store(out)
    make_beside(out)
    return built


def finish(
    documents: Sequence[DocumentRecords], out: Path, failed: Sequence[tuple[str, str]], lang: str
) -> tuple[str, bool]:
    """Check the built graph, write its explorer and `report.txt`; the report and whether the graph conforms."""
    from kg import report
    from kg.check import check
    from kg.explore import explore
    from kg.link import link

    checked = check(out)
    explore(out)
    links = link(documents, judgements=read_judgements(out / RECORDS))
    told = report.summarise(documents, links, failed)
    report.write(told, out, lang)
    text = report.render(told, lang)
    return text + "\n" + checked.render("en" if lang == "en" else "zh"), checked.conforms
