"""Rules of sources, compared with one another: the same publisher spelled one way, and https where a host is known to answer it.

In: a `Library`. Out: problems. Example: three entries cite ``https://baochinhphu.vn`` and one ``http://baochinhphu.vn``: the one is told. The
odd case is a host with two publishers (an English edition): names are compared only when they differ in case, marks,
blanks, the word “Báo” or a letter; whose address it is, where that is known, is said by ``content/registry/publishers.yaml``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from ..articles import Article, Citation
from ..library import Library
from ..problems import Problem
from ..text import fold
from .rules import found

Cited = tuple[Article, Citation, str]
"""A source with its entry and its host, "" where it has none."""

_DECORATION = re.compile(r"^bao |[^\w]+|\b(?:online|dien tu)$")


def problems(library: Library, publishers: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the problems of the sources of all entries; `publishers` maps domains to names."""
    cited = [(article, citation, host_of(citation.url) if citation.url else "") for article in (*library.articles, *library.unpublished) for citation in article.sources]
    yield from plain_http(cited)
    yield from publisher_spellings(cited, publishers)


def host_of(url: str) -> str:
    """Return the host of an address without www., or "" when it has none."""
    return _host("/".join(url.split("/", 3)[:3]))


@lru_cache(maxsize=16384)
def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def plain_http(cited: list[Cited]) -> Iterator[Problem]:
    """An address begins with https:// when other entries cite that host so."""
    plain = [(article, citation, host) for article, citation, host in cited if host and citation.url.startswith("http://")]
    secure = {host for _, citation, host in cited if citation.url and citation.url.startswith("https://")} if plain else ()
    for article, citation, host in plain:
        if host in secure:
            yield found("article-source-http", article.path, citation.line, 1, f"địa chỉ {citation.url[:80]} dùng http, tin khác dẫn {host} bằng https", f"mở thử https{citation.url[4:80]}; được thì viết https")


def publisher_spellings(cited: list[Cited], publishers: Mapping[str, str]) -> Iterator[Problem]:
    """A publisher has one spelling: the one of the list of publishers, else the one most entries with that host use."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for (host, name), count in Counter((host, citation.name) for _, citation, host in cited if citation.name and citation.url).items():
        counts[host][name] = count
    wrong = {(host, name): right for host, names in counts.items() for name, right in _misspelt(host, names, publishers)}
    for article, citation, host in cited if wrong else ():
        if right := wrong.get((host, citation.name or "")):
            said = "content/registry/publishers.yaml" if publishers.get(host) == right else f"{counts[host][right]} tin khác"
            yield found("article-source-publisher", article.path, citation.line, 1, f"nguồn ghi “{citation.name}” cho {host}, {said} ghi “{right}”", f"viết “{right}”, hoặc sửa địa chỉ nguồn")


def _misspelt(host: str, names: Counter, publishers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (name, right one) for those of the `names` given for `host` that are a slip, the host itself, or another publisher's name."""
    known = publishers.get(host)
    if known is None and len(names) == 1:
        return
    ranked = sorted(names, key=lambda name: (-names[name], name))
    for name in names:
        if name == known:
            continue
        right = known or next(one for one in ranked if _bare(one) == _bare(name) or (names[one] > names[name] and is_slip(_bare(name), _bare(one))) or one == name)
        others = (_bare(other) for domain, other in publishers.items() if domain != host) if known else ()
        if right != name and (_bare(name) == _bare(right) or is_slip(_bare(name), _bare(right)) or fold(name).removeprefix("www.") == host or _bare(name) in others):
            yield name, right


@lru_cache(maxsize=16384)
def _bare(name: str) -> str:
    return _DECORATION.sub("", " ".join(fold(name).replace("&", " va ").split()))


def is_slip(one: str, other: str) -> bool:
    """Return whether two names differ by one letter added, left out, changed, or by two exchanged."""
    if abs(len(one) - len(other)) > 1 or one == other or min(len(one), len(other)) < 5:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[start:], other[start:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
