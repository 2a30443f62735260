"""Shapes of Vietnamese names that several recognisers need: family names, and one pattern for all spellings of a word.

In: a name in its standard form. Out: a regular expression that meets old and new tone placement and any dash (``spelling_pattern("Khánh Hòa")``
meets "Khánh Hoà"; "Bà Rịa - Vũng Tàu" meets three dashes and none). Family names are those of the Kinh and of the larger minorities; the odd
case is a name of single letters (Sùng A Lềnh, Y Nhuân Byă, H'Yim Kđoh).
"""

import re
import unicodedata
from functools import lru_cache

STRONG_FAMILY_NAMES = frozenset("Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Trương Đào Mai Lương Phùng Tô Tạ Vương Quách Triệu Thái Nông Chu Hà".split())
"""The names four people in five have: they begin a person's name even right after a place name."""

FAMILY_NAMES = STRONG_FAMILY_NAMES | frozenset(
    """An Ân Âu Bá Bạch Bàn Bành Bế Biện Bình Ca Cà Cao Cầm Cấn Châu Chảo Chẩu Chế Chử Chúng Cù Cung Cư Cứ Diệp Doãn Dư Đàm Đàng Đậu Đèo Điêu Điền Điểu Đinh Đới Đầu Đồng Đổng Đường Giả Giàng Giáp Giang Hạ Hạng Hàn Hạ Hầu Hứa Hoa Hoàn Hảng Hờ
    Hùng Hùynh Kha Khà Khang Khoàng Khổng Khuất Khúc Khương Kiều Kim Kiên Kpă Ksor Lã La Lạc Lại Lâm Lầu Lăng Lành Lang Leo Liên Liễu Linh Lô Lò Lộc Lục Lù Lừu Lường Ly Lữ Lưu Lưỡng Ma Mã Mạc Mạch Mạnh Mẫn Mâu Mua Mùa Mông Mùi Nghiêm Nghị Ngọc Ngụy Nhữ Nhâm Ninh Phí Phó Phù Phương Quan
    Quản Quang Quàng Quế Rah Rơ Rcom Rmah Sa Sái Sầm Siu Sình Sùng Sỹ Tăng Tẩn Tào Tất Tẩy Thạch Thàng Thân Thào Thẩm Thiều Thẻo Thẩn Thò Thôi Tiêu Tiết Tòng Tống Tôn Tôn-Nữ Tráng Tưởng Từ Tướng Ty Trà Trang Tráng Tri Triệu Trình Ung Uông Ừng Văn Vàng Vi Viên Vì Vừ Vù Xa Xồng Xin Y Yên Giàng Páo Phàn Pờ Pờ Lỳ
    Chíu Chìu Hoàng-Văn Hà-Văn Lềnh A Ajun Ayun Niê Nay Hlê Blang Byă Mlô Kbuôr Êban Krông Rơlan Hmok Cil Kră Kơ Đơn Sơn Danh Thị Chau Neang Tiền Lỷ Lỳ Pàn Tằng Trầm Khưu Lư Lai Vưu Úc Đái Cái Chiêm Bồ Nhiêu Chang Cháng Chẻo Lùng Bạc Lèo Lừ Mè Tao Ka Ha Ya Bon Voòng Vòng Ngân Lỗ Đôn Phú Trưởng Cam Nhan Viêm Ngũ Cổ Phục Vạn Hán Đỗ-Đức Nhan Đan""".split()
)

_VOWELS = "aăâeêioôơuưy"
LOWER = "a-zđ" + "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323") if vowel + tone > "z" or tone)
UPPER = LOWER.upper()


@lru_cache(maxsize=256)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return `pattern` compiled, its ranges ``A-ZÀ-Ỹ`` and ``a-zà-ỹ`` meaning what they look like.

    In Unicode order capitals and small letters alternate, so the range À-Ỹ itself would take "đã" for a name.
    """
    return re.compile(pattern.replace("A-ZÀ-ỸĐ", UPPER).replace("A-ZÀ-Ỹ", UPPER).replace("a-zà-ỹđ", LOWER).replace("a-zà-ỹ", LOWER), flags)


SYLLABLE = r"(?:[A-ZĐ]['’][A-ZÀ-ỸĐ]?[a-zà-ỹđ]{1,9}|[A-ZÀ-ỸĐ][a-zà-ỹđ]{0,7}|[A-ZĐ](?=\s))"
"""One capitalised syllable of a name: Phương, A, H'Yim."""

NATIVE_SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?(?:(?:a|e|ie|i|oa|oe|o|ua|ue|uo|uye|uy|u|ye|y)(?:ng|nh|ch|[cmnpt])?|a[iouy]|e[ou]|i[au]|ieu|o[ai]|oai|oay|oeo|u[aiu]|uay|uoi|uou|uya|uyu|yeu)")
"""The shape of a Vietnamese syllable without its marks: Choi has it, Hyuk, Seung and Mitani have not."""

_OLD_NEW = {old: new for tone in "\u0300\u0309\u0303\u0301\u0323" for old, new in
            ((unicodedata.normalize("NFC", f"{first}{tone}") + second, first + unicodedata.normalize("NFC", f"{second}{tone}")) for first, second in ("oa", "oe", "uy"))}


def spelling_pattern(name: str) -> str:
    """Return a regular expression (no groups) for `name` in either tone placement, with any dash and any blanks."""
    text = re.escape(unicodedata.normalize("NFC", name))
    for old, new in _OLD_NEW.items():
        for before, after in ((old, new), (old.capitalize(), new.capitalize()), (old.upper(), new.upper())):
            text = re.sub(rf"{before}(?![\wÀ-ỹ])", f"(?:{before}|{after})", text)
    text = re.sub(r"(?:\\?\s)*\\?[-–](?:\\?\s)*", r"\\s?[-–—]?\\s?", text)
    return text.replace(r"\ ", r"\s{1,2}")
