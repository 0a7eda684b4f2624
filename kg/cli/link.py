"""`kg link`: which thing each name is, what could not be settled, and what people judged."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph import RECORDS, records_folder
from kg.cli.options import lang_option
from kg.errors import NEEDS_A_LOOK, OK
from kg.filenames import as_typed

if TYPE_CHECKING:
    from kg.link import Judged
    from kg.model.links import Link
    from kg.model.records import DocumentRecords


@click.command()
@RECORDS
@click.option("--shared", "only_shared", is_flag=True, help="同 kg shared / the same as kg shared.")
@click.option(
    "--unresolved", is_flag=True,
    help="列出匹配不能确定的名称对，YAML，供填写 / what matching could not settle, as YAML to be filled in.",
)  # fmt: skip
@click.option(
    "--apply", "answers", type=click.Path(path_type=Path), metavar="FILE",
    help="收回填好的 YAML / take the filled-in YAML back.",
)  # fmt: skip
@click.option(
    "--why",
    "pair",
    nargs=2,
    metavar="A B",
    help="说明两个名称为何是或不是同一事物 / why two names are one thing or not.",
)
@click.option("--who", help="判定人，用于没有写 who 的条目 / who judged, for entries that do not say.")
@click.option("--json", "as_json", is_flag=True, help="JSON 输出 / print JSON.")
@lang_option
def link(
    records_dir: Path | None,
    only_shared: bool,
    unresolved: bool,
    answers: Path | None,
    pair: tuple[str, str] | None,
    who: str | None,
    as_json: bool,
    lang: str,
) -> int:
    """把各文件中的同一机构、地区、项目、指标对齐为一个名称，并说明理由；人工判定优先。

    Print which thing each record of RECORDS_DIR (default: the shipped records) is about, with score and reasons. What people judge is
    kept in judgements.jsonl beside the records and goes before matching, in every later run.

    \b
    例 / Examples:
      kg link records --json
      kg link records --unresolved > 待定.yaml      填写后 filled in, then:
      kg link records --apply 待定.yaml --who 王工
      kg link records --why 市一院 清和市第一人民医院
    """
    if sum(map(bool, (only_shared, unresolved, answers, pair))) > 1:
        raise click.UsageError("choose one of --shared, --unresolved, --apply and --why")
    if who and not answers:
        raise click.UsageError("--who is for --apply")
    if answers and records_dir is None:
        # The shipped records belong to the installation; answers are kept beside records of one's own.
        raise click.UsageError(
            "name the folder of records that the answers are for: kg link RECORDS --apply FILE"
        )
    folder = records_folder(records_dir)
    if only_shared:
        return _shared(folder, as_json)
    if answers:
        return _apply(folder, answers, as_typed(who) if who else None)
    documents, found = _judged(folder)
    if unresolved:
        return _unresolved(documents, found, lang)
    if pair:
        return _why(documents, found, as_typed(pair[0]), as_typed(pair[1]), as_json, lang)
    for one in found.links:
        click.echo(_as_json(one) if as_json else _as_line(one, lang))
    return OK


def _shared(folder: Path, as_json: bool) -> int:
    from kg.cli.shared import shared

    code: int = click.get_current_context().invoke(shared, records_dir=folder, as_json=as_json)
    return code


def _judged(folder: Path) -> tuple[tuple[DocumentRecords, ...], Judged]:
    """The records of a folder and their links; judgements that name nothing there are told."""
    from kg import judgements, records
    from kg.link import link_judged

    documents = records.read_folder(folder)
    found = link_judged(documents, judgements=judgements.read(folder))
    for one in found.unmatched:
        click.echo(f"kg: {one.message}", err=True)
    return documents, found


def _unresolved(documents: tuple[DocumentRecords, ...], found: Judged, lang: str) -> int:
    from kg.link.questions import as_yaml
    from kg.link.unsettled import unsettled
    from kg.registers.bundle import load_registers

    pairs = unsettled(found, documents, load_registers())
    if not pairs:
        click.echo("没有未定的名称对 nothing is left to settle", err=True)
        return OK
    click.echo(as_yaml(pairs, documents, lang), nl=False)
    return OK


def _apply(folder: Path, answers: Path, who: str | None) -> int:
    from kg import judgements, records
    from kg.link import link_judged
    from kg.link.questions import read_answers

    now = datetime.now().astimezone().isoformat(timespec="seconds")
    given, empty = read_answers(answers, who, now)
    kept = judgements.read(folder)
    known = {judgement.pair: judgement for judgement in judgements.effective(kept)}
    # The same answer again says nothing new.
    new = [j for j in given if j.pair not in known or known[j.pair].verdict != j.verdict]
    # A contradiction is told here, before anything is written.
    found = link_judged(records.read_folder(folder), judgements=(*kept, *new))
    for one in found.unmatched:
        click.echo(f"kg: {one.message}", err=True)
    if new:
        judgements.append(new, folder)
    click.echo(
        f"采用判定 judgements taken over: {len(new)}；已有 known already: {len(given) - len(new)}；"
        f"未填 left empty: {empty} → {folder / judgements.FILE}",
        err=True,
    )
    return OK if given and not found.unmatched else NEEDS_A_LOOK


def _why(
    documents: tuple[DocumentRecords, ...], found: Judged, a: str, b: str, as_json: bool, lang: str
) -> int:
    from kg.link.why import as_row, render, why
    from kg.registers.bundle import load_registers

    told = why(a, b, found, documents, load_registers())
    if as_json:
        click.echo(json.dumps([as_row(one) for one in told], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(render(one, lang) for one in told), nl=False)
    return OK


def _as_line(one: Link, lang: str) -> str:
    from kg.model.links import in_words

    reasons = in_words(one.because, lang)
    return f"{one.kind}\t{one.document}\t{one.record}\t{one.name}\t{one.score:.2f}\t{reasons}"


def _as_json(one: Link) -> str:
    fields = {"kind": one.kind, "document": one.document, "record": one.record, "thing": one.thing,
              "name": one.name, "score": one.score, "because": [r.feature for r in one.because]}  # fmt: skip
    return json.dumps(fields, ensure_ascii=False)
