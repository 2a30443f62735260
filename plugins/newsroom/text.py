"""Vietnamese text: one Unicode form, comparing, slugs, alphabetical order.

In: any string an editor, a scraper or a PDF produced. Out: the same words in one form (NFC), or a key by
which two spellings of one word meet. Example: ``fold("Đắk Lắk") == "dak lak"``; ``tone_key("Thanh Hoá") ==
tone_key("Thanh Hóa")`` while ``tone_key("hoà") != tone_key("hoá")``.

The odd case everything here exists for is đ (U+0111): it has no Unicode decomposition, so the usual
"NFD, then drop the marks" leaves it standing and đ sorts after z.
"""

import re
import unicodedata
from functools import lru_cache

TONE_MARKS = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Combining tone mark → rank in the dictionary order: (none), huyền, hỏi, ngã, sắc, nặng."""

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The Vietnamese alphabet, with f j w z after their Latin neighbours, as CLDR's ``vi`` collation orders it."""

_LETTER_RANK = {letter: rank for rank, letter in enumerate(ALPHABET, start=10)}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_OPEN_NEW_STYLE = re.compile(r"(?<![qQ])([oOuU])([àảãáạèẻẽéẹỳỷỹýỵÀẢÃÁẠÈẺẼÉẸỲỶỸÝỴ])(?![^\W\d_])")


def nfc(text: str) -> str:
    """Return `text` in Unicode form C, the one form the project stores."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """Return `text` in NFC with invisible characters gone and every run of blanks made one space."""
    return " ".join(nfc(text).translate(_INVISIBLE).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` as a reader types it without tone marks: lower case, no marks, đ as d, single spaces."""
    plain = text.translate(_BARE)
    return " ".join(plain.lower().split()) if plain.isascii() else _fold_any(text)


def _fold_any(text: str) -> str:
    """Return what `fold` does, of a text with letters and signs of any kind."""
    decomposed = unicodedata.normalize("NFD", text.translate(_INVISIBLE).lower())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")
    return " ".join(bare.split())


_BARE = {ord(letter): _fold_any(letter) for base in ALPHABET for mark in ("", *TONE_MARKS) for low in [unicodedata.normalize("NFC", base + mark)] for letter in (low, low.upper())
         if len(letter) == 1 and not letter.isascii()}
"""Every Vietnamese letter with a mark → the letter without."""


@lru_cache(maxsize=65536)
def tone_key(text: str) -> str:
    """Return a key equal for two placements of one tone (hoà, hòa) and different for two tones (hoà, hoá).

    Each syllable loses its tone mark and gets the tone's rank as a suffix; â, ơ, đ and the like stay.
    """
    return " ".join(_syllable_key(syllable) for syllable in squeeze(text).lower().split())


def _syllable_key(syllable: str) -> str:
    tone = 0
    kept = []
    for character in unicodedata.normalize("NFD", syllable):
        if character in TONE_MARKS:
            tone = TONE_MARKS[character]
        else:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)) + (str(tone) if tone else "")


def standard_tones(text: str) -> str:
    """Return `text` with the tone of open oa, oe, uy on the first vowel (hòa, khỏe, thủy), as official names have it.

    ``qu`` is a consonant, so ``quý`` stays; ``hoàn`` and ``thuyền`` have a final and are left alone.
    """
    return _OPEN_NEW_STYLE.sub(_move_tone, nfc(text))


def _move_tone(match: re.Match[str]) -> str:
    first, second = match.groups()
    base, *marks = unicodedata.normalize("NFD", second)
    pair = (first + base).lower()
    if pair not in ("oa", "oe", "uy") or len(marks) != 1:
        return match.group()
    return unicodedata.normalize("NFC", first + marks[0]) + base


def slug(text: str) -> str:
    """Return `text` as an address part: folded, every run of other characters a hyphen ("Bà Rịa - Vũng Tàu" → "ba-ria-vung-tau")."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


@lru_cache(maxsize=16384)
def sort_key(text: str) -> tuple:
    """Return a key that sorts as a Vietnamese dictionary does: letters first, tones to break ties, case last.

    The same order as ``Intl.Collator("vi")``: a ă â … d đ …, and ma mà mả mã má mạ.
    """
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", text):
        tone, base = _split_tone(character)
        rank = _LETTER_RANK.get(base.lower())
        if rank is None:
            rank = 0 if base.isspace() else (1000 + ord(base) if base.isalpha() else 1)
            if base.isdecimal():
                rank = 2 + int(base) * 0.1
        letters.append(rank)
        tones.append(tone)
    return tuple(letters), tuple(tones), text


@lru_cache(maxsize=1024)
def _split_tone(character: str) -> tuple[int, str]:
    decomposed = unicodedata.normalize("NFD", character)
    tone = next((TONE_MARKS[c] for c in decomposed if c in TONE_MARKS), 0)
    return tone, unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in TONE_MARKS))


def person_sort_key(name: str) -> tuple:
    """Return a key that sorts people as Vietnamese lists do: given name (last syllable), then middle, then family name."""
    syllables = name.split()
    return tuple(sort_key(part) for part in [*syllables[-1:], " ".join(syllables[1:-1]), *syllables[:1]])


def initial(name: str) -> str:
    """Return the capital letter under which `name` stands in an alphabetical list (Đ apart from D, Ấ under Â)."""
    for character in nfc(name):
        if character.isalnum():
            return _split_tone(character)[1].upper()
    return "#"
