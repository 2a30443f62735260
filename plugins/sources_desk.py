"""What `invoke check --online` does: asks the web whether the sources are still there and marks those that are gone.

In: a content folder. Out: the entries whose source is gone rewritten by one line each, a report on the terminal, and an exit status of 0: a page that
vanished is nobody's mistake. Example: ``check_sources(Path("content"))``. The odd case is content that cannot be read: then nothing is asked.
"""

from pathlib import Path

from .desk import today
from .newsroom.library import read_library
from .newsroom.problems import has_errors
from .newsroom.sources_online import Manners, addresses_of, report, try_addresses, write_marks
from .progress import progress


def check_sources(content: Path, manners: Manners = Manners()) -> int:
    """Try every source of the folder `content`, mark what is gone, print what was found; return 1 only when the content has errors."""
    library = read_library(content, today=today())
    if has_errors(library.problems):
        print("Nội dung có lỗi; chạy invoke check và sửa trước khi thử nguồn.")
        return 1
    addresses = addresses_of([*library.articles, *library.unpublished])
    with progress("Thử nguồn") as step:
        verdicts = try_addresses(addresses, manners, progress=step)
    print(report(verdicts, write_marks(content, verdicts, today())))
    return 0
