"""The Pelican plugin: hands Pelican's settings to the newsroom and lets the press print the site.

In: Pelican's settings (`PATH`, `THEME`, `OUTPUT_PATH`, `SITENAME`, `SITEURL`, `SITE_DESCRIPTION`, `WEBSUB_HUB`). Out: the whole site. It works in two
steps: read the library and check it (`generate_context`), plan and print the site (`generate_output`). Pelican's own article, page
and static generators are given nothing to do (see ``pelicanconf.py``), because strict reading, dated identities
and the shared indexes need the whole library at once.

The odd case is content with errors: they are printed as ``invoke check`` prints them and the run ends with exit status 1 before anything
is written. ``SystemExit`` rather than an exception, because Pelican logs a traceback for those.
"""

import time
from pathlib import Path

from pelican import signals
from pelican.generators import Generator

from .building import Settings, print_site
from .desk import known_editions, open_library


class DigestGenerator(Generator):
    """Carries one build: its state goes with it, so a second run in the same process starts clean."""

    def generate_context(self) -> None:
        """Read and check; other plugins find the result in the context as ``library``."""
        self._start = time.perf_counter()
        self.library = open_library(Path(self.path), editions_by=known_editions(self.settings.get("EDITIONS", "month")))
        self.context["library"] = self.library

    def generate_output(self, writer: object) -> None:
        """Print the site. Pelican's writer is not used: it writes file by file, with no way back."""
        settings = Settings(self.settings["SITENAME"], self.settings["SITEURL"], self.settings["SITE_DESCRIPTION"], Path(self.theme), hub=self.settings.get("WEBSUB_HUB", ""))
        counts = print_site(self.library, Path(self.output_path), settings, self.env)
        print(counts.describe(time.perf_counter() - self._start))


def get_generators(pelican: object) -> type[Generator]:
    """Offer our generator to Pelican."""
    return DigestGenerator


def register() -> None:
    """Connect the plugin. A named function, because Pelican's signals hold their receivers weakly."""
    signals.get_generators.connect(get_generators)
