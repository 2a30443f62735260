"""Who published a page, who wrote it, and at what address.

In: a cleaned `Page` and the publishers of ``content/registry/publishers.yaml``. Out: `Source`: address without tracking parameters, publisher,
author, and the province a local publisher serves. Example: "Nguồn Ấp Bắc: http://baoapbac.vn/…" gives Báo Ấp Bắc and Tiền Giang; an address on
skhcn.binhdinh.gov.vn gives Bình Định though the publisher is not in the list. The odd case is a reprint ("Theo Báo X"): the page's own address
names the publisher, the line names the author's paper.
"""

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..frozen import frozen
from ..registry import Registry
from ..text import fold
from .lists import entries
from .page import BYLINE, PARAGRAPH, SOURCE, TITLE, Finding, Page
from .vietnamese import FAMILY_NAMES, compiled

_ADDRESS = re.compile(r"https?://[^\s<>\"'()]{4,400}")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|zarsrc|gidzl|dclid|mc_\w+|igshid|zanpid|_ga)", re.I)
_SITE_LINE = compiled(r"(?i:(?:cổng thông tin điện tử|trang thông tin điện tử|cổng tttđt|báo điện tử|báo|tạp chí|đài phát thanh (?:và|-) truyền hình))\s[^\n.,;:|]{2,70}")
_LEAD_TAG = compiled(r"\((?P<name>(?:Cổng TTĐT|TTXVN|VOV|VGP|Chinhphu\.vn|[A-ZÀ-Ỹ][\wÀ-ỹ .]{1,20}(?:online|điện tử)|TTĐT|Báo [\wÀ-ỹ ]{2,24}))[^)]{0,20}\)\s?[-–—]?")
_LEAD_SITE = re.compile(r"\(?(?P<host>(?:[a-z0-9-]{2,40}\.){1,4}(?:gov\.vn|org\.vn|com\.vn|vn))\)?\s?[-–—:)]?\s", re.I)
"""The site's own name before the first words: "(Thainguyencity.gov.vn) Chiều ngày …"."""
_OPENING_TAG = compiled(r"[-–\s]{0,3}(?:\((?P<round>[^()]{2,24})\)|(?P<bare>[A-ZĐ]{2,8}(?: Online| online)?)\s?[-–—]\s)")
_NAMED_SOURCE = compiled(r"(?i:(?:nguồn(?: tin)?|theo))\s?:?\s?(?P<name>[A-ZÀ-Ỹ][^\n:(/]{1,60}?)\s?(?::|\(|$|\shttps?:)")
_BY = re.compile(r"^(?:(?:tác giả|bài(?: viết)?(?:, ảnh| và ảnh)?|tin(?:, ảnh| và ảnh| bài| ảnh)?|thực hiện|người viết|pv|ctv|ảnh|biên tập)\s?[:/-]\s?)+", re.I)
_NOT_AUTHOR = re.compile(r"(?:theo|nguồn|ảnh\s?:|biên tập|btv|bbt$|ban biên tập|admin|cổng|báo|vp$|tổng hợp|sưu tầm)\b", re.I)


@frozen
class Publisher:
    """A newspaper or portal: domain, name, the province it serves (id) or None, the tags its stories open with (GLO, QNO)."""

    domain: str
    name: str
    province: str | None
    tags: tuple[str, ...] = ()


@frozen
class Source:
    """Where a page comes from; each part None when the page does not say."""

    url: Finding | None
    publisher: Finding | None
    author: Finding | None
    province: str | None


@lru_cache(maxsize=4)
def read_publishers(path: Path, known: frozenset[str] = frozenset()) -> tuple[Publisher, ...]:
    """Return the publishers in the file at `path`; every province one of `known`, where any are.

    Raises:
        BrokenList: when the file is wrong.
    """
    listed = entries(path, texts=("domain", "name"), optional=("province",), lists=("tags",), known={"province": known})
    return tuple(Publisher(entry["domain"], entry["name"], entry["province"] or None, entry["tags"]) for entry in listed)


def source(page: Page, registry: Registry, publishers: tuple[Publisher, ...]) -> Source:
    """Return where `page` comes from."""
    url = _url(page)
    known = _known(str(url.value), publishers) if url else None
    tagged = None if known else _tagged(page, publishers)
    publisher = Finding(known.name, url.start, url.end, 0.95) if known and url else tagged[1] if tagged else _said_publisher(page, publishers)
    local = known or (tagged[0] if tagged else None) or (_by_name(str(publisher.value), publishers) if publisher else None)
    province = (local.province if local else None) or (_province_of_host(str(url.value), registry) if url else None) or _province_of_site(publisher, registry) or _province_in_name(publisher, registry)
    return Source(url, publisher, _author(page), province)


def without_tracking(url: str) -> str:
    """Return `url` without the parameters that only count clicks, and without the fragment."""
    try:
        parts = urlsplit(url.strip())
        query = urlencode([(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(key)])
        return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
    except ValueError:
        return url.strip()


def _url(page: Page) -> Finding | None:
    if page.meta.url.startswith(("http://", "https://")):
        return Finding(without_tracking(page.meta.url), None, None, 0.95)
    for line in page.of_kind(SOURCE):
        match = _ADDRESS.search(page.slice(line))
        if match:
            return Finding(without_tracking(match.group().rstrip(".,;)")), line.start + match.start(), line.start + match.end(), 0.85)
    return None


def _known(url: str, publishers: tuple[Publisher, ...]) -> Publisher | None:
    host = _host(url)
    fitting = [one for one in publishers if host == one.domain or host.endswith("." + one.domain)]
    return max(fitting, key=lambda one: len(one.domain), default=None)


def _tagged(page: Page, publishers: tuple[Publisher, ...]) -> tuple[Publisher, Finding] | None:
    """The paper whose tag opens the headline or one of the first paragraphs: "(GLO)- Sáng 23-10, …", "BP - Giám đốc Sở …"."""
    for line in [*page.of_kind(TITLE), *page.of_kind(PARAGRAPH)[:3]]:
        match = _OPENING_TAG.match(page.slice(line))
        name = (match["round"] or match["bare"]).strip().casefold() if match else ""
        for one in publishers:
            if name and name in (tag.casefold() for tag in one.tags):
                return one, Finding(one.name, line.start, line.start + match.end(), 0.85)
    return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").lower()
    except ValueError:
        return ""


def _by_name(name: str, publishers: tuple[Publisher, ...]) -> Publisher | None:
    wanted = fold(name).removeprefix("bao ").removeprefix("dien tu ")
    return next((one for one in publishers if len(wanted) > 3 and fold(one.name).removeprefix("bao ") == wanted), None)


def _province_of_host(url: str, registry: Registry) -> str | None:
    """The province whose name, run together, is a label of the host: skhcn.binhdinh.gov.vn, baothainguyen.vn, thainguyentv.vn."""
    labels = _host(url).replace("-", "").split(".")
    found: list[tuple[int, str]] = []
    for province in registry.provinces.values():
        for name in {province.id.replace("-", ""), *(fold(one.name).replace(" ", "").replace("-", "") for one in province.names)}:
            name = name.replace("tp.", "").replace(".", "")
            for label in labels:
                if label in (name, f"bao{name}", f"tinh{name}") or len(name) >= 6 and (label.startswith(name) or label.endswith(name)):
                    found.append((len(name), province.id))
    return max(found)[1] if found else None


def _province_of_site(publisher: Finding | None, registry: Registry) -> str | None:
    """The province in a publisher known only by its host."""
    name = str(publisher.value) if publisher else ""
    return _province_of_host(f"https://{name}/", registry) if name.endswith(".vn") and " " not in name else None


def _province_in_name(publisher: Finding | None, registry: Registry) -> str | None:
    if not publisher:
        return None
    words = re.sub(r"^.*\b(?:tỉnh|thành phố|Báo|TP\.)\s", "", str(publisher.value))
    found = registry.provinces_named(words)
    return found[0].id if len(found) == 1 else None


def _said_publisher(page: Page, publishers: tuple[Publisher, ...]) -> Finding | None:
    if page.meta.publisher:
        return Finding(page.meta.publisher, None, None, 0.85)
    for line in page.of_kind(SOURCE, BYLINE):
        match = _NAMED_SOURCE.match(page.slice(line).strip("() "))
        if match:
            name = match["name"].strip(" .")
            known = _by_name(name, publishers)
            return Finding(known.name if known else name, line.start, line.end, 0.85 if known else 0.6)
    first = next(iter(page.of_kind(PARAGRAPH)), None)
    site = _LEAD_SITE.match(page.slice(first)) if first else None
    if first and site:
        known = _known(f"https://{site['host'].lower()}/", publishers)
        return Finding(known.name if known else site["host"].lower(), first.start, first.start + site.end("host"), 0.85 if known else 0.6, "" if known else "bài chỉ ghi tên miền")
    tag = _LEAD_TAG.match(page.slice(first)) if first else None
    if first and tag:
        name = tag["name"].replace("TTĐT", "thông tin điện tử")
        return Finding(name, first.start, first.start + tag.end("name"), 0.7)
    for text in (page.header, page.footer):
        match = next((found for line in text.split("\n") if (found := _SITE_LINE.fullmatch(line.strip()))), None)
        if match:
            return Finding(match.group().strip().capitalize() if match.group().isupper() else match.group().strip(), None, None, 0.6, "theo tên trang ở đầu hoặc cuối trang")
    return None


def _author(page: Page) -> Finding | None:
    lines = page.of_kind(BYLINE)
    for line in reversed(lines):
        text = page.slice(line)
        name = re.sub(r"\s?(?:\([^)]*\)|[-–|/,]\s?(?:báo|cổng|theo|sở|ttxvn|tổng hợp)\b.*)$", "", _BY.sub("", text), flags=re.I).strip(" .-–|")
        if not 2 <= len(name) <= 60 or _NOT_AUTHOR.match(name) or name.isupper() and len(name.split()) > 4 and name.split()[0].capitalize() not in FAMILY_NAMES:
            continue
        start = line.start + max(0, text.find(name))
        return Finding(name, start, start + len(name), 0.8)
    return Finding(page.meta.author, None, None, 0.85) if page.meta.author else None
