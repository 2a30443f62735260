"""Names that lead to people under another address.

Out: for each other spelling of a person's name a page that sends the reader on (``/can-bo/ba-mai/`` to ``/can-bo/tran-thi-mai/``); and for a name that several
people share a page that keeps them apart (``/can-bo/nguyen-van-hung/``), unless one of them has that address.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..digests import digest
from ..plan import Crumb, Head, Output
from ..registry.officials import Official

if TYPE_CHECKING:
    from ..site import Site

KIND = Crumb("Cán bộ", "/can-bo/")


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the page of each name that is nobody's own address."""
    for url, (name, people) in site.names_of_people.items():
        key = lambda name=name, people=people: digest(name, *(site.registry.digests["official", one.id] for one in people))  # noqa: E731
        if len(people) == 1:
            yield Output(url, "redirect.html", lambda url=url, name=name, people=people: {"page": _moved(url, name, people[0]), "name": name, "target": people[0]}, key)
        else:
            yield Output(url, "namesakes.html", lambda url=url, name=name, people=people: {"page": _shared(url, name, people), "name": name, "people": people}, key, listed=True)


def _moved(url: str, name: str, official: Official) -> Head:
    return Head(url, name, f"{name} là tên viết khác của {official.name}.", crumbs=(KIND,), same_as=official.url, moved=True)


def _shared(url: str, name: str, people: list[Official]) -> Head:
    return Head(url, f"{name} (nhiều người)", f"{len(people)} người cùng tên {name} trong bản tin.", crumbs=(KIND,))
