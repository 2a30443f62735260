"""The search index among the files of the site: made shard by shard, remembered, planned like every other file.

In: a `Site` and a cache folder. Out: (path, key, what gives the bytes) of every file below ``/tim-kiem/chi-muc/``: Pagefind's engine, the files of each shard, and
``chi-muc.json``, which tells the search page what there is. Example: after the edit of one entry only the shard of its year (or month) is indexed again.

A shard's files are kept in the cache as one *pack*, named by the digest of everything they are made from and ended by a digest of itself, so that an unchanged shard costs a look at a
file's name and a damaged pack is made again. `files(…, late=True)` never waits for the indexer: it takes for a shard that has changed the pack there was before. Call `files` again without
it, after the pages are shown, and the index is whole.

The odd case is that Pagefind is not there: then only ``chi-muc.json`` is made, and it says so to the search page.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from . import pagefind
from .newsroom.addresses import SEARCH_INDEX
from .newsroom.digests import digest
from .newsroom.files import forget, keep_file, stamp_of
from .newsroom.search_records import Record, Records, Shard
from .newsroom.search_words import key_of, to_index

if TYPE_CHECKING:
    from .newsroom.site import Site

KEPT = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter")
ENGINE = "wasm.unknown.pagefind"
"""The one engine Pagefind writes for a language it has no stemmer for; the others and the ready-made interfaces (0.5 MB) are left out."""

OLD_PACKS = 2
"""Packs kept of a shard beside the one in use: enough to go back and forth between two states of the content."""

FOLDER = SEARCH_INDEX.strip("/")
MANIFEST = f"{FOLDER}/chi-muc.json"


class File(NamedTuple):
    """One planned file."""

    path: str
    key: str
    data: Callable[[], bytes]


class Pack:
    """The files of one shard, in one file of the cache: a line of JSON with what the shard has, the place and digest of each, their bytes, a digest of it all."""

    def __init__(self, data: bytes) -> None:
        body, made = data[:-32], data[-32:]
        if hashlib.sha256(body).digest() != made:
            raise ValueError("a damaged pack")
        head, _, self._bytes = body.partition(b"\n")
        about = json.loads(head)
        self.places: dict[str, list] = about["files"]
        """File → where it begins, where it ends, its digest."""
        self.about: dict = about["about"]
        """What the search page must know of the shard."""

    def read(self, name: str) -> bytes:
        """Return the bytes of the file `name`."""
        start, end, _ = self.places[name]
        return self._bytes[start:end]

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


def jobs(site: "Site", folder: Path) -> list[Callable[[], None]]:
    """Return what must be done before `files` can answer at once: a job for each shard that is not in the cache. They may be done by several processes.

    Args, Raises (of a job): as `files`.
    """
    salt, folder = _salt(), folder / "search"
    missing = [(shard, path) for shard in Records(site.library).shards() if _open(path := _path(folder, shard, salt)) is None]
    program = pagefind.find_or_install() if missing else None
    return [partial(_make_ahead, program, shard, path) for shard, path in missing] if program else []


def files(site: "Site", folder: Path, *, late: bool = False) -> list[File]:
    """Return every file of the search index of `site`.

    Args:
        folder: the cache, in which packs have a folder of their own.
        late: do not wait for the indexer; a shard that has changed has its earlier files, or none.

    Raises:
        IndexFailed: when Pagefind fails.
    """
    shards = Records(site.library).shards()
    packs = _packs(shards, folder / "search", late)
    if not packs:
        return [_manifest({"shards": []})]
    found: dict[str, File] = {}
    listed = []
    for shard in shards:
        pack = packs.get(shard.id)
        if pack is None:
            continue
        for name in pack.places:
            path = f"{FOLDER}/{name}" if name.startswith("may-tim") else f"{FOLDER}/{shard.id}/{name}"
            found[path] = File(path, pack.places[name][2], lambda pack=pack, name=name: pack.read(name))
        listed.append({"id": shard.id, **pack.about})
    engine = next(name for pack in packs.values() for name in pack.places if name.startswith("may-tim"))
    return [*found.values(), _manifest({"engine": engine, "shards": listed})]


def _manifest(what: dict) -> File:
    data = json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return File(MANIFEST, hashlib.sha256(data).hexdigest()[:32], lambda: data)


def _packs(shards: list[Shard], folder: Path, late: bool) -> dict[str, Pack]:
    """Return shard id → its pack; those that are missing or damaged are made, two at a time, unless `late`."""
    salt = _salt()
    paths = {shard.id: _path(folder, shard, salt) for shard in shards}
    found = {identity: pack for identity, path in paths.items() if (pack := _open(path))}
    missing = [shard for shard in shards if shard.id not in found]
    if missing and late:
        for shard in missing:
            earlier = sorted(folder.glob(f"{shard.id}.*.pack"), key=_time, reverse=True)
            if pack := next(filter(None, map(_open, earlier)), None):
                found[shard.id] = pack
    elif missing:
        program = pagefind.find_or_install()
        if program is None:
            return {}
        # Pagefind works on one core; two at a time keep two cores busy, and no more than two shards are in memory.
        with ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
            for shard, pack in zip(missing, pool.map(lambda shard: _make(program, shard, paths[shard.id]), missing), strict=True):
                found[shard.id] = pack
    _forget(folder, paths)
    return found


@cache
def _program() -> bytes:
    """Return the digest of the code that records are made with."""
    folder = Path(__file__).parent
    return digest(*(path.read_bytes() for path in [Path(__file__), folder / "pagefind.py", *sorted((folder / "newsroom").glob("*.py")), *sorted((folder / "newsroom" / "registry").glob("*.py"))]))


def _salt() -> bytes:
    return digest(pagefind.version(), _program())


def _path(folder: Path, shard: Shard, salt: bytes) -> Path:
    return folder / f"{shard.id}.{digest(shard.key, salt).hex()}.pack"


def _open(path: Path) -> Pack | None:
    try:
        pack = Pack(path.read_bytes())
    except (OSError, ValueError):
        return None
    with suppress(OSError):
        os.utime(path)
    return pack


def _make(program: Path, shard: Shard, path: Path) -> Pack:
    records = [as_pagefind(record) for record in shard.records()]
    made = pagefind.index(program, records)
    kept = {name: data for name, data in made.items() if name.endswith(KEPT)}
    engine = made[ENGINE]
    kept[f"may-tim.{hashlib.sha256(engine).hexdigest()[:10]}.pagefind"] = engine
    about = {"kinds": shard.kinds, "count": len(records), "meta": next(name for name in kept if name.endswith(".pf_meta")), "filters": sorted({name for one in records for name in one["filters"]}),
             "named": any("x" in one["meta"] for one in records)}
    data = Pack.bytes_of(about, kept)
    keep_file(path, data)
    return Pack(data)


def _make_ahead(program: Path, shard: Shard, path: Path) -> None:
    _make(program, shard, path)


def _forget(folder: Path, used: dict[str, Path]) -> None:
    """Remove the packs of shards that are no more, and all but the newest of those that are."""
    packs: dict[str, list[Path]] = {}
    for path in folder.glob("*.pack"):
        packs.setdefault(path.name.split(".")[0], []).append(path)
    for identity, paths in packs.items():
        paths.sort(key=_time, reverse=True)
        others = [path for path in paths if path != used.get(identity)]
        for path in others[OLD_PACKS:]:
            forget(path)


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
