"""Whatever libyaml says is said in Vietnamese, and where the mistake was made."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.strict_yaml import Source, read_mapping
from plugins.newsroom.yaml_messages import MESSAGES, in_vietnamese

ENGLISH = re.compile(r"\b(?:found|expected|not|could|invalid|while|document|context|allowed)\b")


@pytest.mark.parametrize(("text", "line", "words"), [
    ('title: "Tin\ndate: 2025', 1, "dấu nháy mở"), ("title: A\nsummary: 'B\n", 2, "dấu nháy mở"), ("a: 1\nb: [1, 2\nc: 3", 2, "dấu ]"), ("a: {b: 1\nc: 2", 1, "dấu }"), ("a: 1\ndate:2025-03-05\nb: 2", 2, "dấu hai chấm"),
    ("a: @b", 1, "ở đầu giá trị"), ("a: `b", 1, "ở đầu giá trị"), ("a: %b", 1, "ở đầu giá trị"), ("a: *b", 1, "bí danh"), ("a: *Cao Bằng", 1, "bí danh"), ("a: !b!c d", 1, "thẻ"), ("a: !<b c", 1, "!<"), ('a: "\\q"', 1, "ký tự lạ"),
    ('a: "\\xzz"', 1, "mã ký tự"), ("a: 'b'c", 1, ""), ("a:\n  b: 1\n   c: 2", 3, ""), ("a: 1\n...\nb: 2", 3, ""), ("a: 1\n---\nb: 2", 2, ""), ("%YAML 1.1\na: 1", 2, ""), ("%x\n---\na: 1", 1, ""), ("a: - b", 1, "gạch đầu dòng"), ("? a\n? - b\n c", 3, ""),
    ("a: |x\n b", 1, ""), ("a: >0\n b", 1, "số 0"), ("- a\nb: 1", 2, ""), ("a: [b: c: d]", 1, ""), ("a: ]", 1, ""), ("a: }", 1, ""), ("a: ,", 1, ""), ("a: 1\n b: 2", 2, ""),
])
def test_a_broken_text_is_explained_on_its_line(text, line, words):
    problems = []
    read_mapping(text, Source("a.md", problems), "article")
    if words or problems:
        assert [(one.code, one.line) for one in problems] == [("yaml-syntax", line)]
        assert words in problems[0].message and problems[0].remedy
        assert not ENGLISH.search(problems[0].message + problems[0].remedy)


@given(st.lists(st.sampled_from(["a", ": ", "\n", "- ", "[", "]", "{", "}", ",", "'", '"', "&", "*", "!", "|", ">", "%", "@", "`", "#", "\\", "?", "...", "---", "  ", "é", "0"]), max_size=14).map("".join))
def test_any_broken_text_is_explained_in_vietnamese(text):
    problems = []
    read_mapping(text, Source("a.md", problems), "article")
    assert not any(ENGLISH.search(f"{one.message.replace(text, '')} {one.remedy}") for one in problems if one.code == "yaml-syntax")


def test_a_message_nobody_has_met_keeps_its_own_words():
    words, remedy = in_vietnamese("something went wrong")
    assert words == "máy không hiểu được dòng này (something went wrong)" and remedy
    assert all(words and remedy for words, remedy in MESSAGES.values())
