"""Output that ends where an answer grows too large."""

from __future__ import annotations


class TooLarge(Exception):  # noqa: N818 - reads as what it says
    """An answer that is larger than what may be given; `what` is rows, triples or bytes."""

    def __init__(self, what: str, most: int) -> None:
        self.what, self.most = what, most
        super().__init__(f"more than {most} {what}")


# What stands once for each row in a form of the results, and how often besides. Quotation marks and angle brackets
# within values are escaped, so these sequences cannot come from a value; only in CSV a line break can, and counts.
_ROW_MARKS = {"JSON": (b'},{"', -1), "XML": (b"<result>", 0), "CSV": (b"\r\n", 1), "TSV": (b"\n", 1)}


class CappedOutput:
    """A file to write to in memory that raises TooLarge beyond so many bytes or rows."""

    def __init__(self, most_bytes: int, most_rows: int | None = None, form: str = "") -> None:
        self.most_bytes, self.most_rows = most_bytes, most_rows
        self.mark, extra = _ROW_MARKS.get(form, (b"", 0))
        self.marks_allowed = (most_rows or 0) + extra
        self.marks = 0
        self.tail = b""
        self.data = bytearray()

    def write(self, chunk: bytes) -> int:
        """Take a chunk; its length."""
        if len(self.data) + len(chunk) > self.most_bytes:
            raise TooLarge("bytes", self.most_bytes)
        self.data += chunk
        if self.most_rows is not None and self.mark:
            self._count(chunk)
        return len(chunk)

    def flush(self) -> None:
        """Nothing waits."""

    def _count(self, chunk: bytes) -> None:
        joined = self.tail + chunk
        self.marks += joined.count(self.mark)
        # A mark may lie across two chunks; what is kept is too short to hold one that was counted.
        self.tail = joined[-(len(self.mark) - 1) :] if len(self.mark) > 1 else b""
        if self.marks > self.marks_allowed:
            raise TooLarge("rows", self.most_rows or 0)
