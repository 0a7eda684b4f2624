"""Writing a file whole or not at all: what stood there before stays until all of the new is on the disk."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kg.errors import KgError


def write_whole(path: Path, data: str | bytes, advice: str) -> None:
    """Write bytes, or a text in UTF-8. Raises KgError with `advice` where that is not possible."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise KgError(path, f"cannot be written ({error.strerror or error})", advice) from error
