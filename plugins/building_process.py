"""The builder behind ``invoke serve``: stays, remembers what it has read and planned, and builds when told.

In: a line of JSON on standard input: the paths of the pages somebody looks at, and of the files that were saved. Out: lines of JSON on standard output:
``{"ahead": {path: text}}`` with those pages as soon as they are drawn, then ``{"error": "", "line": "Đã dựng xong: …"}``, with the problems as text in
``error`` when there are any. Example: after the save of an entry's body among 10,000 entries it reads that one file, applies the rules that look at its words,
and draws the page and the feeds that show them, in some ten milliseconds.

The odd case is a save that changes every page (a template, a stylesheet, a plugin): the page on the screen does not wait for the others.
"""

import gc
import json
import os
import select
import sys
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from .building import CACHE, make_press, no_collector, or_stop, read_settings
from .desk import edition_day, editions_setting, remembered, today
from .newsroom import checks
from .newsroom.article_reader import ArticleReader
from .newsroom.articles import Article
from .newsroom.checks import words
from .newsroom.files import stamp_of
from .newsroom.library import read_library
from .newsroom.problems import has_errors, report
from .newsroom.workers import unless_disturbed
from .press import Press
from .progress import progress


REST = 2.0
"""Seconds without a save after which the search index is brought up to date."""


class Workshop:
    """One content folder, its output folder, and what is known of both from one build to the next."""

    def __init__(self, content: Path, output: Path, settings_file: Path) -> None:
        self._content, self._output, self._settings_file = content, output, settings_file
        self._memory = remembered(content)
        self._press: Press | None = None
        """What printed the site that stands in the output folder; None when the last build failed."""

    def build(self, *, saved: Collection[str] = (), looked_at: Collection[str] = (), send: Callable[[dict], None] = lambda line: None) -> dict[str, str]:
        """Build once; return what to tell the server.

        Args:
            saved: paths of the files saved since the last build; empty when that is not known.
            looked_at: paths of pages to draw and `send` before the rest.
        """
        start = time.perf_counter()
        try:
            with or_stop():
                edited = self._edited(saved)
                counts = None if edited is None else self._press.print_edited(edited, self._output, cache=CACHE)
                return {"error": "", "line": counts.describe(time.perf_counter() - start)} if counts else self._build_all(looked_at, send, start)
        except SystemExit as stop:
            self._press = None
            return {"error": str(stop.code), "line": ""}

    def finish(self, lines: BinaryIO | None = None) -> None:
        """Do what nobody waits for: keep what was read for the next process, and bring the search index up to date.

        Args:
            lines: where the next save will be told of. It does not wait for the index: that is broken off, and begun again after it.
        """
        self._memory.save()
        if self._press and lines:
            unless_disturbed(self._index, lines)
        elif self._press:
            self._index()

    def _index(self) -> None:
        with suppress(SystemExit), or_stop():
            self._press.print_search(self._output, cache=CACHE)

    def _edited(self, saved: Collection[str]) -> list[Article] | None:
        """Return the entries of the files in `saved`, with their new words, when nothing but the words of a few entries changed and they may be printed; else None."""
        if not saved or self._press is None:
            return None
        reader = ArticleReader(self._press.site.registry, today())
        found = []
        for file in map(Path, saved):
            path = file.relative_to(self._content).as_posix() if self._content in file.parents else ""
            known, stamp = self._memory.known(path), stamp_of(file)
            if known is None or known.article is None or stamp is None:
                return None
            new = self._memory.reread(self._content, path, stamp, reader, lambda file: known.article.path)
            if new.article is None or new.article.head_digest != known.article.head_digest or has_errors(new.problems) or new.problems != known.problems:
                return None
            found.append((known.article, new))
        for article, new in found:
            article.take_words(new.article)
            self._memory.note(new._replace(article=article))
        if any(has_errors(words.problems(self._press.site.library, article)) for article, _ in found):
            return None
        return [article for article, _ in found]

    def _build_all(self, looked_at: Collection[str], send: Callable[[dict], None], start: float) -> dict[str, str]:
        self._press = None
        library = read_library(self._content, today=today(), edition_day=edition_day(), memory=self._memory, editions_by=editions_setting())
        problems = checks.run(library, cache=CACHE)
        if has_errors(problems):
            return {"error": report((problem for problem in problems if problem.severity == "error"), files=library.files), "line": ""}
        settings, environment = read_settings(self._settings_file)
        with progress("Dựng trang") as moved:
            press = make_press(library, settings, environment)
            if looked_at:
                send({"ahead": press.ahead(looked_at)})
            counts = press.print(self._output, cache=CACHE, progress=moved, late=True)
        self._press = press
        return {"error": "", "line": counts.describe(time.perf_counter() - start)}


def _send(line: dict) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


def main() -> None:
    """Answer every line of standard input until it ends; what nobody waits for is done when no line came for a while."""
    workshop = Workshop(*(Path(argument) for argument in sys.argv[1:4]))
    lines = os.fdopen(sys.stdin.fileno(), "rb", buffering=0)
    while line := lines.readline():
        asked = json.loads(line)
        with no_collector():
            _send(workshop.build(saved=asked["saved"], looked_at=asked["looked_at"], send=_send))
        gc.collect()  # a tenth of a second among 10,000 entries: at once, not when the next save is waiting
        if _is_quiet(lines):
            with no_collector():
                workshop.finish(lines)


def _is_quiet(lines: BinaryIO) -> bool:
    """Wait a while; return whether no line came meanwhile. Where the system cannot tell (a pipe on Windows), nobody waits."""
    try:
        return not select.select([lines], [], [], REST)[0]
    except OSError:
        return True


if __name__ == "__main__":
    main()
