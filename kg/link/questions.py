"""The open pairs as YAML to be filled in, and the filled-in file as judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import BadInput
from kg.judgements import from_row, problem
from kg.link.comparison import Comparison
from kg.link.things import Thing
from kg.model.judgements import Judgement
from kg.model.records import DocumentRecords, Institution, Program

if TYPE_CHECKING:
    import yaml

# Files larger than this were not made by this command.
_LARGEST = 20_000_000
# Sentences shown of each document that names a thing.
_SENTENCES = 2
_ANSWERS = ("kind", "a", "b", "judgement", "who", "when", "why")

_HEAD = {
    "zh": """\
# 匹配未能确定的名称对，共 {count} 对。请在 judgement 后填写：
#   same（同一）、different（不同）或 undecided（待定）；why 写明理由。留空的不采用。
# 填好后：kg link 记录文件夹 --apply 本文件 --who 姓名
""",
    "en": """\
# Pairs of names that matching could not settle: {count}. Write after judgement:
#   same, different or undecided; and after why the reason. What is left empty is not used.
# Then: kg link RECORDS_DIR --apply THIS_FILE --who NAME
""",
}


def as_yaml(pairs: Sequence[Comparison], documents: Sequence[DocumentRecords], lang: str) -> str:
    """The pairs as YAML, each with what speaks for and against it and the sentences that name its two things."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Leaves what is to be filled in empty."""

    Dumper.add_representer(
        type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "")
    )
    sentences = Sentences(documents)
    rows = [_row(pair, sentences, lang) for pair in pairs]
    parts = [_HEAD["en" if lang == "en" else "zh"].format(count=len(rows))]
    for row in rows:
        parts.append(
            yaml.dump(
                [row], Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=False
            )
        )
    return "\n".join(parts)


def _row(pair: Comparison, sentences: Sentences, lang: str) -> dict[str, Any]:
    reasons = {
        side: [r.en if lang == "en" else r.zh for r in pair.because if (r.weight > 0) == (side == "for")]
        for side in ("for", "against")
    }
    return {
        "kind": pair.a.kind, "a": pair.a.path, "b": pair.b.path, "judgement": None, "why": None,
        "score": pair.score, **reasons,
        "named": {"a": _named(pair.a, sentences), "b": _named(pair.b, sentences)},
    }  # fmt: skip


def _named(thing: Thing, sentences: Sentences) -> dict[str, Any]:
    return {
        "name": thing.name,
        "documents": {
            document: {"spellings": sorted(found), "sentences": sentences.of(thing, document)}
            for document, found in sorted(thing.spellings.items())
        },
    }


class Sentences:
    """The commitments whose words name a thing, as far as the records keep their text."""

    def __init__(self, documents: Iterable[DocumentRecords]) -> None:
        self._records = {r.document.id: r for r in documents}

    def of(self, thing: Thing, document: str) -> list[str]:
        """The first sentences of a document that name the thing."""
        records = self._records[document]
        named: tuple[Institution | Program, ...] = (*records.institutions, *records.programs)
        spans = {span for n in named if n.name in thing.spellings[document] for span in n.mentions}
        spans |= {(t.start, t.end) for t in records.targets if t.indicator in thing.spellings[document]}
        found = (
            commitment.text
            for commitment in records.commitments
            if commitment.text and any(commitment.start <= start < commitment.end for start, _ in spans)
        )
        return list(dict.fromkeys(found))[:_SENTENCES]


def read_answers(path: Path, who: str | None, when: str) -> tuple[list[Judgement], int]:
    """The judgements of a filled-in file, and how many pairs were left empty.

    `who` stands for entries that name nobody, `when` for those without a date. Raises BadInput that names every
    line that is wrong.
    """
    found: list[Judgement] = []
    wrong: list[str] = []
    empty = 0
    for line, row in _rows(path):
        answer = {name: row.get(name, "").strip() for name in _ANSWERS}
        if not answer["judgement"]:
            empty += 1
            continue
        answer["who"] = answer["who"] or (who or "")
        answer["when"] = answer["when"] or when
        told = problem(answer)
        if told == "who is missing":
            told = "who is missing (write it in the entry, or name yourself with --who)"
        if told:
            wrong.append(f"{path}:{line}: {told}")
        else:
            found.append(from_row(answer, f"{path}:{line}"))
    if wrong:
        raise BadInput(wrong[0].rpartition(": ")[0], wrong[0].rpartition(": ")[2], _mend(wrong[1:]))
    return found, empty


def _mend(others: Sequence[str]) -> str:
    more = "".join(f"\n  {text}" for text in others)
    return f"mend {'these lines' if others else 'it'}; nothing was taken over{more}"


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each entry of the file with its line; every value as text, so that no word turns into a date or a truth value."""
    import yaml

    text = _text(path)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f"{path}:{mark.line + 1}" if mark else str(path)
        told = getattr(error, "problem", None) or "it cannot be read"
        raise BadInput(at, f"is no YAML ({told})", "mend the line; nothing was taken over") from error
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise BadInput(path, "holds no list of pairs", "use a file that kg link --unresolved printed")
    for entry in root.value:
        line = entry.start_mark.line + 1
        if not isinstance(entry, yaml.MappingNode):
            raise BadInput(f"{path}:{line}", "is no pair", "use a file that kg link --unresolved printed")
        yield line, dict(_fields(entry))


def _fields(entry: yaml.MappingNode) -> Iterator[tuple[str, str]]:
    import yaml

    for key, value in entry.value:
        if isinstance(key, yaml.ScalarNode) and key.value in _ANSWERS:
            # A list where a word should stand is told as a wrong value.
            is_text = isinstance(value, yaml.ScalarNode)
            yield key.value, ("" if value.value in ("null", "~") else value.value) if is_text else "[…]"


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(path, "is too large to be a file of judgements", "split it")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            path, f"cannot be read ({error})", "name a file that kg link --unresolved printed"
        ) from error
