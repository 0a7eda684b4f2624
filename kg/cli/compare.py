"""`kg compare`: one indicator or one programme in all places."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import bom_option, build_option, lang_option, regions_option
from kg.errors import NEEDS_A_LOOK, OK
from kg.filenames import as_typed

if TYPE_CHECKING:
    import pyoxigraph

    from kg.compare.things import Meaning, Thing


@click.command()
@click.argument("name", metavar="[INDICATOR|PROGRAMME]", required=False)
@regions_option
@click.option(
    "--as", "kind", type=click.Choice(["indicator", "programme"]),
    help="名称既是指标又是项目时，取哪一种 / which is meant where a name is both.",
)  # fmt: skip
@click.option(
    "--min", "minimum", type=click.IntRange(min=1), default=2, show_default=True,
    help="不写名称时：列出至少几个地区说到的 / without a name: list what at least so many places speak of.",
)  # fmt: skip
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="输出格式 / form of the answer.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="同 --format json / the same as --format json.")
@bom_option
@build_option
@lang_option
def compare(
    name: str | None,
    regions: tuple[str, ...],
    kind: str | None,
    minimum: int,
    form: str,
    as_json: bool,
    bom: bool,
    build_dir: Path,
    lang: str,
) -> int:
    """各地比较：一项指标各地怎么定、做到多少，或一个项目各地承诺什么、谁负责；市在上，所辖区县在下。

    Print what each place says on an INDICATOR (targets and achievements, converted where units differ, with verdicts) or commits
    itself to in a PROGRAMME, with the owners. Without a name: what can be compared. Exit code 1: nothing bears the name; near
    names are told.

    \b
    例 / Examples:
      kg compare
      kg compare 千人托位数
      kg compare 家庭医生签约服务 --regions 常州市
      kg compare 千人托位数 --format csv --bom > 托位.csv
    """
    from kg.compare.things import meaning_of, things_of
    from kg.store import open_store

    store = open_store(build_dir)
    things = tuple(t for t in things_of(store) if kind in (None, t.kind))
    made = ("json" if as_json else form), lang, bom
    if not name:
        return _list(tuple(t for t in things if t.places >= minimum), *made)
    meaning = meaning_of(as_typed(name), things)
    if not meaning.things:
        return _near(as_typed(name), meaning)
    chosen = meaning.things[0]
    for other in meaning.things[1:]:
        click.echo(f"另有同名 also: {other.name} ({other.id}), --as {other.kind}", err=True)
    return (
        _indicator(store, chosen, regions, *made)
        if chosen.kind == "indicator"
        else _programme(store, chosen, regions, *made)
    )


def _width() -> int | None:
    return shutil.get_terminal_size((160, 24)).columns if sys.stdout.isatty() else None


def _indicator(
    store: pyoxigraph.Store, thing: Thing, regions: tuple[str, ...], form: str, lang: str, bom: bool
) -> int:
    from kg.compare import compare_page as page
    from kg.compare.figures import indicator_view

    view = indicator_view(store, thing, regions)
    if form == "json":
        return _json(page.as_json(view))
    click.echo(
        page.indicator_csv(view, lang, bom) if form == "csv" else page.indicator_page(view, lang, _width()),
        nl=False,
    )
    return OK


def _programme(
    store: pyoxigraph.Store, thing: Thing, regions: tuple[str, ...], form: str, lang: str, bom: bool
) -> int:
    from kg.compare import compare_page as page
    from kg.compare.promises import programme_view

    rows = programme_view(store, thing, regions)
    if form == "json":
        _json(page.as_json((thing, rows)))
    elif rows:
        click.echo(
            page.programme_csv(rows, lang, bom)
            if form == "csv"
            else page.programme_page(thing, rows, lang, _width()),
            nl=False,
        )
    if not rows:
        click.echo(
            f"{thing.name}: 文件提到它，但没有承诺 named by documents, but in no commitment — kg query spellings",
            err=True,
        )
    return OK if rows else NEEDS_A_LOOK


def _list(things: tuple[Thing, ...], form: str, lang: str, bom: bool) -> int:
    from kg.compare import compare_page as page

    if form == "json":
        _json(page.as_json(things))
    elif things:
        click.echo(
            page.things_csv(things, lang, bom) if form == "csv" else page.things_page(things, lang, _width()),
            nl=False,
        )
    if not things:
        click.echo(
            "没有几个地区都说到的指标或项目 no two places speak of one thing — kg compare --min 1", err=True
        )
    return OK if things else NEEDS_A_LOOK


def _near(word: str, meaning: Meaning) -> int:
    if meaning.known:
        click.echo(
            f"kg: {meaning.known}: 图谱中没有文件说到它 no document of this graph speaks of it", err=True
        )
    else:
        click.echo(f"kg: {word}: 没有这个名称的指标或项目 no indicator or programme of this name", err=True)
    if meaning.near:
        click.echo("相近的名称 near names:", err=True)
    for name in meaning.near:
        click.echo(f"  {name}", err=True)
    if not meaning.near:
        click.echo("列出全部 list all: kg compare --min 1", err=True)
    return NEEDS_A_LOOK


def _json(rows: Any) -> int:
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    return OK
