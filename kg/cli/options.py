"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

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
