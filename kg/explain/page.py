"""The explanation as one HTML page: no script, nothing fetched, every text escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any

from kg import __version__, paths
from kg.explain.facts import KINDS, Told
from kg.explain.passages import Explained, Explanation, Run
from kg.explain.words import word
from kg.query.labels import words_for

# What the filters of the page ask for; deadlines stand in the line of their commitment.
_FILTERS = ("commitments", "targets", "owners", "bodies", "places", "programmes", "notes", "refused")
# What is told beside a clause while it is closed; the rest is painted, and told when it is opened.
_BESIDE = ("commitments", "targets", "owners", "notes", "refused")
# Of these marks one is painted, the first that lies on a run; the action and what was refused are painted besides.
_STRONG = ("notes", "targets", "programmes", "bodies", "places", "deadlines")


def as_page(made: Explanation) -> str:
    """The page for an explanation."""
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(paths.viz("explain.html").read_text(encoding="utf-8"))
    style = _style()
    return template.render(
        policy=f"default-src 'none'; style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'",
        style=style,
        version=__version__,
        language="en" if made.lang == "en" else "zh-Hans",
        say=lambda key, **values: word(key, made.lang, **values),
        document=_head(made),
        title=made.records.document.title or made.records.document.id,
        counts=[(kind, made.counts()[kind]) for kind in _FILTERS],
        whole=[_told(told, made.lang) for told in made.whole],
        sections=list(_sections(made)),
        legend=("action", "target", "refused", "programme", "body", "place", "deadline", "note"),
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _style() -> str:
    """The explorer's colours in light and dark, and the style of this page."""
    light, dark, own = (_css(name) for name in ("light", "dark", "explain"))
    return f":root{{{light}}}\n@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n{own}"


def _css(name: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", paths.viz("css", f"{name}.css").read_text(encoding="utf-8"), flags=re.S)
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _head(made: Explanation) -> list[tuple[str, str]]:
    document, lang = made.records.document, made.lang
    region = next((r.name for r in made.records.regions), None)
    fields = {
        "genre": words_for("genre", document.genre, lang), "period": document.period, "region": region,
        "issuer": document.issuer, "number": document.number, "published": document.published, "source": document.source,
    }  # fmt: skip
    return [(word(name, lang), value or word("not-stated", lang)) for name, value in fields.items()]


def _sections(made: Explanation) -> Iterator[dict[str, Any]]:
    for i, (number, passages) in enumerate(made.by_section()):
        heading = made.heading_of(number) or word("no-heading", made.lang)
        yield {
            "id": f"s{i}",
            "number": number or "",
            "heading": heading if number else word("outside", made.lang),
            "deep": (number or "").count("/"),
            "rows": [_row(one, made.lang) for one in passages],
        }


def _row(one: Explained, lang: str) -> dict[str, Any]:
    passage = one.passage
    kinds = [kind for kind in KINDS if any(t.kind == kind for t in one.told)]
    muted = bool(one.told) and all(t.refused == "commitment" for t in one.told)
    apart = {"owners": "owner-list", "row": "table-row", "apart": "apart"}.get(passage.kind)
    return {
        "id": f"c{passage.start}",
        "line": one.line,
        "place": word("characters", lang, a=passage.start, b=passage.end),
        "kind": word(apart, lang) if apart else "",
        "heading": passage.heading,
        "muted": muted,
        "classes": " ".join(f"has-{kind}" for kind in kinds),
        "runs": [_run(run, lang) for run in one.runs],
        "beside": [_told(t, lang) for t in one.told if t.kind in _BESIDE],
        "told": [_told(t, lang) for t in one.told],
        "found": one.found if one.found != passage.text else "",
    }


def _run(run: Run, lang: str) -> dict[str, str]:
    strongest = next((mark for mark in _STRONG if mark in run.marks), "")
    painted = [mark for mark in (strongest, "action", "refused") if mark and mark in run.marks]
    sign = "：" if lang == "zh" else ": "
    why = "\n".join(f"{t.label} {t.words}{sign}{t.reason(lang)}".rstrip(sign) for t in run.why)
    return {"text": run.text, "classes": " ".join(f"m-{mark}" for mark in painted), "why": why}


def _told(told: Told, lang: str) -> dict[str, Any]:
    missing = word("not-stated", lang)
    return {
        "kind": told.kind,
        "label": told.label,
        "words": told.words,
        "rule": told.rule,
        "reason": told.reason(lang),
        "fields": [(name, value or missing, value is None) for name, value in told.fields],
    }
