"""Rules of Markdown: pictures, headings, links as they are written, raw HTML.

In: a `Prose` of an entry or a page. Out: hits (offset, code, message, remedy). Example: ``![](so-do.png)`` gives ``markdown-image-alt``. The page shows
raw HTML as text, so what an editor pastes from a portal is seen by every reader: it is a warning and not a danger. The odd case is
``#word`` without a blank: Python-Markdown makes a heading of it.
"""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from itertools import islice

from .prose import FILL, SOURCE_MARKER, Prose
from .vietnamese import MOST_HITS, Hit

_IMAGE = re.compile(r"!\[\s*\](?=[(\[])")
_HEADING = re.compile(r"^(#{1,6})(?!#)[^\n]*$|^[^\n\s|>-][^\n]*\n(=+)[ ]*$", re.M)
_TAG = re.compile(r"<!--.{0,200}?-->|</?[A-Za-z][A-Za-z0-9]{0,20}(?::[A-Za-z]{1,20})?(?:\s[^<>\n]{0,300})?/?>", re.S)
_ENTITY = re.compile(r"&(?:([A-Za-z]{2,8}\d{0,2};)|#\d{1,7};|#[xX][0-9a-fA-F]{1,6};)")
_EMPTY_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]*$", re.M)
_LINKS = (
    (re.compile(r"\]\([ \t]*\)"), "không có địa chỉ", "ghi địa chỉ trong ngoặc tròn: [chữ](https://…)"),
    (re.compile(r"(?<!!)\[[ \t]*\]\([^)\n]"), "không có chữ để bấm", "ghi chữ trong ngoặc vuông: [chữ](https://…)"),
    (re.compile(r"\][ \t]+\((?:https?://|/)"), "có khoảng trắng giữa ngoặc vuông và ngoặc tròn", "viết liền: [chữ](https://…)"),
    (re.compile(r"\([^()\n]{1,200}\)\[(?:https?://|/)"), "đặt ngược hai loại ngoặc", "viết chữ trong ngoặc vuông, địa chỉ trong ngoặc tròn: [chữ](https://…)"),
    (re.compile(r"\]\([^()\n]{1,2000}(?:\n|\Z)"), "thiếu dấu ) ở cuối", "thêm dấu ) ngay sau địa chỉ"),
    (re.compile(r"\]\(https?://[^\s()<>]{1,2000}[ \t]+(?![\"')])"), "có khoảng trắng trong địa chỉ", "chép lại nguyên địa chỉ; khoảng trắng viết là %20"),
    (re.compile(r"\](?:\(|:[ \t]*)<?(?!https?://|mailto:)(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:|https?//|//)"), "không bắt đầu bằng https://, http:// hoặc mailto:", "chép lại nguyên địa chỉ từ thanh địa chỉ của trình duyệt"),
)
"""How a link goes wrong → what is wrong with it, what to write."""
_REFERENCE = re.compile(r"(?<![\]\\!])\[(?!\d{1,3}\]\[\d)[^\[\]\n]{1,200}\]\[([^\[\]\n]{1,100})\]")
_DEFINED = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.M)
_CODE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$|(`{1,20})(?!`).{0,200}?(?<!`)\1(?!`)", re.M | re.S)


def problems(prose: Prose) -> Iterator[Hit]:
    """Yield the hits of every rule in the body of `prose`."""
    body = prose.text[prose.body_at:]
    if "`" in body or "~~~" in body:
        body = _CODE.sub(lambda match: re.sub(r"[^\n]", FILL, match[0]), body)
    for offset, *rest in _entities_in_head(prose):
        yield offset, *rest
    for rule in (images_without_alt, heading_levels, links_misspelt, raw_html):
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
    for match in _EMPTY_HEADING.finditer(body):
        yield match.start(), "markdown-heading", "đề mục không có chữ", "viết đề mục, hoặc bỏ dòng này"
    before = 1
    for match in _HEADING.finditer(body):
        level = len(match[1]) if match[1] else 1
        words = match[0].splitlines()[0].strip("# \t")[:40]
        if not words:
            continue
        if level == 1:
            yield match.start(), "markdown-heading", f"đề mục “{words}” ở cấp một, là cấp của tiêu đề tin", f"viết “## {words}”"
        elif level > before + 1:
            yield match.start(), "markdown-heading", f"đề mục “{words}” ở cấp {level}, ngay dưới cấp {before}", f"viết “{'#' * (before + 1)} {words}”"
        before = max(level, 2)


def links_misspelt(body: str) -> Iterator[Hit]:
    """A link that is not written as Markdown has it shows its brackets to the reader, or leads nowhere."""
    if "[" not in body:
        return
    told = set()
    for form, wrong, remedy in _LINKS if "(" in body or "]:" in body else ():
        for match in form.finditer(body):
            line = body.count("\n", 0, match.start())
            if line not in told:
                told.add(line)
                yield match.start(), "markdown-link", f"liên kết “{_link_at(body, match.start())}” {wrong}", remedy
    defined = {match[1].lower() for match in _DEFINED.finditer(body)} if "][" in body else set()
    for match in _REFERENCE.finditer(body) if "][" in body else ():
        if match[1].lower() not in defined:
            yield match.start(), "markdown-link", f"liên kết “{match[0][:60]}” dẫn tới “{match[1][:40]}”, mà cuối bài không có dòng ấy", f"viết [chữ](https://…), hoặc thêm dòng [{match[1][:40]}]: https://… ở cuối bài"


def _link_at(body: str, at: int) -> str:
    """Return the link around `at` as a message shows it."""
    start = max(body.rfind("[", 0, at + 1), body.rfind("\n", 0, at + 1) + 1, at - 60)
    return " ".join(re.match(r"[^\n]{0,60}", body[start:])[0].split())


def raw_html(body: str) -> Iterator[Hit]:
    """HTML in a body is shown to the reader as text; what was pasted in one piece is told once."""
    yield from _entities(body)
    if "<" not in body:
        return
    paragraph = -1
    for match in _TAG.finditer(body):
        here = body.count("\n\n", 0, match.start())
        if here != paragraph and not match[0].startswith(SOURCE_MARKER):
            paragraph = here
            yield match.start(), "markdown-html", f"mã HTML “{' '.join(match[0].split())[:40]}” sẽ hiện nguyên văn trên trang", "bỏ mã HTML, viết bằng Markdown"


def _entities(text: str) -> Iterator[Hit]:
    """A character written as HTML (&amp;aacute;) is not found by a search, and in a title it is shown as it stands."""
    line = -1
    for match in _ENTITY.finditer(text) if "&" in text else ():
        here = text.count("\n", 0, match.start())
        if here != line and is_entity(match):
            line = here
            letter = unescape(match[0])
            yield match.start(), "markdown-html", f"mã HTML “{match[0]}” thay cho một ký tự", f"viết “{letter}”" if letter.isprintable() and not letter.isspace() else "viết một khoảng trắng, hoặc bỏ đi"


def _entities_in_head(prose: Prose) -> Iterator[Hit]:
    yield from _entities(prose.masked[: prose.body_at])


def is_entity(match: re.Match[str]) -> bool:
    """Return whether HTML knows the name in `match`: “KH&CN;” is none."""
    return match[1] is None or match[1] in html5


def has_entity(word: str) -> bool:
    """Return whether `word` holds a character written as HTML."""
    return any(map(is_entity, _ENTITY.finditer(word)))
