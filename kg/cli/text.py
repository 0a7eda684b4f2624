"""`kg read`, `kg clean`, `kg outline`: the first steps on one document, for looking at what they do."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@FILE
def read(file: Path) -> None:
    """输出文件的原文：文本、网页、Word 或 PDF。

    Print the text of FILE as found: a text (UTF-8, GB18030 or Big5), the article of a web page (.html, .mht), a
    Word file (.docx, .doc, .wps, with list numbers and tables) or a PDF file. All offsets of records count in it.

    例 / Example:  kg read 要点.docx
    """
    from kg.read import read_source

    click.echo(read_source(file).text, nl=False)


@click.command()
@FILE
@click.option(
    "--map",
    "with_map",
    is_flag=True,
    help="每行附原文字符位置 / begin each line with its place in the source.",
)
def clean(file: Path, with_map: bool) -> None:
    """输出清洗后的文字：去拼音注音、繁转简、修复乱码、去页面杂项。

    Print the cleaned text of FILE: no glosses, simplified characters, mended mojibake, no page furniture.
    Damage that could not be mended is listed on standard error with its place.

    例 / Example:  kg clean 要点.txt --map
    """
    from kg.clean import clean as clean_text
    from kg.read import read_source

    cleaned = clean_text(read_source(file).text)
    if not with_map:
        click.echo(cleaned.text, nl=False)
    else:
        at = 0
        for line in cleaned.text.split("\n"):
            click.echo(f"{cleaned.to_source(at, at + len(line))[0]:>8}  {line}")
            at += len(line) + 1
    for damage in cleaned.damages:
        click.echo(f"{file}: {damage.start}-{damage.end}: {damage.reason}", err=True)


@click.command()
@FILE
def outline(file: Path) -> None:
    """输出提纲：章节编号、标题、所属责任单位名单。

    Print the sections of FILE, indented, with their numbers in Arabic digits, and the owner lists that close
    them.

    例 / Example:  kg outline 要点.txt
    """
    from kg.clean import clean as clean_text
    from kg.outline import outline as make_outline
    from kg.read import read_source

    made = make_outline(clean_text(read_source(file).text))
    owners: dict[int, list[str]] = {}
    for listed in made.owner_lists:
        owners.setdefault(listed.section, []).append(made.clean.text[listed.start : listed.end].strip())
    for index, part in enumerate(made.parts):
        click.echo(f"{'  ' * part.number.count('/')}{part.number}  {part.heading or '（无标题 no heading）'}")
        for text in owners.get(index, ()):
            click.echo(f"{'  ' * part.number.count('/')}    ⤷ {text}")
    counts = len(made.parts), len(made.clauses), len(made.owner_lists)
    click.echo("{} 节 sections, {} 句段 clauses, {} 名单 owner lists".format(*counts), err=True)
