"""The READMEs run: every command, query and program in them works, and prints what they show."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import shlex
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from accuracy import PARTS
from quotes import letters

from kg.cli import main
from kg.cli.main import COMMANDS
from kg.load import load
from kg.query import library

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = Path("tests") / "data" / "samples"
STALE = "run: python bench/readme.py"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.S | re.M)


def _bench() -> Any:
    spec = importlib.util.spec_from_file_location("bench_readme", ROOT / "bench" / "readme.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_readme"] = module
    spec.loader.exec_module(module)
    return module


readme = _bench()
TEXTS: dict[str, str] = {
    lang: (ROOT / name).read_text(encoding="utf-8") for lang, name in readme.READMES.items()
}
both = pytest.mark.parametrize("lang", sorted(TEXTS))


def fenced(lang: str) -> list[tuple[str, str]]:
    """The fenced blocks of a README, in order: what they are marked as, and their text."""
    return FENCE.findall(TEXTS[lang])


@dataclass
class Walk:
    """What came of everything that the READMEs tell a reader to run, in their order."""

    folder: Path
    codes: list[tuple[str, int]] = field(default_factory=list)
    printed: list[tuple[str, str, tuple[str, ...], list[str]]] = field(default_factory=list)
    """Language, command, lines shown, lines printed."""
    rows: list[int] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)

    def command(self, lang: str, command: Any, patch: pytest.MonkeyPatch) -> None:
        """Run a command as a reader with that locale would."""
        patch.setenv("LC_ALL", readme.LOCALES[lang])
        out = io.StringIO()
        with redirect_stdout(out), redirect_stderr(io.StringIO()), pytest.raises(SystemExit) as end:
            main(shlex.split(command.line)[1:])
        self.codes.append((command.line, int(end.value.code or 0)))
        self.printed.append((lang, command.line, command.shown, out.getvalue().split("\n")))

    def block(self, english: tuple[str, str], chinese: tuple[str, str], patch: pytest.MonkeyPatch) -> None:
        """Run a block of both READMEs. What shows nothing is run once: it does not speak."""
        kind, body = english
        if kind == "console":
            for first, second in zip(readme.commands(body), readme.commands(chinese[1]), strict=True):
                self.command("en", first, patch)
                if second.shown:
                    self.command("zh", second, patch)
        elif kind == "sparql":
            self.rows.append(len(load("build").query(body)))
        elif kind == "python":
            out = io.StringIO()
            with redirect_stdout(out):
                exec(compile(body, "README.md", "exec"), {})
            self.programs.append(out.getvalue())


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The READMEs run from top to bottom in a folder that holds the samples."""
    done = Walk(tmp_path_factory.mktemp("reader"))
    shutil.copytree(ROOT / SAMPLES, done.folder / SAMPLES)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(done.folder)
        for english, chinese in zip(fenced("en"), fenced("zh"), strict=True):
            done.block(english, chinese, patch)
    return done


def test_both_have_the_same_sections_and_tell_the_same_commands() -> None:
    english, chinese = TEXTS["en"], TEXTS["zh"]
    depths = [
        [line.split(" ")[0] for line in re.findall(r"^#+ .*$", text, re.M)] for text in (english, chinese)
    ]
    assert depths[0] == depths[1]
    assert [kind for kind, _ in fenced("en")] == [kind for kind, _ in fenced("zh")]
    for (kind, first), (_, second) in zip(fenced("en"), fenced("zh"), strict=True):
        if kind == "console":
            assert [c.line for c in readme.commands(first)] == [c.line for c in readme.commands(second)]
        else:
            assert first == second
    assert list(readme.tables(english)) == list(readme.tables(chinese)) == ["commands", "queries", "accuracy"]


@both
def test_the_commands_of_a_console_block_are_ours(lang: str) -> None:
    found = [c.line for body in readme.console_blocks(TEXTS[lang]) for c in readme.commands(body)]
    # kg serve does not end by itself; its own tests run it.
    assert {line.split()[1] for line in found} == set(COMMANDS) - {"serve"}
    assert all(line.startswith("kg ") for line in found)


def test_every_command_ends_well(walk: Walk) -> None:
    assert len(walk.codes) >= 15
    assert [line for line, code in walk.codes if code] == []


def test_every_line_shown_is_printed_in_that_order(walk: Walk) -> None:
    assert {lang for lang, _, shown, _ in walk.printed if shown} == {"en", "zh"}
    for lang, line, shown, printed in walk.printed:
        left = iter(printed)
        for want in shown:
            if want != "…":
                assert any(_shows(want, got) for got in left), f"{lang}: {line}\nnot printed: {want}\n{STALE}"


def _shows(shown: str, printed: str) -> bool:
    """A line shown is the line printed, or where it ends in ` …` its beginning."""
    if shown.endswith(" …"):
        return len(shown) > 10 and printed.startswith(shown.removesuffix(" …"))
    return shown.rstrip() == printed.rstrip()


def test_every_query_gives_rows_and_every_program_prints(walk: Walk) -> None:
    assert len(walk.rows) == 1 and min(walk.rows) > 10
    assert len(walk.programs) == 1 and "清和市急救中心" in walk.programs[0]


def test_the_walk_leaves_what_the_readme_names(walk: Walk) -> None:
    for name in (
        "explorer.html",
        "graph.html",
        "graph.nq",
        "graph.ttl",
        "report.txt",
        "store",
        "answers.sqlite",
        "words.sqlite",
        "records",
        "sources",
    ):
        assert f"`{name}" in TEXTS["en"] or f"`build/{name}" in TEXTS["en"]
        assert (walk.folder / "build" / name).exists(), name


@both
def test_the_tables_are_what_the_code_and_the_scores_say(lang: str) -> None:
    fresh = readme.tables(readme.with_tables(TEXTS[lang], lang))
    for name, table in readme.tables(TEXTS[lang]).items():
        assert table == fresh[name], f"{readme.READMES[lang]}: the table {name} is stale; {STALE}"


@both
def test_real_figures_stay_where_the_real_documents_are_absent(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readme, "real_scores", lambda: None)
    monkeypatch.setattr(readme, "invented_scores", lambda folder: dict.fromkeys(PARTS, (0.5, 7)))
    old = readme.tables(TEXTS[lang])["accuracy"]
    new = readme.accuracy_table(lang, old)
    columns = [[line.split(" | ")[1:6] for line in table.splitlines()] for table in (old, new)]
    assert columns[0] == columns[1] and len(columns[0]) == len(PARTS) + 2
    assert new.count("0.500 (7)") == len(readme._INVENTED) * len(PARTS)


@both
def test_what_the_text_names_is_there(lang: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXTS[lang]) + re.findall(
        r'src(?:set)?="([^"]+)"', TEXTS[lang]
    ):
        assert (ROOT / target).exists(), target
    names = {query.name for query in library()}
    for words in re.findall(r"`kg ([^`]+)`", re.sub(FENCE, "", TEXTS[lang])):
        command, *rest = words.split()
        assert command in COMMANDS or command.startswith("-"), words
        if command == "query" and rest and rest[0].islower() and "." not in rest[0]:
            assert rest[0] in names, words


@both
def test_the_views_are_called_as_on_the_page(lang: str) -> None:
    words = json.loads((ROOT / "viz" / "words.json").read_text(encoding="utf-8"))
    for view in ("shared", "compare", "owners", "indicators", "source"):
        assert re.search(rf"\| .*{words[f'v_{view}'][lang == 'en']}", TEXTS[lang]), view


@both
def test_it_is_short_and_its_pictures_are_light(lang: str) -> None:
    assert TEXTS[lang].count("\n") <= 340
    for picture in set(re.findall(r'src(?:set)?="([^"]+)"', TEXTS[lang])):
        assert (ROOT / picture).stat().st_size < 250_000


@both
def test_no_sentence_of_a_source_document_is_shown(lang: str, shared: Path) -> None:
    shown = letters(TEXTS[lang])
    sources = [letters(p.read_text(encoding="utf-8", errors="ignore")) for p in sorted(shared.rglob("*.txt"))]
    runs = (shown[at : at + 24] for at in range(len(shown) - 23))
    assert [run for run in runs if any(run in source for source in sources)] == []


def test_output_is_shown_in_the_shape_it_had() -> None:
    printed = ["a", "b", "c", "d"]
    assert readme.reshape((), printed) == []
    assert readme.reshape(("old",), printed) == printed
    assert readme.reshape(("old", "…"), printed) == ["a", "…"]
    assert readme.reshape(("…", "old"), printed) == ["…", "d"]
    assert readme.reshape(("old", "…", "old", "old"), printed) == ["a", "…", "c", "d"]


def test_long_lines_are_cut_by_their_width_on_a_terminal() -> None:
    assert readme.cut("急救" * 3, 12) == "急救" * 3
    assert readme.cut("急救" * 4, 12) == "急救急救急 …"
    assert readme.cut("a b  ", 12) == "a b"


def test_a_figure_is_called_perfect_only_without_an_error() -> None:
    assert readme._figure((1.0, 3)) == "1.000 (3)"
    assert readme._figure((0.9999, 4000)) == "0.999 (4000)"
