"""Cleaning: what of a page is the story."""

import textwrap

import pytest

from plugins.newsroom.intake.decode import NotAPage, decode
from plugins.newsroom.intake.extract import extract, is_caption
from plugins.newsroom.intake.furniture import ends_story, is_furniture, is_link
from plugins.newsroom.intake.page import BYLINE, CAPTION, SOURCE, STAMP
from plugins.newsroom.intake.stamps import read_stamp

LEAD = "Sáng 12/8, UBND tỉnh Phú Thọ họp đánh giá kết quả chuyển đổi số sáu tháng đầu năm, với sự tham dự của lãnh đạo các sở, ngành."
MORE = "Cuộc họp thống nhất sáu nhóm việc cho các tháng tới. Các sở, ngành báo cáo tiến độ hằng tuần về cơ quan thường trực."


def page(text):
    return extract(decode(text).text)


def title(text):
    found = page(text)
    return found.slice(found.title_line) if found.title_line else None


@pytest.mark.parametrize("line", [
    "Skip to main content", "A- A A+ | Tăng tương phản", "Lượt xem: 2634", "1,206 lượt xem", "Đang truy cập214", "Tổng lượt truy cập29,324,607", "Tổng số điểm của bài viết là: 0 trong 0 đánh giá",
    "Trang chủ > Tin tức > Chuyển đổi số", "image 20250222151038 1", "Theo dõi Báo Mới trên Google News", "Bản quyền © Sở Khoa học", "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH PHÚ THỌ", "27°C", "In trang",
])
def test_furniture_is_recognised(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", [
    "UBND tỉnh Quảng Trị làm việc với sở Khoa học và Công nghệ", "Lượt xem triển lãm tăng gấp đôi so với năm trước.", "Chuyển đổi số ở một xã vùng cao", LEAD,
])
def test_a_headline_is_no_furniture(line):
    assert not is_furniture(line)


@pytest.mark.parametrize("line", ["Các tin khác", "Tin liên quan:", "TIN LIÊN QUAN", "Ý kiến bạn đọc", "BẠN ĐỌC PHẢN HỒI", "Bình luận (3)", "Những tin mới hơn"])
def test_what_ends_a_story(line):
    assert ends_story(line)


def test_a_dated_headline_is_a_link():
    assert is_link("Hội nghị triển khai công tác năm của tỉnh Cao Bằng (12/01/2026)")
    assert not is_link(LEAD)


@pytest.mark.parametrize(("line", "iso"), [
    ("Thứ sáu - 21/02/2025 20:10 0", "2025-02-21"), ("7:51, Thứ Năm, 30-11-2023", "2023-11-30"), ("Cập nhật, 12:53, Chủ Nhật, 13/05/2018 (GMT+7)", "2018-05-13"), ("T6, 01/09/2017 - 08:58", "2017-09-01"),
    ("Th 3, 11/07/2023 | 08:41 SA", "2023-07-11"), ("[02/06/2011 09:27]", "2011-06-02"), ("Print Thứ Bảy, 26/01/2019 19:26", "2019-01-26"), ("Đăng ngày 11 - 11 - 2023", "2023-11-11"),
    ("Ngày đăng: 05-05-2021", "2021-05-05"), ("date 2025-10-25", "2025-10-25"), ("date 2025-06", "2025-06"), ("3/27/2024 2:08:41 PM 512", "2024-03-27"), ("Thứ Ba, 19 Tháng Tám 2025", "2025-08-19"), ("August 19, 2025", "2025-08-19"), ("Cập nhật: 20/08/2025 | Đăng: 19/08/2025", "2025-08-19"),
    ("19/08/2025 | 10:20 - Cập nhật lúc 21/08/2025 09:00", "2025-08-19"), ("PV - 03/04/2025 17:35", "2025-04-03"), ("04/04/2022 - 08:59", "2022-04-04"), ("Kinh tế 03-05-2023", "2023-05-03"), ("Nông nghiệp - nông thôn 30/08/2023 11:45 Theo dõi Báo Phú Thọ trên", "2023-08-30"),
])
def test_stamps_of_many_portals(line, iso):
    assert read_stamp(line).iso == iso


@pytest.mark.parametrize("line", ["Sáng ngày 29/11/2023, đồng chí Võ Văn A chủ trì buổi làm việc", "xếp 2/34 tỉnh, thành phố", "giai đoạn 2021 - 2025", "Ảnh chụp ngày 12/3/2025", "31/02/2025 08:00", "Quyết định có hiệu lực từ ngày 1/1/2025 trên cả nước"])
def test_what_holds_a_date_and_is_no_stamp(line):
    assert read_stamp(line) is None


def test_the_headline_stands_above_the_stamp():
    assert title(f"Trang chủ\nTin tức\nPhú Thọ họp đánh giá chuyển đổi số\nThứ Ba, 12/08/2025 10:00\n{LEAD}\n{MORE}") == "Phú Thọ họp đánh giá chuyển đổi số"


def test_a_page_that_begins_with_its_first_paragraph_has_no_headline():
    assert title(f" date 2025-08-12 {LEAD}\n\n{MORE}") is None


@pytest.mark.parametrize(("above", "headline"), [
    ("Phú Thọ mở lớp học số A A\n06/01/2025", "Phú Thọ mở lớp học số"),
    ("Phú Thọ mở lớp học số A- A A+\n06/01/2025", "Phú Thọ mở lớp học số"),
    ("Phú Thọ mở lớp học số cho người lớn tuổi.\n06/01/2025 08:00", "Phú Thọ mở lớp học số cho người lớn tuổi."),
    ("Phú Thọ mở lớp học số cho người lớn tuổi\nLớp học do đoàn viên thanh niên đứng lớp.\n06/01/2025 08:00", "Phú Thọ mở lớp học số cho người lớn tuổi"),
    ("Phú Thọ mở lớp học số cho người lớn tuổi (06/01/2025, 08:00)", "Phú Thọ mở lớp học số cho người lớn tuổi"),
    ("TRƯỜNG LỚP THÔNG MINH\n06/01/2025 08:00", "TRƯỜNG LỚP THÔNG MINH"),
    ("Dạy kỹ năng số cho người lớn tuổi\n1.1. Vì sao phải dạy kỹ năng số", "Dạy kỹ năng số cho người lớn tuổi"),
    ("BẢN TIN KHOA HỌC SỐ 2/2025\nDạy kỹ năng số cho người lớn tuổi", "Dạy kỹ năng số cho người lớn tuổi"),
])
def test_the_headline_among_what_stands_above_the_story(above, headline):
    assert title(f"{above}\n{LEAD}\n{MORE}") == headline


def test_a_bar_behind_a_reports_first_words_makes_it_no_caption():
    assert not is_caption("Sáng 2/12, Ban Tổ chức cuộc thi khởi nghiệp tỉnh Phú Thọ mở vòng chung kết. |")
    assert is_caption("Ban Tổ chức cuộc thi khởi nghiệp tỉnh Phú Thọ trao giải nhất. |")


def test_several_dated_headlines_are_links():
    links = "Hà Nội mở lớp học số cho sinh viên (05/01/2025)\nĐà Nẵng mở lớp học số cho học sinh (04/01/2025)"
    assert title(f"{links}\n{LEAD}\n{MORE}") is None


def test_a_short_sentence_behind_a_scrapers_mark_is_the_storys_first():
    assert page(f" date 2025-01-06 Tỉnh Phú Thọ vừa mở lớp học số đầu tiên cho người lớn tuổi ở phường Việt Trì.\n\n{MORE}").text.startswith("date 2025-01-06\nTỉnh Phú Thọ vừa mở")


def test_a_stamp_glued_to_the_headline_is_parted():
    found = page(f" date 2025-08-12 Phú Thọ họp đánh giá chuyển đổi số sáu tháng 12/08/2025 09:36\n\n{LEAD}\n\n{MORE}")
    assert found.slice(found.title_line) == "Phú Thọ họp đánh giá chuyển đổi số sáu tháng"
    assert len(found.of_kind(STAMP)) == 2


def test_related_links_and_counters_are_gone_and_byline_source_stay():
    found = page(f"Phú Thọ họp đánh giá chuyển đổi số\n{LEAD}\n{MORE}\nThu Hương\nNguồn: Báo Phú Thọ\nCác tin khác\nBí thư Tỉnh ủy Lạng Sơn tiếp đoàn công tác\nĐang truy cập214")
    assert [found.slice(line) for line in found.of_kind(BYLINE)] == ["Thu Hương"]
    assert [found.slice(line) for line in found.of_kind(SOURCE)] == ["Nguồn: Báo Phú Thọ"]
    assert "Lạng Sơn" not in found.text and "Đang truy cập" not in found.text


def test_a_box_in_the_middle_does_not_end_the_story():
    found = page(f"Phú Thọ họp đánh giá chuyển đổi số\n{LEAD}\nTin liên quan\nMột tin khác của tỉnh bạn\n{MORE}\n{LEAD}\n{MORE}\n{LEAD} {MORE}\n{MORE} {LEAD}")
    assert found.text.count("sáu nhóm việc") >= 3


@pytest.mark.parametrize("line", ["Quang cảnh hội nghị", "Phó Bí thư Tỉnh ủy Bùi Thị A phát biểu tại buổi làm việc.", "Các đại biểu tham quan gian hàng. Ảnh: Thu Hà"])
def test_captions(line):
    assert is_caption(line)


def test_a_caption_broken_over_two_lines_is_joined():
    found = page(f"Phú Thọ họp đánh giá chuyển đổi số\n{LEAD}\nĐồng chí Đỗ Đức A, Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch HĐND tỉnh,\nthành viên Ban Chỉ đạo phát biểu tại Hội nghị\n{MORE}")
    assert any("HĐND tỉnh, thành viên Ban Chỉ đạo" in found.slice(line) for line in found.of_kind(CAPTION))


def test_html_keeps_the_article_and_reads_the_head():
    html = (f"<!DOCTYPE html><html><head><meta property='og:title' content='Phú Thọ họp đánh giá chuyển đổi số'><meta property='article:published_time' content='2025-08-12T09:00:00+07:00'>"
            f"<link rel='canonical' href='https://example.vn/a.html'></head><body><nav>Menu</nav><h1>Phú Thọ họp đánh giá chuyển đổi số</h1><div class='content'><p>{LEAD}</p><p>Sở KH&CN; các sở khác. {MORE}</p></div>"
            "<div class='related-news'><p>Chủ tịch UBND tỉnh Ninh Thuận kiểm tra dự án.</p></div><script>var a='x'</script></body></html>")
    found = page(html)
    assert found.meta.published.startswith("2025-08-12") and found.meta.url == "https://example.vn/a.html"
    assert "Ninh Thuận" not in found.text and "var a" not in found.text and "KH&CN;" in found.text


def test_a_page_that_is_one_form_keeps_its_story():
    html = f"<html><head><title>Trang thông tin điện tử</title></head><body><form id='aspnetForm'><table><tr><td><span>Phú Thọ họp đánh giá chuyển đổi số</span></td></tr><tr><td>12/08/2025</td></tr><tr><td>{LEAD}<br>{MORE}</td></tr></table></form></body></html>"
    assert title(html) == "Phú Thọ họp đánh giá chuyển đổi số" and "sáu nhóm việc" in page(html).text


def test_text_escaped_twice_is_read():
    html = "Phú Thọ họp đánh giá chuyển đổi số\n12-8-2025\n" + "".join(f"<p>{''.join(c if ord(c) < 128 else f'&#{ord(c)};' for c in part)}</p>".replace("&", "&amp;") for part in (LEAD, MORE))
    assert title(html) == "Phú Thọ họp đánh giá chuyển đổi số" and "sáu nhóm việc" in page(html).text


@pytest.mark.parametrize(("data", "text"), [
    ("Đà Nẵng".encode("utf-16"), "Đà Nẵng"), ("Đà Nẵng".encode("utf-8-sig"), "Đà Nẵng"), ("Đa\u0300 Na\u0306\u0303ng", "Đà Nẵng"), ("Ðà\u200b Nẵng", "Đà Nẵng"), ("𝗛𝘂𝗲̂́", "Huế"), ("a\x08b\r\nc", "a b\nc"),
])
def test_every_encoding_gives_one_form(data, text):
    assert decode(data).text == text


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x01\x02", b"x" * 5_000_000])
def test_what_is_no_page_is_refused_with_a_message(data):
    with pytest.raises(NotAPage, match="trang|tệp"):
        decode(data)


COLUMN = "Trung tâm Ứng dụng tiến bộ khoa học của tỉnh đã chuyển giao quy trình trồng nấm cho ba hợp tác xã ở vùng cao, mỗi nơi một nhà trồng có máy đo độ ẩm. Sau một năm, thu nhập của các hộ tham gia tăng rõ, và hai hợp tác xã khác xin học theo."
LETTERHEAD = "ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/QĐ-UBND\nPhú Thọ, ngày 12 tháng 3 năm 2025"
GROUNDS = "Căn cứ Luật Tổ chức chính quyền địa phương ngày\n19 tháng 02 năm 2025;\nTheo đề nghị của Giám đốc Sở Khoa học và Công nghệ,\nQUYẾT ĐỊNH:\nĐiều 1. Phê duyệt kế hoạch đào tạo nhân lực số kèm theo Quyết định này."


@pytest.mark.parametrize(("heading", "expected"), [
    ("QUYẾT ĐỊNH\nVề việc phê duyệt kế hoạch đào tạo nhân lực số\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "Về việc phê duyệt kế hoạch đào tạo nhân lực số"),
    ("QUYẾT ĐỊNH\nBAN\nHÀNH KẾ HOẠCH ĐÀO TẠO NHÂN LỰC SỐ TRÊN ĐỊA BÀN TỈNH PHÚ\nTHỌ\nỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", "BAN HÀNH KẾ HOẠCH ĐÀO TẠO NHÂN LỰC SỐ TRÊN ĐỊA BÀN TỈNH PHÚ THỌ"),
    ("QUYẾT ĐỊNH Về việc đào tạo nhân lực số\nỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", "Về việc đào tạo nhân lực số"),
    ("V/v đào tạo nhân lực số ở\ncác xã, phường\nKính gửi: Sở Khoa học và Công nghệ.", "V/v đào tạo nhân lực số ở các xã, phường"),
    ("KẾ HOẠCH\nĐào tạo nhân lực số trên địa bàn tỉnh\n__________", "Đào tạo nhân lực số trên địa bàn tỉnh"),
])
def test_the_heading_of_a_document_is_its_title_and_its_grounds_stay(heading, expected):
    found = page(f"{LETTERHEAD}\n{heading}\n{GROUNDS}")
    assert found.slice(found.title_line) == expected
    assert "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;" in found.text.split("\n")


def test_a_document_without_a_heading_has_no_title_unless_the_portal_gave_one():
    assert title(f"{LETTERHEAD}\n{GROUNDS}") is None
    assert title(f"Duyệt kế hoạch đào tạo nhân lực số của tỉnh\nSố hiệu: 15/QĐ-UBND\n{LETTERHEAD}\n{GROUNDS}") == "Duyệt kế hoạch đào tạo nhân lực số của tỉnh"
    assert title(f"Duyệt kế hoạch đào tạo nhân lực số của tỉnh\n13/03/2025 08:00\n{LETTERHEAD}\nQUYẾT ĐỊNH\nVề việc đào tạo nhân lực số\n{GROUNDS}") == "Duyệt kế hoạch đào tạo nhân lực số của tỉnh"


def test_a_document_below_a_story_is_not_the_page():
    assert title(f"Phú Thọ họp về chuyển đổi số\n{LEAD}\n{MORE}\n{LETTERHEAD}\nQUYẾT ĐỊNH\nVề việc đào tạo nhân lực số\n{GROUNDS}") == "Phú Thọ họp về chuyển đổi số"


def test_a_text_broken_at_a_column_has_its_first_line_and_no_false_title():
    wrapped = "\n".join(textwrap.wrap(COLUMN, 60))
    assert title(wrapped) is None
    assert page(wrapped).text == COLUMN
    assert title(f"Ba hợp tác xã vùng cao học trồng nấm\n\n{wrapped}") == "Ba hợp tác xã vùng cao học trồng nấm"


@pytest.mark.parametrize(("above", "headline"), [
    ("Phú Thọ mở lớp học số cho người lớn tuổi 06/01/2025", "Phú Thọ mở lớp học số cho người lớn tuổi"),
    ("Phú Thọ mở lớp học số năm 2025 - 06/01/2025", "Phú Thọ mở lớp học số năm 2025"),
    ("Phú Thọ học chuyển đổi số từ 05/01/2025 đến 06/01/2025", "Phú Thọ học chuyển đổi số từ 05/01/2025 đến 06/01/2025"),
    ("Trang chủ Tin tứcPhú Thọ mở lớp học số cho người lớn tuổi\nPhú Thọ mở lớp học số cho người lớn tuổi", "Phú Thọ mở lớp học số cho người lớn tuổi"),
    ("Tin tức - Sự kiện: Tin tổng hợp\nCập nhật: 06/01/2025\nPhú Thọ mở lớp học số cho người lớn tuổi", "Phú Thọ mở lớp học số cho người lớn tuổi"),
    ("Phú Thọ mở lớp học số cho người lớn tuổi\nPhòng Kế hoạch Khoa học và Hợp tác quốc tế", "Phú Thọ mở lớp học số cho người lớn tuổi"),
    ("Đồng chí Lò Văn Minh, Chủ tịch UBND tỉnh Phú Thọ", None),
    ("Đồng chí Lò Văn Minh, Chủ tịch UBND tỉnh Phú Thọ, thăm lớp học số", "Đồng chí Lò Văn Minh, Chủ tịch UBND tỉnh Phú Thọ, thăm lớp học số"),
    ("Tổ chức các lớp học số hưởng ứng ngày hội sáng tạo\n06/01/2025 08:00", "Tổ chức các lớp học số hưởng ứng ngày hội sáng tạo"),
    ("date 2025-01-06 Kinh tế Mở lớp học số ở vùng cao nhờ AI Trong năm qua, tỉnh mở mười lớp học cho người lớn tuổi.", "Mở lớp học số ở vùng cao nhờ AI"),
    ("date 2025-01-06 Kinh tế số mở lối cho vùng cao. Trong năm qua, tỉnh mở mười lớp học cho người lớn tuổi.", None),
])
def test_the_headline_apart_from_day_section_office_and_lead(above, headline):
    assert title(f"{above}\n{LEAD}\n{MORE}") == headline
