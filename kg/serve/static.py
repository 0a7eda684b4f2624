"""Files that are the same for everyone: style, scripts, the explorer. Read once, packed once, with a tag."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg import paths
from kg.serve.replies import matches, not_modified

_TYPES = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}  # fmt: skip
FILES = ("serve.css", "query.js", "yasgui.min.js", "yasgui.min.css", "yasgui.LICENSE.txt")
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')


@dataclass(frozen=True, slots=True)
class File:
    """A file with its packed form, its tag, and the policy that it states for itself."""

    content: bytes
    packed: bytes
    type: str
    etag: str
    policy: str | None


def file_of(content: bytes, suffix: str) -> File:
    """A file from its bytes."""
    stated = _POLICY.search(content[:4000]) if suffix == ".html" else None
    policy = stated[1].decode("utf-8").replace("&#39;", "'") if stated else None
    packed = gzip.compress(content, compresslevel=6, mtime=0)
    return File(content, packed, _TYPES[suffix], f'W/"{hashlib.sha256(content).hexdigest()[:32]}"', policy)


def shipped() -> dict[str, File]:
    """The files of our pages by name."""
    tokens = [paths.viz("css", f"{name}.css").read_text(encoding="utf-8") for name in ("light", "dark")]
    style = f":root{{{tokens[0]}}}\n@media (prefers-color-scheme: dark){{:root{{{tokens[1]}}}}}\n"
    found = {name: paths.viz("serve", name).read_bytes() for name in FILES}
    found["serve.css"] = style.encode("utf-8") + found["serve.css"]
    return {name: file_of(content, Path(name).suffix) for name, content in found.items()}


class Explorer:
    """The explorer page as it lies in the build folder now."""

    def __init__(self, build: Path) -> None:
        self.path = (build if build.is_dir() else build.parent) / "explorer.html"
        self._read: tuple[tuple[int, int], File] | None = None

    def file(self) -> File | None:
        """The page, or None where there is none."""
        try:
            stat = self.path.stat()
            mark = (stat.st_mtime_ns, stat.st_size)
            if self._read is None or self._read[0] != mark:
                self._read = (mark, file_of(self.path.read_bytes(), ".html"))
        except OSError:
            return None
        return self._read[1]


def send(request: Request, file: File) -> Response:
    """A file as a response."""
    if matches(request, file.etag):
        return not_modified(file.etag)
    headers = {
        "etag": file.etag,
        "cache-control": "no-cache",
        "vary": "Accept-Encoding",
        "content-type": file.type,
    }
    if file.policy:
        headers["content-security-policy"] = file.policy
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.packed, headers={**headers, "content-encoding": "gzip"})
    return Response(file.content, headers=headers)
