"""Which programmes places share, as table, JSON and matrix; how alike places are. All places are invented."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from hand_made import build_hand_made, documents, registers
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import sample_graph

from kg.cli.link import link as link_command
from kg.cli.shared import shared as command
from kg.compare import (
    Naming,
    Place,
    communities,
    matrix,
    namings_of_graph,
    namings_of_records,
    particular,
    programme_network,
    shared,
    similarities,
    within,
)
from kg.compare.places import chain_of, depths
from kg.errors import BadCall
from kg.link import link
from kg.load import load
from kg.store import open_store

PROVINCE = ("region/990000",)
CITY = Place((*PROVINCE, "region/990100"), "清和市")
DISTRICT = Place((*CITY.chain, "region/990102"), "临溪区")
OTHER = Place((*PROVINCE, "region/990200"), "朔方市")
FAR = Place(("region/980000", "region/980100"), "南岭市")
PLACES = (CITY, DISTRICT, OTHER, FAR)


def naming(place: Place, programme: str, *spellings: str, mentions: int = 1, document: str = "") -> Naming:
    return Naming(
        place,
        document or place.name,
        f"programme/{programme}",
        programme,
        spellings or (programme,),
        mentions,
    )


SOME = (
    naming(CITY, "托育", "托育服务", mentions=3),
    naming(CITY, "签约", "家医签约"),
    naming(DISTRICT, "托育", "普惠托育"),
    naming(DISTRICT, "local/银龄学堂"),
    naming(OTHER, "签约", "签约服务"),
    naming(OTHER, "急救"),
    naming(FAR, "签约"),
)


def named_in(place: Place, paper: str, programme: str, spelling: str, mentions: int) -> Naming:
    return naming(place, programme, spelling, mentions=mentions, document=f"{place.name}-{paper}")


namings = st.lists(
    st.builds(
        named_in,
        st.sampled_from(PLACES),
        st.sampled_from(["plan", "report"]),
        st.sampled_from(["托育", "签约", "急救", "local/银龄学堂", "local/六个一"]),
        st.sampled_from(["甲", "乙", "丙"]),
        st.integers(1, 9),
    ),
    unique_by=lambda n: (n.document, n.programme),
)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(command, [str(a) for a in args], standalone_mode=False, catch_exceptions=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_graph().write(tmp_path_factory.mktemp("shared"))


# What is shared


def test_a_programme_is_shared_by_the_places_that_name_it_whatever_it_is_called_there() -> None:
    rows = {row["name"]: row for row in shared(SOME)}
    assert list(rows) == ["签约", "托育"]
    assert rows["托育"]["names"] == ["托育服务", "普惠托育"]
    assert rows["托育"]["documents"] == {"清和市": ["托育服务"], "临溪区": ["普惠托育"]}
    assert list(rows["托育"]["places"]) == ["清和市", "临溪区"]
    assert rows["托育"]["id"] == "programme/托育"


def test_two_documents_of_one_place_share_nothing_with_another() -> None:
    twice = (naming(CITY, "托育", document="plan"), naming(CITY, "托育", document="report"))
    assert shared(twice) == []
    assert shared(twice, 1)[0]["documents"].keys() == {"plan", "report"}


@given(namings, st.integers(1, 4))
def test_fewer_places_are_asked_for_more_programmes_are_found(found: Sequence[Naming], minimum: int) -> None:
    ids = [{row["id"] for row in shared(found, least)} for least in (minimum, minimum + 1)]
    assert ids[1] <= ids[0]
    assert all(len(row["places"]) >= minimum for row in shared(found, minimum))


@given(namings.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_what_was_found_changes_nothing(both: tuple[list[Naming], list[Naming]]) -> None:
    one, other = both
    assert shared(one, 1) == shared(other, 1)
    assert matrix(one) == matrix(other)
    assert similarities(one) == similarities(other)
    assert communities(one) == communities(other)
    assert particular(one) == particular(other)


def test_records_and_the_graph_made_of_them_share_the_same(tmp_path: Path) -> None:
    papers, known = documents(), registers()
    of_records = namings_of_records(papers, link(papers, known), known.regions)
    assert of_records and namings_of_graph(open_store(build_hand_made(tmp_path))) == of_records


# Places


def test_a_city_stands_above_its_districts() -> None:
    assert [p.name for p in sorted(PLACES)] == ["南岭市", "清和市", "临溪区", "朔方市"]
    assert depths(PLACES) == {CITY.id: 0, DISTRICT.id: 1, OTHER.id: 0, FAR.id: 0}


def test_a_circle_of_regions_ends() -> None:
    assert chain_of("a", {"a": "b", "b": "c", "c": "a"}) == ("c", "b", "a")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ((), {"清和市", "临溪区", "朔方市", "南岭市"}),
        (("清和市",), {"清和市", "临溪区"}),
        (("清和",), {"清和市", "临溪区"}),
        (("990100",), {"清和市", "临溪区"}),
        (("临溪区", "南岭市"), {"临溪区", "南岭市"}),
        (("990000",), {"清和市", "临溪区", "朔方市"}),
    ],
)
def test_a_region_stands_for_all_that_lies_in_it(words: tuple[str, ...], names: set[str]) -> None:
    assert {n.place.name for n in within(SOME, words)} == names


def test_a_province_of_the_register_may_be_named_though_no_document_is_of_it() -> None:
    real = (naming(Place(("region/320000", "region/320400"), "常州市"), "托育"), naming(FAR, "托育"))
    assert [n.place.name for n in within(real, ("江苏省",))] == ["常州市"]


def test_a_place_that_no_document_is_of_is_told_with_those_that_are() -> None:
    with pytest.raises(BadCall, match=r"乌有市.*清和市"):
        within(SOME, ("乌有市",))


# The matrix


def test_the_matrix_has_a_row_for_each_place_and_counts_mentions() -> None:
    made = matrix(SOME)
    assert made.heads == ("签约", "托育", "local/银龄学堂", "急救")
    rows = {place.name: cells for place, cells in zip(made.places, made.cells, strict=True)}
    assert rows == {
        "清和市": (1, 3, 0, 0),
        "临溪区": (0, 1, 1, 0),
        "朔方市": (1, 0, 0, 1),
        "南岭市": (1, 0, 0, 0),
    }


def test_local_programmes_of_one_name_stay_apart_in_the_head() -> None:
    slogans = tuple(
        Naming(place, place.name, f"programme/local/{place.name}/六个一", "六个一", ("六个一",), 1)
        for place in (CITY, OTHER)
    )
    assert matrix(slogans).heads == ("六个一（朔方市）", "六个一（清和市）")


@given(namings)
def test_every_mention_is_counted_once_in_the_matrix(found: list[Naming]) -> None:
    made = matrix(found)
    assert sum(map(sum, made.cells)) == sum(n.mentions for n in found)
    assert len(set(made.heads)) == len(made.programmes)


# Likeness


def test_places_are_alike_by_what_they_share_and_rare_programmes_count_more() -> None:
    common = tuple(naming(p, "签约") for p in PLACES)
    rare = tuple(naming(p, "银龄") for p in (CITY, OTHER))
    more = naming(DISTRICT, "急救"), naming(FAR, "急救二")
    by_pair = {(s.one.name, s.other.name): s for s in similarities((*common, *rare, *more))}
    assert by_pair["清和市", "朔方市"].jaccard == by_pair["清和市", "朔方市"].cosine == 1
    assert by_pair["清和市", "朔方市"].shared == 2
    assert 0 < by_pair["清和市", "临溪区"].jaccard < 0.5
    assert similarities((*common, *rare, *more))[0] == by_pair["清和市", "朔方市"]


@given(namings)
def test_likeness_lies_between_0_and_1_and_nothing_shared_is_0(found: list[Naming]) -> None:
    for pair in similarities(found):
        assert 0 <= pair.jaccard <= 1 and 0 <= pair.cosine <= 1
        assert (pair.shared == 0) == (pair.jaccard == 0) == (pair.cosine == 0)


def test_programmes_that_the_same_places_name_go_together() -> None:
    north, south = ("急救", "卒中", "胸痛"), ("托育", "生育", "养老")
    found = [naming(p, one) for p in (CITY, DISTRICT) for one in north]
    found += [naming(p, one) for p in (OTHER, FAR) for one in south]
    groups = {c.programmes: {p.name for p in c.places} for c in communities(found)}
    assert groups == {tuple(sorted(north)): {"清和市", "临溪区"}, tuple(sorted(south)): {"朔方市", "南岭市"}}


@given(namings)
def test_each_shared_programme_is_in_one_community(found: list[Naming]) -> None:
    grouped = sorted(name for group in communities(found) for name in group.programmes)
    assert grouped == sorted(row["name"] for row in shared(found))


def test_what_is_particular_to_a_place_is_named_by_no_other() -> None:
    own = {p.place.name: (p.programmes, p.of) for p in particular(SOME)}
    assert own == {
        "清和市": ((), 2), "临溪区": (("local/银龄学堂",), 2), "朔方市": (("急救",), 2), "南岭市": ((), 1),
    }  # fmt: skip


def test_the_network_is_bipartite_and_says_where_each_programme_is_named(built: Path) -> None:
    network = load(built).programme_network()
    kinds = {node: data["kind"] for node, data in network.nodes(data=True)}
    assert set(kinds.values()) == {"Region", "Program"}
    assert all({kinds[a], kinds[b]} == {"Region", "Program"} for a, b in network.edges)
    edge = network.edges["region/990100", "programme/family-doctor-service"]
    assert (edge["mentions"], edge["documents"], edge["spellings"]) == (
        2,
        ("qinghe-2024",),
        ("家医签约", "签约服务"),
    )
    assert set(load(built).programme_network("朔方市")) == {
        "region/990200",
        "programme/family-doctor-service",
    }


@given(namings)
def test_the_network_has_an_edge_for_each_place_and_programme(found: list[Naming]) -> None:
    edges = {frozenset(edge) for edge in programme_network(found).edges}
    assert edges == {frozenset((n.place.id, n.programme)) for n in found}


# The command


def test_the_command_prints_a_table_with_places_and_spellings(built: Path) -> None:
    done = run("--build", built, "--lang", "en")
    assert done.return_value == 0
    assert done.output.splitlines()[0].split() == [
        "programme",
        "places",
        "place",
        "document",
        "spellings",
        "mentions",
    ]
    assert "家医签约, 签约服务" in done.output and "朔方市" in done.output


def test_the_json_is_that_of_the_rows(built: Path) -> None:
    done = run("--build", built, "--json")
    assert json.loads(done.output) == shared(namings_of_graph(open_store(built)))


def test_nothing_shared_is_told_with_exit_code_1(built: Path) -> None:
    assert run("--build", built, "--min", "9").return_value == 1
    assert run("--build", built, "--min", "9", "--json").output.startswith("[]")


def test_the_matrix_opens_in_a_spreadsheet(built: Path) -> None:
    done = run("--build", built, "--matrix", "--min", "1", "--bom")
    assert done.output.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(done.output.removeprefix("\ufeff"))))
    assert rows[0][0] == "地区" and [row[0] for row in rows[1:]] == ["清和市", "　临溪区", "朔方市"]
    assert all(cell.isdigit() for row in rows[1:] for cell in row[1:])


def test_likeness_is_printed_in_both_languages_and_as_json(built: Path) -> None:
    assert "地区之间的相似度" in run("--build", built, "--similar", "--lang", "zh").output
    assert "How alike places are" in run("--build", built, "--similar", "--lang", "en").output
    rows = json.loads(run("--build", built, "--similar", "--json").output)
    assert set(rows) == {"similarities", "communities", "particular"}
    assert rows["particular"][1] == {
        "place": "临溪区",
        "id": "region/990102",
        "programmes": ["银龄学堂"],
        "of": 2,
    }


@pytest.mark.parametrize("args", [("--matrix", "--json"), ("--matrix", "--similar"), ("--bom",)])
def test_options_that_do_not_go_together_are_refused(args: tuple[str, ...]) -> None:
    with pytest.raises(click.UsageError):
        run(*args)


def test_records_and_graph_cannot_both_be_named(built: Path) -> None:
    with pytest.raises(BadCall, match="name records or a graph"):
        run(built, "--build", built)


def test_without_a_graph_the_shipped_records_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("--json", "--min", "5")
    assert done.return_value == 0
    assert "shipped records" in done.stderr
    assert json.loads(done.stdout)


def test_the_old_form_of_the_command_still_works() -> None:
    done = CliRunner().invoke(
        link_command, ["--shared", "--json"], standalone_mode=False, catch_exceptions=False
    )
    assert done.return_value == 0 and len(json.loads(done.output)) > 50
