import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.newsroom.frontmatter import decode, read_document, split
from plugins.newsroom.strict_yaml import Source

GOOD = "---\ntitle: Một tiêu đề\ndate: 2025-03-05\n---\n\nThân bài.\n"


def read(path, data):
    path.write_bytes(data)
    source = Source("x.md")
    return read_document(path, source, "article"), source.problems


@pytest.fixture
def path(tmp_path):
    return tmp_path / "x.md"


def test_a_document_has_fields_a_body_and_the_line_it_starts_on(path):
    document, problems = read(path, GOOD.encode())
    assert (document.fields.text("title"), document.body, document.body_line, problems) == ("Một tiêu đề", "Thân bài.", 6, [])


@pytest.mark.parametrize(("text", "body", "line"), [
    ("---\na: b\n---\nBài.", "Bài.", 4),
    ("---\na: b\n---\n\n\n\nBài.\n\n", "Bài.", 7),
    ("---\na: b\n---\n", "", 4),
    ("---\na: b\n---", "", 4),
    ("---\na: b\n---\nMột.\n\n---\n\nHai.", "Một.\n\n---\n\nHai.", 4),
])
def test_the_body_begins_after_the_second_rule(text, body, line):
    document = split(text, Source("x.md"), "article")
    assert (document.body, document.body_line) == (body, line)


@pytest.mark.parametrize(("data", "code", "line"), [
    (b"", "file-empty", 1),
    (b" \n\t\n", "file-empty", 1),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "file-encoding", 1),
    (b"---\ntitle: \xe1\xbb\n---\n", "file-encoding", 2),
    (GOOD.encode("utf-16"), "file-encoding", 1),
    (GOOD.encode("cp1258", "replace"), "file-encoding", 2),
    (b"x" * 5_000_000, "file-size", 1),
    (b"---\n" + b"# x\n" * 20_000 + b"---\n", "file-size", 1),
    (b"title: a\n", "front-matter", 1),
    (b"\n---\ntitle: a\n---\n", "front-matter", 1),
    (b"---\ntitle: a\n", "front-matter", 1),
    (b"---\n---\nb", "yaml-type", 2),
    (b"---\n\n---\nb", "yaml-type", 3),
])
def test_an_unreadable_file_gives_one_problem(path, data, code, line):
    document, problems = read(path, data)
    assert document is None
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]


def test_a_missing_file_is_a_problem_and_no_traceback(path):
    source = Source("x.md")
    assert read_document(path, source, "article") is None
    assert [problem.code for problem in source.problems] == ["file-unreadable"]


def test_a_folder_named_like_a_file_is_a_problem_and_no_traceback(path):
    path.mkdir()
    source = Source("x.md")
    assert read_document(path, source, "article") is None
    assert [problem.code for problem in source.problems] == ["file-unreadable"]


@pytest.mark.parametrize(("data", "code", "place"), [
    (b"\xef\xbb\xbf" + GOOD.encode(), "file-bom", (1, 1)),
    (GOOD.replace("\n", "\r\n").encode(), "file-line-ends", (1, 1)),
    (GOOD.replace("bài.\n", "bài.\r").encode(), "file-line-ends", (6, 1)),
    (GOOD.replace("Một", unicodedata.normalize("NFD", "Một")).encode(), "text-nfd", (2, 8)),
    (GOOD.replace("Thân", unicodedata.normalize("NFD", "Thân")).encode(), "text-nfd", (6, 1)),
])
def test_a_forgiven_form_is_reported_once_and_read_all_the_same(path, data, code, place):
    document, problems = read(path, data)
    assert (document.fields.text("title"), document.body) == ("Một tiêu đề", "Thân bài.")
    assert [(problem.code, (problem.line, problem.column)) for problem in problems] == [(code, place)]


@given(st.binary())
def test_no_bytes_raise_and_every_problem_has_a_line_inside_the_file(data):
    source = Source("x.md")
    text = decode(data, source)
    assert text is not None or len(source.problems) == 1
    assert text is None or (unicodedata.is_normalized("NFC", text) and "\r" not in text)
    assert all(1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 1 for problem in source.problems)


@given(st.one_of(st.text(), st.text(st.sampled_from("a: b\n-\r\t'\"[]{}&*\ufeffế"))).map(lambda text: f"---\n{text}\n---\n{text}"))
@example("---\n---")
@example("---\n---\n---\n---\n")
def test_no_text_raises_and_every_problem_has_a_line_inside_the_text(text):
    source = Source("x.md")
    document = split(text, source, "article")
    assert document or source.problems
    assert document is None or 1 <= document.body_line <= text.count("\n") + 2
    assert all(1 <= problem.line <= len(text.splitlines()) + 1 for problem in source.problems)
