"""The judgements of people about names, kept in `judgements.jsonl` beside the records.

One JSON object a line: `kind` (institution, region, program, indicator), `a`, `b`, `judgement` (same, different,
undecided), `who`, `when` (ISO date), `why`. The file only grows; of two lines about one pair the later `when`
counts, of equal ones the later line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kg.errors import BadInput
from kg.model.judgements import KINDS, VERDICTS, Judgement
from kg.whole_files import write_whole

FILE = "judgements.jsonl"
FIELDS = ("kind", "a", "b", "judgement", "who", "when", "why")
# What people write instead of the English words.
_WORDS = {"同一": "same", "相同": "same", "不同": "different", "待定": "undecided"}
_KIND_WORDS = {
    "programme": "program",
    "机构": "institution",
    "地区": "region",
    "项目": "program",
    "指标": "indicator",
}


def read(folder: Path) -> tuple[Judgement, ...]:
    """The judgements beside the records of a folder, in the order of the file; none where there is no file.

    Raises BadInput with file and line for a line that is no judgement.
    """
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(path, f"cannot be read ({error})", "mend the file, or move it away") from error
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    return tuple(_judgement(f"{path}:{number}", line) for number, line in lines)


def _judgement(origin: str, line: str) -> Judgement:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadInput(origin, f"is no line of JSON ({error})", "mend the line, or take it out") from error
    wrong = problem(row)
    if wrong:
        raise BadInput(origin, wrong, "mend the line, or take it out")
    return from_row(row, origin)


def problem(row: Any) -> str | None:
    """What is wrong with the fields of a judgement, or None."""
    if not isinstance(row, Mapping):
        return f"is no judgement (an object with {', '.join(FIELDS)})"
    for name in FIELDS:
        value = row.get(name)
        if not isinstance(value, str) or (not value.strip() and name != "why"):
            return f"{name} is missing" if value in (None, "") else f"{name} must be text"
    if _kind(row["kind"]) not in KINDS:
        return f"kind is {row['kind']!r}; it must be one of {', '.join(KINDS)}"
    if _verdict(row["judgement"]) not in VERDICTS:
        return f"judgement is {row['judgement']!r}; it must be one of {', '.join(VERDICTS)}"
    if not _is_time(row["when"].strip()):
        return f"when is {row['when']!r}; it must be a date such as 2024-05-01"
    if row["a"].strip() == row["b"].strip():
        return "a and b are the same"
    return None


def from_row(row: Mapping[str, str], origin: str = "") -> Judgement:
    """The judgement of fields with which `problem` finds nothing wrong."""
    return Judgement(
        _kind(row["kind"]), row["a"].strip(), row["b"].strip(), _verdict(row["judgement"]),  # type: ignore[arg-type]
        row["who"].strip(), row["when"].strip(), row["why"].strip(), origin,
    )  # fmt: skip


def _kind(value: str) -> str:
    return _KIND_WORDS.get(value.strip(), value.strip())


def _verdict(value: str) -> str:
    return _WORDS.get(value.strip(), value.strip())


def _is_time(value: str) -> bool:
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            parse(value)
        except ValueError:
            continue
        return len(value) >= len("2024-05-01")
    return False


def to_row(judgement: Judgement) -> dict[str, str]:
    """The fields of a judgement as they stand in the file."""
    j = judgement
    return dict(zip(FIELDS, (j.kind, j.a, j.b, j.verdict, j.who, j.when, j.why), strict=True))


def to_line(judgement: Judgement) -> str:
    """A judgement as a line of JSON, without the line's end."""
    return json.dumps(to_row(judgement), ensure_ascii=False, separators=(", ", ": "))


def merged(*groups: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """All judgements of some files, in the order of files and lines; a later file adds what the earlier ones lack."""
    found: list[Judgement] = []
    for group in groups:
        known = set(found)
        found += [judgement for judgement in group if judgement not in known]
    return tuple(found)


def effective(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """For each pair the judgement that counts, in an order that does not depend on that of the file."""
    latest: dict[tuple[str, str, str], Judgement] = {}
    for judgement in judgements:
        known = latest.get(judgement.pair)
        if known is None or judgement.when >= known.when:
            latest[judgement.pair] = judgement
    return tuple(latest[pair] for pair in sorted(latest))


_ADVICE = "use a folder of records of your own"


def write(judgements: Iterable[Judgement], folder: Path) -> None:
    """Write the judgements into a folder of records, whole or not at all; nothing where there are none."""
    data = "".join(to_line(j) + "\n" for j in judgements).encode("utf-8")
    if data:
        write_whole(folder / FILE, data, _ADVICE)


def append(judgements: Iterable[Judgement], folder: Path) -> None:
    """Add judgements to those beside the records of a folder; all of them or, on an error, none."""
    path = folder / FILE
    before = path.read_bytes() if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    write_whole(path, before + "".join(to_line(j) + "\n" for j in judgements).encode("utf-8"), _ADVICE)
