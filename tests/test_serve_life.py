"""The life of a server: it starts, says where it is, survives its workers and a new graph, and ends in good order."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from sample_graph import sample_graph
from serving import ENDLESS, Served, serving

from kg.query import make_beside
from kg.store import make_store

SHARED = "import kg.serve.snapshot\nkg.serve.snapshot.SMALL = 0"
ON_DISK = f"{SHARED}\nkg.serve.snapshot._COPIES = 1 << 40"
COUNT = "SELECT (COUNT(*) AS ?n) { ?c a hc:Commitment }"
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and limits memory, as Linux does")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    made = sample_graph().write(tmp_path / "build")
    make_store(made)
    return made


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "access.jsonl"


def kg_serve(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "serve", *options]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_a_port_in_use_is_told_with_what_to_do(build: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = kg_serve("--build", str(build), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2 and "--port" in done.stderr and "Traceback" not in done.stderr


def test_a_folder_without_a_graph_is_told_at_once(tmp_path: Path) -> None:
    done = kg_serve("--build", str(tmp_path / "nothing"), "--port", "0")
    assert done.returncode == 2 and "kg run" in done.stderr and "Traceback" not in done.stderr


def test_a_broken_graph_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("this is no graph\n", encoding="utf-8")
    done = kg_serve("--build", str(tmp_path), "--port", "0")
    assert (
        done.returncode == 3 and "cannot be read as a graph" in done.stderr and "Traceback" not in done.stderr
    )


@linux
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_once_the_requests_under_way_are_answered(
    build: Path, log: Path, number: int
) -> None:
    with serving(build, log, seconds=2, workers=2) as server, ThreadPoolExecutor(1) as pool:
        workers = server.workers()
        under_way = pool.submit(server.sparql, ENDLESS)
        time.sleep(0.4)
        assert server.stop(number) == 0
        assert under_way.result().status == 504
        assert len(workers) == 2 and not any(Path(f"/proc/{pid}").exists() for pid in workers)
    assert sorted(path.name for path in build.iterdir()) == ["graph.nq", "store"]


@linux
def test_the_workers_of_a_killed_server_end_with_it(build: Path, log: Path) -> None:
    with serving(build, log, "--workers", "2") as server:
        workers = server.workers()
        server.process.kill()
        server.process.wait()
        until = time.monotonic() + 10
        while any(_running(pid) for pid in workers) and time.monotonic() < until:
            time.sleep(0.05)
        assert len(workers) == 2 and not any(_running(pid) for pid in workers)
    # What it left in the folder goes when the next one starts.
    assert list(build.glob(".serving-*"))
    with serving(build, log, "--workers", "1") as server:
        assert len(list(build.glob(".serving-*"))) == 1
        server.stop()
    assert not list(build.glob(".serving-*"))


def _running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@linux
def test_a_worker_that_dies_is_replaced_while_the_others_serve(build: Path, log: Path) -> None:
    with serving(build, log, "--workers", "2") as server:
        before = server.workers()
        os.kill(before[0], signal.SIGKILL)
        for _ in range(20):
            assert server.sparql(COUNT + f" #{time.monotonic()}").status == 200
        assert server.healthy()
        after = server.workers()
        assert len(after) == 2 and before[0] not in after and before[1] in after
        assert any(event["event"] == "worker" for event in server.events())


@linux
def test_workers_that_share_a_graph_are_killed_and_replaced_one_by_one(build: Path, log: Path) -> None:
    with serving(build, log, before=SHARED, seconds=1.5, workers=2) as server:
        (nursery,) = server.workers()
        before = children(nursery)
        assert len(before) == 2
        assert server.sparql(ENDLESS).status == 504
        assert server.sparql(COUNT).json["results"]["bindings"][0]["n"]["value"] != "0"
        os.kill(children(nursery)[0], signal.SIGKILL)
        for turn in range(10):
            assert server.sparql(f"{COUNT} # {turn}").status == 200
        until = time.monotonic() + 10
        while len(children(nursery)) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        after = children(nursery)
        assert len(after) == 2 and not set(before) <= set(after)
        server.process.kill()
        server.process.wait()
        until = time.monotonic() + 10
        while any(map(_running, (nursery, *after))) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(map(_running, (nursery, *after)))


@linux
def test_a_nursery_that_dies_is_started_anew(build: Path, log: Path) -> None:
    with serving(build, log, before=SHARED, workers=2) as server:
        (nursery,) = server.workers()
        os.kill(nursery, signal.SIGKILL)
        until = time.monotonic() + 20
        while server.workers() in ([nursery], []) and time.monotonic() < until:
            time.sleep(0.05)
        assert server.sparql(COUNT).status == 200
        assert server.workers() != [nursery]
        assert server.stop() == 0


def children(parent: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    text = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return sorted(map(int, text.split()))


@pytest.mark.parametrize("before", ["", SHARED, ON_DISK], ids=["a copy each", "in memory once", "on disk"])
def test_a_new_graph_is_taken_up_without_a_dropped_request(build: Path, log: Path, before: str) -> None:
    with serving(build, log, before=before, workers=2, cache_mb=0) as server:
        ended, statuses, counts = threading.Event(), [], set()

        def ask(number: int) -> None:
            turn = 0
            while not ended.is_set():
                turn += 1
                # A query of its own each time: no kept answer can stand in for the store.
                reply = server.sparql(f"{COUNT} # {number} {turn}")
                statuses.append(reply.status)
                counts.add(reply.json["results"]["bindings"][0]["n"]["value"])

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(3)]
        for thread in threads:
            thread.start()
        tag = server.sparql(COUNT).headers["etag"]
        for kept in (0.6, 0.9):
            lines = (build / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
            part = build / "graph.nq.part"
            part.write_text("".join(lines[: int(len(lines) * kept)]), encoding="utf-8")
            part.replace(build / "graph.nq")
            make_store(build)
            generation = server.get("/healthz").json["generation"]
            until = time.monotonic() + 20
            while server.get("/healthz").json["generation"] == generation and time.monotonic() < until:
                time.sleep(0.1)
        ended.set()
        for thread in threads:
            thread.join()
        assert set(statuses) == {200} and len(counts) >= 2
        changed = server.sparql(COUNT, if_none_match=tag)
        assert changed.status == 200 and changed.headers["etag"] != tag
        assert server.get("/healthz").json["generation"] == 3 and server.healthy()


def test_questions_use_the_index_of_words_once_it_fits_the_graph(build: Path, log: Path) -> None:
    with serving(build, log, "--workers", "1") as server:
        assert server.get("/healthz").json["word_index"] is False
        without = server.ask("find", words="托育")["rows"]
        make_beside(build)
        until = time.monotonic() + 15
        while not server.get("/healthz").json["word_index"] and time.monotonic() < until:
            time.sleep(0.1)
        assert server.get("/healthz").json["word_index"] is True
        assert server.ask("find", words="托育")["rows"] == without != []


def test_a_broken_new_graph_leaves_the_former_in_service(build: Path, log: Path) -> None:
    with serving(build, log, "--workers", "1") as server:
        (build / "graph.nq").write_text("broken\n", encoding="utf-8")
        (build / "store" / "made-from.json").unlink()
        (build / "store").rename(build / "gone")
        until = time.monotonic() + 15
        while time.monotonic() < until and not any(e["event"] == "reload" for e in _events(log)):
            time.sleep(0.1)
        assert any("cannot be read as a graph" in e.get("error", "") for e in _events(log))
        assert server.healthy() and server.sparql(COUNT).json["results"]["bindings"][0]["n"]["value"] == "7"


def _events(log: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_a_full_queue_is_told_with_when_to_come_back(build: Path, log: Path) -> None:
    with (
        serving(build, log, workers=1, queue=4, seconds=0.5, wait=20) as server,
        ThreadPoolExecutor(9) as pool,
    ):
        busy = [pool.submit(server.sparql, f"{ENDLESS} #{n}", 60) for n in range(9)]
        replies = [one.result() for one in busy]
        refused = [r for r in replies if r.status in (429, 503)]
        assert {r.status for r in replies} <= {429, 503, 504} and len(refused) >= 4
        assert all(1 <= int(r.headers["retry-after"]) <= 30 for r in refused)
        assert server.healthy()


@linux
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f",
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
)
def test_a_query_that_takes_all_memory_is_ended_alone(build: Path, log: Path, query: str) -> None:
    with serving(build, log, workers=2, memory_mb=48, seconds=60) as server:
        reply = server.sparql(query, timeout=70)
        assert reply.status == 500 and "needs more memory" in reply.json["detail"]
        assert server.healthy()


def test_a_client_that_sends_byte_by_byte_is_cut_off_and_hinders_no_one(build: Path, log: Path) -> None:
    with serving(build, log, workers=1, header_seconds=1) as server:
        slow = [socket.create_connection(server.address, timeout=15) for _ in range(60)]
        for client in slow:
            client.sendall(b"GET / HTTP/1.1\r\nHost: local")
        started = time.monotonic()
        assert server.sparql(COUNT).status == 200
        _trickle(slow)
        assert 0.5 < time.monotonic() - started < 10
        body = socket.create_connection(server.address, timeout=15)
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\n"
        body.sendall(head.encode() + b"ASK")
        assert body.recv(65536).startswith(b"HTTP/1.1 408")
        body.close()
        assert server.healthy()


def _trickle(clients: list[socket.socket]) -> None:
    """Send a byte a time until the server has closed every one."""
    waiting = list(clients)
    while waiting:
        for client in list(waiting):
            try:
                client.sendall(b"h")
                client.setblocking(False)
                if client.recv(1) == b"":
                    waiting.remove(client)
            except BlockingIOError:
                client.setblocking(True)
            except OSError:
                waiting.remove(client)
        time.sleep(0.1)
    for client in clients:
        client.close()


def test_each_request_leaves_a_line_of_json(build: Path, log: Path) -> None:
    with serving(build, log, "--workers", "1") as server:
        server.get(f"/api/owners?task={quote('托育')}")
        server.get(f"/api/owners?task={quote('托育')}")
        server.get("/nothing%0a%22")
        server.sparql("SELECT {")
        server.stop()
    lines = [e for e in _events(log) if e["event"] == "request"]
    assert [line["status"] for line in lines] == [200, 200, 404, 400]
    assert [line["cached"] for line in lines] == [False, True, False, False]
    assert lines[0]["target"].startswith("/api/owners?task=") and lines[0]["client"] == "127.0.0.1"
    assert all({"time", "method", "bytes", "ms", "waited_ms"} <= set(line) for line in lines)


def test_other_origins_read_only_where_they_are_named(build: Path, log: Path) -> None:
    with serving(build, log, "--workers", "1", "--cors", "https://a.example") as server:
        path = f"/sparql?{urlencode({'query': 'ASK {}'})}"
        assert (
            server.get(path, origin="https://a.example").headers["access-control-allow-origin"]
            == "https://a.example"
        )
        assert "access-control-allow-origin" not in server.get(path, origin="https://b.example").headers
        before = server.send(
            "OPTIONS", "/sparql", origin="https://a.example", access_control_request_method="POST",
            access_control_request_headers="content-type",
        )  # fmt: skip
        assert before.status == 200 and "POST" in before.headers["access-control-allow-methods"]
        assert "access-control-allow-credentials" not in before.headers


def test_listening_to_other_machines_is_warned_of(build: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--build", str(build), "--port", "0", "--host", "0.0.0.0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    url = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert url.startswith("http://127.0.0.1:") and process.returncode == 0
    assert "other machines" in told and "SPARQL" in told and "explorer" in told


@pytest.fixture
def one(build: Path, log: Path) -> Iterator[Served]:
    with serving(build, log, "--workers", "1", "--allow-host", "graph.example") as server:
        yield server


def test_a_server_may_have_further_names_and_no_explorer(one: Served) -> None:
    assert one.get("/healthz", host="graph.example").status == 200
    assert one.get("/healthz", host="other.example").status == 421
    missing = one.get("/explorer")
    assert missing.status == 404 and "kg explore" in missing.json["instruction"]


def test_the_load_of_the_benchmark_is_carried_without_an_error(build: Path) -> None:
    spec = importlib.util.spec_from_file_location(
        "bench_serve", Path(__file__).parents[1] / "bench" / "serve.py"
    )
    assert spec is not None and spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    sys.modules["bench_serve"] = bench
    spec.loader.exec_module(bench)
    quiet, attacked = bench.measure(build, 12, 1.5, ["--timeout", "1"])
    assert set(quiet.statuses) == set(attacked.statuses) == {200}
    assert quiet.statuses.total() > 30 and attacked.statuses.total() > 15
    assert attacked.stopped and set(attacked.stopped) <= {504}
    assert 0 < attacked.percentile(0.5) <= attacked.percentile(0.99)
