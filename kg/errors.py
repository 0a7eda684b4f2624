"""What can go wrong, as exceptions whose text a user can act on.

Every message names the thing (file, query, name), says what is wrong, and says what to do.

Exit codes of the command: 0 all done; 1 done, but something needs a look (a failed file among others, a
broken rule in `kg check`, nothing found); 2 the call was wrong (click's own code, also a missing file named
on the command line); 3 nothing could be done with the input.
"""

from __future__ import annotations

OK, NEEDS_A_LOOK, WRONG_CALL, NOTHING_DONE = 0, 1, 2, 3


class KgError(Exception):
    """A failure that is told to the user in one or two lines, never as a traceback."""

    exit_code = NOTHING_DONE

    def __init__(self, thing: object, wrong: str, do: str = "") -> None:
        self.thing, self.wrong, self.do = str(thing), wrong, do
        super().__init__(f"{self.thing}: {wrong}" + (f" — {do}" if do else ""))


class BadInput(KgError):  # noqa: N818 - reads as what it says
    """A file that cannot be read as a document or as records."""


class BadCall(KgError):  # noqa: N818 - reads as what it says
    """A request that names something that is not there (a query, a parameter, a folder)."""

    exit_code = WRONG_CALL
