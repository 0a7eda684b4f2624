"""`kg link`: which thing each name is, what could not be settled, and what people judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph import RECORDS, records_folder
from kg.errors import OK

if TYPE_CHECKING:
    from kg.link import Judged
    from kg.model.links import Link


@click.command()
@RECORDS
@click.option(
    "--shared",
    "only_shared",
    is_flag=True,
    help="同 kg shared / the same as kg shared.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON 输出 / print JSON.")
def link(records_dir: Path | None, only_shared: bool, as_json: bool) -> int:
    """把各文件中的同一机构、地区、项目、指标对齐为一个名称，并说明理由。

    Print which thing each record of RECORDS_DIR (default: the shipped records) is about, with score and reasons.

    例 / Example:  kg link records --json
    """
    if only_shared:
        from kg.cli.shared import shared

        code: int = click.get_current_context().invoke(
            shared, records_dir=records_folder(records_dir), as_json=as_json
        )
        return code
    folder = records_folder(records_dir)
    found = judged_links(folder)
    for one in found.links:
        click.echo(_as_json(one) if as_json else _as_line(one))
    return OK


def judged_links(folder: Path) -> Judged:
    """The links of a folder of records under the judgements beside it; those that name nothing there are told."""
    from kg import judgements, records
    from kg.link import link_judged

    found = link_judged(records.read_folder(folder), judgements=judgements.read(folder))
    for one in found.unmatched:
        click.echo(f"kg: {one.message}", err=True)
    return found


def _as_line(one: Link) -> str:
    from kg.model.links import in_words

    return f"{one.kind}\t{one.document}\t{one.record}\t{one.name}\t{one.score:.2f}\t{in_words(one.because, 'zh')}"


def _as_json(one: Link) -> str:
    fields = {"kind": one.kind, "document": one.document, "record": one.record, "thing": one.thing,
              "name": one.name, "score": one.score, "because": [r.feature for r in one.because]}  # fmt: skip
    return json.dumps(fields, ensure_ascii=False)
