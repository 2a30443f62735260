"""What an import proposes: every field of an entry, each with its proof, and the JSON object of ``invoke import --format json``.

In: the bytes of a page. Out: `Proposal`. Example: ``propose(page, registry=registry, today=day).as_json()["provinces"] == ["Thái Nguyên"]``. A field
the page does not give is None or an empty list, never a guess; what is inferred says so in its finding's note and in ``warnings``.
"""

import datetime as dt
from pathlib import Path
from typing import Any

from ..dates import PartialDate
from ..frozen import frozen
from ..registry import Registry
from .cities import Cities, read_cities
from .decode import decode
from .extract import extract, is_site_name
from .page import Finding, Page
from .recognise_dates import event, published
from .recognise_documents import Document, documents
from .recognise_figures import FoundFigure, figures
from .recognise_officials import Person, officials
from .recognise_provinces import name_on, name_spans, provinces
from .recognise_source import Publisher, Source, read_publishers, source
from .recognise_topics import Cues, read_cues, topics

REGISTRY_FOLDER = Path(__file__).parents[3] / "content" / "registry"


@frozen
class Vocabulary:
    """The lists only an import reads: cues of topics, publishers, cities."""

    cues: Cues
    publishers: tuple[Publisher, ...]
    cities: Cities


def read_vocabulary(registry: Registry) -> Vocabulary:
    """Return the import's own lists from the registry's folder; a list it does not have is this project's own.

    Raises:
        BrokenList: when one of them is wrong.
    """
    return Vocabulary(read_cues(*_list(registry, "topic_cues.yaml", "topic")), read_publishers(*_list(registry, "publishers.yaml", "province")), read_cities(*_list(registry, "cities.yaml", "province")))


def _list(registry: Registry, name: str, kind: str) -> tuple[Path, frozenset[str]]:
    """The place of a list, and the ids its entries may name: those of the registry beside it, if that could be read."""
    if registry.folder is None or not (registry.folder / name).is_file():
        return REGISTRY_FOLDER / name, frozenset()
    return registry.folder / name, frozenset() if registry.broken[kind] else frozenset(registry.topics if kind == "topic" else registry.provinces)


@frozen
class Proposal:
    """Everything found on one page. `provinces` and `topics` hold registry ids, `names` what the provinces were called that day."""

    page: Page
    title: Finding | None
    source: Source
    published: Finding | None
    event: Finding | None
    provinces: tuple[Finding, ...]
    names: tuple[str, ...]
    documents: tuple[Document, ...]
    officials: tuple[Person, ...]
    topics: tuple[Finding, ...]
    figures: tuple[FoundFigure, ...]
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the object ``invoke import --format json`` prints."""
        return {
            "url": _value(self.source.url),
            "publisher": _value(self.source.publisher),
            "author": _value(self.source.author),
            "title": _value(self.title),
            "published": _value(self.published),
            "event_date": _value(self.event),
            "provinces": list(self.names),
            "documents": [document.as_json() for document in self.documents],
            "officials": [person.as_json() for person in self.officials],
            "topics": [finding.value for finding in self.topics],
            "figures": [figure.as_json() for figure in self.figures],
            "warnings": list(self.warnings),
        }


def _value(finding: Finding | None) -> Any:
    return finding.value if finding else None


def propose(page_source: bytes | str, *, registry: Registry, url: str | None = None, today: dt.date) -> Proposal:
    """Return what the page in `page_source` says.

    Args:
        registry: the facts names are matched to; the lists in its folder are used.
        url: the address the page came from, where known.
        today: the latest day a page may be dated.

    Raises:
        NotAPage: when it is empty, binary or too long.
        BrokenList: when a list of the import's own is wrong.
    """
    words = read_vocabulary(registry)
    decoded = decode(page_source)
    page = extract(decoded.text, url=url or "", warnings=decoded.warnings)
    where = source(page, registry, words.publishers)
    warnings = list(page.warnings)
    day, more = published(page, today)
    warnings += more
    publication = day.value if day else None
    happened, more = event(page, publication, today)
    warnings += more
    acting = publication or (happened.value if happened and not happened.value.startswith("--") else None)
    acting = acting.split("..")[0] if acting else None
    found, more = provinces(page, registry, acting, where.province, words.cities)
    warnings += more
    home = found[0].value if found else None
    cited, more = documents(page, registry, province=home, publication=publication)
    warnings += more
    people = officials(page, name_spans(page.text, registry), _plain_name(registry, home, acting, page.text))
    warnings += _role_warnings(people, registry, acting)
    return Proposal(page, _title(page), where, day, happened, tuple(found), tuple(name_on(registry.provinces[one.value], acting, page.text) for one in found), tuple(cited),
                    tuple(people), tuple(topics(page, words.cues)), tuple(figures(page, publication)), tuple(_all_warnings(warnings, day, happened, found)))


def _title(page: Page) -> Finding | None:
    line = page.title_line
    return Finding(page.slice(line), line.start, line.end, 0.9) if line else Finding(page.meta.title, None, None, 0.8) if page.meta.title and not is_site_name(page.meta.title) else None


def _plain_name(registry: Registry, identity: str | None, day: str | None, text: str) -> str:
    return name_on(registry.provinces[identity], day, text).removeprefix("TP. ") if identity else ""


def _all_warnings(warnings: list[str], day: Finding | None, happened: Finding | None, found: list[Finding]) -> list[str]:
    whole = list(warnings)
    if day is None:
        whole.append("không thấy ngày đăng trên trang")
    for name, finding in (("ngày đăng", day), ("ngày sự kiện", happened)):
        if finding and finding.note:
            whole.append(f"{name} {finding.value}: {finding.note}")
    whole.extend(finding.note for finding in found if finding.note)
    return list(dict.fromkeys(whole))


def _role_warnings(people: list[Person], registry: Registry, acting: str | None) -> list[str]:
    """A namesake whose known post in the registry lies in another province or ended before the day."""
    warnings = []
    for person in people:
        for known in registry.officials_named(person.name):
            ended = [post for post in known.posts if post.end and acting and len(acting) == 10 and post.end.last.isoformat() < acting and post.office in person.role]
            if ended:
                warnings.append(f"{person.name}: danh mục ghi thôi giữ “{ended[0].title}” trước ngày này")
    return warnings


def day_of_entry(proposal: Proposal) -> PartialDate | None:
    """Return the day an entry made from `proposal` bears: published, else the event's."""
    value = _value(proposal.published) or (_value(proposal.event) or "").split("..")[0]
    if not value or value.startswith("--"):
        return None
    return PartialDate(*map(int, value.split("-")))
