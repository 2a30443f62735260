"""Markdown body → the HTML a reader sees.

In: the body of an entry or page and what it may point to. Out: HTML whose first mention of each cited document and named
official is a link, and in which numbers of documents, dates and a figure with its unit do not break across lines.
Example: "Nghị quyết số 57-NQ/TW" in an entry that cites it becomes a link to ``/van-ban/57-nq-tw/``.

Python-Markdown is the renderer of record (`plain_markdown` takes the bodies for which it gives the same bytes). Raw HTML is shown as text, never passed on: what an editor pastes from a portal may
carry its scripts. A link to another file (``2025-04-01-x.md``) becomes a link to its page, ``#ket-qua`` one to the heading “Kết quả” of the body; a link to nowhere is a problem.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from html import escape, unescape
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from . import plain_markdown
from .frozen import frozen
from .text import slug

if TYPE_CHECKING:
    from markdown import Markdown

_TARGET = re.compile(r'(?:href|src)="([^"]*)"')
_TOGETHER = re.compile(
    r"[0-9](?:"
    r"(\d{0,4}(?:/\d{4})?(?:-[A-ZĐ][A-Za-zĐđ]*/|/[A-ZĐ][A-Za-zĐđ]*-)[A-ZĐ][\wĐđ-]*"  # 57-NQ/TW, 06/2022/NQ-HĐND
    r"|\d{0,4}/\d{4}/QH\d\d"
    r"|[\d.,]*(?: ?%| (?:triệu|tỷ|nghìn|đồng|USD|km|ha|MW|GB|TB|điểm|năm|tháng|ngày|hồ sơ)\b))"
    r"|(\d?/\d{1,2}(?:/\d{4})?)"
    r"|\d*)"
)
"""Numbers with what must stay beside them. It starts with a digit outside any group, which lets the search jump from digit to digit."""
_NAME_AFTER_LETTER = re.compile(r"-(?<=[A-ZĐ]-)(?<![\w/-][A-ZĐ]-)[A-Z][a-z]\w*")
"""The rest of a name that begins with a letter and a hyphen, as C-ThaiNguyen does; it starts with the hyphen, to which the search jumps."""
_CLOSED, _VERBATIM = re.compile("<(a|h[2-4]|code|pre)"), re.compile("<(code|pre)")
"""Elements within which no words become a link, and those whose words stay as they are."""
_WITHIN = re.compile(r'href="#([^"]*)"')
_HEADING = re.compile(r"<(h[2-6])>(.*?)</\1>", re.S)
HEADING = "muc-"
"""How the id of a heading of a body begins, so that it is never that of a part of the page around it."""


class Renderer:
    """Python-Markdown as the site has it, loaded when a body is met that needs it; it may be used again and again, by one thread."""

    @cached_property
    def _markdown(self) -> "Markdown":
        from .full_markdown import make_markdown  # with all it brings, two hundredths of a second

        return make_markdown()

    def convert(self, body: str) -> str:
        """Return the HTML of a Markdown `body`; raw HTML is shown as text."""
        return self._markdown.reset().convert(body)


def render(body: str, renderer: Renderer) -> str:
    """Return the plain HTML of a Markdown `body`; headings begin at level two, because the page has its own title."""
    html = plain_markdown.render(body)
    if html is None:
        html = re.sub(r"<(/?)h1\b", r"<\1h2", renderer.convert(body))
    return _tie_headings(html) if 'href="#' in html else html


def _tie_headings(html: str) -> str:
    """Return `html` with the links to its own headings tied to them: ``#ket-qua`` and ``#kết-quả`` lead to the first heading “Kết quả”."""
    wanted = {slug(unquote(unescape(target))) for target in _WITHIN.findall(html)} - {""}
    tied: set[str] = set()

    def with_id(match: re.Match[str]) -> str:
        name = slug(unescape(re.sub(r"<[^>]*>", "", match[2])))
        if name not in wanted or name in tied:
            return match[0]
        tied.add(name)
        return f'<{match[1]} id="{HEADING}{name}">{match[2]}</{match[1]}>'

    def to_id(match: re.Match[str]) -> str:
        name = slug(unquote(unescape(match[1])))
        return f'href="#{HEADING}{name}"' if name in tied else match[0]

    return _WITHIN.sub(to_id, _HEADING.sub(with_id, html))


@frozen
class Term:
    """Words that link to a page at their first mention."""

    words: str
    url: str


def link_terms(html: str, terms: Iterable[Term]) -> str:
    """Return `html` with the first mention of each term's address made a link; text inside links and headings is left alone."""
    mentions: dict[str, list[str]] = {}
    for term in terms:
        words = escape(term.words, quote=False)
        if words in html:
            mentions.setdefault(term.url, []).append(words)
    if not mentions:
        return html
    closed = set(_CLOSED.findall(html))
    found = sorted(place for url, words in mentions.items() if (place := _first_mention(html, words, url, closed)))
    parts, end = [], 0
    for start, minus_length, words, url in found:
        if start >= end:
            parts += html[end:start], f'<a href="{url}">{words}</a>'
            end = start - minus_length
    return "".join([*parts, html[end:]])


def _first_mention(html: str, choices: list[str], url: str, closed: Collection[str]) -> tuple[int, int, str, str] | None:
    """Return (start, -length, words, url) of the earliest whole mention of one of `choices` outside the `closed` elements; the longest wins a tie."""
    places = []
    for words in choices:
        at = html.find(words)
        while at >= 0:
            end = at + len(words)
            if _whole(html, at, end) and _in_text(html, at) and not any(_within(html, at, name) for name in closed):
                places.append((at, -len(words), words, url))
                break
            at = html.find(words, at + 1)
    return min(places, default=None)


def _whole(html: str, start: int, end: int) -> bool:
    """Return whether the words from `start` to `end` are not part of a longer word or number."""
    before, after = html[start - 1:start], html[end:end + 1]
    return not (before.isalnum() or before in ("/", "-", "_") and before) and not (after.isalnum() or after in ("/", "-", "_") and after)


def keep_together(html: str) -> str:
    """Return `html` with document numbers, dates, figures with their unit and names like C-ThaiNguyen kept on one line."""
    closed = set(_VERBATIM.findall(html))
    parts, end = [], 0
    for match in _TOGETHER.finditer(html):
        if match.lastindex is None:
            continue
        start, stop = _bound_together(html, match)
        if start >= stop or start < end or not _in_text(html, start) or closed and any(_within(html, start, name) for name in closed):
            continue
        parts += html[end:start], '<span class="nb">', html[start:stop], "</span>"
        end = stop
    kept = "".join([*parts, html[end:]]) if parts else html
    return _names_together(kept, closed) if _NAME_AFTER_LETTER.search(kept) else kept


def _names_together(html: str, closed: Collection[str]) -> str:
    parts, end = [], 0
    for match in _NAME_AFTER_LETTER.finditer(html):
        start = match.start() - 1
        if _in_text(html, start) and not any(_within(html, start, name) for name in (*closed, "span")):
            parts += html[end:start], '<span class="nb">', html[start:match.end()], "</span>"
            end = match.end()
    return "".join([*parts, html[end:]])


def _bound_together(html: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where the words begin and end that the number in `match` must stay with; nothing when it stands alone."""
    start, stop = match.span()
    if match[2] and html.startswith("ngày ", start - 5) and not html[start - 6:start - 5].isalnum():
        return start - 5, stop
    return (start, stop) if match[1] and not html[start - 1:start].isalnum() else (stop, stop)


def _in_text(html: str, at: int) -> bool:
    """Return whether position `at` is between tags rather than inside one (rendered Markdown has no bare < or >)."""
    return html.rfind("<", 0, at) <= html.rfind(">", 0, at)


def _within(html: str, at: int, name: str) -> bool:
    """Return whether position `at` is inside an element `name` (rendered Markdown never nests two of one name here)."""
    return html.rfind(f"<{name}", 0, at) > html.rfind(f"</{name}", 0, at)


def links_of(body: str, renderer: Renderer) -> list[tuple[str, int]]:
    """Return the targets of the links and pictures of `body` as a reader gets them, each with the line (from 0) it stands on in the body; links to its own headings are left out."""
    if "](" not in body and "]:" not in body and "<http" not in body:
        return []
    found, at = [], 0
    html = render(body, renderer)
    for match in _TARGET.finditer(html):
        target = unescape(match[1])
        if target.startswith(f"#{HEADING}") and f' id="{target[1:]}"' in html:
            continue
        place = body.find(target, at)
        at = place if place >= 0 else at
        found.append((target, body.count("\n", 0, max(place, 0))))
    return found


def local_target(target: str, path: str, urls: Mapping[str, str]) -> str | None:
    """Return the address a link to another file or page of the site leads to, without its fragment.

    Args:
        target: what stands in the Markdown link.
        path: the file the link stands in, as in `urls`.
        urls: file path → address of its page.

    Returns:
        The address; "" for a link within the page; None when `target` leads to another site or to no file.
    """
    clean = target.partition("#")[0]
    if not clean:
        return ""
    if clean.startswith("/") and not clean.startswith("//"):
        return clean
    return urls.get(normpath(f"{path.rpartition('/')[0]}/{clean}")) if is_local(target) else None


def is_local(target: str) -> bool:
    """Return whether a link target names a file or page of this site rather than another site or a mail address."""
    return not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", target)


def resolve_links(html: str, path: str, urls: Mapping[str, str]) -> str:
    """Return `html` with links between files turned into links between pages."""
    if "href=" not in html:
        return html

    def resolve(match: re.Match[str]) -> str:
        target = unescape(match[1])
        if not is_local(target) or target.startswith(("/", "#")):
            return match.group()
        url = local_target(target, path, urls)
        _, hash_, fragment = target.partition("#")
        return f'href="{escape((url or target.partition("#")[0]) + hash_ + fragment)}"'

    return re.sub(r'href="([^"]*)"', resolve, html)
