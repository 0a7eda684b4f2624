"""Fill in what the READMEs show: tables made from the code and the scores, and the output of their commands.

    python bench/readme.py              write README.md and README.zh.md anew
    python bench/readme.py --check      write nothing; exit code 1 where one of them is stale
    python bench/readme.py --pictures   make their pictures from the shipped records (needs Chromium)

A table stands between `<!-- NAME:start -->` and `<!-- NAME:end -->`. Under a `$ kg …` line of a block marked
`console` stands what the command prints, long lines cut; a line `…` keeps as many lines before and behind it as there
are; a command that shows nothing goes on showing nothing. The figures of the real documents stay as they are where
these documents are not beside the checkout.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench")]

READMES = {"en": "README.md", "zh": "README.zh.md"}
LOCALES = {"en": "en_US.UTF-8", "zh": "zh_CN.UTF-8"}
SAMPLES = Path("tests") / "data" / "samples"
WIDTH = 120  # columns that a code block of a README shows without a scroll bar, about
_TABLE = re.compile(r"(<!-- (\w+):start -->\n)(.*?)(<!-- \2:end -->)", re.S)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.S | re.M)
_PARTS_ZH = {
    "commitments": "承诺", "targets": "目标值与完成值（位置）", "target fields": "目标值与完成值（各字段全对）",
    "owners stated": "列明的责任单位", "owners subject": "作主语的责任单位", "institutions": "机构",
    "regions": "地区", "programs": "项目", "part_of": "隶属关系", "document": "文件信息",
}  # fmt: skip
_PARTS_EN = {
    "programs": "programmes",
    "targets": "figures (place)", "target fields": "figures (every field right)", "part_of": "part of",
    "owners stated": "owners listed", "owners subject": "owners as subject", "document": "head of the document",
}  # fmt: skip


@dataclass(frozen=True)
class Command:
    """A command of a console block and the lines shown under it."""

    line: str
    shown: tuple[str, ...]


def commands(block: str) -> Iterator[Command]:
    """The commands of a console block, in order."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        line, *shown = part.rstrip("\n").split("\n")
        yield Command(line, tuple(shown))


def console_blocks(text: str) -> list[str]:
    """The bodies of the blocks marked `console`."""
    return _CONSOLE.findall(text)


def tables(text: str) -> dict[str, str]:
    """The marked tables of a README by name, as they stand."""
    return {match[2]: match[3] for match in _TABLE.finditer(text)}


def row(*cells: object) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |\n"


def head(*cells: str) -> str:
    """The head of a Markdown table."""
    return row(*cells) + "|---" * len(cells) + "|\n"


def query_table(lang: str, _: str) -> str:
    """The ready-made questions, two in a row: name, values, question."""
    from kg.query import library

    cells: list[str] = []
    for query in library():
        given = [f"`{p.name}`" if p.example else f"[`{p.name}`]" for p in query.params]
        cells += [" ".join([f"**`{query.name}`**", *given]), query.title(lang)]
    cells += [""] * (len(cells) % 4)
    out = head(*(("名称与参数", "问题") if lang == "zh" else ("name and values", "question")) * 2)
    for place in range(0, len(cells), 4):
        out += row(*cells[place : place + 4])
    return out


def command_table(lang: str, _: str) -> str:
    """The commands: call, what they do, options; from their own help."""
    from kg.cli.main import COMMANDS

    zh = lang == "zh"
    out = head(*(("命令", "作用", "选项") if zh else ("command", "what it does", "options")))
    for name, (module, text) in COMMANDS.items():
        command: click.Command = getattr(import_module(module), name)
        words = [_argument(p) for p in command.params if isinstance(p, click.Argument)]
        options = [f"`{'/'.join(p.opts)}`" for p in command.params if isinstance(p, click.Option)]
        chinese, _, english = text.partition("。")
        call = " ".join(["kg", name, *words])
        out += row(f"`{call}`", chinese if zh else english.rstrip("."), " ".join(options))
    return out


def _argument(argument: click.Argument) -> str:
    name = argument.human_readable_name + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


Scores = Mapping[str, tuple[float, int]]


def _extract(folder: Path, made: Path) -> None:
    from kg import records
    from kg.pipeline import extract_all, find_files

    for done in extract_all(find_files([str(folder)])[0]):
        if done.records is not None:
            records.write(done.records, made / f"{done.job.name}.jsonl")


@cache
def invented_scores(folder: Path) -> Scores:
    """F1 of each part on a folder of invented documents, and how many answers it rests on."""
    from accuracy import score

    with tempfile.TemporaryDirectory() as made:
        _extract(folder, Path(made))
        return {part: (tally.f1, tally.wanted) for part, tally in score(folder, Path(made)).items()}


@cache
def real_scores() -> Sequence[Scores] | None:
    """The same for the real documents by their own scorer: all, each alone, and each read without the listed words that it
    alone uses; None where they are not beside the checkout."""
    import left_out

    without = left_out.left_out()
    if without is None:
        return None
    with tempfile.TemporaryDirectory() as made:
        _extract(SHARED / "corpus", Path(made))
        return [*(left_out.score(Path(made), name) for name in (None, *left_out.documents())), without]


_HEADS = {
    "en": (
        "part", "real documents (3)", *("{}",) * 3, "the three, own words left out",
        "invented samples ({})", "invented short documents ({})", "invented plans and reports ({})", "invented untidy pages ({})",
        "invented hard forms ({})",
    ),
    "zh": (
        "内容", "真实文件（3 篇）", *("{}",) * 3, "三篇去掉自身用词",
        "自编样本（{} 篇）", "自编短文（{} 篇）", "自编要点和总结（{} 篇）", "自编杂乱网页（{} 篇）",
        "自编疑难体裁（{} 篇）",
    ),
}  # fmt: skip
_INVENTED = ("samples", "genres", "bureaus", "pages", "forms")
_REAL = 5  # columns that the real documents fill


def accuracy_table(lang: str, current: str) -> str:
    """F1 of each part on each set with the number of answers; the columns of the real documents may be kept."""
    import left_out
    from accuracy import PARTS

    data, real = ROOT / "tests" / "data", real_scores()
    kept = [[cell.strip() for cell in line.split("|")[2 : 2 + _REAL]] for line in current.splitlines()]
    sets = [invented_scores(data / name) for name in _INVENTED]
    counts = [str(len(list((data / name).glob("*.txt")))) for name in _INVENTED]
    names = left_out.documents() if real else kept[0][1:4]
    out = head(*_filled(_HEADS[lang], [*names, *counts]))
    for place, part in enumerate(PARTS):
        first = [_figure(one[part]) for one in real] if real else kept[2 + place]
        out += row(
            (_PARTS_ZH if lang == "zh" else _PARTS_EN).get(part, part),
            *first, *(_figure(one[part]) for one in sets),
        )  # fmt: skip
    return out


def _filled(heads: Sequence[str], values: Sequence[str]) -> list[str]:
    """Heads with each {} filled by the next value."""
    left = iter(values)
    return [one.format(next(left)) if "{}" in one else one for one in heads]


def _figure(scored: tuple[float, int]) -> str:
    if not scored[1]:
        return "–"
    # Cut, not rounded: 1.000 is said only of what has no error.
    return f"{int(scored[0] * 1000 + 1e-6) / 1000:.3f} ({scored[1]})"


TABLES: Mapping[str, Callable[[str, str], str]] = {
    "accuracy": accuracy_table, "queries": query_table, "commands": command_table,
}  # fmt: skip


def with_tables(text: str, lang: str) -> str:
    """A README with its marked tables made anew."""
    return _TABLE.sub(lambda m: m[1] + TABLES[m[2]](lang, m[3]) + m[4], text)


def cut(line: str, width: int = WIDTH) -> str:
    """A line of at most so many columns of a terminal; ` …` stands for what is cut off."""
    from kg.query.table import display_width

    if display_width(line) <= width:
        return line.rstrip()
    while display_width(line) > width - 2:
        line = line[:-1]
    return line.rstrip() + " …"


def reshape(shown: tuple[str, ...], printed: list[str]) -> list[str]:
    """What a command prints, in the shape of what is shown now."""
    lines = [cut(line) for line in printed]
    if "…" not in shown:
        return lines if shown else []
    before = shown.index("…")
    behind = len(shown) - before - 1
    return [*lines[:before], "…", *lines[len(lines) - behind :]]


def with_output(text: str, lang: str) -> str:
    """A README with the output of its commands, run in order in a folder that holds the samples."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / SAMPLES, Path(folder) / SAMPLES)

        def run_block(match: re.Match[str]) -> str:
            out = "".join(
                "\n".join([f"$ {c.line}", *reshape(c.shown, _run(c.line, lang, folder))]) + "\n"
                for c in commands(match[1])
            )
            return f"```console\n{out}```"

        return _CONSOLE.sub(run_block, text)


def _run(line: str, lang: str, folder: str) -> list[str]:
    env = {**os.environ, "LC_ALL": LOCALES[lang], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    # As bytes, so that Chinese words reach the command under any locale of ours.
    words = [word.encode("utf-8") for word in shlex.split(line)[1:]]
    called = [os.fsencode(sys.executable), b"-m", b"kg", *words]
    done = subprocess.run(called, capture_output=True, encoding="utf-8", env=env, cwd=folder, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{line}: {done.stderr}")
    return done.stdout.rstrip("\n").split("\n")


def pictures() -> None:
    """The explorer of the shipped records, light and dark; without source texts, so that no sentence is shown."""
    from screenshot import shoot

    with tempfile.TemporaryDirectory() as folder:
        _run("kg run -q", "zh", folder)
        for theme in ("light", "dark"):
            picture = ROOT / "viz" / "readme" / f"explorer-{theme}.png"
            shoot(Path(folder) / "build" / "explorer.html", picture, "#v=shared", theme, 1280, 720)


def main() -> int:
    """Refresh both READMEs, or say which is stale."""
    ask = argparse.ArgumentParser(description="Fill in the tables and the output that the READMEs show.")
    ask.add_argument("--check", action="store_true", help="write nothing; exit code 1 where one is stale")
    ask.add_argument("--pictures", action="store_true", help="make the pictures (needs Chromium)")
    given = ask.parse_args()
    if given.pictures:
        pictures()
        return 0
    stale = []
    for lang, name in READMES.items():
        now = (ROOT / name).read_text(encoding="utf-8")
        fresh = with_output(with_tables(now, lang), lang)
        if fresh != now:
            stale.append(name)
            if not given.check:
                (ROOT / name).write_text(fresh, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{name}: {'is stale: run python bench/readme.py' if given.check else 'written'}")
    return int(given.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
