"""Progress on standard error: a bar on a terminal, plain lines otherwise, nothing with -q."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

T = TypeVar("T")

NOTHING_FOUND = (
    "未发现承诺 no commitments found — 请确认是卫生健康计划或总结 check that it is a plan or report"
)


class Teller:
    """Says what is going on, as loudly as the user asked."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.bar = not quiet and sys.stderr.isatty()

    def say(self, text: str) -> None:
        """A step that begins or is done."""
        if not self.quiet:
            click.echo(text, err=True)

    def warn(self, text: str) -> None:
        """Something that needs a look: said even with -q."""
        click.echo(text, err=True)

    @contextmanager
    def each(self, items: Iterable[T], length: int, label: str) -> Iterator[Iterable[T]]:
        """The items, with a bar that moves as they are taken (on a terminal)."""
        if not self.bar:
            yield items
            return
        with click.progressbar(items, length=length, label=label, file=sys.stderr) as moving:
            yield moving


quiet_option: Callable[[Callable[..., object]], Callable[..., object]] = click.option(
    "-q", "--quiet", is_flag=True, help="只报告问题 / say only what needs a look."
)
