"""What the last check found, so that the next one reads only what changed.

In: the folder ``.cache`` and a content folder. Out: a `Findings` that is asked for the findings of a file by a key made of the digest of its bytes. Everything is
addressed by content: the bytes of the file, of the rules and of the data they use make the key, so nothing ever goes stale and a file that
was renamed keeps its findings. Example: of 10,000 unchanged entries none is opened, and no rule runs. All files that are no entries go
by one key first, because they are many, small and seldom edited. In most files nothing is found: their keys stand one after the other in one text, the others' with their findings.

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


Rest = dict[str, tuple[str, list[Row]]]
"""Name of a file that is no entry → its key and the findings under it."""

SIZE = 32
"""Characters of a key."""


class Findings:
    """Findings of one content folder by digest. Read when made, written by `save`; only what this run asked for is kept."""

    def __init__(self, folder: Path | None, content: Path) -> None:
        self._path = folder / f"check-{digest(str(content.resolve())).hex()[:12]}.json" if folder else None
        self._old: dict[str, list] = {}
        self._old_clean: frozenset[str] = frozenset()
        self._rest_key, self._rest = "", {}
        self._new: dict[str, list[Row]] = {}
        self._clean: set[str] = set()
        self._read()
        self._before = self._old_clean, self._old.keys(), self._rest_key

    def _read(self) -> None:
        if self._path is None:
            return
        try:
            data = json.loads(self._path.read_bytes())
            if data["version"] == program_version().hex() and isinstance(data["files"], dict) and isinstance(data["clean"], str) and _is_rest(data["rest"]):
                self._old, self._old_clean = data["files"], frozenset(data["clean"][at:at + SIZE] for at in range(0, len(data["clean"]), SIZE))
                self._rest_key, self._rest = data["rest_key"], data["rest"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass

    def find(self, key: str) -> list[Row] | None:
        """Return the findings kept under `key`, or None."""
        if key in self._old_clean:
            self._clean.add(key)
            return []
        kept = self._old.get(key)
        if kept is None or not _are_rows(kept):
            return None
        self._new[key] = kept
        return kept

    def keep(self, found: dict[str, list[Row]]) -> None:
        """Keep findings under their keys; those under "" are not kept."""
        self._clean.update(key for key, rows in found.items() if key and not rows)
        self._new.update((key, rows) for key, rows in found.items() if key and rows)

    def find_rest(self, key: str) -> Rest | None:
        """Return what was found in the files that are no entries, or None when they are not those kept under `key`; each of them can then still be the same."""
        if key and key == self._rest_key:
            return self._rest
        self._old = self._old | {one: rows for one, rows in self._rest.values() if rows}
        self._old_clean |= {one for one, rows in self._rest.values() if not rows}
        return None

    def keep_rest(self, key: str, rest: Rest) -> None:
        """Keep what was found in the files that are no entries, instead of what was kept of them."""
        self._rest_key, self._rest = key, rest

    def save(self) -> None:
        """Write the cache in one move; a cache that cannot be written is no reason to fail."""
        if not (self._new or self._clean):
            self._new, self._clean = self._old, self._old_clean
        if self._path is None or (self._clean, self._new.keys(), self._rest_key) == self._before:
            return
        data = {"version": program_version().hex(), "clean": "".join(sorted(self._clean)), "files": self._new, "rest_key": self._rest_key, "rest": self._rest}
        keep_file(self._path, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def _is_rest(rest: object) -> bool:
    return isinstance(rest, dict) and all(isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and _are_rows(one[1]) for one in rest.values())


def _are_rows(rows: object) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, list | tuple) and len(row) == 6 and type(row[0]) is int and type(row[1]) is int and all(isinstance(part, str) for part in row[2:]) and row[5] in ("error", "warning")
        for row in rows)
