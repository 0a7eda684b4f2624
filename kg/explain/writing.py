"""Writing an explanation to a file: whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kg.errors import KgError


def write(path: Path, text: str) -> None:
    """Write a text in UTF-8. Raises KgError where that is not possible."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        reason = error.strerror or str(error)
        raise KgError(path, f"cannot be written ({reason})", "choose another place with --output") from error
