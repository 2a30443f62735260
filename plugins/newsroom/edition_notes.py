"""What an editor writes for one edition: an opening note, and the entries to put first.

In: ``content/editions/<period>.md``. Out: an `EditionNote`, or None after reporting why there is none. Example: ``2025-04.md`` opens the edition of April
2025, ``2025-w14.md`` makes an edition of that week, also where editions appear by month.

An edition needs no note: it is made from the entries of its period. Whether the picks exist is asked by the check (`checks.editions`), which
knows all entries.
"""

from pathlib import Path

from .article_reader import MOST_SUMMARY, MOST_TITLE
from .digests import digest
from .edition_periods import BadPeriod, EditionPeriod, read_edition_period
from .frontmatter import read_document
from .frozen import frozen
from .strict_yaml import Source


@frozen
class Pick:
    """An entry an editor puts first, by the name of its file, and where that stands."""

    id: str
    line: int
    column: int


@frozen(eq=False)
class EditionNote:
    """The opening of one edition, in the editor's words."""

    path: str
    period: EditionPeriod
    title: str
    summary: str
    picks: tuple[Pick, ...]
    body: str
    body_line: int
    digest: bytes


def read_edition_note(path: Path, source: Source) -> EditionNote | None:
    """Return the note in the file at `path`, or None after reporting why there is none."""
    try:
        period = read_edition_period(path.stem)
    except BadPeriod as bad:
        source.report(1, 1, "edition-period", f"tên tệp “{path.stem}” không phải một tháng hay một tuần có trong lịch",
                      f"đổi tên tệp thành {bad.suggestion}.md" if bad.suggestion else "đặt tên tệp theo kỳ: 2025-04.md (tháng) hoặc 2025-w14.md (tuần ISO)")
        period = None
    document = read_document(path, source, "edition")
    if document is None:
        return None
    fields = document.fields
    title, summary = fields.text("title"), fields.text("summary")
    picks = tuple(Pick(text.removesuffix(".md"), line, column) for text, line, column in fields.texts("picks", single=True) if text)
    fields.close()
    for key, code, value, most, remedy in (("title", "edition-title", title, MOST_TITLE, "viết ví dụ title: Bản tin tháng 4/2025"),
                                           ("summary", "edition-summary", summary, MOST_SUMMARY, "viết một hai câu nói kỳ này có gì")):
        if not value:
            fields.problem(key, code, f"thiếu mục “{key}”", remedy)
        elif len(value) > most:
            fields.problem(key, code, f"mục “{key}” dài {len(value)} ký tự, quá giới hạn {most}", "viết gọn lại")
    if not document.body.strip():
        source.report(document.body_line, 1, "edition-body", "số bản tin chưa có lời mở đầu", "viết lời mở đầu dưới dòng --- thứ hai, hoặc xóa tệp: số bản tin vẫn ra, chỉ không có lời mở đầu")
    if not (period and title and summary and document.body.strip()):
        return None
    return EditionNote(source.path, period, title, summary, picks, document.body, document.body_line, digest(document.head_digest, document.body))
