"""`kg explore`: the explorer page of a built graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import build_option, documents_option, regions_option

if TYPE_CHECKING:
    from kg.explore.shelf import Shelf


def _tell(part: Shelf) -> None:
    """Say that the file holds a part of a large graph, and how to see the rest."""
    shown, all_of_them = len(part.documents), sum(map(len, part.pages))
    click.echo(
        f"图谱较大：网页只含 {all_of_them} 份文件中的 {shown} 份。查看全部：kg serve，打开 /explorer；或用 --regions、--documents 选择。\n"
        f"A large graph: the page holds {shown} of {all_of_them} documents. For all of them run kg serve and open /explorer, "
        "or choose with --regions or --documents.",
        err=True,
    )


@click.command()
@build_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="网页文件 / the file to write (default: BUILD/explorer.html).",
)
@regions_option
@documents_option
@click.option("--open", "open_it", is_flag=True, help="在浏览器中打开 / open it in the browser.")
def explore(
    build_dir: Path, out: Path | None, regions: tuple[str, ...], documents: tuple[str, ...], open_it: bool
) -> None:
    """生成单文件浏览页：双击即可打开，离线可用。

    Write the explorer: one HTML file that opens by double click and asks for nothing from outside. Of a graph larger
    than one file carries (some 10,000 nodes) it holds the first documents; kg serve shows them all, page by page.

    例 / Example:  kg explore --open
    """
    from kg.explore import explore as write_page

    page = write_page(build_dir, out, regions=regions, documents=documents, tell=_tell)
    click.echo(f"浏览页 explorer → {page}", err=True)
    if open_it:
        import webbrowser

        webbrowser.open(page.resolve().as_uri())
