"""Posts the result of a content check on its pull request, in one comment that is updated and never repeated.

In: the event of a finished run of "Check report" (the file GITHUB_EVENT_PATH) and that run's artifact `comment`, a text. Out: the comment, or a line that says why
there is none. Runs from main with the right to write to pull requests, so nothing that comes with the change is believed:

- which pull request it is, GitHub says: the open one whose head is the run's repository, branch and commit; the artifact is not asked;
- a run whose commit is no longer the head is left alone, a newer one follows;
- the artifact is looked at only up to a size, read without being unpacked to disk, and escaped by `pr_comment.as_markdown`;
- every value goes to `gh` as one argument, never through a shell.
"""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from plugins.newsroom.pr_comment import MARKER, as_markdown  # noqa: E402

ARTIFACT, FILE = "comment", "comment.txt"
MOST_ZIP, MOST_FILE = 200_000, 400_000
"""Bytes; the text of the longest comment is a tenth of that."""

OURS = "github-actions[bot]"


def gh(*words: str, sent: str | None = None) -> bytes:
    """Return what ``gh api`` answers."""
    return subprocess.run(["gh", "api", *words], input=sent.encode() if sent is not None else None, stdout=subprocess.PIPE, check=True).stdout


def pull_request_of(run: dict, repository: str) -> int | None:
    """Return the number of the open pull request whose head is what `run` has checked, or None."""
    head = run.get("head_repository") or {}
    owner, branch, commit = (head.get("owner") or {}).get("login"), run["head_branch"], run["head_sha"]
    if not owner or not re.fullmatch(r"[0-9a-f]{40}", commit):
        return None
    found = json.loads(gh("--method", "GET", f"repos/{repository}/pulls", "-f", "state=open", "-f", f"head={owner}:{branch}", "-f", "per_page=100"))
    numbers = [one["number"] for one in found if one["head"]["sha"] == commit and (one["head"]["repo"] or {}).get("full_name") == head.get("full_name")]
    return numbers[0] if numbers else None


def text_of(run: dict, repository: str) -> str:
    """Return the text in the run's artifact, "" when there is none to be had."""
    found = json.loads(gh(f"repos/{repository}/actions/runs/{int(run['id'])}/artifacts?per_page=100"))["artifacts"]
    artifact = next((one for one in found if one["name"] == ARTIFACT and not one["expired"] and one["size_in_bytes"] <= MOST_ZIP), None)
    if artifact is None:
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(gh(f"repos/{repository}/actions/artifacts/{int(artifact['id'])}/zip"))) as folder, folder.open(FILE) as file:
            return file.read(MOST_FILE).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError):
        return ""


def own_comment(number: int, repository: str) -> int | None:
    """Return the id of the comment an earlier run left on the pull request, or None."""
    ours = f'.[] | select(.user.login == "{OURS}" and (.body | startswith("{MARKER}"))) | .id'
    found = gh("--paginate", f"repos/{repository}/issues/{number}/comments?per_page=100", "--jq", ours).split()
    return int(found[0]) if found else None


def main() -> str:
    """Post or update the comment; return what was done."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_bytes())
    run, repository = event["workflow_run"], event["repository"]["full_name"]
    number = pull_request_of(run, repository)
    if number is None:
        return "No open pull request has this commit as its head; nothing posted."
    text = text_of(run, repository)
    if not text.strip():
        return "The run left no text; nothing posted."
    manual = f"{event['repository']['html_url']}/blob/{event['repository']['default_branch']}/README.vi.md"
    body = json.dumps({"body": as_markdown(text, commit=run["head_sha"], manual=manual)})
    known = own_comment(number, repository)
    if known:
        gh("--method", "PATCH", f"repos/{repository}/issues/comments/{known}", "--input", "-", sent=body)
        return f"Updated the comment on pull request {number}."
    gh("--method", "POST", f"repos/{repository}/issues/{number}/comments", "--input", "-", sent=body)
    return f"Commented on pull request {number}."


if __name__ == "__main__":
    print(main())
