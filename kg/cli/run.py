"""`kg run`: the whole way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import lang_option, output_option
from kg.cli.progress import NOTHING_FOUND, Teller, quiet_option
from kg.errors import NEEDS_A_LOOK, NOTHING_DONE, OK

if TYPE_CHECKING:
    from kg.model.judgements import Judgement
    from kg.model.records import DocumentRecords


@click.command()
@click.argument("files", nargs=-1)
@output_option
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="并行进程数 / worker processes.")
@lang_option
@quiet_option
def run(files: tuple[str, ...], out: Path, jobs: int | None, lang: str, quiet: bool) -> int:
    """全程：读取、抽取、对齐、建图、检查，并生成浏览页。

    Read FILES (texts, web pages, Word or PDF files, or folders of them), extract, link, build and check,
    and leave in the output folder: graph.nq, graph.ttl, the store, explorer.html, report.txt. Without FILES:
    the shipped records of five real documents.

    \b
    例 / Examples:
      kg run                       五个真实城市 five real cities
      kg run 要点.docx 总结.html    你自己的文件 files of your own
      kg run 文件夹 -o build
    """
    from kg import judgements, paths, records
    from kg.pipeline import build_graph, finish, sources_beside

    teller = Teller(quiet)
    failed: list[tuple[str, str]] = []
    if files:
        documents, sources, failed = _read(files, jobs, teller)
        judged: tuple[Judgement, ...] = ()
        if not documents:
            return NOTHING_DONE
    else:
        documents = list(records.read_folder(paths.extracted()))
        judged = judgements.read(paths.extracted())
        sources = sources_beside(documents)
        teller.say(
            f"未指定文件，使用随附的 {len(documents)} 篇真实文件的记录 "
            f"no files named: the shipped records of {len(documents)} real documents"
        )
    teller.say("对齐、建图 link, build")
    build_graph(documents, out, sources=sources, judgements=judged, tell=teller.warn)
    teller.say("检查、生成浏览页 check, explore")
    summary, conforms = finish(documents, out, failed, lang)
    click.echo(summary, nl=False)
    teller.say(f"浏览页 explorer → {out / 'explorer.html'}")
    return OK if conforms and not failed else NEEDS_A_LOOK


def _read(
    files: tuple[str, ...], jobs: int | None, teller: Teller
) -> tuple[list[DocumentRecords], dict[str, str], list[tuple[str, str]]]:
    """The records and texts of the files, and what went wrong with the others (name, message)."""
    from kg.pipeline import extract_all, find_files

    found, problems = find_files(files)
    failed = [(problem.partition(": ")[0], problem) for problem in problems]
    documents: list[DocumentRecords] = []
    sources: dict[str, str] = {}
    with teller.each(extract_all(found, True, jobs), len(found), "抽取 extract") as results:
        for done in results:
            if done.records is None:
                failed.append((done.job.given, done.error or ""))
                continue
            documents.append(done.records)
            sources[done.records.document.id] = done.text or ""
            if not teller.bar:
                teller.say(f"读取 read {done.job.given}")
            if done.without_commitments:
                failed.append((done.job.given, f"{done.job.given}: {NOTHING_FOUND}"))
    for _, message in failed:
        teller.warn(f"kg: {message}")
    return documents, sources, failed
