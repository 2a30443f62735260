"""`invoke check` with nothing changed since the last time: the same words again, without importing the library or reading a file.

In: the content folder and the form of the report. Out: the report on the terminal and the exit status. Example: a second ``invoke check`` over 10,000 entries
looks at the size and time of every file and prints what the first one found.

What decides a report is stamped: the content, the program, the setting file, Python and what is installed in it, and the day, because an entry of tomorrow is
an error today. The stamp is taken before anything is read, so a file saved meanwhile is seen by the next check. The odd case is a record
that is cut short or not ours: its digest does not fit, and the check is run.
"""

import os
from hashlib import blake2b
from pathlib import Path

from .days import today
from .stamps import CACHE, source_stamp

def check(root: Path, content: Path, *, fix: bool = False, since: str = "", form: str = "text") -> int:
    """Print the problems of the folder `content` and return the exit status, from memory when nothing has changed; for the arguments see `desk.check_content`."""
    record = CACHE / f"{blake2b(os.fsencode(content) + form.encode(), digest_size=8).hexdigest()}.check"
    stamp = "" if fix or since else stamp_of(root, content)
    known = remembered(record, stamp) if stamp else None
    if known:
        from .terminal import print_out

        print_out(known[1])
        return known[0]
    from .desk import FORMS, check_content

    return check_content(content, fix=fix, since=since, form=form, keep=lambda status, text: remember(record, stamp, status, text) if stamp and form in FORMS else None)


def stamp_of(root: Path, content: Path) -> str:
    """Return the stamp of everything a report depends on; "" when a file cannot even be looked at."""
    try:
        return f"{today().isoformat()}-{source_stamp([content, root / 'plugins', root / 'pelicanconf.py'])}"
    except OSError:
        return ""


def remembered(record: Path, stamp: str) -> tuple[int, str] | None:
    """Return (exit status, report) kept in the file `record` under `stamp`, or None."""
    try:
        head, _, text = record.read_bytes().partition(b"\n")
        kept, status, mark = head.decode("ascii").split(" ")
        if kept == stamp and mark == _mark(status, text) and status in ("0", "1"):
            return int(status), text.decode("utf-8", "surrogatepass")
    except (OSError, ValueError):
        pass
    return None


def remember(record: Path, stamp: str, status: int, text: str) -> None:
    """Keep a report in the file `record`; where that cannot be done, the next check runs again."""
    from .newsroom.files import keep_file

    data = text.encode("utf-8", "surrogatepass")
    keep_file(record, f"{stamp} {status} {_mark(str(status), data)}\n".encode("ascii") + data)


def _mark(status: str, text: bytes) -> str:
    return blake2b(status.encode() + b"\n" + text, digest_size=16).hexdigest()
