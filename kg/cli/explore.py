"""`kg explore`: the explorer page of a built graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import build_option


@click.command()
@build_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="网页文件 / the file to write (default: BUILD/explorer.html).",
)
@click.option(
    "--regions",
    multiple=True,
    metavar="CODE",
    help="只含这些地区（含下辖） / only these regions and what lies in them.",
)
@click.option("--documents", multiple=True, metavar="ID", help="只含这些文件 / only these documents.")
@click.option("--open", "open_it", is_flag=True, help="在浏览器中打开 / open it in the browser.")
def explore(
    build_dir: Path, out: Path | None, regions: tuple[str, ...], documents: tuple[str, ...], open_it: bool
) -> None:
    """生成单文件浏览页：双击即可打开，离线可用。

    Write the explorer: one HTML file that opens by double click and asks for nothing from outside.

    例 / Example:  kg explore --open
    """
    from kg.explore import explore as write_page

    page = write_page(build_dir, out, regions=regions, documents=documents)
    click.echo(f"浏览页 explorer → {page}", err=True)
    if open_it:
        import webbrowser

        webbrowser.open(page.resolve().as_uri())
