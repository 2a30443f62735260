"""The files of a folder with their stamps, a file read, and a file replaced in one move.

In: a folder. Out: path → (size, time of change in nanoseconds) of every file below it, in the order of the paths. Example:
``scan("content")["articles/2025/2025-03-05-ca-phe.md"]``. One walk tells all that the reader, the check and the memory ask of the file system.

The odd case is a file that goes away during the walk: it is left out. A file of a cache (`keep_file`, `forget`) is never worth an error: what cannot be kept is taken away.
"""

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

Stamp = tuple[int, int]
"""Size in bytes and time of change in nanoseconds."""
_REASONS = {
    errno.ENOENT: "không có tệp hay thư mục nào tên như vậy", errno.EISDIR: "đây là thư mục, không phải tệp", errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EACCES: "không có quyền", errno.EPERM: "không có quyền", errno.EEXIST: "đã có tệp hay thư mục tên như vậy", errno.ENAMETOOLONG: "tên quá dài", errno.EINVAL: "tên có ký tự không dùng được",
    errno.ENOSPC: "đĩa đã đầy", errno.EROFS: "ổ đĩa chỉ cho đọc", errno.ELOOP: "liên kết tượng trưng trỏ vòng quanh", errno.EADDRINUSE: "chương trình khác đang dùng",
}


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


def names_below(folder: Path, leave: Collection[str] = ()) -> list[str]:
    """Return the path below `folder`, with ``/``, of every file there, sorted; what Python compiled is left out, and folders whose name is in `leave`.

    Raises:
        OSError: when a folder cannot be looked into.
    """
    found = []
    waiting = [(str(folder), "")]
    while waiting:
        place, prefix = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_file():
                    found.append(f"{prefix}{entry.name}")
                elif entry.is_dir() and entry.name != "__pycache__" and entry.name not in leave:
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
    return sorted(found)


def reason(error: OSError) -> str:
    """Return why the system refused, in Vietnamese; what it says itself is in the language of the machine."""
    return _REASONS.get(error.errno, f"hệ thống báo lỗi số {error.errno}")


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of one file, or None when there is none."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def read_bytes(path: Path | str, most: int = sys.maxsize) -> bytes:
    """Return the bytes of a file, where `most` is given no more than it and one; asked for by its size, because room for a megabyte costs more than reading.

    Raises:
        OSError: when it cannot be read.
    """
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        wanted = min(os.fstat(file).st_size, most) + 1
        data = os.read(file, wanted)
        while data and len(data) < wanted - 1 and (more := os.read(file, wanted - len(data))):
            data += more
        return data
    finally:
        os.close(file)


def keep_file(path: Path, data: bytes) -> bool:
    """Put `data` at `path` in a cache; where that cannot be done, take away what stands there, because it is old. Return whether it was done.

    Tried twice: a folder may stand in the way, or a build beside this one may have swept what was half written.
    """
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
        except OSError:
            forget(path)
        else:
            return True
    return False


def forget(path: Path) -> None:
    """Remove what stands at `path` in a cache, a file or a folder; that it is gone already, or cannot be removed, is no failure."""
    try:
        path.unlink()
    except OSError:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)


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
