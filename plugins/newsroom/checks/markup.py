"""Rules of Markdown: pictures, headings, raw HTML.

In: a `Prose` of an entry or a page. Out: hits (offset, code, message, remedy). Example: ``![](so-do.png)`` gives ``markdown-image-alt``. The page shows
raw HTML as text, so what an editor pastes from a portal is seen by every reader: it is a warning and not a danger. The odd case is
``#word`` without a blank: Python-Markdown makes a heading of it.
"""

import re
from collections.abc import Iterator
from itertools import islice

from .prose import FILL, SOURCE_MARKER, Prose
from .vietnamese import MOST_HITS, Hit

_IMAGE = re.compile(r"!\[\s*\](?=[(\[])")
_HEADING = re.compile(r"^(#{1,6})(?!#)[^\n]*$|^[^\n\s|>-][^\n]*\n(=+)[ ]*$", re.M)
_TAG = re.compile(r"<!--.{0,200}?-->|</?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>\n]{0,300})?/?>", re.S)
_CODE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$|(`{1,20})(?!`).{0,200}?(?<!`)\1(?!`)", re.M | re.S)


def problems(prose: Prose) -> Iterator[Hit]:
    """Yield the hits of every rule in the body of `prose`."""
    body = prose.text[prose.body_at:]
    if "`" in body or "~~~" in body:
        body = _CODE.sub(lambda match: re.sub(r"[^\n]", FILL, match[0]), body)
    for rule in (images_without_alt, heading_levels, raw_html):
        for offset, *rest in islice(rule(body), MOST_HITS):
            yield prose.body_at + offset, *rest


def images_without_alt(body: str) -> Iterator[Hit]:
    """A picture without words says nothing to a reader who cannot see it."""
    if "![" in body:
        for match in _IMAGE.finditer(body):
            yield match.start(), "markdown-image-alt", "ảnh không có lời mô tả", "viết lời mô tả trong ngoặc vuông: ![Quang cảnh hội nghị](anh.jpg)"


def heading_levels(body: str) -> Iterator[Hit]:
    """The title is the page's one heading of level one; headings in the text begin with ## and skip no level."""
    if "#" not in body and "\n=" not in body:
        return
    before = 1
    for match in _HEADING.finditer(body):
        level = len(match[1]) if match[1] else 1
        words = match[0].splitlines()[0].strip("# ")[:40]
        if level == 1:
            yield match.start(), "markdown-heading", f"đề mục “{words}” ở cấp một, là cấp của tiêu đề tin", f"viết “## {words}”"
        elif level > before + 1:
            yield match.start(), "markdown-heading", f"đề mục “{words}” ở cấp {level}, ngay dưới cấp {before}", f"viết “{'#' * (before + 1)} {words}”"
        before = max(level, 2)


def raw_html(body: str) -> Iterator[Hit]:
    """HTML in a body is shown to the reader as text."""
    if "<" not in body:
        return
    opened = set()
    for match in _TAG.finditer(body):
        name = re.match(r"</?([A-Za-z0-9]*)", match[0])[1].lower()
        closes = match[0].startswith("</") and name in opened
        opened.add(name)
        if not closes and not match[0].startswith(SOURCE_MARKER):
            yield match.start(), "markdown-html", f"mã HTML “{' '.join(match[0].split())[:40]}” sẽ hiện nguyên văn trên trang", "bỏ mã HTML, viết bằng Markdown"
