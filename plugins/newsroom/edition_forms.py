"""The forms of an edition that leave the site: what goes into a letter, its plain-text twin, and a letter to start by hand.

In: an edition's groups of entries and what they may cost in bytes. Out: `Shelf`s (which entries in full, which by title, how many are left to the web page); the
text of ``thu.txt``; a ``mailto:`` address (RFC 6068). Example: a month of 6 entries goes out whole; of 260, the first of each topic in full, some by title, and
"Xem thêm 12 tin" for the rest.

The odd case is Gmail, which cuts a message after 102 kB and hides the rest behind a link: so what goes into a letter is counted before it is drawn.
"""

import html
import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .addresses import quoted
from .articles import Article
from .dates import PartialDate, day_text
from .editions import NATIONAL, Edition
from .frozen import frozen
from .numbers import write
from .registry.resolutions import Resolution

MOST_BYTES = 100_000
"""Of the e-mail form. Gmail clips at 102 kB, and a newsletter tool adds its own foot."""

BUDGET, OF_FULL = 82_000, 0.7
"""Bytes that note, entries, documents and corrections may take, and the part of it for entries in full; the rest is head, headings, figures and foot."""

FULL, BRIEF, CHIP = 600, 320, 120
"""Bytes of the markup around an entry in full, around a title, and around the name of a place: measured on the drawn form, rounded up (a test draws the worst case)."""

MOST_DOCUMENTS, MOST_FIGURES, MOST_CORRECTIONS = 8, 3, 5
"""Documents, figures and corrections in a letter."""

WIDTH = 72
"""Columns of the plain text (RFC 3676 asks for less than 78)."""

LINE = "%0D%0A"
"""The end of a line in a ``mailto:`` address."""
MOST_MAILTO = 1_800
"""Characters of a ``mailto:`` address that every mail program takes."""


@frozen
class Shelf:
    """One group of entries in a letter: its heading, where the web page has it, the entries in full, those by title, and how many are only there."""

    heading: str
    url: str
    full: list[Article]
    brief: list[Article]
    left: int


Chapter = tuple[str, str, list[Article]]
"""Heading, address, entries."""


def shelves(groups: list[Chapter], *, taken: int = 0) -> list[Shelf]:
    """Return what of `groups` goes into a letter, every group as deep as the others; `taken` are the bytes of its note, documents and corrections."""
    def in_full(article: Article) -> int:
        return FULL + _weight(article, article.summary, *(source.name or "" for source in article.sources))

    budget = max(BUDGET - taken, 0)
    depth = _depth(groups, 0, budget, in_full)
    if depth < _longest(groups):
        depth = _depth(groups, 0, int(budget * OF_FULL), in_full)
    spent = sum(in_full(article) for *_, articles in groups for article in articles[:depth])
    more = _depth(groups, depth, budget - spent, lambda article: BRIEF + _weight(article))
    return [Shelf(heading, url, articles[:depth], articles[depth:depth + more], len(articles[depth + more:])) for heading, url, articles in groups]


def _longest(groups: list[Chapter]) -> int:
    return max((len(articles) for *_, articles in groups), default=0)


def _depth(groups: list[Chapter], start: int, budget: int, cost: Callable[[Article], int]) -> int:
    """Return how many entries of every group, from `start` on, fit together into `budget` bytes."""
    spent = depth = 0
    while start + depth < _longest(groups):
        spent += sum(cost(articles[start + depth]) for *_, articles in groups if start + depth < len(articles))
        if spent > budget:
            break
        depth += 1
    return depth


def _weight(article: Article, *texts: str) -> int:
    """Return the bytes of what is shown of an entry: address, title, places and `texts`, as they stand in HTML."""
    return CHIP * len(article.provinces) + bytes_of(article.url, article.title, *texts, *(name.name for _, name in article.names))


def bytes_of(*texts: str) -> int:
    """Return how many bytes `texts` take in HTML."""
    return sum(len(html.escape(text).encode()) for text in texts)


def mailto(edition: Edition, address: str, leads: Iterable[Article]) -> str:
    """Return a ``mailto:`` address that opens a short letter about `edition`: its sentence, as many of `leads` as fit, the page. `address` is where the site stands."""
    start, end = f"mailto:?subject={quoted(edition.title)}&body={quoted(edition.summary)}{LINE}{LINE}", f"{LINE}{quoted(f'Đọc cả số: {address}{edition.url}')}"
    middle = ""
    for lead in leads:
        longer = f"{middle}{quoted(f'- {lead.title}')}{LINE}{quoted(f'  {address}{lead.url}')}{LINE}"
        if len(start) + len(longer) + len(end) > MOST_MAILTO:
            break
        middle = longer
    return start + middle + end


@frozen
class Letter:
    """What a letter shows beside the edition itself; `note` is the opening as HTML, with complete addresses."""

    site: str
    address: str
    note: str
    shelves: list[Shelf]
    documents: list[Resolution]
    documents_left: int
    corrections: list
    until: str


def plain_text(edition: Edition, letter: Letter) -> str:
    """Return the plain-text twin of an edition: lines of up to `WIDTH` columns, a link on a line of its own."""
    return "\n".join(_lines(edition, letter)).rstrip("\n") + "\n"


def _lines(edition: Edition, letter: Letter) -> Iterator[str]:
    address = letter.address
    yield from (letter.site, *_wrap(edition.title), "=" * min(max(map(len, _wrap(edition.title))), WIDTH), "")
    yield from (*_wrap(edition.summary), "")
    if edition.summary != edition.contents:
        yield from (*_wrap(edition.contents), "")
    if letter.until:
        yield from (*_wrap(letter.until), "")
    yield from ("Bản trên mạng:", f"{address}{edition.url}", "")
    if letter.note:
        yield from (*text_of(letter.note), "")
    for shelf in letter.shelves:
        yield from _headed(shelf.heading)
        for article in shelf.full:
            yield from _entry(article, address, article.summary)
        for article in shelf.brief:
            yield from _entry(article, address)
        if shelf.left:
            yield from (*_wrap(f"Xem thêm {write(shelf.left)} tin:", "  "), f"  {address}{shelf.url}", "")
    if letter.documents:
        yield from _headed("Văn bản ban hành trong kỳ")
        for one in letter.documents:
            yield from (*_wrap(f"{one.name}, {one.issuer}, {one.date.phrase}" + (f": {one.title}" if one.title else ""), "* "), f"  {address}{one.url}", "")
        if letter.documents_left:
            yield from (*_wrap(f"Còn {write(letter.documents_left)} văn bản nữa:", "  "), f"  {address}{edition.url}#van-ban", "")
    if letter.corrections:
        yield from _headed("Đính chính trong kỳ")
        for one in letter.corrections:
            yield from (*_wrap(f"{one.correction.date.text}: {one.correction.note} (tin “{one.article.title}”)", "* "), f"  {address}{one.url}", "")
    yield from ("-" * WIDTH, *_wrap("Mỗi tin ghi rõ nơi đăng, tác giả, ngày và liên kết của nguồn, tại trang của tin. Thư này không có gì theo dõi người đọc."))


def _headed(heading: str) -> Iterator[str]:
    lines = _wrap(heading)
    yield from ("", *lines, "-" * max(map(len, lines)), "")


def _entry(article: Article, address: str, summary: str = "") -> Iterator[str]:
    yield from _wrap(article.title, "* ")
    if summary:
        yield from _wrap(" · ".join((", ".join(name.name for _, name in article.names) or NATIONAL, article.date.text, "; ".join(source.name or "nguồn chưa rõ tên" for source in article.sources))), "  ")
        yield from _wrap(summary, "  ")
    yield from (f"  {address}{article.url}", "")


def _wrap(text: str, first: str = "") -> list[str]:
    text = " ".join(text.replace("\u00a0", " ").split())
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False) or [first.rstrip()]


def text_of(words: str) -> list[str]:
    """Return the lines of a rendered note as plain text: paragraphs and lists; links numbered, their addresses below."""
    from bs4 import BeautifulSoup  # a tenth of a second that only a build with a new note has to spend

    tree = BeautifulSoup(words, "html.parser")
    links: list[str] = []
    for link in tree.find_all("a", href=True):
        if link["href"] not in links:
            links.append(link["href"])
        link.append(f" [{links.index(link['href']) + 1}]")
    lines = [line for block in tree.children for line in _block(block, "")]
    if links:
        lines += [f"[{number}] {target}" for number, target in enumerate(links, start=1)]
    return lines


def _block(block: Any, indent: str) -> Iterator[str]:
    """Yield the lines of one node of the tree; a node without a name is bare text."""
    if block.name in ("ul", "ol"):
        for number, item in enumerate(block.find_all("li", recursive=False), start=1):
            nested = [part.extract() for part in item.find_all(["ul", "ol"], recursive=False)]
            yield from _wrap(item.get_text(), indent + ("- " if block.name == "ul" else f"{number}. "))
            for part in nested:
                yield from (line for line in _block(part, indent + "  ") if line)
        yield ""
    elif block.name == "blockquote":
        for part in block.children:
            yield from _block(part, indent + "  ")
    elif text := " ".join((block.get_text() if block.name else str(block)).split()):
        yield from (*_wrap(text, indent), "")


def until_text(edition: Edition, newest: PartialDate | None) -> str:
    """Return what to say of an edition whose period is not over when the newest entry was published, else an empty text."""
    last = newest.last if newest else None
    if last is None or not edition.period.first <= last < edition.period.last:
        return ""
    return f"Số này còn nhận thêm tin: nội dung tính đến ngày {day_text(last)}."
