import pytest

from plugins.newsroom.checks.fixes import repair, without_tracking_parameters
from plugins.newsroom.checks.forms import scalars


@pytest.mark.parametrize(("written", "standard"), [
    ("province: thai nguyen  # ghi chú", "province: Thái Nguyên  # ghi chú"), ("province: 'thái nguyên'", "province: 'Thái Nguyên'"), ("topics: [chuyen doi so]", "topics: [Chuyển đổi số]"),
    ("resolutions:\n  - 57 – NQ/TW", "resolutions:\n  - 57-NQ/TW"), ("province: Nơi nào đó", "province: Nơi nào đó"), ("province: Thái Nguyên", "province: Thái Nguyên"),
])
def test_a_name_that_means_one_thing_is_written_as_the_registry_has_it(make_article, registry, written, standard):
    key = written.split(":")[0]
    article, _ = make_article(**{key: written.partition(": ")[2] or "\n" + written.partition("\n")[2]})
    text = f"---\ntitle: A\ndate: 2025-03-05\n{written}\n---\n\nBài.\n"
    assert repair(text.encode(), "entry", registry, article)[0].decode() == text.replace(written, standard)


@pytest.mark.parametrize(("url", "clean"), [
    ("https://a.vn/x?utm_source=z", "https://a.vn/x"), ("https://a.vn/x?id=3&utm_source=z&fbclid=q#p", "https://a.vn/x?id=3#p"), ("https://a.vn/x?utm_a=1&b=2", "https://a.vn/x?b=2"),
    ("https://a.vn/x?id=3", "https://a.vn/x?id=3"), ("https://a.vn/x", "https://a.vn/x"), ("https://[x", "https://[x"), ("https://a.vn/?q=%C4%91&gclid=1", "https://a.vn/?q=%C4%91"),
])
def test_only_tracking_parameters_are_dropped(url, clean):
    assert without_tracking_parameters(url) == clean


def test_a_value_is_found_where_it_stands():
    text = "---\ntitle: 'A: b'\nlist: [x, \"y\"]\nsource:\n  url: https://a.vn\n---\n"
    assert [(one.path, one.value, text[one.start:one.end] == one.value) for one in scalars(text)] == [
        (("title",), "A: b", True), (("list",), "x", True), (("list",), "y", True), (("source", "url"), "https://a.vn", True)]
