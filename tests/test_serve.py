"""`kg serve` keeps to SPARQL 1.1 Protocol and HTTP: forms of answers, status codes, tags, headers, pages and things."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
from sample_graph import BASE, sample_graph
from serving import Served, serving

from kg.query import library
from kg.terms import HC

SELECT = "SELECT ?l { ?c a hc:Commitment ; rdfs:label ?l } ORDER BY ?l"
CONSTRUCT = "CONSTRUCT { ?r skos:prefLabel ?l } WHERE { ?r a hc:Region ; skos:prefLabel ?l }"
FORM = "application/x-www-form-urlencoded"
DOCUMENT = f"{BASE}graph/document/linxi-2024"


def test_a_query_may_come_in_each_way_of_the_protocol(served: Served) -> None:
    by_get = served.sparql(SELECT)
    by_form = served.send("POST", "/sparql", urlencode({"query": SELECT}).encode(), content_type=FORM)
    by_body = served.send(
        "POST", "/sparql", SELECT.encode(), content_type="application/sparql-query; charset=UTF-8"
    )
    assert by_get.status == by_form.status == by_body.status == 200
    assert by_get.body == by_form.body == by_body.body
    assert len(by_get.json["results"]["bindings"]) == 7


@pytest.mark.parametrize(
    ("accept", "kind", "form"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", pyoxigraph.QueryResultsFormat.JSON),
        ("application/json", "application/json", pyoxigraph.QueryResultsFormat.JSON),
        ("*/*", "application/sparql-results+json", pyoxigraph.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml", pyoxigraph.QueryResultsFormat.XML),
        ("text/csv;q=0.4, text/tab-separated-values;q=0.9", "text/tab-separated-values", pyoxigraph.QueryResultsFormat.TSV),
    ],
)  # fmt: skip
@pytest.mark.parametrize("query", [SELECT, "ASK { ?s ?p ?o }"])
def test_rows_come_in_the_form_that_is_asked_for(
    served: Served, accept: str, kind: str, form: pyoxigraph.QueryResultsFormat, query: str
) -> None:
    reply = served.sparql(query, accept=accept)
    assert reply.status == 200 and reply.headers["content-type"].partition(";")[0] == kind
    if query == SELECT:
        found = pyoxigraph.parse_query_results(reply.body, form)
        assert len(list(found)) == 7  # type: ignore[arg-type]


def test_csv_gives_plain_values(served: Served) -> None:
    rows = list(csv.reader(io.StringIO(served.sparql(SELECT, accept="text/csv").text)))
    assert rows[0] == ["l"] and ["培训托育从业人员"] in rows and len(rows) == 8


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
        ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
        ("*/*", pyoxigraph.RdfFormat.TURTLE),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, f"DESCRIBE <{BASE}region/990100>"])
def test_graphs_come_in_the_form_that_is_asked_for(
    served: Served, accept: str, form: pyoxigraph.RdfFormat, query: str
) -> None:
    reply = served.sparql(query, accept=accept)
    assert reply.status == 200
    triples = {(q.subject, q.predicate, q.object) for q in pyoxigraph.parse(reply.body, form)}
    assert len(triples) == 4 and any("清和市" in str(t[2]) for t in triples)


def test_the_graphs_of_the_protocol_count_more_than_those_of_the_query(served: Served) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?c a hc:Commitment }"

    def number(query: str, more: str = "") -> int:
        return int(served.sparql(query, more=more).json["results"]["bindings"][0]["n"]["value"])

    of_default, of_named = (
        f"&{name}={quote(DOCUMENT, safe='')}" for name in ("default-graph-uri", "named-graph-uri")
    )
    assert number(count) == 7
    assert number(count, of_default) == 3
    assert number(count, of_named) == 0
    assert number("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?c a hc:Commitment } }", of_named) == 3
    assert number(count.replace("{ ?c", f"FROM <{BASE}graph/document/qinghe-2024> {{ ?c")) == 3
    assert number(count.replace("{ ?c", f"FROM <{BASE}graph/document/shuofang-2023> {{ ?c"), of_default) == 3


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status"),
    [
        ("GET", "/sparql?query=SELECT", None, "", 400),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, "", 400),
        ("GET", "/sparql?query=%ff%fe", None, "", 400),
        ("POST", "/sparql", b"", FORM, 400),
        ("POST", "/sparql", b"\xff\xfe", "application/sparql-query", 400),
        ("POST", "/sparql", b"update=DROP+ALL", FORM, 403),
        ("POST", "/sparql", b"DROP ALL", "application/sparql-update", 403),
        ("POST", "/sparql", b"ASK {}", "text/plain", 415),
        ("POST", "/sparql", b"ASK {}", "application/sparql-query; charset=gbk", 415),
        ("PUT", "/sparql", b"ASK {}", "application/sparql-query", 405),
        ("DELETE", "/rdf-graph-store?default", None, "", 405),
        ("PUT", "/rdf-graph-store?default", b"<a:a> <a:b> <a:c> .", "text/turtle", 405),
        ("POST", "/rdf-graph-store?default", b"<a:a> <a:b> <a:c> .", "text/turtle", 405),
        ("GET", "/rdf-graph-store?graph=urn:none", None, "", 404),
        ("GET", f"/rdf-graph-store?default&graph={quote(DOCUMENT)}", None, "", 400),
        ("GET", "/id/region/000000?format=turtle", None, "", 303),
        ("GET", "/data/region/000000", None, "", 404),
        ("GET", "/api/nothing", None, "", 404),
        ("GET", "/api/owners", None, "", 400),
        ("GET", "/api/owners?task=x&colour=red", None, "", 400),
        ("GET", "/api/owners?task=x&task=y", None, "", 400),
        ("GET", "/api/bodies?limit=none", None, "", 400),
        ("GET", "/api/programmes?region=%E6%97%A0%E6%AD%A4%E5%9C%B0", None, "", 400),
        ("GET", "/static/../settings.py", None, "", 404),
        ("GET", "/nothing", None, "", 404),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_request_is_told_by_its_status(
    served: Served, method: str, path: str, body: bytes | None, kind: str, status: int
) -> None:
    reply = served.send(method, path, body, **({"content_type": kind} if kind else {}))
    assert reply.status == status
    assert "Traceback" not in reply.text
    if status >= 400:
        assert reply.headers["content-type"] == "application/problem+json" and reply.json["detail"]
    if status == 405:
        assert "GET" in reply.headers["allow"]


def test_a_form_that_cannot_be_given_is_406(served: Served) -> None:
    assert served.sparql(SELECT, accept="image/png").status == 406
    assert served.sparql(CONSTRUCT, accept="text/csv").status == 406
    assert served.sparql(CONSTRUCT, accept="text/csv", more="&format=turtle").status == 200


def test_without_a_query_the_service_describes_itself(served: Served) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    found = list(pyoxigraph.parse(served.get("/sparql").body, pyoxigraph.RdfFormat.TURTLE))
    said = {(q.predicate.value.removeprefix(sd), getattr(q.object, "value", "")) for q in found}
    assert ("supportedLanguage", f"{sd}SPARQL11Query") in said and (
        "feature",
        f"{sd}UnionDefaultGraph",
    ) in said
    assert ("endpoint", f"{served.url}sparql") in said and ("name", DOCUMENT) in said
    assert served.get("/sparql", accept="text/html").headers["location"] == "/query"


def test_graphs_are_read_whole_by_the_graph_store_protocol(served: Served) -> None:
    names = served.get("/rdf-graph-store").text.splitlines()
    assert DOCUMENT in names
    path = f"/rdf-graph-store?graph={quote(DOCUMENT, safe='')}"
    reply = served.get(path, accept="application/n-triples")
    whole = served.get("/rdf-graph-store?default", accept="application/n-triples")
    assert 50 < len(reply.text.splitlines()) < len(whole.text.splitlines())
    head = served.send("HEAD", path, accept="application/n-triples")
    assert head.status == 200 and head.body == b"" and head.headers["etag"] == reply.headers["etag"]


def test_an_answer_that_the_client_has_is_not_sent_again(served: Served) -> None:
    first = served.sparql(SELECT)
    again = served.sparql(SELECT, if_none_match=first.headers["etag"])
    other = served.sparql(SELECT, if_none_match=first.headers["etag"], accept="text/csv")
    assert (again.status, again.body, other.status) == (304, b"", 200)
    assert again.headers["etag"] == first.headers["etag"] != other.headers["etag"]
    page = served.get("/explorer")
    again = served.get("/explorer", if_none_match=page.headers["etag"])
    assert again.status == 304
    # The browser would put it in the place of the kept page's own, which lets its scripts run.
    assert "content-security-policy" not in again.headers


@pytest.mark.parametrize(
    "query", ["SELECT (RAND() AS ?r) {}", "SELECT (now() AS ?t) {}", "SELECT (STRUUID() AS ?u) {}"]
)
def test_an_answer_that_differs_each_time_has_no_tag(served: Served, query: str) -> None:
    first, second = served.sparql(query), served.sparql(query)
    assert "etag" not in first.headers and first.headers["cache-control"] == "no-store"
    assert first.body != second.body


def test_answers_are_packed_where_the_client_can_unpack(served: Served) -> None:
    for path in (
        f"/sparql?{urlencode({'query': 'SELECT * { ?s ?p ?o }'})}",
        "/explorer",
        "/static/serve.css",
    ):
        plain, packed = served.get(path), served.get(path, accept_encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
        assert gzip.decompress(packed.body) == plain.body and len(packed.body) < len(plain.body)
        assert "Accept-Encoding" in plain.headers["vary"]


def test_every_reply_keeps_browsers_safe_and_names_no_software(served: Served) -> None:
    for path in ("/", "/query", "/explorer", "/sparql?query=ASK%7B%7D", "/nothing", "/healthz"):
        headers = served.get(path, accept="text/html").headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers and "server" not in headers


def test_a_page_elsewhere_cannot_read_the_graph_by_a_name_of_its_own(served: Served) -> None:
    assert served.get("/sparql?query=ASK%7B%7D", host="evil.example").status == 421
    assert served.get("/healthz", host="localhost:1234").status == 200
    assert "access-control-allow-origin" not in served.get("/healthz", origin="http://evil.example").headers


def test_a_ready_made_question_is_answered_as_json_csv_and_a_page(served: Served) -> None:
    found = served.ask("owners", task="托育")
    assert {row["institution"] for row in found["rows"]} >= {"清和市第一人民医院"}
    assert isinstance(found["rows"][0]["start"], int) and found["parameters"] == {"task": "托育"}
    assert 'VALUES ?task { "托育" }' in found["sparql"]
    path = f"/api/owners?task={quote('托育')}"
    assert served.get(path, accept="text/csv").text.startswith("文件,章节")
    assert served.get(path, accept="text/csv", accept_language="en-GB").text.startswith("document,section")
    assert served.get(f"{path}&format=csv&bom=1").body.startswith(b"\xef\xbb\xbf")
    page = served.get(path, accept="text/html,*/*;q=0.1").text
    assert "清和市第一人民医院" in page and "<table>" in page
    assert "<form" in served.get("/api/owners", accept="text/html").text
    assert served.ask("shared", min="2", limit="1")["truncated"] is True


def test_a_question_in_words_is_answered_with_its_evidence(served: Served) -> None:
    path = f"/api/ask?q={quote('清和市谁负责托育？')}"
    said = served.get(path, accept="application/json").json
    assert said["reply"] == "answer" and said["query"] == "owners" and said["evidence"]
    assert "清和市第一人民医院" in {row["institution"] for row in said["rows"]}
    page = served.get(path, accept="text/html").text
    assert said["sentence"] in page and "<table>" in page and "<blockquote" in page
    assert served.get(f"/api/ask?q={quote('<b>今天天气</b>')}", accept="text/html").status == 200
    assert served.get("/api/ask").status == served.get("/api/ask?q=x&lang=fr").status == 400


def test_the_evidence_of_a_question_in_words_is_the_sentence_of_the_source(tmp_path: Path) -> None:
    build = sample_graph().write(tmp_path / "build")
    (build / "sources").mkdir()
    before = "清和市卫生健康工作要点。\n".ljust(34, "一")
    text = f"{before}。今年新建托育机构并增加托位4.5个以上。由人口家庭处牵头。\n"
    (build / "sources" / "qinghe-2024.txt").write_text(text, encoding="utf-8")
    with serving(build, tmp_path / "log") as served:
        said = served.get(f"/api/ask?q={quote('清和市谁负责托育？')}", accept="application/json").json
    assert said["evidence"][0]["text"] == "今年新建托育机构并增加托位4.5个以上。"


def test_numbers_of_an_answer_are_numbers(served: Served) -> None:
    values = [row["value"] for row in served.ask("targets", indicator="托位数")["rows"]]
    assert 4.5 in values and 4.2 in values


def test_values_are_bound_never_pasted(served: Served) -> None:
    hostile = '" } UNION { ?named ?p ?o } #'
    assert served.ask("owners", task=hostile)["rows"] == []
    page = served.get(f"/api/owners?task={quote('<script>alert(1)</script>')}&format=html")
    assert page.status == 200 and b"<script>alert" not in page.body


def test_the_questions_are_described_by_openapi(served: Served) -> None:
    document = served.get("/api/openapi.json").json
    assert document["openapi"].startswith("3.1")
    for query in library():
        told = document["paths"][f"/api/{query.name}"]["get"]
        assert {p.name for p in query.params} <= {p["name"] for p in told["parameters"]}
    listed = {q["name"]: q for q in served.get("/api").json["questions"]}
    assert listed["owners"]["parameters"][0] == {
        "name": "task", "type": "text", "required": True, "example": "托育",
        "title": {"zh": "任务中的词", "en": "words of the task"},
    }  # fmt: skip


def test_a_thing_leads_to_its_page_or_its_data(served: Served) -> None:
    path = "/id/institution/" + quote("清和市第一人民医院")
    for accept, kind in (("text/html", "page"), ("text/turtle", "data"), ("application/ld+json", "data")):
        reply = served.get(path, accept=accept)
        assert reply.status == 303 and reply.headers["vary"] == "Accept"
        assert reply.headers["location"] == path.replace("/id/", f"/{kind}/")
        shown = served.get(reply.headers["location"], accept=accept)
        assert shown.status == 200 and shown.headers["content-type"].startswith(accept)
        assert "清和市第一人民医院" in shown.text or "市一院" in json.dumps(shown.json, ensure_ascii=False)


def test_the_data_of_a_fact_hold_its_evidence_and_its_page_the_words(served: Served) -> None:
    fact = "document/qinghe-2024/figure/t1"
    triples = list(pyoxigraph.parse(served.get(f"/data/{fact}").body, pyoxigraph.RdfFormat.TURTLE))
    starts = {q.object.value for q in triples if q.predicate.value.endswith("#start")}  # type: ignore[union-attr]
    assert starts == {"52"} and any(q.predicate.value == f"{HC}indicator" for q in triples)
    assert "<blockquote" in (page := served.get(f"/page/{fact}").text) and "4.5个以上" in page


def test_pages_come_in_the_readers_language_without_anything_from_outside(served: Served) -> None:
    assert 'lang="zh-Hans"' in served.get("/").text
    assert 'lang="en"' in served.get("/", accept_language="en-US,en;q=0.9").text
    assert "Who owns a task" in served.get("/?lang=en").text
    for path in ("/", "/query", "/static/query.js", "/static/serve.css"):
        text = served.get(path).text
        assert 'src="http' not in text and "url(http" not in text and '<link href="http' not in text
    assert served.get("/nothing", accept="text/html").text.startswith("<!DOCTYPE html>")


def test_the_query_page_has_the_questions_as_samples(served: Served) -> None:
    page = served.get("/query").text
    block = page.partition('<script type="application/json" id="samples">')[2].partition("</script>")[0]
    assert {s["name"] for s in json.loads(block)["samples"]} == {q.name for q in library()}
    policy = served.get("/query").headers["content-security-policy"]
    assert "script-src 'self'" in policy and "connect-src 'self'" in policy
    assert (
        served.get("/static/yasgui.min.js").status == served.get("/static/yasgui.LICENSE.txt").status == 200
    )


@pytest.mark.browser
def test_the_query_page_answers_a_sample_offline(served: Served, chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        asked: list[str] = []
        faults: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(f"{served.url}query?lang=en")
        page.select_option("#sample", "regions")
        page.wait_for_selector("#yasgui td:has-text('清和市')", timeout=20_000)
        browser.close()
    assert faults == [] and {url for url in asked if not url.startswith((served.url, "data:"))} == set()
