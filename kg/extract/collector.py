"""The cyclic garbage collector, paused while one document is extracted."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection of cycles meanwhile: extraction makes many small objects and hardly a cycle, and looking through them
    (and the registers) again and again took a fifth of its time. What it leaves behind goes to the oldest generation at
    once, or the next object made would have all of it looked through; unless the host has frozen objects of its own."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
