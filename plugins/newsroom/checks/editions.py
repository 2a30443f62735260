"""Rules of editions: the entries an editor puts first exist, are of the period and are shown.

In: a `Library`. Out: problems. Example: ``content/editions/2025-04.md`` picks an entry of May. The odd case is a period without entries: its opening note is shown nowhere.
"""

from collections.abc import Iterator

from ..edition_notes import EditionNote, Pick
from ..library import Library
from ..problems import WARNING, Problem
from ..suggest import advice


def problems(library: Library) -> Iterator[Problem]:
    """Yield the problems of every note of an edition."""
    known = {article.id: article for article in [*library.unpublished, *library.articles]}
    waiting = {article.id for article in library.unpublished}
    troubled = {path.rpartition("/")[2].removesuffix(".md") for path in library.troubled}
    for note in library.edition_notes:
        first: dict[str, Pick] = {}
        for pick in note.picks:
            if first.setdefault(pick.id, pick) is not pick:
                yield _problem(note, pick, "edition-pick", f"tin “{pick.id}” được chọn hai lần (lần đầu ở dòng {first[pick.id].line})", "bỏ một dòng")
            elif pick.id in troubled and pick.id not in known:
                continue
            elif pick.id not in known:
                yield _problem(note, pick, "edition-pick", f"không có tin “{pick.id}”",
                               advice(pick.id, [one for one, article in known.items() if note.period.holds(article.date)], "ghi tên tệp của tin, không có đuôi .md"))
            elif not note.period.holds(known[pick.id].date):
                yield _problem(note, pick, "edition-pick", f"tin “{pick.id}” không thuộc {note.period.name}", "bỏ dòng này, hoặc chọn tin có ngày trong kỳ")
            elif pick.id in waiting:
                yield _problem(note, pick, "edition-pick-unpublished", f"tin “{pick.id}” chưa đăng nên chưa hiện trong số bản tin", "đăng tin ấy, hoặc bỏ dòng này", WARNING)
        if not any(note.period.holds(article.date) for article in library.articles):
            yield Problem(note.path, 1, 1, "edition-empty", f"{note.period.name} chưa có tin nào đã đăng nên số bản tin chưa ra", "kiểm tra tên tệp, hoặc đăng tin của kỳ này", WARNING)


def _problem(note: EditionNote, pick: Pick, code: str, message: str, remedy: str, severity: str = "error") -> Problem:
    return Problem(note.path, pick.line, pick.column, code, message, remedy, severity)
