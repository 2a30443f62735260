import pytest

from plugins.newsroom.registry.terms import read_indicator, read_region, read_topic
from plugins.newsroom.strict_yaml import Source, read_mapping


def test_terms_are_read(registry):
    assert registry.topics["ha-tang-so"].url == "/chu-de/ha-tang-so/"
    assert registry.indicators["ho-so-truc-tuyen"].unit == "%"
    assert registry.regions["dbscl", "2021"].verified
    assert not registry.regions["dbscl", "2025"].verified


@pytest.mark.parametrize(("read", "text", "code"), [
    (read_topic, "name: A", "t-id"), (read_topic, "id: a", "t-name"), (read_topic, "id: a\nname: A\ncolour: đỏ", "yaml-unknown-key"),
    (read_indicator, "id: a\nname: A\nbetter: bigger", "t-better"), (read_region, "id: a\nname: A\nverified: maybe", "yaml-guess"),
])
def test_an_incomplete_term_gives_one_problem(read, text, code):
    source = Source("x.yaml")
    read(read_mapping(text, source, "t"))
    assert [problem.code for problem in source.problems] == [code]
