"""`.github/comment.py` against a `gh` of our own: which pull request it believes, what it reads, that it updates and never repeats."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMIT = "0123456789abcdef0123456789abcdef01234567"
STUB = """#!{python}
import json, sys
from pathlib import Path
folder = Path({folder!r})
words = sys.argv[2:]
sent = sys.stdin.read() if "--input" in words else ""
with open(folder / "calls", "a", encoding="utf-8") as calls:
    calls.write(json.dumps([words, sent]) + "\\n")
path = next(word for word in words if word.startswith("repos/"))
name = "pulls" if path.endswith("/pulls") else "list" if "artifacts?" in path else "zip" if path.endswith("/zip") else "comments" if "comments?" in path else "posted"
sys.stdout.buffer.write((folder / name).read_bytes() if (folder / name).exists() else b"{{}}")
"""


class Run:
    """One finished run of "Check report", what GitHub knows of it, and what the script did."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.event = {"repository": {"full_name": "vi-du/ban-tin", "html_url": "https://github.com/vi-du/ban-tin", "default_branch": "main"},
                      "workflow_run": {"id": 7, "head_sha": COMMIT, "head_branch": "tin-moi", "head_repository": {"full_name": "ban/ban-tin", "owner": {"login": "ban"}}}}
        self.pulls = [{"number": 12, "head": {"sha": COMMIT, "repo": {"full_name": "ban/ban-tin"}}}]
        self.artifacts = [{"id": 5, "name": "comment", "expired": False, "size_in_bytes": 400}]
        self.file = self.packed("Phần thay đổi này có 1 lỗi, 0 cảnh báo.\n")
        self.comments = ""

    @staticmethod
    def packed(text: str, name: str = "comment.txt") -> bytes:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as folder:
            folder.writestr(name, text)
        return data.getvalue()

    def go(self) -> str:
        """Run the script; return what it said. `calls` and `sent` then hold what it asked of GitHub and what it posted."""
        gh = self.folder / "gh"
        gh.write_text(STUB.format(python=sys.executable, folder=str(self.folder)), encoding="utf-8")
        gh.chmod(0o755)
        for name, data in {"event": json.dumps(self.event), "pulls": json.dumps(self.pulls), "list": json.dumps({"artifacts": self.artifacts}), "comments": self.comments}.items():
            (self.folder / name).write_text(data, encoding="utf-8")
        (self.folder / "zip").write_bytes(self.file)
        environment = os.environ | {"PATH": f"{self.folder}:{os.environ['PATH']}", "GITHUB_EVENT_PATH": str(self.folder / "event")}
        done = subprocess.run([sys.executable, ROOT / ".github" / "comment.py"], env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        log = [json.loads(line) for line in (self.folder / "calls").read_text(encoding="utf-8").splitlines()] if (self.folder / "calls").exists() else []
        self.calls = [words for words, _ in log]
        self.sent = [json.loads(sent)["body"] for _, sent in log if sent]
        return done.stdout.strip()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_the_first_run_posts(run):
    assert run.go() == "Commented on pull request 12."
    assert run.calls[-1] == ["--method", "POST", "repos/vi-du/ban-tin/issues/12/comments", "--input", "-"]
    assert run.sent[0].startswith("<!-- ban-tin:kiem-tra -->") and "1 lỗi" in run.sent[0] and "/vi-du/ban-tin/blob/main/README.vi.md" in run.sent[0]


def test_the_next_run_updates_its_comment(run):
    run.comments = "99\n"
    assert run.go() == "Updated the comment on pull request 12."
    assert run.calls[-1] == ["--method", "PATCH", "repos/vi-du/ban-tin/issues/comments/99", "--input", "-"]


def test_the_pull_request_is_asked_of_github_by_owner_and_branch(run):
    run.event["workflow_run"]["head_branch"] = "$(rm -rf /)\"; `x` @/etc/passwd"
    run.go()
    assert run.calls[0] == ["--method", "GET", "repos/vi-du/ban-tin/pulls", "-f", "state=open", "-f", "head=ban:$(rm -rf /)\"; `x` @/etc/passwd", "-f", "per_page=100"]


@pytest.mark.parametrize("pulls", [[], [{"number": 3, "head": {"sha": "f" * 40, "repo": {"full_name": "ban/ban-tin"}}}], [{"number": 3, "head": {"sha": COMMIT, "repo": {"full_name": "ai/do"}}}], [{"number": 3, "head": {"sha": COMMIT, "repo": None}}]])
def test_a_commit_that_is_no_open_head_is_left_alone(run, pulls):
    run.pulls = pulls
    assert run.go().endswith("nothing posted.") and run.sent == []


@pytest.mark.parametrize("head", [None, {"full_name": "ban/ban-tin", "owner": None}])
def test_a_fork_that_is_gone_is_left_alone(run, head):
    run.event["workflow_run"]["head_repository"] = head
    assert run.go().endswith("nothing posted.") and run.calls == []


@pytest.mark.parametrize("change", [{"size_in_bytes": 10_000_000}, {"expired": True}, {"name": "site"}])
def test_an_artifact_that_is_too_large_or_another_is_not_fetched(run, change):
    run.artifacts[0] |= change
    assert run.go().endswith("nothing posted.")
    assert not any("/zip" in word for words in run.calls for word in words)


@pytest.mark.parametrize("file", [b"", b"PK\x03\x04 broken", Run.packed("x", "other.txt"), Run.packed("  \n")])
def test_an_artifact_without_our_text_is_no_comment(run, file):
    run.file = file
    assert run.go().endswith("nothing posted.") and run.sent == []


def test_a_file_that_grows_when_unpacked_is_cut(run):
    run.file = Run.packed("a" * 50_000_000)
    assert len(run.file) < 200_000
    assert run.go() == "Commented on pull request 12."
    assert len(run.sent[0]) < 65_536


def test_what_the_text_says_about_pull_requests_is_not_believed(run):
    run.file = Run.packed("pull_request: 99\n@ban <script>\n")
    assert run.go() == "Commented on pull request 12."
    assert "<script>" not in run.sent[0] and "@ban" not in run.sent[0]
