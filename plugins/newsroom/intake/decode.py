"""Bytes of a saved page → text in one Unicode form.

In: a file in any encoding a browser or an old portal writes (UTF-8, UTF-16 with a mark, windows-1258, TCVN kept as windows-1252),
NFC or NFD, with or without invisible characters. Out: `Decoded`, text in NFC with ``\\n`` line ends, and warnings in Vietnamese.
Example: "Đà Nẵng" in 10 code points comes out as 7. The odd case is "mathematical" bold letters (𝗧𝗵𝘂̛̀𝗮 𝗧𝗵𝗶𝗲̂𝗻): they are turned into
plain letters and the editor is told; a legacy font (``Uû ban nh©n d©n``) is reported and never guessed.
"""

import re
import unicodedata

from ..frozen import frozen
from ..numbers import write

MOST_BYTES = 4_000_000
"""No news page with its furniture is longer; the longest seen is 600 kB of HTML."""

_CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{3,20})", re.I)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\u00ad"))
_STYLED = re.compile("[\U0001d400-\U0001d7ff]")
_LEGACY = re.compile("[©®µ¬­¸­·¹¨ª«][a-z]|[a-z][©®µ¸·¹¨ª«¬][a-z]")
_WRONG_D = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ"})
_UNPRINTABLE = re.compile("[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = re.compile(r"[^\S\n]+")


class NotAPage(ValueError):
    """The source cannot be a news page; the text says why, in Vietnamese."""


@frozen
class Decoded:
    """Text in NFC and what was odd about it."""

    text: str
    warnings: tuple[str, ...]


def decode(source: bytes | str) -> Decoded:
    """Return `source` as text in one form.

    Raises:
        NotAPage: when it is empty, binary, or longer than `MOST_BYTES`.
    """
    size = len(source)
    if size > MOST_BYTES:
        raise NotAPage(f"trang dài {write(size)} byte, quá giới hạn {write(MOST_BYTES)} byte")
    text, warnings = (source, []) if isinstance(source, str) else _text_of(source)
    if not text.strip():
        raise NotAPage("trang trống")
    return Decoded(*_one_form(text, warnings))


def _text_of(data: bytes) -> tuple[str, list[str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ["tệp lưu dạng UTF-16, đã chuyển sang UTF-8"]
    if b"\0" in data[:4096]:
        raise NotAPage("tệp không phải văn bản hay trang web (có byte rỗng)")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    for name in (declared.group(1).decode("ascii") if declared else "utf-8", "cp1258"):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return text, [f"tệp lưu dạng {name}, đã chuyển sang UTF-8: đọc lại dấu tiếng Việt"]
    return data.decode("utf-8", "replace"), ["tệp có byte không đọc được, chỗ hỏng thay bằng dấu �: chép lại trang nguồn"]


def _one_form(text: str, warnings: list[str]) -> tuple[str, tuple[str, ...]]:
    if _STYLED.search(text):
        text = "".join(unicodedata.normalize("NFKC", c) if "\U0001d400" <= c <= "\U0001d7ff" else c for c in text)
        warnings.append("trang dùng chữ kiểu “toán học”, đã chuyển về chữ thường")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))
    text = text.translate(_INVISIBLE).translate(_WRONG_D)
    if len(_LEGACY.findall(text[:20_000])) > 8:
        warnings.append("chữ có vẻ hỏng do phông cũ (TCVN3, VNI): chép lại từ trang gốc")
    return _BLANKS.sub(" ", _UNPRINTABLE.sub(" ", text)), tuple(warnings)
