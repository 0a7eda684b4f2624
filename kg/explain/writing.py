"""Writing an explanation to a file."""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError
from kg.whole_files import write_whole

_ADVICE = "choose another place with --output"


def write(path: Path, text: str) -> None:
    """Write a text, whole or not at all, into a folder that is made where there is none. Raises KgError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(path, f"cannot be written ({error.strerror or error})", _ADVICE) from error
    write_whole(path, text, _ADVICE)
