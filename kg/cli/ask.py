"""`kg ask`: a question in Chinese or English."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import build_option
from kg.errors import NEEDS_A_LOOK, OK
from kg.filenames import as_typed

if TYPE_CHECKING:
    from kg.ask import Answer, Choice

_HOW = {
    "name": ("名称", "name"), "words": ("词语", "words"), "sound": ("同音", "sound"), "short form": ("简称", "short form"),
    "English label": ("英文名", "English label"), "date": ("日期", "date"), "number": ("数目", "number"),
    "identifier": ("标识", "identifier"), "default": ("默认", "default"),
}  # fmt: skip


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--show-query", is_flag=True, help="显示 SPARQL / show the SPARQL that was run.")
@click.option("--json", "as_json", is_flag=True, help="JSON 输出 / print JSON.")
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="表格最多几行 / rows at the most.",
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help="输出语言，默认随问题 / language, else that of the question.",
)
@build_option
def ask(
    question: tuple[str, ...], show_query: bool, as_json: bool, limit: int, lang: str | None, build_dir: Path
) -> int:
    """用中文或英文提问，回答附出处。

    Answer a question in Chinese or English with one of the ready-made queries: says how it was understood, answers in
    a sentence and a table, and names the places in the sources. Exit code 0: answered with rows; 1: nothing found, or
    the question is unclear and choices are given, or it cannot be answered.

    \b
    例 / Examples:
      kg ask "常州谁负责托育服务？"
      kg ask "只有海安才有的项目"
      kg ask who is responsible for childcare in Changzhou
    """
    from kg.ask import ask as answer

    said = answer(build_dir, " ".join(map(as_typed, question)), lang=lang)
    if said.reply == "choices" and not as_json and sys.stdin.isatty() and sys.stdout.isatty():
        return _chosen(said, build_dir, limit)
    click.echo(_json(said) if as_json else _told(said, limit, show_query), nl=False)
    return OK if said.rows else NEEDS_A_LOOK


def _json(said: Answer) -> str:
    import json

    return json.dumps(said.to_json(), ensure_ascii=False, indent=1) + "\n"


def _told(said: Answer, limit: int, show_query: bool) -> str:
    if said.reply != "answer" or said.result is None:
        return f"{said.sentence}\n" + "".join(
            f"  {n}. {c.label}    {_command(c)}\n" for n, c in enumerate(said.choices, 1)
        )
    from dataclasses import replace

    from kg.query import render

    zh = said.lang == "zh"
    lines = [f"{'理解' if zh else 'understood'}: {said.title} ({_command_of(said)})"]
    lines += [
        f"  {u.param} = {u.label}" + (f" ← {u.said} [{_HOW[u.how][0 if zh else 1]}]" if u.said else "")
        for u in said.understood
    ]
    if show_query:
        lines += ["", (said.sparql or "").strip(), ""]
    lines += ["", said.sentence, ""]
    shown = replace(said.result, rows=said.result.rows[:limit])
    width = shutil.get_terminal_size((160, 24)).columns if sys.stdout.isatty() else None
    table = render(shown, "table", lang=said.lang, width=width) if said.rows else ""
    if len(said.rows) > limit:
        rest = len(said.rows) - limit
        table += f"… 另有{rest}行（--limit）\n" if zh else f"… {rest} more rows (--limit)\n"
    return "\n".join(lines) + "\n" + table + _sources(said)


def _sources(said: Answer) -> str:
    if not said.evidence:
        return ""
    zh = said.lang == "zh"
    head = "出处" if zh else "sources"
    place = "字符" if zh else "character"
    return f"\n{head}:\n" + "".join(f"  {e.document} {place} {e.start}: {e.text}\n" for e in said.evidence)


def _command(choice: Choice) -> str:
    import shlex

    return shlex.join(["kg", "query", choice.query, *_params(choice.params)])


def _params(params: dict[str, str]) -> list[str]:
    return [word for name, value in params.items() for word in ("--param", f"{name}={value}")]


def _command_of(said: Answer) -> str:
    return " ".join([f"kg query {said.query}", *(f"--param {k}={v}" for k, v in said.params.items())])


def _chosen(said: Answer, build_dir: Path, limit: int) -> int:
    """Ask which of the choices is meant, and answer that."""
    from kg.query import render, run

    click.echo(said.sentence)
    for number, choice in enumerate(said.choices, 1):
        click.echo(f"  {number}. {choice.label}")
    number = click.prompt("序号 / number", type=click.IntRange(1, len(said.choices)))
    choice = said.choices[number - 1]
    result = run(build_dir, choice.query, choice.params, limit)
    click.echo(
        render(result, "table", lang=said.lang, width=shutil.get_terminal_size((160, 24)).columns), nl=False
    )
    return OK if result.rows else NEEDS_A_LOOK
