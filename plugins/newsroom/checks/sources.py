"""Rules of sources, compared with one another: the same publisher spelled one way, and https where a host is known to answer it.

In: a `Library`. Out: problems. Example: three entries cite ``https://baochinhphu.vn`` and one ``http://baochinhphu.vn``: the one is told. The
odd case is a host with two publishers (an English edition): names are compared only when they differ in case, marks,
blanks or the word “Báo”.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from ..articles import Article, Citation
from ..library import Library
from ..problems import Problem
from ..text import fold
from .rules import found

_DECORATION = re.compile(r"^bao |[^\w]+|\b(?:online|dien tu)$")


def problems(library: Library) -> Iterator[Problem]:
    """Yield the problems of the sources of all entries."""
    cited = [(article, citation) for article in sorted([*library.articles, *library.unpublished], key=lambda one: one.path) for citation in article.sources]
    yield from plain_http(cited)
    yield from publisher_spellings(cited)


def host_of(url: str) -> str:
    """Return the host of an address without www., or "" when it has none."""
    return _host("/".join(url.split("/", 3)[:3]))


@lru_cache(maxsize=16384)
def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def plain_http(cited: list[tuple[Article, Citation]]) -> Iterator[Problem]:
    """An address begins with https:// when other entries cite that host so."""
    secure = {host_of(citation.url) for _, citation in cited if citation.url and citation.url.startswith("https://")} - {""}
    for article, citation in cited:
        if citation.url and citation.url.startswith("http://") and host_of(citation.url) in secure:
            yield found("article-source-http", article.path, citation.line, 1, f"địa chỉ {citation.url[:80]} dùng http, tin khác dẫn {host_of(citation.url)} bằng https", f"mở thử https{citation.url[4:80]}; được thì viết https")


def publisher_spellings(cited: list[tuple[Article, Citation]]) -> Iterator[Problem]:
    """A publisher of one host has one spelling: the one most entries use."""
    spellings: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for _, citation in cited:
        if citation.name and citation.url:
            spellings[host_of(citation.url), _bare(citation.name)][citation.name] += 1
    several = {key: counts for key, counts in spellings.items() if len(counts) > 1}
    for article, citation in cited if several else ():
        counts = several.get((host_of(citation.url), _bare(citation.name))) if citation.name and citation.url else None
        if not counts:
            continue
        best = min(counts, key=lambda name: (-counts[name], name))
        if citation.name != best:
            yield found("article-source-publisher", article.path, citation.line, 1, f"nguồn ghi “{citation.name}”, {counts[best]} tin khác ghi “{best}”", f"viết “{best}”")


@lru_cache(maxsize=16384)
def _bare(name: str) -> str:
    return _DECORATION.sub("", fold(name))
