"""Links in bodies: to other files of the content folder, or to addresses of the site."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from ..addresses import FIXED, all_addresses
from ..articles import Article
from ..bodies import is_local, links_of, local_target, make_renderer
from ..library import Library
from ..problems import Problem
from ..suggest import advice


def problems(library: Library, among: Iterable[Article] | None = None) -> Iterator[Problem]:
    """Yield every link that leads to no file and no page: of everything that has a body, or of the entries `among` it."""
    urls: dict[str, str] = {}
    addresses: set[str] | None = None
    renderer = make_renderer()
    for thing in [*library.articles, *library.unpublished, *library.pages, *library.edition_notes] if among is None else among:
        if "]" not in thing.body and "<" not in thing.body:
            continue
        for target, line in links_of(thing.body, renderer):
            if target in FIXED or not is_local(target):
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
