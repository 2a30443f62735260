"""The Library: the registry and every entry, read once and then only looked at.

In: a content folder. Out: one `Library` with the published entries newest first, the standing pages, the indexes every page is made
from, and the problems met on the way. Example: ``library.of_province["dong-thap"]`` holds the entries of Đồng Tháp and, under
their own name, those of Tiền Giang.

Everything is computed by one pass over the entries: no page may look at every entry again. The odd case is a scheduled
entry: it is published when the edition's day has come, and the edition's day is the newest published date unless
SOURCE_DATE_EPOCH names one, so that two builds of one commit are the same whatever the clock says.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from .article_reader import ArticleReader
from .articles import Article
from .edition_notes import EditionNote, read_edition_note
from .edition_periods import MONTH
from .packing import pack, unpack
from .pages import StandingPage, read_page
from .problems import Problem, has_errors
from .registry import Registry, read_registry
from .strict_yaml import Source
from .workers import share


@dataclass
class Library:
    """Registry, entries and standing pages of one content folder."""

    registry: Registry
    articles: list[Article] = field(default_factory=list)
    """Published entries, newest first."""
    unpublished: list[Article] = field(default_factory=list)
    """Drafts, and scheduled entries whose day has not come."""
    pages: list[StandingPage] = field(default_factory=list)
    edition_notes: list[EditionNote] = field(default_factory=list)
    editions_by: str = MONTH
    """What one edition covers where no note says otherwise: the setting EDITIONS."""
    problems: list[Problem] = field(default_factory=list)
    files: int = 0
    troubled: set[str] = field(default_factory=set)
    """Paths of entries with an error of their own: what they say of others is not held against the others."""

    @cached_property
    def of_province(self) -> dict[str, list[Article]]:
        """Province id → its entries; a present-day unit has those of its predecessors too."""
        found: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            ids = {province.id for province in article.provinces}
            for identity in ids | {self.registry.present(province).id for province in article.provinces}:
                found[identity].append(article)
        return found

    @cached_property
    def by_id(self) -> dict[str, Article]:
        """Entry id → the entry, of those published."""
        return {article.id: article for article in self.articles}

    @cached_property
    def of_topic(self) -> dict[str, list[Article]]:
        """Topic id → its entries."""
        return self._index(lambda article: (topic.id for topic in article.topics))

    @cached_property
    def of_official(self) -> dict[str, list[Article]]:
        """Official id → the entries that name the person."""
        return self._index(lambda article: (mention.official.id for mention in article.mentions))

    @cached_property
    def of_resolution(self) -> dict[str, list[Article]]:
        """Resolution id → the entries that cite the document."""
        return self._index(lambda article: (resolution.id for resolution in article.resolutions))

    @cached_property
    def of_indicator(self) -> dict[str, list[Article]]:
        """Indicator id → the entries that give a value of it."""
        return self._index(lambda article: dict.fromkeys(figure.indicator.id for figure in article.figures if figure.indicator))

    @cached_property
    def of_month(self) -> dict[tuple[int, int], list[Article]]:
        """(year, month) → the entries of that month, the newest month first."""
        return self._index(lambda article: [(article.date.year, article.date.month)])

    def _index(self, keys: Callable[[Article], Iterator | list]) -> dict:
        found: dict = defaultdict(list)
        for article in self.articles:
            for key in keys(article):
                found[key].append(article)
        return found


Reading = tuple[Article | None, list[Problem]]
"""What one file held: the entry, if it could be read, and what is wrong with it."""

PIECE = 200
"""Files handed to a worker at a time."""

ALONE = 400
"""Files to read below which starting workers costs more than it gains."""


@dataclass
class Memory:
    """What a process that stays (``invoke serve``) has read before, so that it reads only what was saved since.

    A file is known by its path, size and time of change; entries are tied to registry objects, so a change of any registry file
    forgets them all.
    """

    stamp: tuple = ()
    registry: Registry | None = None
    registry_problems: list[Problem] = field(default_factory=list)
    articles: dict[Path, tuple[tuple, Article | None, list[Problem]]] = field(default_factory=dict)

    def registry_of(self, folder: Path, path_of: Callable[[Path], str]) -> tuple[Registry, list[Problem]]:
        """Return the registry in `folder` and its problems, read again only when one of its files has changed."""
        stamp = tuple((path.as_posix(), *_stamp(path)) for path in sorted(folder.rglob("*.yaml")))
        if self.registry is None or stamp != self.stamp:
            self.stamp, self.articles, self.registry_problems = stamp, {}, []
            self.registry = read_registry(folder, path_of, self.registry_problems)
        return self.registry, self.registry_problems

    def articles_of(self, paths: list[Path], reader: ArticleReader, path_of: Callable[[Path], str], progress: Callable[[int, int], None]) -> list[Reading]:
        """Return what each file of `paths` holds; only files that have changed are read again, many of them by all cores."""
        stamps = {path: (*_stamp(path), reader.today) for path in paths}
        stale = [path for path in paths if path not in self.articles or self.articles[path][0] != stamps[path]]

        def read(path: Path) -> Reading:
            problems: list[Problem] = []
            return reader.read(path, Source(path_of(path), problems)), problems

        if len(stale) < ALONE:
            found = share(stale, read, processes=1, progress=progress)
        else:
            pieces = [stale[start:start + PIECE] for start in range(0, len(stale), PIECE)]
            packed = share(pieces, lambda piece: pack([read(path) for path in piece]), progress=progress)
            found = [reading for data in packed for reading in unpack(data, reader.registry)]
        self.articles.update((path, (stamps[path], *reading)) for path, reading in zip(stale, found, strict=True))
        return [self.articles[path][1:] for path in paths]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns


def read_library(content: Path, *, today: dt.date, edition_day: dt.date | None = None, progress: Callable[[int, int], None] = lambda done, of: None,
                 memory: Memory | None = None, editions_by: str = MONTH) -> Library:
    """Return the library in the folder `content`, its problems in `Library.problems`.

    Args:
        today: the latest day an entry may be dated; bounds the check, never shows in a page.
        edition_day: the day up to which scheduled entries are published; by default the newest date of a published entry.
        progress: called with (done, of all) while many entries are read.
        memory: what an earlier call in this process read.
        editions_by: what one edition covers, one of `edition_periods.KINDS`.
    """
    problems: list[Problem] = []
    memory = memory or Memory()
    shown = content.name

    def path_of(path: Path) -> str:
        return f"{shown}/{path.relative_to(content).as_posix()}"

    registry, found = memory.registry_of(content / "registry", path_of)
    problems += found
    library = Library(registry, problems=problems, editions_by=editions_by)
    reader = ArticleReader(registry, today)
    paths = sorted((content / "articles").rglob("*.md"))
    read = []
    for path, (article, found) in zip(paths, memory.articles_of(paths, reader, path_of, progress), strict=True):
        problems += found
        if has_errors(found):
            library.troubled.add(path_of(path))
        if article:
            read.append(article)
    library.pages = [page for path in sorted((content / "pages").glob("*.md")) if (page := read_page(path, Source(path_of(path), problems)))]
    library.edition_notes = [note for path in sorted((content / "editions").glob("*.md")) if (note := read_edition_note(path, Source(path_of(path), problems)))]
    library.files = sum(path.suffix in (".md", ".yaml") for path in content.rglob("*"))
    _shelve(library, read, edition_day)
    return library


def _shelve(library: Library, read: list[Article], edition_day: dt.date | None) -> None:
    day = edition_day or max((article.date.last for article in read if article.status == "published"), default=dt.date.min)
    for article in sorted(read, key=lambda article: article.order):
        due = article.status == "published" or (article.status == "scheduled" and article.date.last <= day)
        (library.articles if due and article.date.month else library.unpublished).append(article)
