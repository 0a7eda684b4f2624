"""A graph larger than one file carries: the page says so, and `kg serve` turns its documents over page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from explorer_pages import Tab, browser, data_of, make_graph, tab, why_no_browser
from serving import Served, serving

from kg.errors import BadCall
from kg.explore import explore, page_data
from kg.explore.served import find
from kg.explore.shelf import MOST, Shelf, shelf
from kg.store import make_store, open_store

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(why_no_browser() is not None, reason=why_no_browser() or ""),
]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of more commitments than a page carries."""
    folder = tmp_path_factory.mktemp("large")
    make_graph().make(folder, 12_000)
    make_store(folder)
    return folder


@pytest.fixture(scope="module")
def told(large: Path) -> list[Shelf]:
    """What was told while the page was written."""
    found: list[Shelf] = []
    explore(large, tell=found.append)
    return found


@pytest.fixture(scope="module")
def served(large: Path, told: list[Shelf], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(large, tmp_path_factory.mktemp("log") / "log.jsonl", "--timeout", "120") as one:
        yield one


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with browser() as one:
        yield one


def test_pages_hold_every_document_once_and_no_more_than_a_page_carries(large: Path) -> None:
    part = shelf(open_store(large))
    paths = [book.path for books in part.pages for book in books]
    assert sorted(paths) == paths == [book.path for book in part.books]
    assert len(part.pages) > 1
    assert all(sum(book.size for book in books) <= MOST for books in part.pages)


def test_a_document_larger_than_a_page_has_one_to_itself(large: Path) -> None:
    part = shelf(open_store(large), most=1)
    assert [len(books) for books in part.pages] == [1] * len(part.books)


def test_a_part_read_alone_says_of_its_documents_what_the_whole_graph_says(tmp_path: Path) -> None:
    make_graph().make(tmp_path, 600)
    store = open_store(tmp_path)
    whole = data_of(tmp_path)
    name = whole["documents"][1]["id"]
    part = page_data(store, shelf(store, documents=[name]), tmp_path / "sources")
    assert [d["id"] for d in part["documents"]] == [name]
    for table, key in (("commitments", slice(3, 6)), ("figures", slice(4, 16)), ("duties", slice(5, 11))):
        own = sorted(str([row[1], *row[key]]) for row in whole[table] if row[0] == 1)
        assert sorted(str([row[1], *row[key]]) for row in part[table]) == own
    names = {row[0]: row[1] for row in whole["programmes"]}
    assert {row[0]: row[1] for row in part["programmes"]}.items() <= names.items()
    assert part["texts"][0] == whole["texts"][1]


def test_the_file_of_a_large_graph_holds_its_first_documents_and_says_so(
    large: Path, told: list[Shelf]
) -> None:
    assert len(told) == 1
    assert 0 < len(told[0].documents) < len(told[0].books)
    assert (large / "explorer.html").stat().st_size <= 5_000_000


def test_a_search_over_the_whole_graph_is_folded_for_script_and_width(large: Path) -> None:
    hits = find(open_store(large), "家庭醫生 簽約")
    assert hits
    assert all("家庭医生签约" in hit["label"] for hit in hits)
    assert all({"id", "label", "document"} == set(hit) for hit in hits)
    assert find(open_store(large), " ") == []


def test_the_server_turns_the_pages_and_finds_in_all_of_them(served: Served) -> None:
    assert served.get("/explorer").status == 307
    first, second = (served.get(f"/explorer/part?page={n}", timeout=120) for n in (0, 1))
    assert (first.status, second.status) == (200, 200)
    assert first.body != second.body
    assert "connect-src 'self'" in first.headers["content-security-policy"]
    assert json.loads(served.get("/explorer/find?q=%E5%AE%B6%E5%BA%AD", timeout=120).body)
    again = served.get("/explorer/part?page=0", if_none_match=first.headers["etag"])
    assert again.status == 304


def test_a_part_that_is_not_there_is_told(served: Served, large: Path) -> None:
    assert served.get("/explorer/part?page=x").status == 400
    assert served.get("/explorer/part?documents=none").status == 400
    assert served.get("/explorer/part?page=999999", timeout=120).status == 200
    with pytest.raises(BadCall, match="choose among"):
        shelf(open_store(large), regions=["0"])


class TestInTheBrowser:
    pytestmark = needs_browser

    def test_the_file_says_what_it_leaves_out_and_how_to_see_it(
        self, started: Any, large: Path, told: list[Shelf]
    ) -> None:
        with tab(started, large / "explorer.html") as one:
            one.open()
            assert "kg serve" in one.text("#shelf")
            assert str(len(told[0].books)) in one.text("#shelf")
            assert one.trespasses() == []

    def test_the_served_page_goes_on_to_the_next_and_finds_what_is_not_here(
        self, started: Any, served: Served
    ) -> None:
        context = started.new_context(locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(120_000)
        one = Tab(page, Path("/"))
        page.goto(served.url.rstrip("/") + "/explorer")
        page.wait_for_selector("body[data-ready]")
        docs = page.locator("#panel .docs button").first.inner_text()
        page.locator("#shelf [aria-label=下一页]").click()
        page.wait_for_url("**/explorer/part?page=1")
        page.wait_for_selector("body[data-ready]")
        assert page.locator("#panel .docs button").first.inner_text() != docs
        page.keyboard.press("/")
        page.keyboard.type("家庭医生")
        other = page.locator("#hits .hit:not([id])").first
        label = other.locator("bdi").inner_text()
        other.click()
        page.wait_for_url("**documents=**")
        page.wait_for_selector("#panel h2")
        assert page.locator("#panel h2").inner_text() == label
        assert one.said == []
        context.close()
