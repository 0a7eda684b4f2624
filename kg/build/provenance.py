"""Who made the facts: one activity and one agent for each version of the program."""

from __future__ import annotations

from collections.abc import Iterator

from kg import ids
from kg import terms as t
from kg.build.statements import Triple, about
from kg.build.terms import iri, text


def provenance(base: str, version: str) -> Iterator[Triple]:
    """The extraction by this version; the documents point to it by `prov:wasGeneratedBy`."""
    agent = iri(ids.iri(base, ids.agent(version)))
    label = f"health-commitments {version}"
    yield from about(
        iri(ids.iri(base, ids.activity(version))),
        (t.RDF_TYPE, iri(t.ACTIVITY)),
        (t.LABEL, text(f"{label}: extraction", "en")),
        (t.LABEL, text(f"{label}：抽取", "zh")),
        (t.ASSOCIATED_WITH, agent),
    )
    yield from about(agent, (t.RDF_TYPE, iri(t.SOFTWARE_AGENT)), (t.LABEL, text(label, "en")))
