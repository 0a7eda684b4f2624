"""`kg shared`: the programmes of several places."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import bom_option, lang_option, regions_option
from kg.errors import NEEDS_A_LOOK, OK, BadCall

if TYPE_CHECKING:
    from kg.compare import Naming


# More pairs of places than a terminal shows at once.
_PAIRS = 50


@click.command()
@click.argument("records_dir", type=click.Path(path_type=Path), required=False)
@click.option(
    "--min", "minimum", type=click.IntRange(min=1), default=2, show_default=True,
    help="至少几个地区 / at least how many places.",
)  # fmt: skip
@regions_option
@click.option("--json", "as_json", is_flag=True, help="JSON 输出 / print JSON.")
@click.option(
    "--matrix", "as_matrix", is_flag=True, help="地区×项目的 CSV 表 / CSV of places and programmes."
)
@click.option(
    "--similar", is_flag=True,
    help="各地有多相似、哪些项目常在一起、各地独有什么 / likeness of places, programmes that go together, what is particular.",
)  # fmt: skip
@bom_option
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    help="最多列出几个项目（--similar：几对地区） / programmes at the most (--similar: pairs of places).",
)
@click.option(
    "--build",
    "build_dir",
    type=click.Path(path_type=Path),
    help="图谱文件夹 / folder of the graph (default: build).",
)
@lang_option
def shared(
    records_dir: Path | None,
    minimum: int,
    regions: tuple[str, ...],
    as_json: bool,
    as_matrix: bool,
    similar: bool,
    bom: bool,
    limit: int | None,
    build_dir: Path | None,
    lang: str,
) -> int:
    """各地共有的项目：每个项目在哪些地区、哪些文件中提到，原文怎么写。

    Print the programmes that several places name, with their spellings in each document: of the graph in --build, or of the
    records in RECORDS_DIR. Exit code 0: there are some, 1: none.

    \b
    例 / Examples:
      kg shared --min 3
      kg shared --regions 常州市 --regions 海安市
      kg shared --matrix --bom > 矩阵.csv
      kg shared --similar
    """
    if as_matrix and (as_json or similar):
        raise click.UsageError("--matrix is CSV: leave out --json and --similar")
    if bom and not as_matrix:
        raise click.UsageError("--bom is for --matrix")
    from kg.compare import within

    known = within(_namings(records_dir, build_dir), regions)
    width = shutil.get_terminal_size((160, 24)).columns if sys.stdout.isatty() else None
    if as_matrix:
        return _print(_matrix(known, minimum, lang, bom))
    if similar:
        return _similar(known, as_json, lang, width, limit)
    if as_json:
        return _json(known, minimum, limit)
    from kg.compare.shared_page import shared_table

    return _print(shared_table(known, minimum, lang, width, limit))


def _namings(records_dir: Path | None, build_dir: Path | None) -> tuple[Naming, ...]:
    """Of the records named, else of the graph named, else of `build` or, where there is none, of the shipped records."""
    if records_dir is not None and build_dir is not None:
        raise BadCall(records_dir, "and --build were both named", "name records or a graph")
    from kg.store import GRAPH_FILE, STORE_FOLDER, open_store

    usual = Path("build")
    has_graph = (usual / GRAPH_FILE).exists() or (usual / STORE_FOLDER).exists()
    if build_dir is not None or (records_dir is None and has_graph):
        from kg.compare import namings_of_graph

        return namings_of_graph(open_store(build_dir or usual))
    if records_dir is None:
        click.echo(
            "没有图谱，使用随附的真实文件的记录 no graph in build: the shipped records of real documents",
            err=True,
        )
    return _of_records(records_dir)


def _of_records(records_dir: Path | None) -> tuple[Naming, ...]:
    from kg import judgements, records
    from kg.cli.graph import records_folder
    from kg.compare import namings_of_records
    from kg.link import link
    from kg.registers.bundle import load_registers

    folder = records_folder(records_dir)
    documents, registers = records.read_folder(folder), load_registers()
    links = link(documents, registers, judgements.read(folder))
    return namings_of_records(documents, links, registers.regions)


def _print(text: str) -> int:
    if not text:
        click.echo("没有共有的项目 no programme is shared", err=True)
        return NEEDS_A_LOOK
    click.echo(text, nl=False)
    return OK


def _json(namings: tuple[Naming, ...], minimum: int, limit: int | None) -> int:
    from kg.compare import shared as shared_programmes

    rows = shared_programmes(namings, minimum)[:limit]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    return OK if rows else NEEDS_A_LOOK


def _matrix(namings: tuple[Naming, ...], minimum: int, lang: str, bom: bool) -> str:
    from kg.compare import matrix
    from kg.compare.shared_page import matrix_csv

    made = matrix(namings, minimum)
    return matrix_csv(made, lang, bom) if made.programmes else ""


def _similar(
    namings: tuple[Naming, ...], as_json: bool, lang: str, width: int | None, limit: int | None
) -> int:
    from kg.compare.shared_page import likeness_page, likeness_rows

    if as_json:
        click.echo(json.dumps(likeness_rows(namings), ensure_ascii=False, indent=1))
        return OK if namings else NEEDS_A_LOOK
    return _print(likeness_page(namings, lang, width, limit or _PAIRS))
