import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom import full_yaml, plain_yaml
from plugins.newsroom.strict_yaml import Source
from plugins.newsroom.yaml_nodes import Mapping, Scalar, Sequence


def by_libyaml(text):
    source = Source("x.yaml")
    return full_yaml.parse(text, source), source.problems


def values(node):
    if isinstance(node, Scalar):
        return [node.value]
    return [value for item in (node.items if isinstance(node, Sequence) else [part for pair in node.pairs for part in pair]) for value in values(item)]


def test_the_everyday_form_is_read_with_lines_and_columns():
    assert plain_yaml.read("---\na: b\nc:\n  - d: 'e'\n    f: g\n  - h\n") == Mapping({
        "a": Scalar("b", 2, 4),
        "c": Sequence([Mapping({"d": Scalar("e", 4, 8, True), "f": Scalar("g", 5, 8)}, {"d": (4, 5), "f": (5, 5)}, 4, 5), Scalar("h", 6, 5)], 4, 3),
    }, {"a": (2, 1), "c": (3, 1)}, 2, 1)


@pytest.mark.parametrize("text", [
    "", "---", "# ghi chú", "một câu", "a: [b", "a: [ , ]", "a: [b,]", "a: [,b]", "a: [b: c]", "a: [[b]]", "a: [b]c", "a: [b\n  c]", "a: [- b]", "a: [b #c]", "- [a]", "[a]", "a: {b: c}", "a: |\n  b", "a: &b c", "a: *b", "a: !b c", "a: b # c", "a: b\n  c", "a:\n    b: c\n  d: e", "a: b\n  c: d", "- a\nb: c", "a: b\n- c",
    " a: b", "a:\tb", "a: \"b\\n\"", "a: 'b''c'", "a: b\n...", "a: b\n---\nc: d", "- - a", "a: @b", "a: b\ufeff", "a: b\u2028c", "a: b\x85c", "a: -", "? a", "a : b", "a: b\r\nc: d",
    "a: x\na: y", "a:\na:\n  b: c", "a:\n- b\n- a: x\n  a: y", "a:\n- b\n  c: d", "- a\n  - b", "  - a\n- b", "a:\n    - b\n  - c", "a:\n- b: c\n  - d", "a:\n  b", "#", "a: b\n c",
    "a:" + " " * 50 + "\n" + " " * 50 + "- b",
])
def test_anything_else_is_left_to_libyaml(text):
    assert plain_yaml.read(text) is None


@pytest.mark.parametrize("text", ["a: [b]", "a: []", "a: [ ]", "a: [ b c , d]  ", "- a: ['b, c', \"d: [e] #f\", VH&ĐS, 57-NQ/TW]\n  g: h", "a: ['']", "title: Tiền Giang: Bứt phá", "- name: Một: hai", "title: 'a: b'", "title: Tỉnh đổi mới:", "a: https://a.vn/b?c#d", "a: no", "a: 1:30", "a:\nb: c", "a:\n- b\n- c"])
def test_the_usual_front_matter_needs_no_libyaml(text):
    found, problems = by_libyaml(text)
    assert plain_yaml.read(text) == found
    assert problems == []


PIECES = ["a", "b: ", "key: ", "ế", "- ", "  ", "    ", "\n", "\n", "\n  ", "\n- ", "\n  - ", ":", "#", " #", "'", '"', "x", "1", "-", "2025-01-01", "no", "[", "]", "[a, ế b]", "['a, #b' , \"c\",d ]", ": [", "---\n", ",", ", ", "?", "|", ">", "&", "*", "!", "%", "@", "`", "\t", "=", "<<",
          "~", "...", "https://a.vn", "''", "\r", "\x85", "\ufeff"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_both_readers_give_the_same_nodes(text):
    node = plain_yaml.read(text)
    if node is not None:
        assert (node, []) == by_libyaml(text)


@given(st.recursive(st.text(st.sampled_from("abế 1-/.")).map(str.strip).filter(lambda text: text and text[0] not in "- "), lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from(["a", "key", "x_y"]), inner, min_size=1), max_leaves=12)
       .filter(lambda data: not isinstance(data, str)))
def test_what_the_project_writes_is_read_the_same_by_both(data):
    def write(data, indent):
        if isinstance(data, str):
            return f" {data}\n"
        lines = [f"{' ' * indent}{key}:{write(value, indent + 2)}" for key, value in data.items()] if isinstance(data, dict) else [f"{' ' * indent}- key:{write(value, indent + 4)}" for value in data]
        return ("\n" if indent else "") + "".join(lines)

    text = write(data, 0)
    assert by_libyaml(text) == (plain_yaml.read(text), [])
    assert plain_yaml.read(text) is not None


@given(st.text())
def test_no_text_raises(text):
    plain_yaml.read(text)
    plain_yaml.read(f"a: {text}\n- {text}")
