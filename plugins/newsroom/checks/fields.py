"""Rules of what stands in a front matter or a registry file beside its values: notes left for the editor, words that YAML drops, marks of git.

In: a `Prose`. Out: hits (offset, code, message, remedy). Example: ``title: Top #1 về chuyển đổi số # mới`` loses everything after the blank and the #, because YAML
takes it for a note: that is ``yaml-comment``. The odd case is a note in its right place, on a line of its own: it is left alone, unless it is
one of the importer's doubts in an entry that is published.
"""

import re
from collections.abc import Iterator
from itertools import islice

from .prose import Prose
from .vietnamese import MOST_HITS, Hit

_DOUBT = re.compile(r"(?:^|(?<=\s))# ?kiểm tra\b:?[ ]*(.*)$", re.M | re.I)
_CUT = re.compile(r"^[ -]*(title|summary|label|quote|note|alt|credit|role|name|office|organisation): +[^\s\"'|>\[{#][^\n]*?[ \t](#(?! ?kiểm tra)[^\n]*)$", re.M | re.I)
_TAG = re.compile(r"^[ ]*(?:- +)*(?:[A-Za-z_]+:[ ]+)?([&!][^\s]*)(?=\s)", re.M)
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: [^\n]*)?$", re.M)


def problems(prose: Prose) -> Iterator[Hit]:
    """Yield the hits of every rule in `prose`."""
    head = prose.text[: prose.body_at]
    yield from conflict(prose.text)
    for rule in (words_cut_off, anchors_and_tags, *((doubts,) if prose.kind == "entry" and not prose.field("status").startswith("draft") else ())):
        yield from islice(rule(head), MOST_HITS)


def doubts(head: str) -> Iterator[Hit]:
    """What the importer doubted is looked up before the entry is published, and its note deleted."""
    for match in _DOUBT.finditer(head):
        words = match[1].strip()[:80] or "chưa rõ điều gì"
        yield match.start(), "article-doubt", f"tin đăng còn lời nhắc “# kiểm tra: {words}”", "xem lại điều ấy theo nguồn rồi xóa lời nhắc, hoặc ghi status: draft"


def words_cut_off(head: str) -> Iterator[Hit]:
    """After a blank, # begins a note in YAML: the rest of the value is lost without a word."""
    for match in _CUT.finditer(head):
        yield match.start(2), "yaml-comment", f"mục “{match[1]}” mất phần “{match[2][:60]}”, vì YAML coi chữ sau dấu # là lời nhắc", "đặt cả giá trị trong dấu nháy đơn; lời nhắc thì viết ở dòng riêng"


def anchors_and_tags(head: str) -> Iterator[Hit]:
    """A value that begins with & or ! loses its first word: YAML takes it for an anchor or a tag."""
    for match in _TAG.finditer(head):
        what = "neo" if match[1].startswith("&") else "thẻ"
        yield match.start(1), "yaml-alias", f"YAML coi “{match[1][:40]}” ở đầu giá trị là {what} và bỏ đi", "bỏ chữ ấy, hoặc đặt cả giá trị trong dấu nháy đơn"


def conflict(text: str) -> Iterator[Hit]:
    """Two versions that git could not merge are both in the file, with git's marks around them."""
    match = _CONFLICT.search(text)
    if match:
        yield match.start(), "file-conflict", f"còn dấu gộp dở của git “{match[0][:30]}”", "giữ một trong hai bản, rồi xóa các dòng <<<<<<<, =======, >>>>>>>"
