"""``invoke import``: one source, or a folder of them, from page to draft.

In: a file, ``-`` (standard input) or an address. Out: the draft entry and the registry drafts on disk, and a short Vietnamese report of what was
found, what to check and which file to open; or, with ``as_json``, the JSON object alone and nothing written. Example::

    Bản nháp: content/articles/2025/2025-02-21-phien-hop-thu-nhat.md
      Ngày đăng 2025-02-21 · sự kiện 2025-02-21 · Thái Nguyên · 4 cán bộ · 5 văn bản · 1 số liệu
      Kiểm tra: năm của ngày sự kiện suy ra từ ngày đăng

No file is ever overwritten. The odd case is an entry already in the digest under the same address, or of the same event from another paper: it is
named first, and with the same address nothing is written.
"""

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from ..articles import Article
from ..files import reason
from ..frozen import frozen
from ..library import Library, read_library
from ..registry import Registry
from ..text import fold, slug
from .decode import MOST_BYTES, NotAPage
from .draft import draft, entry_day
from .fetch import FetchRefused, fetch
from .lists import BrokenList
from .proposal import Proposal, propose, read_vocabulary
from .recognise_source import without_tracking
from .registry_drafts import new_files

_MOST_SLUG_WORDS = 9
_JOINING = frozenset("va voi cua cho cac ve tai la o trong tu den theo mot nhung".split())
"""An address cut to length does not end on one of these."""
_PAGES = (".txt", ".html", ".htm", ".md", ".xhtml")


class ImportRefused(ValueError):
    """Nothing was written; the text says why, in Vietnamese."""


@frozen
class Imported:
    """What one import did: the proposal, the files written (draft first) and the report for the editor."""

    proposal: Proposal
    written: tuple[Path, ...]
    report: str


def import_one(source: str, *, content: Path, today: dt.date, url: str | None = None, allow_private: bool = False, library: Library | None = None,
               progress: Callable[[str], None] | None = None) -> Imported:
    """Write the draft for one source and return what was done.

    Raises:
        ImportRefused: when the source cannot be read, is already an entry, or a file would be overwritten.
    """
    page, address = read_source(source, allow_private=allow_private, progress=progress)
    if progress:
        progress("Đang đọc danh mục và các tin đã có …")
    known = library or read_library(content, today=today)
    proposal = _proposed(page, known.registry, url or address, today)
    same, alike = near_duplicates(proposal, [*known.articles, *known.unpublished])
    if same:
        raise ImportRefused(f"địa chỉ này đã có tin: {same.path}")
    day = entry_day(proposal, today)
    path = content / "articles" / str(day.year) / f"{day.iso}-{_slug(proposal)}.md"
    files, notes = new_files(proposal, known.registry, path.stem, day.iso)
    written = [write_new(path, draft(proposal, registry=known.registry, today=today))]
    for file in files:
        place = content / "registry" / file.path
        if place.exists():
            notes.append(f"đã có {place}, không ghi đè: đối chiếu bằng tay")
        else:
            written.append(write_new(place, file.text))
    notes += [f"có thể cùng sự kiện với {article.path}: {article.title}" for article in alike]
    return Imported(proposal, tuple(written), report(proposal, written, notes))


def import_json(source: str, *, registry: Registry, today: dt.date, url: str | None = None, allow_private: bool = False) -> str:
    """Return the JSON object for one source as text; nothing is written.

    Raises:
        ImportRefused: when the source cannot be read.
    """
    page, address = read_source(source, allow_private=allow_private)
    return json.dumps(_proposed(page, registry, url or address, today).as_json(), ensure_ascii=False, indent=2)


def import_batch(folder: Path, *, out: Path, registry: Registry, today: dt.date, progress: Callable[[int, int], None] | None = None) -> list[str]:
    """Write one JSON file for each page in `folder` to `out`, with the same stem; return a message for each page that could not be read.

    Raises:
        ImportRefused: when a list of the import's own is wrong, before any page is read.
    """
    try:
        read_vocabulary(registry)
    except BrokenList as error:
        raise ImportRefused(str(error)) from None
    out.mkdir(parents=True, exist_ok=True)
    pages = sorted(path for path in folder.iterdir() if path.suffix.lower() in _PAGES and path.is_file())
    failed = []
    for number, path in enumerate(pages, start=1):
        try:
            text = import_json(str(path), registry=registry, today=today)
            (out / f"{path.stem}.json").write_text(text + "\n", encoding="utf-8")
        except ImportRefused as error:
            failed.append(f"{path}: {error}")
        except OSError as error:
            failed.append(f"{path}: {reason(error)}")
        if progress:
            progress(number, len(pages))
    return failed


def read_source(source: str, *, allow_private: bool = False, progress: Callable[[str], None] | None = None) -> tuple[bytes, str | None]:
    """Return the bytes of a file, of standard input (``-``) or of a web address, and the address.

    Raises:
        ImportRefused: when there is nothing to read.
    """
    if source == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1), None
    if "://" in source:
        try:
            fetched = fetch(source, allow_private=allow_private, progress=progress)
        except FetchRefused as error:
            raise ImportRefused(str(error)) from None
        return fetched.content, fetched.url
    try:
        with Path(source).open("rb") as file:
            return file.read(MOST_BYTES + 1), None
    except OSError as error:
        raise ImportRefused(f"không đọc được {source}: {reason(error)}") from None


def _proposed(page: bytes, registry: Registry, url: str | None, today: dt.date) -> Proposal:
    try:
        return propose(page, registry=registry, url=url, today=today)
    except (NotAPage, BrokenList) as error:
        raise ImportRefused(str(error)) from None


def _slug(proposal: Proposal) -> str:
    """The words of the address: the headline's first, the province's name in front when the headline does not say it."""
    words = slug(str(proposal.title.value) if proposal.title else "tin-chua-co-tieu-de").split("-")
    place = slug(proposal.names[0]).split("-") if proposal.names else []
    if place and "-".join(place) not in "-".join(words):
        words = [*place, *words]
    words = words[:_MOST_SLUG_WORDS]
    while len(words) > 4 and words[-1] in _JOINING:
        words.pop()
    return "-".join(words)


def write_new(path: Path, text: str) -> Path:
    """Write `text` to a file that must not exist yet.

    Raises:
        ImportRefused: when it exists.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise ImportRefused(f"đã có tệp {path}, không ghi đè") from None
    return path


def near_duplicates(proposal: Proposal, articles: Iterable[Article]) -> tuple[Article | None, list[Article]]:
    """Return the entry with the same address, and those that seem to report the same event."""
    address = _address(str(proposal.source.url.value)) if proposal.source.url else ""
    provinces = {finding.value for finding in proposal.provinces}
    day = entry_day(proposal, dt.date.min if proposal.published or proposal.event else dt.date.max)
    alike = []
    for article in articles:
        if address and any(source.url and _address(source.url) == address for source in article.sources):
            return article, []
        if _same_event(proposal, article, provinces, day.first):
            alike.append(article)
    return None, alike[:5]


def _address(url: str) -> str:
    return without_tracking(url).removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/").lower()


def _same_event(proposal: Proposal, article: Article, provinces: set[str], day: dt.date) -> bool:
    if abs((article.date.first - day).days) > 3 or provinces and article.provinces and not provinces & {one.id for one in article.provinces}:
        return False
    people = {fold(person.name) for person in proposal.officials} & {fold(mention.official.name) for mention in article.mentions}
    words, others = _content_words(str(proposal.title.value) if proposal.title else ""), _content_words(article.title)
    shared = len(words & others) / max(1, min(len(words), len(others)))
    return shared >= 0.6 or bool(people) and shared >= 0.3


def _content_words(title: str) -> set[str]:
    return {word for word in fold(title).split() if len(word) > 1}


def _said(event: str) -> str:
    """An event's day as the report says it: one without a year as day and month."""
    if not event.startswith("--"):
        return event.replace("..", " đến ")
    return " - ".join("/".join(reversed(part.lstrip("-").split("-"))) for part in event.split("..")) + " (không rõ năm)"


def report(proposal: Proposal, written: list[Path], notes: list[str]) -> str:
    """Return what an editor reads at the end: what was found, what to check, which file to open."""
    found = [f"ngày đăng {proposal.published.value}" if proposal.published else "không rõ ngày đăng",
             f"sự kiện {_said(proposal.event.value)}" if proposal.event else "không rõ ngày sự kiện",
             ", ".join(proposal.names) or "tin cả nước", f"{len(proposal.officials)} cán bộ", f"{len(proposal.documents)} văn bản", f"{len(proposal.figures)} số liệu"]
    lines = [f"Bản nháp: {written[0]}", "  Tìm thấy: " + " · ".join(found)]
    lines += [f"  Mục mới trong danh mục: {path}" for path in written[1:]]
    lines += [f"  Kiểm tra: {note}" for note in dict.fromkeys([*proposal.warnings, *notes])]
    return "\n".join([*lines, f"Mở {written[0]}, viết lại tiêu đề, tóm tắt và thân bài bằng lời của bản tin, rồi chạy invoke check."])
