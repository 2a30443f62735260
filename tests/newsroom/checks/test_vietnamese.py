import time

import pytest

from plugins.newsroom.checks import markup, vietnamese
from plugins.newsroom.checks.prose import SOURCE_MARKER, read_prose

KNOWN = {"UBND": None, "KH&CN": None, "CMCN": None, "IP": None, "TP": None, "HCM": None, "KH": None, "CN": None, "GRDP": None, "DTI": "chỉ số chuyển đổi số", "IOC": "trung tâm giám sát, điều hành thông minh"}


def codes(body, head="title: Một tin\ndate: 2025-03-05"):
    prose = read_prose(f"---\n{head}\n---\n\n{body}\n", "entry")
    hits = [*vietnamese.problems(prose, KNOWN, vietnamese.Speller()), *markup.problems(prose)]
    return [code for _, code, _, _ in hits]


def remedies(body, head="title: Một tin\ndate: 2025-03-05"):
    prose = read_prose(f"---\n{head}\n---\n\n{body}\n", "entry")
    return [remedy for _, _, _, remedy in vietnamese.problems(prose, KNOWN, vietnamese.Speller())]


@pytest.mark.parametrize(("body", "code"), [
    ("Thái\u00a0Nguyên", "text-invisible"), ("chuyển\u200bđổi", "text-invisible"), ("công\u00adnghệ", "text-invisible"), ("a\u202eb", "text-invisible"),
    ("Ðồng Nai", "text-d"), ("ðồng", "text-d"), ("Ɖồng", "text-d"), ("ñộng lực", "text-d"),
    ("Cаo Bằng", "text-look-alike"), ("tỉnh Caο Bằng", "text-look-alike"), ("ＡＢ", "text-look-alike"), ("ngày 31/4/2025", "text-date"), ("ngày 30/2", "text-date"), ("29/2/2025", "text-date"),
    ("𝗛𝘂𝗲", "text-styled"), ("Uû ban nh©n d©n", "text-damaged"), ("Thá»§ tÆ°á»›ng", "text-damaged"), ("mất \ufffd chữ", "text-damaged"),
    ("các nghành", "text-syllable"), ("hòan thành", "text-syllable"), ("qúỵết định", "text-syllable"), ("côngnghệ", "text-syllable"), ("tỉnhĐồng Nai", "text-syllable"), ("KH,CN và ĐMSTvà", "text-syllable"),
    ("Tỉnh ủy họp. Tỉnh uỷ yêu cầu.", "text-tone-mixed"),
    ("hai  chữ", "text-double-blank"), ("hai\tchữ", "text-double-blank"), ("cuối dòng \n", "text-trailing-blank"),
    ("khoa học , công nghệ", "text-space"), ("xong .", "text-space"), ("( trong ngoặc)", "text-space"), ("(trong ngoặc )", "text-space"), ("khoa học,công nghệ", "text-space"), ("xong.Tỉnh họp", "text-space"), ("Kế hoạch số25", "text-space"),
    ("đạt 87.13%", "text-number"), ("3.5 triệu", "text-number"), ("1,234,567 hồ sơ", "text-number"), ("1,206 lượt", "text-number"),
    ("ngày 2025-03-01", "text-date"), ("2025/03/01", "text-date"), ("03/25/2025", "text-date"), ("March 5, 2025", "text-date"), ("5 March 2025", "text-date"),
    ("số 57 -NQ/TW", "text-document-number"), ("35-CTR/TU", "text-document-number"), ("57 – NQ/TW", "text-document-number"),
    ("Thứ Hai, ngày 21/2/2025", "text-weekday"), ("Thứ 5, 01/03/2025", "text-weekday"), ("ngày 21/2/2025 (thứ Năm)", "text-weekday"), ("sáng thứ hai, ngày 4/3", "text-weekday"), ("Chủ nhật, 20 tháng 9 năm 2024", "text-weekday"),
    ("Chỉ số DTI tăng.", "text-abbreviation"), ("Họp với XYZ hôm nay.", "text-abbreviation"),
    ("![](a.jpg)", "markdown-image-alt"), ("# Đề mục", "markdown-heading"), ("#Đề mục", "markdown-heading"), ("Đề mục\n===", "markdown-heading"), ("## Một\n\n#### Hai", "markdown-heading"),
    ("ƌang", "text-d"), ("d\u0335ang", "text-d"), ("Th?i Nguy?n", "text-damaged"), ("tænh Thaùi Nguyeân", "text-damaged"),
    ("trí tuệ nhân tạo(AI)", "text-space"), ("trí tuệ (nhân tạo)và", "text-space"), ("một,, hai", "text-space"), ("Xong.. Hết.", "text-space"), ("“ một hai”", "text-space"), ("“một hai ”", "text-space"),
    ("đạt 1,234.5 tỷ đồng", "text-number"), ("12,345,678.90 đồng", "text-number"), ("87.13 phần trăm", "text-number"), ("10,000 đồng", "text-number"), ("$1,500", "text-number"), ("7.45/10 điểm", "text-number"),
    ("ngày 30.2.2025", "text-date"), ("ngày 03-25-2025", "text-date"), ("Mar 5, 2025", "text-date"), ("5th of March", "text-date"), ("05 Mar 2025", "text-date"), ("ngày 5/3/25", "text-date"), ("tháng 13/2025", "text-date"),
    ("ngày 32 tháng 3", "text-date"), ("ngày 30 tháng 2 năm 2025", "text-date"), ("ngày 31 tháng 4", "text-date"),
    ("Lớp mở thứ Hai, 05/8/2025", "text-weekday"), ("Lớp mở thứ hai ngày 5/8/2025", "text-weekday"), ("Lớp mở ngày 5/8/2025 (thứ hai)", "text-weekday"), ("Lớp mở 5/8/2025, thứ Hai", "text-weekday"),
    ("Lớp mở ngày 5/8 (thứ Ba)", "text-weekday"), ("chiều Thứ 6 (ngày 5/8/2025)", "text-weekday"),
    ("[tin]()", "markdown-link"), ("[](https://a.vn/x)", "markdown-link"), ("[tin] (https://a.vn)", "markdown-link"), ("(tin)[https://a.vn]", "markdown-link"), ("[tin](https://a.vn", "markdown-link"), ("[tin](https://a.vn/x y)", "markdown-link"),
    ("[tin](javascript:alert)", "markdown-link"), ("[tin](file:///C:/a)", "markdown-link"), ("[tin](http//a.vn)", "markdown-link"), ("[tin](//a.vn/x)", "markdown-link"), ("[tin][x]", "markdown-link"), ("[tin][x]\n\n[x]: htps://a.vn", "markdown-link"),
    ("##\n\nmột", "markdown-heading"), ("<o:p></o:p>", "markdown-html"), ("Th&aacute;i", "markdown-html"), ("một&nbsp;hai", "markdown-html"), ("&#7857;", "markdown-html"),
    ("<b>đậm</b>", "markdown-html"), ("<!-- ghi chú -->", "markdown-html"), ("một<br/>hai", "markdown-html"),
])
def test_a_mistake_is_told(body, code):
    assert set(codes(body)) == {code}


def test_what_was_pasted_in_one_piece_is_told_once():
    assert codes("<table><tr><td>một</td></tr>\n<tr><td>hai</td></tr></table>\n\nĐoạn.\n\n<p>ba</p>") == ["markdown-html"] * 2


def test_an_old_font_is_told_once():
    assert codes("Uûy ban nhaân daân tænh Ñoàng Nai toå chöùc hoäi nghò phaùt trieån").count("text-damaged") == 1


@pytest.mark.parametrize("body", [
    "Thừa Thiên Huế (nay là Huế), Bà Rịa - Vũng Tàu, Đắk Lắk, Krông Nô, M'Drắk, Ê Đê, Y Nhuân Byă, Giàng Páo Mỷ, Kon Tum, Hậu A Lềnh.",
    "GRDP tăng 8,5%; 1.234.567 hồ sơ; 2.153 điểm; đạt 3,3 triệu; hạng 8/34; 20/54 địa phương; CMCN 4.0; phiên bản 2.1; giá 1,206 đồng.",
    "Ngày 5/3/2025, chiều 21-2, ngày 24/1, tháng 5/2025, quý I-2025, từ 16 đến 20-12-2025, lúc 7.30, điện thoại 0912.345.678, IP 10.0.0.1.",
    "Thứ Sáu, ngày 21/2/2025; sáng thứ Ba, 4/3; thứ Tư (5/3); họp phiên thứ hai ngày 30/10/2025; lần thứ 3, ngày 5/3; đứng thứ 6/63 tỉnh; Chủ nhật, 2/3.",
    "Nghị quyết số 57-NQ/TW, 03/NQ-CP, 25/KH-UBND, 62-CTr/TU, 06/2022/NQ-HĐND, 193/2025/QH15, 5511/BKHCN-CĐSQG, 19/2025/QĐ-TTg, 3690/TTr-SKHCN.",
    "Chỉ số chuyển đổi số (DTI) tăng; sau đó DTI giữ nguyên. IOC (trung tâm giám sát) mở cửa. Đại hội XIV. Công ty TNHH KCTC Việt Nam. Trung tâm giám sát, điều hành thông minh mở; IOC chạy.",
    "## Mục\n\n### Mục con\n\n- một\n- hai\n\n1. một\n2. hai\n\n![Toàn cảnh](a.jpg) <https://a.vn> [x](https://a.vn/2025-03-05?a=1,2) `<b>  x</b>`",
    "```\n# x  y\n<b>\n```",
    "| a  | b |\n|----|:--|\n| 1  , | 2 |",
    "Dòng một  \ndòng hai.", "Hoàn thành, hòa bình, khỏe, thủy lợi, quý, quả, già, giếng, xoong, khuỷu tay, quốc gia, quyết định, ngoằn ngoèo.",
    "Ông Trịnh Việt Hùng: “Làm ngay!”; “vì sao?” … v.v. Xem tr. 5, mục 2. A. Nguyễn. TP.HCM, TP. Huế.", "Café, São Paulo, Orléans, El Niño, Müller, résumé123, vắcxin, ôtô.",
    "Bụi 2,5 μm, góc α, ΔT, Москва; ngày 29/2/2024, ngày 31/12, đứng 31/34, tỷ lệ 45/63. Sở KH&CN, ngày 5/3/2025.",
    "Ngày 30/10/2025, thứ hai là nhân lực; phiên thứ hai, ngày 30/10/2025; giải thứ ba ngày 5/8/2025; (thứ Tư, 5/3); xếp thứ 4/63; ngày 29 tháng 2; ngày 31 tháng 12 năm 2025; từ ngày 30-31/10/2025.",
    "Nghị định 13/2023; lúc 24/7; đạt 1,25 tỷ; 10.000 đồng; 1.234,5 tỷ đồng; Marketing, Mark 5; v.v.; (một) hai; f(x); hết… còn nữa...; “một” “hai”; Noël ở Citroën; vì sao? Vì thế.",
    "[tin](https://a.vn/x_(y)) [a](<https://a.vn/x y>) [b](https://a.vn 'chữ') [tin][x] [1] (2) [mailto](mailto:a@b.vn)\n\n[x]: https://a.vn", "Sở KH&CN; UBND; a[1][2]; [1] [2]",
    "Ảnh \U0001f468\u200d\U0001f4bb vui.",
])
def test_sound_text_is_passed(body):
    assert codes(body) == []


@pytest.mark.parametrize(("body", "words"), [
    ("các nghành", "“ngành”"), ("hòan thành", "“hoàn”"), ("côngnghệ", "“công nghệ”"), ("đạt 87.13%", "“87,13”"), ("1,234,567", "“1.234.567”"), ("ngày 2025-03-01", "“1/3/2025”"), ("03/25/2025", "“25/3/2025”"),
    ("March 5, 2025", "“ngày 5/3/2025”"), ("57 – NQ/TW", "“57-NQ/TW”"), ("Ðồng Nai", "“Đồng”"), ("Chỉ số DTI tăng.", "“chỉ số chuyển đổi số (DTI)”"),
])
def test_the_remedy_is_what_to_write(body, words):
    assert words in remedies(body)[0]


@pytest.mark.parametrize("head", ["title: A\nsource:\n  url: https://a.vn/x?d=2025-03-05,87.13%", "quote: đạt 87.13% vào 03/25/2025", "title: A # ghi  chú", "date: 2025-03-05", "topics: [Chuyển đổi số, Hạ tầng số]", "a:   b"])
def test_what_is_no_prose_of_ours_is_left_alone(head):
    assert [code for code in codes("Bài.", head) if code not in ("text-double-blank",)] == []


def test_the_source_a_draft_keeps_is_left_alone():
    assert codes(f"Bài.\n\n{SOURCE_MARKER}: xóa khi viết xong -->\n\nCác nghành  đạt 87.13% .") == []


def test_one_rule_tells_no_more_than_twenty_times():
    assert len(codes("đạt 87.13%, " * 500 + "hết.")) == vietnamese.MOST_HITS


@pytest.mark.parametrize("unit", ["`", "` ", "<!-- ", "<a ", "](", "  ,", " ", " ,", "( ", "\t", "ế", "Ð", "1,2", "57 - NQ/", "/ NQ", "Thứ Hai, ", "~~~\n", "# \n", "AB ", "hoà ", "Công ty A ", "á»", "2025-01-", "- \n", "{a: "])
def test_hostile_text_takes_no_time(unit):
    start = time.perf_counter()
    codes(unit * (100_000 // len(unit)))
    assert time.perf_counter() - start < 2
