"""How much address space a run reserves, before its threads begin.

Every thread that allocates gets an arena of its own from glibc, up to eight a core,
and each reserves 64 MiB or more. A run has dozens of threads: on a machine that bounds
address space (ulimit -v, a container's policy) it would end in the midst of its work
with most of what it had reserved unused.
"""

import ctypes
import os
from collections.abc import Mapping

_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3
"""mallopt(3), malloc.h."""
_ARENAS = 2
_MAPPED_BYTES = 1 << 20
"""From this size on memory is mapped by itself and given back when it is freed; left
alone, glibc raises that to 32 MiB after the first large page."""


def bound_arenas(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether malloc will keep to two arenas from now on, and give large blocks back.

    False where it is not glibc's, and where the user has chosen: MALLOC_ARENA_MAX.
    """
    if "MALLOC_ARENA_MAX" in environment or not _is_glibc():
        return False
    mallopt = ctypes.CDLL(None).mallopt
    mallopt(_M_MMAP_THRESHOLD, _MAPPED_BYTES)
    return bool(mallopt(_M_ARENA_MAX, _ARENAS))


def _is_glibc() -> bool:
    name = "CS_GNU_LIBC_VERSION"
    if name not in getattr(os, "confstr_names", {}):
        return False
    return (os.confstr(name) or "").startswith("glibc")
