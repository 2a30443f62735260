"""The ledger of an output folder: what each file there was drawn from, remembered between builds.

In: the cache folder and the name of an output folder. Out: a `Ledger` that tells whether a file still is what was drawn from a key, and which words the
entries had at the last build. Example: ``ledger.holds("tinh/hue/index.html", key)`` is not empty when it was drawn from that key and nobody has touched it since.

Three files: the whole ledger as JSON; *more*, lines appended after it by builds that drew a few files only (null: the file is gone); and *words*, a digest of each entry's text under the
digest of everything else. Each says what it belongs to, and whatever is damaged, cut short or belongs to something else is as if it were not there.
The cache folder may be deleted at any time: then everything is drawn again. The odd case is one that cannot be written: what stands there would soon be older than the
output, so it is taken away, and if that cannot be done either, the ledger is not `sound`.
"""

import json
import os
from collections.abc import Callable, Collection
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from .newsroom.digests import SIZE, digest
from .newsroom.files import forget, keep_file
from .stamps import output_stamp, stamp_of_files

VERSION = 2
Line = list
"""Key a file was drawn from, its size, its time of change."""


class Ledger:
    """The ledger of one output folder.

    Args:
        cache: where it lies.
        folder: the output folder.
        salt: digest of what every file depends on; the words remembered with another are not given back. (The key of a file has in it what the file depends on.)
        standing: the stamp of what stands in `folder` now, where the caller has looked at every file already. When it is that of the remembered lines,
            all of them are as they were, and no file is looked at a second time.
    """

    def __init__(self, cache: Path, folder: Path, salt: bytes, standing: str = "") -> None:
        name = blake2b(os.fsencode(folder.resolve()), digest_size=8).hexdigest()
        self._folder = folder
        self._salt = salt.hex()
        self._standing = standing
        self.cache = cache
        self.lock = cache / f"{name}.lock"
        self.sound = True
        """Whether all of what this build did could be written down."""
        self._whole, self._more, self._words = (cache / f"{name}.{kind}" for kind in ("json", "more", "words"))

    def holds(self, path: str, key: Callable[[], str]) -> str:
        """Return the key of `path`, when it was drawn from that and has not been touched since; else "". A key is only worked out for a file that is known."""
        known = self._known.get(path)
        if not isinstance(known, list) or len(known) != 3 or known[0] != key():
            return ""
        return known[0] if self.intact or self._line(path, known[0]) == known else ""

    @cached_property
    def intact(self) -> bool:
        """Whether the output folder holds the remembered files, each as it was, and its list names them in their order."""
        return bool(self._standing) and self._standing == self._stamp

    @property
    def _stamp(self) -> str:
        """The stamp of an output folder in which every file is as remembered; "" where a line is damaged."""
        try:
            return stamp_of_files((path, size, time) for path, (_, size, time) in sorted(self._known.items()))
        except (TypeError, ValueError):
            return ""

    def stamp(self) -> str:
        """Return the stamp of what stands in the folder after a build, "" when that could not be written down: then no output has it."""
        if not self.sound:
            return ""
        return self._stamp if self.intact else output_stamp(self._folder)[0]

    @cached_property
    def _known(self) -> dict[str, Line]:
        """Path → line of the last builds; nothing when there is none or it is damaged."""
        try:
            ledger = json.loads(self._whole.read_bytes())
            if ledger["version"] != VERSION or not isinstance(ledger["files"], dict):
                return {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}
        more = self._read_more()
        return {path: line for path, line in (ledger["files"] | more).items() if line is not None} if more else ledger["files"]

    def _read_more(self) -> dict[str, Line | None]:
        try:
            head, *lines = self._more.read_text(encoding="utf-8").splitlines()
            return {path: line for path, line in map(json.loads, lines)} if head == self._whole_stamp() else {}
        except (OSError, ValueError, TypeError, RecursionError):
            return {}

    def _whole_stamp(self) -> str:
        stat = os.stat(self._whole)
        return f"{stat.st_size} {stat.st_mtime_ns}"

    def write(self, keys: dict[str, str], held: Collection[str] = ()) -> None:
        """Remember path → key ("" for none) of all files of a build, as they stand now; those in `held` stand as they did when it was asked whether they are held."""
        before = self._known
        files = {path: line for path, key in keys.items() if (line := before[path] if path in held else self._line(path, key))}
        self._known, self.intact = files, len(files) == len(keys)
        forget(self._more)
        self._keep(self._whole, json.dumps({"version": VERSION, "files": files}, separators=(",", ":")).encode())

    def add(self, keys: dict[str, str], gone: Collection[str] = ()) -> None:
        """Remember path → key of a few files drawn since, as they stand now, and forget those `gone`; without a whole ledger to add to, the next build draws them again."""
        added = {path: self._line(path, key) for path, key in keys.items()} | dict.fromkeys(gone)
        if self.intact:
            self._known = {path: line for path, line in (self._known | added).items() if line is not None}
        lines = "".join(f"{json.dumps(one)}\n" for one in added.items()).encode()
        try:
            head = f"{self._whole_stamp()}\n".encode()
            with open(self._more, "a+b") as more:
                more.seek(0)
                if more.read(len(head)) != head:
                    more.truncate(0)
                    more.write(head)
                more.write(lines)
        except OSError:
            forget(self._more)

    def _line(self, path: str, key: str) -> Line | None:
        try:
            stat = os.stat(self._folder / path)
        except OSError:  # somebody has removed it already
            return None
        return [key, stat.st_size, stat.st_mtime_ns]

    def _keep(self, path: Path, data: bytes) -> None:
        self.sound = keep_file(path, data) and self.sound

    def words(self, shape: bytes) -> bytes | None:
        """Return the digests of the entries' texts at the last build, if everything else had the digest `shape` then."""
        try:
            data = self._words.read_bytes()
        except OSError:
            return None
        check, words = data[:SIZE], data[SIZE:]
        return words if check == digest(self._salt, shape, words) else None

    def keep_words(self, shape: bytes, words: bytes) -> None:
        """Remember the digests of the entries' texts, and the digest of everything else, of the build just done."""
        self._keep(self._words, digest(self._salt, shape, words) + words)
