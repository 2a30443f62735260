"""Links in bodies: to other files of the content folder, or to addresses of the site."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from ..addresses import all_addresses
from ..articles import Article
from ..bodies import is_local, links_of, local_target, make_renderer
from ..library import Library
from ..pages import StandingPage
from ..problems import Problem
from ..suggest import advice


def problems(library: Library, among: Iterable[Article | StandingPage] | None = None) -> Iterator[Problem]:
    """Yield every link that leads to no file and no page, of all entries and pages or of those `among` them."""
    urls: dict[str, str] = {}
    addresses: set[str] = set()
    renderer = make_renderer()
    for thing in [*library.articles, *library.unpublished, *library.pages] if among is None else among:
        for target, line in links_of(thing.body, renderer):
            if not addresses:
                urls = dict.fromkeys(library.troubled, "") | {one.path: one.url for one in [*library.articles, *library.pages]}
                addresses = all_addresses(library)
            if is_local(target) and not _leads_somewhere(unquote(target), thing.path, urls, addresses):
                yield Problem(thing.path, thing.body_line + line, 1, "link-broken", f"liên kết “{target}” không dẫn tới tệp hay trang nào",
                              advice(target, [*urls, *addresses], "sửa đường dẫn, hoặc bỏ liên kết"))


def _leads_somewhere(target: str, path: str, urls: dict[str, str], addresses: set[str]) -> bool:
    url = local_target(target, path, urls)
    return url is not None and (url == "" or url in addresses)
