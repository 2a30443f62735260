"""Numbers of Vietnamese state and party documents: read, normalise, compare, make an address.

Two grammars (Nghị định 30/2020/NĐ-CP, Appendix III, for the state; Hướng dẫn 36-HD/VPTW for the party) differ only in the order
of their separators, so neither separator may ever be thrown away:

=========================  ======================  ===============================
state, normative           number/YEAR/TYPE-BODY   06/2022/NQ-HĐND
National Assembly          number/YEAR/QHkk        193/2025/QH15
state, administrative      number/TYPE-BODY        25/KH-UBND, 03/NQ-CP
state, official letter     number/BODY-SECTION     5511/BKHCN-CĐSQG
party                      number-TYPE/BODY        57-NQ/TW, 62-CTr/TU
bare                       number                  195 (the source gave no letters)
=========================  ======================  ===============================

03/NQ-CP (Government) and 03-NQ/TW (party) are different documents. Real spellings are forgiven: a blank or a dash around a
separator, ``35-CTR/TU`` in a headline, ``57 – NQ/TW``, a leading zero or none.
"""

import re
from functools import lru_cache

from .frozen import frozen
from .text import nfc, slug

_NUMBER = re.compile(
    r"(?P<serial>\d{1,5})(?P<suffix>[a-z]?)"
    r"(?:/(?P<year>(?:19|20)\d\d))?"
    r"(?:(?P<first>[/-])(?P<left>[A-ZĐ][A-Za-zĐđ0-9&]*)(?:(?P<second>[/-])(?P<right>[A-ZĐ][A-Za-zĐđ0-9&]*(?:-[A-ZĐ][A-Za-zĐđ0-9&]*)*))?)?",
    re.A,
)
_CASES = {letters.upper(): letters for letters in ("CTr", "TTr", "QyĐ", "TTg", "TrS", "TxU", "ThU")}
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", "⁄": "/", "Ð": "Đ", "Ɖ": "Đ"})

KINDS = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "KL": "Kết luận", "KH": "Kế hoạch", "CTr": "Chương trình",
    "NĐ": "Nghị định", "TT": "Thông tư", "TB": "Thông báo", "HD": "Hướng dẫn", "BC": "Báo cáo", "TTr": "Tờ trình",
    "ĐA": "Đề án", "QC": "Quy chế", "QyĐ": "Quy định", "CĐ": "Công điện", "CV": "Công văn",
}
"""Type letters → type in words (Appendix III of Decree 30/2020; party letters of Hướng dẫn 36-HD/VPTW)."""


@frozen
class DocumentNumber:
    """One document number taken apart; ``str()`` gives the standard spelling."""

    serial: str
    year: int | None
    letters: tuple[str, ...]
    party: bool

    def __str__(self) -> str:
        head = f"{self.serial}/{self.year}" if self.year else self.serial
        if not self.letters:
            return head
        if self.party:
            return f"{head}-{self.letters[0]}" + "".join(f"/{part}" for part in self.letters[1:])
        return f"{head}/{self.letters[0]}" + "".join(f"-{part}" for part in self.letters[1:])

    @property
    def key(self) -> tuple:
        """Equal for two spellings of one number; the side (party or state) is part of it, a leading zero is not."""
        return self.serial.lstrip("0"), self.year, tuple(part.upper() for part in self.letters), self.party

    @property
    def kind(self) -> str | None:
        """The type the letters name ("Nghị quyết"), or None: the letters of an official letter or the Assembly name no type."""
        return next((KINDS[part] for part in self.letters if part in KINDS), None)

    @property
    def slug(self) -> str:
        """The number as an address part: 57-nq-tw, 06-2022-nq-hdnd."""
        return slug(str(self))


@lru_cache(maxsize=8192)
def read_number(text: str) -> DocumentNumber | None:
    """Return the number `text` spells, or None when it is not one document number and nothing else."""
    squeezed = re.sub(r"\s*([/-])\s*", r"\1", nfc(text).translate(_DASHES).strip())
    match = _NUMBER.fullmatch(squeezed)
    if not match:
        return None
    serial, suffix, year, first, left, second, right = match.groups()
    if first and first == second and first == "-":
        return None
    letters = tuple(_standard_case(part) for part in (left, *(right.split("-") if right else ())) if part)
    return DocumentNumber(serial + suffix, int(year) if year else None, letters, party=first == "-")


def _standard_case(letters: str) -> str:
    return _CASES.get(letters.upper(), letters)
