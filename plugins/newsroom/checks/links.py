"""Links in bodies: to other files of the content folder, to addresses of the site, or to headings of the same body."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from ..addresses import FIXED, all_addresses
from ..articles import Article, may_link
from ..bodies import Renderer, is_local, links_of, local_target
from ..library import Library
from ..problems import Problem
from ..suggest import advice
from ..text import slug


_TOP = frozenset(("", "noi-dung"))
_PARTS = _TOP | {"nguon", "so-lieu", "dinh-chinh"}
"""What a link within a page may name beside the headings of the body: parts of every page, and those of an entry's page (a test looks for them in the templates)."""

_HEADING = re.compile(r"^#{2,6} +(.+?)[ #]*$", re.M)


def problems(library: Library, among: Iterable[Article] | None = None) -> Iterator[Problem]:
    """Yield every link that leads to no file and no page: of everything that has a body, or of the entries `among` it."""
    urls: dict[str, str] = {}
    addresses: set[str] | None = None
    renderer = Renderer()
    entries = [*library.articles, *library.unpublished] if among is None else among
    others = [*library.pages, *library.edition_notes] if among is None else []
    for thing in [*(one for one in entries if one.has_links), *(one for one in others if may_link(one.body))]:
        for target, line in links_of(thing.body, renderer):
            if target in FIXED or not is_local(target):
                continue
            if target.startswith("#"):
                if target.removeprefix("#") not in (_PARTS if "/articles/" in thing.path else _TOP):
                    names = [f"#{slug(words)}" for words in _HEADING.findall(thing.body)]
                    yield Problem(thing.path, thing.body_line + line, 1, "link-broken", f"liên kết “{unquote(target)}” không dẫn tới đề mục nào của bài",
                                  advice(unquote(target), names, "đề mục “## Kết quả” thì ghi [chữ](#ket-qua)"))
                continue
            if addresses is None:
                urls = dict.fromkeys(library.troubled, "") | {one.path: one.url for one in [*library.articles, *library.pages]}
                addresses = all_addresses(library)
            if not _leads_somewhere(unquote(target), thing.path, urls, addresses):
                yield Problem(thing.path, thing.body_line + line, 1, "link-broken", f"liên kết “{target}” không dẫn tới tệp hay trang nào",
                              advice(target, [*urls, *addresses], "sửa đường dẫn, hoặc bỏ liên kết"))


def _leads_somewhere(target: str, path: str, urls: dict[str, str], addresses: set[str]) -> bool:
    url = local_target(target, path, urls)
    return url is not None and (url == "" or url in addresses)
