"""The standing pages: about, method, corrections policy."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import CORRECTIONS
from ..digests import digest
from ..pages import StandingPage
from ..plan import Head, Output

if TYPE_CHECKING:
    from ..site import Site


def outputs(site: "Site") -> Iterator[Output]:
    """Yield each standing page but the one that the ledger of corrections stands on."""
    for page in site.library.pages:
        if page.url == CORRECTIONS:
            continue
        yield Output(page.url, "page.html", lambda page=page: _view(site, page), lambda page=page: digest(page.digest, site.links_digest(page.body)), listed=True)


def _view(site: "Site", page: StandingPage) -> dict[str, Any]:
    return {"page": Head(page.url, page.title, page.summary), "standing": page, "body": site.page_body(page)}
