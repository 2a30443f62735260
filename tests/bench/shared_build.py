"""The build, of no more than the pages the peers make too.

In: the arguments of ``invoke build``: content, output, settings. Out: those pages (see `shared_pages`), as ``invoke build`` makes its own where nothing was ever built. Example:
``python -m tests.bench.shared_build content output pelicanconf.py`` beside Hugo on the same corpus, so that the two can be compared.
"""

import atexit
import gc
import sys
from pathlib import Path

from plugins.templating import compiled_beside

OF_OTHER_PAGES = ("carried.html", "compared.html", "corrections.html", "data.json", "edition.html", "edition_by_place.html", "edition_list.html", "edition_mail.css", "edition_mail.html", "follow.html",
                  "indicator.html", "indicator_list.html", "macros/figures.html", "namesakes.html", "offices.html", "open_data.html", "opml.xml", "page.html", "redirect.html", "robots.txt", "rule_list.html",
                  "rules.html", "search.html", "verbatim.txt")
"""Templates of which no page the peers make has a part."""


def main() -> None:
    """Build."""
    gc.disable()  # as tasks.py does
    atexit.register(gc.freeze)
    content, output, settings = map(Path, sys.argv[1:4])
    with compiled_beside(settings, OF_OTHER_PAGES):
        from . import shared_pages

        shared_pages.build(content, output, settings, profile="--profile" in sys.argv)


if __name__ == "__main__":
    main()
