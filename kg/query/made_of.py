"""SQLite files beside a store that say of which store they were made, and are not used with any other."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from kg.store import is_current, made_from

_ABOUT = "CREATE TABLE about(graph TEXT NOT NULL, format INTEGER NOT NULL);"


def make(
    build: Path, name: str, version: int, schema: str, write: Callable[[sqlite3.Connection], object]
) -> Path:
    """Make the file of that name in a build folder whole, with the tables of `schema` filled by `write`.

    `version` is that of its form. The same bytes come of the same content and SQLite.
    """
    path, part = build / name, build / f"{name}.part"
    part.unlink(missing_ok=True)
    connection = sqlite3.connect(part)
    try:
        connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_ABOUT} {schema}")
        connection.execute("INSERT INTO about VALUES (?, ?)", (_identity(build), version))
        write(connection)
        connection.commit()
    finally:
        connection.close()
    part.replace(path)
    return path


def opened(build: Path, name: str, version: int) -> sqlite3.Connection | None:
    """The file open for reading where it is whole and fits the store there, else None."""
    path = build / name
    if not path.is_file() or not is_current(build):
        return None
    try:
        # Another thread may read it too: it is opened for reading alone.
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        row = connection.execute("SELECT graph, format FROM about").fetchone()
    except sqlite3.Error:
        return None
    return connection if row == (_identity(build), version) else None


def _identity(build: Path) -> str:
    return json.dumps(made_from(build), sort_keys=True)
