"""Rules between entries: one address, one source, one entry."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from ..articles import Article
from ..library import Library
from ..problems import Problem


def problems(library: Library) -> Iterator[Problem]:
    """Yield the problems of `library` that only show when entries are seen together."""
    articles = sorted([*library.articles, *library.unpublished], key=lambda article: article.path)
    yield from repeated_addresses(articles)
    yield from repeated_sources(articles)


def repeated_addresses(articles: list[Article]) -> Iterator[Problem]:
    """Two entries of one month may not end in the same words: both would want the same address."""
    first: dict[str, Article] = {}
    for article in articles:
        if article.date.month is None:
            continue
        other = first.setdefault(article.url, article)
        if other is not article:
            yield Problem(article.path, 1, 1, "article-address-repeated", f"hai tin cùng địa chỉ {article.url} (tin kia: {other.path})",
                          "đổi vài chữ trong tên một trong hai tệp")


def repeated_sources(articles: list[Article]) -> Iterator[Problem]:
    """One page of a newspaper is the source of one entry: a second entry from it is usually the same news twice."""
    first: dict[str, Article] = {}
    for article in articles:
        for citation in article.sources:
            if not citation.url:
                continue
            other = first.setdefault(_same_page(citation.url), article)
            if other is not article:
                yield Problem(article.path, citation.line, 1, "article-source-repeated", f"nguồn {citation.url} đã dùng cho {other.path}",
                              "gộp hai tin, hoặc sửa địa chỉ nguồn")


def _same_page(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
