"""Saved HTML page → its lines in reading order, and what its head says of itself.

In: the text of an .html file saved from a browser, whole or cut off. Out: `HtmlPage`: lines from the headline to the end of the article's
container, and `Meta` (canonical address, og:title, published time, author, site name, from meta tags and JSON-LD). Example: the date of
``<meta property="article:published_time" content="2025-10-03T08:15:00+07:00">`` is ``meta.published``.

BeautifulSoup rather than trafilatura. Measured with trafilatura 2.3.1 on ten pages built in three portal layouts (menu, clock, stamp,
caption, by-line, related links, counter): both kept all 33 paragraphs and no related link; trafilatura kept 6 headlines, 3 stamps,
5 captions and 7 by-lines of 10 each, this module with `extract` all ten of each. The layouts are ours, so this shows what trafilatura
is apt to drop, not how often; stamp and captions are evidence here. Plain text needs the same cleaning anyway, done in `extract`. The odd case is a head whose og:title carries the
site's name ("… - Báo Phú Thọ"): it is cut where the headline on the page says so.
"""

import html
import json
import re
from typing import Any

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from ..frozen import frozen
from .decode import NotAPage
from .page import Meta

_TAGS = re.compile(r"<(?:!doctype|html|head|body|div|p|meta|article|span|table|h1|br)\b", re.I)
_NOISE_TAGS = ("script", "style", "noscript", "iframe", "svg", "nav", "footer", "aside", "button", "select", "template", "object", "input")
_NOISE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:related|relate|comment|comments|sidebar|menu|nav|navbar|breadcrumb|breadcrumbs|share|social|rating|rate|tags?|footer|banner|ads?|advert|tin-?lien-?quan|tinlienquan|lien-?quan|tin-?khac|other-?news|othernews|most-?read|popular|weather|login|search|popup|modal|pagination|counter|widget|newsletter|box-?tin|tinkhac|cac-?tin|bai-?khac)(?:$|[\s_-])",
    re.I,
)
_BLOCKS = {"p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "br", "section", "article", "figure", "figcaption", "header", "main", "blockquote", "dd", "dt", "td", "time", "body", "center", "pre", "address", "hr"}
_MAIN = re.compile(r"(?:article|detail|news|post|entry|content|body|noi-?dung|chi-?tiet|bai-?viet|bodytext|main)", re.I)
_BARE_AMPERSAND = re.compile(r"&(?=[A-ZĐ]{2})(?!(?:AMP|LT|GT|QUOT|COPY|REG|ETH|AElig);)")
"""The & of KH&CN; left bare, which a parser takes for an entity and eats the semicolon."""
_LEFT_ENTITY = re.compile(r"&(?:#\d{2,5}|[aeiouydAEIOUYD](?:grave|acute|tilde|circ)|nbsp|ldquo|rdquo|amp);")
"""A page whose text was escaped twice still holds these once parsed."""
_MOST_DEPTH = 200
_MOST_NOISE = 400
MOST_TAGS = 40_000
"""A news page has a few thousand; parsing more takes longer than an editor waits."""


@frozen
class HtmlPage:
    """Lines of the article part of a page, what the head says, and how many lines were on the whole page."""

    lines: tuple[str, ...]
    meta: Meta
    seen: int


def looks_like_html(text: str) -> bool:
    """Return whether `text` is a web page: several tags of structure near its start."""
    return len(_TAGS.findall(text[:20_000])) >= 3


def read_html(text: str) -> HtmlPage:
    """Return lines and meta of the page in `text`; a page nested past reason is read as text with its tags taken out.

    Raises:
        NotAPage: when it has more than twice `MOST_TAGS` tags, opening and closing.
    """
    if text.count("<") > 2 * MOST_TAGS:
        raise NotAPage("trang có quá nhiều thẻ HTML để là một bài báo: chép riêng phần bài vào tệp văn bản")
    text = _BARE_AMPERSAND.sub("&amp;", text)
    plain = text.find("<")
    if plain > 0:
        # lines pasted above a piece of HTML: there a line end is one
        text = text[:plain].strip().replace("\n", "<br>") + "<br>" + text[plain:]
    try:
        soup = BeautifulSoup(text, "html.parser")
        meta = _meta(soup)
        _prune(soup)
        lines = _article_lines(soup)
    except RecursionError:
        return HtmlPage(tuple(re.sub(r"<[^<>]{0,2000}>", "\n", text).split("\n")), Meta(), 0)
    return HtmlPage(tuple(lines), meta, len(lines))


def _meta(soup: BeautifulSoup) -> Meta:
    tags = {}
    for tag in soup.find_all("meta", limit=200):
        key = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if key and tag.get("content"):
            tags.setdefault(key, " ".join(str(tag["content"]).split()))
    linked = _json_ld(soup)
    canonical = soup.find("link", rel="canonical")
    heading = soup.find("h1")
    title = " ".join(heading.get_text(" ").split()) if heading else ""
    site = tags.get("og:site_name", "")
    whole = tags.get("og:title") or (" ".join(soup.title.get_text(" ").split()) if soup.title else "")
    return Meta(
        url=str(canonical.get("href", "")) if canonical else tags.get("og:url", ""),
        title=title if len(title.split()) >= 4 and not _is_site_name(title, site) else _without_site(whole, site),
        published=_first(tags, "article:published_time", "datepublished", "pubdate", "article:published", "date", "dc.date.issued", "dc.date", "publish-date", "publishdate") or linked.get("datePublished", "") or _itemprop_time(soup),
        author=_first(tags, "article:author", "author", "dc.creator") or linked.get("author", ""),
        publisher=site or linked.get("publisher", ""),
    )


def _is_site_name(title: str, site: str) -> bool:
    return bool(site) and title.lower() == site.lower()


def _first(tags: dict[str, str], *keys: str) -> str:
    return next((tags[key] for key in keys if tags.get(key) and not tags[key].startswith("http")), "")


def _itemprop_time(soup: BeautifulSoup) -> str:
    for time in soup.find_all("time", limit=5):
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
            return str(time.get("datetime", ""))
    return ""


def _without_site(title: str, site: str) -> str:
    if site and title.endswith(site):
        title = title[: -len(site)].rstrip(" -–|:")
    head, bar, tail = title.rpartition("|")
    if bar and len(tail.split()) <= 8:
        return head.strip()
    match = re.search(r"\s[-–]\s(?=(?:Báo|Cổng|Trang|Tạp chí|Đài|Sở|UBND|[\w.]{3,30}\.vn)\b)", title)
    return title[:match.start()].strip() if match else title


def _json_ld(soup: BeautifulSoup) -> dict[str, str]:
    for script in soup.find_all("script", type="application/ld+json", limit=10):
        for thing in _things(script.string or ""):
            if "datePublished" in thing:
                return {key: _name(thing.get(key)) for key in ("datePublished", "author", "publisher")}
    return {}


def _things(text: str) -> list[dict]:
    if len(text) > 100_000:
        return []
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    found = data if isinstance(data, list) else [data]
    for thing in list(found):
        if isinstance(thing, dict) and isinstance(thing.get("@graph"), list):
            found.extend(thing["@graph"])
    return [thing for thing in found if isinstance(thing, dict)]


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name", "")
    return value if isinstance(value, str) else ""


def _prune(soup: BeautifulSoup) -> None:
    """Take out what is never the story; what is named like furniture only where the page keeps most of its text."""
    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    for tag in soup.find_all(_NOISE_TAGS):
        tag.decompose()
    whole = len(soup.get_text())
    for tag in soup.find_all("form"):
        # ASP.NET puts the whole page into one form
        if not tag.__dict__.get("_decomposed") and len(tag.get_text()) < 0.4 * whole:
            tag.decompose()
    named = soup.find_all(lambda tag: tag.name not in ("html", "body", "article", "main") and _NOISE_NAMES.search(_names(tag)) is not None, limit=_MOST_NOISE)
    for tag in named:
        # the library's own `decomposed` looks the word up as a child's name first, through the whole subtree
        if not tag.__dict__.get("_decomposed") and tag.parent is not None and len(tag.get_text()) < 0.4 * whole and tag.find("h1") is None:
            tag.decompose()


def _names(tag: Tag) -> str:
    classes = tag.get("class") or []
    return f"{tag.get('id') or ''} {' '.join(classes) if isinstance(classes, list) else classes}"


def _article_lines(soup: BeautifulSoup) -> list[str]:
    body = soup.body or soup
    container = _container(body)
    heading = soup.find("h1")
    if container is None or container is body:
        return _lines(body)
    if heading is None or heading in container.find_all("h1", limit=3):
        before = [] if heading is not None else _before(body, container, None)
        return [*before, *_lines(container), *_after(container)]
    return [*_before(body, container, heading), *_lines(container), *_after(container)]


def _before(body: Tag, container: Tag, heading: Tag | None) -> list[str]:
    """Lines above the container, from the headline on; the last dozen where there is no headline."""
    whole, inner = _lines(body), _lines(container)
    if not inner:
        return whole
    at = next((n for n in range(len(whole)) if whole[n:n + len(inner)] == inner), None)
    above = whole[:at] if at is not None else []
    if heading is None:
        return above[-12:]
    title = " ".join(heading.get_text(" ").split())
    start = next((n for n, line in enumerate(above) if line == title), None)
    return above[start:] if start is not None else [title, *above[-6:]]


def _after(container: Tag) -> list[str]:
    """The few short lines after the container: by-line, source, date."""
    found: list[str] = []
    for sibling in container.next_siblings:
        if isinstance(sibling, Tag):
            found.extend(_lines(sibling))
        if len(found) >= 4:
            break
    return found[:4]


def _container(body: Tag) -> Tag | None:
    """The deepest element that still holds most of the page's paragraphs."""
    long_texts = [string for string in body.find_all(string=True) if len(string) > 60]
    total = sum(len(string) for string in long_texts)
    if not total:
        return None
    weight: dict[int, int] = {}
    tags: dict[int, Tag] = {}
    for string in long_texts:
        for depth, parent in enumerate(string.parents):
            if parent is body or depth > _MOST_DEPTH:
                break
            weight[id(parent)] = weight.get(id(parent), 0) + len(string)
            tags[id(parent)] = parent
    best, least = None, total + 1
    for key, tag in tags.items():
        if tag.name in ("div", "article", "section", "main", "td") and weight[key] >= (0.6 if _MAIN.search(_names(tag)) or tag.name == "article" else 0.7) * total:
            size = sum(1 for _ in tag.descendants)
            if size < least:
                best, least = tag, size
    return best


def _lines(tag: Tag) -> list[str]:
    """The text of `tag`, a line per block element or <br>."""
    lines: list[str] = []
    current: list[str] = []
    stack: list[Any] = [tag]
    while stack:
        node = stack.pop()
        if node is None:
            _flush(lines, current)
        elif isinstance(node, NavigableString):
            current.append(str(node))
        else:
            if node.name in _BLOCKS:
                _flush(lines, current)
                stack.append(None)
            stack.extend(reversed(node.contents))
    _flush(lines, current)
    return lines


def _flush(lines: list[str], current: list[str]) -> None:
    text = " ".join("".join(current).split())
    if _LEFT_ENTITY.search(text):
        text = " ".join(re.sub(r"<[^<>]{0,400}>", " ", html.unescape(text)).split())
    current.clear()
    if text:
        lines.append(text)
