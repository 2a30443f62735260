"""What a change adds: the lines since a git revision, and the problems that stand on them.

In: a content folder and a revision (``origin/main``, ``HEAD~1``, a tag). Out: a `Change`, which says of a problem whether it is new with it. The
change is everything in the working tree since the point where it left the revision, saved or not, tracked or not. Example: on a pull
request ``--since origin/main`` shows what the pull request brings and not what stood there before.

A problem is the change's own when its file is new, when it stands on a line the change wrote, when it is about a changed file as a whole
(line 1), or when it stands elsewhere and names a changed file (a person whose entry was deleted). A problem of another kind of place (an old entry that
a registry edit breaks) is the change's own when it is not there in the tree before it, which `write_tree` brings back. The odd case is a shallow clone, in
which the revision does not exist: that is said, with the command that mends it.
"""

import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from ..corrections import uncorrected_changes
from ..problems import Problem

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_SECONDS = 60


class NoChange(Exception):
    """Git cannot tell what changed; the text says why and what to do, in Vietnamese."""


@dataclass(frozen=True)
class Change:
    """Changed files (as messages print them): path → the lines written, or None where the whole file is new or gone."""

    lines: dict[str, frozenset[int] | None]
    base: str = ""
    """The commit the change starts from."""

    def brings(self, problem: Problem) -> bool:
        """Return whether `problem` is new with this change."""
        if problem.path in self.lines:
            lines = self.lines[problem.path]
            return lines is None or problem.line == 1 or problem.line in lines or self._is_named(problem)
        return self._is_named(problem)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """Matches the path of a changed file, and the id of a changed entry, person or document, in a message."""
        stems = [PurePosixPath(path).stem for path in self.lines if "/articles/" in path or "/officials/" in path or "/resolutions/" in path]
        names = "|".join(map(re.escape, sorted([*self.lines, *stems], key=len, reverse=True)))
        return re.compile(rf"(?<![\w-])(?:{names or '(?!)'})(?![\w-])")

    def _is_named(self, problem: Problem) -> bool:
        return any(match[0] != problem.path and match[0] != PurePosixPath(problem.path).stem for match in self._names.finditer(f"{problem.message}\n{problem.remedy}"))


def change_since(revision: str, content: Path) -> Change:
    """Return what changed in the folder `content` since `revision`.

    Raises:
        NoChange: when git is not there, the folder is no clone, or the revision is unknown.
    """
    if not revision or revision.startswith("-"):
        raise NoChange(f"“{revision}” không phải tên một bản (revision) của git; ghi ví dụ --since origin/main")
    _git(content, "rev-parse", "--show-toplevel", otherwise="Thư mục {folder} không nằm trong một bản sao git; --since chỉ dùng được trong bản sao git")
    commit = _git(content, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}",
                  otherwise=f"Git không có bản “{revision}”; kiểm tra lại tên, hoặc lấy về bằng git fetch (trong GitHub Actions: fetch-depth: 0)").decode().strip()
    try:
        base = _git(content, "merge-base", commit, "HEAD", otherwise="").decode().split()[0]
    except (NoChange, IndexError):
        base = commit
    options = ("--relative", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--ignore-submodules")
    names = _git(content, "diff", *options, "--name-status", "-z", base, "--", ".", otherwise="Git không so được với bản “" + revision + "”")
    diff = _git(content, "-c", "core.quotePath=false", "diff", *options, "--unified=0", "--src-prefix=a/", "--dst-prefix=b/", base, "--", ".",
                otherwise="Git không so được với bản “" + revision + "”")
    untracked = _git(content, "ls-files", "--others", "--exclude-standard", "-z", "--", ".", otherwise="Git không liệt kê được tệp mới")
    written = read_diff(diff)
    lines: dict[str, frozenset[int] | None] = {}
    for status, path in read_names(names):
        lines[f"{content.name}/{path}"] = written.get(path, frozenset()) if status == "M" else None
    lines.update((f"{content.name}/{path}", None) for path in _split(untracked))
    return Change(lines, base)


def write_tree(change: Change, content: Path, folder: Path) -> None:
    """Write the content as it was before `change` into `folder`: its texts whole, other files empty, because the check asks no more of them than to be there."""
    folder.mkdir(parents=True)
    try:
        listed = _split(_git(content, "ls-tree", "-r", "-z", "--full-tree", f"{change.base}:./", otherwise="Git không đọc được bản cũ"))
    except NoChange:
        return  # the folder was not there yet: everything in it is new
    files = [(entry.split(" ")[2].partition("\t")[0], entry.partition("\t")[2]) for entry in listed if entry.split(" ")[1] == "blob"]
    texts = [(identity, path) for identity, path in files if path.endswith((".md", ".yaml"))]
    bodies = _git(content, "cat-file", "--batch", otherwise="Git không đọc được bản cũ", given="".join(f"{identity}\n" for identity, _ in texts).encode())
    at = 0
    written = dict.fromkeys((path for _, path in files), b"")
    for _, path in texts:
        end = bodies.index(b"\n", at)
        size = int(bodies[at:end].split(b" ")[2])
        written[path] = bodies[end + 1:end + 1 + size]
        at = end + size + 2
    for path, data in written.items():
        if ".." not in PurePosixPath(path).parts:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)


def missing_corrections(change: Change, content: Path) -> list[Problem]:
    """Return a problem for each published entry whose facts `change` alters without a new line under ``corrections``."""
    found = []
    for path, lines in sorted(change.lines.items()):
        name = path.partition("/")[2]
        if lines is None or not name.startswith("articles/"):
            continue
        before = _git(content, "show", f"{change.base}:./{name}", otherwise=f"Git không đọc được {name} ở bản cũ")
        facts = uncorrected_changes(before.decode(errors="replace"), (content / name).read_text(encoding="utf-8", errors="replace"))
        if facts:
            found.append(Problem(path, 1, 1, "article-correction-missing", f"tin đã đăng đổi {'; '.join(facts)} mà không có dòng đính chính", "thêm một dòng vào mục corrections: date là ngày sửa, note là điều đã sửa"))
    return found


def read_names(output: bytes) -> list[tuple[str, str]]:
    """Return (status letter, path) of each entry of ``git diff --name-status -z``."""
    parts = _split(output)
    return [(status[:1], path) for status, path in zip(parts[::2], parts[1::2], strict=False)]


def read_diff(output: bytes) -> dict[str, frozenset[int]]:
    """Return path → the line numbers written, from ``git diff --unified=0``; only headers and hunk lines count, never the text of a file."""
    found: dict[str, set[int]] = {}
    path, skip = "", 0
    for line in output.split(b"\n"):
        if skip and line[:1] in (b"-", b"+"):
            skip -= 1
        elif line.startswith(b"+++ "):
            name = line[4:].rstrip(b"\t\r").decode("utf-8", "surrogateescape").strip('"')
            path = name.removeprefix("b/")
        elif match := _HUNK.match(line):
            first, count = int(match[2]), int(match[3] or 1)
            found.setdefault(path, set()).update(range(first, first + count))
            skip = int(match[1] or 1) + count
    return {path: frozenset(lines) for path, lines in found.items()}


def _split(output: bytes) -> list[str]:
    return [part.decode("utf-8", "surrogateescape") for part in output.split(b"\0") if part]


def _git(folder: Path, *arguments: str, otherwise: str, given: bytes = b"") -> bytes:
    """Run git in `folder`; its words are not shown, because they are English and about the command, not about the content."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, timeout=_SECONDS, input=given)
    except FileNotFoundError:
        raise NoChange("Máy chưa có git; cài git (https://git-scm.com), hoặc bỏ --since để kiểm tra tất cả") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoChange(f"Không chạy được git: {error}") from None
    if done.returncode:
        raise NoChange(otherwise.replace("{folder}", str(folder)))
    return done.stdout
