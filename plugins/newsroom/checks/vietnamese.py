"""Rules of Vietnamese text: letters, tones, blanks, numbers, dates, weekdays, abbreviations.

In: a `Prose`. Out: hits (offset, code, message, remedy). Example: “nghành” gives ``text-syllable`` and the remedy “ngành”. Each rule is one compiled
pattern over the masked text, so a file is read a dozen times at the speed of C and nothing is read twice by Python. The odd
case is a quotation: its words are the source's, so rules of taste leave ``quote:`` alone.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from ..dates import WEEKDAYS
from ..document_numbers import read_number
from ..syllables import flaw
from ..text import fold, standard_tones
from .prose import FILL, Prose

Hit = tuple[int, str, str, str]

_UNUSUAL = re.compile("[\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeffÐðƉɖñÑ\ufffd©®µ¸¹¨ª«¬¶·¦§¡¢£¤¥º\U0001d400-\U0001d7ff\u00c0-\u00c6\u00cb\u00cc\u00cf\u00d1\u00d6\u00db\u00dc\u00e4-\u00e6\u00eb\u00ef\u00f1\u00f6\u00fb\u00fc\u00ff]")
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
ODD_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00a0\u2000-\u200a\u202f\u205f\u3000]")
WRONG_D = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
_WRONG_D = re.compile("[ÐðƉɖ]")
TILDE_N = re.compile(r"(?<![^\W\d_])[ñÑ](?=[^\W\d_])[^\W\d_]*")
_STYLED = re.compile("[\U0001d400-\U0001d7ff]+")
_DAMAGED = re.compile("\ufffd|[A-Za-z][©®µ¸¹¨ª«¬¶·¦§¡¢£¤¥º][A-Za-z]|á[º»][\u00a0-ÿ\u2000-\u2122]|Ä[‘\u0090-\u0091]|Æ[°¡]|Ã[\u00a0-\u00bf]")
_VNI = re.compile(r"\b[A-Za-zÀ-ỹ]*[aeoAEO][âûïøùõäëÂÛÏØÙÕÄË][A-Za-zÀ-ỹ]*|\b[A-Za-z]*[öÖôÔ][ôûïùøùõ][A-Za-zÀ-ỹ]*")
_WORD = re.compile("[A-Za-zÀ-ɏḀ-ỿ]+")
_NEW_STYLE = re.compile(r"(?<![qQ])[oOuU][àảãáạèẻẽéẹỳỷỹýỵÀẢÃÁẠÈẺẼÉẸỲỶỸÝỴ](?![^\W\d_])")
DOUBLE = re.compile(rf"(?<=[^\s{FILL}|])[ \t]{{2,}}(?=[^\s{FILL}|])")
TRAILING = re.compile(r"[ \t]+$", re.M)
_BEFORE = re.compile(r"(?<=[\w”)%]) +[,;:!?.](?=[\s”\"’')]|$)|\( +(?=\w)|(?<=[\w”]) +\)", re.M)
_AFTER = re.compile(r"[^\W\d_]{2}[,;][^\W\d_]{2}|[^\W\d_]{2}\.[^\W\d_]{2}|\b[Ss]ố(?=\d)")
_THOUSANDS = re.compile(r"(?<![\d.,/-])\d{1,3}(?:,\d{3}){2,}(?![\d,])|(?<![\d.,/-])\d{1,3},\d{3}(?= (?:lượt|người|hồ sơ|doanh nghiệp|thủ tục|hộ|xã|cơ sở|sản phẩm|học sinh|cán bộ)\b)")
_POINT = re.compile(r"(?<![\d.,/:-])\d+\.\d{1,2}(?= ?(?:%|(?:triệu|tỷ|tỉ|nghìn|ngàn|điểm|lần|km|ha|MW|GW|kWh|USD|m2|m²)\b))")
_ISO_DAY = re.compile(r"(?<![\w/.-])(?:19|20)\d\d([-/])(\d\d?)\1(\d\d?)(?![\w/-])")
_MONTH_FIRST = re.compile(r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\w/])")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_ENGLISH_DAY = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)?(?:,? ((?:19|20)\d\d))?\b|\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) ((?:19|20)\d\d)\b")
_DAY = r"(?P<day>\d{1,2})(?:\s?[-/.]\s?(?P<month>\d{1,2})(?:\s?[-/.]\s?(?P<year>(?:19|20)\d\d))?|\s+tháng\s+(?P<month2>\d{1,2})(?:\s+năm\s+(?P<year2>(?:19|20)\d\d))?)(?![\d/])"
_WEEKDAY = r"(?P<weekday>[Tt]hứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy|hai|ba|tư|năm|sáu|bảy|[2-7])|[Cc]hủ nhật|Chủ Nhật|CN|T[2-7])"
_WEEKDAY_FIRST = re.compile(rf"(?<!lần )(?<!hạng )(?<!khóa )(?<!kỳ )(?<![\wÀ-ỹ]){_WEEKDAY}(?:,? ngày |, | - | )\(?{_DAY}")
_WEEKDAY_AFTER = re.compile(rf"\b[Nn]gày {_DAY}(?:,? \(?| ?\(){_WEEKDAY}(?![\wÀ-ỹ])")
_ABBREVIATION = re.compile(r"(?<![\w/&.()+-])[A-ZĐ](?:[A-ZĐ0-9]|&(?=[A-ZĐ])){1,7}(?![\w/&-])")
_ROMAN = re.compile(r"[IVXLCDM]+")
_CITED = re.compile(r"(?<![\w/])\d{1,5}(?:/\d{4})? ?[-–—/] ?(?:NQ|QĐ|KH|CTr|CTR|Ctr|KL|NĐ|TT|TTr|CT|TB|HD|BC|ĐA|QC)(?: ?[-–—/] ?[A-ZĐ][A-Za-zĐđ]*)+")


def problems(prose: Prose, abbreviations: Mapping[str, str | None]) -> Iterator[Hit]:
    """Yield the hits of every rule in `prose`; `abbreviations` maps each known one to its full form, or to None when every reader knows it."""
    if _UNUSUAL.search(prose.text):
        yield from hidden_characters(prose)
        yield from wrong_d(prose)
        yield from styled_letters(prose)
        yield from damaged_text(prose)
    yield from syllables(prose)
    yield from mixed_tones(prose)
    yield from doubled_blanks(prose)
    yield from trailing_blanks(prose)
    if prose.kind == "registry":
        return
    yield from spaces_at_punctuation(prose)
    yield from foreign_numbers(prose)
    yield from foreign_dates(prose)
    yield from document_numbers(prose)
    if prose.kind == "entry":
        yield from weekdays(prose)
        yield from unexplained_abbreviations(prose, abbreviations)


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
    for match in _first_per_line(_HIDDEN.finditer(prose.text), prose):
        code = f"U+{ord(match[0]):04X}"
        words = _HIDDEN.sub("·", around(prose.text, match.start(), match.end()))
        yield match.start(), "text-invisible", f"có ký tự không nhìn thấy {code} (dấu · trong “{words}”)", "xóa ký tự ấy, hoặc chạy invoke check --fix"


def wrong_d(prose: Prose) -> Iterator[Hit]:
    """Đ has one code point (U+0110, U+0111); Ð, ð, Ɖ look alike but are other letters, and ñ is đ in an old font."""
    for match in _first_per_line(_WRONG_D.finditer(prose.text), prose):
        word = around(prose.text, match.start(), match.end())
        yield match.start(), "text-d", f"chữ “{match[0]}” (U+{ord(match[0]):04X}) trong “{word}” không phải chữ đ tiếng Việt", f"viết “{_WRONG_D.sub(lambda m: WRONG_D[m[0]], word)}”"
    for match in TILDE_N.finditer(prose.masked):
        right = right_d(match[0])
        if right:
            yield match.start(), "text-d", f"chữ “{match[0][0]}” trong “{match[0]}” là chữ đ của phông cũ", f"viết “{right}”"


def right_d(word: str) -> str:
    """Return `word`, which begins with ñ, with đ when only that makes a Vietnamese word of it, else ""."""
    right = ("Đ" if word[0] == "Ñ" else "đ") + word[1:]
    return right if flaw(right) is None and not word[1:].isascii() else ""


def styled_letters(prose: Prose) -> Iterator[Hit]:
    """Letters of the mathematical alphabets only look bold; a screen reader spells them and no search finds them."""
    for match in _first_per_line(_STYLED.finditer(prose.text), prose):
        yield match.start(), "text-styled", f"“{match[0][:20]}” viết bằng ký tự toán học, không phải chữ", f"gõ lại bằng chữ thường: {unicodedata.normalize('NFKC', match[0])[:20]}"


def damaged_text(prose: Prose) -> Iterator[Hit]:
    """Text in an old font (TCVN3, VNI) or decoded wrongly has letters no Vietnamese word has; nobody can read it."""
    found = next(_DAMAGED.finditer(prose.masked), None)
    if found is None:
        damaged = [match for match in _VNI.finditer(prose.masked)]
        found = damaged[0] if len({match[0] for match in damaged}) >= 3 else None
    if found:
        yield found.start(), "text-damaged", f"chữ hỏng do phông cũ hoặc sai bảng mã: “{around(prose.text, found.start(), found.end())}”", "chép lại từ nguồn, hoặc chuyển mã bằng công cụ rồi đọc lại"


def syllables(prose: Prose) -> Iterator[Hit]:
    """A word with Vietnamese marks must be a possible syllable: onset, rhyme and one tone on the right letter."""
    for word in set(_WORD.findall(prose.masked)):
        meant = flaw(word)
        if meant is None or (word[0] in "ñÑðÐƉɖ"):
            continue
        match = re.search(rf"(?<![A-Za-zÀ-ɏḀ-ỿ]){word}(?![A-Za-zÀ-ɏḀ-ỿ])", prose.masked)
        yield match.start(), "text-syllable", f"“{word}” không phải một tiếng Việt viết đúng", f"viết “{meant}” nếu đúng là chữ ấy" if meant else "gõ lại theo nguồn"


def mixed_tones(prose: Prose) -> Iterator[Hit]:
    """One file writes one word one way: not both hòa and hoà."""
    seen = set()
    for match in _NEW_STYLE.finditer(prose.masked):
        start = match.start()
        while start and _WORD.match(prose.masked[start - 1]):
            start -= 1
        word = prose.masked[start:match.end()]
        standard = standard_tones(word)
        if word in seen or standard == word:
            continue
        seen.add(word)
        if re.search(rf"(?<![^\W\d_]){standard}(?![^\W\d_])", prose.masked, re.I):
            yield start, "text-tone-mixed", f"tệp viết cả “{word}” lẫn “{standard.lower() if word.islower() else standard}”", f"chọn một cách; cách của bản tin là “{standard}”"


def doubled_blanks(prose: Prose) -> Iterator[Hit]:
    """Between two words stands one blank."""
    if "  " not in prose.masked and "\t" not in prose.masked:
        return
    for match in _first_per_line(DOUBLE.finditer(prose.masked), prose):
        if not prose.line_at(match.start()).lstrip().startswith("|"):
            yield match.start(), "text-double-blank", f"thừa khoảng trắng trong “{around(prose.text, match.start(), match.end())}”", "giữ một khoảng trắng, hoặc chạy invoke check --fix"


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
    for match in _first_per_line(_BEFORE.finditer(prose.masked), prose):
        if not _is_quote(prose, match.start()) and not prose.line_at(match.start()).lstrip().startswith("|"):
            seen = match[0].strip()
            yield match.start(), "text-space", f"thừa khoảng trắng cạnh dấu “{seen}” trong “{around(prose.text, match.start(), match.end())}”", f"bỏ khoảng trắng {'sau' if seen == '(' else 'trước'} dấu “{seen}”"
    for match in _AFTER.finditer(prose.masked):
        text = match[0]
        if len(text) == 2:
            yield match.start(), "text-space", f"thiếu khoảng trắng sau “{text}” trong “{around(prose.text, match.start(), match.end())}”", "thêm một khoảng trắng"
        elif text[:2].islower() and (text[3:].islower() if text[2] != "." else text[3].isupper() and text[4].islower()) and not _is_quote(prose, match.start()):
            yield match.start(), "text-space", f"thiếu khoảng trắng sau dấu “{text[2]}” trong “{around(prose.text, match.start(), match.end())}”", "thêm một khoảng trắng"


def foreign_numbers(prose: Prose) -> Iterator[Hit]:
    """Vietnamese writes 1.234,5: a point between thousands, a comma before decimals."""
    for pattern, old, new in ((_THOUSANDS, ",", "."), (_POINT, ".", ",")):
        for match in pattern.finditer(prose.masked):
            if not _is_quote(prose, match.start()):
                yield match.start(), "text-number", f"số “{match[0]}” viết theo lối tiếng Anh", f"viết “{match[0].replace(old, new)}” nếu đúng là số ấy"


def foreign_dates(prose: Prose) -> Iterator[Hit]:
    """Vietnamese writes day, month, year: ngày 5/3/2025."""
    for match in _ISO_DAY.finditer(prose.masked):
        yield match.start(), "text-date", f"ngày “{match[0]}” viết năm trước ngày sau", f"viết “{int(match[3])}/{int(match[2])}/{match[0][:4]}”"
    for match in _MONTH_FIRST.finditer(prose.masked):
        if int(match[2]) > 12 >= int(match[1]) >= 1 and int(match[2]) <= 31:
            yield match.start(), "text-date", f"ngày “{match[0]}” viết tháng trước ngày sau", f"viết “{int(match[2])}/{int(match[1])}/{match[3]}”"
    for match in _ENGLISH_DAY.finditer(prose.masked):
        month, day, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        yield match.start(), "text-date", f"ngày “{match[0]}” viết theo lối tiếng Anh", f"viết “ngày {int(day)}/{_MONTHS.index(month) + 1}{'/' + year if year else ''}”"


def document_numbers(prose: Prose) -> Iterator[Hit]:
    """A document's number is written without blanks, with hyphens: 57-NQ/TW, 03/NQ-CP."""
    for match in _CITED.finditer(prose.masked):
        number = read_number(match[0])
        if number and str(number) != match[0] and not _is_quote(prose, match.start()):
            yield match.start(), "text-document-number", f"số văn bản viết “{match[0]}”", f"viết “{number}”"


def weekdays(prose: Prose) -> Iterator[Hit]:
    """A weekday that does not fit its date marks a misread date."""
    text = prose.masked
    if "hứ " not in text and "hủ " not in text and "CN" not in text and "T" not in text:
        return
    for pattern in (_WEEKDAY_FIRST, _WEEKDAY_AFTER):
        for match in pattern.finditer(text):
            named, day = _weekday_named(match["weekday"]), _day_meant(match, prose.field("date"))
            if day and named is not None and day.weekday() != named and not _is_quote(prose, match.start()):
                yield match.start(), "text-weekday", f"“{' '.join(match[0].split())}”: ngày {day.day}/{day.month}/{day.year} là {WEEKDAYS[day.weekday()]}", "kiểm tra lại ngày hoặc thứ theo nguồn"


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
    for match in _ABBREVIATION.finditer(body):
        short = match[0]
        if short in seen or abbreviations.get(short, "") is None or _ROMAN.fullmatch(short) or sum(c.isalpha() for c in short) < 2:
            continue
        seen.add(short)
        if not _is_explained(short, match, body, prose, abbreviations.get(short) or ""):
            full = abbreviations.get(short)
            yield prose.body_at + match.start(), "text-abbreviation", f"chữ tắt “{short}” chưa được viết đủ ở lần đầu", \
                f"viết “{full} ({short})” ở lần đầu" if full else f"viết đủ rồi mở ngoặc ({short}) ở lần đầu; tên riêng ai cũng biết thì thêm vào content/registry/abbreviations.yaml"


def _is_explained(short: str, match: re.Match[str], body: str, prose: Prose, full: str) -> bool:
    if re.match(r"\s?\(", body[match.end():]) or f"({short})" in prose.masked[: prose.body_at + match.start()]:
        return True
    line = prose.line_at(prose.body_at + match.start())
    if line.isupper():
        return True
    return bool(full) and fold(full) in fold(prose.masked[: prose.body_at + match.start()])
