"""What `invoke import` does: a news page into a draft, or into one JSON object, or a folder of pages into a folder of JSON files.

In: what the editor typed. Out: files and a report, or JSON on standard output and nothing written; an exit status. Example::

    invoke import "https://baothainguyen.vn/…"                     the draft and the report
    invoke import trang.html --format json                          what was found, nothing written
    invoke import --batch trang/ --format json --out ket-qua/       one JSON file a page, with the same stem

The work is done by `newsroom.intake`; here are the words around it. What goes wrong is said on standard error, so that standard output is the
result and nothing else. The odd case is a registry with mistakes: names that stand in a broken file cannot be found, so that is said first.
"""

import sys
from pathlib import Path

from .desk import print_out, today
from .newsroom.files import reason
from .newsroom.intake import ImportRefused, import_batch, import_json, import_one
from .newsroom.problems import has_errors
from .newsroom.registry import Registry, read_registry
from .progress import progress

FORMATS = ("text", "json")


def import_page(source: str, content: Path, *, form: str = "text", url: str = "", allow_private: bool = False) -> int:
    """Write the draft for one page and print the report, or with ``form="json"`` print what was found; return 1 when it was refused.

    Args:
        source: a file, ``-`` for standard input, or an http(s) address.
        url: the address the page was saved from.
        allow_private: fetch from this machine and its network too.
    """
    if not _is_form(form):
        return 1
    content = near(content)
    try:
        if form == "json":
            sys.stdout.reconfigure(encoding="utf-8")
            print_out(import_json(source, registry=_registry(content), today=today(), url=url or None, allow_private=allow_private))
        else:
            print(import_one(source, content=content, today=today(), url=url or None, allow_private=allow_private, progress=_say).report)
    except ImportRefused as refused:
        return _refuse(str(refused))
    return 0


def import_folder(folder: Path, out: Path | None, content: Path, *, form: str) -> int:
    """Write one JSON file to `out` for each page in `folder`; return 1 when one could not be read."""
    if not _is_form(form):
        return 1
    if form != "json" or out is None:
        return _refuse("--batch chỉ làm ra tệp JSON: thêm --format json --out THƯ_MỤC. Bản nháp thì làm từng trang một: invoke import TRANG")
    if not folder.is_dir():
        return _refuse(f"{folder} không phải thư mục; ghi thư mục chứa các trang sau --batch")
    with progress("Đọc trang") as step:
        done = 0

        def count(number: int, of: int) -> None:
            nonlocal done
            done = number
            step(number, of)

        try:
            failed = import_batch(folder, out=out, registry=_registry(content), today=today(), progress=count)
        except ImportRefused as refused:
            return _refuse(str(refused))
        except OSError as error:
            return _refuse(f"không ghi được vào {out}: {reason(error)}")
    for message in failed:
        _refuse(message)
    if not done:
        return _refuse(f"trong {folder} không có trang nào (.txt, .html, .htm, .md)")
    print(f"Đã đọc {done} trang: {done - len(failed)} tệp JSON trong {out}, {len(failed)} trang không đọc được.", file=sys.stderr)
    return int(bool(failed))


def _is_form(form: str) -> bool:
    if form not in FORMATS:
        _refuse(f"--format không nhận “{form}”; chọn một trong: {', '.join(FORMATS)}")
    return form in FORMATS


def _registry(content: Path) -> Registry:
    problems: list = []
    registry = read_registry(content / "registry", str, problems)
    if has_errors(problems):
        _say("Danh mục có lỗi, tên trong tệp lỗi sẽ không nhận ra được; xem bằng invoke check.")
    return registry


def near(path: Path) -> Path:
    """Return `path` as seen from where the editor stands: messages are then short enough to click."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _refuse(reason: str) -> int:
    _say(reason[:1].upper() + reason[1:])
    return 1
