"""Markdown body → the HTML a reader sees.

In: the body of an entry or page and what it may point to. Out: HTML whose first mention of each cited document and named
official is a link, and in which numbers of documents, dates and a figure with its unit do not break across lines.
Example: "Nghị quyết số 57-NQ/TW" in an entry that cites it becomes a link to ``/van-ban/57-nq-tw/``.

Python-Markdown is the renderer of record. Raw HTML is shown as text, never passed on: what an editor pastes from a portal may
carry its scripts. A link to another file (``2025-04-01-x.md``) becomes a link to its page; a link to nowhere is a problem.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from posixpath import normpath

from markdown import Markdown

_TAG = re.compile(r"(<[^>]*>)")
_LINK = re.compile(r"(?<!\\)!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^)\s>]*)>?[^)\n]*\)|^ {0,3}\[[^\]\n]+\]:\s*<?(\S+?)>?\s*$", re.M)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.S)
_TOGETHER = re.compile(
    r"\b\d{1,5}(?:/\d{4})?(?:-[A-ZĐ][A-Za-zĐđ]*/|/[A-ZĐ][A-Za-zĐđ]*-)[A-ZĐ][\wĐđ-]*"  # 57-NQ/TW, 06/2022/NQ-HĐND
    r"|\b\d{1,5}/\d{4}/QH\d\d\b"
    r"|\bngày \d{1,2}/\d{1,2}(?:/\d{4})?"
    r"|\b\d[\d.,]*(?: ?%| (?:triệu|tỷ|nghìn|đồng|USD|km|ha|MW|GB|TB|điểm|năm|tháng|ngày|hồ sơ)\b)"
)
_EXTENSIONS = ["tables", "sane_lists"]


def make_renderer() -> Markdown:
    """Return a Python-Markdown that shows raw HTML as text; it may be used again and again."""
    markdown = Markdown(extensions=_EXTENSIONS, output_format="html")
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    return markdown


def render(body: str, renderer: Markdown) -> str:
    """Return the plain HTML of a Markdown `body`; headings begin at level two, because the page has its own title."""
    html = renderer.reset().convert(body)
    return re.sub(r"<(/?)h1\b", r"<\1h2", html)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that link to a page at their first mention."""

    words: str
    url: str


def link_terms(html: str, terms: Iterable[Term]) -> str:
    """Return `html` with the first mention of each term's address made a link; text inside links and headings is left alone."""
    by_words = {escape(term.words, quote=False): term.url for term in terms}
    if not by_words:
        return html
    pattern = re.compile(r"(?<![\w/-])(?:" + "|".join(re.escape(words) for words in sorted(by_words, key=len, reverse=True)) + r")(?![\w/-])")
    linked: set[str] = set()

    def link(match: re.Match[str]) -> str:
        url = by_words[match.group()]
        if url in linked:
            return match.group()
        linked.add(url)
        return f'<a href="{url}">{match.group()}</a>'

    return _outside(html, ("a", "h2", "h3", "h4", "code", "pre"), lambda text: pattern.sub(link, text))


def keep_together(html: str) -> str:
    """Return `html` with document numbers, dates and figures with their unit kept on one line."""
    return _outside(html, ("code", "pre"), lambda text: _TOGETHER.sub(lambda m: f'<span class="nb">{m.group()}</span>', text))


def _outside(html: str, inside: tuple[str, ...], change: Callable[[str], str]) -> str:
    """Apply `change` to the text between tags, except within the elements named in `inside`."""
    parts = _TAG.split(html)
    depth = 0
    for index, part in enumerate(parts):
        if index % 2:
            name = part.strip("</>").split(maxsplit=1)[0].lower() if len(part) > 2 else ""
            if name in inside:
                depth += -1 if part.startswith("</") else 1
        elif depth == 0 and part:
            parts[index] = change(part)
    return "".join(parts)


def links_of(body: str) -> list[tuple[str, int]]:
    """Return the targets of the Markdown links of `body`, each with its line (from 0) in the body."""
    bare = _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), body)
    return [(match[1] or match[2] or "", bare.count("\n", 0, match.start())) for match in _LINK.finditer(bare)]


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
    if clean.startswith("/"):
        return clean
    return urls.get(normpath(f"{path.rpartition('/')[0]}/{clean}")) if is_local(target) else None


def is_local(target: str) -> bool:
    """Return whether a link target names a file or page of this site rather than another site or a mail address."""
    return not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", target)


def resolve_links(html: str, path: str, urls: Mapping[str, str]) -> str:
    """Return `html` with links between files turned into links between pages."""

    def resolve(match: re.Match[str]) -> str:
        target = unescape(match[1])
        if not is_local(target) or target.startswith(("/", "#")):
            return match.group()
        url = local_target(target, path, urls)
        _, hash_, fragment = target.partition("#")
        return f'href="{escape((url or target.partition("#")[0]) + hash_ + fragment)}"'

    return re.sub(r'href="([^"]*)"', resolve, html)
