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
    file = served.get("/explorer")
    assert file.status == 200
    assert "connect-src 'self'" in file.headers["content-security-policy"]
    first, second = (served.get(f"/explorer/part?page={n}", timeout=120) for n in (0, 1))
    assert (first.status, second.status) == (200, 200)
    assert first.body != second.body
    # The first page is the file that the build wrote: nobody waits for it.
    assert data_in(first.text) == data_in(file.text)
    assert "connect-src 'self'" in first.headers["content-security-policy"]
    assert json.loads(served.get("/explorer/find?q=%E5%AE%B6%E5%BA%AD", timeout=120).body)
    again = served.get("/explorer/part?page=0", if_none_match=first.headers["etag"])
    assert again.status == 304


def data_in(page: str) -> Any:
    """The data of a page."""
    return json.loads(
        page.partition('<script type="application/json" id="data">')[2].partition("</script>")[0]
    )


def test_the_page_knows_what_the_facets_count_of_the_whole_graph(large: Path, told: list[Shelf]) -> None:
    known = told[0].told()
    assert known is not None
    pages = [page_data(open_store(large), told[0], large / "sources")]
    pages += [
        page_data(open_store(large), shelf(open_store(large), page=n), large / "sources")
        for n in range(1, known["pages"])
    ]
    seen = []
    for data in pages:
        stated = {row[0] for row in data["duties"] if row[6] == "stated"}
        for n, doc in enumerate(data["documents"]):
            place = data["regions"][doc["region"]]
            seen.append([doc["id"], place[6] or place[0], doc["period"], doc["genre"], int(n in stated)])
    assert sorted(seen) == sorted(known["books"])
    assert known["total"] == sum(len(data["commitments"]) for data in pages)
    assert known["size"] == len(pages[0]["commitments"])


def test_the_documents_that_name_a_thing_are_one_request_away(large: Path, served: Served) -> None:
    thing = "programme/p1"
    part = shelf(open_store(large), about=thing)
    naming = {
        d["id"] for n in range(len(part.pages)) for d in page_data(
            open_store(large), shelf(open_store(large), about=thing, page=n), large / "sources"
        )["documents"]
    }  # fmt: skip
    whole = [
        page_data(open_store(large), shelf(open_store(large), page=n), large / "sources")
        for n in range(len(shelf(open_store(large)).pages))
    ]
    wanted = set()
    for data in whole:
        number = next((n for n, row in enumerate(data["programmes"]) if row[0] == thing), None)
        wanted |= {data["documents"][row[0]]["id"] for row in data["commitments"] if number in row[6]}
        wanted |= {data["documents"][row[0]]["id"] for row in data["mentions"] if row[1] == thing}
    assert naming == wanted
    assert served.get(f"/explorer/part?about={thing}", timeout=120).status == 200
    assert served.get("/explorer/part?about=no%20thing", timeout=120).status == 400


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
        page.wait_for_url("**/explorer/part?page=1*")
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

    def test_filters_count_the_whole_graph_and_load_what_fits(
        self, started: Any, served: Served, told: list[Shelf]
    ) -> None:
        context = started.new_context(locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.goto(served.url.rstrip("/") + "/explorer")
        page.wait_for_selector("body[data-ready]")
        books = told[0].told()["books"]  # type: ignore[index]
        here = {path.removeprefix("document/") for path in told[0].documents}
        place = next(row[1] for row in books if row[0] not in here)
        fits = [row[0] for row in books if row[1] == place]
        box = page.locator(f"[data-facet='fr:{place}']")
        assert box.locator("xpath=..").locator("small").inner_text() == str(len(fits))
        box.check()
        away = len(set(fits) - here)
        assert f"{away} 份不在本页" in page.locator("#shelf .warn").inner_text()
        page.locator("#shelf .warn a").click()
        page.wait_for_url("**documents=**")
        page.wait_for_selector("body[data-ready]")
        assert page.locator("#shelf .warn").count() == 0
        assert page.locator(".summary li").nth(1).inner_text().startswith(str(len(fits)))
        page.goto(served.url.rstrip("/") + "/explorer#sel=programme/p1")
        page.wait_for_selector("body[data-ready]")
        page.locator("#panel .acts a", has_text="提及").click()
        page.wait_for_url("**about=**")
        page.wait_for_selector("body[data-ready]")
        assert page.locator("#panel h2").inner_text()
        context.close()
