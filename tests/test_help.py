"""`kg --help` and the help of every command: quick to come, in both languages, with an example to copy."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from kg import __version__
from kg.cli.main import COMMANDS, cli

HEAVY = (
    "jieba",
    "networkx",
    "rdflib",
    "pyvis",
    "pyoxigraph",
    "opencc",
    "pyshacl",
    "pypinyin",
    "jinja2",
    "kg.extract",
    "kg.clean",
)
COMMANDS_WITH_HELP = sorted(COMMANDS)


def command(name: str) -> click.Command:
    found: click.Command = getattr(import_module(COMMANDS[name][0]), name)
    return found


def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, in a plain C locale unless `env` says otherwise."""
    bare = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "HOME": "/nonexistent", **env}
    return subprocess.run(
        [sys.executable, "-m", "kg", *args],
        capture_output=True,
        encoding="utf-8",
        env=bare,
        timeout=60,
        check=False,
    )


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\\nfrom kg.cli import main\\n"
        "try: main(['--help'])\\nexcept SystemExit as end: assert end.code == 0\\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    ).replace("\\n", "\n")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.stderr.strip() == "[]"


def test_help_lists_the_commands_in_the_order_of_the_way() -> None:
    text = run("--help").stdout.partition("Commands:")[2]
    places = [text.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)


def test_help_and_version_work_in_any_locale() -> None:
    for env in ({}, {"LC_ALL": "C.UTF-8"}, {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"}):
        assert "卫健承诺图谱" in run("--help", **env).stdout
    assert run("--version").stdout.strip().endswith(__version__)


@pytest.mark.parametrize("name", COMMANDS_WITH_HELP)
def test_every_command_says_what_it_does_in_both_languages(name: str) -> None:
    text = command(name).help or ""
    assert re.search(r"[\u4e00-\u9fff]{4}", text) and re.search(r"\n\n\s*[A-Z]\w+ [^\u4e00-\u9fff]{20}", text)


@pytest.mark.parametrize("name", COMMANDS_WITH_HELP)
def test_every_command_has_an_example_that_names_only_options_it_has(name: str) -> None:
    examples = re.findall(rf"\bkg {name}\b[^\n]*", command(name).help or "")
    assert examples, f"kg {name} --help shows no example"
    known = {option for p in command(name).params for option in (*p.opts, *p.secondary_opts)}
    for example in examples:
        line = re.split(r"\s{2,}|（|\(", example)[0]
        used = {w.split("=")[0] for w in shlex.split(line) if re.match(r"--?[a-zA-Z]", w)}
        assert used <= known, line


@pytest.mark.parametrize("name", COMMANDS_WITH_HELP)
def test_every_option_says_what_it_is_for(name: str) -> None:
    options = [p for p in command(name).params if isinstance(p, click.Option)]
    assert [p.name for p in options if not p.help] == []


def test_a_slip_of_the_pen_is_answered_with_the_nearest_command() -> None:
    done = run("extrat")
    assert done.returncode == 2 and "extract" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["read", "clean", "outline", "extract"])
def test_a_missing_file_is_told_in_one_line(name: str, tmp_path: Path) -> None:
    args = ["-o", str(tmp_path)] if name == "extract" else []
    done = run(name, "nowhere.txt", *args)
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert "nowhere.txt: no such file" in done.stderr


def test_the_commands_of_the_table_are_those_of_the_group() -> None:
    with click.Context(cli) as context:
        assert cli.list_commands(context) == list(COMMANDS)
        assert all(cli.get_command(context, name) for name in COMMANDS)


def test_chinese_file_names_and_words_work_where_the_locale_knows_only_ascii(tmp_path: Path) -> None:
    text = Path(__file__).parent / "data" / "samples" / "qinghe-2024.txt"
    (tmp_path / "清和计划.txt").write_bytes(text.read_bytes())
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "HOME": str(tmp_path)}

    def kg(*args: str) -> str:
        command = [sys.executable, "-m", "kg", *args]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr.decode("utf-8")
        return done.stdout.decode("utf-8")

    kg("run", "-q", "清和计划.txt", "-o", "图谱")
    assert (tmp_path / "图谱" / "records" / "清和计划.jsonl").is_file()
    owners = kg("query", "owners", "-p", "task=急救", "--build", "图谱", "--lang", "zh")
    assert "清和计划" in owners and "清和市急救中心" in owners
    kg("build", "-q", "图谱/records", "-o", "再建")
    first, again = (tmp_path / name / "graph.nq" for name in ("图谱", "再建"))
    assert first.read_bytes() == again.read_bytes()


def test_the_report_of_an_earlier_run_into_the_folder_is_no_document(tmp_path: Path) -> None:
    text = Path(__file__).parent / "data" / "samples" / "qinghe-2024.txt"
    (tmp_path / "qinghe-2024.txt").write_bytes(text.read_bytes())
    for _ in range(2):
        command = [sys.executable, "-m", "kg", "run", "-q", ".", "-o", "."]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr.decode("utf-8")
    assert (tmp_path / "report.txt").is_file()
    assert [path.name for path in (tmp_path / "records").iterdir()] == ["qinghe-2024.jsonl"]
