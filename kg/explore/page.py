"""One file from many: the template, the style, the scripts, vis-network and the data.

The page asks for nothing from outside; a policy with the hashes of its own scripts and style holds it to
that.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg import __version__, paths
from kg.errors import KgError

# In the order in which they must run.
SCRIPTS = (
    "i18n.js", "dom.js", "data.js", "owners.js", "text.js", "state.js", "format.js", "search.js", "filter.js",
    "grid.js", "evidence.js", "linked.js", "panel.js", "neighbours.js", "marks.js", "views/shared.js",
    "views/compare.js", "views/owners.js", "views/indicators.js", "views/graph.js", "views/source.js",
    "views/timeline.js", "views/regions.js", "crumbs.js", "picture.js", "export.js", "shelf.js", "searchbox.js", "main.js",
)  # fmt: skip
MINIFIED = "explorer.min.js"
STYLES = ("base.css", "tables.css", "panel.css", "pictures.css", "small.css")


def render(template: str, **parts: str) -> str:
    """The template with `{{ name }}` replaced by the parts, in one pass.

    A part is never read as a template.
    """
    return re.sub(r"\{\{ (\w+) \}\}", lambda m: parts[m.group(1)], template)


def explorer_page(data: dict[str, Any], *, served: bool = False) -> str:
    """The whole page for a block of data (`payload`); a page that may be `served` may ask its server for more."""
    style, script, vis = own_style(), own_script(), vis_script()
    return render(
        _read("explorer.html"),
        version=__version__,
        title="卫健承诺图谱",
        policy=policy([vis, script], style) + ("; connect-src 'self'" if served else ""),
        style=style,
        words=json_block(json.loads(_read("words.json"))),
        data=json_block(data),
        vis=vis,
        script=script,
    )


def json_block(data: object) -> str:
    """JSON that may stand in a script element: no `<`, so nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def policy(scripts: list[str], style: str) -> str:
    """A content security policy that lets exactly these scripts and this style run, and nothing be fetched."""
    allowed = " ".join(_hash(text) for text in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def policy_of(page: str) -> str:
    """The policy that a page states for itself."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page[:4000])
    return found[1] if found else "default-src 'none'"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def own_style() -> str:
    """The style: the tokens for light and dark (paper is always light), then the parts."""
    light, dark = (_css(f"css/{name}.css") for name in ("light", "dark"))
    tokens = (
        f":root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme: dark){{:root:not([data-theme]){{{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
    )
    return tokens + "\n".join(_css(f"css/{name}") for name in STYLES)


def own_source() -> str:
    """Our scripts as one, as they are written, without indentation and whole-line comments."""
    body = "\n".join(_lean(_read(f"js/{name}")) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\nconst KG = {{ views: {{}} }};\n{body}\n}})();\n'


def own_script() -> str:
    """What the page holds of them: made small by `bench/shrink.py`.

    A small form that was not made from the scripts as they are now is passed over: then they stand in the page
    as they are written, which does the same.
    """
    source = own_source()
    file = paths.viz(MINIFIED)
    head, _, small = (file.read_text(encoding="utf-8") if file.is_file() else "").partition("\n")
    return small if head == minified_head(source) else source


def minified_head(source: str) -> str:
    """The first line of the small form: which scripts it was made from."""
    return f"// made by bench/shrink.py from js/, sha256 {hashlib.sha256(source.encode()).hexdigest()}"


def _lean(script: str) -> str:
    lines = (line.strip() for line in script.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _css(name: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", _read(name), flags=re.S)
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


@cache
def vis_script() -> str:
    """vis-network as it lies in the installed pyvis, which is not imported for it. Raises KgError where it is not there."""
    spec = find_spec("pyvis")
    folder = (
        Path(next(iter((spec and spec.submodule_search_locations) or ()), "pyvis"))
        / "templates"
        / "lib"
        / "vis-9.1.2"
    )
    try:
        text = (folder / "vis-network.min.js").read_text(encoding="utf-8")
    except OSError as error:
        raise KgError(
            folder, "pyvis brings no vis-network 9.1.2", "pip install 'pyvis>=0.3.2,<0.4'"
        ) from error
    # The source map would be a request, and the end of a script must not stand within one.
    text = re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.M)
    return text.replace("</script", "<\\/script")


def _read(name: str) -> str:
    return paths.viz(*name.split("/")).read_text(encoding="utf-8")
