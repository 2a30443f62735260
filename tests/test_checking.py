"""`invoke check` as a whole: the short cut when nothing has changed, and what a change brings into files it did not touch."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins import checking
from plugins.desk import check_content

ROOT = Path(__file__).resolve().parents[1]
ENTRY = "articles/2025/2025-02-21-thai-nguyen-hop-phien-dau.md"
PROGRAM = """
import sys
from pathlib import Path
from plugins import checking
status = checking.check(Path({root!r}), Path({content!r}), form={form!r})
print("plugins.newsroom.library" in sys.modules, status, file=sys.stderr)
"""


@pytest.fixture
def content(tmp_path, sample):
    return shutil.copytree(sample, tmp_path / "content")


@pytest.fixture
def run(tmp_path, content):
    """Run the check in a process of its own; return (report, was it read, exit status)."""

    def one(form="text", day="1778803200"):
        done = subprocess.run([sys.executable, "-c", PROGRAM.format(root=str(ROOT), content=str(content), form=form)], cwd=ROOT, capture_output=True, text=True, check=True,
                              env=os.environ | {"BAN_TIN_CACHE": str(tmp_path / "cache"), "SOURCE_DATE_EPOCH": day, "PYTHONIOENCODING": "utf-8"})
        read, status = done.stderr.splitlines()[-1].split()
        return done.stdout, read == "True", int(status)

    return one


def entry_of(content):
    return sorted(content.glob("articles/**/*.md"))[0]


def test_a_second_check_says_the_same_without_reading(run, content):
    day = "1893456000"
    entry_of(content).write_text("x", encoding="utf-8")
    text, read, status = run(day=day)
    assert read and status == 1 and "[front-matter]" in text
    assert run(day=day) == (text, False, 1)
    assert run("json", day)[1]


@pytest.mark.parametrize("change", [
    lambda content: entry_of(content).write_text("y", encoding="utf-8"), lambda content: (content / "articles/2025/2025-01-01-moi.md").write_text("---\n", encoding="utf-8"),
    lambda content: entry_of(content).unlink(), lambda content: os.utime(entry_of(content), (1, 1)), lambda content: (content / "registry/topics.yaml").write_text("[]", encoding="utf-8"),
])
def test_whatever_changes_is_read(run, content, change):
    run()
    assert not run()[1]
    change(content)
    text, read, status = run()
    assert read
    assert run() == (text, False, status)


def test_another_day_is_another_check(run):
    run(day="1778803200")
    assert run(day="1778889600")[1]


@pytest.mark.parametrize("spoil", [lambda data: b"", lambda data: data[:-4], lambda data: data.replace(b" 0 ", b" 1 ", 1), lambda data: data + b"x", lambda data: b"\xff" + data, lambda data: data[::-1]])
def test_a_record_that_is_not_whole_is_not_believed(run, tmp_path, spoil):
    text, _, status = run()
    record, = (tmp_path / "cache").glob("*.check")
    record.write_bytes(spoil(record.read_bytes()))
    assert run() == (text, True, status)


def test_a_link_to_nowhere_among_the_files_is_no_crash(run, content):
    (content / "articles/2025/2025-01-02-dau.md").symlink_to(content / "khong-co")
    assert run()[1] and run()[1]


def test_what_cannot_be_kept_is_no_failure(tmp_path):
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    checking.remember(tmp_path / "cache/x.check", "s", 0, "chữ")
    assert checking.remembered(tmp_path / "cache/x.check", "s") is None


@pytest.fixture
def git(tmp_path, content):
    if not shutil.which("git"):
        pytest.skip("git is not here")

    def call(*words):
        subprocess.run(["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.vn", *words], check=True, capture_output=True,
                       env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull})

    call("init", "-q")
    call("add", ".")
    call("commit", "-qm", "one")
    return call


def since(content, capsys, revision="HEAD", fix=False):
    status = check_content(content, since=revision, fix=fix)
    return status, capsys.readouterr().out


def test_a_registry_edit_that_breaks_old_entries_is_the_changes_own(content, git, capsys):
    assert since(content, capsys)[0] == 0
    topics = content / "registry/topics.yaml"
    topics.write_text(topics.read_text(encoding="utf-8").replace("name: Chuyển đổi số", "name: Chuyển số"), encoding="utf-8")
    status, text = since(content, capsys)
    assert status == 1
    assert "articles/2025/" in text and "[article-topic]" in text


def test_what_was_wrong_before_is_not_the_changes_own(content, git, capsys):
    entry = entry_of(content)
    entry.write_text(entry.read_text(encoding="utf-8") + "\n[x](khong-co.md)\n", encoding="utf-8")
    git("commit", "-aqm", "two")
    entry.write_text(entry.read_text(encoding="utf-8").replace("---\n\n", "---\n\nCâu mới.\n\n", 1), encoding="utf-8")
    (content / "registry/topics.yaml").write_text((content / "registry/topics.yaml").read_text(encoding="utf-8") + "\n# ghi chú\n", encoding="utf-8")
    assert since(content, capsys)[0] == 0
    assert "[link-broken]" in since(content, capsys, "HEAD~1")[1]


def test_what_a_repair_brings_back_is_no_change(content, git, capsys):
    entry = entry_of(content)
    entry.write_text(entry.read_text(encoding="utf-8") + "\nMột nghành mới.\n", encoding="utf-8")
    git("commit", "-aqm", "two")
    entry.write_bytes(entry.read_bytes().replace(b"\n", b"\r\n"))
    assert "[text-syllable]" not in since(content, capsys, fix=True)[1]
    assert b"\r" not in entry.read_bytes()


def test_a_change_that_makes_the_folder_brings_everything(tmp_path, sample, capsys):
    if not shutil.which("git"):
        pytest.skip("git is not here")
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for words in (["init", "-q"], ["-c", "user.name=x", "-c", "user.email=x@example.vn", "commit", "-q", "--allow-empty", "-m", "none"]):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True, env=environment)
    content = shutil.copytree(sample, tmp_path / "content")
    entry_of(content).write_text("x", encoding="utf-8")
    assert "[front-matter]" in since(content, capsys)[1]
