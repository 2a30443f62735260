"""The short closed lists: topics, indicators, regions.

In: ``topics.yaml``, ``indicators.yaml``, ``regions.yaml``, one list each. Out: frozen objects with an id that is an address and a
Vietnamese name. Example: ``Topic("chuyen-doi-so", "Chuyển đổi số", …).url == "/chu-de/chuyen-doi-so/"``.
"""

from decimal import Decimal
from typing import TypeVar

from .. import numbers
from ..frozen import frozen
from ..strict_yaml import Fields

RANK = "hạng"
"""The unit of a place in an order."""

PERIODS = ("year", "month", "day")
"""What one value of an indicator may cover."""

T = TypeVar("T", "Topic", "Indicator", "Region")


@frozen(eq=False)
class Topic:
    """A subject of the digest."""

    id: str
    name: str
    definition: str

    @property
    def url(self) -> str:
        """Its page, from the root of the site."""
        return f"/chu-de/{self.id}/"


@frozen(eq=False)
class Indicator:
    """A measure that figures of several entries share; `comparable` says in words which values may stand side by side, the rest for the program.

    `scopes` are the sets a value may be taken over (a rank among 63 is none among 34); `period` is what one value covers; `trend` is whether values of
    one place at different times make a line; `most` is the greatest value there can be, where bars end.
    """

    id: str
    name: str
    unit: str
    better: str
    comparable: str
    scopes: tuple[str, ...] = ()
    period: str = ""
    trend: bool = False
    most: Decimal | None = None

    @property
    def url(self) -> str:
        """Its page, from the root of the site."""
        return f"/so-lieu/{self.id}/"

    @property
    def is_rank(self) -> bool:
        """Whether its values are places in an order, 1 the first."""
        return self.unit == RANK


@frozen(eq=False)
class Region:
    """One of the six socio-economic regions, of the 34 units ("2025") or of the 63 ("2021")."""

    id: str
    name: str
    period: str
    verified: bool


def read_topic(fields: Fields) -> Topic | None:
    """Return the topic in one entry of topics.yaml, or None after reporting what it lacks."""
    return _complete(fields, Topic(fields.text("id"), fields.text("name"), fields.text("definition")))


def read_indicator(fields: Fields) -> Indicator | None:
    """Return the indicator in one entry of indicators.yaml, or None after reporting what it lacks."""
    better = fields.choice("better", ("higher", "lower", "neither"), "neither")
    indicator = Indicator(fields.text("id"), fields.text("name"), fields.text("unit"), better, fields.text("comparable"), tuple(text for text, _, _ in fields.texts("scopes")),
                          fields.choice("period", PERIODS), fields.flag("trend"), _number(fields, "most"))
    return _complete(fields, indicator)


def _number(fields: Fields, key: str) -> Decimal | None:
    text = fields.text(key)
    try:
        return numbers.read(text) if text else None
    except numbers.NotANumber:
        fields.problem(key, "yaml-type", f"“{text}” ở mục “{key}” không phải một số", "viết như báo in, ví dụ 100 hoặc 0,5")
        return None


def read_region(fields: Fields) -> Region | None:
    """Return the region in one entry of regions.yaml, or None after reporting what it lacks."""
    return _complete(fields, Region(fields.text("id"), fields.text("name"), fields.text("period"), fields.flag("verified")))


def _complete(fields: Fields, term: T) -> T | None:
    fields.close()
    for key in ("id", "name"):
        if not getattr(term, key):
            fields.missing(key, f"ghi mục “{key}”")
            return None
    return term
