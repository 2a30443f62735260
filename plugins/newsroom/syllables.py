"""Which syllables Vietnamese spelling allows: told by rule, not by dictionary.

In: one word. Out: None when it can be a Vietnamese syllable (or is none of Vietnamese's business), else what is probably meant, or "".
Example: ``flaw("hòan") == "hoàn"``, ``flaw("nghành") == "ngành"``, ``flaw("qúỵết") == ""``, ``flaw("quyết") is None``.

A syllable is onset + rhyme + one of six tones; onsets and rhymes are closed lists, the tone has one place (two in open oa, oe, uy), and rhymes
that end in p, t, c, ch take only sắc and nặng. Only words that carry a Vietnamese mark are judged: a foreign word without marks is never an
error. The odd case is a name of the highlands (Krông, Niê, Kđăm, Čư): a word with a capital is only refused for what no language does, two tones
on a syllable or a tone on the wrong letter.
"""

import re
import unicodedata
from functools import lru_cache

from .text import TONE_MARKS

_ONSETS = frozenset(("ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""))
_RHYMES = frozenset("""
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu êng
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ôông ôôc  ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uên uênh uêt uêu ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyp uyt uyn uyu
ư ưa ưc ưi ưm ưn ưng ươ ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu  oai uai uay uau uao
""".split())
_AFTER_QU = frozenset("""a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch ên ênh êt êu i ich in inh it iu ơ ơi ơn ơt ôc ôi uơ y ych yên yêt ynh yt yp yn""".split())
_GI_ALONE = frozenset("i in iêng iêt iêc im ip".split())
_VOWELS_APART = re.compile("[aăâeêioôơuưy][^aăâeêioôơuưy]+[aăâeêioôơuưy]")
_LONGEST = 40
"""Letters; nothing longer is a word."""
_STOPS = ("p", "t", "c", "ch")
_TWO_PLACES = frozenset(("oa", "oe", "uy"))
_VOWELS = frozenset("aăâeêioôơuưy")
_TONED = frozenset(unicodedata.normalize("NFC", vowel + mark) for vowel in _VOWELS for mark in ("", *TONE_MARKS))
_MARKED = frozenset("ăâêôơư")
_SHARP = (4, 5)
_NATIVE = frozenset("abcdeghiklmnopqrstuvxyđ") | _MARKED
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzđ") | _MARKED
_TONE_OF = {unicodedata.normalize("NFC", vowel + mark): (vowel, rank) for vowel in _VOWELS for mark, rank in TONE_MARKS.items()}
"""A letter with its tone → the letter without, and the tone."""

EXCEPTIONS = frozenset("""
ôtô ôxy ôxi ôzôn ximăng bêtông vắcxin vácxin rôbốt kilômét kilôgam kilôoát mêgaoát phôtô côngtenơ côngtennơ cácbon xêmina prôtêin êđê xtiêng hrê đắk đăk lắk lăk
pắk mđrắk đrắk đrăng krông niê brâu mnông bơnông êban kđăm kpă crôm vônfram xtê plây hànộimới
amiăng ăngten ăngghen líp xíchlô cátxét ápphích gạcđờbu tuốcbin lôgarít lôgic lôgich
""".split())
"""Loan words and names written as one word, with marks; extend when a new one turns up."""


def flaw(word: str) -> str | None:
    """Return None when `word` is spelled as Vietnamese allows or is not Vietnamese, else the spelling it probably stands for ("" when unclear)."""
    return None if word.isascii() or not 1 < len(word) <= _LONGEST else _flaw(word)


@lru_cache(maxsize=65536)
def _flaw(word: str) -> str | None:
    lowered = word.lower()
    if lowered in EXCEPTIONS:
        return None
    glued = _glued_at(word)
    if glued:
        return f"{word[:glued]} {word[glued:]}"
    letters, tones = _take_apart(lowered)
    if _is_foreign(letters) or _is_abbreviation(word, tones):
        return None
    if len(tones) > 1:
        return _split(lowered) or (None if _VOWELS_APART.search(letters) else "")
    place, tone = tones[0] if tones else (None, 0)
    places = _places(letters)
    if places:
        if letters.endswith(_STOPS) and tone not in _SHARP:
            return None if word[0].isupper() else ""
        return None if place is None or place in places else _like(word, _with_tone(letters, places[0], tone))
    if word[0].isupper() and not word.isupper():
        return _capital_flaw(word, letters, tone)
    return _like(word, _split(lowered) or _respelled(letters, tone))


def _glued_at(word: str) -> int:
    """Return where a capital begins a second word inside `word` (tỉnhĐồng, ĐMSTvà), or 0."""
    if word[1:].islower() and word[1:3].islower():
        return 0
    for index in range(2, len(word) - 1):
        before, here, after = word[index - 1], word[index], word[index + 1]
        if before.islower() and here.isupper() and after.islower():
            return index
    if len(word) > 4 and word[:3].isupper() and word[-2:].islower() and not word[-1].isascii():
        return next(index for index, letter in enumerate(word) if letter.islower())
    return 0


def _take_apart(word: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the letters without tone and (index, tone) of each tone mark."""
    letters: list[str] = []
    tones = []
    for letter in word:
        if letter in _PLAIN:
            letters.append(letter)
        elif letter in _TONE_OF:
            bare, tone = _TONE_OF[letter]
            tones.append((len(letters), tone))
            letters.append(bare)
        else:
            return _take_any_apart(word)
    return "".join(letters), tones


def _take_any_apart(word: str) -> tuple[str, list[tuple[int, int]]]:
    """Return what `_take_apart` does, of a word with letters of any kind."""
    letters: list[str] = []
    tones = []
    for character in unicodedata.normalize("NFD", word):
        if character in TONE_MARKS:
            tones.append((len(letters) - 1, TONE_MARKS[character]))
        elif unicodedata.combining(character) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + character)
        else:
            letters.append(character)
    return "".join(letters), tones


def _is_foreign(letters: str) -> bool:
    return not _NATIVE.issuperset(letters)


def _is_abbreviation(word: str, tones: list) -> bool:
    """HĐND, QĐ, CĐS, TƯ, ĐBQH: capitals, no tone; also ĐHQGHN, QyĐ, Đ."""
    return not tones and (word.isupper() or not any(c in _VOWELS for c in word.lower()) or (word[0].isupper() and word[-1].isupper()))


def _places(letters: str) -> list[int]:
    """Return the indexes where the tone may stand, best first; empty when `letters` are no syllable."""
    found: list[int] = []
    for length in (3, 2, 1, 0):
        onset = letters[:length]
        if onset in _ONSETS and len(onset) == length:
            rhyme = letters[length:]
            if _fits(onset, rhyme):
                found.extend(len(onset) + index for index in _tone_places(onset, rhyme))
    return found


def _fits(onset: str, rhyme: str) -> bool:
    if onset == "qu":
        return rhyme in _AFTER_QU
    if rhyme not in _RHYMES:
        return False
    front = rhyme[0] in "ieêy"
    if onset in ("k", "gh", "ngh"):
        return front
    if onset == "c":
        return not front
    if onset == "ng":
        return not front
    if onset == "g":
        return rhyme in _GI_ALONE if rhyme[0] == "i" else not front
    if onset == "gi":
        return rhyme[0] not in "iy"
    return True


def _tone_places(onset: str, rhyme: str) -> tuple[int, ...]:
    """Return where the tone stands in `rhyme`: on the marked vowel, else before a final consonant or in the middle, else on the first."""
    marked = [index for index, letter in enumerate(rhyme) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    vowels = len(rhyme) - len(rhyme.lstrip("aeiouy"))
    if vowels == len(rhyme):
        if rhyme in _TWO_PLACES and onset != "qu":
            return 0, 1
        return (1,) if vowels == 3 else (0,)
    return (vowels - 1,)


def _with_tone(letters: str, place: int, tone: int) -> str:
    mark = next((mark for mark, rank in TONE_MARKS.items() if rank == tone), "")
    return unicodedata.normalize("NFC", letters[: place + 1] + mark + letters[place + 1:])


def _capital_flaw(word: str, letters: str, tone: int) -> str | None:
    """Judge a word with a capital that is no syllable: only ngh or gh before a, o, u is a mistake and not a name."""
    respelled = _respelled(letters, tone) if letters.startswith(("ngh", "gh")) else ""
    return _like(word, respelled) if respelled else None


def _respelled(letters: str, tone: int) -> str:
    """Return the syllable, or the two glued ones, that `letters` probably stand for; "" when neither."""
    for wrong, right in (("ngy", "nguy"), ("ngh", "ng"), ("gh", "g"), ("ng", "ngh"), ("g", "gh"), ("k", "c"), ("c", "k")):
        other = right + letters[len(wrong):]
        if letters.startswith(wrong) and (places := _places(other)):
            return _with_tone(other, places[0], tone)
    return ""


def _split(word: str) -> str:
    """Return `word` as two syllables when it is two with the blank lost (côngnghệ → công nghệ), the second with a consonant first, else ""."""
    return next((f"{word[:at]} {word[at:]}" for at in range(2, len(word) - 1) if word[at] not in _TONED and _is_syllable(word[:at]) and _is_syllable(word[at:])), "")


def _is_syllable(word: str) -> bool:
    letters, tones = _take_apart(word)
    places = _places(letters)
    if len(tones) > 1 or not places or (letters.endswith(_STOPS) and (not tones or tones[0][1] not in _SHARP)):
        return False
    return not tones or tones[0][0] in places


def _like(word: str, text: str) -> str:
    return text.upper() if word.isupper() and len(word) > 1 else text.capitalize() if word[0].isupper() else text
