"""How much of the accuracy on a real document rests on words listed with that document at hand.

    python tests/left_out.py

Nothing here is trained, but lists are written: names of programmes and indicators, verbs, bodies, cue words. For each
real document with answers, every listed word that this document alone uses, of all real documents at hand, is taken
out of `ontology/`, as if the list had been written without it, and the document is extracted and scored with what is
left. Words known from the field are taken out with the others, so the figures are a lower bound.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold" / "documents"
# Lists of words: labels of the vocabularies, blank-separated words of the cue files.
_LABEL = re.compile(r'"([^"\n]{2,})"@zh')
_WORDS = re.compile(r'("""\n?)(.*?)(""")', re.S)
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
# Definitions and titles of a vocabulary match nothing; only labels do.
_NO_LABEL = re.compile(r"skos:(?:definition|scopeNote|note)|dcterms:")
_PLAIN = re.compile(r"[^\w%‰]")

Figures = Mapping[str, tuple[float, int]]


def documents() -> list[str]:
    """The names of the real documents with answers; none where they are not beside the checkout."""
    return (
        sorted(path.stem for path in GOLD.glob("*.json")) if (SHARED / "score" / "score.py").exists() else []
    )


def real_texts() -> dict[str, str]:
    """Every real text at hand by name, cleaned, letters and digits only."""
    from kg.clean import clean
    from kg.read import read_source

    paths = sorted([*(SHARED / "corpus").glob("*.txt"), *(SHARED / "more").glob("*.txt")])
    return {path.stem: _plain(clean(read_source(path).text).text) for path in paths}


def _plain(text: str) -> str:
    return _PLAIN.sub("", text).lower()


def own_words(texts: Mapping[str, str], name: str, words: set[str]) -> frozenset[str]:
    """Those of `words` that stand in the text `name` and in no other."""
    here = [word for word in words if _plain(word) in texts[name]]
    others = [text for other, text in texts.items() if other != name]
    return frozenset(word for word in here if not any(_plain(word) in text for text in others))


def listed_words(ontology: Path) -> set[str]:
    """Every listed word of the vocabularies and the cue files."""
    found: set[str] = set()
    for path in ontology.rglob("*.ttl"):
        found.update(_LABEL.findall(_labels(path.read_text(encoding="utf-8"))))
    for path in (ontology / "cues").glob("*.toml"):
        for block in _WORDS.finditer(path.read_text(encoding="utf-8")):
            found.update(_WORD.findall(block[2]))
    return found


def _labels(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not _NO_LABEL.search(line))


def take_out(ontology: Path, words: frozenset[str]) -> None:
    """Make the listed `words` of a copy of `ontology/` into words that match nothing, so that its form stays."""
    for path in ontology.rglob("*.ttl"):
        lines = path.read_text(encoding="utf-8").split("\n")
        kept = [line if _NO_LABEL.search(line) else _LABEL.sub(_masked(words), line) for line in lines]
        path.write_text("\n".join(kept), encoding="utf-8")
    for path in (ontology / "cues").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(_WORDS.sub(lambda b: b[1] + _without(b[2], words) + b[3], text), encoding="utf-8")


def _masked(words: frozenset[str]) -> Callable[[re.Match[str]], str]:
    def mask(found: re.Match[str]) -> str:
        return f'"{_private(found[1])}"@zh' if found[1] in words else found[0]

    return mask


def _private(word: str) -> str:
    """A name of private-use characters, another for each word: it stands in no text."""
    return "".join(chr(0xE000 + ord(char) % 0x1800) for char in word)


def _without(block: str, words: frozenset[str]) -> str:
    return _WORD.sub(lambda found: "" if found[0] in words else found[0], block)


def figures(counted: Mapping[str, Mapping[str, float]]) -> Figures:
    """F1 (share, for the head) and number of answers of each part, from the scorer's JSON."""
    return {
        part: (float(row.get("f1", row.get("share", 0.0))), int(row.get("gold", row.get("stated", 0))))
        for part, row in counted.items()
    }


def score(records: Path, name: str | None = None) -> Figures:
    """The figures of records against the answers, of one document or of all."""
    call = [sys.executable, str(SHARED / "score" / "score.py"), str(GOLD), str(records), "--json"]
    done = subprocess.run(
        [*call, *(("--doc", name) if name else ())], capture_output=True, encoding="utf-8", check=True
    )
    return figures(json.loads(done.stdout))


@cache
def left_out() -> Figures | None:
    """The figures of all real documents, each extracted without its own words; None where they are not at hand."""
    names = documents()
    if not names:
        return None
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "records"
        texts, words = real_texts(), listed_words(ROOT / "ontology")
        for name in names:
            copy = Path(folder) / name
            for part in ("kg", "ontology"):
                shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
            take_out(copy / "ontology", own_words(texts, name, words))
            call = [sys.executable, "-m", "kg", "extract", "-q", str(SHARED / "corpus" / f"{name}.txt")]
            env = {**os.environ, "PYTHONPATH": str(copy)}
            subprocess.run([*call, "-o", str(made)], check=True, env=env, cwd=copy)
        return score(made)


def main() -> int:
    """Print the figures, and how many words each document loses."""
    reached = left_out()
    if reached is None:
        print("the real documents are not beside the checkout", file=sys.stderr)
        return 1
    texts, words = real_texts(), listed_words(ROOT / "ontology")
    for name in documents():
        print(f"{name}: {len(own_words(texts, name, words))} of {len(words)} listed words taken out")
    for part, (share, count) in reached.items():
        print(f"{part:16}{share:8.3f} ({count})")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
