"""`kg extract`: files to records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.progress import Teller, quiet_option
from kg.errors import NEEDS_A_LOOK, NOTHING_DONE, OK

if TYPE_CHECKING:
    from kg.pipeline import Done


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("records"),
    show_default=True,
    help="记录文件夹 / folder of the records.",
)
@click.option(
    "--no-text",
    is_flag=True,
    help="只写事实与位置，不写原句 / facts and places only, no clause of the source.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help="并行进程数 / worker processes (default: all cores for many files).",
)
@quiet_option
def extract(files: tuple[str, ...], folder: Path, no_text: bool, jobs: int | None, quiet: bool) -> int:
    """从 FILES（文件或文件夹）抽取记录，每篇写一个 NAME.jsonl。

    Write the records of each of FILES (texts, web pages, Word or PDF files, or folders of them) to
    NAME.jsonl. A file that cannot be read is told and left out; the others are done.

    例 / Example:  kg extract 要点.txt -o records
    """
    from kg import records
    from kg.pipeline import extract_all, find_files

    teller = Teller(quiet)
    found, problems = find_files(files)
    for problem in problems:
        teller.warn(f"kg: {problem}")
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    with teller.each(extract_all(found, not no_text, jobs), len(found), "抽取 extract") as results:
        for done in results:
            if done.records is not None:
                records.write(done.records, folder / f"{done.job.name}.jsonl")
                written += 1
            problems += _tell(teller, done)
    teller.say(f"{written} 份记录 records → {folder}")
    return NOTHING_DONE if not written else NEEDS_A_LOOK if problems else OK


def _tell(teller: Teller, done: Done) -> list[str]:
    """Say what came of a file; what needs a look is returned."""
    given, made = done.job.given, done.records
    if made is None:
        teller.warn(f"kg: {done.error}")
        return [given]
    if done.without_commitments:
        advice = "请确认是卫生健康计划或总结 check that it is a plan or report"
        teller.warn(f"kg: {given}: 未发现承诺 no commitments found — {advice}")
        return [given]
    if not teller.bar:
        counts = len(made.commitments), len(made.targets), len(made.responsibilities)
        teller.say("{}: 承诺 commitments {}, 指标 targets {}, 责任 owners {}".format(given, *counts))
    return []
