"""The ledger of an output folder: what each file there was drawn from, remembered between builds.

In: the cache folder and the name of an output folder. Out: a `Ledger` that tells whether a group of files, or a file, still is what was drawn from a key, and which words the
entries had at the last build. Example: ``ledger.block("articles/2025-04", key)`` is not None when all pages of that month were planned from that key and nobody has touched the site since.

The whole ledger is one text: how every file stood on disk, the way `stamps` looks at them, and a `Block` a group. Nobody takes it apart where nothing changed: a build after one edit reads
it, lays nine tenths of the blocks into the next one as they are, and changes some lines. Two more files: *more*, lines appended after it by builds that drew a few
files only (null: the file is gone); and *words*, a digest of each entry's text under the digest of everything else. Each says what it belongs to, and whatever is damaged, cut short or
belongs to something else is as if it were not there.

The cache folder may be deleted at any time: then everything is drawn again. The odd case is one that cannot be written: what stands there would soon be older than the
output, so it is taken away, and if that cannot be done either, the ledger is not `sound`.
"""

import json
import os
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from .newsroom.digests import SIZE, digest
from .newsroom.files import forget, keep_file
from .newsroom.plan import Group
from .stamps import line_of, output_stamp, stamp_of

VERSION = "3"
RECORD, UNIT = "\x1e", "\x1f"
"""What stands between blocks, and between the parts of one (ASCII has them for this); no address of the site has such a character."""

NOWHERE = "-"
"""Name of the block of files added since the last whole build, which belong to no group yet."""


class Block(NamedTuple):
    """What one group of files came to: their paths and keys, a file a line, and what the rest of the site must know of them. Without a key the group is planned at every build."""

    name: str
    key: str
    told: str
    files: str

    @classmethod
    def of(cls, name: str, key: str, files: Iterable[tuple[str, str]], told: str = "") -> "Block":
        """Return the block of `files`, (path, key)."""
        return cls(name, key, told, "\n".join([f"{path}\t{one}" for path, one in files]))

    @property
    def keys(self) -> dict[str, str]:
        """Path → the key it was drawn from, "" for none."""
        return dict([line.split("\t") for line in self.files.split("\n")]) if self.files else {}

    @property
    def number(self) -> int:
        """How many files."""
        return self.files.count("\n") + 1 if self.files else 0


class Due(NamedTuple):
    """A group that must be planned, the key its block will have, and what the rest of the site must know of it beside its pages."""

    group: Group
    key: str = ""
    told: str = ""


class Ledger:
    """The ledger of one output folder.

    Args:
        cache: where it lies.
        folder: the output folder.
        salt: digest of what every file depends on; the words remembered with another are not given back. (The keys of files and groups have in them what those depend on.)
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
        self._whole, self._more, self._words = (cache / f"{name}.{kind}" for kind in ("ledger", "more", "words"))

    # What is remembered.

    def block(self, name: str, key: str) -> Block | None:
        """Return the block of a group, when it was planned from `key` and the output folder stands as remembered."""
        found = self.blocks.get(name)
        return found if found and key and found.key == key and self.intact else None

    def keys_of(self, name: str) -> dict[str, str]:
        """Return path → key of the files of a group at the last build."""
        found = self.blocks.get(name)
        return found.keys if found else {}

    def keys_below(self, prefix: str) -> dict[str, str]:
        """Return path → key of all files whose paths begin with `prefix`."""
        return {path: key for block in self.blocks.values() if prefix in block.files for path, key in block.keys.items() if path.startswith(prefix)}

    def stands(self, path: str) -> bool:
        """Return whether a file stands as it did after the last build."""
        return self.intact or self._lines.get(path) == line_of(self._folder, path)

    @cached_property
    def intact(self) -> bool:
        """Whether the output folder holds the remembered files, each as it was, and its list names them in their order."""
        return bool(self._standing) and self._standing == stamp_of(self.stats)

    def stamp(self) -> str:
        """Return the stamp of what stands in the folder after a build, "" when that could not be written down: then no output has it."""
        if not self.sound:
            return ""
        return stamp_of(self.stats) if self.intact else output_stamp(self._folder)[0]

    @property
    def paths(self) -> list[str]:
        """Every file that is remembered, in alphabetical order."""
        return list(self._lines)

    @property
    def number(self) -> int:
        """How many files are remembered."""
        return self.stats.count("\n")

    @cached_property
    def stats(self) -> str:
        """How each file stood on disk after the last builds: a line each, in alphabetical order."""
        stats, _ = self._read
        return _with(stats, {path: line[1] if line else "" for path, line in self._added.items()})

    @cached_property
    def blocks(self) -> dict[str, Block]:
        """Name of a group → its block; what was added since stands in its place there, and of such a block nobody knows any more from what it was planned."""
        _, text = self._read
        found = {block.name: block for block in (Block(*one.split(UNIT)) for one in text.split(RECORD) if one)}
        added = dict(self._added)
        for block in list(found.values()) if added else ():
            keys = block.keys
            if touched := added.keys() & keys.keys():
                for path in touched:
                    line = added.pop(path)
                    if line:
                        keys[path] = line[0]
                    else:
                        del keys[path]
                found[block.name] = Block.of(block.name, "", keys.items(), block.told)
        new = [(path, line[0]) for path, line in added.items() if line]
        return found | {NOWHERE: Block.of(NOWHERE, "", new)} if new else found

    @cached_property
    def _lines(self) -> dict[str, str]:
        return {line.partition("\0")[0]: f"{line}\n" for line in self.stats.split("\n")[:-1]}

    @cached_property
    def _read(self) -> tuple[str, str]:
        """The lines of the last whole build, and its blocks as text; nothing when there is no ledger or it is damaged."""
        try:
            data = self._whole.read_bytes()
            if data[:SIZE] == _mark(data[SIZE:]):
                stats, _, blocks = data[SIZE:].decode("utf-8", "surrogateescape").partition(RECORD)
                return stats, blocks
        except (OSError, ValueError):
            pass
        return "", ""

    @cached_property
    def _added(self) -> dict[str, tuple[str, str] | None]:
        """Path → key and line of the files drawn since the last whole build, None for one that is gone."""
        try:
            head, *lines = self._more.read_text(encoding="utf-8").splitlines()
            if head != self._whole_stamp():
                return {}
            return {path: line and (str(line[0]), str(line[1])) for path, line in map(json.loads, lines)}
        except (OSError, ValueError, TypeError, IndexError, KeyError, RecursionError):
            return {}

    def _whole_stamp(self) -> str:
        stat = os.stat(self._whole)
        return f"{stat.st_size} {stat.st_mtime_ns}"

    # What is written.

    def write(self, blocks: Iterable[Block], changed: Collection[str], gone: Collection[str], paths: Callable[[], list[str]]) -> None:
        """Remember the blocks of a build. Where the folder stood as remembered, only the files that were `changed` are looked at; else all of `paths`."""
        looked_at = changed if self.intact else paths()
        lines = {path: line_of(self._folder, path) for path in looked_at}
        self.stats = _with(self.stats, lines | dict.fromkeys(gone, "")) if self.intact else "".join(lines.values())
        self.intact = all(lines.values())
        self.blocks = {block.name: block for block in blocks}
        data = RECORD.join([self.stats, *map(UNIT.join, self.blocks.values())]).encode("utf-8", "surrogateescape")
        forget(self._more)
        self._keep(self._whole, _mark(data) + data)

    def add(self, keys: dict[str, str], gone: Collection[str] = ()) -> None:
        """Remember path → key of a few files drawn since, as they stand now, and forget those `gone`; without a whole ledger to add to, the next build draws them again."""
        added = {path: [key, line_of(self._folder, path)] for path, key in keys.items()} | dict.fromkeys(gone)
        if self.intact:
            self.stats = _with(self.stats, {path: line[1] if line else "" for path, line in added.items()})
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


def _mark(data: bytes) -> bytes:
    return digest(VERSION, data)


def _with(stats: str, lines: dict[str, str]) -> str:
    """Return `stats` with other lines for some paths, "" for one that is gone."""
    if not lines:
        return stats
    found = stats.split("\n")
    for path, line in lines.items():
        start = f"{path}\0"
        at = bisect_left(found, start, 0, len(found) - 1)
        found[at:at + found[at].startswith(start)] = [line[:-1]] if line else []
    return "\n".join(found)
