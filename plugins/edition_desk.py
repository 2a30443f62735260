"""What `invoke edition` does: says where the forms of one edition are, what is in it, and what is still missing.

In: a period as it stands in the address (``2025-04``, ``2025-w14``). Out: a report on the terminal and status 0; or, when there is no such edition, the reason and
status 1. Example: ``invoke edition 2025-04``; ``invoke edition 2025-12 --scope "Đổi mới sáng tạo" --out thu`` writes the letter of one topic into the folder ``thu``.

Nothing is sent and nothing of the site is built: the forms of an edition of everything are files of the site, those of a province or topic are drawn here.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from .building import read_settings
from .desk import open_library
from .newsroom.addresses import file_of
from .newsroom.dates import day_text
from .newsroom.edition_forms import plain_text
from .newsroom.edition_periods import MONTH, BadPeriod, EditionPeriod, read_edition_period
from .newsroom.editions import SCOPED_FROM, Edition, Records, editions, scoped
from .newsroom.library import Library
from .newsroom.numbers import write
from .newsroom.plan import Output
from .newsroom.registry.provinces import Province
from .newsroom.registry.terms import Topic
from .newsroom.sections.editions import letter_of, mail_view
from .newsroom.site import Site
from .newsroom.suggest import advice
from .newsroom.text import fold
from .press import DrawingFailed, Press

LETTER, TEXT = "thu.html", "thu.txt"
"""Names of the files that ``--out`` gets: those the site gives an edition of everything."""


def show_edition(period: str, content: Path, output: Path, settings_file: Path, *, scope: str = "", out: Path | None = None) -> int:
    """Print the report on the edition of `period`; return 1 when there is none.

    Args:
        scope: name of a province or topic: the report is on its edition within that of everything.
        out: a folder into which the letter and its plain-text twin are written.
    """
    settings, environment = read_settings(settings_file)
    try:
        wanted = read_edition_period(period.strip())
    except BadPeriod as bad:
        remedy = f"viết {bad.suggestion}" if bad.suggestion else "viết ví dụ 2025-04 (tháng) hoặc 2025-w14 (tuần ISO)"
        return _refuse(f"“{period}” không phải một tháng hay một tuần có trong lịch; {remedy}")
    library = open_library(content, editions_by=settings.editions)
    issues = editions(library)
    whole = next((one for one in issues if one.period == wanted), None)
    if whole is None:
        return _refuse(_no_edition(library, issues, wanted))
    site = Site(library, name=settings.name, address=settings.address, description=settings.description)
    records = Records(library, {wanted})
    inner = scoped(whole, library.registry)
    edition = whole
    if scope:
        edition = next((one for one in inner if fold(one.scope.name) == fold(scope) or one.scope.id == scope), None)
        if edition is None:
            return _refuse(f"số {wanted.name} không có số riêng của “{scope}” (cần từ {SCOPED_FROM} tin); " + advice(scope, [one.scope.name for one in inner], "xem các số riêng bằng invoke edition " + wanted.id))
    print(f"{edition.title}\n{edition.counts}, {wanted.span}\n")
    print("\n".join(_forms(edition, inner, site, output)))
    print("\n" + "\n".join(_contents(edition, records)))
    print("\n" + "\n".join(_missing(library, edition, records)))
    if out:
        return _write(Press(site, environment, settings.theme), site, records, edition, out)
    return 0


def _refuse(reason: str) -> int:
    print(reason[:1].upper() + reason[1:], file=sys.stderr)
    return 1


def _no_edition(library: Library, issues: list[Edition], wanted: EditionPeriod) -> str:
    """Return why there is no edition of `wanted`, and what to write instead."""
    inside = sum(wanted.holds(article.date) for article in library.articles)
    if inside:
        by = "tháng" if library.editions_by == MONTH else "tuần"
        return f"{wanted.name} có {inside} tin nhưng bản tin ra theo {by}; tạo số này bằng invoke new edition --date {wanted.id}, hoặc đổi EDITIONS trong pelicanconf.py"
    waiting = sum(wanted.holds(article.date) for article in library.unpublished)
    known = ", ".join(one.period.id for one in issues[:6]) or "chưa có số nào"
    return f"{wanted.name} chưa có tin nào đã đăng" + (f" ({waiting} tin còn là nháp hoặc hẹn ngày)" if waiting else "") + f"; các số mới nhất: {known}"


def _forms(edition: Edition, inner: list[Edition], site: Site, output: Path) -> Iterator[str]:
    """Yield where each form is: its address, its file, and how large it is as last built."""
    yield "Các bản:"
    forms = [("Trang web, để đọc và in", edition.url)]
    if not edition.scope:
        forms += [*([("Xếp theo địa phương", edition.by_place_url)] if edition.has_by_place else []), ("Thư điện tử (HTML)", edition.mail_url), ("Thư chữ thường", edition.text_url)]
    for name, url in forms:
        file = output / file_of(url)
        size = f"{write(file.stat().st_size)} byte" if file.is_file() else "chưa dựng, chạy invoke build"
        yield f"  {name}: {site.address}{url}\n    {file} ({size})"
    if edition.scope:
        yield f"  Thư của số riêng: thêm --out THƯ-MỤC để viết {LETTER} và {TEXT} vào đó"
    elif inner:
        for heading, kind in (("Số riêng của tỉnh, thành phố", Province), ("Số riêng của chủ đề", Topic)):
            names = ", ".join(f"{one.scope.name} ({len(one.articles)})" for one in inner if isinstance(one.scope, kind))
            if names:
                yield f"  {heading}: {names}"


def _contents(edition: Edition, records: Records) -> Iterator[str]:
    documents, corrections = records.documents(edition), records.corrections(edition)
    yield "Trong số này:"
    yield f"  {edition.contents}"
    yield f"  {len(documents)} văn bản ban hành trong kỳ, {len(edition.people)} cán bộ được nêu, {len(edition.figures)} số liệu được chọn, {len(corrections)} đính chính"
    if edition.picks:
        yield f"  Ban biên tập chọn: {len(edition.picks)} tin"


def _missing(library: Library, edition: Edition, records: Records) -> Iterator[str]:
    """Yield what an editor may still do before the edition is sent."""
    period, found = edition.period, []
    if edition.note is None:
        found.append(f"lời mở đầu và tin chọn: tạo bằng invoke new edition --date {period.id}")
    elif not edition.note.picks:
        found.append(f"tin chọn: ghi vào mục picks của {edition.note.path}")
    if library.articles and period.first <= library.articles[0].date.last < period.last:
        found.append(f"kỳ chưa hết: tin mới nhất là ngày {day_text(library.articles[0].date.last)}")
    for status, words in (("draft", "còn là nháp"), ("scheduled", "hẹn ngày, chưa đăng")):
        found += [f"{article.path}: tin {words}" for article in library.unpublished if article.status == status and period.holds(article.date)]
    found += [f"{article.path}: nguồn chưa rõ địa chỉ" for article in edition.articles if any(source.url is None for source in article.sources)]
    found += [f"{article.path}: nguồn chưa rõ tên" for article in edition.articles if any(source.name is None for source in article.sources)]
    found += [f"content/registry/resolutions/{one.id}.yaml: văn bản chưa có trích yếu (title)" for one in records.documents(edition) if not one.title]
    yield "Còn thiếu:" if found else "Không còn thiếu gì."
    yield from (f"  {line}" for line in found)


def _write(press: Press, site: Site, records: Records, edition: Edition, out: Path) -> int:
    """Write the letter and its plain-text twin of `edition` into the folder `out`."""
    try:
        letter = press.draw(Output(edition.mail_url, "edition_mail.html", lambda: mail_view(site, records, edition)))
        out.mkdir(parents=True, exist_ok=True)
        for name, data in ((LETTER, letter), (TEXT, plain_text(edition, letter_of(site, records, edition)).encode())):
            (out / name).write_bytes(data)
            print(f"\nĐã viết {out / name} ({write(len(data))} byte)", end="")
        print()
    except (DrawingFailed, OSError) as error:
        return _refuse(f"không viết được thư: {error}")
    return 0
