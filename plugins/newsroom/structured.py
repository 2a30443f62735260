"""What a page says of itself to machines that read pages: JSON-LD in the words of schema.org.

In: the site and the head of a page. Out: the text of one ``<script type="application/ld+json">`` (data, nothing runs), or nothing. Example: the page of
25/KH-UBND is a Legislation of Thái Nguyên that ``legislationApplies`` 03/NQ-CP; an entry is a NewsArticle that ``isBasedOn`` its source.

It claims no more than the record does. A role has a start and an end only where a source gives the day. A document of the party is marked by
``additionalType`` and has no jurisdiction, and no document gets ``legislationLegalForce``: the record does not follow it. The odd case is text that holds
``</script>`` or a line separator: both are written as escapes, so no title can end the script.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .addresses import HOME, NOT_FOUND, OPEN_DATA, SEARCH
from .articles import Article, Citation
from .json_text import on_one_line
from .open_data import LICENCE, VERSION, classification, is_party
from .plan import Crumb, Head
from .registry.officials import Official, Post
from .registry.provinces import Change, Province
from .registry.resolutions import Resolution
from .registry.terms import Indicator, Topic

if TYPE_CHECKING:
    from .site import Site

CONTEXT = "https://schema.org"
COUNTRY = {"@type": "Country", "name": "Việt Nam"}
RELATIONS = {"implements": "legislationApplies", "based_on": "isBasedOn", "amends": "legislationAmends", "replaces": "legislationRepeals", "repeals": "legislationRepeals", "continues": "citation"}
"""Relation between documents → the property of schema.org; ``legislationApplies`` is the one that claims no binding force."""

_UNSAFE = ("<", ">", "&", "\u2028", "\u2029")
"""Characters that could end the script element, or that JavaScript once took for the end of a line."""


def written(value: Any) -> str:
    """Return `value` as JSON that may stand inside a script element."""
    text = on_one_line(value)
    for character in _UNSAFE:
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text


class LinkedData:
    """Writes the JSON-LD of the pages of one site. What pages share (a person, a topic, the way to a month) is written once and kept."""

    def __init__(self, site: "Site") -> None:
        self._site = site
        self._pieces: dict[tuple, str] = {}

    def of(self, page: Head) -> str:
        """Return the JSON-LD of a page; "" for a page that is no place of its own."""
        site = self._site
        if page.moved or page.same_as or page.url == NOT_FOUND:
            return ""
        if page.url == HOME:
            return written({"@context": CONTEXT, **_website(site)})
        if page.article:
            node = self._entry(page)
        elif page.url == OPEN_DATA:
            node = written(_dataset(site, page))
        else:
            make = _MAKERS.get(type(page.about))
            node = written(make(site, page.about)) if make else ""
        return f'{{"@context":"{CONTEXT}","@graph":[{node}{"," if node else ""}{self._crumbs(page)}]}}'

    def _piece(self, key: tuple, make: Callable[[], Any]) -> str:
        found = self._pieces.get(key)
        if found is None:
            found = self._pieces[key] = written(make())
        return found

    def _crumbs(self, page: Head) -> str:
        address = self._site.address
        way = self._piece(("way", page.crumbs), lambda: [_step(address, place, step.title, step.url) for place, step in enumerate((Crumb("Trang đầu", HOME), *page.crumbs), start=1)])
        return f'{{"@type":"BreadcrumbList","itemListElement":{way[:-1]},{written(_step(address, len(page.crumbs) + 2, page.title, page.url))}]}}'

    def _entry(self, page: Head) -> str:
        site, article = self._site, page.article
        address = site.address
        parts = [self._piece(("entry",), lambda: {"@type": "NewsArticle", "inLanguage": "vi", "isAccessibleForFree": True, "license": LICENCE, "publisher": _publisher(site), "author": {"@id": f"{address}/#ban-tin"}})[:-1],
                 written(_front(site, page))[1:-1],
                 self._list("about", [self._piece(("topic", one.id), lambda one=one: {"@type": "DefinedTerm", "@id": f"{address}{one.url}", "name": one.name}) for one in article.topics]
                            + [self._piece(("province", one.id, name.name), lambda one=one, name=name: {"@type": "AdministrativeArea", "@id": f"{address}{one.url}", "name": name.name}) for one, name in article.names]),
                 self._list("mentions", [self._piece(("official", one.official.id, one.role), lambda one=one: {"@type": "Person", "@id": f"{address}{one.official.url}", "name": one.official.name, "jobTitle": one.role}) for one in article.mentions]),
                 self._list("isBasedOn", [written({"@type": "CreativeWork", **known}) for one in article.sources if (known := _source(one))]),
                 self._list("citation", [f'{{"@id":{written(one.url)}}}' for one in article.sources if one.url]
                            + [self._piece(("resolution", one.id), lambda one=one: {"@type": "Legislation", "@id": f"{address}{one.url}", "name": one.name}) for one in article.resolutions]),
                 self._list("correction", [written({"@type": "CorrectionComment", "datePublished": one.date.iso, "text": one.note}) for one in article.corrections])]
        return f"{','.join(part for part in parts if part)}}}"

    @staticmethod
    def _list(name: str, items: list[str]) -> str:
        return f'"{name}":[{",".join(items)}]' if items else ""


def _step(address: str, place: int, title: str, url: str) -> dict[str, Any]:
    return {"@type": "ListItem", "position": place, "name": title, "item": f"{address}{url}"}


def _front(site: "Site", page: Head) -> dict[str, Any]:
    """Return what only this entry has: its address, its words, its days, its card."""
    article: Article = page.article
    url = f"{site.address}{page.url}"
    picture = {"image": f"{site.address}{page.picture.url}"} if page.picture else {}
    return {"@id": url, "url": url, "headline": article.title, "description": article.summary, "datePublished": article.date.iso, "dateModified": article.updated.iso, **picture}


def _source(source: Citation) -> dict[str, Any]:
    """Return what the page in hand says of its source."""
    known = {"@id": source.url, "url": source.url, "publisher": source.name and {"@type": "Organization", "name": source.name}, "author": source.author and {"@type": "Person", "name": source.author},
             "datePublished": source.published and source.published.iso, "archivedAt": source.archive}
    return {key: value for key, value in known.items() if value}


def _publisher(site: "Site") -> dict[str, Any]:
    return {"@type": "Organization", "@id": f"{site.address}/#ban-tin", "name": site.name, "url": f"{site.address}/"}


def _website(site: "Site") -> dict[str, Any]:
    return {"@type": "WebSite", "@id": f"{site.address}/", "url": f"{site.address}/", "name": site.name, "description": site.description, "inLanguage": "vi", "license": LICENCE, "publisher": _publisher(site),
            "potentialAction": {"@type": "SearchAction", "target": {"@type": "EntryPoint", "urlTemplate": f"{site.address}{SEARCH}?q={{search_term_string}}"}, "query-input": "required name=search_term_string"}}


def _dataset(site: "Site", page: Head) -> dict[str, Any]:
    days = [article.date for article in (site.library.articles[-1:] + site.library.articles[:1])]
    files = (("SQLite", "application/vnd.sqlite3", f"{OPEN_DATA}ban-tin.sqlite"), ("CSV (Data Package)", "application/json", f"{OPEN_DATA}datapackage.json"), ("JSON", "application/json", "/api/v1/index.json"))
    return {"@type": "Dataset", "@id": f"{site.address}{OPEN_DATA}", "url": f"{site.address}{OPEN_DATA}", "name": f"Dữ liệu của {site.name}", "description": page.description, "inLanguage": "vi", "license": LICENCE,
            "version": VERSION, "isAccessibleForFree": True, "creator": _publisher(site), "spatialCoverage": COUNTRY,
            **({"temporalCoverage": f"{days[0].iso}/{days[-1].iso}", "dateModified": site.newest.iso} if days else {}),
            "distribution": [{"@type": "DataDownload", "name": name, "encodingFormat": form, "contentUrl": f"{site.address}{url}"} for name, form, url in files]}


# Things of the registry.

def _province(site: "Site", one: Province) -> dict[str, Any]:
    registry = site.registry
    names = dict.fromkeys([*(name.full for name in reversed(one.names[:-1])), one.name, *one.aliases])
    node = {"@type": "AdministrativeArea", "@id": f"{site.address}{one.url}", "url": f"{site.address}{one.url}", "name": one.full_name}
    others = [name for name in names if name != one.full_name]
    if others:
        node["alternateName"] = others
    if one.code or one.code_before_2025_07:
        node["identifier"] = one.code or one.code_before_2025_07
    successor = registry.provinces.get(one.successor or "")
    node["containedInPlace"] = _area(site, successor) if successor else COUNTRY
    before = registry.predecessors.get(one.id)
    if before:
        node["containsPlace"] = [_area(site, unit) for unit in before]
    changes: list[tuple[str, Change]] = [(words, change) for words, change in (("Ngày hợp thành", one.formed), ("Ngày kết thúc", one.dissolved)) if change]
    if changes:
        node["additionalProperty"] = [{"@type": "PropertyValue", "name": words, "value": change.date.isoformat()} for words, change in changes]
        node["subjectOf"] = [{"@type": "Legislation", "name": change.basis} for _, change in changes]
    return node


def _area(site: "Site", one: Province) -> dict[str, Any]:
    return {"@type": "AdministrativeArea", "@id": f"{site.address}{one.url}", "name": one.full_name}


def _person(site: "Site", one: Official) -> dict[str, Any]:
    node = {"@type": "Person", "@id": f"{site.address}{one.url}", "url": f"{site.address}{one.url}", "name": one.name}
    if one.other_names:
        node["alternateName"] = list(one.other_names)
    node["hasOccupation"] = [_role(site, post) for post in one.posts]
    bodies = {post.organisation: _body(post.organisation) for post in one.posts if post.organisation}
    if bodies:
        node["affiliation"] = list(bodies.values())
    return node


def _role(site: "Site", post: Post) -> dict[str, Any]:
    province = site.registry.provinces.get(post.province or "")
    occupation = {"@type": "Occupation", "name": post.office} | ({"occupationLocation": _area(site, province)} if province else {})
    days = {key: date.iso for key, date in (("startDate", post.start), ("endDate", post.end)) if date}
    return {"@type": "Role", "roleName": post.title, **days, "hasOccupation": occupation}


def _body(name: str) -> dict[str, Any]:
    return {"@type": "GovernmentOrganization" if classification(name) == "state" else "Organization", "name": name}


def _document(site: "Site", one: Resolution) -> dict[str, Any]:
    node = {"@type": "Legislation", "@id": f"{site.address}{one.url}", "url": f"{site.address}{one.url}", "name": one.name, "legislationIdentifier": one.number, "legislationType": one.kind, "inLanguage": "vi",
            "legislationPassedBy": _body(one.issuer)}
    if one.date:
        node["legislationDate"] = one.date.iso
    if one.title:
        node["description"] = one.title
    if one.url_of_text:
        node["sameAs"] = one.url_of_text
    if one.aliases:
        node["alternateName"] = list(one.aliases)
    province = site.registry.provinces.get(one.province or "")
    place = _area(site, province) if province else COUNTRY
    node |= {"additionalType": "Văn kiện của Đảng Cộng sản Việt Nam", "spatialCoverage": place} if is_party(one) else {"legislationJurisdiction": place}
    for relation, target in one.relations:
        other = site.registry.resolutions.get(target)
        if other:
            node.setdefault(RELATIONS[relation], []).append({"@type": "Legislation", "@id": f"{site.address}{other.url}", "name": other.name})
    return node


def _topic(site: "Site", one: Topic) -> dict[str, Any]:
    return {"@type": "DefinedTerm", "@id": f"{site.address}{one.url}", "url": f"{site.address}{one.url}", "name": one.name, **({"description": one.definition} if one.definition else {}), "inDefinedTermSet": f"{site.address}/chu-de/"}


def _indicator(site: "Site", one: Indicator) -> dict[str, Any]:
    files = (("text/csv", "so-lieu.csv"), ("application/json", "so-lieu.json"))
    return {"@type": "Dataset", "@id": f"{site.address}{one.url}", "url": f"{site.address}{one.url}", "name": one.name, "description": f"{one.name}: số liệu của các tỉnh, thành phố trong tin, có đơn vị, ngày tính và nguồn. {one.comparable}".strip(),
            "inLanguage": "vi", "license": LICENCE, "isAccessibleForFree": True, "creator": _publisher(site), "spatialCoverage": COUNTRY, "variableMeasured": f"{one.name} ({one.unit})" if one.unit else one.name,
            "distribution": [{"@type": "DataDownload", "encodingFormat": form, "contentUrl": f"{site.address}{one.url}{name}"} for form, name in files]}


_MAKERS: dict[type, Callable[["Site", Any], dict[str, Any]]] = {Province: _province, Official: _person, Resolution: _document, Topic: _topic, Indicator: _indicator}
