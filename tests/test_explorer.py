"""The explorer: what the page holds, and what a reader meets in it. All places and figures are invented."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import networkx
import pytest
from explorer_pages import Sample, Tab, bench, browser, data_of, make_graph, tab, why_no_browser
from hand_made import build_hand_made, documents

from kg.clean import clean
from kg.errors import BadCall, BadInput, KgError
from kg.explore import explore
from kg.explore.drawing import wrapped
from kg.explore.neighbourhood import MOST, around_programme, busiest_programme
from kg.explore.page import MINIFIED, json_block, minified_head, own_script, own_source
from kg.explore.search_keys import initials, script_pairs, shown
from kg.explore.text import edits
from kg.paths import viz
from kg.terms import BASES, GENRES, INSTITUTION_TYPES, MEASURES, ROLES, STATUSES

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(why_no_browser() is not None, reason=why_no_browser() or ""),
]
GLOSSED = 3  # the fourth synthetic document is a traditional page with glosses
OWNED, SILENT = 0, 1  # the first writes owner lists, the second none
VIEWS = ("shared", "compare", "owners", "indicators", "graph", "source", "timeline", "regions")
AXE_VIEWS = (
    "#sel=programme/p1", "#v=compare", "#v=owners", "#v=indicators&i=indicator/i0", "#v=graph&c=programme/p1",
    "#v=source&doc=sample003-2024&span=160-240", "#v=timeline&i=indicator/i0", "#v=regions",
)  # fmt: skip
AXE_MORE = (
    "#v=owners&none=sample001-2022", "#v=regions&i=indicator/i0", "#v=shared&q=健康", "#v=indicators",
    "#v=graph&c=document/sample000-2021",
)  # fmt: skip


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("explorer"), 600)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("hostile"), 500, hostile=True)


@pytest.fixture(scope="session")
def textless(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("textless"), 300, sources=False)


@pytest.fixture(
    scope="module"
)  # an open one keeps an event loop running, which others cannot start theirs beside
def started() -> Iterator[Any]:
    with browser() as one:
        yield one


@pytest.fixture
def page(started: Any, sample: Sample) -> Iterator[Tab]:
    with tab(started, sample.page) as one:
        yield one
        assert one.trespasses() == []


def applied(source: str, rows: list[int | str]) -> str:
    """The cleaned text that the page makes from the source and its edits."""
    out, at = "", 0
    for kept, gone, put in zip(rows[::3], rows[1::3], rows[2::3], strict=True):
        assert isinstance(kept, int) and isinstance(gone, int)
        out += source[at : at + kept] + str(put)
        at += kept + gone
    return out + source[at:]


# --- what the page holds ---


@pytest.mark.parametrize(
    "source",
    [
        "推进清和市托育服务。\n",
        "樣(yàng)例衛(wèi)生健康工作：推進(jìn)醫(yī)養結合。\n",
        "ＡＢＣ　１２３．５％\u200b以上",
        "",
        "只有\n\n\n几行 12 个 字",
    ],
)
def test_edits_turn_the_source_into_the_cleaned_text(source: str) -> None:
    cleaned = clean(source)
    assert applied(source, edits(source, cleaned)) == cleaned.text


def test_places_of_commitments_show_their_words_in_the_source(sample: Sample) -> None:
    for row in sample.data["commitments"]:
        words = sample.source(row[0])[row[7] : row[8]]
        assert clean(words).text == row[3]


def test_pinyin_initials_take_the_first_letters() -> None:
    assert initials("疾病预防控制中心") == "jbyfkzzx"
    assert initials("“两癌”筛查HPV") == "laschpv"


def test_labels_lose_what_turns_or_hides_text() -> None:
    assert shown("\u202e倒\u200b置\u202c") == "倒置"


def test_the_script_table_holds_only_what_can_lead_to_a_hit() -> None:
    pairs = script_pairs(["托育服务"])
    assert "務务" in pairs
    assert "醫" not in pairs


def test_no_data_can_end_its_script_element() -> None:
    block = json_block({"name": "</script><!--", "other": "<script>"})
    assert "<" not in block
    assert json.loads(block) == {"name": "</script><!--", "other": "<script>"}


def test_the_page_names_no_address_that_a_browser_would_fetch(sample: Sample) -> None:
    text = sample.page.read_text(encoding="utf-8")
    assert (
        re.findall(r"<(?:script|img|iframe)[^>]+src=|<link[^>]+href=.https?:|@import|sourceMappingURL", text)
        == []
    )
    assert "default-src 'none'" in text


def test_every_word_that_the_page_asks_for_is_there_in_two_languages() -> None:
    words = json.loads(viz("words.json").read_text(encoding="utf-8"))
    asked = set(re.findall(r"\bt\(\"(\w+)\"", own_source()))
    asked |= set(re.findall(r"data-[tl]=\"(\w+)\"", viz("explorer.html").read_text(encoding="utf-8")))
    asked |= {
        value for values in (GENRES, STATUSES, MEASURES, ROLES, BASES, INSTITUTION_TYPES) for value in values
    }
    assert asked - set(words) == set()
    for key, (chinese, english) in words.items():
        assert chinese and english, key
        assert sorted(re.findall(r"\{\w+\}", chinese)) == sorted(re.findall(r"\{\w+\}", english)), key


def test_what_build_writes_is_what_the_page_shows(tmp_path: Path) -> None:
    data = data_of(build_hand_made(tmp_path))
    records = documents()
    for table in ("sections", "commitments"):
        assert len(data[table]) == sum(len(getattr(r, table)) for r in records)
    assert len(data["figures"]) == sum(len(r.targets) for r in records)
    assert len(data["notes"]) == sum(len(r.notes) for r in records)
    for row in data["figures"]:
        source = data["texts"][row[0]]["o"]
        assert source[row[14] : row[15]].replace(" ", "") == row[10]


def test_our_own_script_stays_small() -> None:
    assert len(own_script().encode("utf-8")) <= 80_000


def test_the_small_script_is_made_from_the_scripts_as_they_are() -> None:
    head = viz(MINIFIED).read_text(encoding="utf-8").partition("\n")[0]
    assert head == minified_head(own_source()), "run: python bench/shrink.py"


def test_making_the_script_small_again_gives_the_same_bytes() -> None:
    pytest.importorskip("minify", reason="tdewolff-minify is not installed (pip install -e '.[dev]')")
    made = bench("shrink").minified()
    assert made == viz(MINIFIED).read_text(encoding="utf-8"), "run: python bench/shrink.py"


def test_the_page_at_3000_nodes_is_within_its_size(tmp_path: Path) -> None:
    assert Sample(tmp_path, 3000).page.stat().st_size <= 2_500_000


def test_the_page_is_the_same_bytes_in_every_run_and_locale(sample: Sample, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from kg.explore import explore; explore(Path(sys.argv[1]), Path(sys.argv[2]))"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0"}
        out = tmp_path / f"{seed}.html"
        subprocess.run(
            [sys.executable, "-c", code, str(sample.folder), str(out)], env=environment, check=True
        )
        assert out.read_bytes() == sample.page.read_bytes()


def test_a_province_stands_for_all_its_places_and_a_document_for_itself(
    sample: Sample, tmp_path: Path
) -> None:
    whole = explore(sample.folder, tmp_path / "a.html", regions=["990000"])
    assert whole.read_bytes() == sample.page.read_bytes()
    for name in ("临溪市", "临溪"):
        named = explore(sample.folder, tmp_path / "n.html", regions=[name]).read_text(encoding="utf-8")
        assert "临溪市2022年" in named
        assert "朔方市2023年" not in named
    one = explore(sample.folder, tmp_path / "b.html", documents=["sample001-2022"]).read_text(
        encoding="utf-8"
    )
    assert "临溪市2022年" in one
    assert "朔方市2023年" not in one


def test_a_call_that_cannot_be_answered_says_what_to_do(sample: Sample, tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="kg run"):
        explore(tmp_path)
    with pytest.raises(BadCall, match="choose among sample000-2021"):
        explore(sample.folder, tmp_path / "x.html", regions=["110000"])
    (tmp_path / "graph.nq").write_text("not a graph\n", encoding="utf-8")
    with pytest.raises(BadInput, match="kg run"):
        explore(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KgError, match="cannot be written"):
        explore(sample.folder, tmp_path / "file" / "x.html")


def test_a_neighbourhood_draws_at_most_fifteen_a_lane_and_counts_the_rest(sample: Sample) -> None:
    programme = busiest_programme(sample.data)
    assert programme is not None
    found = around_programme(sample.data, programme)
    assert [len(lane) > 0 for lane in found.lanes] == [True] * 4
    assert found.folded(1) == max(0, len(found.lanes[1]) - MOST)
    ids = {node for lane in found.lanes for node, _, _ in lane}
    assert {end for edge in found.edges for end in edge[:2]} <= ids


def test_labels_of_boxes_take_two_lines_at_most() -> None:
    lines = wrapped("推进紧密型县域医疗卫生共同体建设和基层医疗卫生机构服务能力提升").split("\n")
    assert len(lines) == 2
    assert lines[1].endswith("…")


# --- what a reader meets ---


@pytest.mark.parametrize("view", VIEWS)
class TestEveryView:
    pytestmark = needs_browser

    def test_asks_for_nothing_and_breaks_no_rule(self, page: Tab, view: str) -> None:
        page.open(f"#v={view}")
        assert page.page.locator("main h1").count() == 1

    @pytest.mark.parametrize("dark", [False, True])
    def test_fits_a_phone(self, started: Any, sample: Sample, view: str, dark: bool) -> None:
        with tab(started, sample.page, dark=dark, width=390, height=844) as one:
            one.open(f"#v={view}")
            assert one.page.evaluate("document.documentElement.scrollWidth") <= 390
            one.go(f"#v={view}&l=en").page.wait_for_selector("html[lang=en]")
            assert one.page.evaluate("document.documentElement.scrollWidth") <= 390
            assert one.page.evaluate("document.documentElement.dataset.theme") == (
                "dark" if dark else "light"
            )
            assert one.trespasses() == []


class TestTwoClicks:
    pytestmark = needs_browser

    def test_who_owns_a_task_takes_one(self, page: Tab, sample: Sample) -> None:
        page.open()
        _, row = sample.commitment(OWNED)
        page.type(row[3])
        page.click("#hits .k-commitment")
        assert page.clicks == 1
        duties = sorted((d for d in sample.data["duties"] if d[3] == row[2]), key=lambda d: d[7])
        names = [sample.data["institutions"][d[2]][1] for d in duties]
        assert page.all("#panel .owners .k-institution")[: len(names)] == names
        assert page.marked("#panel") == row[3]

    def test_a_task_without_owner_says_so(self, page: Tab, sample: Sample) -> None:
        path, _ = sample.commitment(SILENT)
        page.open(f"#sel={quote(path)}")
        assert page.text("#panel .unowned") == "原文未写明责任单位"

    def test_which_programmes_two_places_share_takes_two(self, page: Tab) -> None:
        page.open()
        heads = page.page.locator("[data-place]")
        first, second = heads.nth(0).inner_text(), heads.nth(1).inner_text()
        page.click("[data-place] >> nth=0")
        page.click("[data-place] >> nth=1")
        assert page.clicks == 2
        assert page.all("table.reading thead th")[1:] == [f"{first}原文", f"{second}原文"]
        count = int(page.text(".switch [aria-pressed=true] small"))
        assert page.page.locator("table.reading tbody tr").count() == count > 0

    def test_how_targets_compare_takes_two(self, page: Tab) -> None:
        page.open()
        page.click("[data-view=indicators]")
        page.click("main [data-row='indicator/i0']")
        assert page.clicks == 2
        drawn = page.page.locator(".plot svg .row").count()
        assert drawn == page.page.locator("main table tbody tr").count() > 3
        assert "每千人口托位数" in page.text("main h1")

    def test_where_the_source_says_it_takes_one_more(self, page: Tab, sample: Sample) -> None:
        path, row = sample.commitment(GLOSSED, 2)
        page.open(f"#sel={quote(path)}")
        words = sample.source(GLOSSED)[row[7] : row[8]]
        assert "(" in words, "the sample should hold a gloss"
        assert page.marked("#panel") == words
        page.click("#panel .source")
        assert page.clicks == 1
        assert page.marked("#page") == words
        box = page.page.locator("#page mark").first.bounding_box()
        assert 0 < box["y"] < 800
        page.page.locator("main .switch button >> nth=1").click()
        assert page.marked("#page") == row[3]


class TestSearch:
    pytestmark = needs_browser

    @pytest.mark.parametrize("typed", ["家庭医生签约", "jtysqyfw", "家庭醫生簽約", "家医签约", "家庭 签约"])
    def test_finds_a_programme_however_it_is_typed(self, page: Tab, typed: str) -> None:
        page.open()
        page.type(typed)
        assert page.text("#hits .k-programme bdi") == "家庭医生签约服务"

    def test_finds_words_of_a_glossed_source_and_marks_them(self, page: Tab, sample: Sample) -> None:
        page.open()
        text = sample.source(GLOSSED)
        page.type("责任单位")
        hits = page.page.locator("#hits .k-text")
        hits.filter(has_text="南陵山").first.click()
        assert clean(page.marked("#page")).text == "责任单位"
        assert page.marked("#page") in text

    def test_says_when_there_is_nothing(self, page: Tab) -> None:
        page.open()
        page.type("不存在的事项")
        assert "没有找到" in page.text("#hits")

    def test_works_by_keys_alone(self, page: Tab) -> None:
        page.open()
        page.type("健康")
        page.page.keyboard.press("ArrowDown")
        chosen = page.text("#hits [aria-selected=true] bdi")
        page.page.keyboard.press("Enter")
        assert page.text("#panel h2") == chosen


class TestAddress:
    pytestmark = needs_browser

    def test_back_and_forward_go_through_the_states(self, page: Tab) -> None:
        page.open()
        page.click("[data-view=owners]")
        page.click("main [data-row]")
        name = page.text("main h1 bdi")
        page.page.go_back()
        page.page.wait_for_selector("main .silence")
        page.page.go_back()
        page.page.wait_for_selector("[data-view=shared][aria-current=page]")
        page.page.go_forward()
        page.page.wait_for_selector("[data-view=owners][aria-current=page]")
        page.page.go_forward()
        page.page.wait_for_selector("#crumbs li:nth-child(2)")
        assert page.text("main h1 bdi") == name

    def test_a_copied_address_shows_the_same(self, page: Tab) -> None:
        page.open()
        page.click("[data-cell]")
        address = page.page.evaluate("location.hash")
        shown_before = page.text("#panel")
        page.open(address)
        assert page.text("#panel") == shown_before

    @pytest.mark.parametrize(
        "state",
        ["#v=nothing", "#sel=no/such", "#v=source&doc=x&span=9-1", "#v=graph&c=%3Cimg%3E", "#%E0%A4%A"],
    )
    def test_a_broken_address_still_opens(self, page: Tab, state: str) -> None:
        page.open(state)
        assert page.page.locator("main h1").count() == 1


class TestKeys:
    pytestmark = needs_browser

    def test_arrows_walk_the_cells_and_enter_opens(self, page: Tab) -> None:
        page.open()
        page.page.locator("tbody [data-row]").first.focus()
        page.page.keyboard.press("ArrowRight")
        cell = page.page.evaluate("document.activeElement.dataset.cell")
        page.page.keyboard.press("Enter")
        assert f"sel={cell.split('|')[0]}" in page.page.evaluate("location.hash")
        assert page.page.evaluate("document.activeElement.dataset.cell") == cell
        page.page.keyboard.press("Escape")
        assert "sel=" not in page.page.evaluate("location.hash")

    def test_digits_switch_views_and_brackets_step_through_evidence(self, page: Tab) -> None:
        page.open()
        page.page.keyboard.press("3")
        assert page.page.evaluate("document.body.dataset.view") == "owners"
        page.open("#sel=programme/p1")
        page.page.keyboard.press("]")
        assert page.page.locator("#panel .evidence:not(.now) ~ .evidence.now").count() == 1
        page.page.keyboard.press("[")
        assert page.page.locator("#panel .evidence.now + .evidence:not(.now)").count() == 1


class TestWords:
    pytestmark = needs_browser

    def test_an_empty_cell_says_not_mentioned_here(self, page: Tab) -> None:
        page.open("#all=1")
        assert str(page.page.get_attribute("td.none", "aria-label")).endswith("本文未提及")
        assert "不等于当地没有此项工作" in page.text("main .legend")

    def test_the_interface_has_two_languages(self, page: Tab) -> None:
        page.open()
        page.click("#lang")
        assert page.page.evaluate("document.documentElement.lang") == "en"
        assert page.text("[data-view=owners]").startswith("Who is responsible")
        left = page.page.evaluate(
            "[...document.querySelectorAll('[data-t], .tabs a, legend')].map((e) => e.textContent).join()"
        )
        assert re.findall(r"[\u4e00-\u9fff]", left) == []

    def test_without_source_the_panel_says_how_to_add_it(self, started: Any, textless: Sample) -> None:
        path, row = textless.commitment(0)
        with tab(started, textless.page) as one:
            one.open(f"#sel={quote(path)}")
            assert one.marked("#panel") == row[3]
            assert "记录中没有原文" in one.text("#panel .missing")
            one.open("#v=source")
            assert "kg run" in one.text("main .empty")
            assert one.trespasses() == []

    def test_comparators_and_ranges_are_told_apart(self, page: Tab, sample: Sample) -> None:
        wanted = {"▷": ">=", "◁": "<=", "~": "~"}
        for sign, operator in wanted.items():
            row = next(r for r in sample.data["figures"] if r[6] == operator)
            name = sample.data["documents"][row[0]]["id"]
            page.open(f"#sel={quote(f'document/{name}/figure/{row[1]}')}")
            assert f"{sign}{row[10]}" in page.text("#panel .chip.value")


class TestPicture:
    pytestmark = needs_browser

    OVERLAPS = """() => {
      const network = document.querySelector('.canvas').network;
      const boxes = network.body.nodeIndices.map((id) => network.getBoundingBox(id));
      let n = 0;
      for (let i = 0; i < boxes.length; i++) for (let j = 0; j < i; j++) {
        const [a, b] = [boxes[i], boxes[j]];
        if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) n++;
      }
      return { n, boxes: boxes.length, scale: network.getScale() };
    }"""

    @pytest.mark.parametrize("hops", [1, 2])
    def test_no_box_lies_on_another_and_labels_are_readable(self, page: Tab, hops: int) -> None:
        page.open(f"#v=graph&c=programme/p1&h={hops}")
        found = page.page.evaluate(self.OVERLAPS)
        assert found["n"] == 0
        assert found["scale"] == 1
        assert 4 <= found["boxes"] <= 64

    def test_the_table_beside_it_holds_every_neighbour(self, page: Tab) -> None:
        page.open("#v=graph&c=programme/p1")
        rows = page.page.locator(".twin tbody tr").count()
        assert (
            rows
            >= page.page.evaluate("document.querySelector('.canvas').network.body.nodeIndices.length") - 4
        )

    # Scrolls a box of the picture into sight and gives the point of the window where it stands.
    BOX = """(beginning) => {
      const canvas = document.querySelector('.canvas');
      const id = canvas.network.body.nodeIndices.find((i) => String(i).startsWith(beginning));
      const at = canvas.network.canvasToDOM(canvas.network.getPositions([id])[id]);
      scrollBy(0, canvas.getBoundingClientRect().top + at.y - 400);
      const box = canvas.getBoundingClientRect();
      return [box.left + at.x, box.top + at.y];
    }"""

    def test_a_click_on_the_rest_of_a_lane_unfolds_it(self, page: Tab) -> None:
        page.open("#v=graph&c=indicator/i0&h=2")
        before = page.page.evaluate(self.OVERLAPS)
        page.page.mouse.click(*page.page.evaluate(self.BOX, "fold-1"))
        page.reached("u=0100")
        after = page.page.evaluate(self.OVERLAPS)
        assert after["boxes"] > before["boxes"]
        assert after["n"] == 0

    def test_a_click_on_a_box_chooses_it_and_a_double_click_makes_it_the_centre(self, page: Tab) -> None:
        page.open("#v=graph&c=programme/p1")
        place = page.page.evaluate(self.BOX, "document/")
        page.page.mouse.click(*place)
        page.reached("sel=document/")
        assert page.page.locator("#panel .evidence").count() == 1
        page.page.mouse.dblclick(*page.page.evaluate(self.BOX, "document/"))
        page.reached("c=document/")

    def test_a_box_is_opened_in_place_and_folded_again_from_the_table(self, page: Tab) -> None:
        page.open("#v=graph&c=" + quote("document/sample000-2021/commitment/c1"))
        before = page.page.evaluate(self.OVERLAPS)
        row = page.page.locator(".twin tbody tr", has=page.page.locator(".k-programme"))
        row.get_by_role("button", name="展开").first.click()
        page.reached("x=programme")
        after = page.page.evaluate(self.OVERLAPS)
        assert after["boxes"] > before["boxes"]
        assert after["n"] == 0
        page.page.locator("main .tools").get_by_role("button", name="全部收起").click()
        page.reached("x=", gone=True)
        assert page.page.evaluate(self.OVERLAPS) == before

    def test_a_whole_document_is_drawn_with_its_tasks(self, page: Tab, sample: Sample) -> None:
        page.open("#v=graph&c=document/sample000-2021")
        assert page.page.evaluate(self.OVERLAPS)["n"] == 0
        tasks = {row[2] for row in sample.data["commitments"] if row[0] == 0 and row[2] >= 0}
        assert page.page.locator(".twin .kind.k-section").count() == len(tasks)

    def test_pyvis_writes_it_as_a_file_of_its_own(self, started: Any, sample: Sample) -> None:
        with tab(started, sample.page.with_name("graph.html")) as one:
            one.open()
            assert one.page.locator("canvas").count() == 1
            assert one.page.locator("tbody tr").count() > 1
            before = one.page.evaluate(self.OVERLAPS)
            assert before["n"] == 0
            one.page.mouse.click(*one.page.evaluate(self.BOX, "fold-1"))
            after = one.page.evaluate(self.OVERLAPS)
            assert after["boxes"] > before["boxes"]
            assert after["n"] == 0
            one.page.mouse.click(*one.page.evaluate(self.BOX, "document/"))
            assert one.page.locator("#chosen li").count() > 0
            assert one.trespasses() == []


class TestHostileLabels:
    pytestmark = needs_browser

    def test_stand_on_the_page_as_text(self, started: Any, hostile: Sample) -> None:
        with tab(started, hostile.page) as one:
            one.open("#all=1")
            rows = one.all("tbody th")
            for label in make_graph().HOSTILE[:3]:
                assert label in rows
            assert one.page.locator("main img, main script").count() == 0
            assert one.trespasses() == []

    @pytest.mark.parametrize("number", range(len(make_graph().HOSTILE)))
    def test_do_nothing_in_any_view(self, started: Any, hostile: Sample, number: int) -> None:
        with tab(started, hostile.page) as one:
            one.open(f"#sel=programme/p{number}")
            for state in (f"#v=graph&c=programme/p{number}&h=2", "#v=compare", "#v=owners"):
                one.go(state).page.wait_for_selector(f"body[data-view={state[3:].split('&')[0]}]")
            one.type(make_graph().HOSTILE[number][:8])
            assert one.trespasses() == []

    def test_do_nothing_in_the_picture_of_pyvis(self, started: Any, hostile: Sample) -> None:
        with tab(started, hostile.page.with_name("graph.html")) as one:
            one.open()
            assert one.trespasses() == []

    def test_directions_and_markup_in_a_source_stay_text(self, started: Any, tmp_path: Path) -> None:
        made = Sample(tmp_path, 300)
        _, row = made.commitment(0)
        name = made.data["documents"][0]["id"]
        file = tmp_path / "sources" / f"{name}.txt"
        bad = file.read_text(encoding="utf-8") + "\n</script><img src=x onerror=alert(1)>\u202e倒\u200b\x00\n"
        file.write_text(bad, encoding="utf-8")
        explore(tmp_path)
        with tab(started, made.page) as one:
            one.open(f"#v=source&doc={name}&span={row[7]}-{row[8]}")
            assert "<img src=x" in one.text("#page")
            assert one.marked("#page") == row[3]
            assert one.trespasses() == []


class TestExport:
    pytestmark = needs_browser

    @pytest.mark.parametrize("view", VIEWS)
    def test_every_table_comes_as_csv_with_a_mark_for_spreadsheets(self, page: Tab, view: str) -> None:
        page.open(f"#v={view}")
        with page.page.expect_download() as waiting:
            page.export("csv")
        data = Path(waiting.value.path()).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert len(data.decode("utf-8-sig").splitlines()) > 3

    def test_a_cell_that_looks_like_a_formula_is_kept_as_text(self, started: Any, hostile: Sample) -> None:
        with tab(started, hostile.page) as one:
            one.open()
            with one.page.expect_download() as waiting:
                one.export("csv")
            text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
        assert '"\'=HYPERLINK(""x"")"' in text
        assert '"=' not in text

    def test_the_data_of_a_view_come_as_json_with_its_address(self, page: Tab) -> None:
        page.open("#v=indicators&i=indicator/i0")
        data = json.loads(page.exported("json").read_text(encoding="utf-8"))
        assert data["view"] == "indicators"
        assert data["state"]["i"] == "indicator/i0"
        assert len(data["rows"]) == page.page.locator("main table tbody tr").count()
        assert {"指标", "地区", "数值", "单位"} <= set(data["rows"][0])

    @pytest.mark.parametrize(
        "view", ["shared", "compare", "indicators&i=indicator/i0", "timeline", "regions"]
    )
    def test_what_is_on_the_screen_comes_as_vectors(self, page: Tab, view: str) -> None:
        page.open(f"#v={view}")
        root = ElementTree.parse(page.exported("svg")).getroot()
        texts = {"".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text")}
        assert root.tag.endswith("svg")
        assert [t for t in texts if t.startswith(("清和", "临溪"))]
        assert root.findall(".//{http://www.w3.org/2000/svg}image") == []

    def test_the_picture_of_relations_comes_as_vectors_with_every_box(self, page: Tab) -> None:
        page.open("#v=graph&c=programme/p1")
        boxes = page.page.evaluate("document.querySelector('.canvas').network.body.nodeIndices.length")
        root = ElementTree.parse(page.exported("svg")).getroot()
        assert len(root.findall(".//*[@height='48']")) == boxes

    @pytest.mark.parametrize("view", ["shared", "graph&c=programme/p1", "regions"])
    def test_what_is_on_the_screen_comes_as_a_picture(self, page: Tab, view: str) -> None:
        page.open(f"#v={view}")
        data = page.exported("png").read_bytes()
        width, height = struct.unpack(">II", data[16:24])
        assert data.startswith(b"\x89PNG")
        assert width > 800
        assert height > 400

    def test_a_neighbourhood_comes_for_gephi(self, page: Tab) -> None:
        page.open("#v=graph&c=programme/p1")
        found = networkx.read_gexf(page.exported("gexf"))
        rows = page.page.locator(".twin tbody tr").count()
        assert found.number_of_nodes() >= rows
        assert found.nodes["programme/p1"]["label"] == "家庭医生签约服务"

    def test_hostile_labels_stay_text_in_every_file(self, started: Any, hostile: Sample) -> None:
        with tab(started, hostile.page) as one:
            one.open("#v=graph&c=programme/p1&h=2")
            for kind in ("svg", "gexf"):
                root = ElementTree.parse(one.exported(kind)).getroot()
                assert not [e for e in root.iter() if e.tag.endswith(("script", "img"))]
            assert one.trespasses() == []


class TestFacets:
    pytestmark = needs_browser

    def count(self, page: Tab, facet: str) -> int:
        return int(page.text(f"label:has([data-facet='{facet}']) small"))

    def test_a_count_is_what_a_choice_gives(self, page: Tab, sample: Sample) -> None:
        page.open()
        plans = sum(d["genre"] == "plan" for d in sample.data["documents"])
        assert self.count(page, "fg:plan") == plans
        page.click("[data-facet='fg:plan']")
        assert f"{plans} 份文件" in page.text(".summary")

    def test_counts_of_the_others_follow_a_choice(self, page: Tab, sample: Sample) -> None:
        page.open()
        page.click("[data-facet='fo:withOwner']")
        owned = [d for n, d in enumerate(sample.data["documents"]) if n % 3 == 0]
        for genre in ("plan", "report"):
            wanted = sum(d["genre"] == genre for d in owned)
            assert self.count(page, f"fg:{genre}") == wanted
        assert self.count(page, "fo:noOwner") == len(sample.data["documents"]) - len(owned)

    def test_the_address_keeps_them_and_one_click_clears_all(self, page: Tab) -> None:
        page.open("#fg=plan&fy=2022,2023&v=owners")
        assert page.page.locator("#facets input:checked").count() == 3
        page.click("#facets .quiet")
        assert "fg=" not in page.page.evaluate("location.hash")


class TestWhereYouAre:
    pytestmark = needs_browser

    def test_the_crumbs_lead_back_step_by_step(self, page: Tab) -> None:
        page.open()
        page.click("#panel .docs button")
        page.open("#v=shared&sel=programme/p1&at=990010")
        assert page.all("#crumbs li")[:2] == ["共有项目", "家庭医生签约服务"]
        page.click("#crumbs a >> nth=1")
        assert "at=" not in page.page.evaluate("location.hash")
        page.click("#crumbs a >> nth=0")
        assert "sel=" not in page.page.evaluate("location.hash")

    def test_what_was_typed_is_in_the_address(self, page: Tab) -> None:
        page.open()
        page.type("健康")
        page.reached("q=")
        address = page.page.evaluate("location.hash")
        hits = page.all("#hits [role=option]")
        page.open(address)
        assert page.all("#hits [role=option]") == hits

    def test_a_group_of_hits_shows_all_at_a_click(self, page: Tab) -> None:
        page.open()
        page.type("医")
        seen = page.page.locator("#hits .k-institution").count()
        page.click("#hits [data-group=institution]")
        assert page.page.locator("#hits .k-institution").count() > seen


class TestEvidence:
    pytestmark = needs_browser

    def test_the_next_fact_of_the_document_is_a_click_away(self, page: Tab, sample: Sample) -> None:
        first, _ = sample.commitment(OWNED, 0)
        _, second = sample.commitment(OWNED, 1)
        page.open(f"#sel={quote(first)}")
        page.click("[data-turn=factAfter]")
        assert page.text("#panel h2") == second[3]
        page.click("[data-turn=factBefore]")
        assert page.page.locator("[data-turn=factBefore]").is_disabled()

    def test_in_the_source_it_marks_the_next_place(self, page: Tab, sample: Sample) -> None:
        first, row = sample.commitment(OWNED, 0)
        _, second = sample.commitment(OWNED, 1)
        name = sample.data["documents"][OWNED]["id"]
        page.open(f"#v=source&doc={name}&span={row[7]}-{row[8]}&sel={quote(first)}")
        page.page.keyboard.press("]")
        assert page.marked("#page") == sample.source(OWNED)[second[7] : second[8]]

    def test_a_citation_names_the_document_and_the_characters(self, started: Any, sample: Sample) -> None:
        path, row = sample.commitment(OWNED)
        doc = sample.data["documents"][OWNED]
        with tab(started, sample.page) as one:
            one.page.add_init_script(
                "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
            )
            one.open(f"#sel={quote(path)}")
            one.click("#panel .evidence .acts button >> nth=0")
            copied = one.page.evaluate("window.copied")
        assert sample.source(OWNED)[row[7] : row[8]] in copied
        assert doc["number"] in copied
        assert f"字符 {row[7]}–{row[8]}" in copied


class TestPlacesAndTimes:
    pytestmark = needs_browser

    def test_no_document_and_no_mention_are_told_apart(self, page: Tab) -> None:
        page.open("#v=timeline&i=indicator/i0")
        cells = page.all("table.years td.missing")
        assert "无文件" in cells
        assert "空白表示没有文件，不等于没有工作" in page.text("main .legend")

    def test_every_figure_of_the_picture_is_in_the_table(self, page: Tab) -> None:
        page.open("#v=timeline&i=indicator/i0")
        drawn = page.page.evaluate(
            "[...document.querySelectorAll('.plot .row')].map((e) => e.dataset.id).sort()"
        )
        listed = page.page.evaluate(
            "[...document.querySelectorAll('.years [data-row]')].map((e) => e.dataset.row).sort()"
        )
        assert drawn == listed != []

    def test_tiles_stand_by_province_and_say_how_much(self, page: Tab, sample: Sample) -> None:
        page.open("#v=regions")
        assert page.all(".province > h2") == ["云岭"]
        counts = [int(w.split(" ")[0]) for w in page.all(".tile small")]
        assert sum(counts) == len(sample.data["commitments"])
        page.click(".tile")
        assert page.page.locator("#panel h2").count() == 1

    def test_an_indicator_shades_only_what_shares_its_unit(self, page: Tab) -> None:
        page.open("#v=regions&i=indicator/i0")
        shades = page.page.evaluate(
            "[...document.querySelectorAll('.tile')].map((e) => [e.className, e.textContent])"
        )
        assert {s[0] for s in shades} != {"tile heat0"}
        assert all("heat0" in look for look, words in shades if "本文未提及" in words)


class TestLinks:
    pytestmark = needs_browser

    def test_say_why_a_spelling_was_taken_to_be_the_thing(self, started: Any, tmp_path: Path) -> None:
        file = explore(build_hand_made(tmp_path))
        data = data_of(tmp_path)
        row = next(m for m in data["mentions"] if m[4] >= 0 and m[1].startswith("institution/"))
        with tab(started, file) as one:
            one.open(f"#sel={quote(row[1])}")
            one.click("#panel .linked summary")
            assert data["reasons"][row[4]][0] in one.text("#panel .linked")
            one.click("#lang")
            one.click("#panel .linked summary")
            assert data["reasons"][row[4]][1] in one.text("#panel .linked")

    def test_owners_that_the_item_or_a_register_gives_look_different(self, page: Tab, sample: Sample) -> None:
        path, _ = sample.commitment(OWNED)
        page.open(f"#sel={quote(path)}")
        assert page.page.locator("#panel .owners .chip.inherited").count() > 0
        assert "承自任务条目" in page.text("#panel .owners")


class TestPaper:
    pytestmark = needs_browser

    @pytest.mark.parametrize("dark", [False, True])
    def test_is_white_and_holds_the_view_alone(self, started: Any, sample: Sample, dark: bool) -> None:
        with tab(started, sample.page, dark=dark) as one:
            one.open()
            one.page.emulate_media(media="print")
            assert not one.page.locator(".top").is_visible()
            look = one.page.evaluate(
                "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
            )
            assert look == ["rgb(255, 255, 255)", "rgb(26, 34, 45)"]


class TestAccessibility:
    pytestmark = needs_browser

    @pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 1280), (False, 390), (True, 390)])
    def test_axe_finds_nothing(self, started: Any, sample: Sample, dark: bool, width: int) -> None:
        axe = pytest.importorskip(
            "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
        )
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        found = []
        with tab(started, sample.page, dark=dark, width=width) as one:
            one.open()
            for state in AXE_VIEWS if dark == (width == 1280) else AXE_VIEWS + AXE_MORE:
                one.go(state).page.wait_for_selector(
                    f"[data-view={(re.findall('v=([a-z]+)', state) or ['shared'])[0]}]"
                )
                result = axe.Axe().run(one.page, options=options)
                found += [
                    f"{state} {v['id']}: {v['nodes'][0]['html'][:90]}" for v in result.response["violations"]
                ]
        assert found == []
