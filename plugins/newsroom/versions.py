"""Which packages are installed, in which versions.

In: names of packages. Out: ``markdown-3.11.3`` and so on. Example: pages drawn with yesterday's Markdown are drawn anew with today's. `importlib.metadata` knows the same, but has
to be loaded with Python's reader of e-mail, which takes longer than a check with nothing to do.
"""

import os
import re
import sys

PACKAGES = ("pelican", "markdown", "jinja2", "markupsafe", "pyyaml", "icalendar", "pillow", "css-inline", "zlib-ng")
"""Installed packages whose version may change what a page shows."""


def versions(packages: tuple[str, ...] = PACKAGES) -> list[str]:
    """Return the installed ones of `packages` with their versions (``markdown-3.11.3``), from the names of their folders: one look into each folder of Python's path."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in sorted(names):
            if name.endswith((".dist-info", ".egg-info")):
                package, _, version = name.rpartition(".")[0].partition("-")
                found.setdefault(re.sub(r"[-_.]+", "-", package).lower(), version)
    return [f"{package}-{found[package]}" for package in packages if package in found]
