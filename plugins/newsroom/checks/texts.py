"""The rules that look at one file at a time: its text, its Markdown, the form of its names, and all that an entry says of what it names.

In: the content folder and the library read from it. Out: problems, also of files too broken to be an entry: one bad file hides nothing of the others.
What was found in a file's text depends on its bytes, on the rules, on the abbreviations and on the names whose tone has two places; what was found in an entry's fields on its bytes, the
people and documents it names and the short lists, and only where a name has not its standard form on the whole registry. So it is kept under their digest and an unchanged file is not looked
at again (see `cache`), nor even opened: the library knows the digest of its bytes. Example: of 10,000 entries a `Gate` passes most after one look at their words; all cores share the work.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from ..articles import Article
from ..digests import digest
from ..files import Stamp, read_bytes, stamp_of
from ..frontmatter import MOST_BYTES, decode
from ..library import Library
from ..problems import Problem
from ..registry import Registry
from ..strict_yaml import Source
from ..workers import share
from . import entries, fields, figures, forms, markup, vietnamese
from . import registry as registry_rules
from .cache import Findings, Found, Row, row_of
from .ended_units import EndedUnits
from .gate import Gate
from .prose import read_prose
from .rules import RULES
from .vietnamese import FIELDS, MARKDOWN
from .word_lists import read_abbreviations

KINDS = (("articles", ".md", True, "entry"), ("editions", ".md", False, "page"), ("pages", ".md", False, "page"), ("registry", ".yaml", True, "registry"))
"""Folder, how its files end, whether folders in it count, and how the text rules see them."""

PIECE = 300
"""Files handed to a worker at a time."""

ABBREVIATIONS = "abbreviations.yaml"
_CHANGE = ("date", "from", "into", "basis")
KEY_ORDER = {
    "officials": {"": ("name", "other_names", "status", "note", "posts", "sources"), "posts": ("office", "organisation", "province", "from", "to", "seen"), "seen": ("date", "article")},
    "resolutions": {"": ("number", "kind", "issuer", "province", "date", "title", "status", "verified", "evidence", "url", "relations", "aliases", "note", "sources"),
                    "relations": ("implements", "based_on", "amends", "replaces", "repeals", "continues"), "sources": ("name", "url")},
    "provinces.yaml": {"": ("id", "names", "sort_name", "aliases", "not_this", "region", "region_2021", "code", "code_before_2025_07", "formed", "dissolved", "tile", "islands"),
                       "names": ("name", "kind", "from", "to", "basis"), "formed": _CHANGE, "dissolved": _CHANGE, "islands": ("name", "full_name", "unit", "tile")},
    "topics.yaml": {"": ("id", "name", "definition")},
    "indicators.yaml": {"": ("id", "name", "unit", "better", "comparable", "scopes", "period", "trend", "most")},
    "regions.yaml": {"": ("id", "name", "period", "verified")},
    "agencies.yaml": {"": ("id", "province", "event", "agency", "others", "task", "date", "seen", "article", "note")},
    "abbreviations.yaml": {"": ("abbr", "full", "common")},
    "publishers.yaml": {"": ("domain", "name", "province", "tags")},
    "topic_cues.yaml": {"": ("topic", "strong", "body", "weak", "not")},
    "cities.yaml": {"": ("province", "cities", "verified")},
}
"""Folder or list of the registry → group of keys ("" the outermost) → the keys in the order they are written (the blanks of `invoke new` have the same)."""

_KEY = re.compile(r"\n( *)(- )?([a-z_0-9]+):")
"""A key of a file before which a line break was put."""


def files_of(content: Path) -> Iterator[tuple[Path, str]]:
    """Yield (path, kind) of every file the rules look at, in order."""
    for name, kind in names_of(content):
        yield content / name, kind


def names_of(content: Path, *, entries: bool = True) -> Iterator[tuple[str, str]]:
    """Yield (path within `content`, with /; kind) of every file the rules look at, in order; the `entries` need not be among them."""
    for folder, ending, deep, kind in KINDS if entries else KINDS[1:]:
        for name in sorted(_within(str(content), folder, ending, deep)):
            yield name, kind


def _within(content: str, folder: str, ending: str, deep: bool) -> Iterator[str]:
    waiting = [folder]
    while waiting:
        inside = waiting.pop()
        try:
            entries = os.scandir(f"{content}/{inside}")
        except OSError:
            continue
        with entries:
            for entry in entries:
                if entry.name.endswith(ending):
                    yield f"{inside}/{entry.name}"
                elif deep and entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{inside}/{entry.name}")


def problems(content: Path, memory: Findings, library: Library, abbreviations: dict[str, str | None], meanwhile: Callable[[], list[Problem]] = list) -> Iterator[Problem]:
    """Yield the problems of the text of every file in the folder `content`, of what the entries of `library` say of what they name, and of its registry in itself.

    Args:
        abbreviations: abbreviation → full form, None where every reader knows it.
        meanwhile: the rules that look at all entries together; one process applies them while the others look at the files.
    """
    looker = _Looker(content, memory, library, abbreviations)
    before = memory.find_entries(looker.key_of_all)
    known = {name: rows for name, raw in library.raws.items()
             if (rows := before.get(raw.hex()) if name in looker.articles else None) is not None or (rows := looker.remembered(name)) is not None}
    rest = memory.find_rest(library.frame.hex())
    files = [(name, "entry") for name in library.raws if name not in known]
    files += [(name, kind) for name, kind in names_of(content, entries=not library.raws)] if rest is None else []
    pieces = [files[start:start + PIECE] for start in range(0, len(files), PIECE)]
    jobs = {"các quy tắc chung": meanwhile, "danh mục": partial(_of_registry, library.registry) if rest is None else list}
    jobs |= {f"{piece[0][0]} … {piece[-1][0]}": partial(looker.look, piece) for piece in pieces}
    told, of_registry, *looked_at = share(list(jobs), lambda name: jobs[name](), processes=None if len(pieces) > 1 else 1)
    seen = [one for piece in looked_at for one in piece]
    others: Found = {}
    changing = set()
    for (name, kind), found in zip(files, seen, strict=True):
        memory.keep(found)
        rows = [row for rows in found.values() for row in rows]
        if name in library.raws:
            known[name] = rows
            if not found or "" in found:
                changing.add(name)
        elif rows:
            others[name] = rows
    for name, *row in of_registry:
        others.setdefault(name, []).append(tuple(row))
    memory.keep_entries(looker.key_of_all, {library.raws[name].hex(): rows for name, rows in known.items() if name in looker.articles and name not in changing})
    if rest is None:
        memory.keep_rest(library.frame.hex(), others)
    yield from told
    for name, rows in (*known.items(), *(others if rest is None else rest).items()):
        for row in rows:
            yield Problem(f"{content.name}/{name}", *row)


def _of_registry(registry: Registry) -> list[tuple]:
    """Return what is wrong in the registry itself: the name of the file, then as in a `Row`."""
    return [(problem.path.partition("/")[2], *row_of(problem)) for problem in (*registry_rules.of_registry(registry), *forms.of_registry(registry))]


Seen = Found
"""What one file held: key → the findings in its text and, of an entry, those in what it says; the key "" is for what cannot be kept."""


class _Looker:
    """Looks at files one by one; a worker has one of its own, so a word is judged once in each."""

    def __init__(self, content: Path, memory: Findings, library: Library, abbreviations: dict[str, str | None], among: list[Article] | None = None) -> None:
        self._content, self._memory, self._registry, self._abbreviations, self._raws = content, memory, library.registry, abbreviations, library.raws
        within = len(content.name) + 1
        self.articles = {article.path[within:]: article for article in (among or (*library.articles, *library.unpublished))}
        self._gate, self._speller, self._standard, self._ended = Gate(abbreviations), vietnamese.Speller(), forms.Standard(library.registry), EndedUnits(library.registry)
        self._places, self._open_tones = entries.Places(library.registry), forms.names_with_open_tones(library.registry)
        lists = [library.registry.kind_digests.get(kind, b"") for kind in ("province", "topic", "indicator")]
        self._keys = {"entry/": blake2b(repr((sorted(abbreviations.items(), key=str), self._open_tones)).encode(), digest_size=16), "page/": blake2b(repr(self._open_tones).encode(), digest_size=16),
                      "fields/": blake2b(b"fields/" + digest(*lists), digest_size=16), "names/": blake2b(b"names/" + library.registry.raw, digest_size=16)}

        self.key_of_all = digest(*(self._keys[what].digest() for what in ("entry/", "fields/", "names/"))).hex()

    def remembered(self, name: str) -> list[Row] | None:
        """Return what was found in the entry called `name` when it had the bytes that the library read, or None when that is not known."""
        raw, article = self._raws[name], self.articles.get(name)
        rows = self._memory.find(self._key(raw, "entry/"))
        if rows is None or article is None:
            return rows
        tied = self._tied(article)
        fields = self._memory.find(self._key(raw + tied, "fields/"))
        if fields is None:
            fields = self._memory.find(self._key(raw + tied, "names/"))
        return None if fields is None else rows + fields

    def look(self, piece: list[tuple[str, str]]) -> list[Seen]:
        """Return what each file of `piece` (name, kind) holds."""
        return [self._look(name, kind) for name, kind in piece]

    def _look(self, name: str, kind: str) -> Seen:
        try:
            data = read_bytes(f"{self._content}/{name}", MOST_BYTES)
        except OSError:
            return {}
        if len(data) > MOST_BYTES:
            return {}
        raw, folder = digest(data), _shelf_of(name) if kind == "registry" else ""
        key = self._key(raw, f"{kind}/{folder}")
        rows = self._memory.find(key)
        found = {key: list(self._read(data, kind, folder)) if rows is None else rows}
        article = self.articles.get(name) if kind == "entry" else None
        if article:
            looked_up = not self._standard.has_all(article, data)
            key = self._key(raw + self._tied(article), "names/" if looked_up else "fields/") if self._raws.get(name) == raw else ""  # what the library read may no longer be what stands there
            found[key] = list(self._fields(article, data, looked_up))
        return found

    def _key(self, raw: bytes, what: str) -> str:
        made = self._keys.get(what)
        if made is None:
            made = self._keys[what] = blake2b(what.encode(), digest_size=16)
        made = made.copy()
        made.update(raw)
        return made.hexdigest()

    def _read(self, raw: bytes, kind: str, folder: str) -> Iterator[Row]:
        families = self._gate.families(raw, kind)
        if not families and folder not in KEY_ORDER:
            return
        text = decode(raw, Source(""))
        if text is None:
            return
        prose = read_prose(text, kind)
        hits = [*vietnamese.problems(prose, self._abbreviations, self._speller, families, self._open_tones)] if families else []
        hits += fields.problems(prose) if families & FIELDS else []
        if kind != "registry":
            hits += markup.problems(prose) if families & MARKDOWN else []
        elif folder in KEY_ORDER:
            hits += keys_out_of_order(text, KEY_ORDER[folder])
        for offset, code, message, remedy in sorted(hits):
            yield *prose.position(offset), code, message, remedy, RULES[code].severity

    def _tied(self, article: Article) -> bytes:
        """Return the digests of the people and documents the entry names."""
        known = self._registry.digests
        return b"".join([*(known["official", official.id] for official in article.people), *(known["resolution", resolution.id] for resolution in article.resolutions)])

    def _fields(self, article: Article, raw: bytes, looked_up: bool) -> Iterator[Row]:
        """Yield what is wrong in what an entry says; when its names must be looked up in the registry, also in their form."""
        found = [*entries.problems_of(article, self._places), *figures.problems_of(article), *self._ended.in_body(article)]
        if looked_up:
            found += forms.of_entry(article, decode(raw, Source("")) or "", self._registry)
        yield from map(row_of, found)


@lru_cache(maxsize=1)
def _abbreviations(content: Path, stamp: Stamp | None) -> dict[str, str | None]:
    """Return the abbreviations; `stamp` tells whether they are still those of the last call."""
    return read_abbreviations(content / "registry")


def problems_of(library: Library, article: Article, content: Path) -> Iterator[Problem]:
    """Yield the problems of the text of the file of `article`."""
    abbreviations = _abbreviations(content, stamp_of(content / "registry" / ABBREVIATIONS))
    name = article.path.partition("/")[2]
    found, = _Looker(content, Findings(None, content), library, abbreviations, [article]).look([(name, "entry")])
    yield from (Problem(article.path, *row) for rows in found.values() for row in rows)


def _shelf_of(name: str) -> str:
    """Return under which key of `KEY_ORDER` a file of the registry is: its folder, or its name when it is a list."""
    folder, _, file = name.removeprefix("registry/").rpartition("/")
    return folder or file


def keys_out_of_order(text: str, orders: Mapping[str, tuple[str, ...]]) -> Iterator[vietnamese.Hit]:
    """Registry files have their keys in one order, so that two files can be compared line by line; the first that is out of it is told."""
    lined = f"\n{text}"
    keys = tuple(_KEY.findall(lined))
    wrong = _first_out_of_order(keys, tuple(orders.items()))
    if wrong:
        number, before, order = wrong
        match = next(islice(_KEY.finditer(lined), number, None))
        yield match.start(3) - 1, "registry-key-order", f"mục “{match[3]}” đứng sau mục “{before}”", f"xếp theo thứ tự: {', '.join(order)}"


@lru_cache(maxsize=4096)
def _first_out_of_order(keys: tuple[tuple[str, str, str], ...], orders: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[int, str, tuple[str, ...]] | None:
    """Return which of the keys (blanks, hyphen, key) is out of order, the one before it and their order; remembered, because most files have the same keys."""
    open_groups: list[tuple[int, str, str]] = []
    for number, (blanks, hyphen, key) in enumerate(keys):
        depth = len(blanks) + len(hyphen)
        while open_groups and open_groups[-1][0] > depth:
            open_groups.pop()
        before = ""
        if open_groups and open_groups[-1][0] == depth:
            _, group, before = open_groups.pop()
        else:
            group = open_groups[-1][2] if open_groups else ""
        order = dict(orders).get(group, ())
        if not hyphen and key in order and before in order and order.index(key) < order.index(before):
            return number, before, order
        open_groups.append((depth, group, key))
    return None
