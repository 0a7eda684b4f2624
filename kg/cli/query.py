"""`kg query`: ready-made questions and SPARQL."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from kg.cli.options import bom_option, build_option, lang_option
from kg.errors import NEEDS_A_LOOK, OK, WRONG_CALL, BadCall
from kg.filenames import as_typed


@click.command()
@click.argument("question", required=False)
@click.option(
    "-p", "--param", "given", multiple=True, metavar="NAME=VALUE", help="参数 / a value for the question."
)
@click.option("--list", "list_them", is_flag=True, help="列出全部现成问题 / list the ready-made questions.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "csv", "json", "turtle", "ntriples"]),
    default="table", show_default=True, help="输出格式 / form of the answer (json: SPARQL results JSON).",
)  # fmt: skip
@click.option("-n", "--limit", type=click.IntRange(min=1), help="最多几行 / rows at the most.")
@bom_option
@build_option
@lang_option
def query(
    question: str | None,
    given: tuple[str, ...],
    list_them: bool,
    form: str,
    limit: int | None,
    bom: bool,
    build_dir: Path,
    lang: str,
) -> int:
    """回答现成问题（名称），或执行 SPARQL（文本或 .rq 文件）。

    QUESTION is the name of a ready-made question (see --list), SPARQL, or a file (.rq, .sparql). Exit code 0:
    there are rows, 1: nothing found.

    \b
    例 / Examples:
      kg query --list
      kg query owners --param task=托育
      kg query shared --format csv
      kg query "SELECT ?label { ?c a hc:Commitment ; rdfs:label ?label } LIMIT 5"
    """
    if list_them or not question:
        _list(lang)
        return OK if list_them else WRONG_CALL
    from kg.query import render, run

    result = run(build_dir, as_typed(question), _params(given), limit)
    width = shutil.get_terminal_size((160, 24)).columns if sys.stdout.isatty() else None
    click.echo(render(result, form, lang=lang, width=width, bom=bom), nl=False)  # type: ignore[arg-type]
    if result.truncated:
        click.echo(f"只显示前 {limit} 行 / only the first {limit} rows are shown", err=True)
    return OK if result.rows or result.triples or result.answer is not None else NEEDS_A_LOOK


def _params(given: tuple[str, ...]) -> dict[str, str]:
    params = {}
    for word in map(as_typed, given):
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise BadCall(f"--param {word}", "is not NAME=VALUE", "write it as --param task=托育")
        params[name] = value
    return params


def _list(lang: str) -> None:
    from kg.query import library

    for known in library():
        click.echo(f"{known.name}: {known.title(lang)}")
        click.echo(f"    {known.description(lang)}")
        for param in known.params:
            example = f" ({param.example})" if param.example else ""
            click.echo(f"    --param {param.name}=…  {param.zh if lang == 'zh' else param.en}{example}")
