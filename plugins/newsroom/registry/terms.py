"""The short closed lists: topics, indicators, regions.

In: ``topics.yaml``, ``indicators.yaml``, ``regions.yaml``, one list each. Out: frozen objects with an id that is an address and a
Vietnamese name. Example: ``Topic("chuyen-doi-so", "Chuyển đổi số", …).url == "/chu-de/chuyen-doi-so/"``.
"""

from dataclasses import dataclass
from typing import TypeVar

from ..strict_yaml import Fields

T = TypeVar("T", "Topic", "Indicator", "Region")


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """A subject of the digest."""

    id: str
    name: str
    definition: str

    @property
    def url(self) -> str:
        """Its page, from the root of the site."""
        return f"/chu-de/{self.id}/"


@dataclass(frozen=True, slots=True, eq=False)
class Indicator:
    """A measure that figures of several entries share; `comparable` says which values may stand side by side."""

    id: str
    name: str
    unit: str
    better: str
    comparable: str


@dataclass(frozen=True, slots=True, eq=False)
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
    return _complete(fields, Indicator(fields.text("id"), fields.text("name"), fields.text("unit"), better, fields.text("comparable")))


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
