"""Lines that stand on every page of a printed document, and page numbers, which part sentences and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

# — 3 —, 3, 第3页, 3/12, 第 3 页 共 12 页
_NUMBER = re.compile(r"[-—–－─·]*第?\d{1,3}页?(?:[/／,，]?共?\d{1,3}页|[/／]\d{1,3})?[-—–－─·]*")
_DIGITS = re.compile(r"\d+")
# So many lines at the top or the foot of a page may belong to the paper, not the text; a line that does stands on so many pages
# and on this share of them.
_EDGE, _LEAST, _SHARE = 3, 3, 0.5


def without_running_lines(pages: Sequence[str]) -> list[str]:
    """The pages without page numbers, and with each line that runs over the pages on its first page only."""
    lines = [[line for line in page.split("\n") if line.strip()] for page in pages]
    counts = Counter(form for page in lines for form in {*map(_form, _edges(page))})
    running = {form for form, count in counts.items() if count >= max(_LEAST, _SHARE * len(pages))}
    seen: set[str] = set()
    made = []
    for page in lines:
        begin, end = 0, len(page)
        while begin < min(_EDGE, end) and _goes(page[begin], running, seen):
            begin += 1
        while end > max(begin, len(page) - _EDGE) and _goes(page[end - 1], running, seen):
            end -= 1
        seen |= running & {*map(_form, _edges(page))}
        made.append("\n".join(page[begin:end]))
    return made


def _edges(page: list[str]) -> Iterator[str]:
    yield from page[:_EDGE]
    yield from page[_EDGE:][-_EDGE:]


def _bare(line: str) -> str:
    return "".join(line.split())


def _form(line: str) -> str:
    """A line as it stands on other pages, whose numbers count on."""
    return _DIGITS.sub("#", _bare(line))


def _goes(line: str, running: set[str], seen: set[str]) -> bool:
    return bool(_NUMBER.fullmatch(_bare(line))) or (_form(line) in running and _form(line) in seen)
