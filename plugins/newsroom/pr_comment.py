"""The comment a pull request gets: what the change breaks, in words for an editor who has no terminal.

Two steps, because the change may come from anybody. First, where the change is checked, without rights: problems in, plain text out (`comment`). Then,
where the comment is posted, with rights and with our own code: that text in, Markdown out (`as_markdown`), in which nothing of the text
is a link, a mention, an image or a tag. Example of the text::

    Phần thay đổi này có 1 lỗi, 0 cảnh báo.

    content/articles/2025/2025-03-05-ca-phe.md
      Dòng 4, lỗi: không có tỉnh “Dak Lac” trong danh mục [article-province]
        Cách sửa: viết “Đắk Lắk”, hoặc thêm vào content/registry/provinces.yaml

The odd case is a text that is not ours at all: whoever sends the change can send any bytes for it. It is cut, stripped of invisible characters and escaped
like any other, so at worst the comment says something silly.
"""

import string
from collections.abc import Iterable, Iterator
from itertools import groupby

from .problems import ERROR, Problem

MARKER = "<!-- ban-tin:kiem-tra -->"
"""The first line of the comment; by it the next run finds the comment to update."""

MOST_PROBLEMS = 40
"""Problems listed; whoever has more sees the others when these are mended."""

MOST_TEXT = 20_000
"""Characters of the text that are shown; escaped at most three times as many, and GitHub takes 65,536."""

_WORD_JOINER = "\u2060"
_ESCAPES = {ord(sign): f"\\{sign}" for sign in string.punctuation} | {ord(sign): f"\\{sign}{_WORD_JOINER}" for sign in "@#"}
"""Any ASCII punctuation may be escaped (CommonMark 0.31, 2.4). GitHub looks for @name and #1 after that, hence the invisible joiner."""


def comment(problems: Iterable[Problem], *, files: int) -> str:
    """Return the problems as plain text: no indent, a sentence or a file; two blanks, a problem; four, its remedy."""
    ordered = sorted(set(problems), key=lambda one: (one.severity != ERROR, one))
    if not ordered:
        return f"Phần thay đổi này không có vấn đề nào ({files} tệp đã được kiểm tra).\n"
    errors = sum(one.severity == ERROR for one in ordered)
    shown = sorted(ordered[:MOST_PROBLEMS])
    lines = [f"Phần thay đổi này có {errors} lỗi, {len(ordered) - errors} cảnh báo."]
    for path, group in groupby(shown, key=lambda one: one.path):
        lines += ["", path, *(line for problem in group for line in _lines_of(problem))]
    if len(ordered) > len(shown):
        lines += ["", f"Còn {len(ordered) - len(shown)} vấn đề nữa; sửa những điều trên trước, lần kiểm tra sau sẽ nêu tiếp."]
    return "\n".join(lines) + "\n"


def _lines_of(problem: Problem) -> Iterator[str]:
    severity = "lỗi" if problem.severity == ERROR else "cảnh báo"
    yield f"  Dòng {problem.line}, {severity}: {_one_line(problem.message)} [{problem.code}]"
    if problem.remedy:
        yield f"    Cách sửa: {_one_line(problem.remedy)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def as_markdown(text: str, *, commit: str, manual: str) -> str:
    """Return the body of the comment.

    Args:
        text: what `comment` gave, or anything.
        commit: the commit that was checked.
        manual: the address of the editors' manual.
    """
    head = [MARKER, "### Kiểm tra nội dung", ""]
    tail = ["", f"Bản được kiểm tra: `{commit[:12]}`. Lỗi phải sửa trước khi gộp; cảnh báo thì tùy người viết. Mỗi lần có bản mới, lời nhắn này tự cập nhật. "
            f"Cách sửa từng mã: [sổ tay biên tập]({manual})."]
    return "\n".join([*head, *_markdown_lines(text), *tail]) + "\n"


def _markdown_lines(text: str) -> Iterator[str]:
    whole = text[:MOST_TEXT]
    for line in whole.splitlines():
        words = _escape(line)
        if line.startswith("    "):
            yield f"  {words}"
        elif line.startswith("  "):
            yield f"- {words}  "
        else:
            yield from ("", words, "")
    if len(text) > MOST_TEXT:
        yield from ("", "… (còn nữa)")


def _escape(line: str) -> str:
    """One line as Markdown that shows exactly its visible characters."""
    visible = "".join(sign if sign.isprintable() else " " for sign in line)
    return " ".join(visible.split()).translate(_ESCAPES)
