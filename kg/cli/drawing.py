"""`kg graph`: the graph as a picture, or for Gephi."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import build_option, documents_option, regions_option
from kg.explore import FORMATS


@click.command()
@build_option
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), default="html", show_default=True,
    help="网页图，或供 Gephi 等软件打开的文件 / a page, or a file for Gephi and its like.",
)  # fmt: skip
@click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path),
    help="写到哪里 / the file to write (default: BUILD/graph.FORMAT).",
)  # fmt: skip
@click.option(
    "--programme", default="", metavar="NAME",
    help="网页图的中心项目 / the programme that the page shows (default: the most shared one).",
)  # fmt: skip
@regions_option
@documents_option
@click.option("--open", "open_it", is_flag=True, help="在浏览器中打开网页图 / open the page in the browser.")
def graph(
    build_dir: Path, form: str, out: Path | None, programme: str, regions: tuple[str, ...],
    documents: tuple[str, ...], open_it: bool,
) -> None:  # fmt: skip
    """画关系图：一个项目或一篇文件的网页图，或全图的 GEXF、GraphML 文件。

    Draw the graph: a page of one programme or one document, or all of it as GEXF or GraphML for Gephi.
    只选一篇文件时画整篇。 One document chosen: the page shows the whole of it.

    例 / Example:  kg graph --format gexf -o all.gexf
    """
    from kg.explore import graph as write_graph

    file = out or build_dir / f"graph.{form}"
    write_graph(build_dir, file, form, programme=programme, regions=regions, documents=documents)
    click.echo(f"关系图 graph → {file}", err=True)
    if open_it and form == "html":
        import webbrowser

        webbrowser.open(file.resolve().as_uri())
