"""The files of a folder with their stamps, and a file replaced in one move.

In: a folder. Out: path → (size, time of change in nanoseconds) of every file below it, in the order of the paths. Example:
``scan("content")["articles/2025/2025-03-05-ca-phe.md"]``. One walk tells all that the reader, the check and the memory ask of the file system.

The odd case is a file that goes away during the walk: it is left out.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

Stamp = tuple[int, int]
"""Size in bytes and time of change in nanoseconds."""


def scan(folder: Path) -> dict[str, Stamp]:
    """Return the path below `folder`, with ``/``, and the stamp of every file there, sorted by path."""
    found: dict[str, Stamp] = {}
    waiting = [(str(folder), "")]
    while waiting:
        place, prefix = waiting.pop()
        try:
            entries = list(os.scandir(place))
        except OSError:
            continue
        for entry in entries:
            with suppress(OSError):
                if entry.is_dir():
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    stat = entry.stat()
                    found[f"{prefix}{entry.name}"] = stat.st_size, stat.st_mtime_ns
    return dict(sorted(found.items()))


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of one file, or None when there is none."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one rename, so that nobody ever sees half a file; the permissions of an existing file stay.

    Raises:
        OSError: when it cannot be written; what stood there before still does.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        with suppress(OSError):
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
