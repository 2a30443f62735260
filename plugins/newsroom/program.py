"""The version of the program that reads and checks content.

In: the library's own source, Python, and what it reads with. Out: a digest. Example: what yesterday's program remembered is not believed by today's. The odd case is
code that content never meets (`intake`, `sections`): an edit there makes nothing void.
"""

import sys
from functools import lru_cache
from pathlib import Path

from .digests import digest
from .files import names_below, read_bytes
from .versions import versions

READ_WITH = ("pyyaml", "markdown")
"""Packages that decide how a file is read."""

ELSEWHERE = {"intake", "sections"}
"""Rooms of the library in which nothing reads or checks content."""


@lru_cache(maxsize=1)
def program_version() -> bytes:
    """Return the digest of what reading and checking depend on besides the files."""
    root = Path(__file__).resolve().parent
    names = [name for name in names_below(root, ELSEWHERE) if name.endswith(".py")]
    return digest(sys.version, *versions(READ_WITH), *(part for name in names for part in (name, read_bytes(f"{root}/{name}"))))
