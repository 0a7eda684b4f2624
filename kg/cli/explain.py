"""`kg explain`: why a document's records are what they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import lang_option
from kg.errors import NEEDS_A_LOOK, OK, BadCall
from kg.filenames import as_typed

if TYPE_CHECKING:
    from kg.explain import Explanation

# The kinds of `kg.explain.KINDS` that can be asked for.
ONLY = ("commitments", "targets", "owners", "bodies", "places", "programmes", "deadlines", "notes", "refused")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(ONLY),
    help="只看这些内容（可多选） / only these (may be given again).",
)
@click.option("--section", metavar="NUMBER", help="只看这一节及其下各节，如 3/7 / only this section.")
@click.option("--find", metavar="WORDS", help="只看含这些字的句子 / only clauses that hold these words.")
@click.option("--html", "as_html", is_flag=True, help="写成单文件网页 / write one HTML file.")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    help="写入的文件（.html 即网页） / the file to write (.html: a page; default: NAME.explain.html).",
)
@click.option("--open", "open_it", is_flag=True, help="写成网页并打开 / write the page and open it.")
@click.option("--rules", "list_rules", is_flag=True, help="列出全部规则 / list the rules.")
@click.option("--rule", metavar="NAME", help="说明一条规则 / explain one rule.")
@lang_option
def explain(
    file: Path | None,
    only: tuple[str, ...],
    section: str | None,
    find: str | None,
    as_html: bool,
    out: Path | None,
    open_it: bool,
    list_rules: bool,
    rule: str | None,
    lang: str,
) -> int:
    """逐句说明 FILE：取了什么，依据哪条规则，看到而没有取的是什么、为什么。

    Print FILE clause by clause: what was found, by which rule, and what was seen and refused, with the reason.

    \b
    例 / Examples:
      kg explain 要点.txt
      kg explain 要点.txt --only refused --section 3
      kg explain 要点.txt --find 托育
      kg explain 要点.txt --html -o 说明.html
      kg explain --rule frequency
    """
    if list_rules or rule:
        return _rules(as_typed(rule) if rule else None, lang)
    if file is None:
        raise click.UsageError("Missing argument 'FILE'.")
    from kg.explain import as_text, selected

    made = _explanation(file, lang)
    made = selected(made, only, as_typed(section) if section else None, as_typed(find) if find else None)
    if as_html or open_it or out:
        _write(made, file, out, as_html or open_it, open_it)
    else:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        click.echo(as_text(made, colour), nl=False, color=colour)
    return _outcome(made)


def _explanation(file: Path, lang: str) -> Explanation:
    from kg.clean import clean
    from kg.explain import explanation
    from kg.extract import extract_with_trace
    from kg.outline import outline
    from kg.read import read_source

    source = read_source(file)
    made = outline(clean(source.text))
    records, trace = extract_with_trace(source, made)
    return explanation(made.clean, records, trace, source.text, "en" if lang == "en" else "zh")


def _write(made: Explanation, file: Path, out: Path | None, as_html: bool, open_it: bool) -> None:
    from kg.explain import as_page, as_text, write

    path = out or Path(f"{file.stem}.explain.html")
    if path.exists() and path.samefile(file):
        raise BadCall(path, "is the document itself", "name another file with --output")
    page = as_html or path.suffix.lower() in (".html", ".htm")
    write(path, as_page(made) if page else as_text(made))
    click.echo(f"说明 explanation → {as_typed(str(path))}", err=True)
    if open_it:
        import webbrowser

        webbrowser.open(path.resolve().as_uri())


def _outcome(made: Explanation) -> int:
    """Done, or something needs a look: no commitment in the document, nothing that fits."""
    from kg.cli.progress import NOTHING_FOUND

    if not made.records.commitments:
        click.echo(f"kg: {as_typed(made.records.document.source)}: {NOTHING_FOUND}", err=True)
        return NEEDS_A_LOOK
    if not made.passages:
        click.echo("没有符合条件的句子 no clause fits", err=True)
        return NEEDS_A_LOOK
    return OK


def _rules(name: str | None, lang: str) -> int:
    from kg.explain import rule_card, rule_list

    click.echo(rule_card(name, lang) if name else rule_list(lang), nl=False)
    return OK
