"""An entry of the digest, as every other module knows it.

In: nothing; `article_reader` makes it from a file. Out: an `Article` whose provinces, topics, officials and documents are registry objects.
Example: ``article.url == "/tin/2025/02/thai-nguyen-hop-phien-dau-ban-chi-dao/"``.

What a source does not say is None or `UNKNOWN`, never guessed; a date may be a month (``2025-05``) and is shown as such.
"""

import re
from decimal import Decimal

from . import numbers
from .dates import PartialDate, Period
from .frozen import frozen
from .registry.officials import Official
from .registry.provinces import Name, Province
from .registry.resolutions import Resolution
from .registry.terms import RANK, Indicator, Topic

UNKNOWN = "unknown"
STEM = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)-([a-z0-9]+(?:-[a-z0-9]+)*)")
"""The name of an entry's file: its date, then the words of its address."""


def may_link(body: str) -> bool:
    """Return whether a body in Markdown may have links of any kind."""
    return "]" in body or "<" in body


def may_link_to_files(body: str) -> bool:
    """Return whether a body in Markdown may have links to other files."""
    return "](" in body or "]:" in body


@frozen
class Mention:
    """A person in an entry with the role of that day."""

    official: Official
    role: str
    line: int


@frozen
class Citation:
    """Where an entry comes from; None where the page in hand does not say."""

    name: str | None
    url: str | None
    author: str
    published: PartialDate | None
    accessed: PartialDate | None
    archive: str
    line: int = 1
    gone: PartialDate | None = None
    """The day the page was found to be no longer there; the entry stays."""


@frozen
class Figure:
    """One value with everything that makes it mean something."""

    label: str
    value: Decimal
    unit: str
    as_of: PartialDate
    indicator: Indicator | None
    province: Province | None
    qualifier: str
    target: bool
    note: str
    quote: str
    scope: str = ""
    """What the value is taken over, one of the indicator's scopes; `UNKNOWN` where the source does not say."""
    line: int = 1

    @property
    def value_text(self) -> str:
        """The value as Vietnamese text has it: "2.153", "87,13"."""
        return numbers.write(self.value)

    @property
    def amount(self) -> str:
        """Value and unit as they are read: "87,13%", "hạng 6", "2.153 thủ tục"."""
        if self.unit == RANK:
            return f"hạng\u00a0{self.value_text}"
        return f"{self.value_text}%" if self.unit == "%" else f"{self.value_text}\u00a0{self.unit}"

    @property
    def text(self) -> str:
        """The amount as the source qualifies it: "hơn 87,13%"."""
        return f"{self.qualifier} {self.amount}" if self.qualifier else self.amount

    @property
    def when(self) -> str:
        """What day or period it holds for: "tính đến ngày 08/09/2025", "năm 2024", "mục tiêu đến năm 2030"."""
        if self.target:
            return f"mục tiêu đến {self.as_of.phrase}"
        return f"tính đến {self.as_of.phrase}" if self.as_of.exact else self.as_of.phrase


@frozen
class Correction:
    """One line of the corrections ledger."""

    date: PartialDate
    note: str


@frozen
class Image:
    """A picture beside an entry."""

    file: str
    alt: str
    credit: str


@frozen(eq=False)
class Article:
    """One entry; `id` is the file's stem, from which the address is made."""

    id: str
    path: str
    title: str
    date: PartialDate
    date_basis: str
    event: Period | None
    provinces: tuple[Province, ...]
    topics: tuple[Topic, ...]
    mentions: tuple[Mention, ...]
    resolutions: tuple[Resolution, ...]
    sources: tuple[Citation, ...]
    summary: str
    figures: tuple[Figure, ...]
    corrections: tuple[Correction, ...]
    status: str
    image: Image | None
    body: str
    body_line: int
    head_digest: bytes
    """Of the front matter: what lists and indexes show."""
    digest: bytes
    """Of the whole file: front matter and body."""

    def take_words(self, other: "Article") -> None:
        """Have the body of `other`, the same entry read again: its front matter is the same, so every list and index that holds this entry stays true.

        The one change an entry ever sees; a process that stays (``invoke serve``) need not make its library anew for it.
        """
        for name in ("body", "body_line", "digest"):
            object.__setattr__(self, name, getattr(other, name))

    @property
    def people(self) -> tuple[Official, ...]:
        """The people it names, in the order of its front matter."""
        return tuple(mention.official for mention in self.mentions)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators it gives a value of, each once."""
        return tuple(dict.fromkeys(figure.indicator for figure in self.figures if figure.indicator))

    @property
    def has_links(self) -> bool:
        """Whether its body may have links of any kind."""
        return may_link(self.body)

    @property
    def links_to_files(self) -> bool:
        """Whether its body may have links to other files."""
        return may_link_to_files(self.body)

    @property
    def slug(self) -> str:
        """The words of the address."""
        return STEM.fullmatch(self.id)[2]

    @property
    def url(self) -> str:
        """The entry's page, from the root of the site; the month is part of it, so a month must be known."""
        return f"/tin/{self.date.year}/{self.date.month:02}/{self.slug}/"

    @property
    def names(self) -> list[tuple[Province, Name]]:
        """The provinces with what each was called on the day of the entry."""
        return [(province, province.named_on(self.date)) for province in self.provinces]

    @property
    def national(self) -> bool:
        """Whether it is about the whole country."""
        return not self.provinces

    @property
    def updated(self) -> PartialDate:
        """The day of the last correction, or the date."""
        return max((one.date for one in self.corrections), key=lambda date: date.last) if self.corrections else self.date

    @property
    def order(self) -> tuple:
        """Sorts newest first (the first number counts days); a vague date after the exact ones it covers, entries of one day by the words of their address."""
        return -self.date.last.toordinal(), -(self.date.day or 0), self.id
