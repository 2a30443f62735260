"""What `invoke new` does: a filled-in blank in the right place.

In: the kind and what the editor typed. Out: one new file and its path on standard output, or a reason on standard error and status 1. Example::

    invoke new article --title "Thái Nguyên mở lớp học số" --province "Thái Nguyên" --date 2025-03-05
    content/articles/2025/2025-03-05-thai-nguyen-mo-lop-hoc-so.md
"""

import sys
from pathlib import Path

from .desk import edition_day, today
from .importing import near
from .newsroom.blanks import BlankRefused, make_blank, write_blank
from .newsroom.library import read_library

NOTES = {
    "article": "Điền các mục còn trống và viết bài, rồi chạy invoke check.",
    "official": "Điền các mục còn trống, rồi chạy invoke check.",
    "resolution": "Điền các mục còn trống, rồi chạy invoke check.",
    "edition": "Viết tóm tắt và lời mở đầu, giữ lại vài tin ở picks, rồi chạy invoke check và invoke edition.",
}
"""What to do next, told on standard error: standard output is the path alone."""


def create(kind: str, content: Path, **known: str) -> int:
    """Make the blank of a `kind` in the folder `content` and print its path; return 1 when it was refused. `known` is what the editor typed."""
    content = near(content)
    library = read_library(content, today=today(), edition_day=edition_day())
    try:
        print(write_blank(make_blank(kind, library.registry, today=today(), articles=library.articles, **known), content))
    except BlankRefused as refused:
        print(str(refused)[:1].upper() + str(refused)[1:], file=sys.stderr)
        return 1
    print(NOTES[kind], file=sys.stderr)
    return 0
