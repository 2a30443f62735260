"""The Pelican plugin: hands Pelican's settings to the newsroom and lets the press print the site.

In: Pelican's settings (`PATH`, `THEME`, `OUTPUT_PATH`, `SITENAME`, `SITEURL`, `SITE_DESCRIPTION`). Out: the whole site. It works in four
steps: read the library, check it, plan the site (`generate_context`), print it (`generate_output`). Pelican's own article, page
and static generators are given nothing to do (see ``pelicanconf.py``), because strict reading, dated identities
and the shared indexes need the whole library at once.

The odd case is content with errors: they are printed as ``invoke check`` prints them and the run ends with exit status 1 before anything
is written. ``SystemExit`` rather than an exception, because Pelican logs a traceback for those.
"""

import sys
import time
from pathlib import Path

from jinja2 import TemplateError
from pelican import signals
from pelican.generators import Generator

from .desk import open_library, progress
from .newsroom.site import Site
from .press import OutputRefused, Press, describe


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
            with progress("Dựng trang") as step:
                counts = press.print(Path(self.output_path), progress=step)
        except OutputRefused as refused:
            sys.exit(f"Không dựng được trang: {refused}")
        except TemplateError as error:
            place = f"{getattr(error, 'name', None) or 'theme/templates'}:{getattr(error, 'lineno', None) or 1}"
            sys.exit(f"{place}: khuôn trang sai: {error} [template]\n    sửa tệp trong theme/templates rồi dựng lại")
        print(describe(counts, time.perf_counter() - self._start))


def get_generators(pelican: object) -> type[Generator]:
    """Offer our generator to Pelican."""
    return DigestGenerator


def register() -> None:
    """Connect the plugin. A named function, because Pelican's signals hold their receivers weakly."""
    signals.get_generators.connect(get_generators)
