"""Files that need a parser are read in a process of their own, which may be stopped.

A page, a Word or a PDF file of a few kilobytes can keep its parser busy for hours or fill the memory (measured: 300,000
attributes on one tag, streams that unpack to gigabytes). A limit within the process does not stop code in C; ending the
process does, and the other files of the run go on.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kg.read.kinds import Kind, Unreadable

# A plan of 30 pages takes under a second; collected volumes of 500 pages some ten.
SECONDS = 30
# What a child leaves with: its text, a reason to refuse (two lines: what, do), or nothing that helps.
READ, REFUSED = 0, 3
_PACKAGES = Path(__file__).resolve().parents[2]
# The same kg as this one, whatever else is installed; and never a file docx.py in the user's folder.
_CALL = (
    "import sys; kind, there = sys.argv[1:]; sys.path.insert(0, there); import kg; sys.path.remove(there); "
    "sys.path.append(there); from kg.read.child import main; main(kind)"
)


def converted(data: bytes, kind: Kind) -> str:
    """The text of a file of a kind, read in a child process.

    Raises Unreadable where the file is damaged, refused by the reader, or takes too long or too much memory.
    """
    call = [sys.executable, "-P", "-c", _CALL, kind.name, str(_PACKAGES)]
    try:
        done = subprocess.run(
            call, input=data, capture_output=True, timeout=SECONDS, check=False, env=_surroundings()
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"is a {kind} that takes more than {SECONDS} seconds to read", "save it as plain text first"
        ) from error
    if done.returncode == READ:
        return done.stdout.decode("utf-8")
    if done.returncode == REFUSED:
        what, do = done.stdout.decode("utf-8").split("\n", 1)
        raise Unreadable(what, do)
    raise Unreadable(
        f"is a {kind} that is damaged or needs too much memory",
        "open and save it again, or save it as plain text",
    )


def _surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"}
