"""Words for coded values (`stated`, `planned`, …) from the value sets of the ontology, for people's eyes only."""

from __future__ import annotations

from functools import lru_cache

from kg import paths, terms

# Columns of the library's queries that hold codes, and the property whose value set names them.
_CODED = {
    "status": terms.STATUS,
    "measure": terms.MEASURE,
    "role": terms.ROLE,
    "basis": terms.BASIS,
    "genre": terms.GENRE,
    "direction": terms.DIRECTION,
    "type": terms.INSTITUTION_TYPE,
    "reason": terms.REASON,
    "verdict": terms.VERDICT,
    "because": terms.VERDICT_REASON,
}


def words_for(column: str, code: str, lang: str) -> str:
    """The label of a code in that column, or the code itself; of several codes (`region、unit`) each one's label."""
    known = value_labels().get(_CODED.get(column, ""), {})
    if not known:
        return code
    return ("、" if lang == "zh" else "; ").join(
        known.get(one, {}).get(lang, one) for one in code.split("、")
    )


@lru_cache(maxsize=1)
def value_labels() -> dict[str, dict[str, dict[str, str]]]:
    """For each property with a value set: code to label by language."""
    import pyoxigraph

    store = pyoxigraph.Store()
    path = paths.ontology("commitments.ttl")
    store.load(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    query = """SELECT ?property ?code ?label { ?property rdfs:seeAlso ?scheme . ?value skos:inScheme ?scheme ;
      skos:notation ?code ; skos:prefLabel ?label }"""
    labels: dict[str, dict[str, dict[str, str]]] = {}
    answer = store.query(query, prefixes=terms.PREFIXES)
    for row in answer:  # type: ignore[union-attr]
        of_code = labels.setdefault(row["property"].value, {}).setdefault(row["code"].value, {})
        of_code[row["label"].language] = row["label"].value
    return labels
