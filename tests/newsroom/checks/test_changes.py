import os
import shutil
import stat
import subprocess
import sys

import pytest

from plugins.newsroom.checks.changes import Change, NoChange, change_since, missing_corrections, read_diff, read_names
from plugins.newsroom.problems import Problem

DIFF = b"""diff --git a/articles/2025/a.md b/articles/2025/a.md
index 1..2 100644
--- a/articles/2025/a.md
+++ b/articles/2025/a.md
@@ -3 +3 @@ title
-old
+new
@@ -10,0 +11,2 @@
+++ b/khong-phai.md
+@@ -1 +99 @@
@@ -20,2 +22,0 @@
-x
-y
diff --git a/registry/x.yaml b/registry/x.yaml
new file mode 100644
--- /dev/null
+++ b/registry/x.yaml
@@ -0,0 +1,3 @@
+a
+b
+c
"""


def problem(path, line, message="m", remedy="r"):
    return Problem(path, line, 1, "x", message, remedy)


def test_only_written_lines_are_read_and_never_the_text_of_a_file():
    assert read_diff(DIFF) == {"articles/2025/a.md": frozenset({3, 11, 12}), "registry/x.yaml": frozenset({1, 2, 3})}


@pytest.mark.parametrize(("output", "names"), [(b"", []), (b"M\0a b.md\0A\0\xc4\x91.md\0D\0c.md\0", [("M", "a b.md"), ("A", "đ.md"), ("D", "c.md")])])
def test_names_are_read_as_they_are(output, names):
    assert read_names(output) == names


CHANGE = Change({"content/articles/2025/2025-03-05-a.md": frozenset({4}), "content/articles/2025/2025-03-06-new.md": None, "content/registry/officials/tran-thi-mai.yaml": None})


@pytest.mark.parametrize(("one", "brought"), [
    (problem("content/articles/2025/2025-03-05-a.md", 4), True),
    (problem("content/articles/2025/2025-03-05-a.md", 5), False),
    (problem("content/articles/2025/2025-03-05-a.md", 1), True),
    (problem("content/articles/2025/2025-03-06-new.md", 77), True),
    (problem("content/articles/2024/2024-01-01-b.md", 1), False),
    (problem("content/articles/2024/2024-01-01-b.md", 1, "nguồn đã dùng cho content/articles/2025/2025-03-05-a.md"), True),
    (problem("content/registry/officials/a-b.yaml", 1, "không có tin “2025-03-06-new”"), True),
    (problem("content/registry/officials/a-b.yaml", 1, "“x” và “y” (content/registry/officials/tran-thi-mai.yaml)"), True),
    (problem("content/registry/officials/tran-thi-mai-2.yaml", 1, "tran-thi-mai-2"), False),
])
def test_a_problem_is_the_changes_own_when_its_lines_or_its_words_are(one, brought):
    assert CHANGE.brings(one) is brought


def test_no_change_brings_nothing():
    assert not Change({}).brings(problem("content/a.md", 1, "content/a.md"))


def fake_git(folder, answers, monkeypatch):
    """Put a `git` on the path that answers by the words it is called with; an unknown call fails."""
    folder.mkdir()
    program = folder / "git"
    program.write_text(f"#!{sys.executable}\nimport sys\nfor words, out in {answers!r}:\n    if all(word in sys.argv for word in words):\n        sys.stdout.buffer.write(out); sys.exit(0)\nsys.exit(128)\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))


REPOSITORY = (["--show-toplevel"], b"/x\n")
COMMIT = (["--verify"], b"abc\n")


def test_the_change_is_made_of_what_git_says(tmp_path, monkeypatch):
    fake_git(tmp_path / "bin", [REPOSITORY, COMMIT, (["merge-base"], b"base\n"), (["--name-status", "base"], b"M\0articles/2025/a.md\0A\0registry/x.yaml\0D\0articles/2025/gone.md\0"),
                                (["--unified=0", "base"], DIFF), (["ls-files"], b"articles/2025/\xc4\x91.md\0")], monkeypatch)
    (tmp_path / "content").mkdir()
    assert change_since("main", tmp_path / "content").lines == {
        "content/articles/2025/a.md": frozenset({3, 11, 12}), "content/registry/x.yaml": None, "content/articles/2025/gone.md": None, "content/articles/2025/đ.md": None}


@pytest.mark.parametrize(("answers", "revision", "words"), [
    ([], "main", "không nằm trong một bản sao git"),
    ([REPOSITORY], "khong-co", "Git không có bản “khong-co”"),
    ([REPOSITORY], "--output=x", "không phải tên một bản"),
])
def test_what_git_cannot_do_is_said(tmp_path, monkeypatch, answers, revision, words):
    fake_git(tmp_path / "bin", answers, monkeypatch)
    with pytest.raises(NoChange, match=words):
        change_since(revision, tmp_path)


def test_a_machine_without_git_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoChange, match="chưa có git"):
        change_since("main", tmp_path)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not here")
def test_a_published_entry_whose_facts_change_wants_a_correction(tmp_path):
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    entry = content / "articles/2025-03-05-a.md"
    text = "---\ntitle: A\ndate: 2025-03-05\nfigures:\n  - label: Số lớp\n    value: 12\n    unit: lớp\n    as_of: 2025-03-05\n---\n\nBài.\n"

    def git(*words):
        subprocess.run(["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.vn", *words], check=True, capture_output=True,
                       env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull})

    entry.write_text(text, encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    assert missing_corrections(change_since("HEAD", content), content) == []
    entry.write_text(text.replace("value: 12", "value: 21"), encoding="utf-8")
    assert [(problem.path, problem.code) for problem in missing_corrections(change_since("HEAD", content), content)] == [("content/articles/2025-03-05-a.md", "article-correction-missing")]
    entry.write_text(text.replace("value: 12", "value: 21").replace("figures:", "corrections:\n  - date: 2025-03-06\n    note: Sửa số lớp.\nfigures:"), encoding="utf-8")
    assert missing_corrections(change_since("HEAD", content), content) == []


@pytest.mark.skipif(not shutil.which("git"), reason="git is not here")
def test_a_real_repository_is_read(tmp_path):
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    first, second = content / "articles/a.md", content / "articles/đ.md"

    def git(*words):
        subprocess.run(["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.vn", *words], check=True, capture_output=True,
                       env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull})

    first.write_text("1\n2\n3\n", encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    first.write_text("1\nhai\n3\n", encoding="utf-8")
    second.write_text("x\n", encoding="utf-8")
    assert change_since("HEAD", content).lines == {"content/articles/a.md": frozenset({2}), "content/articles/đ.md": None}
    with pytest.raises(NoChange):
        change_since("khong-co", content)
