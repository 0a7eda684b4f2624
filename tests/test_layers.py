"""Imports go one way. Every import statement of kg/ counts: at the top, within functions and for type checkers alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kg"

# From the bottom up: a module may import its own package, and anything of the rows above its own row here; what stands in one row
# does not know each other. `kg` is the package's own __init__ (its version, and the short way to a graph).
LAYERS = (
    {"errors", "filenames", "ids", "terms"},
    {"paths", "model", "rdf", "store", "whole_files"},
    {"registers", "records", "judgements"},
    {"verdicts"},
    {"read", "clean", "outline", "extract", "link", "build", "check", "query"},
    {"ask", "compare"},
    {"explain", "explore", "report", "load"},
    {"serve"},
    {"pipeline"},
    {"cli"},
    {"__main__"},
)  # fmt: skip
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
# What costs much to import is imported where it is used, never when a module is loaded.
HEAVY = {
    "jieba",
    "networkx",
    "opencc",
    "pyoxigraph",
    "pypinyin",
    "pyshacl",
    "pyvis",
    "rdflib",
    "jinja2",
    "ahocorasick_rs",
    "yaml",
    "docx",
    "olefile",
    "pypdf",
    "selectolax",
}


def unit_of(path: Path) -> str:
    """The package or single module directly under kg/ that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return "kg" if first == "__init__.py" else first.removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of each import; `from kg import x` is kg.x where x is a module, else kg."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by dots"
            if node.module != "kg":
                yield node.lineno, node.module or ""
                continue
            for alias in node.names:
                there = (PACKAGE / alias.name).is_dir() or (PACKAGE / f"{alias.name}.py").exists()
                yield node.lineno, f"kg.{alias.name}" if there else "kg"


def at_load(path: Path) -> Iterator[tuple[int, str]]:
    """The imports that run when the module is loaded: not those within functions or for type checkers."""
    waiting: list[ast.AST] = [tree_of(path)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
        guarded = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if not guarded and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)


FILES = sorted(PACKAGE.rglob("*.py"))
each_file = pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))


def test_every_part_of_the_package_has_its_layer() -> None:
    assert {unit_of(path) for path in FILES} - {"kg"} <= set(RANK)


@each_file
def test_imports_go_down_only(path: Path) -> None:
    unit = unit_of(path)
    wrong = []
    for line, name in imported(path):
        if not name.startswith("kg.") or unit == "kg":
            continue
        other = name.split(".")[1]
        if other != unit and RANK[other] >= RANK[unit]:
            wrong.append(f"{path.relative_to(ROOT)}:{line}: {unit} imports {name}")
    assert wrong == []


@each_file
def test_the_package_itself_gives_its_version_alone_to_its_parts(path: Path) -> None:
    names = {
        alias.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module == "kg"
        for alias in node.names
        if not (PACKAGE / alias.name).is_dir() and not (PACKAGE / f"{alias.name}.py").exists()
    }
    assert names <= {"__version__"}


@each_file
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    assert {name for _, name in at_load(path) if name.split(".")[0] in HEAVY} == set()


@each_file
def test_the_model_reads_and_writes_nothing(path: Path) -> None:
    if unit_of(path) == "model":
        assert {name.split(".")[0] for _, name in imported(path)} <= {
            "__future__", "array", "bisect", "collections", "dataclasses", "decimal", "itertools", "kg", "typing",
        }  # fmt: skip


@each_file
def test_files_are_short_and_functions_shorter(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines < 400, f"{path}: {lines} lines"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{path}:{node.lineno} {node.name}"


@each_file
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


TEXT_FILES = {"read_text", "write_text", "open"}
# These open no text file.
OTHER_OPENS = {"os.open", "webbrowser.open", "Package.open"}


@each_file
def test_text_is_read_and_written_with_its_encoding_named(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call) or ast.unparse(node.func) in OTHER_OPENS:
            continue
        modes = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if ast.unparse(node.func).rpartition(".")[2] in TEXT_FILES and not any("b" in mode for mode in modes):
            assert any(k.arg == "encoding" for k in node.keywords), (
                f"{path}:{node.lineno} {ast.unparse(node)}"
            )
