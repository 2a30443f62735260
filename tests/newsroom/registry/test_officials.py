import pytest

from plugins.newsroom.dates import read_date
from plugins.newsroom.registry.officials import Post, Sighting, read_official
from plugins.newsroom.strict_yaml import Source, read_mapping


def post(office="Giám đốc", organisation="Sở Y tế Huế", start=None, end=None, seen=()):
    return Post(office, organisation, "hue", start and read_date(start), end and read_date(end), tuple(Sighting(read_date(day), "") for day in seen))


@pytest.mark.parametrize(("office", "organisation", "title"), [
    ("Chủ tịch UBND tỉnh", "UBND tỉnh Phú Thọ", "Chủ tịch UBND tỉnh Phú Thọ"),
    ("Giám đốc", "Sở Y tế Huế", "Giám đốc Sở Y tế Huế"),
    ("Phó Bí thư Tỉnh ủy", "Tỉnh ủy Thái Nguyên", "Phó Bí thư Tỉnh ủy Thái Nguyên"),
    ("Phó Giám đốc Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ Đồng Tháp", "Phó Giám đốc Sở Khoa học và Công nghệ Đồng Tháp"),
    ("Chủ tịch", "", "Chủ tịch"),
])
def test_a_title_does_not_name_the_body_twice(office, organisation, title):
    assert post(office, organisation).title == title


@pytest.mark.parametrize(("start", "end", "seen", "span"), [
    ("2025-03-01", None, (), "từ 01/03/2025"),
    ("2023-03-01", "2025-06-30", (), "01/03/2023 đến 30/06/2025"),
    (None, "2025-06-30", (), "đến 30/06/2025"),
    (None, None, ("2025-02-21",), "thấy ngày 21/02/2025"),
    (None, None, ("2025-05",), "thấy tháng 5/2025"),
    (None, None, ("2025-12-25", "2025-11-14"), "thấy từ 14/11/2025 đến 25/12/2025"),
    (None, None, (), ""),
])
def test_a_span_says_no_more_than_is_known(start, end, seen, span):
    assert post(start=start, end=end, seen=seen).span == span


def test_the_latest_post_is_the_one_seen_last(registry):
    assert registry.officials["tran-thi-mai"].latest.organisation == "Sở Khoa học và Công nghệ Đồng Tháp"


def test_a_person_has_an_address_and_the_provinces_of_all_posts(registry):
    person = registry.officials["tran-thi-mai"]
    assert (person.url, person.provinces) == ("/can-bo/tran-thi-mai/", {"tien-giang", "dong-thap"})


@pytest.mark.parametrize(("text", "code"), [
    ("posts: [{office: A, from: 2025-01-01}]", "registry-official-name"),
    ("name: A", "registry-official-posts"),
    ("name: A\nposts: [{organisation: B, from: 2025-01-01}]", "registry-official"),
    ("name: A\nposts: [{office: B}]", "registry-official"),
    ("name: A\nposts: [{office: B, from: 2025-02-01, to: 2025-01-01}]", "registry-official"),
    ("name: A\nposts: [{office: B, from: 1/2/2025, to: 2025-03-01}]", "registry-official-date"),
    ("name: A\nposts: [{office: B, from: 2025-01-01, seen: [{article: x}]}]", "registry-official"),
    ("name: A\nposts: [{office: B, from: 2025-01-01, seen: [{date: 2025-01-01, where: x}]}]", "yaml-unknown-key"),
])
def test_an_incomplete_person_gives_one_problem(text, code):
    source = Source("x.yaml")
    read_official(read_mapping(text, source, "registry-official"), "x")
    assert [problem.code for problem in source.problems] == [code]
