"""What would hurt the machine is refused or stopped in time, and the server answers the next client as before."""

from __future__ import annotations

import http.server
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import sample_graph
from serving import ENDLESS, Served, serving

FORM = "application/x-www-form-urlencoded"
# The server of these tests stops a query after 1 s; the rest is the time of a busy machine.
IN_TIME = 8.0


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that stops queries after a second."""
    folder = tmp_path_factory.mktemp("strict")
    build = sample_graph().write(folder / "build")
    options = ("--timeout", "1", "--workers", "3", "--max-rows", "2000", "--max-mb", "1", "--memory", "256")
    with serving(build, folder / "access.jsonl", *options) as server:
        yield server


@pytest.fixture(autouse=True)
def healthy_after(served: Served) -> Iterator[None]:
    """After each test the server has all its workers and answers."""
    yield
    assert served.healthy()


@pytest.fixture
def listener() -> Iterator[list[str]]:
    """A server on this machine that notes who comes; its last entry is its own address."""
    came: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            came.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET  # noqa: N815 - the name that the library calls

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = [f"http://127.0.0.1:{server.server_port}/"]
    yield address
    server.shutdown()
    server.server_close()
    thread.join()
    assert came == [], "the query reached another server"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        "PREFIX ex: <urn:x/> SELECT * {{ ?s ex:a\\# ?o . SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "PREFIX ex: <urn:x/> SELECT * {{ ?s ex:a\\' ?o . SERVICE <{url}> {{ ?s ?p 'x' }} }}",
        "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE ?where {{ ?s ?p ?o }} VALUES ?where {{ <{url}> }} }}",
        "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "LOAD <{url}>",
        "LOAD SILENT <{url}> INTO GRAPH <urn:g>",
    ],
)
def test_no_query_reaches_another_server(served: Served, listener: list[str], query: str) -> None:
    reply = served.sparql(query.format(url=listener[0]))
    assert reply.status == 400 and "Traceback" not in reply.text


def test_a_worker_could_not_reach_another_server_if_a_query_asked_it_to(
    listener: list[str],
) -> None:
    """The second wall, without the first: the engine itself is asked for a SERVICE in a process like a worker's."""
    code = (
        "import pyoxigraph, sys\nfrom kg.serve.isolation import forbid_network\n"
        "if not forbid_network(): sys.exit(3)\n"
        f"pyoxigraph.Store().query('SELECT * {{ SERVICE <{listener[0]}> {{ ?s ?p ?o }} }}').__next__()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    if done.returncode == 3:
        pytest.skip("this system cannot take the network from a process")
    assert done.returncode == 1 and "Permission denied" in done.stderr


@pytest.mark.parametrize(
    "name", ["file:///etc/passwd", "urn:none", "../graph.nq", "https://w3id.org/nothing", ""]
)
def test_from_names_graphs_of_the_store_alone(served: Served, name: str) -> None:
    for clause in (f"FROM <{name}>", f"FROM NAMED <{name}>", f"from\n#comment\n<{name}>"):
        reply = served.sparql(f"SELECT * {clause} {{ ?s ?p ?o }}")
        assert reply.status == 400 and "root:" not in reply.text
    assert served.sparql("ASK {}", more=f"&default-graph-uri={name}").status in (
        400,
        200 if not name else 400,
    )


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <a:a> <a:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP ALL", "CREATE GRAPH <a:a>",
     "COPY DEFAULT TO <a:a>", "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"],
)  # fmt: skip
def test_nothing_is_changed(served: Served, update: str) -> None:
    before = served.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body
    assert served.sparql(update).status == 400
    assert (
        served.send("POST", "/sparql", urlencode({"update": update}).encode(), content_type=FORM).status
        == 403
    )
    kind = "application/sparql-update"
    assert served.send("POST", "/sparql", update.encode(), content_type=kind).status == 403
    assert served.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body == before


# Each would run for minutes at the least, and no two in the same part of the engine.
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
TOGETHER = "CONCAT(STR(?c), STR(?f), STR(?i), STR(?l))"
ANY = "(!<urn:x>|^!<urn:x>)*"
LONG = {
    "cartesian product": ENDLESS,
    "sort of a product": f"SELECT * {{ {PRODUCT} }} ORDER BY ?c ?f ?i LIMIT 1",
    "path": f"SELECT (COUNT(*) AS ?n) {{ ?a {ANY} ?b . ?b {ANY} ?c . ?c {ANY} ?d . ?d {ANY} ?e }}",
    "distinct of a product": f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {PRODUCT} BIND({TOGETHER} AS ?x) }}",
    "regular expressions": f"SELECT * {{ {PRODUCT} FILTER(REGEX({TOGETHER}, '^(([a-z])+.)+[A-Z]([a-z])+$')) }}",
    "construct": f"CONSTRUCT {{ ?a <urn:x> ?l }} {{ {PRODUCT} FILTER({TOGETHER} = 'no') }}",
    "not exists": f"SELECT * {{ {PRODUCT} FILTER NOT EXISTS {{ ?x ?y ?z FILTER(STRLEN({TOGETHER}) > 0) }} }}",
    "describe": f"DESCRIBE ?a {{ {PRODUCT} FILTER({TOGETHER} = 'no') }}",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(LONG))
def test_a_query_without_end_is_stopped_in_time(served: Served, name: str) -> None:
    started = time.monotonic()
    reply = served.sparql(LONG[name], timeout=60)
    # Some run out of memory or rows before they run out of time: then that is told.
    assert reply.status in (504, 500, 422), reply.text
    assert time.monotonic() - started < IN_TIME
    assert reply.json["instruction"]


def test_a_query_without_end_is_told_why_it_was_stopped(served: Served) -> None:
    reply = served.sparql(ENDLESS)
    assert reply.status == 504 and "ran longer than 1 s and was stopped" in reply.json["detail"]


def test_an_answer_that_is_too_large_is_refused_whole(served: Served) -> None:
    pairs = "SELECT ?b { ?a ?b ?c . ?d ?e ?f }"
    for accept in (
        "application/json",
        "text/csv",
        "text/tab-separated-values",
        "application/sparql-results+xml",
    ):
        reply = served.sparql(pairs, accept=accept)
        assert reply.status == 422 and "more than 2,000 rows" in reply.json["detail"]
        assert "LIMIT 2000" in reply.json["instruction"]
        assert served.sparql(f"{pairs} LIMIT 2000", accept=accept).status == 200
        assert served.sparql(f"{pairs} LIMIT 2001", accept=accept).status == 422
    wide = (
        "SELECT * { ?s ?p ?o " + " ".join(f"BIND('{'字' * 300}' AS ?b{n})" for n in range(9)) + "} LIMIT 500"
    )
    assert "more than 1,000,000 bytes" in served.sparql(wide).json["detail"]
    built = "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"
    assert "more than 2,000 triples" in served.sparql(built).json["detail"]


def test_a_query_of_ten_megabytes_is_refused_by_its_size(served: Served) -> None:
    text = "SELECT * { VALUES ?x { " + '"x" ' * 2_500_000 + "} }"
    assert len(text) > 10_000_000
    for body, kind in (
        (text.encode(), "application/sparql-query"),
        (urlencode({"query": text}).encode(), FORM),
    ):
        with suppress(ConnectionError):  # the server need not read what it refuses
            assert served.send("POST", "/sparql", body, content_type=kind).status == 413
    # In pieces, so that no length is stated before.
    with socket.create_connection(served.address, timeout=20) as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        )
        client.sendall(b"Transfer-Encoding: chunked\r\n\r\n")
        with suppress(ConnectionError):
            for _ in range(200):
                client.sendall(b"C350\r\n" + b"x" * 50_000 + b"\r\n")
        with suppress(ConnectionError):
            assert b" 413 " in client.recv(100)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { " + "{ " * 20_000,
        "SELECT * { " + "OPTIONAL { ?a ?b ?c " * 5_000 + "}" * 5_001,
        "ASK { FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }",
        "ASK { FILTER(" + "!" * 60_000 + "true) }",
        "ASK { ?a " + "^" * 50_000 + "<urn:p> ?b }",
        "SELECT * { ?s ?p '" + "\\'" * 40_000,
        "'''" + "\\'''" * 30_000,
        "PREFIX " * 20_000,
        "#" * 100_000,
        "\x00\x01\x02",
        "\ufeffASK {}" * 2,
    ],
)
def test_a_malformed_or_bottomless_query_is_an_error_of_the_client_or_stopped(
    served: Served, query: str
) -> None:
    started = time.monotonic()
    reply = served.send(
        "POST", "/sparql", query.encode(), content_type="application/sparql-query", timeout=60
    )
    assert reply.status in (400, 500, 504) and "Traceback" not in reply.text
    assert time.monotonic() - started < IN_TIME


RAW = {
    "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "an unknown version": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "a bare line feed flood": b"\n" * 100_000,
    "a huge header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 50_000 + b"\r\n",
    "a huge target": b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "two lengths": b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nquery=",
    "length and pieces": b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a negative length": b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    "a broken piece": b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
    "a byte that is no text in a header": b"GET / HTTP/1.1\r\nHost: local\x00host\r\n\r\n",
    "raw bytes in the target": b"GET /id/\xff\xfe\xe6\xb8 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "broken percent signs": b"GET /id/%E6%B8%zz%? HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "a target of another server": b"GET http://example.org/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "a tunnel": b"CONNECT example.org:443 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "an upgrade": b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(RAW))
def test_broken_http_is_refused(served: Served, name: str) -> None:
    with socket.create_connection(served.address, timeout=15) as client:
        with suppress(ConnectionError):
            client.sendall(RAW[name])
        with suppress(OSError):
            client.shutdown(socket.SHUT_WR)
        answer = b""
        with suppress(ConnectionError):
            while piece := client.recv(65536):
                answer += piece
    assert b"Traceback" not in answer
    assert answer == b"" or 200 <= int(answer.split()[1]) < 500


@given(st.binary(max_size=400))
def test_no_bytes_bring_the_server_down(served: Served, data: bytes) -> None:
    with socket.create_connection(served.address, timeout=15) as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        )
        client.sendall(f"Connection: close\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data)
        answer = client.recv(65536)
    assert answer.startswith(b"HTTP/1.1 400") or answer.startswith(b"HTTP/1.1 200")


def test_a_client_that_goes_away_does_not_hold_a_worker(served: Served) -> None:
    for _ in range(3):
        with socket.create_connection(served.address) as client:
            query = urlencode({"query": ENDLESS}).encode()
            client.sendall(b"GET /sparql?" + query + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
            time.sleep(0.05)
    assert served.healthy()


def test_one_client_with_endless_queries_leaves_a_worker_to_others(served: Served) -> None:
    """Another address is another client: the loopback network has many."""
    with ThreadPoolExecutor(8) as pool:
        slow = [pool.submit(served.sparql, ENDLESS, 60) for _ in range(6)]
        time.sleep(0.2)
        waits = []
        for _ in range(5):
            started = time.monotonic()
            assert _ask_from("127.0.0.2", served) == b"HTTP/1.1 200"
            waits.append(time.monotonic() - started)
        assert {reply.result().status for reply in slow} <= {504, 503}
    # With every worker held this would be the second after which a query is stopped.
    assert sorted(waits)[2] < 0.8


def _ask_from(address: str, served: Served) -> bytes:
    with socket.create_connection(served.address, timeout=20, source_address=(address, 0)) as client:
        client.sendall(b"GET /sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return client.recv(65536)[:12]
