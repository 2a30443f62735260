"""Editions: what happened in a month or a week, made from the entries of the period.

In: the Library, with the notes editors wrote for some periods. Out: `Edition`s, the newest first. Example: ``editions(library)[0].url == "/ban-tin/2026-03/"``.
``scoped(edition, registry)`` gives the editions of single provinces and topics within one: ``/ban-tin/2025-12/hue/``.

Editions appear by month, or by ISO week where the library says so (`Library.editions_by`, from the setting EDITIONS); a note makes an edition of its period
in any case. An edition of one province or topic is made only from `SCOPED_FROM` entries on: fewer are seen at a glance in the whole one.

The odd cases: an entry of which only the month is known belongs to no week; an entry from Tiền Giang before 01/07/2025 belongs to the edition of
Đồng Tháp, under its own name.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .articles import Article, Figure
from .corrections import Entered, ledger
from .dates import PartialDate
from .edition_notes import EditionNote
from .edition_periods import MONTH, EditionPeriod, period_of
from .frozen import frozen
from .library import Library
from .numbers import write
from .plan import tally
from .registry import Registry
from .registry.officials import Official
from .registry.provinces import Province
from .registry.resolutions import Resolution
from .registry.terms import Topic
from .text import sort_key

EDITIONS = "/ban-tin/"
"""Where the list of editions stands."""

SCOPED_FROM = 3
"""Entries from which a province or a topic has an edition of its own."""

BY_PLACE_FROM = 3
"""Places from which an edition has a second page, by place."""

MOST_FIGURES = 6
"""Figures an edition shows, one from an entry."""

MOST_TOPICS = 4
"""Topics an edition's own sentence names."""

NATIONAL = "Cả nước"


@dataclass(frozen=True)
class Edition:
    """One edition: of everything, or of one province or topic (`scope`). `articles` are newest first."""

    period: EditionPeriod
    articles: list[Article]
    note: EditionNote | None = None
    scope: Province | Topic | None = None

    @property
    def url(self) -> str:
        """Its address; that of a province or topic ends with its id, which no two of them share."""
        return f"{EDITIONS}{self.period.id}/{self.scope.id}/" if self.scope else f"{EDITIONS}{self.period.id}/"

    @property
    def by_place_url(self) -> str:
        """The address of the same entries by place."""
        return f"{self.url}theo-dia-phuong/"

    @property
    def has_by_place(self) -> bool:
        """Whether it has that page."""
        return not self.scope and self.places >= BY_PLACE_FROM

    @property
    def mail_url(self) -> str:
        """The address of the form for a newsletter tool."""
        return f"{self.url}thu.html"

    @property
    def text_url(self) -> str:
        """The address of the plain-text twin."""
        return f"{self.url}thu.txt"

    @property
    def title(self) -> str:
        """What it is called: the editor's words, or "Bản tin tháng 4/2025"."""
        if self.note and not self.scope:
            return self.note.title
        return f"Bản tin {self.period.name}" + (f": {self.scope.name}" if self.scope else "")

    @property
    def summary(self) -> str:
        """The editor's sentence, or what it holds in numbers."""
        return self.note.summary if self.note and not self.scope else self.contents

    @cached_property
    def contents(self) -> str:
        """What it holds in numbers: "6 tin ở 6 tỉnh, thành phố: khoa học và công nghệ (5); tổ chức bộ máy (1)." """
        if isinstance(self.scope, Topic):
            return f"{self.counts} trong {self.period.name}, về {_lower(self.scope.name)}."
        within = f" trong {self.period.name}" if self.scope else ""
        topics = tally([article.topics[0]] for article in self.articles)
        if len(topics) == 1:
            return f"{self.counts}{within}, về {_lower(topics[0][0].name)}."
        listed = "; ".join(f"{_lower(topic.name)} ({count})" for topic, count in topics[:MOST_TOPICS])
        return f"{self.counts}{within}: {listed}" + (" và chủ đề khác." if len(topics) > MOST_TOPICS else ".")

    @property
    def counts(self) -> str:
        """How many entries from how many places: "6 tin ở 4 tỉnh, thành phố"."""
        return f"{write(len(self.articles))} tin" + (f" ở {self.places} tỉnh, thành phố" if self.places > 1 else "")

    @cached_property
    def places(self) -> int:
        """How many units its entries are from."""
        return len({province.id for article in self.articles for province in article.provinces})

    @cached_property
    def updated(self) -> PartialDate:
        """The day of its newest entry, or of the last correction of one."""
        return max((article.updated for article in self.articles), key=lambda date: date.last)

    @property
    def people(self) -> list[Official]:
        """The people its entries name."""
        return list({official.id: official for article in self.articles for official in article.people}.values())

    @cached_property
    def picks(self) -> list[Article]:
        """The entries the editor put first; those not published are left out."""
        known = {article.id: article for article in self.articles} if self.note and not self.scope else {}
        return [known[pick.id] for pick in (self.note.picks if self.note else ()) if pick.id in known]

    @cached_property
    def figures(self) -> list[tuple[Article, Figure]]:
        """A few figures worth showing: the first that is no aim of each entry, the picks' entries before the others."""
        picked = {article.id for article in self.picks}
        ordered = [*self.picks, *(article for article in self.articles if article.id not in picked)]
        return [(article, figure) for article in ordered if (figure := next((one for one in article.figures if not one.target), None))][:MOST_FIGURES]


def _lower(name: str) -> str:
    """Return the name of a topic as it stands in a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


@frozen
class Place:
    """The entries of an edition from one unit under its name of that time; of the whole country without one."""

    unit: Province | None
    name: str
    articles: list[Article]

    @property
    def anchor(self) -> str:
        """Where it stands on the page by place."""
        return self.unit.id if self.unit else "ca-nuoc"


def editions(library: Library) -> list[Edition]:
    """Return the editions of everything, the newest first; where a month and a week end on one day, the month first."""
    entries = _by_period(library)
    return sorted((Edition(period, articles, note) for period, (articles, note) in entries.items() if articles),
                  key=lambda edition: (edition.period.last, edition.period.kind == MONTH), reverse=True)


def _by_period(library: Library) -> dict[EditionPeriod, tuple[list[Article], EditionNote | None]]:
    notes = {note.period: note for note in library.edition_notes}
    found: dict[EditionPeriod, list[Article]] = defaultdict(list)
    kinds = {library.editions_by, *(period.kind for period in notes)}
    for article in library.articles:
        for kind in kinds:
            period = period_of(article.date, kind)
            if period and (kind == library.editions_by or period in notes):
                found[period].append(article)
    return {period: (articles, notes.get(period)) for period, articles in found.items()}


def scoped(edition: Edition, registry: Registry) -> list[Edition]:
    """Return the editions of single provinces, in alphabetical order, then of single topics, in that of the list."""
    shelves: dict[str, list[Article]] = defaultdict(list)
    things: dict[str, Province | Topic] = {}
    for article in edition.articles:
        for thing in dict.fromkeys([*(registry.present(province) for province in article.provinces), *article.topics]):
            things[thing.url] = thing
            shelves[thing.url].append(article)
    made = [Edition(edition.period, articles, edition.note, things[url]) for url, articles in shelves.items() if len(articles) >= SCOPED_FROM]
    rank = {topic: number for number, topic in enumerate(registry.topics)}
    return sorted(made, key=lambda one: (1, rank[one.scope.id]) if isinstance(one.scope, Topic) else (0, sort_key(one.scope.sort_name)))


def by_topic(edition: Edition, registry: Registry) -> list[tuple[Topic, list[Article]]]:
    """Return the entries under the first topic of each, topics in the order of their list."""
    shelves: dict[str, list[Article]] = defaultdict(list)
    for article in edition.articles:
        shelves[article.topics[0].id].append(article)
    return [(topic, shelves[topic.id]) for topic in registry.topics.values() if topic.id in shelves]


def by_place(edition: Edition) -> list[Place]:
    """Return the entries under each unit they are from, as it was and was called then, in alphabetical order; those of the whole country first."""
    shelves: dict[Province | None, list[Article]] = defaultdict(list)
    for article in edition.articles:
        for unit in article.provinces or (None,):
            shelves[unit].append(article)
    found = [Place(unit, unit.named_on(articles[0].date).name if unit else NATIONAL, articles) for unit, articles in shelves.items()]
    return sorted(found, key=lambda place: sort_key(place.unit.sort_name) if place.unit else ())


class Records:
    """What else the library knows of each period: documents issued and corrections made. Made once, asked for every edition."""

    def __init__(self, library: Library, periods: Iterable[EditionPeriod]) -> None:
        self._registry = library.registry
        kinds = {period.kind for period in periods}
        self._documents: dict[EditionPeriod, list[Resolution]] = defaultdict(list)
        self._corrections: dict[EditionPeriod, list[Entered]] = defaultdict(list)
        for kind in kinds:
            for resolution in library.registry.resolutions.values():
                if resolution.date and (period := period_of(resolution.date, kind)):
                    self._documents[period].append(resolution)
            for entered in ledger(library):
                if period := period_of(entered.correction.date, kind):
                    self._corrections[period].append(entered)
        self._of_unit: dict[tuple[EditionPeriod, str], list[Resolution]] = defaultdict(list)
        for period, found in self._documents.items():
            found.sort(key=lambda one: (one.date.first, one.date.last, one.id))
            for one in found:
                if one.province:
                    self._of_unit[period, self._registry.present(self._registry.provinces[one.province]).id].append(one)

    def documents(self, edition: Edition) -> list[Resolution]:
        """Return the documents issued in the period, the oldest first: all, those of the province, or those the topic's entries cite."""
        issued = self._documents.get(edition.period, [])
        if isinstance(edition.scope, Topic):
            cited = {one.id for article in edition.articles for one in article.resolutions}
            return [one for one in issued if one.id in cited]
        return self._of_unit.get((edition.period, edition.scope.id), []) if edition.scope else issued

    def corrections(self, edition: Edition) -> list[Entered]:
        """Return the corrections made in the period, the newest first, of entries of any time."""
        made = self._corrections.get(edition.period, [])
        if isinstance(edition.scope, Topic):
            return [one for one in made if edition.scope in one.article.topics]
        return [one for one in made if edition.scope in map(self._registry.present, one.article.provinces)] if edition.scope else made
