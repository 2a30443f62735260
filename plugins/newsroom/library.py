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
from .digests import digest
from .edition_notes import EditionNote, read_edition_note
from .edition_periods import MONTH
from .files import scan
from .frontmatter import read_document
from .memory import Memory
from .pages import StandingPage, read_page
from .problems import Problem, has_errors
from .registry import Registry
from .strict_yaml import Source


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
    frame: bytes = b""
    """Digest of every file of the content folder but the entries."""
    raws: dict[str, bytes] = field(default_factory=dict)
    """File of an entry, as it is called within the content folder → digest of its bytes."""
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
    def orders(self) -> dict[str, tuple]:
        """Entry id → what it is sorted by, of those published."""
        return {article.id: article.order for article in self.articles}

    @cached_property
    def of_topic(self) -> dict[str, list[Article]]:
        """Topic id → its entries."""
        return self._index(lambda article: (topic.id for topic in article.topics))

    @cached_property
    def of_official(self) -> dict[str, list[Article]]:
        """Official id → the entries that name the person."""
        return self._index(lambda article: (official.id for official in article.people))

    @cached_property
    def of_resolution(self) -> dict[str, list[Article]]:
        """Resolution id → the entries that cite the document."""
        return self._index(lambda article: (resolution.id for resolution in article.resolutions))

    @cached_property
    def of_indicator(self) -> dict[str, list[Article]]:
        """Indicator id → the entries that give a value of it."""
        return self._index(lambda article: (indicator.id for indicator in article.indicators))

    @cached_property
    def of_month(self) -> dict[tuple[int, int], list[Article]]:
        """(year, month) → the entries of that month, the newest month first."""
        return self._index(lambda article: [(article.date.year, article.date.month)])

    @cached_property
    def of_day(self) -> dict[str, list[Article]]:
        """Day, as ISO 8601 writes it (a month or a year where no more is known) → its entries."""
        return self._index(lambda article: [article.date.iso])

    def _index(self, keys: Callable[[Article], Iterator | list]) -> dict:
        found: dict = defaultdict(list)
        for article in self.articles:
            for key in keys(article):
                found[key].append(article)
        return found


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
    shown, within = content.name, len(content.as_posix()) + 1

    def path_of(path: Path) -> str:
        return f"{shown}/{path.as_posix()[within:]}"

    stamps = scan(content)
    registry, found = memory.registry_of(content, {path: stamp for path, stamp in stamps.items() if path.startswith("registry/") and path.endswith(".yaml")}, path_of)
    problems += found
    library = Library(registry, problems=problems, editions_by=editions_by)
    entries = {path: stamp for path, stamp in stamps.items() if path.startswith("articles/") and path.endswith(".md")}
    read = []
    for reading in memory.entries_of(content, entries, ArticleReader(registry, today), path_of, progress):
        problems += reading.problems
        library.raws[reading.path] = reading.raw
        if has_errors(reading.problems):
            library.troubled.add(f"{shown}/{reading.path}")
        if reading.article:
            read.append(reading.article)
    library.pages = [page for path in sorted((content / "pages").glob("*.md")) if (page := read_page(path, Source(path_of(path), problems)))]
    library.edition_notes = [note for path in sorted((content / "editions").glob("*.md")) if (note := read_edition_note(path, Source(path_of(path), problems)))]
    folders = sorted({f"{path.partition('.md/')[0]}.md" for path in stamps if path.startswith("articles/") and ".md/" in path})
    for folder in folders:  # named like an entry: somebody looks for it on the site
        read_document(content / folder, Source(f"{shown}/{folder}", problems), "article")
    library.files = sum(path.endswith((".md", ".yaml")) for path in stamps) + len(folders)
    others = [(path, stamp) for path, stamp in stamps.items() if path not in entries and not path.startswith("registry/")]
    library.frame = digest(registry.raw, *(part for path, (size, _) in others for part in (path, (content / path).read_bytes() if path.endswith(".md") else str(size))))
    _shelve(library, read, edition_day)
    return library


def _shelve(library: Library, read: list[Article], edition_day: dt.date | None) -> None:
    day = edition_day or max((article.date.last for article in read if article.status == "published"), default=dt.date.min)
    for article in sorted(read, key=lambda article: article.order):
        due = article.status == "published" or (article.status == "scheduled" and article.date.last <= day)
        (library.articles if due and article.date.month else library.unpublished).append(article)
