"""The plan: what one file of the site is, before anybody draws it.

In: nothing. Out: the shapes that every section of the site makes: an `Output` says where a file stands, which template draws it, what the
template is given, and what it depends on. Example: ``Output("/tinh/hue/", "province.html", view, key)``. A `Group` is some outputs that are planned together, those of
one month for example.

The view and the key are functions, so an output that need not be drawn costs nothing. The key is the digest of exactly what the view shows: an
output with the key of the last build is not drawn again. A group has a key too, and one with the key of the last build is not even planned: one edit among
10,000 entries leaves nine tenths of 60,000 files in such groups.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from .articles import Article
from .cards import Picture
from .dates import PartialDate
from .frozen import frozen
from .indexes import Slice


@frozen
class Crumb:
    """One step of the way from the home page."""

    title: str
    url: str


@frozen
class Head:
    """What the head of a page says about it; `feed` is the address of the feed that follows it, by default the site's.

    `same_as` is the address of the page that says the same in another order: search engines should show that one;
    `moved` sends readers there too. `picture` is the page's card, by default the site's. `about` is the registry
    thing whose own page it is.
    """

    url: str
    title: str
    description: str
    kind: str = "website"
    crumbs: tuple[Crumb, ...] = ()
    feed: str = ""
    feed_title: str = ""
    article: Article | None = None
    previous: str = ""
    next: str = ""
    same_as: str = ""
    moved: bool = False
    picture: Picture | None = None
    about: Any = None

    def sliced(self, piece: Slice) -> "Head":
        """Return the head of one page of a long list, with its neighbours."""
        return replace(self, url=piece.url, about=self.about if piece.number == 1 else None, title=self.title if piece.number == 1 else f"{self.title} (trang {piece.number})",
                       previous=piece.url_of(piece.number - 1) if piece.number > 1 else "", next=piece.url_of(piece.number + 1) if piece.number < piece.of else "")


@frozen
class Output:
    """One file of the site. `modified` is the newest day shown on it, for the sitemap; `listed` is whether it stands there.

    A file that is not text (a picture, a database) has no template (``""``), and its view gives the bytes themselves.
    `key` gives the digest of everything the view shows; without one the output is drawn at every build. With `lasting` it names the program that draws, too,
    so that no change of a template or a setting makes the file stale.
    """

    url: str
    template: str
    view: Callable[[], Any]
    key: Callable[[], bytes] | None = None
    modified: PartialDate | None = None
    listed: bool = False
    lasting: bool = False


@frozen
class Group:
    """Some files of the site, planned together under a name that no other group has.

    `key` gives the digest of all that decides which outputs there are, where they stand and what their keys are. It may change when none of that does: then the group is planned in
    vain; never the other way round (``tests/newsroom/test_groups.py``). A group without one is planned at every build.
    """

    name: str
    outputs: Callable[[], Iterable[Output]]
    key: Callable[[], bytes] | None = None


def tally(groups: Iterable[Iterable[Any]]) -> list[tuple[Any, int]]:
    """Return (thing, how many groups hold it), the most frequent first."""
    counts: dict[Any, int] = defaultdict(int)
    for group in groups:
        for thing in set(group):
            counts[thing] += 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].id))
