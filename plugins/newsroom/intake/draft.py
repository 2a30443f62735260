"""A proposal → the Markdown draft an editor opens: front matter filled, doubts marked, the source text kept below a line.

In: a `Proposal` and the day of import. Out: the text of the file. Example of a doubt::

    # kiểm tra: năm suy ra từ ngày đăng (bài viết “21/02”)
    event_date: 2025-02-21

Everything below `SOURCE_MARKER` is the source's own words: it is there to write from, `check` refuses to publish it and finds a body that repeats it.
The odd case is a page that gives no day at all: the draft is dated by the day of import and says so, because a file needs a name.
"""

import datetime as dt

from ..dates import PartialDate
from ..numbers import write
from ..registry import Registry
from ..yaml_text import scalar
from .page import BYLINE, CAPTION, SOURCE, STAMP, TITLE, Finding
from .proposal import Proposal, day_of_entry
from .recognise_figures import FoundFigure

SOURCE_MARKER = "=== VĂN BẢN NGUỒN: xóa từ dòng này trở xuống trước khi đăng ==="
"""The line that parts an editor's words from the source's; an entry that holds it is not published."""

TO_WRITE = "(viết bằng lời của bản tin)"
"""What stands where the editor must write."""


def draft(proposal: Proposal, *, registry: Registry, today: dt.date) -> str:
    """Return the whole text of the draft entry."""
    parts = [_title(proposal), _dates(proposal, today), _places(proposal), _topics(proposal, registry), _officials(proposal), _documents(proposal), _source(proposal, today),
             [f"summary: {scalar(TO_WRITE)}"], _figures(proposal, today), ["status: draft"]]
    head = "\n".join(line for part in parts for line in part)
    return f"---\n{head}\n---\n\n{TO_WRITE}\n\n{SOURCE_MARKER}\n\n{_source_text(proposal)}\n"


def own_text(body: str) -> str:
    """Return the part of a draft's `body` that is the editor's: what stands above `SOURCE_MARKER`."""
    return body.partition(SOURCE_MARKER)[0].strip()


def source_text(body: str) -> str:
    """Return the source text kept in a draft's `body`, or an empty string."""
    return body.partition(SOURCE_MARKER)[2].strip()


def entry_day(proposal: Proposal, today: dt.date) -> PartialDate:
    """Return the day the entry is filed under: published, else the event's, else the day of import."""
    day = day_of_entry(proposal)
    return day if day and day.month else PartialDate(today.year, today.month, today.day)


def _doubt(finding: Finding, otherwise: str = "") -> list[str]:
    if not finding.doubtful:
        return []
    return [f"# kiểm tra: {finding.note or otherwise or 'chưa chắc'}"]


def _title(proposal: Proposal) -> list[str]:
    if proposal.title is None:
        return ["# kiểm tra: trang không có tiêu đề, viết tiêu đề mới", f"title: {scalar(TO_WRITE)}"]
    return ["# kiểm tra: đây là tiêu đề của nguồn, viết lại bằng lời của bản tin (không quá 120 ký tự)", f"title: {scalar(str(proposal.title.value))}"]


def _dates(proposal: Proposal, today: dt.date) -> list[str]:
    day, published, event = entry_day(proposal, today), proposal.published, proposal.event
    lines = _doubt(published, "ngày đăng") if published else []
    if not published:
        lines.append("# kiểm tra: trang không ghi ngày đăng" + ("; tạm lấy ngày sự kiện" if day_of_entry(proposal) else "; tạm lấy ngày nhập bài, sửa lại cả tên tệp"))
    lines.append(f"date: {day.iso}")
    if not published and day_of_entry(proposal):
        lines.append("date_basis: event")
    if event and not event.value.startswith("--"):
        lines += [*_doubt(event, "ngày sự kiện"), f"event_date: {event.value}"]
    elif event:
        lines.append(f"# kiểm tra: bài ghi sự kiện ngày {'/'.join(reversed(event.value[2:].split('..')[0].split('-')))}, không rõ năm: điền event_date")
    return lines


def _places(proposal: Proposal) -> list[str]:
    if not proposal.provinces:
        return ["# kiểm tra: không thấy tỉnh nào là nơi của tin; nếu có, thay dòng dưới bằng province: <tên>", "national: true"]
    doubts = [line for finding in proposal.provinces for line in _doubt(finding, "tin có đúng là của tỉnh này")]
    if len(proposal.names) == 1:
        return [*doubts, f"province: {scalar(proposal.names[0])}"]
    return [*doubts, "province:", *(f"  - {scalar(name)}" for name in proposal.names)]


def _topics(proposal: Proposal, registry: Registry) -> list[str]:
    if not proposal.topics:
        return ["# kiểm tra: không nhận ra chủ đề nào, có thể tin ngoài phạm vi bản tin", "topics: []"]
    lines = ["topics:"]
    for finding in proposal.topics:
        doubt = "  # kiểm tra: dấu hiệu yếu" if finding.doubtful else ""
        lines.append(f"  - {scalar(registry.topics[finding.value].name)}{doubt}")
    return lines


def _officials(proposal: Proposal) -> list[str]:
    if not proposal.officials:
        return []
    lines = ["officials:"]
    for person in proposal.officials:
        if person.finding.doubtful:
            lines.append("  # kiểm tra: họ tên và chức vụ")
        lines += [f"  - name: {scalar(person.name)}", f"    role: {scalar(person.role)}"]
    return lines


def _documents(proposal: Proposal) -> list[str]:
    if not proposal.documents:
        return []
    lines = ["resolutions:"]
    for document in proposal.documents:
        written = f"{document.kind} {document.number}".strip() if document.number.isdecimal() else document.number
        if document.known:
            comment = "" if document.known.number == document.number else f"  # kiểm tra: bài chỉ viết “{written}”"
            lines.append(f"  - {scalar(document.known.number if not document.known.number.isdecimal() else written)}{comment}")
        else:
            lines.append(f"  - {scalar(written)}  # kiểm tra: văn bản chưa có trong danh mục")
    return lines


def _source(proposal: Proposal, today: dt.date) -> list[str]:
    where = proposal.source
    lines = ["source:"]
    if not where.publisher or not where.url:
        missing = " và ".join(word for word, finding in (("tên báo hoặc cổng", where.publisher), ("địa chỉ trang", where.url)) if not finding)
        lines.append(f"  # kiểm tra: trang không cho biết {missing}: điền vào")
    for key, finding in (("name", where.publisher), ("url", where.url)):
        if finding and finding.doubtful:
            lines.append(f"  # kiểm tra: {finding.note or 'nguồn'}")
        lines.append(f"  {key}: {scalar(str(finding.value)) if finding else 'unknown'}")
    if where.author:
        lines.append(f"  author: {scalar(str(where.author.value))}")
    lines.append(f"  published: {proposal.published.value if proposal.published else 'unknown'}")
    lines.append(f"  accessed: {today.isoformat()}")
    return lines


def _figures(proposal: Proposal, today: dt.date) -> list[str]:
    if not proposal.figures:
        return []
    lines = ["# kiểm tra: giữ những số liệu đáng giữ, sửa label cho rõ tính gì, ở đâu; as_of nào tạm lấy ngày của tin thì bài không ghi thời điểm", "figures:"]
    day = entry_day(proposal, today).iso
    for figure in proposal.figures:
        lines += _figure(figure, day)
    return lines


def _figure(figure: FoundFigure, day: str) -> list[str]:
    lines = [f"  - label: {scalar(figure.label)}", f"    value: {write(figure.value.normalize() if figure.value % 1 else int(figure.value))}", f"    unit: {scalar(figure.unit)}"]
    lines.append(f"    as_of: {figure.as_of}" if figure.as_of else f"    as_of: {day}  # kiểm tra: tạm lấy ngày của tin")
    if figure.qualifier:
        lines.append(f"    qualifier: {figure.qualifier}")
    if figure.target:
        lines.append("    target: true  # kiểm tra: mục tiêu hay kết quả")
    return [*lines, f"    quote: {scalar(figure.excerpt)}"]


def _source_text(proposal: Proposal) -> str:
    """The cleaned page, paragraphs parted by blank lines, its small lines labelled."""
    labels = {STAMP: "[ngày] ", BYLINE: "[tác giả] ", SOURCE: "[nguồn] ", CAPTION: "[chú thích ảnh] ", TITLE: "[tiêu đề] "}
    return "\n\n".join(labels.get(line.kind, "") + proposal.page.slice(line) for line in proposal.page.lines).replace("\n---\n", "\n- - -\n")
