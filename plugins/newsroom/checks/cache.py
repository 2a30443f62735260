"""What the last check found, so that the next one reads only what changed.

In: the folder ``.cache`` and a content folder. Out: a `Findings` that is asked for the findings of a file by a key made of the digest of its bytes. Everything is
addressed by content: the bytes of the file, of the rules and of the data they use make the key, so nothing ever goes stale and a file that
was renamed keeps its findings. Example: of 10,000 unchanged entries none is opened, and no rule runs. All files that are no entries go by one key first, because they are
many, small and seldom edited; so do all entries, by one key of the registry, and then each is known by the digest of its bytes alone. In most files nothing is found: their digests stand
one after the other in one text, the others' with their findings.

The odd case is a cache somebody else wrote, or half of one: it is JSON, checked for shape, and whatever does not fit is as if it were not
there. Deleting ``.cache`` only costs time.
"""

import json
from pathlib import Path
from typing import NamedTuple

from ..digests import digest
from ..files import keep_file
from ..problems import Problem
from ..program import program_version

Row = tuple[int, int, str, str, str, str]
"""A finding without its path: line, column, code, message, remedy, severity."""

Found = dict[str, list[Row]]
"""Key, name or digest of a file → what was found in it."""


class Lists(NamedTuple):
    """What the lists of words said and what is wrong with them: path and finding."""

    abbreviations: dict[str, str | None]
    publishers: dict[str, str]
    problems: list[tuple[str, Row]]

    @classmethod
    def fits(cls, kept: object) -> bool:
        """Return whether `kept` has the shape of such lists."""
        abbreviations, publishers, problems = kept
        return (all(full is None or isinstance(full, str) for full in abbreviations.values()) and all(isinstance(name, str) for name in publishers.values())
                and all(isinstance(path, str) and _are_rows([row]) for path, row in problems))


SIZE = 32
"""Characters of a digest."""

MOST, ROOM = 4, 4_000
"""Keys kept for each entry, and besides, before those that a run did not ask for are dropped: an entry has two at a time."""


class Findings:
    """Findings of one content folder by digest. Read when made, written by `save`."""

    def __init__(self, folder: Path | None, content: Path) -> None:
        self._path = folder / f"check-{digest(str(content.resolve())).hex()[:12]}.json" if folder else None
        self._old: Found = {}
        self._asked: Found = {}
        self._entries_key, self._entries = "", {}
        self._rest_key, self._rest = "", {}
        self._lists_key, self._lists = "", Lists({}, {}, [])
        self._changed = False
        self._read()

    def _read(self) -> None:
        if self._path is None:
            return
        try:
            data = json.loads(self._path.read_bytes())
            if data["version"] == program_version().hex() and isinstance(data["rest"], dict) and all(map(_are_rows, data["rest"].values())):
                self._old, self._entries = _opened(data["files"]), _opened(data["entries"])
                self._entries_key, self._rest_key, self._rest = data["entries_key"], data["rest_key"], data["rest"]
                self._lists_key, self._lists = data["lists_key"] if Lists.fits(data["lists"]) else "", Lists(*data["lists"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass

    def find(self, key: str) -> list[Row] | None:
        """Return the findings kept under `key`, or None."""
        kept = self._old.get(key)
        if kept is not None:
            self._asked[key] = kept
        return kept

    def keep(self, found: Found) -> None:
        """Keep findings under their keys; those under "" are not kept."""
        self._asked.update((key, rows) for key, rows in found.items() if key)

    def find_entries(self, key: str) -> Found:
        """Return the findings in all entries by the digest of their bytes, as far as they were kept under `key`."""
        return self._entries if key and key == self._entries_key else {}

    def keep_entries(self, key: str, found: Found) -> None:
        """Keep the findings in all entries under `key`, instead of what was kept of them."""
        self._changed = self._changed or key != self._entries_key or found.keys() != self._entries.keys()
        self._entries_key, self._entries = key, found

    def find_rest(self, key: str) -> Found | None:
        """Return what was found in the files that are no entries, by their names, or None when they are not those kept under `key`; each of them can then still be the same."""
        return self._rest if key and key == self._rest_key else None

    def keep_rest(self, key: str, found: Found) -> None:
        """Keep what was found in the files that are no entries, instead of what was kept of them."""
        self._rest_key, self._rest, self._changed = key, found, True

    def find_lists(self, key: str) -> Lists | None:
        """Return what the lists of words said, or None when that was not kept under `key`."""
        return self._lists if key and key == self._lists_key else None

    def keep_lists(self, key: str, lists: Lists) -> None:
        """Keep what the lists of words say, instead of what was kept of them."""
        self._lists_key, self._lists, self._changed = key, lists, True

    def save(self) -> None:
        """Write the cache in one move when it changed; a cache that cannot be written is no reason to fail."""
        if self._path is None or not (self._changed or self._asked.keys() - self._old.keys()):
            return
        kept = self._old | self._asked
        if len(kept) > MOST * len(self._entries) + ROOM:
            kept = self._asked
        data = {"version": program_version().hex(), "files": _closed(kept), "entries_key": self._entries_key, "entries": _closed(self._entries), "rest_key": self._rest_key, "rest": self._rest,
                "lists_key": self._lists_key, "lists": self._lists}
        keep_file(self._path, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def row_of(problem: Problem) -> Row:
    """Return what is kept of a problem."""
    return problem.line, problem.column, problem.code, problem.message, problem.remedy, problem.severity


def _closed(found: Found) -> list:
    """Return `found` as it is kept: the digests of what is clean, and what has findings."""
    return ["".join(sorted(key for key, rows in found.items() if not rows)), {key: rows for key, rows in found.items() if rows}]


def _opened(kept: list) -> Found:
    """Return what `_closed` had; what does not look like it is left out."""
    clean, others = kept
    return dict.fromkeys([clean[at:at + SIZE] for at in range(0, len(clean), SIZE)], []) | {key: rows for key, rows in others.items() if _are_rows(rows)}


def _are_rows(rows: object) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, list | tuple) and len(row) == 6 and type(row[0]) is int and type(row[1]) is int and all(isinstance(part, str) for part in row[2:]) and row[5] in ("error", "warning")
        for row in rows)
