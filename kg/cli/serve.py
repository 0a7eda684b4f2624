"""`kg serve`: the graph for browsers and programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import Decorator, build_option

if TYPE_CHECKING:
    from kg.serve.pool import Pool


def _limit(name: str, kind: Any, default: Any, words: str) -> Decorator:
    return click.option(name, type=kind, default=default, show_default=True, help=words)


@click.command()
@build_option
@_limit("--host", click.STRING, "127.0.0.1", "监听地址 / address to listen on (0.0.0.0: every one).")
@_limit("--port", click.IntRange(0, 65535), 7878, "端口，0 为任一空闲端口 / port (0: any free one).")
@_limit("--timeout", click.FloatRange(0.1, 3600), 30, "单次查询最多几秒 / seconds a query may run.")
@_limit("--max-rows", click.IntRange(1), 100_000, "单个回答最多几行 / rows of an answer.")
@_limit("--max-mb", click.IntRange(1, 1000), 50, "单个回答最大多少 MB / size of an answer in MB.")
@_limit("--max-query", click.IntRange(100, 10_000_000), 200_000, "查询最长多少字节 / bytes of a query.")
@_limit("--memory", click.IntRange(64), 2048, "单次查询最多占用多少 MB 内存 / memory of a query in MB.")
@click.option(
    "--workers", type=click.IntRange(1, 64), help="查询进程数 / worker processes (default: cores + 2)."
)
@click.option(
    "--per-client",
    type=click.IntRange(1),
    help="每个来源最多占用几个进程 / of them for one address (default: all but one).",
)
@_limit("--queue", click.IntRange(1), 256, "最多多少请求排队 / requests that may wait.")
@_limit("--cache", click.IntRange(0), 64, "保留多少 MB 最近的回答 / MB of recent answers that are kept.")
@click.option(
    "--cors",
    multiple=True,
    metavar="ORIGIN",
    help="允许读取的网页来源，* 为全部 / origins whose pages may read (*: all).",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="还可用的主机名 / further names of this server.",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    help="访问日志文件 / file of the access log (default: stderr).",
)
@click.option(
    "--behind-proxy", is_flag=True, help="本机有反向代理 / a proxy on this machine passes requests on."
)
def serve(
    build_dir: Path, host: str, port: int, timeout: float, max_rows: int, max_mb: int, max_query: int, memory: int,
    workers: int | None, per_client: int | None, queue: int, cache: int, cors: tuple[str, ...],
    hosts: tuple[str, ...], log: Path | None, behind_proxy: bool,
) -> None:  # fmt: skip
    """把图谱开放给浏览器和程序：SPARQL 端点、现成问题、浏览页。只读，可长期运行。

    Serve the graph: a SPARQL 1.1 endpoint, the ready-made questions as pages and JSON, the explorer, things by their
    IRIs. Read only; every query has its limits, so it may be left running. A graph made anew in the folder is taken up
    without a restart. Ctrl-C ends it once the requests under way are answered.

    \b
    例 / Examples:
      kg serve
      kg serve --build build --port 8080
      kg serve --host 0.0.0.0 --timeout 10 --log access.jsonl
    """
    from kg.serve import Limits, Settings
    from kg.serve.server import serve as run
    from kg.serve.snapshot import lacks_store

    limits = Limits(
        seconds=timeout, wait=timeout, rows=max_rows, bytes=max_mb * 1_000_000, query_bytes=max_query, memory_mb=memory,
        workers=workers or 0, per_client=per_client or 0, queue=queue, cache_mb=cache,
    )  # fmt: skip
    settings = Settings(build_dir, host, port, limits, cors, hosts, log, behind_proxy)

    def started(url: str, pool: Pool) -> None:
        _tell(settings, url, pool)

    if lacks_store(build_dir):
        click.echo("建库中（只需一次）… making the store, once …", err=True)
    click.echo("启动中 starting …", err=True)
    run(settings, started)


def _tell(settings: Any, url: str, pool: Pool) -> None:
    """The address on standard output, for programs too; what is there, and what to mind, on standard error."""
    from kg.serve.app import is_loopback

    click.echo(url)
    for path, words in (
        ("", "现成问题 questions"), ("explorer", "浏览 explorer"), ("query", "查询页 query page"),
        ("sparql", "SPARQL 端点 endpoint"), ("api", "接口 API (api/openapi.json)"),
    ):  # fmt: skip
        click.echo(f"  {url}{path:<10} {words}", err=True)
    limits = pool.limits
    click.echo(
        f"{settings.build}: {limits.workers} 个查询进程 workers, 每次查询最多 at most {limits.seconds:g} s, "
        f"{limits.rows:,} 行 rows. Ctrl-C 停止 to stop",
        err=True,
    )
    if not is_loopback(settings.host):
        click.echo(f"注意：其他机器可以访问 {settings.host}。Mind: other machines can reach it.", err=True)
    if not (pool.ready["offline"] and pool.ready["memory"]):
        click.echo(
            "注意：本系统不能限制查询进程的内存或网络，只靠查询检查。"
            "Mind: this system cannot bound the memory or the network of workers; queries are still checked.",
            err=True,
        )
