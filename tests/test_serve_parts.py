"""The parts of the server that can be held to their promise without one: media types, graphs named, capped output, fairness."""

from __future__ import annotations

import asyncio
import doctest
from types import ModuleType
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query import guard
from kg.serve import dataset, media, pages, requests, surround
from kg.serve.capped import CappedOutput, TooLarge
from kg.serve.media import GRAPHS, ROWS, negotiate, parse_accept
from kg.serve.pool import Pool
from kg.serve.process import Worker
from kg.serve.requests import iri_path, url_path
from kg.serve.settings import Limits
from kg.serve.wire import LENGTHS_SIZE, frame, head_of, lengths


@pytest.mark.parametrize("module", [dataset, media, requests, guard, surround], ids=lambda m: m.__name__)
def test_the_examples_of_the_module_hold(module: ModuleType) -> None:
    done = doctest.testmod(module)
    assert done.failed == 0 < done.attempted


TEXTS = st.text(alphabet="ab\"\\'<>{},:\r\n\t字?_:", max_size=12)
ROW_LISTS = st.lists(st.tuples(TEXTS, st.one_of(st.none(), TEXTS)), min_size=1, max_size=12)


@given(ROW_LISTS, st.sampled_from(ROWS), st.integers(1, 12))
def test_rows_are_counted_exactly_whatever_they_hold(
    rows: list[tuple[str, str | None]], form: Any, most: int
) -> None:
    values = " ".join(f"({_literal(a)} {_literal(b)})" for a, b in rows)
    query = f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {values} }} }}"
    output: Any = CappedOutput(1_000_000, most, form.format)
    found: Any = pyoxigraph.Store().query(query)
    breaks = sum(text.count("\r\n") for row in rows for text in row if text) if form.format == "CSV" else 0
    try:
        found.serialize(output, format=getattr(pyoxigraph.QueryResultsFormat, form.format))
    except TooLarge as error:
        assert (error.what, error.most) == ("rows", most) and len(rows) + breaks > most
    else:
        assert len(rows) <= most


def _literal(text: str | None) -> str:
    return "UNDEF" if text is None else str(pyoxigraph.Literal(text))


@given(st.lists(st.binary(max_size=30), max_size=20), st.integers(0, 200))
def test_output_is_cut_off_at_its_size(chunks: list[bytes], most: int) -> None:
    output = CappedOutput(most)
    try:
        for chunk in chunks:
            output.write(chunk)
    except TooLarge:
        assert sum(map(len, chunks)) > most
    else:
        assert bytes(output.data) == b"".join(chunks) and len(output.data) <= most


@given(st.text(max_size=60))
def test_any_accept_header_is_read(header: str) -> None:
    assert all(0 <= weight <= 1 for _, weight in parse_accept(header))
    found = negotiate(header, ROWS)
    assert found is None or found[0] in ROWS


@pytest.mark.parametrize(
    ("accept", "name", "chosen"),
    [
        (None, None, "turtle"),
        ("", None, "turtle"),
        ("text/*", None, "turtle"),
        ("application/rdf+xml, text/turtle;q=0.9", None, "rdfxml"),
        ("text/turtle;q=0, */*;q=0.1", None, "ntriples"),
        ("application/ld+json;q=0.5", None, "jsonld"),
        ("text/turtle", "nt", "ntriples"),
        ("text/turtle", "nonsense", "turtle"),
        ("image/png", "json-ld", "jsonld"),
    ],
)
def test_the_form_that_the_client_likes_best_is_chosen(
    accept: str | None, name: str | None, chosen: str
) -> None:
    found = negotiate(accept, GRAPHS, name)
    assert found is not None and found[0].name == chosen


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT * FROM <urn:a> FROM<urn:b> from named <urn:c> { }", ["urn:a", "urn:b", "urn:c"]),
        ("SELECT * FROM # <urn:no>\n <urn:a> { }", ["urn:a"]),
        ("SELECT * FROM NAMED# x\n<urn:a> { }", ["urn:a"]),
        ("SELECT ?from { ?from ?named ?x . ?from <urn:FROM> 'FROM <urn:no>' }", []),
        ("PREFIX e: <urn:e/> SELECT * FROM e:g FROM hc:h { }", ["urn:e/g", "https://w3id.org/health-commitments/ontology#h"]),
        ("SELECT * FROM NAMED { }", ["{ }"]),
    ],
)  # fmt: skip
def test_the_graphs_of_a_query_are_found_whatever_stands_between(text: str, names: list[str]) -> None:
    assert list(dataset.graphs_named(text)) == names


@given(st.text(max_size=80))
def test_blanking_what_is_quoted_keeps_every_place(text: str) -> None:
    assert len(guard.without_quoted(text)) == len(text)


PATHS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=20
)


@given(PATHS)
def test_the_path_of_a_thing_survives_the_way_through_a_link(name: str) -> None:
    from kg import ids

    path = ids.institution(name)
    assert iri_path(url_path(path).encode("ascii")) == path


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20)), st.binary(max_size=50))
def test_a_frame_gives_back_what_was_put_in(head: dict[str, str], body: bytes) -> None:
    data = frame(head, body)
    head_size, body_size = lengths(data[:LENGTHS_SIZE])
    rest = data[LENGTHS_SIZE:]
    assert head_of(rest[:head_size]) == head and rest[head_size:] == body and body_size == len(body)


@pytest.mark.parametrize(
    ("iri", "link"),
    [
        ("urn:b/region/1", "/id/region/1"),
        ("urn:b/institution/急救%2FAED", "/id/institution/%E6%80%A5%E6%95%91%2FAED"),
        ("urn:b/ontology#Region", ""),
        ("https://schema.org/Place", "https://schema.org/Place"),
        ("javascript:alert(1)", ""),
    ],
)
def test_links_lead_to_things_here_and_pages_elsewhere_alone(iri: str, link: str) -> None:
    assert pages.link_to(iri, "urn:b/") == link


class _Process:
    returncode = None
    pid = 0


def _pool(workers: int, per_client: int) -> Pool:
    pool = Pool(Limits(workers=workers, per_client=per_client, queue=100), lambda *_, **__: None)
    pool._idle.extend(Worker(_Process(), 0) for _ in range(workers))  # type: ignore[arg-type]
    return pool


def test_workers_go_round_the_clients_and_no_client_holds_them_all() -> None:
    async def turns() -> list[str]:
        pool, order = _pool(2, 1), []

        async def one(client: str) -> None:
            worker = await pool._acquire(client)
            order.append(client)
            await asyncio.sleep(0)
            pool._release(worker, client)

        await asyncio.gather(*(one("greedy") for _ in range(6)), one("a"), one("b"))
        return order

    order = asyncio.run(turns())
    assert order.count("greedy") == 6
    # Those who came after six requests of another are served among the first.
    assert {"a", "b"} <= set(order[:4])


def test_a_client_that_gives_up_leaves_no_trace_in_the_queue() -> None:
    async def state() -> dict[str, int]:
        pool = _pool(1, 1)
        held = await pool._acquire("a")
        waiting = [asyncio.ensure_future(pool._acquire("b")) for _ in range(3)]
        await asyncio.sleep(0)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        pool._release(held, "a")
        return pool.state

    assert asyncio.run(state()) == {"workers": 0, "idle": 1, "starting": 0, "waiting": 0}
