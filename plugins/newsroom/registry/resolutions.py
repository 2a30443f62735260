"""Numbered party and state documents: what each is, and which other documents it carries out.

In: ``content/registry/resolutions/<id>.yaml``. Out: `Resolution`, tied to others by `RELATIONS`. Example: 25/KH-UBND of Thái Nguyên
implements 03/NQ-CP and 62-CTr/TU, which both implement 57-NQ/TW.

The odd case: a number is unique only with its issuer and date (a 25/KH-UBND exists in every province and every year), so
a reference is a number first, then the issuer, then the province of the entry that makes it.
"""


from ..dates import PartialDate
from ..document_numbers import DocumentNumber, read_number
from ..frozen import frozen
from ..strict_yaml import Fields
from ..text import slug

RELATIONS = {
    "implements": "thực hiện",
    "based_on": "căn cứ",
    "amends": "sửa đổi, bổ sung",
    "replaces": "thay thế",
    "repeals": "bãi bỏ",
    "continues": "tiếp tục thực hiện",
}
"""Relation of the later document to the earlier one → the words a reader sees."""


@frozen
class Evidence:
    """A page that shows a document: its publisher and address."""

    name: str
    url: str


@frozen(eq=False)
class Resolution:
    """One document; `id` is the file name and the address, and never changes."""

    id: str
    number: str
    kind: str
    issuer: str
    province: str | None
    date: PartialDate | None
    title: str
    verified: bool
    evidence: str
    url_of_text: str
    relations: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    note: str
    sources: tuple[Evidence, ...]

    @property
    def parsed(self) -> DocumentNumber | None:
        """The number taken apart, or None where the source gave no real number."""
        return read_number(self.number)

    @property
    def name(self) -> str:
        """Kind and number: "Kế hoạch số 25/KH-UBND"."""
        return f"{self.kind} số {self.number}"

    @property
    def url(self) -> str:
        """Its page, from the root of the site."""
        return f"/van-ban/{self.id}/"


def id_of(number: DocumentNumber, kind: str, province: str | None, year: int | None) -> str:
    """Return the id a document gets: its number, the province that issued it, and the year unless the number has one.

    Numbers of the Central Committee and its bodies run through a whole term and need no year (``57-nq-tw``); one without letters is
    told apart by its kind (``195-ke-hoach-tien-giang-2025``).
    """
    central_party = number.party and province is None
    parts = (number.slug, "" if number.letters else slug(kind), province or "", "" if number.year or central_party or year is None else str(year))
    return "-".join(part for part in parts if part)


def read_resolution(fields: Fields, identity: str) -> Resolution | None:
    """Return the document in one file of resolutions/, or None after reporting what it lacks. `identity` is the file's stem."""
    number = fields.text("number")
    resolution = Resolution(
        id=identity,
        number=number,
        kind=fields.text("kind"),
        issuer=fields.text("issuer"),
        province=fields.text("province") or None,
        date=fields.date("date"),
        title=fields.text("title"),
        verified=fields.flag("verified"),
        evidence=fields.choice("evidence", ("seed", "legal-page", "news", "several")),
        url_of_text=fields.text("url"),
        relations=_read_relations(fields.group("relations")),
        aliases=tuple(text for text, _, _ in fields.texts("aliases")),
        note=fields.text("note"),
        sources=tuple(_read_evidence(entry) for entry in fields.entries("sources")),
    )
    fields.close()
    for key, remedy in (("number", "ghi số và ký hiệu, ví dụ number: 57-NQ/TW"), ("kind", "ghi loại văn bản, ví dụ kind: Kế hoạch"),
                        ("issuer", "ghi cơ quan ban hành")):
        if not getattr(resolution, key):
            fields.missing(key, remedy)
            return None
    if read_number(number) is None:
        fields.problem("number", "registry-resolution", f"“{number}” không phải số, ký hiệu văn bản", "viết theo mẫu 57-NQ/TW, 25/KH-UBND, 06/2022/NQ-HĐND hoặc 193/2025/QH15")
    return resolution


def _read_relations(fields: Fields | None) -> tuple[tuple[str, str], ...]:
    if fields is None:
        return ()
    found = tuple((relation, text) for relation in RELATIONS for text, _, _ in fields.texts(relation))
    fields.close()
    return found


def _read_evidence(fields: Fields) -> Evidence:
    evidence = Evidence(fields.text("name"), fields.text("url"))
    fields.close()
    return evidence
