"""What matching cannot settle is asked, answered in a file, taken back, and explained. All places are invented."""

from __future__ import annotations

import doctest
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hand_made import registers
from hypothesis import given
from hypothesis import strategies as st
from papers import DONGPU, LINXI, QINGHE, body, paper, programme, target

from kg import judgements as kept
from kg import records
from kg.cli.main import main
from kg.errors import BadCall
from kg.link import comparison, features, link_judged
from kg.link.blocking import candidates
from kg.link.comparison import Comparison, Profile, compare, may_be_open
from kg.link.things import things_of
from kg.link.unsettled import unsettled
from kg.link.why import render, why
from kg.model.judgements import Judgement
from kg.model.records import DocumentRecords

PAPERS = (
    paper(
        "qinghe",
        QINGHE,
        institutions=[body("清和市德安医院"), body("清和市第一人民医院", "i2"), body("各委属医院", "i3", type="collective")],
        programs=[programme("新生儿出生“一件事”"), programme("银龄安康守护行动", "p2"), programme("六个一", "p3")],
        targets=[target("普惠托位占比"), target("家庭病床建床率", "t2")],
    ),
    paper(
        "linxi",
        LINXI,
        institutions=[body("德安医院"), body("临溪区第二人民医院", "i2"), body("各委属医院", "i3", type="collective")],
        programs=[programme("中医处方一件事"), programme("银龄安康守护示范点", "p2"), programme("六个一", "p3")],
        targets=[target("普惠性托位占比"), target("家庭病床建床数", "t2")],
    ),
    paper("dongpu", DONGPU, institutions=[body("德安医院")], programs=[programme("幼苗安康守护行动", "p2")]),
)  # fmt: skip


def asked(papers: Sequence[DocumentRecords] = PAPERS, *judgements: Judgement) -> set[frozenset[str]]:
    """The names of the open pairs."""
    known = registers()
    pairs = unsettled(link_judged(papers, known, judgements), papers, known)
    return {frozenset((pair.a.name, pair.b.name)) for pair in pairs}


def pair(*names: str) -> frozenset[str]:
    return frozenset(names)


def compared(kind: str, a: str, b: str, here: str = QINGHE, there: str = DONGPU) -> Comparison:
    """Two names of documents of two places, side by side."""
    made = {
        "institution": ("institutions", body),
        "program": ("programs", programme),
        "indicator": ("targets", target),
    }
    group, make = made[kind]
    papers = [paper("a", here, **{group: [make(a, "x1")]}), paper("b", there, **{group: [make(b, "x1")]})]  # type: ignore[operator]
    links = {(found.document, found.record): found.thing for found in link_judged(papers, registers()).links}
    things = things_of(papers, link_judged(papers, registers()).links)
    profiles = [Profile(things[links[doc, "x1"]], registers()) for doc in "ab"]
    return compare(profiles[0], profiles[1], registers())


# What is asked


def test_a_body_of_the_city_and_one_of_the_same_name_in_its_district_are_asked() -> None:
    assert pair("清和市德安医院", "德安医院") in asked()


def test_programmes_and_indicators_that_are_spelled_almost_alike_are_asked() -> None:
    assert {pair("银龄安康守护行动", "银龄安康守护示范点"), pair("普惠托位占比", "普惠性托位占比")} <= asked()


@pytest.mark.parametrize(
    "names",
    [
        ("清和市第一人民医院", "临溪区第二人民医院"),
        ("新生儿出生“一件事”", "中医处方一件事"),
        ("银龄安康守护行动", "幼苗安康守护行动"),
        ("家庭病床建床率", "家庭病床建床数"),
    ],
)
def test_what_is_plainly_two_things_is_not_asked(names: tuple[str, str]) -> None:
    assert pair(*names) not in asked()


def test_collectives_slogans_and_bodies_of_other_cities_are_not_asked() -> None:
    names = {name for found in asked() for name in found}
    assert not names & {"各委属医院", "六个一"}
    assert sum(pair("德安医院") == found for found in asked()) == 0


def test_what_was_judged_is_asked_no_more_whatever_the_answer() -> None:
    for verdict in ("same", "different", "undecided"):
        answer = Judgement(
            "institution", "qinghe#清和市德安医院", "linxi#德安医院", verdict, "王工", "2024-05-01", ""
        )  # type: ignore[arg-type]
        assert pair("清和市德安医院", "德安医院") not in asked(PAPERS, answer)


@given(st.permutations(PAPERS))
def test_the_order_of_documents_changes_no_question(papers: list[DocumentRecords]) -> None:
    known = registers()
    there = unsettled(link_judged(papers, known), papers, known)
    here = unsettled(link_judged(PAPERS, known), PAPERS, known)
    assert [(p.a.path, p.b.path, p.score) for p in there] == [(p.a.path, p.b.path, p.score) for p in here]


# Features for and against


@pytest.mark.parametrize(
    ("kind", "a", "b", "against"),
    [
        ("institution", "清和市德安医院", "东浦市德安医院", "other-region"),
        ("institution", "清和市康宁医院", "东浦市康宁学校", ""),
        ("program", "“1+N”托育服务模式", "“1+X”托育服务模式", "other-numbers"),
        ("program", "新生儿出生“一件事”", "中医处方一件事", "other-words"),
        ("program", "六个一活动", "六个一工程", "slogan"),
        ("program", "中医院门诊楼改造", "中医院门诊楼改造工程", "site"),
        ("indicator", "家庭病床建床率", "家庭病床建床数", "other-measure"),
    ],
)
def test_what_speaks_against_is_named_and_weighed(kind: str, a: str, b: str, against: str) -> None:
    found = compared(kind, a, b)
    named = {reason.feature for reason in found.because if reason.weight < 0}
    assert (against in named) if against else not found.because
    assert found.score < features.OPEN


def test_a_part_of_a_body_is_not_the_body() -> None:
    found = compared("institution", "清和市第一人民医院", "清和市第一人民医院高新院区", QINGHE, QINGHE)
    assert "part-of" in {reason.feature for reason in found.because} and not found.is_open


NAMES = st.text(st.sampled_from("清和银龄安康守护一二三行动工程1+N医院率数"), min_size=2, max_size=10)


@given(NAMES, NAMES, st.sampled_from(["institution", "program", "indicator"]))
def test_a_comparison_is_the_same_from_both_sides_and_its_score_follows_from_its_reasons(
    a: str, b: str, kind: str
) -> None:
    one, other = compared(kind, a, b), compared(kind, b, a, DONGPU, QINGHE)
    assert (one.score, one.because) == (other.score, other.because)
    assert one.score == features.score(reason.weight for reason in one.because)


@given(st.lists(NAMES, min_size=2, max_size=12, unique=True))
def test_no_open_pair_is_lost_by_the_quick_look_before_comparing(names: list[str]) -> None:
    papers = [paper(f"d{i}", QINGHE, programs=[programme(name)]) for i, name in enumerate(names)]
    things = things_of(papers, link_judged(papers, registers()).links)
    profiles = [Profile(thing, registers()) for thing in things.values()]
    for i, one in enumerate(profiles):
        for other in profiles[i + 1 :]:
            assert may_be_open(one, other) or not compare(one, other, registers()).is_open


def test_blocking_compares_few_of_many_and_misses_none_that_is_alike() -> None:
    names = [f"{a}{b}守护行动" for a in "安宝城川德东方福" for b in "海和恒华惠吉济嘉"]
    papers = [
        paper(f"d{i}", QINGHE, programs=[programme(n)]) for i, n in enumerate([*names, "银龄安康守护点"])
    ]
    papers.append(paper("x", DONGPU, programs=[programme("银龄安康守护站点")]))
    things = things_of(papers, link_judged(papers, registers()).links)
    profiles = [Profile(thing, registers()) for thing in things.values()]
    found = [{a.thing.name, b.thing.name} for a, b in candidates(profiles)]
    assert {"银龄安康守护点", "银龄安康守护站点"} in found
    assert len(found) < len(profiles) * 24 < len(profiles) ** 2


def test_the_examples_of_comparing_are_true() -> None:
    for module in (comparison, features):
        assert doctest.testmod(module).failed == 0 < doctest.testmod(module).attempted


# The command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Records of two documents whose places the register holds no more than it holds 清和市."""
    for one in PAPERS[:2]:
        records.write(one, tmp_path / f"{one.document.id}.jsonl")
    return tmp_path


def kg(*args: str | Path) -> int:
    with pytest.raises(SystemExit) as end:
        main([str(a) for a in args])
    assert isinstance(end.value.code, int)
    return end.value.code


def questions(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert kg("link", folder, "--unresolved", *options) == 0
    return capsys.readouterr().out


def answered(text: str, verdict: str, **more: str) -> str:
    rows = yaml.safe_load(text)
    for row in rows:
        row.update(judgement=verdict, why="问过", **more)
    return yaml.safe_dump(rows, allow_unicode=True)


def test_questions_are_yaml_with_all_that_is_needed_to_decide(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = questions(folder, capsys, "--lang", "zh")
    rows = yaml.safe_load(text)
    row = next(row for row in rows if row["kind"] == "program")
    assert row["judgement"] is None and row["for"] and 0.4 <= row["score"] < 1
    assert {d for side in row["named"].values() for d in side["documents"]} == {"qinghe", "linxi"}
    assert "judgement:\n" in text and text == questions(folder, capsys, "--lang", "zh")
    assert "one name holds the other" in questions(folder, capsys, "--lang", "en")


def test_answers_are_taken_back_and_nothing_is_asked_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = questions(folder, capsys)
    (folder / "a.yaml").write_text(answered(text, "同一"), encoding="utf-8")
    assert kg("link", folder, "--apply", folder / "a.yaml", "--who", "王工") == 0
    found = kept.read(folder)
    assert {j.verdict for j in found} == {"same"} and {j.who for j in found} == {"王工"}
    assert all(j.why == "问过" and j.when[:2] == "20" for j in found)
    assert kg("link", folder, "--apply", folder / "a.yaml", "--who", "王工") == 0
    assert kept.read(folder) == found
    assert questions(folder, capsys) == ""


def test_what_is_left_empty_is_not_taken_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.yaml").write_text(questions(folder, capsys), encoding="utf-8")
    assert kg("link", folder, "--apply", folder / "a.yaml") == 1
    assert not (folder / kept.FILE).exists()


ROW = "- kind: program\n  a: qinghe#六个一\n  b: linxi#六个一\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ROW + "  judgement: vielleicht\n  who: 王工\n", "a.yaml:1: judgement is 'vielleicht'"),
        (ROW + "  judgement: same\n", "who is missing"),
        (ROW + "  judgement: same\n  who: 王工\n  when: 昨天\n", "when is '昨天'"),
        (ROW + "  judgement: [same]\n  who: 王工\n", "judgement is '[…]'"),
        ("- kind: 地点\n  a: x\n  b: y\n  judgement: same\n  who: 王工\n", "kind is '地点'"),
        ("- kind: program\n  a: x\n   b: y\n", "a.yaml:3: is no YAML"),
        ("a: b\n", "holds no list"),
        ("- x\n", "a.yaml:1: is no pair"),
        ("- !!python/object/apply:os.system [id]\n", "is no pair"),
    ],
)
def test_a_wrong_answer_is_told_with_its_line_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    assert kg("link", folder, "--apply", folder / "a.yaml") == 3
    assert told in capsys.readouterr().err and not (folder / kept.FILE).exists()


def test_every_wrong_line_is_told_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.yaml").write_text((ROW + "  judgement: ja\n") * 2, encoding="utf-8")
    assert kg("link", folder, "--apply", folder / "a.yaml", "--who", "王工") == 3
    error = capsys.readouterr().err
    assert "a.yaml:1" in error and "a.yaml:5" in error


def test_answers_that_contradict_what_is_kept_are_refused_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chain = [
        Judgement("program", "qinghe#六个一", "linxi#六个一", "same", "王工", "2024-05-01", ""),
        Judgement("program", "linxi#六个一", "qinghe#银龄安康守护行动", "same", "王工", "2024-05-01", ""),
    ]
    kept.append(chain, folder)
    more = "- {kind: program, a: 'qinghe#六个一', b: 'qinghe#银龄安康守护行动', judgement: different, who: 李工}\n"
    (folder / "a.yaml").write_text(more, encoding="utf-8")
    assert kg("link", folder, "--apply", folder / "a.yaml") == 3
    error = capsys.readouterr().err
    assert "a.yaml:1" in error and "judgements.jsonl:1" in error and "judgements.jsonl:2" in error
    assert kept.read(folder) == tuple(chain)


def test_a_later_answer_changes_an_earlier_one(folder: Path) -> None:
    for verdict, when in (("same", "2024-05-01"), ("different", "2024-06-01")):
        (folder / "a.yaml").write_text(
            f"{ROW}  judgement: {verdict}\n  who: 王工\n  when: {when}\n", encoding="utf-8"
        )
        assert kg("link", folder, "--apply", folder / "a.yaml") == 0
    assert [j.verdict for j in kept.effective(kept.read(folder))] == ["different"]
    assert len(kept.read(folder)) == 2


# Why


def told(a: str, b: str, *judgements: Judgement, lang: str = "en") -> str:
    known = registers()
    return "\n".join(
        render(one, lang) for one in why(a, b, link_judged(PAPERS, known, judgements), PAPERS, known)
    )


def test_why_names_the_features_the_score_and_the_result() -> None:
    text = told("清和市德安医院", "linxi#德安医院")
    assert "+0.75  the same letters" in text and "-0.10  one lies in a region around" in text
    assert "Score 0.65" in text and "not settled" in text
    assert "结果：未定，请人工判定（匹配）" in told("清和市德安医院", "linxi#德安医院", lang="zh")


def test_why_two_things_are_two() -> None:
    text = told("新生儿出生“一件事”", "中医处方一件事")
    assert "each has words of its own" in text and "Result: two things, by matching" in text


def test_why_one_thing_is_one_says_how_each_document_named_it() -> None:
    papers = [
        paper("a", QINGHE, institutions=[body("清和市第一人民医院")]),
        paper("b", LINXI, institutions=[body("清和一院")]),
    ]
    known = registers()
    found = why("清和一院", "清和市第一人民医院", link_judged(papers, known), papers, known)
    assert [one.result for one in found] == ["same"] and [row[0] for row in found[0].namings] == ["a", "b"]


def test_why_a_judgement_decided_gives_the_whole_chain() -> None:
    chain = [
        Judgement("program", "qinghe#六个一", "linxi#六个一", "same", "王工", "2024-05-01", "同一方案"),
        Judgement(
            "program", "linxi#六个一", "linxi#中医处方一件事", "different", "李工", "2024-06-01", "两回事"
        ),
    ]
    assert "Result: one thing, by judgement" in told("qinghe#六个一", "linxi#六个一", *chain)
    text = told("qinghe#六个一", "中医处方一件事", *chain)
    assert "Result: two things, by judgement" in text and "王工" in text and "两回事" in text


def test_why_a_name_that_means_several_things_explains_each() -> None:
    known = registers()
    judged = link_judged(PAPERS, known)
    assert len(why("德安医院", "清和市德安医院", judged, PAPERS, known)) == 2


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ("德安医", "清和市德安医院", "德安医院"),
        ("清和市德安医院", "新生儿出生“一件事”", "different kinds"),
    ],
)
def test_a_name_that_cannot_be_explained_is_told_with_what_to_do(a: str, b: str, message: str) -> None:
    with pytest.raises(BadCall, match=message):
        told(a, b)


def test_kg_link_why_prints_text_and_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("link", folder, "--why", "新生儿出生“一件事”", "中医处方一件事", "--lang", "zh") == 0
    assert "结果：不同事物" in capsys.readouterr().out
    assert kg("link", folder, "--why", "新生儿出生“一件事”", "中医处方一件事", "--json") == 0
    assert [row["result"] for row in json.loads(capsys.readouterr().out)] == ["different"]


def test_two_ways_at_once_are_refused(folder: Path) -> None:
    assert kg("link", folder, "--unresolved", "--shared") == 2
    assert kg("link", folder, "--who", "王工") == 2
