"""What a worker gives up before it reads its first query: the network, other programs, memory without end.

Queries are refused by their words where they would reach out (`kg.query.guard`); this is the second wall. It is made
of what Linux lets any process do to itself; on other systems the first wall and the limits stand alone, and the
server says so when it starts.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import struct
import sys
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 1, 38, 22, 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
# Machine → its audit number and its numbers of socket, connect, sendto, execve, execveat, io_uring_setup.
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 44, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 203, 206, 221, 281, 425)),
}


def end_with_parent() -> None:
    """Have the system end this process when the server that started it has gone."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def forbid_network() -> bool:
    """Make every call that opens a connection or starts a program fail from now on; whether that could be done."""
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return False
    audit, calls = _CALLS[platform.machine()]
    program = _filter(audit, calls)
    code = ctypes.create_string_buffer(program)
    told = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(code)))
    if _prctl(_PR_SET_NO_NEW_PRIVS, 1) != 0:
        return False
    return _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(told)) == 0


def limit_memory(megabytes: int) -> bool:
    """Hold this process to so much address space beyond what it has; whether that could be done. No core is written."""
    try:
        import resource
    except ImportError:  # Windows
        return False
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return False
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    taken = int(pages) * os.sysconf("SC_PAGE_SIZE")
    most = taken + megabytes * (1 << 20)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return True


def _filter(audit: int, calls: tuple[int, ...]) -> bytes:
    """The filter as a program of the kernel's packet machine: of the calls each is refused, all others are allowed."""
    steps = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_JUMP_IF_EQUAL, 0, len(calls) + 2, audit),
        (_LOAD, 0, 0, 0),  # the number of the call
        *((_JUMP_IF_EQUAL, len(calls) - n, 0, call) for n, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _ERRNO | errno.EACCES),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _prctl(option: int, *values: int) -> int:
    library = ctypes.CDLL(None, use_errno=True)
    words = [ctypes.c_ulong(v) for v in (*values, *[0] * (4 - len(values)))]
    result: int = library.prctl(option, *words)
    return result
