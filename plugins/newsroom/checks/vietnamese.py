"""Rules of Vietnamese text: letters, tones, blanks, numbers, dates, weekdays, abbreviations.

In: a `Prose`. Out: hits (offset, code, message, remedy). Example: “nghành” gives ``text-syllable`` and the remedy “ngành”. Each rule is one compiled
pattern over the masked text, so a file is read a dozen times at the speed of C and nothing is read twice by Python. The odd
case is a quotation: its words are the source's, so rules of taste leave ``quote:`` alone.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from ..dates import WEEKDAYS as NAMES_OF_DAYS
from ..document_numbers import read_number
from ..syllables import flaw
from ..text import fold, standard_tones
from .prose import FILL, Prose

Hit = tuple[int, str, str, str]

MOST_HITS = 20
"""Hits of one rule in one file: who has mended twenty checks again."""

LETTERS, SYLLABLES, BLANKS, TONES, SPACES, NUMBERS, ENGLISH, DOCUMENTS, WEEKDAYS, ABBREVIATIONS, MARKDOWN, FIELDS = (1 << bit for bit in range(12))
"""Families of rules, which `gate` tells apart."""

EVERY = (1 << 12) - 1

_UNUSUAL = re.compile("[\u00a0\u00ad\u0335-\u0337\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeffÐðƉɖƋƌñÑ\ufffd©®µ¸¹¨ª«¬¶·¦§¡¢£¤¥º\U0001d400-\U0001d7ff»ÄÆËÏÖØÛÜäæëïöøûü]")
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
ODD_BLANK = re.compile("[\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00a0\u2000-\u200a\u202f\u205f\u3000]")
WRONG_D = {"Ð": "Đ", "Ɖ": "Đ", "Ƌ": "Đ", "ð": "đ", "ɖ": "đ", "ƌ": "đ"} | {f"{letter}{stroke}": right for letter, right in (("D", "Đ"), ("d", "đ")) for stroke in "\u0335\u0336\u0337"}
WRONG_D_SIGNS = re.compile("[ÐðƉɖƋƌ]|[Dd][\u0335-\u0337]")
TILDE_N = re.compile(r"(?<![^\W\d_])[ñÑ](?=[^\W\d_])[^\W\d_]*")
_FULL_WIDTH = {chr(code + 0xFEE0): chr(code) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
_TWINS = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝᴠΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρι", "ABESIJKMHOPCTYXaesijopcyxdqwvABEZHIKMNOPTYXovpi", strict=True))
LATIN_TWINS = str.maketrans(_TWINS | _FULL_WIDTH)
"""Letters of other scripts → the Latin ones they look like."""

FOREIGN_LETTER = re.compile("[\u0370-\u03ff\u0400-\u052f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
MIXED = re.compile(r"[^\W_]+")
_STYLED = re.compile("[\U0001d400-\U0001d7ff]+")
DAMAGED = re.compile("\ufffd|[A-Za-z][©®µ¸¹¨ª«¬¶·¦§¡¢£¤¥º][A-Za-z]|á[º»][\u00a0-ÿ\u2000-\u2122]|Ä[‘\u0090-\u0091]|Æ[°¡]|Ã[\u00a0-\u00bf]")
LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")
VNI = re.compile(r"[A-Za-zÀ-ỹ]{0,7}(?:æ|[aeoAEO][âøùõäÂØÙÕÄ]|[aeoAEO][ûïëÛË]|[öÖôÔ][ôûïùøùõ])[A-Za-zÀ-ỹ]{0,7}")
_NEVER_FRENCH = re.compile("æ|[aeoAEO][âøùõäÂØÙÕÄ]")
"""Of the letters a VNI font leaves, those that stand beside one another in no language an entry may quote: Noël and Citroën are whole."""
WORD = re.compile("[A-Za-zÀ-ɏḀ-ỿ]+")
NEW_STYLE = re.compile("[oOuU][àảãáạẻẽéẹèỳỷỹýỵÀẢÃÁẠÈẺẼÉẸỲỶỸÝỴ]")
_BLANKS = re.compile("  [ \t]*")
_BLANKS_AND_TABS = re.compile("[ \t]{2,}|\t")
TRAILING = re.compile(r"(?<![ \t])[ \t]+$", re.M)
_BEFORE_SIGNS = (" ,", " .", " ;", " :", " !", " ?", "( ", " )")
_BEFORE = re.compile(r" [,;:!?.](?=[\s”\"’')]|$)|\( +(?=\w)| \)", re.M)
_AFTER = re.compile(r"[,;.](?=[^\W\d_])")
_CODED = re.compile(r"&[A-Za-z]+$")
AT_BRACKET = re.compile(r"(?<=[^\W\d_])(?<=\w\w)\((?=[^\W\d_]{2})|\)(?=[^\W\d_]{2})")
TWICE = re.compile(r",,|;;|,\.(?!\.)|(?<![.\d])\.\.(?![.\d])")
_IN_QUOTES = re.compile(r"“ +(?=\w)|(?<=[\w.!?…]) +”")
NUMBERED = re.compile(r"[Ss]ố(?=\d)")
NUMERIC = re.compile(r"[0-9][0-9.,/:-]*[0-9]")
_MILLIONS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")
_BOTH_SIGNS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
_ROUND = re.compile(r"\d{1,3},\d\d0")
_SCORE = re.compile(r"(\d+\.\d{1,2})/10{1,2}")
_SUM = re.compile(r" (?:đồng|triệu|tỷ|tỉ|USD)\b")
_COUNTED = re.compile(r" (?:lượt|người|hồ sơ|doanh nghiệp|thủ tục|hộ|xã|cơ sở|sản phẩm|học sinh|cán bộ)\b")
_POINT = re.compile(r"\d+\.\d{1,2}")
_MEASURED = re.compile(r" ?(?:%|(?:triệu|tỷ|tỉ|nghìn|ngàn|điểm|lần|phần trăm|km|ha|kg|tấn|MW|GW|kWh|MWh|GWh|USD|m2|m²|GB|TB|Gbps|Mbps|million|billion)\b)")
YEAR_FIRST = re.compile(r"((?:19|20)\d\d)([-/])(\d\d?)\2(\d\d?)")
_MONTH_FIRST = re.compile(r"(\d{1,2})(?P<sign>[-/.])(\d{1,2})(?P=sign)((?:19|20)\d\d)")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_SHORT_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d\d)")
_NO_MONTH = re.compile(r"(?:1[3-9]|[2-9]\d|00?)/((?:19|20)\d\d)")
IN_WORDS = re.compile(r"\b[Nn]gày (\d{1,2}) tháng (\d{1,2})(?: năm ((?:19|20)\d\d))?(?![\d/])")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
MONTH_SIGNS = tuple(month[:3] for month in MONTHS)
_MONTH = "|".join((*MONTHS, *(rf"{month}\b\.?" for month in (*MONTH_SIGNS, "Sept") if month != "May")))
_ENGLISH_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?(?:,? ((?:19|20)\d\d))?\b|\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})(?:,? ((?:19|20)\d\d))?(?!\w)")
_DAY = r"(?P<day>\d{1,2})(?:\s?[-/.]\s?(?P<month>\d{1,2})(?:\s?[-/.]\s?(?P<year>(?:19|20)\d\d))?|\s+tháng\s+(?P<month2>\d{1,2})(?:\s+năm\s+(?P<year2>(?:19|20)\d\d))?)(?![\d/])"
_WEEKDAY = r"(?P<weekday>[Tt]hứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy|hai|ba|tư|năm|sáu|bảy|[2-7])|[Cc]hủ nhật|Chủ Nhật|CN|T[2-7])"
_WEEKDAY_SIGNS = ("hứ ", "hủ nhật", "hủ Nhật", "CN", "T2", "T3", "T4", "T5", "T6", "T7")
_WEEKDAY_FIRST = re.compile(rf"(?<![\wÀ-ỹ&]){_WEEKDAY}(?:,? \(?ngày |, | - | )\(?{_DAY}")
_WEEKDAY_AFTER = re.compile(rf"(?:\b[Nn]gày |(?<![\w/.,-])(?=\d{{1,2}}[/-])){_DAY}(?P<sign>,? \(?| ?\(){_WEEKDAY}(?![\wÀ-ỹ])")
_HOUR = re.compile(r"(?:^|[^\w ]|\b(?:sáng|trưa|chiều|tối|đêm|vào|hôm|ngày|từ|đến|tới|mở|diễn ra|khai mạc|bế mạc|tổ chức|khai giảng|dự kiến|trong)) ?$", re.I | re.M)
"""What stands before a weekday written small, which may else count something: “sáng thứ hai, 5/8”, but “phiên thứ hai, ngày 30/10”."""
ABBREVIATION = re.compile(r"[A-ZĐ](?:[A-ZĐ0-9]|&(?=[A-ZĐ])){1,7}(?![\w/&-])")
_COMPANY = re.compile(r"(?:[Cc]ông ty|[Tt]ập đoàn|[Nn]gân hàng|[Hh]ãng|[Pp]hần mềm|[Nn]ền tảng|[Ư]ng dụng)(?: (?:TNHH|Cổ phần|cổ phần|CP|MTV|và|[A-ZĐ][\w-]*),?){0,8} $")
_ROMAN = re.compile(r"[IVXLCDM]+")
_TYPE = re.compile(r"[-–—/] ?(?:NQ|QĐ|KH|CTr|CTR|Ctr|KL|NĐ|TT|TTr|CT|TB|HD|BC|ĐA|QC)")
CITED = re.compile(r"(?<![\w/])\d{1,5}(?:/\d{4})? ?[-–—/] ?(?:NQ|QĐ|KH|CTr|CTR|Ctr|KL|NĐ|TT|TTr|CT|TB|HD|BC|ĐA|QC)(?: ?[-–—/] ?[A-ZĐ][A-Za-zĐđ]*)+")


class Speller:
    """Remembers, within one run, the words that are spelled right: a language has few words and says them often."""

    def __init__(self) -> None:
        self._right: set[str] = set()

    def wrong_words(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield (word, what it probably means or "") for every misspelt word of `text`, in alphabetical order."""
        found: list[tuple[str, str]] = []
        for token in set(text.split()) - self._right:
            wrong = [] if token.isascii() else [(word, meant) for word in WORD.findall(token) if (meant := flaw(word)) is not None and word[0] not in "ñÑðÐƉɖ"]
            found += wrong
            if not wrong:
                self._right.add(token)
        yield from sorted(found)


def problems(prose: Prose, abbreviations: Mapping[str, str | None], speller: Speller, families: int = EVERY, names: Iterable[str] = ()) -> Iterator[Hit]:
    """Yield the hits of every rule in `prose`, `MOST_HITS` of each at most.

    `abbreviations` maps each known one to its full form, or to None when every reader knows it; `names` are those of the registry in which a tone has two places. `families` leaves out the rules that have nothing to find.
    """
    rules: list[tuple[int, Iterator[Hit]]] = [(SYLLABLES, syllables(prose, speller)), (BLANKS, doubled_blanks(prose)), (BLANKS, trailing_blanks(prose))]
    if families & LETTERS:
        rules.append((LETTERS, look_alikes(prose)))
    if families & LETTERS and _UNUSUAL.search(prose.text):
        rules += [(LETTERS, rule(prose)) for rule in (hidden_characters, wrong_d, styled_letters)]
    if families & LETTERS:
        rules.append((LETTERS, damaged_text(prose)))
    if prose.kind != "registry":
        rules += [(TONES, mixed_tones(prose)), (TONES, misplaced_tones(prose, names)), (SPACES, spaces_at_punctuation(prose)), (NUMBERS, foreign_numbers_and_dates(prose)), (ENGLISH, english_dates(prose)),
                  (DOCUMENTS, document_numbers(prose))]
    if prose.kind == "entry":
        rules += [(WEEKDAYS, weekdays(prose)), (ABBREVIATIONS, unexplained_abbreviations(prose, abbreviations))]
    for family, rule in rules:
        if families & family:
            yield from islice(rule, MOST_HITS)


def _first_per_line(matches: Iterable[re.Match[str]], prose: Prose) -> Iterator[re.Match[str]]:
    last = -1
    for match in matches:
        line = prose.position(match.start())[0]
        if line != last:
            last = line
            yield match


def _is_quote(prose: Prose, offset: int) -> bool:
    return offset < prose.body_at and prose.line_at(offset).lstrip(" -").startswith("quote:")


def around(text: str, start: int, end: int) -> str:
    """Return the words at ``text[start:end]`` with the one before and the one after, as a message shows them."""
    left = re.search(r"\S{0,20}[^\S\n]*$", text[max(0, start - 25):start])
    right = re.match(r"[^\S\n]*\S{0,20}", text[end:end + 25])
    return " ".join((left[0] + text[start:end] + right[0]).replace(FILL, "").split())


def hidden_characters(prose: Prose) -> Iterator[Hit]:
    """Characters nobody sees (zero-width, soft hyphen, no-break blank) split a word for search and for the rules."""
    for match in _first_per_line((match for match in _HIDDEN.finditer(prose.text) if not joins_pictures(prose.text, match.start())), prose):
        code = f"U+{ord(match[0]):04X}"
        words = _HIDDEN.sub("·", around(prose.text, match.start(), match.end()))
        yield match.start(), "text-invisible", f"có ký tự không nhìn thấy {code} (dấu · trong “{words}”)", "xóa ký tự ấy, hoặc chạy invoke check --fix"


def joins_pictures(text: str, at: int) -> bool:
    """Return whether the character at `at` is the joiner inside an emoji, where it belongs."""
    return text[at] == "\u200d" and 0 < at < len(text) - 1 and not any(c.isalnum() or c.isspace() for c in (text[at - 1], text[at + 1]))


def wrong_d(prose: Prose) -> Iterator[Hit]:
    """Đ has one code point (U+0110, U+0111); Ð, ð, Ɖ look alike but are other letters, and ñ is đ in an old font."""
    for match in _first_per_line(WRONG_D_SIGNS.finditer(prose.text), prose):
        word = around(prose.text, match.start(), match.end())
        code = " ".join(f"U+{ord(letter):04X}" for letter in match[0])
        yield match.start(), "text-d", f"chữ “{match[0]}” ({code}) trong “{word}” không phải chữ đ tiếng Việt", f"viết “{WRONG_D_SIGNS.sub(lambda m: WRONG_D[m[0]], word)}”"
    for match in TILDE_N.finditer(prose.masked):
        right = right_d(match[0])
        if right:
            yield match.start(), "text-d", f"chữ “{match[0][0]}” trong “{match[0]}” là chữ đ của phông cũ", f"viết “{right}”"


def right_d(word: str) -> str:
    """Return `word`, which begins with ñ, with đ when only that makes a Vietnamese word of it, else ""."""
    right = ("Đ" if word[0] == "Ñ" else "đ") + word[1:]
    return right if flaw(right) is None and not word[1:].isascii() else ""


def look_alikes(prose: Prose) -> Iterator[Hit]:
    """A letter of another script (Cyrillic а, Greek ο, full-width Ａ) inside a Latin word looks right and is found by nobody."""
    if FOREIGN_LETTER.search(prose.text):
        for match in _first_per_line((match for match in MIXED.finditer(prose.masked) if is_mixed(match[0])), prose):
            letter = FOREIGN_LETTER.search(match[0])[0]
            yield match.start(), "text-look-alike", f"chữ “{letter}” (U+{ord(letter):04X}) trong “{match[0][:40]}” không phải chữ Latinh, chỉ trông giống", f"viết “{match[0].translate(LATIN_TWINS)[:40]}”, hoặc chạy invoke check --fix"


def is_mixed(word: str) -> bool:
    """Return whether `word` has letters of another script that stand for Latin ones: beside Latin letters, or of full width; a symbol (μm, ΔT) stands for itself."""
    strange = FOREIGN_LETTER.findall(word)
    return bool(strange) and all(ord(letter) in LATIN_TWINS for letter in strange) and (any(letter in _FULL_WIDTH for letter in strange) or bool(WORD.search(word)))


def styled_letters(prose: Prose) -> Iterator[Hit]:
    """Letters of the mathematical alphabets only look bold; a screen reader spells them and no search finds them."""
    for match in _first_per_line(_STYLED.finditer(prose.text), prose):
        yield match.start(), "text-styled", f"“{match[0][:20]}” viết bằng ký tự toán học, không phải chữ", f"gõ lại bằng chữ thường: {unicodedata.normalize('NFKC', match[0])[:20]}"


def damaged_text(prose: Prose) -> Iterator[Hit]:
    """Text in an old font (TCVN3, VNI) or decoded wrongly has letters no Vietnamese word has; nobody can read it."""
    text = prose.masked
    found = DAMAGED.search(text) or (LOST.search(text) if "?" in text else None)
    if found is None and not text.isascii():
        damaged = [*VNI.finditer(text)]
        words = {match[0] for match in damaged}
        found = damaged[0] if len(words) >= 3 or sum(bool(_NEVER_FRENCH.search(word)) for word in words) >= 2 else None
    if found:
        yield found.start(), "text-damaged", f"chữ hỏng do phông cũ hoặc sai bảng mã: “{around(prose.text, found.start(), found.end())}”", "chép lại từ nguồn, hoặc chuyển mã bằng công cụ rồi đọc lại"


def syllables(prose: Prose, speller: Speller) -> Iterator[Hit]:
    """A word with Vietnamese marks must be a possible syllable: onset, rhyme and one tone on the right letter."""
    seen = set()
    for word, meant in speller.wrong_words(prose.masked):
        if word not in seen:
            seen.add(word)
            match = re.search(rf"(?<![A-Za-zÀ-ɏḀ-ỿ]){word}(?![A-Za-zÀ-ɏḀ-ỿ])", prose.masked)
            yield match.start(), "text-syllable", f"“{word}” không phải một tiếng Việt viết đúng", f"viết “{meant}” nếu đúng là chữ ấy" if meant else "gõ lại theo nguồn"


def mixed_tones(prose: Prose) -> Iterator[Hit]:
    """One file writes one word one way: not both hòa and hoà."""
    text, seen = prose.masked, set()
    for match in NEW_STYLE.finditer(text):
        start, end = match.span()
        if text[start - 1] in "qQ" or text[end:end + 1].isalpha():
            continue
        while start and text[start - 1].isalpha():
            start -= 1
        word = text[start:end]
        standard = standard_tones(word)
        if word in seen or standard == word:
            continue
        seen.add(word)
        if re.search(rf"(?<![^\W\d_]){standard}(?![^\W\d_])", text, re.I):
            yield start, "text-tone-mixed", f"tệp viết cả “{word}” lẫn “{standard}”", f"chọn một cách; cách của bản tin là “{standard}”"


def names_in_other_tones(prose: Prose, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, name) wherever the body has one of `names` with a tone in its other place; the names are in their standard form."""
    standard = standard_tones(prose.masked)
    if standard == prose.masked or len(standard) != len(prose.masked):
        return
    for name in names:
        if name in standard:
            for match in re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])").finditer(standard, prose.body_at):
                if prose.text[match.start():match.end()] != name:
                    yield match.start(), match.end(), name


def misplaced_tones(prose: Prose, names: Iterable[str]) -> Iterator[Hit]:
    """A province or a person of the registry has the tone where the registry has it, or the name is no link and is not found."""
    told = set()
    for start, end, name in sorted(names_in_other_tones(prose, names)):
        if name not in told:
            told.add(name)
            yield start, "text-tone-name", f"“{prose.text[start:end]}” là “{name}” đặt dấu cách khác", f"viết “{name}”, hoặc chạy invoke check --fix"


def doubled(prose: Prose) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every run of blanks between two words that is longer than one; tables and what is no prose are left alone."""
    text = prose.masked
    line_start, line_end, table = 0, -1, False
    for match in (_BLANKS_AND_TABS if "\t" in text else _BLANKS).finditer(text):
        start, end = match.span()
        if start > line_end:
            line_start = text.rfind("\n", 0, start) + 1
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            table = text[line_start:line_start + 200].lstrip().startswith("|")
        before, after = text[start - 1:start], text[end:end + 1]
        if table or not before or not after or before.isspace() or after.isspace() or before in f"|{FILL}" or after in f"|{FILL}":
            continue
        if before != "-" or start - line_start > 40 or text[line_start:start - 1].strip():
            yield start, end


def doubled_blanks(prose: Prose) -> Iterator[Hit]:
    """Between two words stands one blank."""
    last = -1
    for start, end in doubled(prose):
        line = prose.position(start)[0]
        if line != last:
            last = line
            yield start, "text-double-blank", f"thừa khoảng trắng trong “{around(prose.text, start, end)}”", "giữ một khoảng trắng, hoặc chạy invoke check --fix"


def trailing_blanks(prose: Prose) -> Iterator[Hit]:
    """Blanks at the end of a line are seen by nobody and make changes hard to read; Markdown's two blanks before a next line are a line break and stay."""
    if " \n" not in prose.text and "\t\n" not in prose.text and not prose.text.endswith((" ", "\t")):
        return
    first, count = -1, 0
    for match in TRAILING.finditer(prose.text):
        if not is_hard_break(prose.text, match.start(), match.end(), prose.body_at):
            first, count = (match.start() if first < 0 else first), count + 1
    if count:
        yield first, "text-trailing-blank", f"{count} dòng có khoảng trắng ở cuối", "xóa khoảng trắng cuối dòng, hoặc chạy invoke check --fix"


def is_hard_break(text: str, start: int, end: int, body_at: int) -> bool:
    """Return whether the blanks ``text[start:end]`` at a line's end are Markdown's line break."""
    return start >= body_at and text[start:end].startswith("  ") and start > 0 and text[start - 1] != "\n" and text[end:end + 2].strip() != ""


def spaces_at_punctuation(prose: Prose) -> Iterator[Hit]:
    """No blank before a comma or full stop, one after it; none inside brackets."""
    text = prose.masked
    if any(map(text.__contains__, _BEFORE_SIGNS)):
        for match in _BEFORE.finditer(text):
            seen, before = match[0].strip(), _last_before(text, match.start())
            if (seen == "(" or before.isalnum() or (before and before in "”%)")) and not _is_quote(prose, match.start()) and not prose.line_at(match.start()).lstrip().startswith("|"):
                yield match.start(), "text-space", f"thừa khoảng trắng cạnh dấu “{seen}” trong “{around(prose.text, *match.span())}”", f"bỏ khoảng trắng {'sau' if seen == '(' else 'trước'} dấu “{seen}”"
    for match in _AFTER.finditer(text):
        if is_glued(text, match.start()) and not _is_quote(prose, match.start()):
            yield match.start(), "text-space", f"thiếu khoảng trắng sau dấu “{match[0]}” trong “{around(prose.text, *match.span())}”", "thêm một khoảng trắng"
    for match in AT_BRACKET.finditer(text):
        yield match.start(), "text-space", f"thiếu khoảng trắng {'trước' if match[0] == '(' else 'sau'} dấu “{match[0]}” trong “{around(prose.text, *match.span())}”", "thêm một khoảng trắng"
    for match in TWICE.finditer(text):
        if not _is_quote(prose, match.start()):
            yield match.start(), "text-space", f"thừa dấu câu “{match[0]}” trong “{around(prose.text, *match.span())}”", "giữ một dấu; dấu lửng thì viết …"
    for match in _IN_QUOTES.finditer(text) if "“ " in text or " ”" in text else ():
        yield match.start(), "text-space", f"thừa khoảng trắng bên trong ngoặc kép ở “{around(prose.text, *match.span())}”", "bỏ khoảng trắng ấy"
    for match in NUMBERED.finditer(text):
        yield match.start(), "text-space", f"thiếu khoảng trắng sau “{match[0]}” trong “{around(prose.text, *match.span())}”", "thêm một khoảng trắng"


def is_glued(text: str, at: int) -> bool:
    """Return whether the sign at `at` stands between two words with no blank after it, rather than in an abbreviation or an address."""
    before, after = text[max(0, at - 2):at], text[at + 1:at + 3]
    if text[at] == ";" and _CODED.search(text, max(0, at - 9), at):
        return False
    if not (before.isalpha() and len(before) == 2 and before.islower() and len(after) == 2 and after.isalpha()):
        return False
    return after.islower() if text[at] != "." else after[0].isupper() and after[1].islower()


def _last_before(text: str, at: int) -> str:
    """Return the character before the blanks that end at `at`, or "" at the start of a line."""
    while at and text[at - 1] == " ":
        at -= 1
    return text[at - 1:at].strip()


def foreign_numbers_and_dates(prose: Prose) -> Iterator[Hit]:
    """Vietnamese writes 1.234,5 (a point between thousands, a comma before decimals) and 5/3/2025 (day, month, year)."""
    text = prose.masked
    for match in NUMERIC.finditer(text):
        token, (start, end) = match[0], match.span()
        if len(token) < 3 or token.isdecimal() or text[start - 1:start].isalpha() or text[start - 1:start] in ("-", "/", ".", ",") or _is_quote(prose, start):
            continue
        hit = _foreign_number(token, text, start, end) or _foreign_date(token, text, start)
        if hit:
            yield start, *hit
    for match in IN_WORDS.finditer(text):
        if not is_in_calendar(match[1], match[2], match[3] or "2024") and not _is_quote(prose, match.start()):
            yield match.start(), "text-date", f"“{match[0]}” không có trong lịch", "kiểm tra lại ngày theo nguồn"


def _foreign_number(token: str, text: str, start: int, end: int) -> tuple[str, str, str] | None:
    """Return code, message and remedy of a number written as English does, by itself or with the unit after it."""
    right = ""
    if _BOTH_SIGNS.fullmatch(token):
        right = token.translate(str.maketrans(",.", ".,"))
    elif _MILLIONS.fullmatch(token) or (_THOUSANDS.fullmatch(token) and (_COUNTED.match(text, end) or text[start - 1:start] == "$")) or (_ROUND.fullmatch(token) and _SUM.match(text, end)):
        right = token.replace(",", ".")
    elif _SCORE.fullmatch(token) or (_POINT.fullmatch(token) and _MEASURED.match(text, end)):
        right = token.replace(".", ",")
    return ("text-number", f"số “{token}” viết theo lối tiếng Anh", f"viết “{right}” nếu đúng là số ấy") if right else None


def _foreign_date(token: str, text: str, start: int) -> tuple[str, str, str] | None:
    """Return code, message and remedy of a date that no calendar has, or that begins with its year or month."""
    impossible = "text-date", f"ngày “{token}” không có trong lịch", "kiểm tra lại ngày theo nguồn"
    named = text.endswith("ngày ", 0, start)
    if (parts := YEAR_FIRST.fullmatch(token)) and int(parts[3]) <= 12 and int(parts[4]) <= 31:
        return "text-date", f"ngày “{token}” viết năm trước ngày sau", f"viết “{int(parts[4])}/{int(parts[3])}/{parts[1]}”"
    if parts := _MONTH_FIRST.fullmatch(token):
        day, month, year = parts[1], parts[3], parts[4]
        if 12 < int(month) <= 31 and 1 <= int(day) <= 12:
            return "text-date", f"ngày “{token}” viết tháng trước ngày sau", f"viết “{int(month)}/{int(day)}/{year}”"
        return None if is_in_calendar(day, month, year) else impossible
    if (parts := _DAY_AND_MONTH.fullmatch(token)) and named:
        return None if is_in_calendar(parts[1], parts[2], "2024") else impossible
    if (parts := _SHORT_YEAR.fullmatch(token)) and named:
        return "text-date", f"ngày “{token}” viết năm hai chữ số", f"viết “{int(parts[1])}/{int(parts[2])}/20{parts[3]}” nếu đúng là ngày ấy"
    if _NO_MONTH.fullmatch(token) and text.endswith("tháng ", 0, start):
        return "text-date", f"tháng “{token}” không có trong lịch", "kiểm tra lại tháng theo nguồn"
    return None


def may_be_foreign(token: str) -> bool:
    """Return whether a run of digits and signs has a form that `foreign_numbers_and_dates` may refuse, whatever stands beside it."""
    if _MILLIONS.match(token) or any(form.fullmatch(token) for form in (_BOTH_SIGNS, _THOUSANDS, _POINT, _SCORE, YEAR_FIRST, _SHORT_YEAR, _NO_MONTH)):
        return True
    parts = _MONTH_FIRST.fullmatch(token)
    if parts:
        return int(parts[3]) > 12 or not is_in_calendar(parts[1], parts[3], parts[4])
    parts = _DAY_AND_MONTH.fullmatch(token)
    return bool(parts and not is_in_calendar(parts[1], parts[2], "2024"))


def is_in_calendar(day: str, month: str, year: str) -> bool:
    """Return whether there was such a day."""
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def english_dates(prose: Prose) -> Iterator[Hit]:
    """A date in English words is left over from an English edition."""
    text = prose.masked
    if not any(map(text.__contains__, MONTH_SIGNS)):
        return
    for match in _ENGLISH_DAY.finditer(text):
        month, day, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        if not _is_quote(prose, match.start()):
            yield match.start(), "text-date", f"ngày “{match[0]}” viết theo lối tiếng Anh", f"viết “ngày {int(day)}/{MONTH_SIGNS.index(month[:3]) + 1}{'/' + year if year else ''}”"


def document_numbers(prose: Prose) -> Iterator[Hit]:
    """A document's number is written without blanks, with hyphens: 57-NQ/TW, 03/NQ-CP."""
    for start, end, number in misspelt_numbers(prose):
        if not _is_quote(prose, start):
            yield start, "text-document-number", f"số văn bản viết “{prose.text[start:end]}”", f"viết “{number}”"


def misspelt_numbers(prose: Prose) -> Iterator[tuple[int, int, str]]:
    """Yield what `misspelt_in` finds in prose."""
    return misspelt_in(prose.masked)


def misspelt_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, standard spelling) of every document number in `text` that is written another way."""
    done = 0
    for sign in _TYPE.finditer(text):
        at = sign.start()
        match = next((found for found in CITED.finditer(text, max(done, at - 14), at + 60) if found.start() <= at < found.end()), None)
        number = read_number(match[0]) if match else None
        if number and match and str(number) != match[0]:
            done = match.end()
            yield match.start(), match.end(), str(number)


def weekdays(prose: Prose) -> Iterator[Hit]:
    """A weekday that does not fit its date marks a misread date."""
    text = prose.masked
    if not any(map(text.__contains__, _WEEKDAY_SIGNS)):
        return
    for pattern in (_WEEKDAY_FIRST, _WEEKDAY_AFTER):
        for match in pattern.finditer(text):
            named, day = _weekday_named(match["weekday"]), _day_meant(match, prose.field("date"))
            if day and named is not None and day.weekday() != named and not _is_ordinal(match, text) and not _is_quote(prose, match.start()):
                yield match.start(), "text-weekday", f"“{' '.join(match[0].split())}”: ngày {day.day}/{day.month}/{day.year} là {NAMES_OF_DAYS[day.weekday()]}", f"ngày đúng thì viết “{NAMES_OF_DAYS[day.weekday()]}”; thứ đúng thì sửa ngày theo nguồn"


def _is_ordinal(match: re.Match[str], text: str) -> bool:
    """Return whether “thứ hai”, “thứ 2” counts something (họp phiên thứ hai ngày 30/10/2025) rather than naming a day.

    Days are written with a capital somewhere, as CN or T2, or in brackets after their date; written small they are days after a word of time.
    """
    words = match["weekday"]
    if words[0] != "t" or words.split()[1][0].isupper() or "sign" in match.re.groupindex and "(" in match["sign"]:
        return False
    return "sign" in match.re.groupindex or not _HOUR.search(text, max(0, match.start() - 12), match.start())


def _weekday_named(words: str) -> int | None:
    folded = fold(words)
    if folded in ("chu nhat", "cn"):
        return 6
    names = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
    last = folded.split()[-1].removeprefix("t")
    return names.get(folded.split()[-1]) if not last.isdigit() else int(last) - 2


def _day_meant(match: re.Match[str], published: str) -> dt.date | None:
    """Return the day written; without a year, the latest such day not after the entry's date (domain/language.md)."""
    month, year = match["month"] or match["month2"], match["year"] or match["year2"]
    try:
        if year:
            return dt.date(int(year), int(month), int(match["day"]))
        newest = dt.date.fromisoformat(published)
        day = dt.date(newest.year, int(month), int(match["day"]))
        return day if day <= newest else day.replace(year=newest.year - 1)
    except ValueError:
        return None


def unexplained_abbreviations(prose: Prose, abbreviations: Mapping[str, str | None]) -> Iterator[Hit]:
    """An abbreviation is spelled out where it stands first, unless every reader knows it."""
    if not abbreviations:
        return
    body, seen = prose.body, set()
    for match in ABBREVIATION.finditer(body):
        short = match[0]
        if short in seen or not may_need_words(match, body, abbreviations):
            continue
        seen.add(short)
        if not _is_explained(short, match, body, prose, abbreviations.get(short) or ""):
            full = abbreviations.get(short)
            yield prose.body_at + match.start(), "text-abbreviation", f"chữ tắt “{short}” chưa được viết đủ ở lần đầu", \
                f"viết “{full} ({short})” ở lần đầu" if full else f"viết đủ rồi mở ngoặc ({short}) ở lần đầu; tên riêng ai cũng biết thì thêm vào content/registry/abbreviations.yaml"


def may_need_words(match: re.Match[str], text: str, abbreviations: Mapping[str, str | None]) -> bool:
    """Return whether the capitals in `match` are an abbreviation of its own that not every reader knows."""
    short, before = match[0], text[match.start() - 1:match.start()] if match.start() else ""
    if before.isalnum() or (before and before in "_/&.()+-") or abbreviations.get(short, "") is None:
        return False
    return not _ROMAN.fullmatch(short) and sum(c.isalpha() for c in short) >= 2


def _is_explained(short: str, match: re.Match[str], body: str, prose: Prose, full: str) -> bool:
    if re.match(r"\s?\(", body[match.end():]) or f"({short})" in prose.masked[: prose.body_at + match.start()]:
        return True
    if prose.line_at(prose.body_at + match.start())[:200].isupper() or _COMPANY.search(body[max(0, match.start() - 80):match.start()]):
        return True
    return bool(full) and full.lower() in prose.masked[: prose.body_at + match.start()].lower()
