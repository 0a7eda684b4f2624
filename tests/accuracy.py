"""How well extracted records agree with answers written by hand.

    python tests/accuracy.py ANSWERS_DIR RECORDS_DIR [--errors PART] [--doc NAME]

ANSWERS_DIR holds pairs `NAME.txt` and `NAME.answers.json` (tests/data/README.md says what is in them),
RECORDS_DIR the `NAME.jsonl` of `kg extract`. Each part prints precision, recall and F1 over all documents
together. An optional answer counts neither way: finding it is never wrong, missing it is never wrong. A
document without records has found nothing.

What makes a match: commitments overlap by half of their union; targets by three tenths of the number's; owner
lists need the item and a name, subjects the clause and a name; things need a name in common, `part_of` both
names. A matched target counts for `target fields` if everything it states is right. Pairs are one to one, the
best first.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from quotes import NOWHERE, Finder, Row, Span, letters, located

from kg.clean import clean
from kg.errors import KgError
from kg.read import read_source

Likeness: TypeAlias = Callable[[Row, Row], float]

PARTS = (
    "commitments", "targets", "target fields", "owners stated", "owners subject",
    "institutions", "regions", "programs", "part_of", "document",
)  # fmt: skip
# Words that end a programme's name without telling it from another.
GENERAL = (
    "工作", "项目", "服务", "建设", "活动", "行动", "工程", "计划",
    "机制", "制度", "体系", "试点", "品牌", "创建", "改革",
)  # fmt: skip


def overlap(a: Span, b: Span) -> float:
    """Intersection over union of two spans."""
    inner = min(a[1], b[1]) - max(a[0], b[0])
    return inner / (max(a[1], b[1]) - min(a[0], b[0])) if inner > 0 else 0.0


def pairs(want: Sequence[Row], have: Sequence[Row], alike: Likeness, enough: float) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, the most alike first, then by position."""
    scored = [
        (-s, i, j) for i, w in enumerate(want) for j, h in enumerate(have) if (s := alike(w, h)) >= enough
    ]
    lefts: set[int] = set()
    rights: set[int] = set()
    chosen = []
    for _, i, j in sorted(scored):
        if i not in lefts and j not in rights:
            lefts.add(i)
            rights.add(j)
            chosen.append((i, j))
    return chosen


@dataclass
class Tally:
    """Counts of one part over all documents, and what was missed, extra or wrong."""

    hits: int = 0
    wanted: int = 0
    returned: int = 0
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    def count(
        self, doc: str, want: Sequence[Row], have: Sequence[Row], matched: Sequence[tuple[int, int]]
    ) -> None:
        """Add one document. Returned facts that matched an optional answer are left out on both sides."""
        needed = {i for i, row in enumerate(want) if not row.get("optional")}
        found = {i for i, _ in matched} & needed
        self.hits += len(found)
        self.wanted += len(needed)
        self.returned += len(have) - sum(i not in needed for i, _ in matched)
        used = {j for _, j in matched}
        self.errors += [(doc, "missed", wording(want[i])) for i in sorted(needed - found)]
        self.errors += [(doc, "extra", wording(row)) for j, row in enumerate(have) if j not in used]

    @property
    def precision(self) -> float:
        return self.hits / self.returned if self.returned else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def wording(row: Row) -> str:
    """A row in a line of a list of errors."""
    if row.get("indicator") is not None:
        keys = ("indicator", "measure", "op", "value", "value_max", "unit", "baseline", "deadline", "status")
        return " ".join(str(row[k]) for k in keys if row.get(k) is not None)
    if row.get("child"):
        return f"{row['child']} < {row['parent']}"
    if row.get("institution"):
        place = next((row[k] for k in ("scope", "quote", "number", "text") if row.get(k)), None)
        return f"{row['institution']} @ {place}"
    return str(row.get("quote") or row.get("text") or row.get("name") or row.get("names"))


def names(row: Row) -> set[str]:
    """Every spelling of an answer or a record."""
    return {
        letters(n) for n in (row.get("name"), *(row.get("aliases") or ()), *(row.get("names") or ())) if n
    }


def same_name(want: Row, have: Row) -> float:
    """1.0 if two things share a spelling."""
    return float(bool(names(want) & names(have)))


def same_region(want: Row, have: Row) -> float:
    """1.0 if two regions share a spelling or a code."""
    return float(bool(names(want) & names(have)) or (want.get("code") or 0) == have.get("code"))


def stem(name: str) -> str:
    """A programme's name without the general words at its end."""
    while len(name) > 3 and name.endswith(GENERAL):
        name = name[:-2]
    return name


def same_program(want: Row, have: Row) -> float:
    """1.0 if two stems are equal, or one is the better part of the other."""
    for a in map(stem, names(want)):
        for b in map(stem, names(have)):
            short, long = sorted((a, b), key=len)
            if a == b or (short and short in long and len(short) >= 0.6 * len(long)):
                return 1.0
    return 0.0


def both_names(want: Row, have: Row) -> float:
    """1.0 if child and parent of two `part_of` share a spelling."""
    for side in ("child", "parent"):
        spelled = {letters(n) for n in (have[side], *(have.get(f"{side}_aliases") or ()))}
        if not {letters(n) for n in want[side]} & spelled:
            return 0.0
    return 1.0


def same_owner(want: Row, have: Row) -> float:
    """1.0 if a body answers for the same item (stated) or much the same clause (subject)."""
    if letters(have["institution"]) not in {letters(n) for n in want["institution"]}:
        return 0.0
    if want["basis"] == "stated":
        path = str(want["scope"]).split("/")
        return float(str(have["number"]).split("/")[-len(path) :] == path)
    return float(overlap(want["span"], have["span"]) >= 0.3)


def alike(want: object, have: object) -> bool:
    """Two wordings of one indicator: one holds the other, or they share most characters."""
    short, long = sorted((letters(want), letters(have)), key=len)
    if not short:
        return not long
    if short in long:
        return len(short) >= 4 or len(short) >= 0.4 * len(long)
    shared = sum((Counter(short) & Counter(long)).values())
    return shared >= 0.75 * len(short) and len(short) >= 0.5 * len(long)


def wrong_fields(want: Row, have: Row) -> list[str]:
    """The fields of a matched target that are not as the answer says."""
    wrong = [k for k in ("value", "value_max", "baseline") if not _equal(want.get(k), have.get(k))]
    wrong += [k for k in ("op", "measure", "status", "deadline") if want.get(k) and want[k] != have.get(k)]
    if letters(want.get("unit")) != letters(have.get("unit")):
        wrong.append("unit")
    if not any(
        alike(name, have.get("indicator")) for name in (want["indicator"], *want.get("indicator_also", ()))
    ):
        wrong.append("indicator")
    return wrong


def _equal(a: float | None, b: float | None) -> bool:
    return a == b or (a is not None and b is not None and abs(a - b) <= 1e-6 * max(1.0, abs(a)))


def records(path: Path) -> dict[str, list[Row]]:
    """The records of one file by kind, each with `span` (and a target's `number_span`)."""
    kinds: dict[str, list[Row]] = {}
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for row in map(json.loads, filter(str.strip, text.split("\n"))):
        row["span"] = (row["start"], row["end"]) if "start" in row else NOWHERE
        if "number_start" in row:
            row["number_span"] = (row["number_start"], row["number_end"])
        kinds.setdefault(row["kind"], []).append(row)
    return kinds


def score_targets(doc: str, want: list[Row], have: list[Row], tallies: dict[str, Tally]) -> None:
    """Count targets by place, then those that are right in every field."""
    matched = pairs(want, have, lambda w, h: overlap(w["number_span"], h["number_span"]), 0.3)
    taken = [want[i]["number_span"] for i, _ in matched]
    used = {j for _, j in matched}
    # One number that two rates share may be read once for each: the second reading is not held against it.
    keep = [
        j
        for j, h in enumerate(have)
        if j in used or not any(overlap(h["number_span"], s) >= 0.3 for s in taken)
    ]
    left, place = [have[j] for j in keep], {j: k for k, j in enumerate(keep)}
    matched = [(i, place[j]) for i, j in matched]
    tallies["targets"].count(doc, want, left, matched)
    right, fields = [], tallies["target fields"]
    seen = len(fields.errors)
    wrongs = []
    for i, j in matched:
        if want[i].get("optional") or not (wrong := wrong_fields(want[i], left[j])):
            right.append((i, j))
        else:
            wrongs.append((doc, ",".join(wrong), f"want [{wording(want[i])}] got [{wording(left[j])}]"))
    fields.count(doc, want, left, right)
    fields.errors[seen:] = wrongs


def score_owners(doc: str, want: list[Row], kinds: dict[str, list[Row]], tallies: dict[str, Tally]) -> None:
    """Count owner lists and subjects; inherited and expanded owners are no reading of the text."""
    sections = {r["id"]: r for r in kinds.get("section", [])}
    clauses = {r["id"]: r for r in kinds.get("commitment", [])}
    for basis in ("stated", "subject"):
        have = []
        for row in kinds.get("responsibility", []):
            clause, section = clauses.get(row["commitment"], {}), sections.get(row["section"], {})
            if row["basis"] == basis:
                have.append({**row, "span": clause.get("span", NOWHERE), "text": clause.get("text"),
                             "number": section.get("number", "")})  # fmt: skip
        wanted = [r for r in want if r["basis"] == basis]
        tallies[f"owners {basis}"].count(doc, wanted, have, pairs(wanted, have, same_owner, 1.0))


def score_document(doc: str, want: Row, have: Row, tally: Tally) -> None:
    """Count the stated fields of the document's head."""
    for key, value in want.items():
        if value is None or key == "region_name":
            continue
        right = letters(value) == letters(have.get(key))
        tally.hits += right
        tally.wanted += 1
        tally.returned += have.get(key) is not None
        if not right:
            tally.errors.append((doc, key, f"want {value!r} got {have.get(key)!r}"))


def score(answers: Path, folder: Path, only: str | None = None) -> dict[str, Tally]:
    """The tallies of all parts over the documents of `answers` (or the one named `only`)."""
    tallies = {part: Tally() for part in PARTS}
    for path in sorted(answers.glob("*.answers.json")):
        doc = path.name.removesuffix(".answers.json")
        if only is None or doc == only:
            score_one(doc, answers, records(folder / f"{doc}.jsonl"), tallies)
    return tallies


def score_one(doc: str, answers: Path, kinds: dict[str, list[Row]], tallies: dict[str, Tally]) -> None:
    """Add one document to the tallies."""
    gold = json.loads((answers / f"{doc}.answers.json").read_text(encoding="utf-8"))
    finder = Finder(clean(read_source(answers / f"{doc}.txt").text))
    want, have = located(gold["commitments"], finder), kinds.get("commitment", [])
    matched = pairs(want, have, lambda w, h: overlap(w["span"], h["span"]), 0.5)
    tallies["commitments"].count(doc, want, have, matched)
    score_targets(doc, located(gold["targets"], finder), kinds.get("target", []), tallies)
    score_owners(doc, located(gold["responsibilities"], finder), kinds, tallies)
    things: tuple[tuple[str, str, Likeness], ...] = (
        ("institutions", "institution", same_name), ("regions", "region", same_region),
        ("programs", "program", same_program), ("part_of", "part_of", both_names),
    )  # fmt: skip
    for part, kind, same in things:
        rows = [r for r in kinds.get(kind, []) if not r.get("generic")]
        tallies[part].count(doc, gold[part], rows, pairs(gold[part], rows, same, 1.0))
    score_document(doc, gold["document"], (kinds.get("document") or [{}])[0], tallies["document"])


def table(tallies: dict[str, Tally]) -> str:
    """The figures as lines of text."""
    lines = [f"{'part':16}{'precision':>10}{'recall':>8}{'F1':>8}   found / wanted / returned"]
    for part, t in tallies.items():
        figures = f"{t.precision:10.3f}{t.recall:8.3f}{t.f1:8.3f}"
        lines.append(f"{part:16}{figures}   {t.hits} / {t.wanted} / {t.returned}")
    return "\n".join(lines)


def main() -> int:
    """Print the table, and the errors of one part if asked."""
    ask = argparse.ArgumentParser(description="Compare records with answers written by hand.")
    ask.add_argument("answers", type=Path, help="folder of NAME.txt and NAME.answers.json")
    ask.add_argument("records", type=Path, help="folder of NAME.jsonl, as kg extract writes them")
    ask.add_argument(
        "--errors", metavar="PART", choices=PARTS, help=f"list the errors of: {', '.join(PARTS)}"
    )
    ask.add_argument("--doc", metavar="NAME", help="one document alone")
    args = ask.parse_args()
    try:
        tallies = score(args.answers, args.records, args.doc)
    except KgError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(table(tallies))
    for row in tallies[args.errors].errors if args.errors else []:
        print("\t".join(row))
    return 0


if __name__ == "__main__":
    sys.exit(main())
