"""The version of the program that reads and checks content.

In: the library's own source, Python, and what it reads with. Out: a digest. Example: what yesterday's program remembered is not believed by today's. The odd case is
code that content never meets (`intake`, `sections`): an edit there makes nothing void.
"""

import sys
from functools import lru_cache
from pathlib import Path

from .digests import digest
from .versions import versions

READ_WITH = ("pyyaml", "markdown")
"""Packages that decide how a file is read."""

ELSEWHERE = {"intake", "sections"}
"""Rooms of the library in which nothing reads or checks content."""


@lru_cache(maxsize=1)
def program_version() -> bytes:
    """Return the digest of what reading and checking depend on besides the files."""
    root = Path(__file__).resolve().parent
    paths = [path for path in sorted(root.rglob("*.py")) if not ELSEWHERE & set(path.relative_to(root).parts)]
    return digest(sys.version, *versions(READ_WITH), *(part for path in paths for part in (path.relative_to(root).as_posix(), path.read_bytes())))
