"""Cards: the pictures that Zalo and Facebook show beside a link to the site, as plain data.

In: nothing; `sections.cards` says what each card has on it. Out: a `Card` (the words and squares on one picture) and a `Picture` (where it stands, what
it says). Example: the card of an entry has the day, a square for each province, the headline, the source and the name of the site.

The parts: `setting` breaks words into lines, `drawing` makes the PNG file (with Pillow, no browser). The odd case is the digest of
a card: it names everything that goes into it, this code, the fonts and the libraries too, so that a card outlives a change of templates, and no old picture is taken for a new one.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ..digests import digest
from ..frozen import frozen
from ..versions import versions

WIDTH, HEIGHT = 1200, 630
"""Pixels; what OpenGraph readers show without cutting."""

FONTS = Path(__file__).parent / "fonts"


@frozen
class Square:
    """One square of the little map: where it stands, of which unit it is, and for an archipelago its name."""

    column: int
    row: int
    unit: str
    name: str = ""


@dataclass(frozen=True, eq=False)
class Map:
    """The squares of the country, the same on every card of a site."""

    squares: tuple[Square, ...]

    @cached_property
    def digest(self) -> bytes:
        """The digest of all squares."""
        return digest(*(part for one in self.squares for part in (f"{one.column},{one.row}", one.unit, one.name)))


@frozen
class Card:
    """What one picture has on it: a line above, the title, words below it, the knots of the thread, squares of provinces at the left or the map at the right.

    `filled` are the units (ids) marked on the map, in alphabetical order.
    """

    over: str
    title: str
    knots: tuple[str, ...]
    site: str
    words: str = ""
    tiles: tuple[str, ...] = ()
    map: Map | None = None
    filled: tuple[str, ...] = ()

    @property
    def digest(self) -> bytes:
        """The digest of everything that goes into the picture."""
        return digest(design(), self.over, self.title, self.words, self.site, self.map.digest if self.map else b"", f"{len(self.knots)} {len(self.tiles)}", *self.knots, *self.tiles, *self.filled)

    @property
    def alt(self) -> str:
        """The words of the picture, for those who do not see it."""
        return _sentences(self.over, ", ".join(self.tiles), self.title, self.words, *self.knots, self.site)

    @property
    def name(self) -> str:
        """What does not change from day to day of the words of the picture."""
        return _sentences(self.over, self.title, self.site)


def _sentences(*parts: str) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


@frozen
class Picture:
    """A card as the head of a page names it."""

    url: str
    alt: str


@cache
def design() -> bytes:
    """Return the digest of what makes words into a picture: this code, the fonts, the libraries that draw and pack."""
    folder = Path(__file__).parent
    files = [*sorted(folder.glob("*.py")), *sorted(FONTS.glob("*.ttf")), *sorted(FONTS.glob("*.kern"))]
    return digest(*versions(("pillow", "zlib-ng")), *(path.read_bytes() for path in files))
