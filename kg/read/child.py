"""What runs in the child process: one file from standard input, its text to standard output, within limits."""

from __future__ import annotations

import sys

from kg.read.guarded import READ, REFUSED, SECONDS
from kg.read.kinds import Kind, Unreadable

# The parsers need some 200 MB for the largest file that is accepted.
_MEMORY = 2_000_000_000
# As many as the largest text file has bytes: a text beyond it was unpacked by a bomb.
_MOST_CHARACTERS = 10_000_000
# What no text holds: the graph and its files cannot be written with them.
_CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), 127)) | {
    12: "\n",
    13: "\n",
    0x2028: "\n",
    0x2029: "\n",
}


def main(kind: str) -> None:
    """Read standard input as a file of `kind` (a name of `Kind`); leaves with READ or REFUSED."""
    _limit()
    try:
        text = text_of(sys.stdin.buffer.read(), Kind[kind])
        left, out = READ, text.encode("utf-8", "replace")
    except Unreadable as error:
        left, out = REFUSED, f"{error.what}\n{error.do}".encode()
    sys.stdout.buffer.write(out)
    sys.stdout.flush()
    sys.exit(left)


def text_of(data: bytes, kind: Kind) -> str:
    """The text of a file, without limits of time and memory. Raises Unreadable, or whatever the parser raises."""
    text = _READERS[kind](data).replace("\r\n", "\n").translate(_CONTROLS)
    if len(text) > _MOST_CHARACTERS:
        raise Unreadable(
            f"holds more than {_MOST_CHARACTERS // 1_000_000} million characters", "split it into documents"
        )
    return text


def _page(data: bytes) -> str:
    from kg.read.page import text_of_page

    return text_of_page(data.decode("utf-8"))


def _archive(data: bytes) -> str:
    from kg.read.archive import page_of_archive
    from kg.read.page import text_of_page

    return text_of_page(page_of_archive(data))


def _word(data: bytes) -> str:
    from kg.read.word import text_of_word

    return text_of_word(data)


def _old_word(data: bytes) -> str:
    from kg.read.old_word import text_of_old_word

    return text_of_old_word(data)


def _pdf(data: bytes) -> str:
    from kg.read.pdf import text_of_pdf

    return text_of_pdf(data)


_READERS = {
    Kind.PAGE: _page,
    Kind.ARCHIVE: _archive,
    Kind.WORD: _word,
    Kind.OLD_WORD: _old_word,
    Kind.PDF: _pdf,
}


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limits; the time limit of the parent stands.
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
