"""Rules between entries: one address, one source, one entry."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

from ..article_reader import TRACKING
from ..articles import Article, Citation
from ..library import Library
from ..problems import Problem
from ..text import fold
from .rules import found

Thing = TypeVar("Thing")

MOST_DAYS, MOST_NEAR = 3, 20
"""Days between two reports of one event; how many earlier entries of a province are compared."""

LIKE, LIKE_EVENT = 0.6, 0.4
"""Share of common syllables from which two titles tell the same: in general, and where both name the same day of the event."""

WEB_ADDRESS = re.compile(r"https?://[^\s/\[\]]+(?:/\S*)?", re.I)
_OTHER_DOOR = re.compile(r"^(?:www|m|mobile|amp)\.|:(?:80|443)$")


def problems(library: Library) -> Iterator[Problem]:
    """Yield the problems of `library` that only show when entries are seen together."""
    articles = sorted([*library.articles, *library.unpublished], key=lambda article: article.path)
    yield from repeated_addresses(articles)
    yield from repeated_sources(articles)
    yield from repeated_events(articles)


def repeated_addresses(articles: list[Article]) -> Iterator[Problem]:
    """Two entries of one month may not end in the same words: both would want the same address."""
    first: dict[str, Article] = {}
    for article in _shared(articles, [article.id.lstrip("0123456789-") for article in articles]):
        other = first.setdefault(article.url, article) if article.date.month else article
        if other is not article:
            yield Problem(article.path, 1, 1, "article-address-repeated", f"hai tin cùng địa chỉ {article.url} (tin kia: {other.path})",
                          "đổi vài chữ trong tên một trong hai tệp")


def _shared(things: list[Thing], marks: list[str]) -> list[Thing]:
    """Return those of `things` whose mark another one has too; the others need not be compared."""
    often = Counter(marks)
    return [thing for thing, mark in zip(things, marks, strict=True) if often[mark] > 1] if len(often) < len(marks) else []


def repeated_sources(articles: list[Article]) -> Iterator[Problem]:
    """One page of a newspaper is the source of one entry, once: a second entry from it is usually the same news twice."""
    first: dict[str, tuple[Article, Citation]] = {}
    cited = [(article, citation) for article in articles for citation in article.sources if citation.url]
    for article, citation in _shared(cited, [_last_piece(citation.url) for _, citation in cited]):
        if not WEB_ADDRESS.fullmatch(citation.url):
            continue
        other, earlier = first.setdefault(_same_page(citation.url), (article, citation))
        if other is article and earlier is not citation:
            yield Problem(article.path, citation.line, 1, "article-source-repeated", f"nguồn {citation.url} ghi hai lần trong tin này (lần đầu ở dòng {earlier.line})", "bỏ một nguồn, hoặc sửa địa chỉ")
        elif other is not article:
            yield Problem(article.path, citation.line, 1, "article-source-repeated", f"nguồn {citation.url} đã dùng cho {other.path}",
                          "gộp hai tin, hoặc sửa địa chỉ nguồn")


def _last_piece(url: str) -> str:
    """Return the last piece of the path of an address, which two addresses of one page have in common; "" where there is no path."""
    before, slash, piece = url.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")
    return piece if not before.endswith("/") else ""


def repeated_events(articles: list[Article]) -> Iterator[Problem]:
    """One event of a province is one entry: two entries of nearly one day whose titles say nearly the same are probably the news of two papers."""
    of_province: dict[str, list[tuple[int, Article]]] = defaultdict(list)
    for day, article in sorted(((article.date.last.toordinal(), article) for article in articles), key=itemgetter(0)):
        other = next((one for unit in article.provinces for one in _near(of_province[unit.id], day) if _is_like(article, one)), None)
        if other:
            yield found("article-event-repeated", article.path, 1, 1, f"có lẽ cùng một việc với {other.path} (“{other.title}”)", "một việc thì gộp thành một tin có hai nguồn; hai việc thì đặt tiêu đề nói rõ chỗ khác nhau")
        for unit in article.provinces:
            of_province[unit.id].append((day, article))


def _near(before: list[tuple[int, Article]], day: int) -> Iterator[Article]:
    for earlier, article in before[:-MOST_NEAR - 1:-1]:
        if day - earlier > MOST_DAYS:
            return
        yield article


def _is_like(article: Article, other: Article) -> bool:
    first, second = _syllables(article.title), _syllables(other.title)
    shared = len(first & second)
    likeness = shared / (len(first) + len(second) - shared) if shared else 0.0
    return likeness >= LIKE or (likeness >= LIKE_EVENT and article.event is not None and article.event == other.event)


@lru_cache(maxsize=4096)
def _syllables(title: str) -> frozenset[str]:
    """Return the syllables of a title without marks; word by word, because a language has few words and many titles."""
    return frozenset(filter(None, map(fold, title.split())))


def _same_page(url: str) -> str:
    """Return what is left of an address when everything is dropped that leads to the same page all the same: http or https, www. or m., tracking, a last slash."""
    place, _, query = url.partition("#")[0].partition("?")
    host, slash, path = place.partition("://")[2].partition("/")
    kept = "&".join(part for part in query.split("&") if part and not TRACKING.match(part)) if query else ""
    return f"{_OTHER_DOOR.sub('', host.lower())}{slash}{path}".rstrip("/") + f"?{kept}"
