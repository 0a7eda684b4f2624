"""Clients that people use work against the server, and its answers are those that rdflib gives on the same graph."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import rdflib
import rdflib.plugins.sparql
from expected_answers import EXPECTED
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from sample_graph import BASE, sample_graph
from serving import Served

from kg.load import load
from kg.query import library, named
from kg.query.arguments import bind
from kg.store import open_store
from kg.terms import HC, PREFIXES

# rdflib's own evaluation uses what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
COUNT = "SELECT (COUNT(*) AS ?n) { ?c a <" + HC + "Commitment> }"
NUMBERS = {rdflib.XSD.integer, rdflib.XSD.decimal, rdflib.XSD.double}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[rdflib.Dataset]:
    """The graph that is served, in rdflib, which loads nothing that a query names."""
    before, rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS, False
    yield load(sample_graph().write(tmp_path_factory.mktemp("rdflib"))).dataset
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = before


@pytest.mark.parametrize("method", ["GET", "POST", "POSTDIRECTLY"])
def test_sparqlwrapper_reads_every_form(served: Served, method: str) -> None:
    from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

    client = SPARQLWrapper(f"{served.url}sparql")
    client.setMethod("GET" if method == "GET" else POST)
    if method == "POSTDIRECTLY":
        client.setRequestMethod(POSTDIRECTLY)
    client.setQuery(COUNT)
    client.setReturnFormat(JSON)
    answer: Any = client.queryAndConvert()
    assert answer["results"]["bindings"][0]["n"]["value"] == "7"
    client.setReturnFormat(XML)
    document: Any = client.queryAndConvert()
    assert "7" in document.toxml()
    client.setReturnFormat(CSV)
    text: Any = client.queryAndConvert()
    assert text.decode() == "n\r\n7\r\n"
    client.setQuery("CONSTRUCT WHERE { ?r a hc:Region ; hc:code ?c }")
    client.setReturnFormat(TURTLE)
    graph: Any = client.queryAndConvert()
    assert "990100" in graph.decode()


def test_sparqlwrapper_tells_what_is_wrong_with_a_query(served: Served) -> None:
    from SPARQLWrapper import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client = SPARQLWrapper(f"{served.url}sparql")
    client.setQuery("SELECT * { ?s a ex:Thing }")
    with pytest.raises(QueryBadFormed, match="the prefix ex: is not declared"):
        client.query()


def test_rdflib_reads_the_endpoint_as_a_store(served: Served) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{served.url}sparql", returnFormat="json"))
    commitment = rdflib.URIRef(f"{HC}Commitment")
    assert sum(1 for _ in graph.subjects(rdflib.RDF.type, commitment)) == 7
    assert (
        rdflib.URIRef(f"{BASE}region/990100"),
        rdflib.SKOS.prefLabel,
        rdflib.Literal("清和市", lang="zh"),
    ) in graph
    rows: Any = graph.query("SELECT ?l { ?r a hc:Region ; skos:prefLabel ?l }", initNs=PREFIXES)
    assert {str(row.l) for row in rows} == {"云岭省", "清和市", "临溪区", "朔方市"}


def test_rdflib_parses_things_and_graphs_by_their_address(served: Served) -> None:
    graph = rdflib.Graph().parse(f"{served.url}id/document/qinghe-2024/figure/t1")
    assert (None, rdflib.URIRef(f"{HC}printed"), rdflib.Literal("4.5个以上")) in graph
    name = f"{BASE}graph/document/linxi-2024"
    whole = rdflib.Graph().parse(f"{served.url}rdf-graph-store?{urlencode({'graph': name})}")
    assert len(whole) > 50


def test_pandas_reads_answers_as_tables(served: Served) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed (pip install -e '.[dev]')")
    table = pandas.read_csv(
        f"{served.url}api/targets?{urlencode({'indicator': '托位数', 'format': 'csv', 'lang': 'en'})}"
    )
    assert set(table["region"]) >= {"清和市", "临溪区"} and table["value"].dtype == "float64"
    rows = pandas.read_csv(io.StringIO(served.sparql(COUNT, accept="text/csv").text))
    assert rows.loc[0, "n"] == 7
    answer = pandas.DataFrame(served.ask("regions")["rows"])
    assert len(answer) == 4


def test_curl_asks_follows_and_revalidates(served: Served, tmp_path: Path) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")

    def run(*args: str) -> str:
        command = [curl, "--silent", "--show-error", "--max-time", "20", *args]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

    endpoint = f"{served.url}sparql"
    assert run("-H", "Accept: text/csv", "--data-urlencode", f"query={COUNT}", endpoint) == "n\n7\n"
    (tmp_path / "q.rq").write_text(COUNT, encoding="utf-8")
    body = run(
        "-H", "Content-Type: application/sparql-query", "--data-binary", f"@{tmp_path / 'q.rq'}", endpoint
    )
    assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == "7"
    assert "清和市" in run("--location", "-H", "Accept: text/turtle", f"{served.url}id/region/990100")
    assert "清和市" in run(
        "--compressed", "--location", "-H", "Accept: text/html", f"{served.url}id/region/990100"
    )
    tags, code = tmp_path / "etag", ["-o", str(tmp_path / "page"), "-w", "%{http_code}"]
    assert run("--etag-save", str(tags), *code, f"{served.url}explorer") == "200"
    assert run("--etag-compare", str(tags), *code, f"{served.url}explorer") == "304"


def by_server(served: Served, text: str) -> Counter[tuple[Any, ...]]:
    """The rows that the server gives, as values that compare across engines."""
    reply = served.send("POST", "/sparql", text.encode(), content_type="application/sparql-query")
    assert reply.status == 200, f"{reply.text}\n{text}"
    answer = reply.json
    # Which order `*` means is left to the engine.
    names = sorted(answer["head"]["vars"])
    return Counter(tuple(_of_json(row.get(n)) for n in names) for row in answer["results"]["bindings"])


def _of_json(term: dict[str, str] | None) -> Any:
    if term is None:
        return None
    if term["type"] == "uri":
        return term["value"]
    return _literal(term["value"], term.get("xml:lang", ""), term.get("datatype"))


def _literal(value: str, language: str, datatype: str | None) -> Any:
    if datatype is not None and rdflib.URIRef(datatype) in NUMBERS:
        return Decimal(value).normalize()
    return (value, language.lower(), datatype if datatype != str(rdflib.XSD.string) else None)


def by_rdflib(dataset: rdflib.Dataset, text: str) -> Counter[tuple[Any, ...]]:
    """The rows that rdflib gives."""
    result: Any = dataset.query(text, initNs=PREFIXES)
    names = sorted(result.vars)
    return Counter(tuple(_of_rdflib(row.get(name)) for name in names) for row in result.bindings)


def _of_rdflib(term: Any) -> Any:
    if term is None or isinstance(term, rdflib.URIRef):
        return None if term is None else str(term)
    return _literal(str(term), term.language or "", str(term.datatype) if term.datatype else None)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_ready_made_question_gives_what_rdflib_gives(
    served: Served, dataset: rdflib.Dataset, name: str
) -> None:
    params = EXPECTED[name][0]
    text = bind(named(name), params, open_store(served.build))
    expected, found = by_rdflib(dataset, text), by_server(served, text)
    if not EXPECTED[name][
        2
    ]:  # of a grouping of nothing rdflib makes a row without values, where SPARQL 1.1 has none
        assert not found
    else:
        assert _plain(found) == _plain(expected)
    assert len(served.ask(name, **params)["rows"]) == found.total()


def test_the_relations_are_those_that_rdflib_constructs(served: Served, dataset: rdflib.Dataset) -> None:
    text = named("relations").text
    reply = served.sparql(text, accept="application/n-triples")
    graph: Any = dataset.query(text).graph
    assert _triples(rdflib.Graph().parse(data=reply.text, format="nt")) == _triples(graph)


def test_every_question_of_the_library_is_compared() -> None:
    assert {query.name for query in library()} == {*EXPECTED, "relations"}


def _triples(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    return {tuple(map(str, triple)) for triple in graph}


def _plain(rows: Counter[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    """Texts without their language, none for an empty one: so the two give what GROUP_CONCAT and SAMPLE make."""
    return Counter(
        tuple((v[0] or None) if isinstance(v, tuple) else v for v in row) for row in rows.elements()
    )


def random_query(rng: random.Random) -> str:
    """A query of the shapes in use: joins along properties, options, unions, paths, filters, groups."""
    classes = (
        "Commitment",
        "Target",
        "Institution",
        "Program",
        "Region",
        "Section",
        "Responsibility",
        "Mention",
    )
    thing = rng.choice(classes)
    ways = {
        "Commitment": ("hc:document", "hc:partOf", "hc:program", "hc:targets", "hc:status", "rdfs:label", "hc:deadline"),
        "Target": ("hc:commitment", "hc:indicator", "hc:value", "hc:unit", "hc:operator", "hc:region", "hc:population"),
        "Institution": ("hc:region", "hc:partOf", "skos:prefLabel", "skos:altLabel", "hc:responsibleFor"),
        "Program": ("skos:prefLabel", "skos:altLabel", "hc:partOf", "^hc:mentions", "^hc:program"),
        "Region": ("skos:prefLabel", "hc:code", "hc:partOf", "hc:partOf+", "^hc:region"),
        "Section": ("hc:number", "rdfs:label", "hc:partOf*", "hc:document", "^hc:answersFor"),
        "Responsibility": ("hc:institution", "hc:answersFor", "hc:role", "hc:basis", "hc:evidence/oa:hasSelector/oa:start"),
        "Mention": ("hc:mentions", "hc:document", "hc:printed", "hc:evidence/oa:hasSelector/oa:end"),
    }[thing]  # fmt: skip
    chosen = rng.sample(ways, k=rng.randint(1, 3))
    parts = [f"?x a hc:{thing} ."]
    for n, way in enumerate(chosen):
        triple = f"?x {way} ?v{n} ."
        parts.append(triple if n == 0 or rng.random() < 0.5 else f"OPTIONAL {{ {triple} }}")
    if rng.random() < 0.3:
        other = rng.choice(ways)
        parts.append(f"{{ ?x {other} ?w . }} UNION {{ ?x a ?w . }}")
    if rng.random() < 0.4:
        parts.append(f"FILTER({rng.choice(FILTERS)})")
    if rng.random() < 0.2:
        parts.append(f"FILTER {rng.choice(('NOT EXISTS', 'EXISTS'))} {{ ?x {rng.choice(ways)} ?e }}")
    if rng.random() < 0.15:
        parts = [f"GRAPH ?g {{ {' '.join(parts)} }}"]
    body = " ".join(parts)
    shape = rng.random()
    if shape < 0.25:
        counts = "(COUNT(?x) AS ?n) (COUNT(DISTINCT ?x) AS ?d) (MIN(STR(?x)) AS ?m)"
        return f"SELECT ?v0 {counts} {{ {body} }} GROUP BY ?v0 HAVING(COUNT(?x) >= {rng.randint(1, 2)})"
    if shape < 0.4:
        return f"SELECT DISTINCT ?v0 {{ {body} }}"
    if shape < 0.5:
        return f"SELECT ?x ?s {{ {body} BIND(CONCAT(STR(?v0), '|', LANG(?v0)) AS ?s) }}"
    # Not `*`: rdflib counts the variables of EXISTS among those.
    return f"SELECT ?g ?x ?v0 ?v1 ?v2 ?w {{ {body} }}"


FILTERS = (
    "LANGMATCHES(LANG(?v0), 'zh')", "isIRI(?v0)", "STRLEN(STR(?v0)) > 8", "CONTAINS(STR(?v0), '托育')",
    "REGEX(STR(?v0), '^https?:')", "STR(?v0) < 'm'", "BOUND(?v0) && !isIRI(?v0)", "?v0 != ?x",
    "STRSTARTS(STR(?x), STR(hc:)) || STRENDS(STR(?x), '1')", "isNumeric(?v0) && ?v0 > 4",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_random_queries_give_what_rdflib_gives(served: Served, dataset: rdflib.Dataset, seed: int) -> None:
    rng = random.Random(seed)
    some = 0
    for _ in range(25):
        text = random_query(rng)
        expected = by_rdflib(dataset, text)
        assert by_server(served, text) == expected, text
        some += bool(expected)
    # The generator is of use only while most of its queries find something.
    assert some >= 12
