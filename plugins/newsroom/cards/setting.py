"""Setting type: which glyphs, how wide, and where a line ends.

In: Vietnamese words. Out: lines that fit a width, and the size at which they fit a box. Example: a headline of 90 characters stands in three lines of nearly the
same length; "57-NQ/TW" and "ngày 22/12/2024" are never broken, by the rule the pages follow.

Each glyph is drawn once for each process and size, then only pasted. Plain layout, with the font's closer pairs from a file beside it: Vietnamese in NFC needs no
shaping library, and pictures must not differ where one is missing. The odd cases are a word wider than the line (broken where it must be), a text that
does not fit at the smallest size (ends with "…") and a character the fonts do not have (a plain letter that looks like it, or nothing for an emoji).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape, unescape

from PIL import Image, ImageDraw, ImageFont

from ..bodies import keep_together
from ..frozen import frozen
from ..text import squeeze
from . import FONTS

SERIF, SANS = "NotoSerif-600SemiBold.ttf", "NotoSans-500Medium.ttf"
LEADING = {SERIF: 1.38, SANS: 1.42}
"""Line height over size: the least at which Ộ, Ẫ and Ữ stay clear of g, ợ and ỵ above them, and a little air."""
KEPT = {"–", "-", "—", "·", "/"}
"""Marks that end a line rather than begin one."""

COMPOUNDS = frozenset(one.replace("_", " ") for one in """
an_ninh an_toàn bản_đồ báo_cáo bảo_đảm bảo_hiểm bảo_mật bệnh_viện ban_hành bổ_nhiệm bưu_chính cán_bộ cao_tốc cấp_phép cải_cách chất_lượng chỉ_đạo chỉ_số chỉ_tiêu chia_sẻ chính_phủ chính_quyền
chính_sách chính_trị chủ_tịch chủ_trì chứng_thực chuyên_gia chuyên_đề chuyển_đổi chuyển_giao chương_trình cơ_quan cơ_sở cơ_cấu công_an công_bố công_chức công_dân công_nghệ công_nghiệp công_tác
công_trình công_viên cộng_đồng cửa_khẩu dân_cư dân_số dân_tộc danh_mục dịch_vụ diễn_đàn diễn_tập doanh_nghiệp doanh_nhân dữ_liệu dự_án dự_kiến dự_toán đại_học đào_tạo đầu_tư đề_án đề_tài đề_xuất
địa_phương điện_tử điều_hành định_danh đô_thị đô_la đổi_mới đồng_bộ đời_sống đơn_vị động_lực đột_phá giai_đoạn giải_pháp giải_quyết giám_đốc giám_sát giao_dịch giao_thông giáo_dục hạ_tầng hành_chính
hành_động hệ_thống hiệu_quả hoàn_thành hoạt_động hỗ_trợ hồ_sơ hội_đồng hội_nghị hội_thảo hợp_nhất hợp_tác hướng_dẫn kế_hoạch kết_nối kết_quả khai_thác khai_trương khách_sạn kho_bạc khoa_học
khởi_công khởi_nghiệp khu_vực khuyến_khích kiểm_tra kinh_phí kinh_tế ký_kết kỹ_năng kỹ_sư kỹ_thuật lãnh_đạo lao_động làm_chủ liên_kết lộ_trình lực_lượng mạng_lưới mô_hình môi_trường mục_tiêu
nâng_cao ngân_hàng ngân_sách nghị_định nghị_quyết nghiên_cứu nghiệp_vụ ngoại_giao người_dân nguồn_lực nhà_nước nhà_trường nhân_dân nhân_lực nhân_tạo nhiệm_vụ nông_dân nông_nghiệp nông_sản nông_thôn ngân_quỹ
phát_động phát_triển phê_duyệt phối_hợp phòng_chống phổ_cập phụ_nữ phương_án phường_xã quản_lý quản_trị quảng_bá quốc_gia quốc_hội quốc_phòng quốc_tế quy_định quy_hoạch quy_trình quyết_định rà_soát
sáng_kiến sáng_tạo sản_phẩm sản_xuất sắp_xếp sân_bay sinh_học sinh_viên số_hóa số_liệu sở_hữu tài_chính tài_liệu tài_nguyên tăng_cường tăng_trưởng tập_đoàn tập_huấn tập_trung thành_lập thành_phố thanh_niên
thanh_toán thanh_tra thẩm_định thí_điểm thiết_bị thông_minh thông_qua thông_tin thống_kê thủ_tục thủ_tướng thử_nghiệm thực_chiến thực_hiện thương_mại tiên_tiến tiếp_nhận tiến_độ tỉnh_ủy tổ_chức
tổ_hợp tổng_kết tờ_trình trách_nhiệm trí_tuệ triển_khai triển_lãm trung_tâm trung_ương truy_xuất truyền_hình truyền_thông trực_tuyến trực_thuộc trường_học trụ_sở tuyên_truyền tư_pháp tự_động ứng_dụng ưu_tiên
vận_hành văn_bản văn_hóa văn_phòng vi_mạch viễn_thông việc_làm xã_hội xây_dựng xếp_hạng xuất_khẩu xúc_tiến ý_kiến y_tế bán_dẫn bản_tin bộ_máy bí_thư phiên_họp phó_chủ du_lịch thủy_sản thủy_lợi
""".split())
"""Words of two syllables that headlines of this digest are made of: a line does not end within one where another place is nearly as good."""

ANOTHER = 40
"""How bad one line more is, in hundredths of the width left white."""
NBSP = "\u00a0"
_SPAN = re.compile(r'<span class="nb">(.*?)</span>')
_HOLE = "\N{WHITE SQUARE}"


@frozen
class Glyph:
    """One character at one size: its picture, where that stands from the pen, and how far the pen moves."""

    mask: Image.Image | None
    left: int
    top: int
    advance: int


class Face:
    """A font at a size."""

    def __init__(self, name: str, size: int) -> None:
        self.name, self.size = name, size
        self.line = round(size * LEADING[name])
        self._font = ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)
        self._glyphs: dict[str, Glyph] = {}
        self._pairs: dict[str, int] = {}

    def glyph(self, character: str) -> Glyph:
        """Return a character, drawn once."""
        found = self._glyphs.get(character)
        if found is None:
            left, top, right, bottom = self._font.getbbox(character, anchor="ls")
            mask = None
            if right > left and bottom > top:
                mask = Image.new("L", (int(right - left), int(bottom - top)))
                ImageDraw.Draw(mask).text((-left, -top), character, fill=255, font=self._font, anchor="ls")
            found = self._glyphs[character] = Glyph(mask, int(left), int(top), round(self._font.getlength(character)))
        return found

    def closer(self, pair: str) -> int:
        """Return how much wider two characters stand than their widths say; less than nothing is closer."""
        found = self._pairs.get(pair)
        if found is None:
            found = self._pairs[pair] = round(_kerning(self.name).get(pair, 0) * self.size / 1000)
        return found

    @lru_cache(maxsize=1 << 15)
    def width(self, text: str) -> int:
        """Return the pixels from the first pen position to the last; what is asked again, a syllable mostly, is remembered."""
        return sum(self.glyph(one).advance for one in text) + sum(self.closer(text[at:at + 2]) for at in range(len(text) - 1))


@cache
def _kerning(name: str) -> dict[str, int]:
    """Return pair of characters → thousandths of the size by which they stand wider."""
    lines = (FONTS / name).with_suffix(".kern").read_text(encoding="utf-8").splitlines()
    return {pairs[at:at + 2]: int(units) for units, pairs in (line.split(" ", 1) for line in lines) for at in range(0, len(pairs), 2)}


@cache
def face(name: str, size: int) -> Face:
    """Return a font at a size, opened once in a process."""
    return Face(name, size)


@cache
def in_fonts(character: str) -> bool:
    """Return whether both fonts can draw `character`; asked only for what occurs, because to ask for all takes a fifth of a second."""
    if character == NBSP or not (" " <= character < "\u2300" and character.isprintable()):
        return character == NBSP
    return character.isspace() or all(bytes(font.getmask(character)) != missing for font, missing in _smallest())


@cache
def _smallest() -> list[tuple[ImageFont.FreeTypeFont, bytes]]:
    """Return both fonts at a small size, each with what it shows in place of a character it does not have."""
    fonts = [ImageFont.truetype(FONTS / name, 16, layout_engine=ImageFont.Layout.BASIC) for name in (SERIF, SANS)]
    return [(font, bytes(font.getmask("\uffff"))) for font in fonts]


def drawable(text: str) -> str:
    """Return `text` in NFC on one line, without what the fonts cannot draw.

    A letter of another form gives its plain one (ﬁ → fi), a run of another script one "…", a symbol nothing.
    """
    text = squeeze(text)
    if all(map(in_fonts, text)):
        return text
    text = "".join(one if in_fonts(one) else _instead(one) for one in text)
    text = re.sub(f"{_HOLE}(?:[ {_HOLE}]*{_HOLE})?", "…", text)
    return re.sub(" +", " ", text).strip(" ")


def _instead(character: str) -> str:
    plain = unicodedata.normalize("NFC", "".join(one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one)))
    if plain and all(map(in_fonts, plain)):
        return plain
    return _HOLE if character.isalnum() else "" if unicodedata.combining(character) else " "


@lru_cache(maxsize=64)
def words(text: str) -> tuple[str, ...]:
    """Return the parts of `text` between which a line may end; blanks inside a part do not break. Remembered while one size after the other is tried."""
    bound = _SPAN.sub(lambda match: match[1].replace(" ", NBSP), keep_together(escape(text, quote=False)))
    parts: list[str] = []
    for part in filter(None, unescape(bound).split(" ")):
        if part in KEPT and parts:
            parts[-1] += NBSP + part
        else:
            parts.append(part)
    return tuple(parts)


def break_lines(text: str, font: Face, width: int) -> list[str]:
    """Return `text` in lines of at most `width`, few and about equally long (the least sum of squares of what stays white); a word too wide is broken."""
    parts = [(piece, font.width(piece)) for part in words(text) for piece in _pieces(part, font, width)]
    blank = font.width(" ")
    until, first = [0], [0]  # before each part: how bad the lines so far are at best, and with which part the last of them begins
    begun: list[int] = []  # the same, with what it costs to begin a line there
    for end in range(1, len(parts) + 1):
        torn = _torn(parts[end - 2][0], parts[end - 1][0]) if end > 1 else 0
        begun.append(until[end - 1] + ((torn * torn + ANOTHER * ANOTHER) * width * width) // 10_000)
        wide = parts[end - 1][1]
        least, at = begun[end - 1] + (width - wide) ** 2, end - 1
        for start in range(end - 2, -1, -1):
            wide += blank + parts[start][1]
            if wide > width:
                break
            cost = begun[start] + (width - wide) ** 2
            if cost <= least:
                least, at = cost, start
        until.append(least)
        first.append(at)
    lines, end = [], len(parts)
    while end:
        start = first[end]
        lines.insert(0, " ".join(part for part, _ in parts[start:end]))
        end = start
    return lines


@lru_cache(maxsize=1 << 14)
def _torn(before: str, after: str) -> int:
    """Return how bad it is, in hundredths of the width left white, to end a line between two parts."""
    if before[-1] in ",;:.–-":
        return 0
    if after[0].isdigit():
        return 25
    if _compound(before, after):
        return 45
    return 30 if before[0].isupper() and after[0].isupper() else 0


def _compound(before: str, after: str) -> bool:
    return f"{before.rpartition(NBSP)[2]} {after.partition(NBSP)[0]}".rstrip(",;:.").lower() in COMPOUNDS


def _pieces(word: str, font: Face, width: int) -> list[str]:
    if font.width(word) <= width:
        return [word]
    pieces, start = [], 0
    for end in range(1, len(word) + 1):
        if font.width(word[start:end]) > width and end - 1 > start:
            pieces.append(word[start:end - 1])
            start = end - 1
    return [*pieces, word[start:]]


def _filled(parts: Sequence[tuple[str, int]], blank: int, width: int) -> list[str]:
    """Return lines filled one after the other."""
    lines: list[list[str]] = []
    room = -1
    for part, wide in parts:
        if lines and blank + wide <= room:
            lines[-1].append(part)
            room -= blank + wide
        else:
            lines.append([part])
            room = width - wide
    return [" ".join(line) for line in lines]


def fit(text: str, name: str, sizes: Sequence[int], width: int, height: int) -> tuple[Face, list[str]]:
    """Return the largest of `sizes` (largest first) at which `text` fits the box without a broken word, and its lines; at the smallest it is cut, with "…"."""
    for size in sizes:
        font = face(name, size)
        parts = [(part, font.width(part)) for part in words(text)]
        if max((wide for _, wide in parts), default=0) <= width and len(_filled(parts, font.width(" "), width)) * font.line <= height:
            lines = break_lines(text, font, width)
            if len(lines) * font.line <= height:
                return font, lines
    lines = break_lines(text, font, width)
    most = max(1, height // font.line)
    if len(lines) > most:
        lines = _filled([(part, font.width(part)) for whole in words(text) for part in _pieces(whole, font, width)], font.width(" "), width)
        lines = [*lines[:most - 1], shortened(f"{lines[most - 1]} …", font, width, cut=True)]
    return font, lines


def shortened(text: str, font: Face, width: int, *, cut: bool = False) -> str:
    """Return `text` if it fits `width`, else as many of its words as do, and "…"; with `cut`, it has been cut already and its "…" counts."""
    if not cut and font.width(text) <= width:
        return text
    parts = text.removesuffix(" …").split(" ")
    while len(parts) > 1 and font.width(" ".join(parts) + "…") > width:
        dropped = parts.pop()
        if len(parts) > 1 and _compound(parts[-1], dropped):
            parts.pop()
    kept = " ".join(parts)
    while len(kept) > 1 and font.width(f"{kept}…") > width:
        kept = kept[:-1]
    return kept.rstrip(" ,;:.–-") + "…"
