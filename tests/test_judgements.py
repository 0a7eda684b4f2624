"""What people judge overrides matching, holds transitively, and is never lost. All places are invented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hand_made import registers
from hypothesis import given
from hypothesis import strategies as st
from papers import DONGPU, LINXI, QINGHE, body, paper, programme, target

from kg import judgements as kept
from kg.cli.main import main
from kg.compare import namings_of_records
from kg.compare import shared as shared_programmes
from kg.errors import BadInput
from kg.link import link, link_judged
from kg.model.judgements import Judgement, Verdict
from kg.model.links import Link, LinkKind
from kg.model.records import DocumentRecords

PAPERS = (
    paper("a", QINGHE, programs=[programme("“六个一”行动"), programme("银龄安康守护行动", "p2")]),
    paper("b", DONGPU, programs=[programme("六个一"), programme("“银龄安康守护”工程", "p2")]),
    paper("c", LINXI, programs=[programme("“六个一”", "p1"), programme("银龄安康守护", "p2")]),
)  # fmt: skip


def judged(
    a: str, verdict: Verdict, b: str, kind: LinkKind = "program", when: str = "2024-05-01", why: str = "问过"
) -> Judgement:
    return Judgement(kind, a, b, verdict, "王工", when, why)


def things(papers: Sequence[DocumentRecords], *judgements: Judgement) -> dict[tuple[str, str], Link]:
    return {(found.document, found.record): found for found in link(papers, registers(), judgements)}


def groups(papers: Sequence[DocumentRecords], record: str, *judgements: Judgement) -> set[frozenset[str]]:
    """The documents in sets of those whose record is about one thing."""
    found: dict[str, set[str]] = {}
    for (document, own), one in things(papers, *judgements).items():
        if own == record:
            found.setdefault(one.thing, set()).add(document)
    return {frozenset(documents) for documents in found.values()}


def sets(*names: str) -> set[frozenset[str]]:
    return {frozenset(name) for name in names}


# They override matching


def test_what_is_judged_the_same_is_one_thing_and_shared() -> None:
    assert groups(PAPERS, "p1") == sets("a", "b", "c")
    same = judged("a#六个一行动", "same", "b#六个一")
    assert groups(PAPERS, "p1", same) == sets("ab", "c")
    known = registers()
    namings = namings_of_records(PAPERS, link(PAPERS, known, [same]), known.regions)
    rows = shared_programmes(namings)
    assert {"a", "b"} in [set(row["documents"]) for row in rows]


def test_what_is_judged_different_is_two_things_though_the_names_are_equal() -> None:
    assert groups(PAPERS, "p2") == sets("abc")
    assert groups(PAPERS, "p2", judged("a#银龄安康守护行动", "different", "b#银龄安康守护工程")) == sets(
        "ac", "b"
    )
    assert groups(
        PAPERS, "p2", judged("programme/local/银龄安康守护", "different", "c#银龄安康守护")
    ) == sets("ab", "c")


def test_a_spelling_of_one_document_may_be_judged_by_its_name_alone() -> None:
    assert groups(PAPERS, "p2", judged("银龄安康守护行动", "different", "银龄安康守护工程")) == sets(
        "ac", "b"
    )


def test_a_name_of_the_vocabulary_may_be_judged_to_mean_something_else_here() -> None:
    papers = [paper(name, QINGHE, programs=[programme("家医签约服务")]) for name in "ab"]
    found = things(papers, judged("programme/family-doctor", "different", "b#家医签约服务"))
    assert found["a", "p1"].entry == "family-doctor" and found["b", "p1"].entry is None
    assert found["b", "p1"].name == "家医签约服务"


def test_a_local_name_judged_the_same_as_a_concept_takes_its_name_and_entry() -> None:
    papers = [paper("a", QINGHE, programs=[programme("家医签约"), programme("健康管家守护", "p2")])]
    found = things(papers, judged("健康管家守护", "same", "家庭医生签约服务"))["a", "p2"]
    assert (found.entry, found.name) == ("family-doctor", "家庭医生签约服务")


def test_bodies_and_indicators_are_judged_too() -> None:
    papers = [
        paper("a", QINGHE, institutions=[body("清和市德安医院")], targets=[target("普惠托位占比")]),
        paper("b", LINXI, institutions=[body("德安医院")], targets=[target("普惠性托位占比")]),
    ]
    joined = [
        judged("清和市德安医院", "same", "b#德安医院", "institution"),
        judged("普惠托位占比", "same", "普惠性托位占比", "indicator"),
    ]
    assert groups(papers, "i1") == groups(papers, "t1") == sets("a", "b")
    assert groups(papers, "i1", *joined) == groups(papers, "t1", *joined) == sets("ab")


def test_undecided_changes_no_link() -> None:
    undecided = judged("a#六个一行动", "undecided", "b#六个一")
    assert things(PAPERS, undecided) == things(PAPERS)


# They hold transitively


def test_same_and_same_make_all_three_one() -> None:
    chain = [judged("a#六个一行动", "same", "b#六个一"), judged("b#六个一", "same", "c#六个一")]
    assert groups(PAPERS, "p1", *chain) == sets("abc")


def test_what_is_different_from_one_is_different_from_what_is_the_same_as_that() -> None:
    judgements = [
        judged("a#六个一行动", "same", "a#银龄安康守护行动"),
        judged("a#六个一行动", "different", "b#银龄安康守护工程"),
    ]
    found = things(PAPERS, *judgements)
    assert found["a", "p1"].thing == found["a", "p2"].thing == found["c", "p2"].thing
    assert found["b", "p2"].thing != found["a", "p2"].thing


def test_a_contradiction_is_told_with_the_whole_chain() -> None:
    judgements = [
        judged("a#六个一行动", "same", "b#六个一"),
        judged("b#六个一", "same", "c#六个一"),
        judged("c#六个一", "different", "a#六个一行动"),
    ]
    with pytest.raises(BadInput) as told:
        things(PAPERS, *judgements)
    assert str(told.value).count("b#六个一") == 2 and "judged different" in str(told.value)


def test_a_later_judgement_of_the_same_pair_counts() -> None:
    first = judged("a#六个一行动", "same", "b#六个一", when="2024-05-01")
    later = judged("b#六个一", "different", "a#六个一行动", when="2024-06-01T10:00:00")
    for order in ([first, later], [later, first]):
        assert groups(PAPERS, "p1", *order) == sets("a", "b", "c")


ANY = st.builds(
    judged,
    st.sampled_from([f"{d}#{n}" for d, n in (("a", "六个一行动"), ("b", "六个一"), ("c", "六个一"))]),
    st.sampled_from(["same", "different", "undecided"]),
    st.sampled_from(
        ["a#银龄安康守护行动", "b#银龄安康守护工程", "c#银龄安康守护", "programme/local/银龄安康守护"]
    ),
    when=st.sampled_from(["2024-05-01", "2024-05-02"]),
    why=st.just(""),
)


@given(st.lists(ANY, max_size=6, unique_by=lambda j: (j.pair, j.when)), st.permutations(PAPERS), st.randoms())
def test_no_order_of_judgements_or_documents_changes_anything(
    judgements: list[Judgement], papers: list[DocumentRecords], chance: object
) -> None:
    def outcome(documents: Sequence[DocumentRecords], given: Sequence[Judgement]) -> object:
        try:
            return link(documents, registers(), given)
        except BadInput:
            return "contradiction"

    shuffled = list(judgements)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert outcome(papers, shuffled) == outcome(PAPERS, judgements)


@given(st.lists(ANY, max_size=6, unique_by=lambda j: j.pair))
def test_links_never_contradict_the_judgements(judgements: list[Judgement]) -> None:
    try:
        found = link(PAPERS, registers(), judgements)
    except BadInput:
        return
    of = {(one.document, one.record): one.thing for one in found}
    for judgement in judgements:
        a = of[judgement.a[0], "p1"]
        b = of[judgement.b[0], "p2"] if "#" in judgement.b else None
        if b is not None and judgement.verdict != "undecided":
            assert (a == b) == (judgement.verdict == "same")


# They say so, and say where they mean nothing


def test_a_link_that_was_judged_says_by_whom_when_and_why() -> None:
    found = things(PAPERS, judged("a#六个一行动", "same", "b#六个一", why="两市同一方案"))["b", "p1"]
    assert found.score == 1 and found.because[0].feature == "judged-same"
    for text in (found.because[0].zh, found.because[0].en):
        assert all(word in text for word in ("王工", "2024-05-01", "两市同一方案"))


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("不再有的项目", "a#六个一行动", "is not in the records"),
        ("a#六个一行动", "z#六个一", "is not in the records"),
        ("六个一", "银龄安康守护", "may mean several things"),
    ],
)
def test_a_judgement_of_what_is_not_there_is_told_and_nothing_fails(a: str, b: str, told: str) -> None:
    found = link_judged(PAPERS, registers(), [judged(a, "same", b)])
    assert found.links == link(PAPERS, registers())
    assert [told in one.en for one in found.unmatched] == [True]


def test_what_one_document_writes_for_one_thing_cannot_be_split() -> None:
    both = replace(programme("银龄安康守护行动"), aliases=("银龄守护", "银龄安康守护行动"))
    papers = [paper("a", QINGHE, programs=[both])]
    found = link_judged(papers, registers(), [judged("银龄安康守护行动", "different", "银龄守护")])
    assert "spelled alike" in found.unmatched[0].en and found.links == link(papers, registers())


# The file


GOOD = {
    "kind": "program",
    "a": "甲",
    "b": "乙",
    "judgement": "same",
    "who": "王工",
    "when": "2024-05-01",
    "why": "",
}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    first, second = (
        judged("甲", "same", "乙"),
        judged("丙", "different", "丁", "institution", why="两家“医院”"),
    )
    kept.append([first], tmp_path)
    kept.append([second], tmp_path)
    assert kept.read(tmp_path) == (first, second)
    assert (tmp_path / kept.FILE).read_text(encoding="utf-8").count("\n") == 2


def test_a_last_line_without_its_end_is_kept(tmp_path: Path) -> None:
    (tmp_path / kept.FILE).write_text(json.dumps(GOOD), encoding="utf-8")
    kept.append([judged("丙", "same", "丁")], tmp_path)
    assert [j.a for j in kept.read(tmp_path)] == ["甲", "丙"]


def test_a_folder_without_the_file_has_no_judgements(tmp_path: Path) -> None:
    assert kept.read(tmp_path) == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "no line of JSON"),
        ("[]", "is no judgement"),
        (json.dumps({**GOOD, "who": ""}), "who is missing"),
        (json.dumps({**GOOD, "b": None}), "b is missing"),
        (json.dumps({**GOOD, "a": 3}), "a must be text"),
        (json.dumps({**GOOD, "kind": "place"}), "kind is 'place'"),
        (json.dumps({**GOOD, "judgement": "perhaps"}), "judgement is 'perhaps'"),
        (json.dumps({**GOOD, "when": "gestern"}), "when is 'gestern'"),
        (json.dumps({**GOOD, "b": "甲"}), "a and b are the same"),
    ],
)
def test_a_damaged_line_is_told_with_file_and_line(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / kept.FILE).write_text(f"{json.dumps(GOOD)}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(BadInput) as error:
        kept.read(tmp_path)
    assert f"{kept.FILE}:3" in str(error.value) and told in str(error.value)


def test_judgements_of_two_folders_are_put_together_and_none_is_lost() -> None:
    one, two, three = judged("甲", "same", "乙"), judged("甲", "different", "乙"), judged("丙", "same", "丁")
    assert kept.merged([one, two, one], [two, three]) == (one, two, one, three)
    assert [j.verdict for j in kept.effective([one, two, one])] == ["same"]


# A rebuild keeps them


def kg(*args: str | Path) -> int:
    with pytest.raises(SystemExit) as end:
        main([str(a) for a in args])
    assert isinstance(end.value.code, int)
    return end.value.code


SAMPLES = Path(__file__).parent / "data" / "samples"
UNLIKE = judged("programme/medical-alliance", "different", "qinghe-2024#紧密型医联体", why="只是院内协作")


def test_kg_run_uses_and_keeps_the_judgements_of_its_folder(tmp_path: Path) -> None:
    given, out = SAMPLES / "qinghe-2024.txt", tmp_path / "build"
    assert kg("run", "-q", given, "-o", out) == 0
    kept.append([UNLIKE], out / "records")
    assert kg("run", "-q", given, "-o", out) == 0
    assert kept.read(out / "records") == (UNLIKE,)
    graph = (out / "graph.nq").read_text(encoding="utf-8")
    assert "王工，2024-05-01：只是院内协作" in graph and "王工, 2024-05-01: 只是院内协作" in graph


def test_kg_build_takes_judgements_along_and_loses_none_that_is_there(tmp_path: Path) -> None:
    records, out, again = (tmp_path / name for name in ("records", "build", "again"))
    assert kg("extract", "-q", SAMPLES / "qinghe-2024.txt", "-o", records) == 0
    kept.append([UNLIKE], records)
    assert kg("build", "-q", records, "-o", out) == 0
    other = judged("甲", "undecided", "乙")
    kept.append([other], out / "records")
    assert kg("build", "-q", records, "-o", out) == 0
    assert kept.read(out / "records") == (UNLIKE, other)
    assert kg("build", "-q", out / "records", "-o", again) == 0
    assert (again / "graph.nq").read_bytes() == (out / "graph.nq").read_bytes()


def test_kg_extract_leaves_the_judgements_alone(tmp_path: Path) -> None:
    kept.append([UNLIKE], tmp_path)
    assert kg("extract", "-q", SAMPLES / "qinghe-2024.txt", "-o", tmp_path) == 0
    assert kept.read(tmp_path) == (UNLIKE,)


def test_a_document_whose_records_would_take_the_place_of_the_judgements_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "judgements.txt").write_bytes((SAMPLES / "qinghe-2024.txt").read_bytes())
    kept.append([UNLIKE], tmp_path)
    assert kg("extract", "-q", tmp_path / "judgements.txt", "-o", tmp_path) == 3
    assert "judgements.jsonl" in capsys.readouterr().err and kept.read(tmp_path) == (UNLIKE,)


def test_a_contradiction_stops_a_build_and_leaves_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, out = SAMPLES / "qinghe-2024.txt", tmp_path / "build"
    assert kg("run", "-q", given, "-o", out) == 0
    before = (out / "graph.nq").read_bytes()
    names = ["清和市急救中心", "清和市中医医院", "清和市第一人民医院"]
    pairs = zip(names, names[1:] + names[:1], ("same", "same", "different"), strict=True)
    kept.append([judged(a, v, b, "institution") for a, b, v in pairs], out / "records")  # type: ignore[arg-type]
    assert kg("run", "-q", given, "-o", out) == 3
    told = capsys.readouterr().err
    assert "judgements.jsonl:3" in told and "judgements.jsonl:1" in told
    assert (out / "graph.nq").read_bytes() == before


def test_a_judgement_of_what_is_gone_is_told_by_a_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "records").mkdir()
    kept.append([judged("不再有的医院", "same", "清和市中医医院", "institution")], tmp_path / "records")
    assert kg("run", "-q", SAMPLES / "qinghe-2024.txt", "-o", tmp_path) == 0
    assert "不再有的医院 is not in the records" in capsys.readouterr().err


def test_answers_need_the_folder_that_they_are_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answers.yaml").write_text("[]\n", encoding="utf-8")
    assert kg("link", "--apply", tmp_path / "answers.yaml") == 2
    assert "kg link RECORDS --apply FILE" in capsys.readouterr().err
