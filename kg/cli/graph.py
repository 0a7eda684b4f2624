"""`kg build`, `kg check`: records to a checked graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import build_option, lang_option, output_option
from kg.cli.progress import Teller, quiet_option

RECORDS = click.argument("records_dir", type=click.Path(path_type=Path), default=None, required=False)


def records_folder(given: Path | None) -> Path:
    """The folder of records that a command means: the one named, else the shipped records of five real documents."""
    from kg import paths

    return given if given is not None else paths.extracted()


@click.command()
@RECORDS
@output_option
@click.option(
    "--base",
    default=None,
    help="命名空间 IRI / base IRI of the things (default: https://w3id.org/health-commitments/).",
)
@quiet_option
def build(records_dir: Path | None, out: Path, base: str | None, quiet: bool) -> None:
    """从 RECORDS_DIR 的记录建图：graph.nq、graph.ttl 和 Oxigraph 库。

    Make the graph from the records in RECORDS_DIR (default: the shipped records) and leave graph.nq, graph.ttl and the embedded store in
    the output folder. Source texts are copied beside it where they are still at the place that the records name.

    例 / Example:  kg build records -o build
    """
    from kg import judgements, records
    from kg.pipeline import build_graph

    folder, teller = records_folder(records_dir), Teller(quiet)
    built = build_graph(
        records.read_folder(folder), out, base=base, judgements=judgements.read(folder), tell=teller.warn
    )
    teller.say(f"{built.quads:,} 条三元组 triples, {built.commitments} 承诺 commitments → {out}")


@click.command()
@build_option
@lang_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="每条规则最多列出几处 / findings shown of each rule.",
)
def check(build_dir: Path, lang: str, limit: int) -> int:
    """用 SHACL 规则检查图谱：哪篇文件、哪个位置、违反哪条规则、该怎么办。

    Check the graph against the shapes of the ontology. Exit code 0: it conforms (warnings allowed), 1: it does not.

    例 / Example:  kg check --build build
    """
    from kg.check import check as check_graph

    report = check_graph(build_dir)
    click.echo(report.render("en" if lang == "en" else "zh", limit), nl=False)
    return report.exit_code
