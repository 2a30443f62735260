"""People and documents a page names that the registry does not know yet: their files, to be confirmed by an editor.

In: a `Proposal`, the registry, the id of the draft entry. Out: `NewFile`s (path below ``content/registry``, text) and notes on near-namesakes.
Example: ``officials/nguyen-van-a.yaml`` with the post of that day, seen in that entry. The odd case: a name the registry has, for someone of another
province; that is another person until an editor says otherwise, and the file is called ``<name>-<province>``.
"""

import re

from ..document_numbers import read_number
from ..frozen import frozen
from ..registry import Registry
from ..registry.resolutions import id_of
from ..suggest import nearest
from ..text import fold, slug
from ..yaml_text import scalar
from .offices import organisation_of
from .proposal import Proposal
from .recognise_documents import Document, year_of
from .recognise_officials import Person

DRAFT_NOTE = "Nháp do invoke import tạo: kiểm tra rồi xóa dòng note này"
"""The note a registry file made by an import bears until an editor has confirmed it; `check` may look for it."""


@frozen
class NewFile:
    """A registry file to be made."""

    path: str
    text: str


def new_files(proposal: Proposal, registry: Registry, entry: str, day: str) -> tuple[list[NewFile], list[str]]:
    """Return the files for people and documents not in the registry, and notes for the editor. `entry` is the draft's id, `day` its date."""
    province = proposal.provinces[0].value if proposal.provinces else None
    files, notes = [], []
    for person in proposal.officials:
        file, note = _person(person, registry, province, entry, day)
        files += [file] if file else []
        notes += [note] if note else []
    for document in proposal.documents:
        if document.known is None and document.kind and read_number(document.number):
            files.append(_document(document, registry, province))
    return files, notes


def _person(person: Person, registry: Registry, province: str | None, entry: str, day: str) -> tuple[NewFile | None, str]:
    namesakes = registry.officials_named(person.name)
    if any(not one.provinces or province is None or province in one.provinces or _successors(registry, one.provinces) & {province} for one in namesakes):
        return None, ""
    identity = slug(person.name)
    if namesakes:
        note = f"{person.name}: danh mục có người cùng tên ({'; '.join(f'{one.id}: {one.latest.title}' for one in namesakes)}), tạo mục riêng"
        identity = f"{identity}-{province or 'trung-uong'}"
    else:
        close = [name for name in nearest(person.name, registry.official_names(), 2) if _alike(name, person.name)]
        note = f"{person.name}: tên gần giống trong danh mục: {', '.join(close)}" if close else ""
    return NewFile(f"officials/{identity}.yaml", _person_text(person, registry, province, entry, day)), note


def _successors(registry: Registry, provinces: frozenset[str]) -> set[str]:
    return {registry.present(registry.provinces[one]).id for one in provinces if one in registry.provinces}


def _alike(one: str, other: str) -> bool:
    """One syllable apart, or the same without marks."""
    first, second = fold(one).split(), fold(other).split()
    return fold(one) == fold(other) or len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1 and first[0] == second[0] and first[-1] == second[-1]


def _person_text(person: Person, registry: Registry, province: str | None, entry: str, day: str) -> str:
    home = registry.provinces[province].name.removeprefix("TP. ") if province else ""
    lines = [f"name: {scalar(person.name)}", f"note: {scalar(DRAFT_NOTE)}", "posts:"]
    for office in _offices(person.role):
        lines += [f"  - office: {scalar(office)}"]
        body = organisation_of(office, home)
        lines += [f"    organisation: {scalar(body)}"] if body else []
        lines += [f"    province: {province}"] if province and not re.search(r"Trung ương|Bộ |Chính phủ|Quốc hội|Cục ", office) else []
        lines += ["    seen:", f"      - date: {day}", f"        article: {entry}"]
    return "\n".join(lines) + "\n"


def _offices(role: str) -> list[str]:
    """The offices of a chain; a comma inside a body's name does not part them."""
    parts = re.split(r",\s(?=(?:Phó|Bí thư|Chủ tịch|Giám đốc|Trưởng|Ủy viên|Uỷ viên|Tỉnh ủy viên|Thành ủy viên|Chánh|Bộ trưởng|Thứ trưởng|Tổ trưởng|thành viên|UV|TUV|Đại biểu))", role)
    return [part for part in parts if part][:4]


def _document(document: Document, registry: Registry, province: str | None) -> NewFile:
    local = province if province and not re.search(r"TW|CP|TTg|QH\d|^[^-/]*/B[A-ZĐ]+-", document.number) else None
    identity = id_of(read_number(document.number), document.kind, local, year_of(document))
    lines = [f"number: {document.number}", f"kind: {scalar(document.kind)}", f"issuer: {scalar(document.issuer or 'chưa rõ')}"]
    lines += [f"province: {local}"] if local else []
    lines += [f"date: {document.date}"] if document.date else []
    lines += ["verified: false", "evidence: news", f"note: {scalar(DRAFT_NOTE)}"]
    return NewFile(f"resolutions/{identity}.yaml", "\n".join(lines) + "\n")
