"""`kg explain`: what was found in each clause and by which rule, what was refused and why. All texts are invented."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from explorer_pages import browser, why_no_browser

from kg import paths
from kg.clean import clean
from kg.cli.explain import ONLY
from kg.errors import BadCall, KgError
from kg.explain import (
    KINDS,
    Explained,
    Explanation,
    as_page,
    as_text,
    explanation,
    rule_card,
    rule_list,
    selected,
    write,
)
from kg.explain.words import keys, word
from kg.extract import extract, extract_with_trace
from kg.model.text import Source
from kg.outline import outline
from kg.registers.rules import load_rules

SAMPLES = sorted((Path(__file__).parent / "data" / "samples").glob("*.txt"))
QINGHE, NANLING = (next(p for p in SAMPLES if p.stem.startswith(name)) for name in ("qinghe", "nanling"))
PLAN = "清和市2024年卫生健康工作要点\n一、重点任务\n1.完善医疗服务体系。推进疾病防控和基层医疗机构建设。\n2.其他工作。{}\n"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;</details></style>{{ 7*7 }}{% raw %}"
each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


def explained(text: str, lang: str = "zh", name: str = "sample") -> Explanation:
    source = Source(name, f"{name}.txt", sha256(text.encode("utf-8")).hexdigest(), text)
    made = outline(clean(text))
    return explanation(made.clean, *extract_with_trace(source, made), text, lang)


def of_file(path: Path, lang: str = "zh") -> Explanation:
    return explained(path.read_text(encoding="utf-8"), lang, path.stem)


def clause(made: Explanation, wording: str) -> Explained:
    """The one passage with this wording."""
    (found,) = (one for one in made.passages if one.passage.text == wording)
    return found


def refused(one: Explained) -> list[tuple[str, str]]:
    return [(told.refused, told.rule) for told in one.told if told.kind == "refused"]


def kg(*args: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    bare = {
        "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder), "PYTHONPATH": str(paths.ontology().parent), **env,
    }  # fmt: skip
    command = [sys.executable, "-m", "kg", "explain", *args]
    return subprocess.run(
        command, cwd=folder, env=bare, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


class TestWhatWasRefused:
    @pytest.mark.parametrize(
        ("wording", "rule", "words"),
        [
            ("为65岁以上老年人提供体检", "age-or-term", "“65岁”不是指标"),
            ("推进2024年3月5日启动的改造工程", "calendar-date", "“2024”不是指标"),
            ("推广23价肺炎疫苗接种", "grade", "“23”不是指标"),
            ("推广“健康管家100人”做法", "number-in-a-name", "“100人”不是指标"),
            ("推动专家每周下基层坐诊1次", "frequency", "“1次”不是指标"),
            ("落实27个专项行动", "number-of-actions-in-a-name", "“27个”不是指标"),
            ("推行1+N帮扶模式", "formula-opens", "“1”不是指标"),
            ("选树先进典型十名", "number-in-words", "“十名”不是指标"),
        ],
    )
    def test_a_number_that_is_no_target_says_why(self, wording: str, rule: str, words: str) -> None:
        one = clause(explained(PLAN.format(wording + "。")), wording)
        (told,) = (t for t in one.told if t.refused == "target" and t.words == words)
        assert told.rule == rule and told.reason("zh") == load_rules()[rule].zh != ""
        assert not any(t.kind == "targets" for t in one.told)

    @pytest.mark.parametrize(
        ("wording", "rule"),
        [
            ("以信用评价为抓手", "with-as-lever"),
            ("聚焦短板弱项", "focus-on"),
            ("按照省市工作部署", "according-to"),
            ("依托村卫生室", "by-means-of"),
            ("截至2024年5月", "time-only"),
            ("2024年是规划实施的攻坚之年", "is-statement"),
            ("强基础", "slogan"),
            ("老年人和儿童这些重点人群", "no-predicate"),
            ("其他工作", "heading-over-others"),
            ("清和市2024年卫生健康工作要点", "part-of-the-head"),
        ],
    )
    def test_a_clause_that_commits_nobody_says_why(self, wording: str, rule: str) -> None:
        sentence = "" if rule in ("heading-over-others", "part-of-the-head") else wording
        one = clause(explained(PLAN.format(f"{sentence}，推进社区医院建设。")), wording)
        assert ("commitment", rule) in refused(one)
        assert not any(t.kind == "commitments" for t in one.told)

    @pytest.mark.parametrize(
        ("wording", "what", "rule"),
        [
            ("支持二级以上医院建设", "institution", "class-of-bodies"),
            ("推进乡镇卫生院改造", "institution", "kind-of-body-alone"),
            ("与南京医科大学开展合作", "region", "place-within-another-name"),
            ("开展安宁疗护服务", "region", "place-name-of-several"),
            ("整合医疗资源", "region", "word-like-place-name"),
            ("开展全员培训", "program", "too-short-for-a-name"),
            ("坚持“四早”要求", "program", "quotes-alone"),
            ("市中医医院的改造工程全面启动", "responsibility", "no-predicate-behind-the-body"),
        ],
    )
    def test_a_name_that_was_passed_over_says_why(self, wording: str, what: str, rule: str) -> None:
        assert (what, rule) in refused(clause(explained(PLAN.format(wording + "。")), wording))

    def test_a_name_of_several_places_tells_which(self) -> None:
        one = clause(explained(PLAN.format("开展安宁疗护服务。")), "开展安宁疗护服务")
        (told,) = (t for t in one.told if t.rule == "place-name-of-several")
        assert "云南省昆明市安宁市" in told.words and "甘肃省兰州市安宁区" in told.words

    def test_what_became_a_record_is_not_refused_too(self) -> None:
        made = explained(PLAN.format("支持市疾控中心建设，推进家庭医生签约服务。"))
        bodies = {t.place for one in made.passages for t in one.told if t.kind == "bodies"}
        no_bodies = {t.place for one in made.passages for t in one.told if t.refused == "institution"}
        assert bodies and not bodies & no_bodies

    def test_a_text_of_another_kind_is_refused_as_a_whole(self) -> None:
        made = explained("今天晚上我们去河边散步，看了一场电影。")
        assert made.passages == () and [t.rule for t in made.whole] == ["not-of-the-genre"]
        assert "不是卫生健康计划或总结" in as_text(made) and "不是卫生健康计划或总结" in as_page(made)


class TestWhatWasFound:
    def test_a_target_tells_every_field_and_its_rule(self) -> None:
        wording = "65岁以上老年人健康管理率由60%提高到72%以上"
        one = clause(explained(PLAN.format(f"年底前{wording}。")), f"年底前{wording}")
        (told,) = (t for t in one.told if t.kind == "targets")
        fields = dict(told.fields)
        assert set(fields) == {"指标", "比较", "数值", "单位", "对象人群", "量度", "基数", "期限", "状态"}
        assert (fields["比较"], fields["数值"], fields["单位"], fields["基数"]) == ("≥", "72", "%", "60")
        assert fields["期限"] == "2024-12-31" and told.rule in load_rules()
        (dated,) = (t for t in one.told if t.kind == "deadlines")
        assert dated.rule == "within-the-year" and "年底前" in dated.words

    def test_a_subject_stands_with_the_commitment_it_answers_for(self) -> None:
        text = PLAN.format("市疾控中心全面推进病媒生物监测，开展消毒质量评价。")
        (told,) = (t for t in clause(explained(text), "开展消毒质量评价").told if t.kind == "owners")
        assert told.rule == "subject-carried-over" and "疾病预防控制中心" in told.words

    def test_an_owner_list_tells_its_owners_once(self) -> None:
        made = explained(PLAN.format("推进社区医院建设。（责任单位：市疾控中心、市中医医院）"))
        (one,) = (p for p in made.passages if p.passage.kind == "owners")
        assert [t.kind for t in one.told] == ["owners", "owners"]

    @each_sample
    def test_every_record_is_told_once_at_each_of_its_places(self, path: Path) -> None:
        made = of_file(path)
        records, counts = made.records, made.counts()
        assert counts["commitments"] == len(records.commitments)
        assert counts["targets"] == len(records.targets)
        assert counts["owners"] == len(records.responsibilities)
        assert counts["notes"] == len(records.notes)
        assert counts["places"] == sum(len(r.mentions) for r in records.regions)
        assert counts["programmes"] == sum(len(p.mentions) for p in records.programs)


class TestTheTrace:
    @each_sample
    def test_the_records_are_those_of_extraction(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        source, made = Source("s", "s.txt", "0" * 64, text), outline(clean(text))
        assert extract_with_trace(source, made)[0] == extract(source, made)

    @each_sample
    def test_offsets_lead_to_the_wording_in_the_source(self, path: Path) -> None:
        cleaned = clean(path.read_text(encoding="utf-8"))
        for one in of_file(path).passages:
            passage = one.passage
            assert cleaned.text.startswith(passage.text, passage.at)
            end = passage.at + len(passage.text)
            assert (passage.start, passage.end) == cleaned.to_source(passage.at, end)
            assert "".join(run.text for run in one.runs) == passage.text

    def test_offsets_are_those_of_the_noisy_source_as_found(self) -> None:
        text = NANLING.read_text(encoding="utf-8")
        made = of_file(NANLING)
        (age,) = (t for one in made.passages for t in one.told if t.rule == "age-or-term")
        assert text[slice(*age.place)] == "７０歲" and "“70岁”" in age.words
        one = clause(made, "完成癌症早诊早治1.2万例")
        assert text[one.passage.start : one.passage.end] == "完成癌症早診早治１.２萬(wàn)例"
        assert one.line == text[: one.passage.start].count("\n") + 1
        marked = {run.text for run in one.runs if "targets" in run.marks}
        assert marked == {"1.2万例"}

    @each_sample
    def test_every_clause_without_a_commitment_says_why(self, path: Path) -> None:
        for one in of_file(path).passages:
            if one.passage.kind == "clause":
                says = [t for t in one.told if t.kind == "commitments" or t.refused == "commitment"]
                assert len(says) == 1, one.passage.text

    @each_sample
    def test_passages_stand_in_text_order(self, path: Path) -> None:
        starts = [one.passage.start for one in of_file(path).passages]
        assert starts == sorted(starts)


class TestSelecting:
    def test_only_some_kinds(self) -> None:
        made = selected(of_file(QINGHE), ("targets",))
        assert {t.kind for one in made.passages for t in one.told} == {"targets"}
        assert len(made.passages) < len(of_file(QINGHE).passages)

    def test_one_section_with_those_below(self) -> None:
        made = selected(of_file(QINGHE), section="3")
        assert {one.passage.section for one in made.passages} == {"3", "3/7", "3/8", "3/9", "3/10"}

    def test_a_section_that_is_not_there_is_refused_with_those_that_are(self) -> None:
        with pytest.raises(BadCall, match=r"no such section.*3/7"):
            selected(of_file(QINGHE), section="99")

    def test_clauses_that_hold_some_words_as_cleaned_or_as_found(self) -> None:
        for words in ("早诊早治", "早診早治"):
            (one,) = selected(of_file(NANLING), find=words).passages
            assert one.passage.text == "完成癌症早诊早治1.2万例"

    def test_the_command_asks_for_the_kinds_that_there_are(self) -> None:
        assert set(ONLY) == set(KINDS)


class TestText:
    @each_sample
    def test_it_is_the_same_every_time_and_plain_without_colour(self, path: Path) -> None:
        text = as_text(of_file(path))
        assert text == as_text(of_file(path))
        assert "\x1b" not in text and "\x1b[" in as_text(of_file(path), colour=True)
        assert re.sub(r"\x1b\[[\d;]*m", "", as_text(of_file(path), colour=True)) == text

    def test_a_clause_stands_on_a_line_with_its_facts_below(self) -> None:
        lines = as_text(selected(of_file(QINGHE), find="急救站点")).split("\n")
        at = next(i for i, line in enumerate(lines) if line.endswith("  新建急救站点6个"))
        assert lines[at].split()[:2] == ["L39", "1409"]
        assert lines[at + 1].split() == [
            "承诺",
            "新建",
            "→",
            "急救站点",
            "状态",
            "计划",
            "[verb-opens-clause]",
        ]
        assert "急救站点 = 6 个" in lines[at + 2] and "[counted-before-the-number]" in lines[at + 2]

    def test_the_rules_that_it_names_are_explained_below(self) -> None:
        text = as_text(of_file(QINGHE, "en"), colour=False)
        named = set(re.findall(r"\[([a-z'-]+)\]", text))
        below = text.partition("The rules named above\n")[2]
        for rule in named:
            known = load_rules()[rule]
            assert f"{rule} " in below or known.refuses, rule

    def test_english_words_of_its_own_hold_no_chinese(self) -> None:
        for key in keys():
            assert not re.search(r"[\u4e00-\u9fff]", word(key, "en", n=1, a=1, b=2, title="", version=""))
            assert re.search(r"[\u4e00-\u9fff]", word(key, "zh", n=1, a=1, b=2, title="", version=""))


class Checker(HTMLParser):
    """Takes note of elements that are not closed, of scripts, and of attributes that act."""

    VOID = frozenset(("meta", "input", "link", "br"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.wrong += [f"<{tag}>" for _ in (0,) if tag in ("script", "img", "iframe", "object", "form")]
        self.wrong += [f"{tag} {n}" for n in names if n.startswith("on") or n in ("style", "src")]
        self.wrong += [
            f"{tag} {n}={v}" for n, v in attrs if n == "href" and not re.fullmatch(r"#[\w-]+", v or "")
        ]
        self.ids += [v or "" for n, v in attrs if n == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def checked(page: str) -> Checker:
    checker = Checker()
    checker.feed(page)
    checker.close()
    return checker


class TestPage:
    @each_sample
    def test_it_is_well_formed_and_the_same_every_time(self, path: Path) -> None:
        page = as_page(of_file(path))
        found = checked(page)
        assert (found.wrong, found.open) == ([], [])
        assert len(found.ids) == len(set(found.ids))
        assert page == as_page(of_file(path))

    def test_hostile_text_stays_text(self) -> None:
        text = PLAN.format(f"推进{HOSTILE}建设，开展“{HOSTILE}”行动3次。（责任单位：{HOSTILE}市疾控中心）")
        page = as_page(explained(text, name=HOSTILE.replace("/", "")))
        found = checked(page)
        assert (found.wrong, found.open) == ([], [])
        assert (
            "<script" not in page and "alert(1)" in "".join(found.text) and "{{ 7*7 }}" in "".join(found.text)
        )

    def test_its_policy_lets_nothing_but_its_own_style(self) -> None:
        page = as_page(of_file(QINGHE))
        (policy,) = map(unescape, re.findall(r'Content-Security-Policy" content="([^"]*)"', page))
        assert policy.startswith("default-src 'none'; style-src ") and "unsafe" not in policy
        assert not re.search(r"https?:|url\(|@import", page)

    def test_it_tells_the_fields_the_rule_and_the_place(self) -> None:
        text = "".join(checked(as_page(selected(of_file(QINGHE), find="急救站点6个"))).text)
        for words in (
            "新建 → 急救站点",
            "急救站点 = 6 个",
            "counted-before-the-number",
            "字符 1409–1417",
            "未写明",
        ):
            assert words in text

    def test_the_wording_as_found_is_shown_where_cleaning_changed_it(self) -> None:
        assert "完成癌症早診早治１.２萬(wàn)例" in as_page(of_file(NANLING))

    def test_nothing_that_fits_is_said(self) -> None:
        assert word("empty", "zh") in as_page(selected(of_file(QINGHE), find="没有这些字"))


class TestRules:
    def test_the_list_holds_every_rule(self) -> None:
        for lang in ("zh", "en"):
            text = rule_list(lang)
            assert all(
                f"  {rule.name} " in text and rule.text(lang) in text for rule in load_rules().values()
            )

    def test_one_rule_with_its_example(self) -> None:
        assert "频次，不是总量" in rule_card("frequency", "zh") and "坐诊1次" in rule_card("frequency", "en")

    def test_a_slip_of_the_pen_is_answered_with_the_nearest(self) -> None:
        with pytest.raises(BadCall, match="frequency"):
            rule_card("frequncy", "en")


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "清和.txt").write_bytes(QINGHE.read_bytes())
        return tmp_path

    def test_a_pipe_gets_plain_text(self, folder: Path) -> None:
        done = kg("清和.txt", "--section", "3/7", "--lang", "zh", folder=folder)
        assert done.returncode == 0 and "新建急救站点6个" in done.stdout and "\x1b" not in done.stdout

    def test_the_language_follows_the_locale(self, folder: Path) -> None:
        assert "commitment" in kg("清和.txt", folder=folder, LC_ALL="en_US.UTF-8").stdout
        assert "承诺" in kg("清和.txt", folder=folder, LC_ALL="C").stdout

    def test_a_page_is_written_beside_or_where_it_is_told(self, folder: Path) -> None:
        assert kg("清和.txt", "--html", folder=folder).returncode == 0
        assert kg("清和.txt", "-o", "页面/说明.html", folder=folder).returncode == 0
        first, again = folder / "清和.explain.html", folder / "页面" / "说明.html"
        assert first.read_bytes() == again.read_bytes() and first.read_bytes().startswith(b"<!DOCTYPE html>")
        assert kg("清和.txt", "-o", "说明.txt", folder=folder).returncode == 0
        assert "新建急救站点6个" in (folder / "说明.txt").read_text(encoding="utf-8")

    def test_the_bytes_do_not_depend_on_the_order_of_sets(self, folder: Path) -> None:
        made = {kg("清和.txt", folder=folder, PYTHONHASHSEED=seed).stdout for seed in ("1", "2", "3")}
        assert len(made) == 1

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "empty"),
            (b" \n\n", "empty"),
            (b"\x00\x01\x02" * 50, "binary"),
            (b"%PDF-1.7", "PDF"),
            (b"PK\x03\x04", "zip"),
            (None, "no such file"),
        ],
    )
    def test_a_file_that_is_no_text_is_told_in_one_line(
        self, folder: Path, content: bytes | None, says: str
    ) -> None:
        if content is not None:
            (folder / "x.txt").write_bytes(content)
        done = kg("x.txt", "-o", "x.html", folder=folder)
        assert done.returncode == 3 and says in done.stderr and "Traceback" not in done.stderr
        assert not (folder / "x.html").exists()

    def test_the_document_is_never_written_over(self, folder: Path) -> None:
        done = kg("清和.txt", "-o", "清和.txt", folder=folder)
        assert done.returncode == 2 and (folder / "清和.txt").read_bytes() == QINGHE.read_bytes()

    def test_a_place_that_cannot_be_written_leaves_nothing_behind(self, folder: Path) -> None:
        (folder / "file").write_bytes(b"")
        with pytest.raises(KgError, match="cannot be written"):
            write(folder / "file" / "x.html", "text")
        done = kg("清和.txt", "-o", "file/x.html", folder=folder)
        assert done.returncode == 3 and "Traceback" not in done.stderr
        assert sorted(p.name for p in folder.iterdir()) == ["file", "清和.txt"]

    def test_what_does_not_fit_needs_a_look(self, folder: Path) -> None:
        assert kg("清和.txt", "--find", "没有这些字", folder=folder).returncode == 1
        (folder / "x.txt").write_text("今天晚上我们去河边散步。", encoding="utf-8")
        assert kg("x.txt", folder=folder).returncode == 1

    def test_a_call_without_a_file_is_wrong_but_rules_need_none(self, folder: Path) -> None:
        assert kg(folder=folder).returncode == 2
        assert kg("--rules", folder=folder).returncode == 0
        assert kg("--rule", "frequency", folder=folder).returncode == 0
        assert kg("--rule", "nonsense", folder=folder).returncode == 2
        assert kg("清和.txt", "--section", "99", folder=folder).returncode == 2


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with browser() as one:
        yield one


@pytest.mark.browser
@pytest.mark.skipif(why_no_browser() is not None, reason=why_no_browser() or "")
class TestInTheBrowser:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        write(tmp_path / "why.html", as_page(of_file(QINGHE)))
        return tmp_path / "why.html"

    def test_a_filter_leaves_the_rows_that_hold_its_kind(self, started: Any, file: Path) -> None:
        said: list[str] = []
        page = started.new_page(offline=True)
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda request: said.append(request.url))
        page.goto(file.as_uri())
        page.locator("label.k-targets").click()
        rows = page.locator(".row:visible")
        assert rows.count() == page.locator(".row.has-targets").count() > 0
        assert page.locator("section:visible").count() < page.locator("section").count()
        assert said == [file.as_uri()]
        page.close()

    def test_a_clause_opens_by_key(self, started: Any, file: Path) -> None:
        page = started.new_page(offline=True)
        page.goto(file.as_uri())
        row = page.locator("#c1409")
        row.locator("summary").focus()
        page.keyboard.press("Enter")
        assert row.locator(".why").is_visible() and "counted-before-the-number" in row.inner_text()
        page.close()

    @pytest.mark.parametrize(
        ("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]
    )
    def test_axe_finds_nothing_and_nothing_runs_over(
        self, started: Any, file: Path, scheme: str, width: int
    ) -> None:
        axe = pytest.importorskip("axe_playwright_python.sync_playwright")
        page = started.new_page(offline=True, color_scheme=scheme, viewport={"width": width, "height": 800})
        page.goto(file.as_uri() + "#c1409")
        page.locator("#c1409 summary").click()
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        found = axe.Axe().run(page, options=options).response["violations"]
        assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
