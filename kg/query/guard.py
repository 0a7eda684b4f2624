"""What a query may not do, and what is wrong with one that cannot be read, told with line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import BadCall
from kg.terms import PREFIXES

# Strings, IRIs and comments: their words are not keywords. An IRI comes before a comment because it may hold `#`, and
# so does an escaped sign of a name (`ex:a\#b`), which begins neither a comment nor a string.
_QUOTED = re.compile(
    r"\\[_~.!$&'()*+,;=/?#@%-]"
    r'|"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'(?:[^'\\\n]|\\.)*+'"
    r'|<[^<>"{}|^`\\\s]*+>'
    r"|#[^\n]*+",
    re.DOTALL,
)
_WORD = r"(?<![\w?$:@-]){}(?![\w:-])"
_PROLOGUE = re.compile(r"\b(?:PREFIX\s+[^\s:]*:|BASE)\s*", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[A-Za-z]+")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}
_DECLARED = re.compile(r"\bPREFIX\s+([^\s:]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w?$@:.-])([A-Za-z][\w.-]*|):(?=[\w\\%:]|\s|[;,.)\]}|/*+?^]|$)")
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONGEST_HINT = 120

_REFUSED = {
    "SERVICE": "asks another server, and queries here stay on this machine: leave it out",
    "FROM": "names a data set, and queries here read the graph at hand: use GRAPH <…> { … } for one document",
}


def refuse_unsafe(text: str, *, datasets: bool = False) -> None:
    """Raise BadCall where the query would change the graph or reach out of it.

    With `datasets` FROM is let pass: the caller looks up the graphs that it names.
    """
    bare = without_quoted(text)
    first = _first_word(bare)
    if first and first[0].upper() in _UPDATES:
        do = "use SELECT, ASK, CONSTRUCT or DESCRIBE; to change the graph change its records and run kg run"
        raise BadCall(
            _where(bare, first.start()), f"{first[0].upper()} changes the graph, which is read only", do
        )
    for word, why in _REFUSED.items():
        if datasets and word == "FROM":
            continue
        found = re.search(_WORD.format(word), bare, re.IGNORECASE)
        if found:
            wrong, _, do = why.partition(": ")
            raise BadCall(_where(bare, found.start()), f"{word} {wrong}", do)


def query_form(bare: str) -> str:
    """SELECT, ASK, CONSTRUCT, DESCRIBE, or whatever word comes first after the prologue of a query without its quotations.

    >>> query_form(without_quoted("PREFIX a: <urn:select> ask {}"))
    'ASK'
    """
    first = _first_word(bare)
    return first[0].upper() if first else ""


def _first_word(bare: str) -> re.Match[str] | None:
    return _FIRST_WORD.search(_PROLOGUE.sub(lambda m: " " * len(m[0]), bare))


def syntax_problem(text: str, error: Exception) -> BadCall:
    """The error that tells a user what is wrong with the query, from what the parser said."""
    missing = next(_undeclared(text), None)
    if missing is not None:
        position, prefix = missing
        do = f"declare it (PREFIX {prefix}: <…>); already declared are {', '.join(f'{p}:' for p in PREFIXES)}"
        return BadCall(_where(text, position), f"the prefix {prefix}: is not declared", do)
    match = _POSITION.search(str(error))
    if match is None:
        return BadCall(
            "query", f"is not valid SPARQL ({error})", "correct it; kg query --list shows queries that work"
        )
    line, column = int(match[1]), int(match[2])
    expected = match[3].strip().replace("\n", " ")[:_LONGEST_HINT]
    do = f"correct it there ({expected}); kg query --list shows queries that work"
    return BadCall(
        f"query, line {line}, column {column}", f"is not valid SPARQL near {_near(text, line, column)}", do
    )


def without_quoted(text: str) -> str:
    """The query with strings, IRIs and comments blanked, every other character at its place."""
    return _QUOTED.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def _undeclared(text: str) -> Iterator[tuple[int, str]]:
    bare = without_quoted(text)
    declared = {*PREFIXES, *_DECLARED.findall(bare)}
    for match in _USED.finditer(bare):
        if match[1] not in declared:
            yield match.start(), match[1]


def _where(text: str, position: int) -> str:
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    return f"query, line {line}, column {column}"


def _near(text: str, line: int, column: int) -> str:
    lines = text.splitlines() or [""]
    rest = lines[min(line, len(lines)) - 1][column - 1 :].strip()
    return repr(rest[:30]) if rest else "the end"
