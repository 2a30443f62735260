"""What a page says of itself to machines that read pages: JSON-LD in the words of schema.org.

In: the site and the head of a page. Out: the text of one ``<script type="application/ld+json">`` (data, nothing runs), or nothing. Example: the page of
25/KH-UBND is a Legislation of Thái Nguyên that ``legislationApplies`` 03/NQ-CP; an entry is a NewsArticle that ``isBasedOn`` its source.

It claims no more than the record does. A role has a start and an end only where a source gives the day. A document of the party is marked by
``additionalType`` and has no jurisdiction, and no document gets ``legislationLegalForce``: the record does not follow it. The odd case is text that holds
``</script>`` or a line separator: both are written as escapes, so no title can end the script.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .addresses import HOME, NOT_FOUND, OPEN_DATA, SEARCH
from .articles import Article, Citation
from .json_text import on_one_line, text_in_json
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
    return _safe(on_one_line(value))


def _safe(text: str) -> str:
    for character in _UNSAFE:
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text


class LinkedData:
    """Writes the JSON-LD of the pages of one site. What pages share (a person, a topic, the way to a month) is written once and kept."""

    def __init__(self, site: "Site") -> None:
        self._site = site
        self._ways: dict[tuple[Crumb, ...], str] = {}
        self._things: dict[tuple[str, ...], str] = {}

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
            node = on_one_line(_dataset(site, page))
        else:
            make = _MAKERS.get(type(page.about))
            node = on_one_line(make(site, page.about)) if make else ""
        return _safe(f'{{"@context":"{CONTEXT}","@graph":[{node}{"," if node else ""}{self._crumbs(page)}]}}')

    def _crumbs(self, page: Head) -> str:
        way = self._ways.get(page.crumbs)
        if way is None:
            way = self._ways[page.crumbs] = "".join([f"{self._step(place, step.title, step.url)}," for place, step in enumerate((Crumb("Trang đầu", HOME), *page.crumbs), start=1)])
        return f'{{"@type":"BreadcrumbList","itemListElement":[{way}{self._step(len(page.crumbs) + 2, page.title, page.url)}]}}'

    def _step(self, place: int, title: str, url: str) -> str:
        return f'{{"@type":"ListItem","position":{place},"name":{text_in_json(title)},"item":{self._at(url)}}}'

    def _at(self, url: str) -> str:
        return text_in_json(f"{self._site.address}{url}")

    def _thing(self, kind: str, url: str, name: str, job: str = "") -> str:
        """Return a thing that has a page of its own, as other pages name it."""
        key = kind, url, name, job
        found = self._things.get(key)
        if found is None:
            title = f',"jobTitle":{text_in_json(job)}' if job else ""
            found = self._things[key] = f'{{"@type":"{kind}","@id":{self._at(url)},"name":{text_in_json(name)}{title}}}'
        return found

    def _entry(self, page: Head) -> str:
        article: Article = page.article
        url = self._at(page.url)
        picture = f',"image":{self._at(page.picture.url)}' if page.picture else ""
        return "".join([
            self._every_entry,
            f',"@id":{url},"url":{url},"headline":{text_in_json(article.title)},"description":{text_in_json(article.summary)},"datePublished":"{article.date.iso}","dateModified":"{article.updated.iso}"{picture}',
            _list("about", [self._thing("DefinedTerm", one.url, one.name) for one in article.topics] + [self._thing("AdministrativeArea", one.url, name.name) for one, name in article.names]),
            _list("mentions", [self._thing("Person", one.official.url, one.official.name, one.role) for one in article.mentions]),
            _list("isBasedOn", [f'{{"@type":"CreativeWork"{known}}}' for one in article.sources if (known := _source(one))]),
            _list("citation", [f'{{"@id":{text_in_json(one.url)}}}' for one in article.sources if one.url] + [self._thing("Legislation", one.url, one.name) for one in article.resolutions]),
            _list("correction", [f'{{"@type":"CorrectionComment","datePublished":"{one.date.iso}","text":{text_in_json(one.note)}}}' for one in article.corrections]), "}"])

    @cached_property
    def _every_entry(self) -> str:
        """What is the same of all entries, without the closing brace."""
        site = self._site
        return on_one_line({"@type": "NewsArticle", "inLanguage": "vi", "isAccessibleForFree": True, "license": LICENCE, "publisher": _publisher(site), "author": {"@id": f"{site.address}/#ban-tin"}})[:-1]


def _list(name: str, items: list[str]) -> str:
    return f',"{name}":[{",".join(items)}]' if items else ""


def _source(source: Citation) -> str:
    """Return what the page in hand says of its source."""
    url = text_in_json(source.url) if source.url else ""
    return "".join([
        f',"@id":{url},"url":{url}' if url else "",
        f',"publisher":{{"@type":"Organization","name":{text_in_json(source.name)}}}' if source.name else "",
        f',"author":{{"@type":"Person","name":{text_in_json(source.author)}}}' if source.author else "",
        f',"datePublished":"{source.published.iso}"' if source.published else "",
        f',"archivedAt":{text_in_json(source.archive)}' if source.archive else ""])


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
