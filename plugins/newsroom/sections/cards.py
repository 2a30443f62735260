"""A card beside each page that is shared on its own: the picture Zalo and Facebook show (`newsroom.cards` draws it).

Out: ``the.png`` (thẻ, a card) in the folder of every entry, province, document and edition, and ``/the.png`` for all other pages. Example: the card of
57-NQ/TW stands at ``/van-ban/57-nq-tw/the.png`` and says in how many of the 34 units it has been seen carried out.

The file keeps its name, so a picture that somebody else has linked to never breaks; the page names it with ``?v=`` and the first digits of its digest, because Zalo
and Facebook keep a picture by its address and fetch it again only under another. A page that does not show all that is on the card (the second page
of a list, an edition of one topic) names it without, so that it need not be drawn again for it.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..articles import Article
from ..cards import Card, Map, Picture, Square
from ..digests import digest, digest_all
from ..editions import EDITIONS, Edition
from ..indexes import IndexPage
from ..numbers import write
from ..plan import Group, Output
from ..registry.provinces import Province
from ..registry.resolutions import Resolution

if TYPE_CHECKING:
    from ..site import Site

FILE = "the.png"
CARDED = ("province", "resolution")
"""Kinds of index whose pages have a card each."""
NOWHERE, OF_EDITION = "Cả nước", "Bản tin"


def groups(site: "Site") -> Iterator[Group]:
    """Yield the cards of the entries and of the documents of each month, and all others."""
    yield Group("cards", lambda: _others(site))
    for (year, month), articles in site.library.of_month.items():
        yield Group(f"cards/{year}-{month:02}", lambda articles=articles: (_output(article.url, entry_card(site, article)) for article in articles),
                    lambda articles=articles: site.list_key(articles))
    for month, papers in site.papers.items():
        yield Group(f"cards/resolution/{month}", lambda papers=papers: _of_indexes(site, papers), lambda papers=papers: _papers_key(site, papers))


def _papers_key(site: "Site", papers: list[IndexPage]) -> bytes:
    """Return the digest of what the cards of some documents show: the documents, and in how many places they are carried out."""
    listed, placed = site.facets.listed, site.facets.placed
    return digest(site.kinds_key("province"), digest_all([listed[paper.subject.id] for paper in papers]), digest_all(placed.values()))


def _others(site: "Site") -> Iterator[Output]:
    yield _output("/", site_card(site))
    yield from _of_indexes(site, site.indexes["province"])
    for edition in site.editions:
        yield _output(edition.url, edition_card(site, edition))


def _of_indexes(site: "Site", indexes: Iterable[IndexPage]) -> Iterator[Output]:
    return (_output(index.url, index_card(site, index)) for index in indexes)


def _output(url: str, card: Card) -> Output:
    return Output(f"{url}{FILE}", "", lambda: _picture(card), lambda: card.digest, lasting=True)


def _picture(card: Card) -> bytes:
    from ..cards.drawing import draw  # Pillow takes a twentieth of a second, which a build with no card to draw should not pay

    return draw(card)


def named(url: str, card: Card, *, version: bool = True) -> Picture:
    """Return what the head of a page says of the card that stands at `url`; without `version`, what stays the same when its numbers change."""
    return Picture(f"{url}{FILE}?v={card.digest.hex()[:8]}", card.alt) if version else Picture(f"{url}{FILE}", card.name)


def site_card(site: "Site") -> Card:
    """Return the card of the home page and of every page without its own; it changes only with the name of the site."""
    return Card("", site.name, (), "", words=site.description, map=site.card_map, filled=tuple(sorted(unit.id for unit in site.registry.provinces_in_force)))


def entry_card(site: "Site", article: Article) -> Card:
    """Return the card of an entry: its day, its places, its headline and who published the source."""
    source, others = article.sources[0].name or "chưa rõ nơi đăng", len(article.sources) - 1
    foot = f"Nguồn: {source}" + (f" và {others} nơi khác" if others else "")
    return Card(article.date.text, article.title, (foot,), site.name, tiles=tuple(name.name for _, name in article.names) or (NOWHERE,))


def index_card(site: "Site", index: IndexPage) -> Card:
    """Return the card of a province or a document."""
    return _province_card(site, index) if index.kind.id == "province" else _resolution_card(site, index.subject)


def _province_card(site: "Site", index: IndexPage) -> Card:
    province: Province = index.subject
    unit = site.registry.present(province)
    over = f"{province.names[-1].kind.capitalize()}, nay thuộc {unit.name}" if province.dissolved else province.names[-1].kind.capitalize()
    documents, figures = len(site.documents_of({one.id for one in site.registry.family(province)})), len(site.figures.of_province.get(province.id, []))
    counts = ((len(index.articles), "tin"), (documents, "văn bản đã thấy"), (figures, "số liệu có nguồn"))
    return Card(over, province.name.removeprefix("TP. "), tuple(f"{write(count)} {unit}" for count, unit in counts if count), site.name, map=site.card_map, filled=(unit.id,))


def _resolution_card(site: "Site", resolution: Resolution) -> Card:
    registry = site.registry
    over = f"{resolution.kind} {resolution.date.phrase}" if resolution.date else resolution.kind
    if resolution.province in registry.provinces:
        return Card(over, resolution.number, (resolution.issuer,), site.name, words=resolution.title, map=site.card_map, filled=(registry.present(registry.provinces[resolution.province]).id,))
    places = site.cascade.places(site.cascade.descendants(resolution))
    seen = (f"Đã thấy ở {len(places)}/{len(registry.provinces_in_force)} tỉnh, thành phố",) if places else ()
    return Card(over, resolution.number, (resolution.issuer, *seen), site.name, words=resolution.title, map=site.card_map, filled=tuple(sorted(places)))


def edition_card(site: "Site", edition: Edition) -> Card:
    """Return the card of an edition: its period, how many entries from how many places, and where those lie."""
    registry = site.registry
    places = {registry.present(one).id for article in edition.articles for one in article.provinces}
    counts = (f"{write(len(edition.articles))} tin", *((f"{len(places)} tỉnh, thành phố",) if places else ()))
    return Card(OF_EDITION, _name(edition), counts, site.name, map=site.card_map, filled=tuple(sorted(places)))


def edition_picture(site: "Site", edition: Edition) -> Picture:
    """Return the card of an edition's page; that of one province or topic, and the page by place, name the card of the whole."""
    if edition.scope:
        return named(f"{EDITIONS}{edition.period.id}/", Card(OF_EDITION, _name(edition), (), site.name), version=False)
    return named(edition.url, edition_card(site, edition))


def _name(edition: Edition) -> str:
    return edition.period.name[0].upper() + edition.period.name[1:]


def country(site: "Site") -> Map:
    """Return the squares of the units in force, and always of Hoàng Sa and Trường Sa."""
    units = [unit for unit in site.registry.provinces_in_force if unit.tile]
    return Map((*(Square(*unit.tile, unit.id) for unit in units), *(Square(*island.tile, unit.id, island.name) for unit in units for island in unit.islands)))
