"""The ontology declares what the code writes, in two languages, and nothing contradicts it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS
from rdflib.namespace import SH

from kg import paths, terms
from kg.check.structure import structure_rules

HC = rdflib.Namespace(terms.HC)
PACKAGE = Path(terms.__file__).parent
SENTENCE_END = {"zh": ("。", "）"), "en": (".",)}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(paths.ontology("commitments.ttl"), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(paths.ontology("shapes.ttl"), format="turtle")


def declared(ontology: rdflib.Graph, *types: rdflib.URIRef) -> set[str]:
    return {str(s) for t in types for s in ontology.subjects(RDF.type, t) if str(s).startswith(terms.HC)}


def labels(ontology: rdflib.Graph, node: rdflib.URIRef, path: rdflib.URIRef) -> dict[str, str]:
    return {str(o.language): str(o) for o in ontology.objects(node, path) if isinstance(o, rdflib.Literal)}


def test_the_code_and_the_ontology_name_the_same_classes(ontology: rdflib.Graph) -> None:
    assert declared(ontology, OWL.Class) == set(terms.CLASSES)


def test_the_code_and_the_ontology_name_the_same_properties(ontology: rdflib.Graph) -> None:
    assert declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty) == set(terms.PROPERTIES)


def test_every_constant_of_the_code_stands_in_its_lists() -> None:
    constants = {v for k, v in vars(terms).items() if k.isupper() and isinstance(v, str) and v != terms.HC}
    assert {v for v in constants if v.startswith(terms.HC)} == {*terms.CLASSES, *terms.PROPERTIES}


def test_every_term_has_label_and_definition_in_both_languages(ontology: rdflib.Graph) -> None:
    for term in (*terms.CLASSES, *terms.PROPERTIES):
        for path in (RDFS.label, SKOS.definition):
            found = labels(ontology, rdflib.URIRef(term), path)
            assert set(found) == {"zh", "en"}, f"{term} {path}"
            assert re.search(r"[\u4e00-\u9fff]", found["zh"]), f"{term}: the Chinese text is not Chinese"
            if path == SKOS.definition:
                assert all(text.endswith(SENTENCE_END[lang]) for lang, text in found.items()), term


def test_no_two_terms_have_the_same_definition(ontology: rdflib.Graph) -> None:
    texts = [str(o) for o in ontology.objects(None, SKOS.definition)]
    assert len(texts) == len(set(texts))


def test_every_property_has_a_range_that_is_declared_or_foreign(ontology: rdflib.Graph) -> None:
    classes = declared(ontology, OWL.Class)
    free = {HC.partOf, HC.about}  # their ends are of many classes
    for term in map(rdflib.URIRef, terms.PROPERTIES):
        ranges = list(ontology.objects(term, RDFS.range))
        assert ranges or term in free, f"{term} has no range"
        for found in (r for r in ranges if str(r).startswith(terms.HC)):
            assert str(found) in classes, f"{term} leads to {found}, which is no class"


def test_object_properties_lead_to_classes_and_datatype_properties_to_datatypes(
    ontology: rdflib.Graph,
) -> None:
    for term in map(rdflib.URIRef, terms.PROPERTIES):
        literal = (term, RDF.type, OWL.DatatypeProperty) in ontology
        for found in ontology.objects(term, RDFS.range):
            is_datatype = str(found).startswith(terms.XSD) or found == RDF.langString
            assert is_datatype == literal, term


def test_target_and_achievement_are_disjoint_figures(ontology: rdflib.Graph) -> None:
    for cls in (HC.Target, HC.Achievement):
        assert (cls, RDFS.subClassOf, HC.Figure) in ontology
    assert (HC.Target, OWL.disjointWith, HC.Achievement) in ontology


def test_classes_are_aligned_with_the_vocabularies_of_the_field(ontology: rdflib.Graph) -> None:
    expected = {
        "Document": terms.PROV + "Entity",
        "Responsibility": terms.PROV + "Association",
        "Institution": terms.ORG + "Organization",
        "Program": terms.SKOS + "Concept",
        "Indicator": terms.SKOS + "Concept",
        "Region": terms.SCHEMA + "AdministrativeArea",
    }
    for name, other in expected.items():
        assert (HC[name], RDFS.subClassOf, rdflib.URIRef(other)) in ontology, name


@pytest.mark.parametrize("prop", sorted(terms.VALUE_SETS))
def test_value_sets_are_the_same_in_code_and_ontology(ontology: rdflib.Graph, prop: str) -> None:
    scheme = ontology.value(rdflib.URIRef(prop), RDFS.seeAlso, any=True)
    found = [o for o in ontology.objects(rdflib.URIRef(prop), RDFS.seeAlso) if str(o).startswith(terms.HC)]
    assert len(found) == 1, scheme
    members = list(ontology.subjects(SKOS.inScheme, found[0]))
    assert {str(ontology.value(m, SKOS.notation)) for m in members} == set(terms.VALUE_SETS[prop])
    for member in members:
        assert set(labels(ontology, member, SKOS.prefLabel)) == {"zh", "en"}, member


def test_shapes_allow_the_value_sets_and_nothing_else(shapes: rdflib.Graph) -> None:
    allowed: dict[str, set[str]] = {}
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        values = shapes.value(shape, SH["in"])
        if values is not None:
            members = {str(v) for v in shapes.items(values)}
            allowed.setdefault(str(shapes.value(shape, SH.path)), set()).update(members)
    assert allowed == {prop: set(values) for prop, values in terms.VALUE_SETS.items()}


def test_shapes_speak_only_of_declared_terms(shapes: rdflib.Graph) -> None:
    used = {str(node) for triple in shapes for node in triple if str(node).startswith(terms.HC)}
    assert used <= {*terms.CLASSES, *terms.PROPERTIES}


def test_every_class_has_shapes(shapes: rdflib.Graph) -> None:
    targeted = {str(o) for o in shapes.objects(None, SH.targetClass)}
    assert targeted >= set(terms.CLASSES) - {terms.FIGURE}
    assert targeted >= {terms.SPECIFIC_RESOURCE, terms.POSITION_SELECTOR, terms.QUOTE_SELECTOR}


def test_every_rule_says_what_is_wrong_and_what_to_do_in_both_languages(shapes: rdflib.Graph) -> None:
    told = {
        str(shape): labels(shapes, shape, SH.message)
        for kind in (SH.PropertyShape, SH.NodeShape)
        for shape in shapes.subjects(RDF.type, kind)
    }
    told |= {rule.name: {"zh": rule.zh, "en": rule.en} for rule in structure_rules()}
    todo = {
        "zh": ("请", "不得"),
        "en": ("heck", "ake", "xtract", "ompare", "ive ", "write", "dd ", "Look", "orrect"),
    }
    for name, messages in told.items():
        assert set(messages) == {"zh", "en"}, name
        for lang, text in messages.items():
            assert text.endswith(SENTENCE_END[lang]) and any(word in text for word in todo[lang]), (
                f"{name}: {text}"
            )


def test_rules_have_names_of_their_own(shapes: rdflib.Graph) -> None:
    named = [str(s).rpartition("#")[2] for s in shapes.subjects(SH.message, None) if "#" in str(s)]
    assert not {rule.name for rule in structure_rules()} & set(named)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_writes_a_term_that_is_not_declared(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = set(re.findall(r"\bhc:([A-Za-z]\w*)", text)) | set(re.findall(r"\bHC \+ \"(\w+)\"", text))
    assert used <= {t.removeprefix(terms.HC) for t in (*terms.CLASSES, *terms.PROPERTIES)}


@pytest.mark.parametrize("path", sorted(paths.ontology().rglob("*.ttl")), ids=lambda p: p.name)
def test_vocabularies_use_only_declared_terms(path: Path, ontology: rdflib.Graph) -> None:
    graph = rdflib.Graph().parse(path, format="turtle")
    own = {str(s) for s in ontology.subjects() if str(s).startswith(terms.HC)}
    nodes = (node for triple in graph for node in triple if isinstance(node, rdflib.URIRef))
    assert {str(node) for node in nodes if node.startswith(terms.HC)} <= own
