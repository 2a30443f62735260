"""What every intake module hands on: a cleaned page, and findings that say where in it they stand.

In: nothing; these are the values. Out: `Page`, `Line`, `Meta`, `Finding`. Example: ``Finding("2025-02-21", 96, 106, 0.97)`` says that
characters 96 to 106 of ``page.text`` prove the date. The odd case is something the text does not show but the HTML head says
(``article:published_time``): such a finding has no span (start and end are None) and says so in its note.
"""

from bisect import bisect_right
from dataclasses import field
from typing import Any

from ..frozen import frozen

TITLE, STAMP, BYLINE, CAPTION, HEADING, PARAGRAPH, SOURCE = "title", "stamp", "byline", "caption", "heading", "paragraph", "source"
"""What a line of a cleaned page is; furniture has no kind because it is gone."""


@frozen
class Finding:
    """One value, the characters of the cleaned text that prove it, how sure it is (0 to 1) and what the editor should look at."""

    value: Any
    start: int | None
    end: int | None
    confidence: float
    note: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether the draft asks the editor to check it."""
        return self.confidence < 0.8 or bool(self.note)


@frozen
class Line:
    """One line of the cleaned text and what it is."""

    start: int
    end: int
    kind: str


@frozen
class Meta:
    """What the head of an HTML page, or the caller, says about it; empty strings where nothing is said."""

    url: str = ""
    title: str = ""
    published: str = ""
    author: str = ""
    publisher: str = ""


@frozen
class Page:
    """A page without its furniture. All spans count characters of `text`."""

    text: str
    lines: tuple[Line, ...]
    meta: Meta = Meta()
    header: str = ""
    """What stood above the title and was dropped: site name, slogan, menu."""
    footer: str = ""
    """What stood below the story and was dropped."""
    warnings: tuple[str, ...] = field(default=())

    def of_kind(self, *kinds: str) -> list[Line]:
        """Return the lines of these kinds, in order."""
        return [line for line in self.lines if line.kind in kinds]

    def slice(self, line: Line) -> str:
        """Return the text of `line`."""
        return self.text[line.start:line.end]

    def line_at(self, position: int) -> Line | None:
        """Return the line that holds the character at `position`."""
        number = bisect_right(self.lines, position, key=lambda line: line.start) - 1
        return self.lines[number] if number >= 0 and position < self.lines[number].end else None

    @property
    def title_line(self) -> Line | None:
        """The line that is the headline, or None."""
        return next(iter(self.of_kind(TITLE)), None)
