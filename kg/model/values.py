"""Classes of values, of which a document has hundreds: dataclasses that nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The type checker refuses to let one be changed, as it does for any frozen dataclass.
    from dataclasses import dataclass as value
else:
    from collections.abc import Callable
    from dataclasses import dataclass

    def value(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """A dataclass that compares and hashes as a frozen one does, but is made in a third of its time: at run time no check stands
        between a field and its value."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["value"]
