"""What the last check found, so that the next one reads only what changed.

In: the folder ``.cache`` and a content folder. Out: a `Findings` that is asked for the findings of a file by the digest of its bytes. Everything is
addressed by content: the bytes of the file, of the rules and of the data they use make the key, so nothing ever goes stale and a file that
was renamed keeps its findings. Example: 10,000 unchanged entries are read and hashed, and no rule runs.

The odd case is a cache somebody else wrote, or half of one: it is JSON, checked for shape, and whatever does not fit is as if it were not
there. Deleting ``.cache`` only costs time.
"""

import json
from pathlib import Path

from ..digests import digest
from ..files import keep_file
from ..program import program_version

Row = tuple[int, int, str, str, str, str]
"""A finding without its path: line, column, code, message, remedy, severity."""


class Findings:
    """Findings of one content folder by digest. Read when made, written by `save`; only what this run asked for is kept."""

    def __init__(self, folder: Path | None, content: Path) -> None:
        self._path = folder / f"check-{digest(str(content.resolve())).hex()[:12]}.json" if folder else None
        self._old = self._read()
        self._new: dict[str, list[Row]] = {}

    def _read(self) -> dict[str, list]:
        if self._path is None:
            return {}
        try:
            data = json.loads(self._path.read_bytes())
            return data["files"] if data["version"] == program_version().hex() and isinstance(data["files"], dict) else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}

    def find(self, key: str) -> list[Row] | None:
        """Return the findings kept under `key`, or None."""
        kept = self._old.get(key)
        if kept is None or not _are_rows(kept):
            return None
        self._new[key] = kept
        return kept

    def keep(self, key: str, rows: list[Row]) -> None:
        """Keep findings under `key`."""
        self._new[key] = rows

    def save(self) -> None:
        """Write the cache in one move; a cache that cannot be written is no reason to fail."""
        if not self._new:
            self._new = self._old
        if self._path is None or self._new.keys() == self._old.keys():
            return
        text = json.dumps({"version": program_version().hex(), "files": self._new}, ensure_ascii=False, separators=(",", ":"))
        keep_file(self._path, text.encode("utf-8", "surrogatepass"))


def _are_rows(rows: object) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, list | tuple) and len(row) == 6 and type(row[0]) is int and type(row[1]) is int and all(isinstance(part, str) for part in row[2:]) and row[5] in ("error", "warning")
        for row in rows)
