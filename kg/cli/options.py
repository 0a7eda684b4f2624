"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.filenames import as_typed

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

build_option: Decorator = click.option(
    "--build", "build_dir", type=click.Path(path_type=Path), default=Path("build"), show_default=True,
    help="图谱文件夹 / folder of the graph.",
)  # fmt: skip


def _default_language() -> str:
    """English where the locale names it, Chinese otherwise: most users read Chinese."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if named.startswith("en") else "zh"


lang_option: Decorator = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default=_default_language, show_default="locale",
    help="输出语言 / language of the output.",
)  # fmt: skip

output_option: Decorator = click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path), default=Path("build"), show_default=True,
    help="输出文件夹 / folder of all that is made.",
)  # fmt: skip


def _words(context: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """What was typed, whatever the locale."""
    return tuple(map(as_typed, value))


regions_option: Decorator = click.option(
    "--regions", multiple=True, metavar="NAME", callback=_words,
    help="只看这些地区（名称或代码，含下辖；可多选） / only these places, by name or code, and what lies in them.",
)  # fmt: skip

documents_option: Decorator = click.option(
    "--documents", multiple=True, metavar="ID", callback=_words, help="只看这些文件（可多选） / only these documents.",
)  # fmt: skip

bom_option: Decorator = click.option(
    "--bom", is_flag=True, help="CSV 带 BOM，供 Excel 打开 / begin CSV with a byte order mark for Excel."
)
