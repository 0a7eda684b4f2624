"""Words and file names as people type them, and as the system takes them."""

from __future__ import annotations

import os


def as_typed(word: str) -> str:
    """A word or file name in UTF-8 as it was typed: under a locale that cannot say it (LC_ALL=C) it reaches Python as surrogates."""
    if not any("\udc80" <= c <= "\udcff" for c in word):
        return word
    return os.fsencode(word).decode("utf-8", "replace")


def as_file_name(word: str) -> str:
    """What `as_typed` made, as the system takes it: file names are UTF-8 on the disk whatever the locale says."""
    return os.fsdecode(word.encode("utf-8", "surrogateescape"))
