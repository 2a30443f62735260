"""Building the site: content and theme in, the output folder out.

In: folders and the settings of a Pelican configuration file. Out: the whole site, or an exit status of 1 and the output folder as it was. Example:
``build_site(Path("content"), Path("output"), Path("pelicanconf.py"))``.

Two ways lead here and give the same bytes: ``pelican content`` through the plugin `digest`, and ``invoke build``, which reads the same
settings without importing Pelican (a third of a second, which is most of what a small build takes).
"""

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from . import stopwatch
from .desk import known_editions, let_pass, read
from .newsroom.checks import words
from .newsroom.edition_periods import MONTH
from .newsroom.library import Library
from .newsroom.problems import has_errors
from .newsroom.shelves import EntryChanged
from .newsroom.site import Site
from .newsroom.workers import WorkerDied
from .output_folder import OutputRefused
from .press import Counts, DrawingFailed, Press
from .progress import progress
from .stamps import CACHE
from .stopwatch import step
from .templating import read_theme


@dataclass(frozen=True)
class Settings:
    """What the site is called and where it will stand, and what draws it."""

    name: str
    address: str
    description: str
    theme: Path
    editions: str = MONTH
    hub: str = ""


def read_settings(file: Path) -> tuple[Settings, Environment]:
    """Return the settings in a Pelican configuration file, and the templates as Pelican would set them up."""
    found, theme, environment = read_theme(file)
    return Settings(found["SITENAME"], found["SITEURL"], found["SITE_DESCRIPTION"], theme, known_editions(found.get("EDITIONS", MONTH)), found.get("WEBSUB_HUB", "")), environment


def build_site(content: Path, output: Path, settings_file: Path, *, standing: str = "", profile: bool = False) -> str:
    """Check `content` and build its site into `output`; return the stamp of what was put there.

    Args:
        standing: the stamp of `output`, when every file there stands as the last build left it.
        profile: print at the end where the time went.

    Raises:
        SystemExit: with status 1 when the content has errors or the site cannot be drawn; `output` is then as it was.
    """
    start = time.perf_counter()
    settings, environment = read_settings(settings_file)
    with no_collector(), or_stop():
        library = read(content, editions_by=settings.editions)
        counts = print_words(library, output, settings, environment, standing) if standing and not has_errors(library.problems) else None
        if counts is None:
            let_pass(library)
            counts = print_site(library, output, settings, environment, standing)
    print(counts.describe(time.perf_counter() - start))
    if profile:
        print(stopwatch.table())
    return counts.stamp


def print_site(library: Library, output: Path, settings: Settings, environment: Environment, standing: str = "") -> Counts:
    """Print the site of a checked library into `output`.

    Raises:
        SystemExit: with status 1 and the reason when it cannot be printed; `output` is then as it was.
    """
    with or_stop(), progress("Dựng trang") as moved:
        return make_press(library, settings, environment).print(output, cache=CACHE, progress=moved, standing=standing)


def print_words(library: Library, output: Path, settings: Settings, environment: Environment, standing: str) -> Counts | None:
    """Print what the edited bodies of a few entries change in `output`, when nothing else changed since the last build and their words have no error.

    Returns:
        What was done; None when more than that changed, or something is wrong: then the whole library must be checked and the whole site planned.
    """
    with or_stop(), step("vẽ lại thân bài"):
        press = make_press(library, settings, environment)
        return press.print_words(output, cache=CACHE, standing=standing, passes=lambda article: not has_errors(words.problems(library, article)))


def make_press(library: Library, settings: Settings, environment: Environment) -> Press:
    """Return the press for the site of `library`."""
    return Press(Site(library, name=settings.name, address=settings.address, description=settings.description, hub=settings.hub), environment, settings.theme)


@contextmanager
def or_stop() -> Iterator[None]:
    """End the process with status 1 and the reason when the site cannot be printed."""
    try:
        yield
    except (OutputRefused, DrawingFailed, WorkerDied, EntryChanged, OSError) as error:
        sys.exit(f"Không dựng được trang, trang cũ giữ nguyên. {error}")


@contextmanager
def no_collector() -> Iterator[None]:
    """Switch Python's cycle collector off for a while: a build makes millions of objects and no garbage worth looking for."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
