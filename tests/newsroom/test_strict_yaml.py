import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.newsroom.dates import PartialDate
from plugins.newsroom.strict_yaml import Source, read_list, read_mapping


def read(text):
    source = Source("x.yaml")
    return read_mapping(text, source, "test"), source.problems


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize(("text", "value"), [
    ("title: Tiền Giang: Bứt phá", "Tiền Giang: Bứt phá"),
    ("title: Một: hai: ba", "Một: hai: ba"),
    ("title: Tiền Giang đổi mới:", "Tiền Giang đổi mới:"),
    ("title: Nay là 'Huế': một tên", "Nay là 'Huế': một tên"),
    ('title: "Tiền Giang: Bứt phá"', "Tiền Giang: Bứt phá"),
    ("title: 2.153", "2.153"),
    ("title: 0123", "0123"),
    ("title: 2025-04-01", "2025-04-01"),
    ("title: https://a.vn/b?c=d", "https://a.vn/b?c=d"),
    ("title: |\n  Một dòng\n  hai dòng", "Một dòng\nhai dòng"),
    ("title: >\n  Một dòng\n  nối tiếp", "Một dòng nối tiếp"),
    ("title: Một dòng\n  nối tiếp", "Một dòng nối tiếp"),
    ('title: "no"', "no"),
    ("title: '1:30'", "1:30"),
    ("title: Nông thôn # ghi chú", "Nông thôn"),
    ("title:", ""),
    ("other: x", ""),
])
def test_a_value_is_the_text_that_was_written(text, value):
    fields, problems = read(text)
    assert fields.text("title") == value
    assert problems == []


@pytest.mark.parametrize("value", ["no", "No", "yes", "on", "off", "true", "null", "~", "1:30", "12:30:45", "-1:30"])
def test_what_yaml_would_guess_is_refused(value):
    fields, problems = read(f"title: {value}")
    assert fields.text("title") == ""
    assert codes(problems) == ["yaml-guess"]
    assert f'"{value}"' in problems[0].remedy


@pytest.mark.parametrize(("text", "code", "line"), [
    ("a: 1\na: 2", "yaml-repeated-key", 2),
    ("a:\n\tb: 1", "yaml-tab", 2),
    ("a: [1, 2\nb: 3", "yaml-syntax", 1),
    ("a: 'một\nb: 2", "yaml-syntax", 1),
    ("a: @b", "yaml-syntax", 1),
    ("a: *b", "yaml-syntax", 1),
    ("a: &b 1\nc: *b", "yaml-alias", 1),
    ("a: &b [x]\nc: *b", "yaml-alias", 1),
    ("a: !!python/object:os.system x", "yaml-alias", 1),
    ("a: !x y", "yaml-alias", 1),
    ("- a\n- b", "yaml-type", 1),
    ("một câu", "yaml-type", 1),
    ("", "yaml-syntax", 1),
    ("# chỉ ghi chú", "yaml-syntax", 1),
    ("a: 1\n---\nb: 2", "yaml-syntax", 2),
    ("{[a]: b}", "yaml-type", 1),
    ("a: " + "[" * 5000 + "]" * 5000, "yaml-syntax", 1),
    ("a: " + "{a: " * 3000 + "}" * 3000, "yaml-syntax", 1),
    ("- " * 5000 + "a", "yaml-syntax", 1),
    ("? " * 5000 + "a", "yaml-syntax", 1),
    ("a: \x07", "yaml-syntax", 1),
])
def test_a_broken_mapping_gives_one_problem_on_its_line(text, code, line):
    fields, problems = read(text)
    if fields:
        fields.text("a")
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]


def test_deep_block_nesting_does_not_end_the_process():
    text = "".join(f"{' ' * depth}a:\n" for depth in range(1400)) + " " * 1400 + "b"
    fields, problems = read(text)
    assert problems or fields.text("a") == ""


@pytest.mark.parametrize(("text", "ask", "code"), [
    ("k: [a]", lambda fields: fields.text("k"), "yaml-type"),
    ("k: a", lambda fields: fields.texts("k"), "yaml-type"),
    ("k: [[a]]", lambda fields: fields.texts("k"), "yaml-type"),
    ("k: [a]", lambda fields: list(fields.entries("k")), "yaml-type"),
    ("k: a", lambda fields: fields.group("k"), "yaml-type"),
    ("k: vâng", lambda fields: fields.flag("k"), "yaml-guess"),
    ("k: yes", lambda fields: fields.flag("k"), "yaml-guess"),
    ("k: '1'", lambda fields: fields.flag("k"), "yaml-guess"),
    ("k: 01/04/2025", lambda fields: fields.date("k"), "test-date"),
    ("k: 2025-04-31", lambda fields: fields.date("k"), "test-date"),
    ("k: 2025-04-02..2025-04-01", lambda fields: fields.period("k"), "test-date"),
    ("k: drfat", lambda fields: fields.choice("k", ("draft", "published")), "test-k"),
])
def test_a_value_of_another_type_gives_one_problem_and_nothing(text, ask, code):
    fields, problems = read(text)
    assert not ask(fields)
    assert codes(problems) == [code]
    assert problems[0].remedy


def test_a_day_first_date_is_told_in_words():
    fields, problems = read("date: 01/04/2025")
    fields.date("date")
    assert problems[0].remedy == "nếu là ngày 1 tháng 4 năm 2025 thì viết 2025-04-01"


def test_values_come_in_the_type_they_are_asked_for():
    fields, problems = read("day: 2025-05\nflag: true\nlist: [a, b]\none: c\nmaps: [{n: a}, b]\ngroup: {x: y}\nkind: draft\nspan: 2025-01-01..2025-01-02")
    assert fields.date("day") == PartialDate(2025, 5)
    assert fields.flag("flag")
    assert [text for text, _, _ in fields.texts("list")] == ["a", "b"]
    assert fields.texts("one", single=True) == [("c", 4, 6)]
    assert [entry.text("n") for entry in fields.entries("maps", short="n")] == ["a", "b"]
    assert fields.group("group").text("x") == "y"
    assert fields.choice("kind", ("draft", "published")) == "draft"
    assert fields.period("span").end == PartialDate(2025, 1, 2)
    fields.close()
    assert problems == []


def test_an_unknown_key_is_reported_with_the_nearest_known_one():
    fields, problems = read("title: a\nsumary: b")
    fields.text("title"), fields.text("summary")
    fields.close()
    assert codes(problems) == ["yaml-unknown-key"]
    assert (problems[0].line, problems[0].column) == (2, 1)
    assert "“summary”" in problems[0].remedy


def test_quoting_a_colon_keeps_line_and_column():
    fields, _ = read("a: b\ntitle: Tiền Giang: Bứt phá\nlast: c")
    assert fields.position("title") == (2, 8)
    assert fields.position("last") == (3, 7)


def test_a_list_of_mappings_is_read_and_strays_are_reported():
    source = Source("x.yaml")
    found = read_list("- id: a\n- b\n- id: c", source, "test")
    assert [fields.text("id") for fields in found] == ["a", "c"]
    assert [(problem.code, problem.line) for problem in source.problems] == [("yaml-type", 2)]


YAMLISH = st.text(st.sampled_from("ab: -\n[]{}'\"|>&*!%@`#?,\\\t1ế~<=."))


@given(st.one_of(st.text(), YAMLISH).map(lambda text: text + "\n"))
@example("a: " + "[" * 100_000)
@example("? - : ")
@example("a: b: c: d:")
@example("%YAML 9.9\n---\na: b")
@example("<<: {a: b}")
@example("a: !<tag:yaml.org,2002:binary> x")
@example("a: =")
@example("\u2028a: b")
@example("a: b\x85c: d")
def test_no_text_raises_and_every_problem_has_a_place_in_it(text):
    for read_one in (read_mapping, read_list):
        source = Source("x.yaml")
        found = read_one(text, source, "test")
        for fields in found if isinstance(found, list) else [found] if found else []:
            for ask in (fields.text, fields.date, fields.period, fields.flag, fields.texts, fields.group, lambda key: list(fields.entries(key))):
                ask("a")
            fields.close()
        assert found or source.problems or read_one is read_list
        for problem in source.problems:
            assert 1 <= problem.line <= len(text.splitlines()) + 1
            assert problem.column >= 1
            assert problem.message
