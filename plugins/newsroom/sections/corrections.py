"""Corrections: the policy and the ledger on one page, the ledger as data (and as a feed, see `feeds`).

Out: ``/dinh-chinh/`` (the text of ``content/pages/dinh-chinh.md``, then every correction, the newest first) and
``/dinh-chinh/data.json``. Without the standing page the ledger stands there alone.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import CORRECTIONS, CORRECTIONS_LENGTH
from ..corrections import Entered, ledger
from ..digests import digest
from ..indexes import Slice, cut
from ..open_data import ENTERED
from ..pages import StandingPage
from ..plan import Head, Output
from ..records import as_object

if TYPE_CHECKING:
    from ..site import Site

TITLE, SUMMARY = "Đính chính", "Mọi chỗ bản tin đã sửa sau khi đăng, mới nhất trước."


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the pages of the ledger and its data."""
    entered = ledger(site.library)
    policy = next((page for page in site.library.pages if page.url == CORRECTIONS), None)
    for piece in cut(entered, CORRECTIONS, CORRECTIONS_LENGTH):
        yield Output(piece.url, "corrections.html", lambda piece=piece: _view(site, policy, piece, len(entered)), lambda piece=piece: _key(site, policy, piece, len(entered)),
                     entered[0].correction.date if entered else None, listed=piece.number == 1)
    yield Output(f"{CORRECTIONS}data.json", "verbatim.txt", lambda: {"text": _data(site, entered)}, lambda: site.list_key([one.article for one in entered]))


def _key(site: "Site", policy: StandingPage | None, piece: Slice, count: int) -> bytes:
    words = digest(policy.digest, site.links_digest(policy.body)) if policy else b""
    return site.list_key([one.article for one in piece.articles], words, repr((piece.number, piece.of, count)), *(repr((one.number, one.correction)) for one in piece.articles))


def _view(site: "Site", policy: StandingPage | None, piece: Slice, count: int) -> dict[str, Any]:
    head = Head(CORRECTIONS, policy.title if policy else TITLE, policy.summary if policy else SUMMARY, feed=f"{CORRECTIONS}feed.xml", feed_title=f"{TITLE} · {site.name}")
    return {"page": head.sliced(piece), "policy": policy, "body": site.page_body(policy) if policy and piece.number == 1 else "", "slice": piece, "count": count}


def _data(site: "Site", entered: list[Entered]) -> str:
    rows = [as_object(ENTERED, one, site) for one in entered]
    return json.dumps({"title": TITLE, "url": f"{site.address}{CORRECTIONS}", "entries": rows}, ensure_ascii=False, indent=0)
