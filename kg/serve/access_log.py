"""The access log: one line of JSON for each request, to standard error or to a file that may be rotated."""

from __future__ import annotations

import json
import logging
import logging.handlers
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.errors import KgError

_LONGEST = 500


class AccessLog:
    """Writes lines; what cannot be written is not worth a failed request."""

    def __init__(self, path: Path | None) -> None:
        try:
            handler: logging.Handler = (
                logging.StreamHandler(sys.stderr)
                if path is None
                else logging.handlers.WatchedFileHandler(path, encoding="utf-8")
            )
        except OSError as error:
            raise KgError(
                path, f"the log cannot be written ({error.strerror})", "name another with --log"
            ) from error
        handler.handleError = lambda record: None  # type: ignore[method-assign]
        handler.setFormatter(logging.Formatter("%(message)s"))
        self._logger = logging.Logger("kg.serve", logging.INFO)
        self._logger.addHandler(handler)

    def tell(self, event: str, **fields: Any) -> None:
        """Write one event with its fields; long texts are cut."""
        cut = {k: v[:_LONGEST] if isinstance(v, str) else v for k, v in fields.items()}
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._logger.info(json.dumps({"time": now, "event": event, **cut}, ensure_ascii=False))
