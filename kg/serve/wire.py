"""What goes between the server and its workers: frames of a JSON head and a body, with their lengths before them."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO, TypeAlias

Head: TypeAlias = dict[str, Any]

_LENGTHS = struct.Struct("!II")
LENGTHS_SIZE = _LENGTHS.size


def frame(head: Head, body: bytes = b"") -> bytes:
    """The bytes of a frame."""
    text = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return _LENGTHS.pack(len(text), len(body)) + text + body


def lengths(data: bytes) -> tuple[int, int]:
    """The lengths of the head and the body that follow."""
    head, body = _LENGTHS.unpack(data)
    return head, body


def head_of(data: bytes) -> Head:
    """The head of a frame from its bytes."""
    head: Head = json.loads(data.decode("utf-8", "surrogatepass"))
    return head


def read_frame(stream: BinaryIO) -> tuple[Head, bytes] | None:
    """The next frame of a blocking stream, or None at its end."""
    start = stream.read(LENGTHS_SIZE)
    if len(start) < LENGTHS_SIZE:
        return None
    head_size, body_size = lengths(start)
    head = stream.read(head_size)
    return head_of(head), stream.read(body_size)
