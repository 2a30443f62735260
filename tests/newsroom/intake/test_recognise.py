"""One subject at a time: dates, provinces, documents, officials, topics, figures, source."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from plugins.newsroom.intake import propose
from plugins.newsroom.registry import read_registry

ROOT = Path(__file__).parents[3]
REGISTRY = read_registry(ROOT / "content" / "registry", str, [])
TODAY = dt.date(2026, 11, 22)
TAIL = "Cuộc họp thống nhất sáu nhóm việc cho các tháng tới. Các đơn vị báo cáo tiến độ hằng tuần về cơ quan thường trực theo quy định."


def read(*paragraphs, stamp="Thứ Tư, 20/08/2025 08:00", title="Hội nghị bàn về nhiệm vụ những tháng cuối năm", url=None):
    return propose("\n".join(part for part in (title, stamp, *paragraphs, TAIL) if part), registry=REGISTRY, today=TODAY, url=url)


def numbers(*paragraphs):
    return [one.number for one in read(*paragraphs).documents]


def people(*paragraphs):
    return {one.name: one.role for one in read(*paragraphs).officials}


@pytest.mark.parametrize(("lead", "event"), [
    ("Ngày 1-4, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan nhà nước.", "2025-04-01"),
    ("Chiều ngày 19/08, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan.", "2025-08-19"),
    ("Sáng 15.8, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan nhà nước.", "2025-08-15"),
    ("Ngày 18 tháng 8 năm 2025, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong cơ quan.", "2025-08-18"),
    ("Sáng nay (20/8), UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan nhà nước.", "2025-08-20"),
    ("Sáng nay, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan nhà nước.", "2025-08-20"),
    ("Hôm qua, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan nhà nước.", "2025-08-19"),
    ("Ngày 17 – 8, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan nhà nước.", "2025-08-17"),
    ("Trong hai ngày 18 và 19 tháng 8, tỉnh Phú Thọ mở lớp tập huấn về chuyển đổi số.", "2025-08-18..2025-08-19"),
    ("Từ ngày 11 đến ngày 15 tháng 8 năm 2025, tỉnh Phú Thọ mở lớp tập huấn về chuyển đổi số.", "2025-08-11..2025-08-15"),
    ("Tỉnh Phú Thọ từ ngày 18-8 đã chính thức vận hành trợ lý ảo trả lời người dân về thủ tục hành chính.", "2025-08-18"),
    ("Tỉnh Phú Thọ từ ngày 1-7 đã chính thức vận hành trợ lý ảo trả lời người dân về thủ tục hành chính.", None),
    ("Ngày 10/3/2025, UBND tỉnh Phú Thọ ban hành kế hoạch số hóa sổ sách, đến nay các xã đã làm được một nửa.", None),
    ("Ngày 11/8/2025, UBND tỉnh Phú Thọ ban hành kế hoạch số hóa sổ sách hộ tịch ở các xã, phường.", "2025-08-11"),
    ("Theo Quyết định 749/QĐ-TTg (03/06/2025) về chuyển đổi số, tỉnh Phú Thọ số hóa sổ sách hộ tịch.", None),
    ("Ngày 25/8, tỉnh Phú Thọ sẽ khai trương trung tâm dữ liệu tại phường Việt Trì.", None),
    ("Ngày 14-15/8, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan nhà nước.", "2025-08-14..2025-08-15"),
    ("Từ ngày 16 đến 20-8-2025, tỉnh Phú Thọ mở lớp tập huấn về chuyển đổi số cho cán bộ.", "2025-08-16..2025-08-20"),
    ("Trong hai ngày 31/7 và 1/8, tỉnh Phú Thọ mở lớp tập huấn về chuyển đổi số cho cán bộ.", "2025-07-31..2025-08-01"),
    ("Phú Thọ xếp thứ 2/34 tỉnh, hoàn thành 8/34 chỉ tiêu về chuyển đổi số của cả nước.", None),
    ("Hưởng ứng Ngày Chuyển đổi số quốc gia (10/10), tỉnh Phú Thọ mở nhiều lớp tập huấn.", None),
    ("Ngày 22-12-2024, Bộ Chính trị ban hành Nghị quyết 57 về khoa học, công nghệ, tỉnh Phú Thọ đang thực hiện.", None),
    ("Tỉnh Phú Thọ thực hiện Kế hoạch số 25/KH-UBND, ngày 24/1/2025 trong giai đoạn 2021 - 2025.", None),
    ("Các xã của tỉnh Phú Thọ hoàn thành trước ngày 30/6 việc số hóa hồ sơ hộ tịch theo kế hoạch.", None),
])
def test_event_day(lead, event):
    found = read(lead).event
    assert (found.value if found else None) == event


def test_without_publication_the_year_stays_unknown_and_is_marked():
    found = read("Ngày 1-4, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan nhà nước.", stamp="").event
    assert found.value == "--04-01" and found.doubtful


def test_a_year_the_page_gives_the_same_day_elsewhere_is_its_year():
    lead = "Ngày 1-4, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan nhà nước."
    assert read(lead, "Trong ngày 01/4/2024 còn có 40 gian hàng bày bán sản phẩm công nghệ của tỉnh.", stamp="").event.value == "2024-04-01"
    assert read(lead, "Kế hoạch số 25/KH-UBND ngày 1/4/2024 giao việc này cho Sở Khoa học và Công nghệ tỉnh.", stamp="").event.value == "--04-01"
    assert read(lead, "Ngày 1/4/2024 và ngày 1/4/2025, tỉnh đều mở lớp dạy kỹ năng số cho người lớn tuổi.", stamp="").event.value == "--04-01"


@pytest.mark.parametrize("lead", ["Hà Nội (TTXVN 20/8/2025) Tỉnh Phú Thọ vừa đứng đầu cả nước về chuyển đổi số cấp xã.", "(KHCN-20/08/2025): Tỉnh Phú Thọ vừa đứng đầu cả nước về chuyển đổi số cấp xã."])
def test_the_day_in_an_agency_tag_is_the_publication_and_not_the_event(lead):
    found = read(lead, stamp="")
    assert found.published.value == "2025-08-20" and found.event is None


def test_a_moment_in_the_html_head_is_told_in_the_time_of_viet_nam():
    page = '<html><head><meta property="article:published_time" content="{}"></head><body><h1>Phú Thọ mở lớp học số cho người lớn tuổi</h1><p>{}</p></body></html>'
    for moment, day in (("2025-08-19T18:30:00+00:00", "2025-08-20"), ("2025-08-19T18:30:00Z", "2025-08-20"), ("2025-08-19T18:30:00+07:00", "2025-08-19"), ("2025-08-19 18:30", "2025-08-19")):
        assert propose(page.format(moment, TAIL), registry=REGISTRY, today=TODAY).published.value == day


def test_an_inferred_year_is_marked():
    assert read("Ngày 1-4, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số trong các cơ quan.").event.doubtful


def test_the_stamp_by_the_headline_wins_over_the_clock_of_the_page():
    text = f"Thứ 6, 20/11/2026, 17:31[GMT+7]\nĐăng nhập\nTìm kiếm\nPhú Thọ họp bàn về chuyển đổi số\nThứ 3, 13/05/2014 | 21:01:54\nNgày 12/5, UBND tỉnh Phú Thọ họp bàn về chuyển đổi số. {TAIL}"
    assert propose(text, registry=REGISTRY, today=TODAY).published.value == "2014-05-13"


def test_a_weekday_that_does_not_fit_is_reported():
    assert any("thứ trong tuần" in warning for warning in read("UBND tỉnh Phú Thọ họp.", stamp="Thứ Hai, 20/08/2025 08:00").warnings)


def test_a_day_in_the_future_is_no_publication():
    assert read("UBND tỉnh Phú Thọ họp.", stamp="Thứ Hai, 20/08/2035 08:00").published is None


@pytest.mark.parametrize(("lead", "names"), [
    ("UBND tỉnh Phú Thọ họp bàn, có đại biểu của Hà Nội, Hải Phòng, Quảng Ninh tham dự.", ["Phú Thọ"]),
    ("UBND tỉnh Phú Thọ học tập kinh nghiệm của Đà Nẵng, sau khi tỉnh Phú Thọ lập trung tâm dữ liệu.", ["Phú Thọ"]),
    ("Khu vực châu Á - Thái Bình Dương cần hòa bình, ổn định để phát triển công nghệ.", []),
    ("Chủ tịch Hồ Chí Minh luôn quan tâm đến khoa học. Đoàn TNCS Hồ Chí Minh phát động thi đua.", []),
    ("Cuộc thi diễn ra trên đường Điện Biên Phủ, gần phường Hòa Bình và công viên Hà Nam.", []),
    ("Ngày 19/8, tại Hà Nội, Bộ Khoa học và Công nghệ họp với 34 tỉnh, thành phố trên cả nước.", []),
    ("Thứ trưởng Nguyễn Hòa Bình và ông Trần Thái Bình dự hội nghị của Chính phủ.", []),
    ("UBND thành phố Huế khai trương trung tâm, thành phố Huế sẽ vận hành trong năm nay.", ["Huế"]),
    ("UBND thành phố Việt Trì họp bàn, lãnh đạo thành phố Việt Trì giao việc cho các phường.", ["Phú Thọ"]),
    ("Lễ phát động ở xã Yên Thành (Lào Cai) và xã Tân Hợp (Lào Cai), có tổ công nghệ số cộng đồng của các thôn.", ["Lào Cai"]),
    ("Ngày 19/8, các tỉnh Thái Nguyên, Tây Ninh và Vĩnh Long ký kết chương trình phối hợp về dữ liệu.", ["Thái Nguyên", "Tây Ninh", "Vĩnh Long"]),
    ("Sở Khoa học và Công nghệ TPHCM họp báo, UBND TPHCM chủ trì, thành phố mời 90 doanh nghiệp.", ["TP. Hồ Chí Minh"]),
    ("UBND tỉnh Khánh Hoà họp bàn, tỉnh Khánh Hoà giao việc cho các sở.", ["Khánh Hòa"]),
    ("UBND thành phố Hà Nội tiếp đoàn doanh nghiệp tỉnh Hà Nam (Trung Quốc); đại diện tỉnh Hà Nam cảm ơn.", ["Hà Nội"]),
    ("Ngày 19/8, tại Vinh (Nghệ An), Bộ Khoa học và Công nghệ tổ chức hội nghị toàn quốc. Chủ tịch UBND tỉnh Nghệ An chào mừng.", []),
    ("Ngày 19/8, UBND tỉnh Nghệ An phối hợp với Bộ Khoa học và Công nghệ tổ chức hội nghị với các tỉnh miền Trung.", ["Nghệ An"]),
    ("Bộ Khoa học và Công nghệ vừa trả lời kiến nghị của cử tri các tỉnh Lào Cai, Điện Biên, Sơn La về sóng di động.", []),
    ("Ngư dân đảo Lý Sơn (Quảng Ngãi) đã dùng nhật ký điện tử thay sổ giấy.", ["Quảng Ngãi"]),
    ("Công an huyện Quảng Ninh cũ, nay là bốn xã của tỉnh Quảng Trị, đã cấp xong tài khoản định danh.", ["Quảng Trị"]),
    ("Ngày 19/8, tại Hà Nội, Hiệp hội Doanh nghiệp điện tử Việt Nam bàn về chip bán dẫn.", []),
])
def test_provinces_of_a_story(lead, names):
    assert list(read(lead).names) == names


def test_a_dissolved_province_is_filed_under_its_successor():
    found = read("UBND tỉnh Tiền Giang họp bàn, tỉnh Tiền Giang giao việc cho các sở.")
    assert found.names == ("Đồng Tháp",) and found.provinces[0].doubtful


def test_before_2025_hue_is_thua_thien_hue():
    assert read("UBND tỉnh Thừa Thiên Huế họp, tỉnh Thừa Thiên Huế giao việc.", stamp="Thứ Ba, 20/08/2024 08:00").names == ("Thừa Thiên Huế",)


def test_a_local_paper_gives_the_province_where_the_story_says_only_the_province():
    assert read("UBND tỉnh họp bàn; Bí thư Tỉnh ủy chủ trì; các sở, ngành của tỉnh báo cáo.", url="https://baothainguyen.vn/a.html").names == ("Thái Nguyên",)


@pytest.mark.parametrize(("sentence", "found"), [
    ("Thực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị (NQ57), Nghị quyết 57 được quán triệt.", ["57-NQ/TW"]),
    ("Tỉnh học tập các Nghị quyết 57, 59, 66 và 68 của Bộ Chính trị.", ["57", "59", "66", "68"]),
    ("Theo Nghị quyết số 03/NQ-CP và 71/NQ-CP của Chính phủ.", ["03/NQ-CP", "71/NQ-CP"]),
    ("Kế hoạch số 4732/KHUBND, Nghị quyết 71/NQCP, Tờ trình số 3690/TTr- SKHCN, Chương trình 35-CTR/TU.", ["4732/KH-UBND", "71/NQ-CP", "3690/TTr-SKHCN", "35-CTr/TU"]),
    ("Theo Nghị quyết số 57 – NQ/TW và Công văn số 5511/BKHCN-CĐSQG.", ["57-NQ/TW", "5511/BKHCN-CĐSQG"]),
    ("Ban Chỉ đạo 57, Tổ Đề án 06 và Tổ 06 đã họp; tỉnh ban hành 7 nghị quyết, kế hoạch 5 năm, Kế hoạch 6 tháng.", []),
    ("Nghị quyết 193/2025/QH15 và Quyết định số31-QĐ/TW.", ["193/2025/QH15", "31-QĐ/TW"]),
    ("Kế hoạch 195 ngày 6-5-2025 của Ban Thường vụ Tỉnh ủy; Đề án 06 được triển khai; Đề án 844.", ["195", "06", "844"]),
    ("Xếp 2/34 tỉnh, dùng 4G/5G, TCVN ISO 9001, trực 24/24H, phòng 12/A.", []),
    ("03/NQ-CP của Chính phủ khác 03-NQ/TW của Trung ương.", ["03/NQ-CP", "03-NQ/TW"]),
])
def test_document_numbers(sentence, found):
    assert numbers(f"UBND tỉnh Phú Thọ họp. {sentence}") == found


def test_chain_of_documents_each_with_its_own_date_and_issuer():
    found = {one.number: one for one in read("Ngày 20/2/2025, UBND tỉnh Phú Thọ ban hành Quyết định số 40/2025/QĐ-UBND. Kế hoạch số 25/KH-UBND, ngày 24/1/2025 của UBND tỉnh Phú Thọ về thực hiện Nghị quyết số 03/NQ-CP, ngày 09/01/2025 của Chính phủ.").documents}
    assert {number: one.date for number, one in found.items()} == {"40/2025/QĐ-UBND": "2025-02-20", "25/KH-UBND": "2025-01-24", "03/NQ-CP": "2025-01-09"}
    assert found["25/KH-UBND"].issuer == "UBND tỉnh Phú Thọ" and found["03/NQ-CP"].issuer == "Chính phủ"


@pytest.mark.parametrize(("sentence", "kind", "issuer"), [
    ("Ngày 5/8/2025 vừa qua, UBND tỉnh đã ban hành Kế hoạch số 176/KH-UBND về dữ liệu.", "Kế hoạch", "UBND tỉnh Phú Thọ"),
    ("Thực hiện Công văn số 6028/BTTTT-CBC ngày 03/12/2023 của Bộ Thông tin và Truyền thông về báo chí.", "Công văn", "Bộ Thông tin và Truyền thông"),
    ("Quyết định số 2139-QĐNS/TW ngày 20/5 của Bộ Chính trị điều động cán bộ.", "Quyết định", "Bộ Chính trị"),
    ("Quyết định số 123/QĐ-TTg của Thủ tướng Chính phủ phê chuẩn kết quả bầu.", "Quyết định", "Thủ tướng Chính phủ"),
    ("Theo Luật Căn cước số 26/2023/QH15, người dân có thẻ mới.", "Luật", "Quốc hội"),
])
def test_who_issued_a_document(sentence, kind, issuer):
    document, = read(f"UBND tỉnh Phú Thọ họp bàn. {sentence}").documents
    assert (document.kind, document.issuer) == (kind, issuer)


def test_a_page_that_is_a_document_gives_its_own_number_once():
    page = "UBND TỈNH PHÚ THỌ\n\nSố: 594/KH-UBND\n\nKế hoạch thực hiện thi đua trong chuyển đổi số của tỉnh\n\nThực hiện Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh Phú Thọ ban hành Kế hoạch số 594/KH-UBND như sau. " + TAIL
    assert {one.number for one in propose(page, registry=REGISTRY, today=TODAY).documents} == {"594/KH-UBND", "19/CT-TTg"}
    assert {one.number for one in propose(page.replace(" số 594/KH-UBND", ""), registry=REGISTRY, today=TODAY).documents} == {"594/KH-UBND", "19/CT-TTg"}


def test_a_party_number_in_the_states_form_is_the_same_document():
    assert numbers("Hai năm thực hiện Chỉ thị số 42-CT/TW của Bộ Chính trị. Kết quả thực hiện chỉ thị 42/CT-TW được báo cáo.") == ["42-CT/TW"]
    assert numbers("Nghị quyết liên tịch 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN có hiệu lực.") == ["403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"]


def test_a_misdated_document_is_kept_as_written_and_reported():
    proposal = read("UBND tỉnh Phú Thọ thực hiện Nghị quyết số 57-NQ/TW ngày 24/12/2024 của Bộ Chính trị.")
    assert proposal.documents[0].date == "2024-12-24" and proposal.documents[0].known.id == "57-nq-tw"
    assert any("danh mục ghi 2024-12-22" in warning for warning in proposal.warnings)


@pytest.mark.parametrize(("sentence", "found"), [
    ("Đồng chí Đinh Khắc Tuệ, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh chủ trì.", {"Đinh Khắc Tuệ": "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"}),
    ("Ông Đinh Khắc Tuệ – Giám đốc Sở KH&CN và bà Tạ Thị Miền- Phó giám đốc Sở Nội vụ cùng dự.", {"Đinh Khắc Tuệ": "Giám đốc Sở KH&CN", "Tạ Thị Miền": "Phó giám đốc Sở Nội vụ"}),
    ("Phó Chủ tịch UBND tỉnh Phú Thọ Đinh Khắc Tuệ phát biểu.", {"Đinh Khắc Tuệ": "Phó Chủ tịch UBND tỉnh Phú Thọ"}),
    ("Chủ tịch UBND huyện Châu Thành Nguyễn Văn Ba cho biết.", {"Nguyễn Văn Ba": "Chủ tịch UBND huyện Châu Thành"}),
    ("Dự có các đồng chí: Đinh Khắc Tuệ, Bí thư Tỉnh ủy; Tạ Thị Miền, Giám đốc Sở Văn hóa, Thể thao và Du lịch; các đồng chí thành viên.", {"Đinh Khắc Tuệ": "Bí thư Tỉnh ủy", "Tạ Thị Miền": "Giám đốc Sở Văn hóa, Thể thao và Du lịch"}),
    ("Dự có các ông Đinh Khắc Tuệ (Bí thư Tỉnh ủy), Giàng Páo Tủa (Phó Giám đốc Công an tỉnh).", {"Đinh Khắc Tuệ": "Bí thư Tỉnh ủy", "Giàng Páo Tủa": "Phó Giám đốc Công an tỉnh"}),
    ("Dự có các Phó Chủ tịch UBND tỉnh Đinh Khắc Tuệ và Sùng A Chớ.", {"Đinh Khắc Tuệ": "Phó Chủ tịch UBND tỉnh", "Sùng A Chớ": "Phó Chủ tịch UBND tỉnh"}),
    ("PGS.TS Đinh Khắc Tuệ, nguyên Giám đốc Sở KH&CN và bà H'Liên Byă - Phó Trưởng Ban Dân vận Tỉnh ủy.", {"Đinh Khắc Tuệ": "Nguyên Giám đốc Sở KH&CN", "H'Liên Byă": "Phó Trưởng Ban Dân vận Tỉnh ủy"}),
    ("Đồng chí ĐINH KHẮC TUỆ, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh chủ trì.", {"Đinh Khắc Tuệ": "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"}),
    ("Đồng chí Đinh Khắc Tuệ: Giám đốc Sở KH&CN; đồng chí Tạ Thị Miền: Phó Giám đốc Sở Nội vụ dự.", {"Đinh Khắc Tuệ": "Giám đốc Sở KH&CN", "Tạ Thị Miền": "Phó Giám đốc Sở Nội vụ"}),
    ("Dự có ông Điểu K'Tin, Phó Bí thư Tỉnh ủy; bà Ksor H'Blin, Phó Giám đốc Công an tỉnh.", {"Điểu K'Tin": "Phó Bí thư Tỉnh ủy", "Ksor H'Blin": "Phó Giám đốc Công an tỉnh"}),
    ("Ông Phạm Văn Đức, Chủ tịch UBND xã Hùng Lô, tỉnh Phú Thọ cho biết xã đã làm.", {"Phạm Văn Đức": "Chủ tịch UBND xã Hùng Lô, tỉnh Phú Thọ"}),
    ("Các đồng chí: Mai Thị Lựu, Ủy viên Ban Thường vụ Tỉnh ủy; Phó Chủ tịch HĐND tỉnh; Hoàng Bá Cường, Bí thư Tỉnh đoàn dự.", {"Mai Thị Lựu": "Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch HĐND tỉnh", "Hoàng Bá Cường": "Bí thư Tỉnh đoàn"}),
    ("Chị Trịnh Thu Nga - Ủy viên BCH T.Ư Đoàn, Bí thư Tỉnh Đoàn Phú Thọ trao giải.", {"Trịnh Thu Nga": "Ủy viên BCH T.Ư Đoàn, Bí thư Tỉnh Đoàn Phú Thọ"}),
    ("Ông Tạ Quang Hợp, Giám đốc Ngân hàng Nhà nước Chi nhánh Khu vực 7 và ông Lý Bá Thông, Tổng Giám đốc Công ty Cổ phần Sao Mai dự.", {"Tạ Quang Hợp": "Giám đốc Ngân hàng Nhà nước Chi nhánh Khu vực 7"}),
    ("Ông Mitsuo Harada, chuyên gia; ông Kang Woo Hyun, Giám đốc Viện Văn hóa Jeju đến thăm tỉnh.", {}),
    ("Đề tài do TS. Lâm Tố Quyên làm Chủ nhiệm đề tài, kỹ sư Võ Hữu Đang làm chủ nhiệm nhánh.", {}),
    ("Ban Bí thư chỉ định ông Nguyễn Phước Toàn - Trưởng Ban Tổ chức Tỉnh ủy - giữ chức Phó Bí thư Tỉnh ủy.", {"Nguyễn Phước Toàn": "Trưởng Ban Tổ chức Tỉnh ủy"}),
    ("Chủ tịch Hồ Chí Minh dạy; nông dân Nguyễn Văn Tư và ông Trần Văn Sáu, Giám đốc Công ty TNHH Hoa Sen kể.", {}),
    ("Lãnh đạo Sở Khoa học và Công nghệ phát biểu tại hội nghị về Trường Lê Quý Đôn.", {}),
    ("Các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy: Đinh Khắc Tuệ, Bí thư Huyện ủy; Đại tá Tạ Văn Miền, Giám đốc Công an tỉnh cùng dự.", {"Đinh Khắc Tuệ": "Ủy viên Ban Thường vụ Tỉnh ủy, Bí thư Huyện ủy", "Tạ Văn Miền": "Ủy viên Ban Thường vụ Tỉnh ủy, Giám đốc Công an tỉnh"}),
    ("Dự có các ông Đinh Khắc Tuệ, Tạ Văn Miền và bà Lò Thị Hặc, Phó Giám đốc Sở Nội vụ.", dict.fromkeys(("Đinh Khắc Tuệ", "Tạ Văn Miền", "Lò Thị Hặc"), "Phó Giám đốc Sở Nội vụ")),
    ("Phó Bí thư Tỉnh ủy Đinh Khắc Tuệ, Phó Chủ tịch UBND tỉnh - Trưởng đoàn đại biểu Quốc hội tỉnh Tạ Văn Miền dự.", {"Đinh Khắc Tuệ": "Phó Bí thư Tỉnh ủy", "Tạ Văn Miền": "Phó Chủ tịch UBND tỉnh, Trưởng đoàn đại biểu Quốc hội tỉnh"}),
    ("Thủ tướng phê chuẩn việc miễn nhiệm chức vụ Chủ tịch UBND tỉnh Phú Thọ nhiệm kỳ 2021-2026 đối với ông Đinh Khắc Tuệ.", {"Đinh Khắc Tuệ": "Chủ tịch UBND tỉnh Phú Thọ"}),
    ("Ông Đinh Khắc Tuệ, Giám đốc Trung tâm Giống cây trồng, vật nuôi và thủy sản; bà Tạ Thị Miền, Phó Cục trưởng Cục Hàng không giao lưu với dân.", {"Đinh Khắc Tuệ": "Giám đốc Trung tâm Giống cây trồng, vật nuôi và thủy sản", "Tạ Thị Miền": "Phó Cục trưởng Cục Hàng không"}),
    ("Các đồng chí Phó Tổng Tham mưu trưởng: Trung tướng Đinh Khắc Tuệ - Ủy viên Trung ương Đảng; Thượng tướng Tạ Văn Miền và Thượng tướng Lò Văn Hặc - Phó Chủ nhiệm Tổng cục Chính trị dự.",
     {"Đinh Khắc Tuệ": "Phó Tổng Tham mưu trưởng, Ủy viên Trung ương Đảng", "Tạ Văn Miền": "Phó Tổng Tham mưu trưởng", "Lò Văn Hặc": "Phó Chủ nhiệm Tổng cục Chính trị"}),
    ("Phó Bí thư Thành ủy, Chủ tịch UBND TP. Đinh Khắc Tuệ dự. GS.TSKH Tạ Văn Miền tái đắc cử Chủ tịch Liên hiệp Hội Việt Nam nhiệm kỳ VII.", {"Đinh Khắc Tuệ": "Phó Bí thư Thành ủy, Chủ tịch UBND TP", "Tạ Văn Miền": "Chủ tịch Liên hiệp Hội Việt Nam"}),
    ("Đoàn công tác Sở Khoa học tỉnh Quảng Tây – Trung Quốc do ông Đường Tất Lại – Phó Giám đốc Sở làm trưởng đoàn đến thăm. Theo Quyết định của Chủ tịch UBND tỉnh, đồng chí Đinh Khắc Tuệ, Chánh Thanh tra tỉnh nhận việc.", {"Đinh Khắc Tuệ": "Chánh Thanh tra tỉnh"}),
    ("Ông Đinh Khắc Tuệ thông tin thêm. Ông Tuệ, Phó Giám đốc Sở Nội vụ, nói rõ cách làm.", {"Đinh Khắc Tuệ": "Phó Giám đốc Sở Nội vụ"}),
    ("Giám đốc Sở Nội vụ Đinh Khắc Tuệ, nay là Phó Chủ tịch UBND tỉnh, bàn giao. Bà Tạ Thị Miền (45 tuổi), Giám đốc Sở Y tế, xung quanh việc này, có ý kiến.", {"Đinh Khắc Tuệ": "Phó Chủ tịch UBND tỉnh", "Tạ Thị Miền": "Giám đốc Sở Y tế"}),
    ("Tưởng nhớ cố Bộ trưởng Đinh Khắc Tuệ; tiếp ông Vương Tất Thành, Phó Bí thư Tỉnh ủy Vân Nam (Trung Quốc), Đại sứ Lào Khăm Phan Thị.", {}),
    ("Bà Đinh Thị Tuệ, Đại sứ Việt Nam tại Lào; ông Tạ Văn Miền, Chủ tịch HĐND thị xã Phú Mỹ dự.", {"Đinh Thị Tuệ": "Đại sứ Việt Nam tại Lào", "Tạ Văn Miền": "Chủ tịch HĐND thị xã Phú Mỹ"}),
    ("Bí thư Thà nh ủy Đinh Khắc Tuệ chủ trì; Bí thư Thị ủy Cam Ranh vắng mặt.", {"Đinh Khắc Tuệ": "Bí thư Thà nh ủy"}),
])
def test_officials(sentence, found):
    assert people(f"UBND tỉnh Phú Thọ họp bàn. {sentence}") == found


def test_short_mentions_join_the_full_role():
    roles = people("Đồng chí Đinh Khắc Tuệ, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Phú Thọ dự.", "Chủ tịch UBND tỉnh Đinh Khắc Tuệ nhấn mạnh nhiều việc. Đồng chí Đinh Khắc Tuệ yêu cầu làm ngay.")
    assert roles == {"Đinh Khắc Tuệ": "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Phú Thọ"}


def test_topics_are_what_the_story_reports_on():
    assert [one.value for one in read("UBND tỉnh Phú Thọ công bố nhãn hiệu và chỉ dẫn địa lý, bảo hộ tài sản trí tuệ.", title="Phú Thọ công bố chỉ dẫn địa lý cho bưởi").topics][0] == "so-huu-tri-tue"
    assert read("UBND tỉnh Phú Thọ khai hội làng, múa rối và đua thuyền.", title="Phú Thọ khai hội làng bên sông").topics == ()


def test_the_slogan_alone_gives_no_topic():
    assert read("Công an tỉnh Phú Thọ ra quân giữ trật tự giao thông.", title="Ra quân giữ trật tự giao thông dịp lễ").topics == ()


def test_figures_have_value_unit_qualifier_and_quote():
    found = read("Tỉnh Phú Thọ đã tiếp nhận hơn 259 nghìn hồ sơ trực tuyến, đạt 87,13%; xuất khẩu ước đạt 6,7 tỷ USD.").figures
    assert [(one.value, one.unit, one.qualifier) for one in found] == [(Decimal(259_000), "hồ sơ", "hơn"), (Decimal("87.13"), "%", None), (Decimal(6_700_000_000), "USD", "ước đạt")]
    assert all(len(one.quote.split()) <= 30 for one in found)


@pytest.mark.parametrize(("sentence", "labels"), [
    ("Tỉnh Phú Thọ đã tiếp nhận hơn 259 nghìn hồ sơ trực tuyến, đạt 87,13%.", ["hồ sơ trực tuyến đã tiếp nhận", "tỷ lệ hồ sơ trực tuyến đã tiếp nhận"]),
    ("Toàn tỉnh đã thành lập 1.833 tổ công nghệ số cộng đồng, hỗ trợ người dân tại nhà.", ["tổ công nghệ số cộng đồng đã thành lập"]),
    ("Kinh tế số chiếm 20% GRDP của tỉnh.", ["tỷ lệ kinh tế số trong GRDP của tỉnh"]),
    ("Có 31 cá nhân (chiếm 52,5%) dự thi.", ["tỷ lệ cá nhân"]),
    ("Đến nay, 98% xã, phường có hạ tầng mạng ổn định.", ["tỷ lệ xã, phường có hạ tầng mạng ổn định"]),
    ("Tổng giá trị xuất khẩu sản phẩm số ước đạt 6,7 tỷ USD.", ["tổng giá trị xuất khẩu sản phẩm số"]),
    ("Cán bộ tại cơ quan nhà nước 236 người; cả tỉnh có 15 đồng chí dự.", ["người"]),
    ("Doanh thu bưu chính của Phú Thọ đạt 69,3 tỷ đồng, tăng 18% so với năm 2023.", ["doanh thu bưu chính của Phú Thọ", "mức tăng doanh thu bưu chính của Phú Thọ so với năm 2023"]),
    ("Tỉnh ủy Phú Thọ kiện toàn Ban Chỉ đạo chuyển đổi số tỉnh về dữ liệu, hạ tầng gồm 21 người.", ["người của Ban Chỉ đạo chuyển đổi số tỉnh"]),
    ("Sở đã cấp giấy phép tiến hành công việc bức xạ cho hơn 100 tổ chức.", ["tổ chức được cấp giấy phép tiến hành công việc bức xạ"]),
    ("Đến nay, 100% xã có tổ công nghệ số cộng đồng với 7.300 thành viên.", ["tỷ lệ xã có tổ công nghệ số cộng đồng", "thành viên tổ công nghệ số cộng đồng"]),
])
def test_a_label_is_a_noun_phrase(sentence, labels):
    assert [one.label for one in read(sentence).figures] == labels


@pytest.mark.parametrize(("sentence", "day"), [
    ("Trong 6 tháng đầu năm 2025, tỉnh tiếp nhận 4.200 hồ sơ.", "2025-06"), ("Quý I-2025, tỉnh tiếp nhận 4.200 hồ sơ.", "2025-03"), ("Đến hết tháng 7/2025, tỉnh tiếp nhận 4.200 hồ sơ.", "2025-07"),
    ("Tính từ ngày 1/7 - 8/8, tỉnh tiếp nhận 4.200 hồ sơ.", "2025-08-08"), ("Đến ngày 15/8, tỉnh tiếp nhận 4.200 hồ sơ.", "2025-08-15"), ("Tỉnh tiếp nhận 4.200 hồ sơ.", None),
    ("Ngày 16 tháng 7 năm 2025, tỉnh tiếp nhận 4.200 hồ sơ.", None), ("Tỉnh tiếp nhận 4.200 hồ sơ, tăng 12% so với năm 2023.", None),
])
def test_the_day_a_figure_holds_for(sentence, day):
    assert read(sentence).figures[0].as_of == day


def test_the_quote_is_the_sentence_and_the_draft_repeats_thirty_words_of_it():
    long = "Tại TP. Việt Trì, " + "các cơ quan, đơn vị, xã, phường " * 12 + "đã tiếp nhận 4.200 hồ sơ trực tuyến của người dân. Câu sau nói việc khác."
    figure = read(long).figures[0]
    assert figure.quote.startswith("Tại TP. Việt Trì") and figure.quote.endswith("người dân.") and len(figure.excerpt.split()) <= 30 and figure.excerpt.startswith("…")


def test_the_clock_beside_a_hotline_is_no_publication():
    head = "Thứ tư 11/03/2026 07:40\nHotline: 0900 000 001\nEmail: a@example.vn\nPhú Thọ mở lớp học kỹ năng số buổi tối\n"
    assert propose(f"{head}Tối 22/9/2025, tỉnh Phú Thọ mở lớp học kỹ năng số, có ba mươi hai người đi làm ghi tên. {TAIL}", registry=REGISTRY, today=TODAY).published is None
    assert propose(f"{head}Tối 10/3, tỉnh Phú Thọ mở lớp học kỹ năng số, có ba mươi hai người đi làm ghi tên. {TAIL}", registry=REGISTRY, today=TODAY).published.value == "2026-03-11"


def test_source_is_read_from_the_line_below_the_story():
    found = propose(f"Tiền Giang họp bàn về chuyển đổi số\nNgày 1/4/2025, UBND tỉnh Tiền Giang họp. {TAIL}\nT. ĐẠT\nNguồn Ấp Bắc: http://baoapbac.vn/a/202505/b-1/?utm_source=zalo&id=3", registry=REGISTRY, today=TODAY).source
    assert (found.url.value, found.publisher.value, found.author.value, found.province) == ("http://baoapbac.vn/a/202505/b-1/?id=3", "Báo Ấp Bắc", "T. ĐẠT", "tien-giang")


def test_json_has_exactly_the_promised_keys():
    page = read("UBND tỉnh Phú Thọ họp bàn.").as_json()
    assert list(page) == ["url", "publisher", "author", "title", "published", "event_date", "provinces", "documents", "officials", "topics", "figures", "warnings"]
    assert page["url"] is None and page["documents"] == []
