from decimal import Decimal

import pytest

from plugins.newsroom.article_reader import ArticleReader
from plugins.newsroom.dates import read_date
from plugins.newsroom.digests import digest
from plugins.newsroom.strict_yaml import Source
from tests.conftest import TODAY


def codes(problems):
    return [problem.code for problem in problems]


def test_a_valid_entry_is_read_without_a_problem(make_article):
    article, problems = make_article()
    assert problems == []
    assert (article.id, article.slug, article.url) == ("2025-03-05-lop-hoc-so", "lop-hoc-so", "/tin/2025/03/lop-hoc-so/")
    assert [province.id for province in article.provinces] == ["thai-nguyen"]
    assert article.status == "published"
    assert article.sources[0].name == "Báo Mẫu"
    assert not article.national


VALID = [
    {"title": "Thái Nguyên: lớp học: số"},
    {"title": "a" * 120},
    {"summary": "ê" * 300},
    {"date": "2025-03"},
    {"date": "2030-01-01", "status": "scheduled"},
    {"date_basis": "event"},
    {"event_date": "2025-03-01..2025-03-05"},
    {"event_date": "2025-03-05"},
    {"province": "[Thái Nguyên, Đồng Nai]"},
    {"province": None, "national": "true"},
    {"province": "thai nguyen"},
    {"province": "Tiền Giang", "date": "2025-06-30"},
    {"province": "Thừa Thiên Huế", "date": "2024-12-31"},
    {"topics": "[Chuyển đổi số, Hạ tầng số, Đổi mới sáng tạo]"},
    {"topics": "Chuyển đổi số"},
    {"officials": "[Nguyễn Văn Hùng]"},
    {"officials": "[{name: Trần Thị Mai, role: 'Giám đốc Sở Khoa học và Công nghệ Tiền Giang'}]"},
    {"officials": "[{id: nguyen-van-hung-dong-nai, name: Nguyễn Văn Hùng}]"},
    {"resolutions": "[57-NQ/TW, 25/KH-UBND]"},
    {"resolutions": "[{number: 25/KH-UBND, issuer: UBND thành phố Huế}]"},
    {"resolutions": "[Nghị quyết 57]"},
    {"source": "{name: Báo, url: 'http://a.vn/x?id=5', archive: 'https://web.archive.org/x'}"},
    {"source": "[{name: A, url: 'https://a.vn'}, {name: B, url: 'https://b.vn', published: unknown}]"},
    {"figures": "[{label: Số lớp, value: 1.250, unit: lớp, as_of: 2025-03-05}]"},
    {"figures": "[{label: Tỷ lệ, value: 80, unit: '%', as_of: 2030, target: true}]"},
    {"corrections": "[{date: 2025-03-05, note: Sửa tên lớp.}]"},
    {"image": "{file: lop.jpg, alt: Một lớp học}"},
    {"status": "draft"},
    {"status": "published"},
]


@pytest.mark.parametrize("values", VALID, ids=str)
def test_a_valid_field_gives_no_problem(make_article, values):
    article, problems = make_article(**values)
    assert article
    assert problems == []


INVALID = [
    ({"title": None}, "article-title"),
    ({"title": ""}, "article-title"),
    ({"title": "a" * 121}, "article-title"),
    ({"title": "no"}, "yaml-guess"),
    ({"title": "[a, b]"}, "yaml-type"),
    ({"summary": None}, "article-summary"),
    ({"summary": "a" * 301}, "article-summary"),
    ({"date": None}, "article-date"),
    ({"date": "2025-02-30"}, "article-date"),
    ({"date": "2027-01-01"}, "article-future"),
    ({"stem": "2025-03-06-lop"}, "article-address"),
    ({"stem": "lop-hoc"}, "article-address"),
    ({"stem": "2025-03-05-Lớp"}, "article-address"),
    ({"event_date": "2025-03-06"}, "article-event-date"),
    ({"event_date": "6/3/2025"}, "article-date"),
    ({"province": None}, "article-province"),
    ({"province": "Sài Gòn"}, "article-province"),
    ({"province": "[Thái Nguyên, Sài Gòn]"}, "article-province"),
    ({"national": "true"}, "article-province"),
    ({"province": None, "national": "yes"}, "yaml-guess"),
    ({"province": "Tiền Giang", "date": "2025-07-01"}, "article-province-in-force"),
    ({"province": "Thừa Thiên Huế"}, "article-province-name"),
    ({"province": "Huế", "date": "2024-12-31"}, "article-province-name"),
    ({"topics": None}, "article-topics"),
    ({"topics": "Thể thao"}, "article-topic"),
    ({"topics": "[Chuyển đổi số, Hạ tầng số, Đổi mới sáng tạo, chuyen-doi-so, ha-tang-so]"}, "article-topics"),
    ({"officials": "[Nguyễn Văn Không]"}, "article-official"),
    ({"officials": "[{id: khong-co, name: A}]"}, "article-official"),
    ({"officials": "[{role: Giám đốc}]"}, "article-name"),
    ({"officials": "[Nguyễn Văn Hùng, Nguyễn Văn Hùng]"}, "article-official"),
    ({"officials": "[Nguyễn Văn Hùng]", "province": "Huế"}, "article-official-namesake"),
    ({"officials": "Nguyễn Văn Hùng"}, "yaml-type"),
    ({"resolutions": "[58-NQ/TW]"}, "article-resolution"),
    ({"resolutions": "[25/KH-UBND]", "province": "Đồng Nai"}, "article-resolution-issuer"),
    ({"resolutions": "[57-NQ/TW]", "date": "2024-12-21"}, "article-resolution-date"),
    ({"source": None}, "article-source"),
    ({"source": "{name: A}"}, "article-source"),
    ({"source": "{url: 'https://a.vn'}"}, "article-source"),
    ({"source": "{name: A, url: unknown}"}, "article-source-unknown"),
    ({"source": "{name: A, url: a.vn}"}, "article-source-url"),
    ({"source": "{name: A, url: 'javascript:alert(1)'}"}, "article-source-url"),
    ({"source": "{name: A, url: 'https://a b.vn'}"}, "article-source-url"),
    ({"source": "{name: A, url: 'https://['}"}, "article-source-url"),
    ({"source": "{name: A, url: 'https://a.vn/x?utm_source=fb'}"}, "article-source-tracking"),
    ({"source": "{name: A, url: 'https://a.vn/x?id=1&fbclid=2'}"}, "article-source-tracking"),
    ({"source": "{name: A, url: 'https://a.vn', published: 2025-03-05, accessed: 2025-03-04}"}, "article-source"),
    ({"source": "{name: A, url: 'https://a.vn', published: 5/3/2025}"}, "article-date"),
    ({"source": "{name: A, url: 'https://a.vn', autor: B}"}, "yaml-unknown-key"),
    ({"source": "Báo Mẫu"}, "yaml-type"),
    ({"figures": "[{value: 5, unit: lớp, as_of: 2025-03-05}]"}, "article-figure"),
    ({"figures": "[{label: A, unit: lớp, as_of: 2025-03-05}]"}, "article-figure"),
    ({"figures": "[{label: A, value: 5, as_of: 2025-03-05}]"}, "article-figure"),
    ({"figures": "[{label: A, value: 5, unit: lớp}]"}, "article-figure"),
    ({"figures": "[{label: A, value: 53.85, unit: lớp, as_of: 2025-03-05}]"}, "article-figure-value"),
    ({"figures": "[{label: A, value: năm, unit: lớp, as_of: 2025-03-05}]"}, "article-figure-value"),
    ({"figures": "[{label: A, value: 5, unit: lớp, as_of: 2025-03-06}]"}, "article-figure-date"),
    ({"figures": "[{label: A, value: 5, unit: lớp, as_of: 2025-03-05, quote: '" + "chữ " * 31 + "'}]"}, "article-figure-quote"),
    ({"figures": "[{label: A, value: 5, unit: lớp, as_of: 2025-03-05, indicator: x}]"}, "article-indicator"),
    ({"figures": "[{label: A, value: 5, unit: lớp, as_of: 2025-03-05, province: Sài Gòn}]"}, "article-province"),
    ({"corrections": "[{date: 2025-03-04, note: A}]"}, "article-correction"),
    ({"corrections": "[{date: 2025-03-06}]"}, "article-correction"),
    ({"image": "{file: lop.jpg}"}, "article-image"),
    ({"image": "lop.jpg"}, "yaml-type"),
    ({"status": "drfat"}, "article-status"),
    ({"date_basis": "guess"}, "article-date-basis"),
    ({"body": ""}, "article-body"),
    ({"autor": "B"}, "yaml-unknown-key"),
]


@pytest.mark.parametrize(("values", "code"), INVALID, ids=str)
def test_an_invalid_field_gives_one_problem_that_says_what_to_do(make_article, values, code):
    _, problems = make_article(**values)
    assert codes(problems) == [code]
    assert problems[0].remedy
    assert problems[0].line >= 1


def test_a_repeated_key_is_one_problem_on_the_second_line(make_article):
    _, problems = make_article(title="Một\ntitle: Hai")
    assert [(problem.code, problem.line) for problem in problems] == [("yaml-repeated-key", 3)]


def test_an_entry_without_a_date_is_not_made(make_article):
    assert make_article(date=None)[0] is None


def test_a_draft_without_words_is_a_warning(make_article):
    _, problems = make_article(status="draft", body="")
    assert [(problem.code, problem.severity) for problem in problems] == [("article-body", "warning")]


def test_a_problem_points_at_the_value(make_article):
    _, problems = make_article(topics="[Chuyển đổi số, Thể thao]")
    assert (problems[0].line, problems[0].column) == (5, 25)


def test_a_dissolved_province_is_told_with_its_successor_and_legal_basis(make_article):
    _, problems = make_article(province="Tiền Giang", date="2025-08-01")
    assert problems[0].message == "“Tiền Giang” đã nhập vào Đồng Tháp từ 01/07/2025 (Nghị quyết số 202/2025/QH15)"
    assert "“Đồng Tháp”" in problems[0].remedy


def test_an_entry_keeps_the_name_of_its_day(make_article):
    article, _ = make_article(province="Thừa Thiên Huế", date="2024-11-05")
    assert [(province.name, name.name) for province, name in article.names] == [("Huế", "Thừa Thiên Huế")]


@pytest.mark.parametrize(("province", "officials", "identity"), [
    ("Thái Nguyên", "[Nguyễn Văn Hùng]", "nguyen-van-hung-thai-nguyen"),
    ("Đồng Nai", "[Nguyễn Văn Hùng]", "nguyen-van-hung-dong-nai"),
    ("Huế", "[{name: Nguyễn Văn Hùng, role: Giám đốc Sở Khoa học và Công nghệ Đồng Nai}]", "nguyen-van-hung-dong-nai"),
    ("Thái Nguyên", "[{name: Nguyễn Văn Hùng, id: nguyen-van-hung-dong-nai}]", "nguyen-van-hung-dong-nai"),
    ("Huế", "[Ba Mai]", "tran-thi-mai"),
])
def test_namesakes_are_told_apart_by_province_then_role_then_id(make_article, province, officials, identity):
    article, problems = make_article(province=province, officials=officials)
    assert problems == []
    assert article.mentions[0].official.id == identity


def test_a_person_without_a_role_has_the_office_of_the_registry(make_article):
    article, _ = make_article(date="2025-09-20", officials="[Trần Thị Mai]")
    assert article.mentions[0].role == "Phó Giám đốc Sở Khoa học và Công nghệ Đồng Tháp"


def test_what_the_source_does_not_say_is_none(make_article):
    article, problems = make_article(source="{name: unknown, url: unknown, published: unknown}")
    assert (article.sources[0].name, article.sources[0].url, article.sources[0].published) == (None, None, None)
    assert {problem.severity for problem in problems} == {"warning"}


def test_a_figure_keeps_the_decimals_of_its_source(make_article):
    article, _ = make_article(figures="[{label: A, value: '87,10', unit: điểm, as_of: 2025-03}]")
    assert (article.figures[0].value, article.figures[0].value_text) == (Decimal("87.10"), "87,10")


def test_the_last_correction_is_the_day_of_update(make_article):
    article, _ = make_article(corrections="[{date: 2025-04-01, note: A}, {date: 2025-03-20, note: B}]")
    assert article.updated == read_date("2025-04-01")
    assert make_article()[0].updated == read_date("2025-03-05")


def test_entries_order_newest_first_and_days_before_their_month(make_article):
    days = ["2025-03-31", "2025-03-05", "2025-03", "2025-04-01", "2025-02"]
    articles = [make_article(date=day)[0] for day in days]
    assert [article.date.iso for article in sorted(articles, key=lambda article: article.order)] == ["2025-04-01", "2025-03-31", "2025-03", "2025-03-05", "2025-02"]


def test_entries_of_one_day_stand_in_the_order_of_their_addresses(make_article):
    articles = [make_article(stem=f"2025-03-05-{words}")[0] for words in ("dong-thap", "dan-so", "am-no")]
    assert [article.slug for article in sorted(articles, key=lambda article: article.order)] == ["am-no", "dan-so", "dong-thap"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_entry_is_known_by_the_digest_of_its_file(tmp_path, registry, ends):
    path = tmp_path / "2025-03-05-lop-hoc-so.md"
    data = "---\ntitle: Một\ndate: 2025-03-05\n---\nBài.\n".replace("\n", ends).encode()
    path.write_bytes(data)
    reader = ArticleReader(registry, TODAY)
    assert reader.read(path, Source("x.md")).digest == reader.read(path, Source("x.md"), data).digest == reader.read(path, Source("x.md"), data, digest(data)).digest == digest(data)
