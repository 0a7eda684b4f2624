"""The group of commands, in the order of the way that the data goes."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from kg import __version__
from kg.errors import NOTHING_DONE, KgError

# Command → (module, one line for `kg --help`).
COMMANDS = {
    "run": (
        "kg.cli.run",
        "全程：文件 → 图谱与浏览页。The whole way, from files to a graph and its explorer.",
    ),
    "read": ("kg.cli.text", "读取：识别编码，输出原文。Decode a file and print its text."),
    "clean": ("kg.cli.text", "清洗：去拼音注音、繁转简、去页面杂项。Print the cleaned text."),
    "outline": ("kg.cli.text", "提纲：章节、条目与责任单位名单。Print sections and owner lists."),
    "extract": ("kg.cli.extract", "抽取：写出每篇文件的记录。Write the records of each document."),
    "explain": (
        "kg.cli.explain",
        "说明：逐句取了什么、为何不取。Say why: what was found and what was refused.",
    ),
    "link": ("kg.cli.link", "对齐：同一事物一个名称。Give things of different documents one name."),
    "build": ("kg.cli.graph", "建图：记录 → RDF。Make the graph from records."),
    "check": ("kg.cli.graph", "检查：用 SHACL 规则检查图谱。Check the graph against its shapes."),
    "query": ("kg.cli.query", "查询：现成问题或 SPARQL。Ask a ready-made question or SPARQL."),
    "ask": ("kg.cli.ask", "提问：用中文或英文，答案附出处。Ask in Chinese or English."),
    "shared": (
        "kg.cli.shared",
        "共有：各地都有的项目、各地有多相似。Programmes that places share.",
    ),
    "compare": (
        "kg.cli.compare",
        "比较：一项指标或一个项目，各地怎么说。One indicator or programme in all places.",
    ),
    "serve": ("kg.cli.serve", "服务：SPARQL 端点与网页。Serve SPARQL, questions and pages."),
    "explore": ("kg.cli.explore", "浏览：生成单文件网页。Write the explorer, one HTML file."),
    "graph": (
        "kg.cli.drawing",
        "画图：网页关系图，或供 Gephi 用的文件。Draw the graph, or write it for Gephi.",
    ),
}


class Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = _near(args[0]) if args else ""
            if near:
                raise click.UsageError(f"{error.format_message()} Did you mean {near}?", ctx) from error
            raise


def _near(word: str) -> str:
    import difflib

    return " / ".join(difflib.get_close_matches(word, COMMANDS, n=2))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="kg")
def cli() -> None:
    """卫健承诺图谱：把地方卫生健康部门的计划和总结变成可查询的知识图谱。

    Reads the plans and reports of Chinese local health bureaus into a knowledge graph of commitments.

    先试 / Try first:  kg run    (五个真实城市 / five real cities)

    退出码 / Exit codes: 0 完成 done; 1 完成但有待查看 done, something needs a look;
    2 调用有误 wrong call; 3 没有可用的输入 nothing done.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command; failures are told in one line on standard error, with the exit code of their kind."""
    _utf8()
    try:
        code: Any = cli.main(
            args=list(args) if args is not None else None, prog_name="kg", standalone_mode=False
        )
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("已中断 / interrupted", err=True)
        sys.exit(130)
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        name = getattr(error, "filename", None) or "kg"
        advice = "检查路径、权限和磁盘空间 check path, permissions and disk space"
        click.echo(f"kg: {name}: {error.strerror or error} — {advice}", err=True)
        sys.exit(NOTHING_DONE)
    except Exception as error:  # a fault of ours: told in one line; KG_DEBUG=1 shows where
        if os.environ.get("KG_DEBUG"):
            raise
        advice = "这是程序的错误，请附上文件报告 a fault of the program: please report it with the file (KG_DEBUG=1 shows where)"
        click.echo(f"kg: {type(error).__name__}: {error} — {advice}", err=True)
        sys.exit(NOTHING_DONE)


def _utf8() -> None:
    """Chinese text comes out in UTF-8 whatever the locale says (LC_ALL=C, a Windows code page)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
