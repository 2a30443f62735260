"""The Pelican plugin: hands Pelican's settings to the newsroom and lets the press print the site.

In: Pelican's settings (`PATH`, `THEME`, `OUTPUT_PATH`, `SITENAME`, `SITEURL`, `SITE_DESCRIPTION`). Out: the whole site. It works in four
steps: read the library, check it, plan the site (`generate_context`), print it (`generate_output`). Pelican's own article, page
and static generators are given nothing to do (see ``pelicanconf.py``), because strict reading, dated identities
and the shared indexes need the whole library at once.

The odd case is content with errors: they are printed as ``invoke check`` prints them and the run ends with exit status 1 before anything
is written. ``SystemExit`` rather than an exception, because Pelican logs a traceback for those.
"""

import datetime as dt
import os
import sys
import time
from pathlib import Path

from pelican import signals
from pelican.generators import Generator

from .newsroom import checks
from .newsroom.library import Library, read_library
from .newsroom.problems import has_errors, report
from .newsroom.site import Site
from .press import OutputRefused, Press, describe

VIETNAM = dt.timezone(dt.timedelta(hours=7))


class DigestGenerator(Generator):
    """Carries one build: its state goes with it, so a second run in the same process starts clean."""

    def generate_context(self) -> None:
        """Read, check and plan; other plugins find the result in the context as ``library`` and ``site``."""
        self._start = time.perf_counter()
        self.library = open_library(Path(self.path))
        self.site = Site(self.library, name=self.settings["SITENAME"], address=self.settings["SITEURL"], description=self.settings["SITE_DESCRIPTION"])
        self.context.update(library=self.library, site=self.site)

    def generate_output(self, writer: object) -> None:
        """Draw every planned file and put the site in place. Pelican's writer is not used: it writes file by file, with no way back."""
        press = Press(self.site, self.env, Path(self.theme))
        try:
            counts = press.print(Path(self.output_path))
        except OutputRefused as refused:
            sys.exit(f"Không dựng được trang: {refused}")
        print(describe(counts, time.perf_counter() - self._start))


def open_library(content: Path) -> Library:
    """Return the checked library of a content folder; with errors in it, print them and end the process with status 1."""
    today = edition_day() or dt.datetime.now(VIETNAM).date()
    library = read_library(content.resolve(), today=today, edition_day=edition_day())
    problems = checks.run(library)
    if has_errors(problems):
        print(report(problems, files=library.files), file=sys.stderr)
        sys.exit(1)
    return library


def edition_day() -> dt.date | None:
    """Return the day SOURCE_DATE_EPOCH names (reproducible-builds.org), or None; the clock never decides what a page shows."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch.isdecimal() else None


def get_generators(pelican: object) -> type[Generator]:
    """Offer our generator to Pelican."""
    return DigestGenerator


def register() -> None:
    """Connect the plugin. A named function, because Pelican's signals hold their receivers weakly."""
    signals.get_generators.connect(get_generators)
