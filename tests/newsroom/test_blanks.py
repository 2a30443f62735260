import datetime as dt
import shutil

import pytest

from plugins.newsroom import checks
from plugins.newsroom.blanks import KINDS, BlankRefused, make_blank, write_blank
from plugins.newsroom.library import read_library

ARTICLE = {"title": "Mở lớp học số", "province": "thai nguyen", "date": "2025-03-05"}
OFFICIAL = {"name": "Lò Văn Thử", "province": "Huế", "date": "2025-03-05"}
RESOLUTION = {"number": "26/kh-ubnd", "province": "Thái Nguyên", "date": "2025-03-05"}


@pytest.fixture
def content(sample, tmp_path):
    return shutil.copytree(sample, tmp_path / "content")


@pytest.fixture
def make(registry, library, today):
    return lambda kind, **known: make_blank(kind, registry, today=today, articles=library.articles, **known)


def problems_with(content, today):
    return checks.run(read_library(content, today=today))


@pytest.mark.parametrize(("kind", "known", "path"), [
    ("article", ARTICLE, "articles/2025/2025-03-05-thai-nguyen-mo-lop-hoc-so.md"),
    ("article", ARTICLE | {"date": "2025-03"}, "articles/2025/2025-03-thai-nguyen-mo-lop-hoc-so.md"),
    ("article", {"title": "Thái Nguyên mở lớp"} | {"province": "Thái Nguyên"}, "articles/2026/2026-05-15-thai-nguyen-mo-lop.md"),
    ("article", {"title": "Hội nghị cả nước", "date": "2025-01-02"}, "articles/2025/2025-01-02-hoi-nghi-ca-nuoc.md"),
    ("official", OFFICIAL, "registry/officials/lo-van-thu.yaml"),
    ("official", {"name": "Lê Quang Đạo", "province": "Đồng Nai"}, "registry/officials/le-quang-dao-dong-nai.yaml"),
    ("resolution", RESOLUTION, "registry/resolutions/26-kh-ubnd-thai-nguyen-2025.yaml"),
    ("resolution", {"number": "58-NQ/TW", "date": "2025-03-05"}, "registry/resolutions/58-nq-tw.yaml"),
    ("resolution", {"number": "04/NQ-CP", "date": "2025-03-05"}, "registry/resolutions/04-nq-cp-2025.yaml"),
    ("resolution", {"number": "193/2025/QH15", "date": "2025-02-19"}, "registry/resolutions/193-2025-qh15.yaml"),
    ("edition", {"date": "2025-02"}, "editions/2025-02.md"),
    ("edition", {"date": "2025-02-21"}, "editions/2025-02.md"),
    ("edition", {"date": "2025-w08"}, "editions/2025-w08.md"),
    ("edition", {}, "editions/2026-05.md"),
])
def test_a_blank_has_the_place_its_facts_give(make, kind, known, path):
    assert str(make(kind, **known).path) == path


@pytest.mark.parametrize(("known", "line"), [
    (RESOLUTION, "issuer: UBND tỉnh Thái Nguyên"), (RESOLUTION, "kind: Kế hoạch"), (RESOLUTION, "number: 26/KH-UBND"), (RESOLUTION, "province: thai-nguyen"),
    ({"number": "04/NQ-CP"}, "issuer: Chính phủ"), ({"number": "193/2025/QH15"}, "issuer: Quốc hội"), ({"number": "12/QĐ-TTg"}, "issuer: Thủ tướng Chính phủ"),
    ({"number": "58-NQ/TW"}, "issuer:"), ({"number": "5-NQ/TU", "province": "Huế"}, "issuer:"),
    ({"number": "9/QĐ-UBND", "province": "Thừa Thiên Huế", "date": "2024-05-02"}, "issuer: UBND tỉnh Thừa Thiên Huế"),
    ({"number": "9/QĐ-UBND", "province": "Huế", "date": "2025-05-02"}, "issuer: UBND thành phố Huế"),
])
def test_a_document_is_filled_from_its_number_where_the_letters_leave_no_doubt(make, known, line):
    assert line in make("resolution", **known).text.split("\n")


def test_a_province_is_written_as_it_was_called_that_day(make):
    assert "province: Thừa Thiên Huế\n" in make("article", title="Mở lớp", province="hue", date="2024-05-02").text


def test_an_edition_of_a_week_lists_the_entries_of_its_days(make):
    assert "picks:\n  - 2025-02-21-thai-nguyen-hop-ban-chi-dao\n---" in make("edition", date="2025-w08").text
    assert "picks:\n  # chưa có tin nào của tuần 9/2025\n---" in make("edition", date="2025-w09").text


def test_an_edition_lists_the_entries_of_its_month(make):
    assert "picks:\n  - 2025-02-21-thai-nguyen-hop-ban-chi-dao\n---" in make("edition", date="2025-02").text


@pytest.mark.parametrize(("kind", "known", "reason"), [
    ("bai", {}, "không có mẫu “bai”; chọn một trong: article, official, resolution, edition"),
    ("article", {}, "còn thiếu --title"),
    ("official", {}, "còn thiếu --name"),
    ("resolution", {}, "còn thiếu --number"),
    ("article", ARTICLE | {"title": "!!! …"}, "--title “!!! …” không có chữ cái hay chữ số nào để đặt tên tệp"),
    ("official", {"name": "../"}, "--name “../” không có chữ cái hay chữ số nào để đặt tên tệp"),
    ("article", ARTICLE | {"date": "5/3/2025"}, "viết 2025-03-05"),
    ("article", ARTICLE | {"date": "2025"}, "thiếu tháng"),
    ("article", ARTICLE | {"province": "Thai Nguyenn"}, "viết “Thái Nguyên”"),
    ("article", ARTICLE | {"province": "Tiền Giang", "date": "2025-08-01"}, "viết --province \"Đồng Tháp\""),
    ("official", {"name": "Lê Quang Đạo"}, "danh mục đã có người tên “Lê Quang Đạo”"),
    ("resolution", {"number": "25/KH-UBND", "province": "Thái Nguyên", "date": "2025-01-24"}, "danh mục đã có văn bản này"),
    ("resolution", {"number": "195"}, "không có ký hiệu"),
    ("resolution", {"number": "Kế hoạch 195"}, "không phải số, ký hiệu văn bản"),
    ("edition", {"date": "2025"}, "“2025” không phải một tháng hay một tuần có trong lịch; viết ví dụ --date 2025-04 (tháng) hoặc --date 2025-w14 (tuần)"),
    ("edition", {"date": "04-2025"}, "“04-2025” không phải một tháng hay một tuần có trong lịch; viết --date 2025-04"),
    ("edition", {"date": "2025-w53"}, "“2025-w53” không phải một tháng hay một tuần có trong lịch"),
])
def test_what_does_not_fit_is_refused_before_a_file_is_made(make, kind, known, reason):
    with pytest.raises(BlankRefused) as refused:
        make(kind, **known)
    assert reason in str(refused.value)


def test_a_file_is_never_overwritten(make, content):
    blank = make("article", **ARTICLE)
    path = write_blank(blank, content)
    path.write_text("đã viết", encoding="utf-8")
    with pytest.raises(BlankRefused, match="không ghi đè"):
        write_blank(blank, content)
    assert path.read_text(encoding="utf-8") == "đã viết"


@pytest.mark.parametrize(("kind", "known"), [("article", ARTICLE | {"title": "a" * 5000}), ("article", ARTICLE | {"title": "../../etc/passwd " * 50}), ("official", {"name": "Nguyễn " * 300})])
def test_a_long_or_hostile_name_makes_a_short_file_in_its_own_folder(make, content, kind, known):
    path = write_blank(make(kind, **known), content)
    assert path.parent.parent in (content / "articles", content / "registry")
    assert len(path.name) < 120


def test_letters_that_are_none_leave_no_empty_file(make, tmp_path):
    with pytest.raises(BlankRefused, match="ký tự hỏng"):
        write_blank(make("article", **ARTICLE | {"title": "Tin \udcff mới"}), tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_cannot_be_made_is_told(make, tmp_path):
    (tmp_path / "articles").write_text("", encoding="utf-8")
    with pytest.raises(BlankRefused, match="không tạo được tệp .*: "):
        write_blank(make("article", **ARTICLE), tmp_path)


@pytest.mark.parametrize(("kind", "known", "codes"), [
    ("article", ARTICLE, ["article-topics", "article-source", "article-source", "article-summary", "article-body"]),
    ("official", OFFICIAL, ["registry-official"]),
    ("resolution", RESOLUTION, []),
    ("edition", {"date": "2025-02"}, ["edition-summary", "edition-body"]),
])
def test_the_check_names_what_is_left_to_fill_in_and_nothing_else(make, content, today, kind, known, codes):
    path = write_blank(make(kind, **known), content)
    found = problems_with(content, today)
    assert [problem.code for problem in found] == codes
    assert {problem.path for problem in found} <= {f"content/{path.relative_to(content).as_posix()}"}
    assert kind != "article" or {problem.severity for problem in found} == {"warning"}


def test_a_blank_that_is_filled_in_passes(make, content, today):
    path = write_blank(make("article", **ARTICLE), content)
    text = path.read_text(encoding="utf-8")
    for empty, filled in (("topics:\n", "topics: [Chuyển đổi số]\n"), ("  name:\n", "  name: Báo Mẫu\n"), ("  url:\n", "  url: https://bao.example.vn/lop-hoc-so\n"), ("summary:\n", "summary: Lớp học số đầu tiên.\n"), ("status: draft\n", "")):
        assert text.count(empty) == 1
        text = text.replace(empty, filled)
    path.write_text(f"{text}Một đoạn.\n", encoding="utf-8")
    assert problems_with(content, today) == []


def test_every_kind_has_a_blank(make):
    assert {kind for kind in KINDS if make(kind, title="Mở lớp", name="Lò Văn Thử", number="26/KH-UBND").text} == set(KINDS)


def test_a_date_in_the_future_is_left_to_the_check(registry):
    assert make_blank("article", registry, today=dt.date(2026, 5, 15), title="Mở lớp", date="2027-01-01").path.name == "2027-01-01-mo-lop.md"
