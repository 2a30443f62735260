"""The search index among the files of the site: made shard by shard, remembered, planned like every other file.

In: a `Site` and a cache folder. Out: every file below ``/tim-kiem/chi-muc/``, a group a shard (Pagefind's engine stands with the first) and one of
``chi-muc.json``, which tells the search page what there is. Example: after the edit of one entry only the shard of its days (or months) is indexed again, and no other is looked at.

A shard's files are kept in the cache as one *pack*, ended by a digest of itself, so that a damaged one is made again. Its name has two digests: of what the shard's records come from (entries,
registry, program), so that an unchanged shard costs a look at a file's name; and of the records themselves, so that Pagefind is asked only when they differ: an edit of the program
makes all records anew, and indexes none unless it changes what they say.

`groups(late=True)` never waits for the indexer: it takes for a shard that has changed the pack there was before. Ask again without it, after the pages are shown, and the index is whole.

The odd case is that Pagefind is not there: then only ``chi-muc.json`` is made, and it says so to the search page.
"""

import hashlib
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from . import pagefind, templating
from .newsroom.addresses import SEARCH_INDEX
from .ledger import Due
from .newsroom.digests import digest
from .newsroom.files import forget, keep_file, stamp_of
from .newsroom.plan import Group, Output
from .newsroom.search_records import THINGS, Record, Records, Shard
from .newsroom.search_words import key_of, to_index

if TYPE_CHECKING:
    from .newsroom.site import Site

KEPT = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter")
ENGINE = "wasm.unknown.pagefind"
"""The one engine Pagefind writes for a language it has no stemmer for; the others and the ready-made interfaces (0.5 MB) are left out."""

OLD_PACKS = 2
"""Packs kept of a shard beside the one in use: enough to go back and forth between two states of the content."""

PIECE = 1000
"""Records above which indexing is shared with another process."""

OURS = "may-tim"
"""What the engine is called among our files."""

FOLDER = SEARCH_INDEX.strip("/")
MANIFEST = f"{FOLDER}/chi-muc.json"


class _Name(NamedTuple):
    """The name of a pack: of which shard, what its records come from, what they are."""

    shard: str
    key: str
    made: str
    suffix: str

    @classmethod
    def of(cls, path: Path) -> "_Name":
        """Return the parts of the name of `path`."""
        return cls(*(path.name.split(".") + [""] * 4)[:4])


class Pack:
    """The files of one shard, in one file of the cache: a line of JSON with what the shard has, the place and digest of each, their bytes, a digest of it all."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        if hashlib.sha256(memoryview(data)[:-32]).digest() != data[-32:]:
            raise ValueError("a damaged pack")
        self._start = data.index(b"\n") + 1
        about = json.loads(data[:self._start])
        self.places: dict[str, list] = about["files"]
        """File → where it begins, where it ends, its digest."""
        self.about: dict = about["about"]
        """What the search page must know of the shard."""

    def read(self, name: str) -> bytes:
        """Return the bytes of the file `name`."""
        start, end, _ = self.places[name]
        return self.data[self._start + start:self._start + end]

    @staticmethod
    def bytes_of(about: dict, files: dict[str, bytes]) -> bytes:
        """Return `files` as a pack."""
        places, at = {}, 0
        for name, data in sorted(files.items()):
            places[name] = [at, at + len(data), hashlib.sha256(data).hexdigest()[:32]]
            at += len(data)
        body = json.dumps({"about": about, "files": places}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + b"".join(data for _, data in sorted(files.items()))
        return body + hashlib.sha256(body).digest()


def require() -> None:
    """End the process with status 1 when there is no Pagefind: what is published must have its index."""
    if pagefind.find_or_install() is None:
        sys.exit(f"Không đăng được: thiếu Pagefind để làm chỉ mục tìm kiếm. {pagefind.HOW}")


class SearchIndex:
    """The search index of one site."""

    def __init__(self, site: "Site", cache: Path) -> None:
        """Args: cache: a folder, in which packs have one of their own."""
        self._shards = Records(site.library).shards()
        self._folder = cache / "search"
        salt = _salt()
        self._keys = {shard.id: digest(shard.key, salt).hex() for shard in self._shards}

    @property
    def keys(self) -> dict[str, str]:
        """Name of the group of a shard → digest of what its records come from."""
        return {_name(identity): key for identity, key in self._keys.items()}

    def jobs(self, done: Collection[str] = ()) -> list[Callable[[], Iterator[Due]]]:
        """Return what makes the shards that are neither kept nor `done` (names of groups): jobs of some shards each, which give one after the other. They may be done by several processes.

        Raises (of a job): as `groups`.
        """
        missing = self._missing(self._found(done), done)
        program = pagefind.find_or_install() if missing else None
        return [partial(self._make, program, piece) for piece in _pieces(missing)] if program else []

    def groups(self, done: Collection[str] = (), *, late: bool = False) -> list[Due] | None:
        """Return every shard but those `done`; None where Pagefind is needed for one of them and not there: then there is no index.

        Args:
            late: do not wait for the indexer; a shard that has changed is shown as it was earlier, or not at all.

        Raises:
            IndexFailed: when Pagefind fails.
        """
        found = self._found(done)
        missing = self._missing(found, done)
        shown = {identity: _due(identity, pack, self._keys[identity]) for identity, pack in found.items()}
        if missing and late:
            kept = self._kept()
            shown |= {shard.id: _due(shard.id, pack, "") for shard in missing if (pack := _first(sorted(kept[shard.id], key=_time, reverse=True)))}
        elif missing:
            program = pagefind.find_or_install()
            if program is None:
                return None
            # Pagefind works on one core; two at a time keep two cores busy.
            with ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
                for made in pool.map(lambda piece: list(self._make(program, piece)), _pieces(missing)):
                    shown |= {one.group.name.rpartition("/")[2]: one for one in made}
        return [shown[shard.id] for shard in self._shards if shard.id in shown] if THINGS in shown or _name(THINGS) in done else []

    @staticmethod
    def whole(told: Iterable[str]) -> Group:
        """Return the list of what the shards tell, which the search page asks for first."""
        about = [json.loads(one) for one in told]
        what = {"engine": about[0]["engine"], "shards": [one["shard"] for one in about]} if about else {"shards": []}
        data = json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        return Group(FOLDER, lambda: [Output(f"/{MANIFEST}", "", lambda: data, lambda: digest(data), lasting=True)])

    def _kept(self) -> dict[str, list[Path]]:
        """Return shard id → the packs there are of it."""
        kept: dict[str, list[Path]] = defaultdict(list)
        for path in self._folder.glob("*.pack"):
            kept[_Name.of(path).shard].append(path)
        return kept

    def _found(self, done: Collection[str]) -> dict[str, Pack]:
        """Return shard id → its pack, of those that are there and sound, but not `done`."""
        kept = self._kept()
        found = {shard.id: _first(path for path in kept[shard.id] if _Name.of(path).key == self._keys[shard.id]) for shard in self._shards if _name(shard.id) not in done}
        return {identity: pack for identity, pack in found.items() if pack}

    def _missing(self, found: dict[str, Pack], done: Collection[str]) -> list[Shard]:
        return [shard for shard in self._shards if shard.id not in found and _name(shard.id) not in done]

    def _make(self, program: Path, shards: list[Shard]) -> Iterator[Due]:
        """Yield each of `shards`; its pack is kept, and Pagefind is asked for those whose records it has not seen."""
        kept = self._kept()
        with pagefind.Indexer(program) as indexer:
            for shard in shards:
                records = [as_pagefind(record) for record in shard.records()]
                made = digest(_maker(), json.dumps(records, ensure_ascii=False)).hex()
                pack = _first(path for path in kept[shard.id] if _Name.of(path).made == made) or _indexed(indexer, shard, records)
                keep_file(self._folder / ".".join(_Name(shard.id, self._keys[shard.id], made, "pack")), pack.data)
                yield _due(shard.id, pack, self._keys[shard.id])
        self._forget()

    def _forget(self) -> None:
        """Remove the packs of shards that are no more, and all but the newest of those that are."""
        for identity, paths in self._kept().items():
            others = [path for path in paths if _Name.of(path).key != self._keys.get(identity)]
            for path in sorted(others, key=_time, reverse=True)[OLD_PACKS:]:
                forget(path)


def _pieces(shards: Iterable[Shard]) -> Iterator[list[Shard]]:
    """Yield `shards` in groups that are worth starting Pagefind for."""
    piece: list[Shard] = []
    for shard in shards:
        if piece and sum(one.count for one in piece) + shard.count > PIECE:
            yield piece
            piece = []
        piece.append(shard)
    if piece:
        yield piece


def _indexed(indexer: pagefind.Indexer, shard: Shard, records: list[dict]) -> Pack:
    made = indexer.index(records)
    kept = {name: data for name, data in made.items() if name.endswith(KEPT)}
    engine = made[ENGINE]
    kept[f"{OURS}.{hashlib.sha256(engine).hexdigest()[:10]}.pagefind"] = engine
    about = {"kinds": shard.kinds, "count": len(records), "meta": next(name for name in kept if name.endswith(".pf_meta")), "filters": sorted({name for one in records for name in one["filters"]}),
             "named": any("x" in one["meta"] for one in records)}
    return Pack(Pack.bytes_of(about, kept))


def _name(shard: str) -> str:
    """Return the name of the group of a shard."""
    return f"{FOLDER}/{shard}"


def _due(shard: str, pack: Pack, key: str) -> Due:
    """Return the files of a pack; `key` is "" for an earlier one. Every shard was given the same engine; it stands with the first, which is never missing."""
    engine = next(name for name in pack.places if name.startswith(OURS))
    paths = {name: f"/{FOLDER}/{name}" if name == engine else f"/{FOLDER}/{shard}/{name}" for name in pack.places if name != engine or shard == THINGS}
    told = json.dumps({"engine": engine, "shard": {"id": shard, **pack.about}}, ensure_ascii=False)
    return Due(Group(_name(shard), lambda: [Output(path, "", partial(pack.read, name), partial(bytes.fromhex, pack.places[name][2]), lasting=True) for name, path in paths.items()]), key, told)


@cache
def _maker() -> bytes:
    """Return the digest of what makes a pack of records."""
    return digest(pagefind.version(), *(path.read_bytes() for path in (Path(__file__), Path(pagefind.__file__))))


def _salt() -> bytes:
    return digest(pagefind.version(), templating.program())


def _first(paths: Iterable[Path]) -> Pack | None:
    """Return the first sound pack."""
    return next(filter(None, map(_open, paths)), None)


def _open(path: Path) -> Pack | None:
    try:
        pack = Pack(path.read_bytes())
    except (OSError, ValueError):
        return None
    with suppress(OSError):
        os.utime(path)
    return pack


def _time(path: Path) -> int:
    stamp = stamp_of(path)
    return stamp[1] if stamp else 0


def as_pagefind(record: Record) -> dict:
    """Return a record as Pagefind takes it, every text through the bridge.

    Of the fields beside the text, ``t`` (title) and ``n`` (note) are shown; ``w`` (other words), ``x`` and ``y`` (names as one word, its own and shared ones) are only found.
    """
    meta = {"t": to_index(record.title), "n": to_index(record.note), "w": to_index(record.words),
            "x": " ".join(dict.fromkeys(map(key_of, record.keys))), "y": " ".join(dict.fromkeys(map(key_of, record.weak)))}
    filters = {"tinh": list(record.provinces), "chu-de": list(record.topics), "loai": [record.kind], "nam": [record.year] if record.year else []}
    return {"url": record.url, "content": to_index(record.text), "meta": {name: text for name, text in meta.items() if text},
            "filters": {name: values for name, values in filters.items() if values}, "sort": {"ngay": record.date or "0000"}}
