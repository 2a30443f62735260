"""Markdown file → front matter, body, and the line each starts on.

In: the bytes of a file an editor saved with any tool. Out: a `Document`, or None after the one thing that makes it unreadable has been
reported. Example: a file saved as UTF-16 gives ``tệp không phải UTF-8 [file-encoding]`` and nothing else.

Forgiven but reported, so that the rest of the file is still checked: a byte order mark, Windows line ends, decomposed
letters (NFD). The source of the form is Jekyll's front matter: ``---``, YAML, ``---``, then Markdown.
"""

import unicodedata
from pathlib import Path

from .digests import digest
from .files import read_bytes, reason
from .frozen import frozen
from .numbers import write
from .strict_yaml import Fields, Source, read_mapping

MOST_BYTES = 1_000_000
"""No entry is longer: the longest newspaper page seen is 15 kB. Bytes."""

MOST_FRONT_MATTER = 64_000
"""Characters of front matter."""


_WIDE_BLANKS = {0x2000: 0x2002, 0x2001: 0x2003}
"""Blanks that are not in form C themselves: they are reported as odd blanks, not as marks that stand apart."""


@frozen
class Document:
    """A Markdown file taken apart: its fields, its body, the line (from 1) the body starts on, and the digest of the front matter."""

    fields: Fields
    body: str
    body_line: int
    head_digest: bytes


def read_text(path: Path, source: Source) -> str | None:
    """Return the text of a file in NFC with ``\\n`` line ends, or None after reporting why it cannot be read as text."""
    try:
        data = read_bytes(path, MOST_BYTES)
    except OSError as error:
        source.report(1, 1, "file-unreadable", f"không đọc được tệp: {reason(error)}", "kiểm tra quyền đọc và đường dẫn")
        return None
    if len(data) > MOST_BYTES:
        source.report(1, 1, "file-size", f"tệp dài {write(path.stat().st_size)} byte, quá giới hạn {write(MOST_BYTES)} byte", "tách thành nhiều tệp, hoặc bỏ phần không phải nội dung")
        return None
    return decode(data, source)


def decode(data: bytes, source: Source) -> str | None:
    """Return `data` as text in NFC with ``\\n`` line ends, or None after reporting that it is empty, binary or not UTF-8."""
    if not data or data.isspace():
        source.report(1, 1, "file-empty", "tệp trống", "viết nội dung theo mẫu trong README.vi.md, hoặc xóa tệp")
        return None
    if b"\0" in data:
        source.report(1, 1, "file-encoding", "tệp không phải văn bản (có byte rỗng)", "lưu lại dưới dạng văn bản thuần UTF-8")
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        source.report(line, 1, "file-encoding", f"tệp không phải UTF-8 (byte 0x{data[error.start]:02x} ở dòng {line})", "mở bằng trình soạn thảo và lưu lại với mã UTF-8")
        return None
    if text[0] != "\ufeff" and "\r" not in text and unicodedata.is_normalized("NFC", text):
        return text
    return _one_form(text, source)


def _one_form(text: str, source: Source) -> str:
    if text.startswith("\ufeff"):
        source.report(1, 1, "file-bom", "tệp bắt đầu bằng dấu thứ tự byte (BOM)", "lưu lại với mã “UTF-8”, không chọn “UTF-8 with BOM”")
        text = text.removeprefix("\ufeff")
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        source.report(line, 1, "file-line-ends", "tệp dùng dấu xuống dòng của Windows", "lưu lại với kiểu xuống dòng LF (Unix)")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", text) and not unicodedata.is_normalized("NFC", text := text.translate(_WIDE_BLANKS)):
        number, line, column = _first_decomposed(text)
        source.report(number, column, "text-nfd", f"chữ “{line}” viết bằng dấu rời (NFD)", "gõ lại, hoặc chuyển cả tệp sang dạng dựng sẵn (NFC)")
        text = unicodedata.normalize("NFC", text)
    return text


def _first_decomposed(text: str) -> tuple[int, str, int]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line):
            word = next(word for word in line.split() if not unicodedata.is_normalized("NFC", word))
            return number, unicodedata.normalize("NFC", word), line.index(word) + 1
    return 1, "", 1


def split(text: str, source: Source, prefix: str) -> Document | None:
    """Return fields and body of `text`, or None after reporting why it has no readable front matter."""
    if not text.startswith("---\n"):
        source.report(1, 1, "front-matter", "tệp không bắt đầu bằng dòng ---", "dòng đầu là ---, rồi các mục, rồi một dòng --- nữa, rồi bài")
        return None
    end = text.find("\n---\n", 3)
    if end < 0 and text.endswith("\n---"):
        end = len(text) - 4
    if end < 0:
        source.report(1, 1, "front-matter", "phần khai báo không có dòng --- kết thúc", "thêm một dòng --- giữa các mục và bài")
        return None
    head = text[: end + 1]
    if len(head) > MOST_FRONT_MATTER:
        source.report(1, 1, "file-size", f"phần khai báo dài {write(len(head))} ký tự, quá giới hạn {write(MOST_FRONT_MATTER)}", "chuyển phần dài xuống thân bài")
        return None
    fields = read_mapping(head, source, prefix)
    if fields is None:
        return None
    rest = text[end + 5:]
    body = rest.lstrip("\n")
    return Document(fields, body.rstrip("\n"), head.count("\n") + 2 + len(rest) - len(body), digest(head))


def read_document(path: Path, source: Source, prefix: str, data: bytes = b"") -> Document | None:
    """Return the document in the file at `path`, whose bytes may be given as `data`, or None after reporting why it cannot be read."""
    text = decode(data, source) if 0 < len(data) <= MOST_BYTES else read_text(path, source)
    return None if text is None else split(text, source, prefix)
