"""The editions: what happened in a month or a week, as a page, as a letter and as plain text.

Out: ``/ban-tin/`` (all editions, the newest first); for each ``/ban-tin/2025-04/`` (by topic), ``…/theo-dia-phuong/`` (by place), ``…/thu.html`` (for a newsletter
tool: `theme/templates/edition_mail.html`), ``…/thu.txt`` (its plain-text twin); for provinces and topics with some entries in it ``…/hue/``,
``…/chuyen-doi-so/``. Letters of those two are made by ``invoke edition --scope`` when somebody wants one: drawn in advance they would be thousands.

An edition shows titles, summaries, figures and documents, so an edit of an entry's body touches none.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..articles import Article
from ..digests import digest
from ..edition_forms import MOST_CORRECTIONS, MOST_DOCUMENTS, MOST_FIGURES, Chapter, Letter, bytes_of, mailto, plain_text, shelves, until_text
from ..edition_periods import MONTH, WEEK
from ..editions import EDITIONS, Edition, Place, Records, by_place, by_topic
from ..plan import Crumb, Group, Head, Output
from ..registry.terms import Topic
from .cards import edition_picture

if TYPE_CHECKING:
    from ..site import Site

TITLE = "Bản tin theo kỳ"
SUMMARY = "Mỗi {period} một số: tin của các tỉnh, thành phố, văn bản ban hành, số liệu và đính chính, để đọc, in hay gửi qua thư."
CRUMB = Crumb(TITLE, EDITIONS)

SHORT_FROM, SHORT_AFTER = 60, 8
"""Entries from which a page shows, after so many of each group, titles only."""

Neighbours = tuple[Edition | None, Edition | None]
"""The edition before and the one after, of the same kind and scope."""


def groups(site: "Site") -> Iterator[Group]:
    """Yield the list, and for each period every form of its editions."""
    issues = site.editions
    records = Records(site.library, {edition.period for edition in issues})
    around = cache(lambda: _neighbours([*issues, *(one for edition in issues for one in site.editions_within(edition))]))
    yield Group("editions", lambda: _listed(site, issues))
    for edition in issues:
        yield Group(f"editions/{edition.period.id}", lambda edition=edition: _forms(site, records, edition, around()), lambda edition=edition: _period_key(site, records, edition, around()))


def _listed(site: "Site", issues: list[Edition]) -> Iterator[Output]:
    yield Output(EDITIONS, "edition_list.html", lambda: _list(site, issues), lambda: digest(site.library.editions_by, *(part for one in issues for part in (one.url, one.title, one.summary, one.counts))),
                 issues[0].updated if issues else None, listed=True)


def _forms(site: "Site", records: Records, edition: Edition, around: dict[str, Neighbours]) -> Iterator[Output]:
    inner = site.editions_within(edition)
    for one in (edition, *inner):
        yield from _pages(site, records, one, around[one.url], inner if one is edition else [])
    yield from _letter(site, records, edition)


def _period_key(site: "Site", records: Records, edition: Edition, around: dict[str, Neighbours]) -> bytes:
    """Return the digest of all that the editions of a period show: those of provinces and topics are parts of the whole one."""
    shown = (edition, *site.editions_within(edition))
    return key_of(site, records, edition, *(part for one in shown for part in (one.url, *_named(around[one.url]))))


def _named(around: Neighbours) -> Iterator[str]:
    return (f"{one.url} {one.title}" if one else "" for one in around)


def recent(site: "Site", most: int) -> list[Edition]:
    """Return the newest editions by the setting, for the home page."""
    return list(islice((edition for edition in site.editions if edition.period.kind == site.library.editions_by), most))


def _neighbours(all_: list[Edition]) -> dict[str, Neighbours]:
    rows: dict[tuple[str, str], list[Edition]] = {}
    for edition in all_:
        rows.setdefault((edition.period.kind, edition.scope.url if edition.scope else ""), []).append(edition)
    found: dict[str, Neighbours] = {}
    for row in rows.values():
        row.sort(key=lambda edition: edition.period.first)
        for before, one, after in zip([None, *row], row, [*row[1:], None], strict=False):
            found[one.url] = before, after
    return found


def key_of(site: "Site", records: Records, edition: Edition, *parts: bytes | str) -> bytes:
    """Return the key of an output that shows `edition`: its entries, note, documents and corrections, and whatever `parts` stand for."""
    documents = [site.facets.listed[one.id] for one in records.documents(edition)]
    corrections = [part for one in records.corrections(edition) for part in (site.front(one.article), str(one.number))]
    note = (edition.note.digest, site.links_digest(edition.note.body)) if edition.note else ()
    return site.list_key(edition.articles, digest(*documents), digest(*corrections), digest(*note), until_text(edition, site.newest), *parts)


def _pages(site: "Site", records: Records, edition: Edition, around: Neighbours, inner: list[Edition]) -> Iterator[Output]:
    def key() -> bytes:
        return key_of(site, records, edition, *_named(around), *(one.url for one in inner))

    yield Output(edition.url, "edition.html", lambda: _view(site, records, edition, around, inner), key, edition.updated, listed=True)
    if edition.has_by_place:
        yield Output(edition.by_place_url, "edition_by_place.html", lambda: _by_place(site, edition, inner), lambda: site.list_key(edition.articles, *(one.url for one in inner)))


def _letter(site: "Site", records: Records, edition: Edition) -> Iterator[Output]:
    def key() -> bytes:
        return key_of(site, records, edition)

    yield Output(edition.mail_url, "edition_mail.html", lambda: mail_view(site, records, edition), key)
    yield Output(edition.text_url, "", lambda: plain_text(edition, letter_of(site, records, edition)).encode(), key)


# What the pages show.

def _list(site: "Site", issues: list[Edition]) -> dict[str, Any]:
    names, by = {MONTH: "tháng", WEEK: "tuần"}, site.library.editions_by
    head = Head(EDITIONS, TITLE, SUMMARY.format(period=names[by]), feed=f"{EDITIONS}feed.xml", feed_title=f"{TITLE} · {site.name}")
    return {"page": head, "kinds": [(f"Theo {names[kind]}", [one for one in issues if one.period.kind == kind]) for kind in sorted(names, key=lambda kind: kind != by)]}


def _view(site: "Site", records: Records, edition: Edition, around: Neighbours, inner: list[Edition]) -> dict[str, Any]:
    crumbs = (CRUMB, *((Crumb(f"Số {edition.period.name}", _whole(edition)),) if edition.scope else ()))
    before, after = around
    head = Head(edition.url, edition.title, edition.summary, crumbs=crumbs, previous=before.url if before else "", next=after.url if after else "", picture=edition_picture(site, edition))
    long = len(edition.articles) >= SHORT_FROM
    groups = [(heading, anchor, articles[:SHORT_AFTER] if long else articles, articles[SHORT_AFTER:] if long else []) for heading, anchor, articles in _groups(site, edition)]
    places = by_place(edition)
    return {
        "page": head, "edition": edition, "note": site.page_body(edition.note) if edition.note and not edition.scope else "", "groups": groups,
        "documents": records.documents(edition), "corrections": records.corrections(edition), "before": before, "after": after, "until": until_text(edition, site.newest),
        "places": [(place.name, _link_of(site, edition, place, inner), len(place.articles)) for place in places] if len(places) > 1 or inner else [],
        "inner": [one for one in inner if isinstance(one.scope, Topic)], "mailto": mailto(edition, site.address, _leads(edition)), "whole": _whole(edition),
    }


def _whole(edition: Edition) -> str:
    return f"{EDITIONS}{edition.period.id}/"


def _link_of(site: "Site", edition: Edition, place: Place, inner: list[Edition]) -> str:
    """Return where the entries of a place stand: the edition of the unit it is in now, or its part of the page by place; "" where there is neither."""
    own = place.unit and next((one.url for one in inner if one.scope is site.registry.present(place.unit)), "")
    return own or (f"{edition.by_place_url}#{place.anchor}" if edition.has_by_place else "")


def _groups(site: "Site", edition: Edition) -> list[Chapter]:
    """Return the entries an edition lists below its picks, by topic; those of one topic in one group."""
    picked = {article.id for article in edition.picks}
    if isinstance(edition.scope, Topic):
        return [("Tin", "tin", edition.articles)]
    found = [(topic.name, topic.id, [one for one in articles if one.id not in picked]) for topic, articles in by_topic(edition, site.registry)]
    return [group for group in found if group[2]]


def _leads(edition: Edition) -> Iterable[Article]:
    return edition.picks or edition.articles[:5]


def _by_place(site: "Site", edition: Edition, inner: list[Edition]) -> dict[str, Any]:
    head = Head(edition.by_place_url, f"Bản tin {edition.period.name}, theo địa phương", f"{edition.counts}, xếp theo tỉnh, thành phố của ngày đăng tin.",
                crumbs=(CRUMB, Crumb(f"Số {edition.period.name}", edition.url)), same_as=edition.url)
    own = {one.scope: one.url for one in inner}
    return {"page": head, "edition": edition, "places": [(place, own.get(site.registry.present(place.unit), place.unit.url) if place.unit else "") for place in by_place(edition)]}


# What a letter shows.

def letter_of(site: "Site", records: Records, edition: Edition) -> Letter:
    """Return what the letter of `edition` shows, no longer than a mail program shows whole."""
    note = site.page_body(edition.note) if edition.note and not edition.scope else ""
    note = note.replace('href="/', f'href="{site.address}/').replace('src="/', f'src="{site.address}/')
    documents, corrections = records.documents(edition), records.corrections(edition)
    picked: list[Chapter] = [("Ban biên tập chọn", "chon", edition.picks)] if edition.picks else []
    groups = [(heading, f"{edition.url}#{anchor}", articles) for heading, anchor, articles in [*picked, *_groups(site, edition)]]
    shown, made = documents[:MOST_DOCUMENTS], corrections[:MOST_CORRECTIONS]
    taken = len(note.encode()) * 4 // 3 + bytes_of(*(text for one in shown for text in (one.title, one.name, one.issuer)), *(text for one in made for text in (one.correction.note, one.article.title)))
    return Letter(site.name, site.address, note, shelves(groups, taken=taken), shown, len(documents) - len(shown), made, until_text(edition, site.newest))


def mail_view(site: "Site", records: Records, edition: Edition) -> dict[str, Any]:
    """Return what ``edition_mail.html`` is given."""
    return {"edition": edition, "letter": letter_of(site, records, edition), "figures": edition.figures[:MOST_FIGURES], "counts": _numbers(edition, records)}


def _numbers(edition: Edition, records: Records) -> str:
    documents = len(records.documents(edition))
    parts = [edition.counts if edition.summary != edition.contents else "", f"{documents} văn bản ban hành" if documents else "",
             f"{len(edition.people)} cán bộ được nêu" if edition.people else ""]
    return " · ".join(part for part in parts if part)
