"""The page within a saved web page (.mht, .mhtml)."""

from __future__ import annotations

import email
import email.policy

from kg.errors import BadInput
from kg.read.encoding import decode
from kg.read.kinds import Unreadable


def page_of_archive(data: bytes) -> str:
    """The source of the first page of an archive. Raises Unreadable where it holds none."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            try:
                return decode(content if isinstance(content, bytes) else b"", "the page")
            except BadInput as error:
                raise Unreadable(f"holds a page that {error.wrong}", error.do) from error
    raise Unreadable("is a mail or archive without a web page", "save the page as .html or as plain text")
