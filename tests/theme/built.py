"""A built site as the tests see it: pages by address, read with BeautifulSoup; a folder built by `invoke build`.

In: content folder. Out: `BuiltSite`. Example: ``site["/tinh/dong-thap/"].soup.h1``.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "http://localhost:8000"
"""The address of a site built for looking at (pelicanconf.py)."""
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "output", "__pycache__", ".pytest_cache", ".hypothesis", ".cache")


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file."""

    url: str
    html: bytes
    base: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page as a tree; built once."""
        return BeautifulSoup(self.html, "html.parser", from_encoding="utf-8")

    @cached_property
    def ids(self) -> list[str]:
        """Every id in the page."""
        return [tag["id"] for tag in self.soup.find_all(id=True)]

    def links(self) -> Iterator[tuple[Tag, str]]:
        """Yield (element, absolute target) for every link and every file the page asks for; what a `data:` address holds is in the page itself."""
        here = f"{ADDRESS}{self.base}{self.url}"
        for tag in self.soup.find_all(["a", "link", "script", "img", "source", "iframe", "form"]):
            for attribute in ("href", "src", "action"):
                if attribute in tag.attrs and not tag[attribute].startswith("data:"):
                    yield tag, urljoin(here, tag[attribute])

    def text(self, selector: str = "main") -> str:
        """The words below `selector`, spaces squeezed."""
        return " ".join(self.soup.select_one(selector).get_text(" ").split())


@dataclass
class BuiltSite:
    """One output folder. `base` is the path the site's address ends with, "" for a site at the root."""

    folder: Path
    base: str = ""
    _pages: dict[str, BuiltPage] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, Path]:
        """Address → file, for every file but the build's own list."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and not name.startswith("."):
                found[f"/{name.removesuffix('index.html')}" if name == "index.html" or name.endswith("/index.html") else f"/{name}"] = path
        return found

    @cached_property
    def pages(self) -> list[BuiltPage]:
        """Every HTML page; letters (`letters`) are none."""
        return [self[url] for url, path in self.files.items() if path.suffix == ".html" and path.name != "thu.html"]

    @cached_property
    def letters(self) -> list[BuiltPage]:
        """The e-mail form of every edition."""
        return [self[url] for url, path in self.files.items() if path.name == "thu.html"]

    def __getitem__(self, url: str) -> BuiltPage:
        if url not in self._pages:
            self._pages[url] = BuiltPage(url, self.files[url].read_bytes(), self.base)
        return self._pages[url]

    def resolve(self, target: str) -> str | None:
        """Return the address within the site that the absolute `target` names, fragment removed; None for another site."""
        parts = urlsplit(target)
        if f"{parts.scheme}://{parts.netloc}" != ADDRESS:
            return None
        path = unquote(urldefrag(target).url.removeprefix(ADDRESS)) or "/"
        return path.removeprefix(self.base) if path.startswith(f"{self.base}/") else f"outside the base: {path}"


@cache
def workshop() -> Path:
    """Return a copy of the project, made once, in which the tests build: what a build remembers does not pile up beside the real one."""
    folder = Path(tempfile.mkdtemp(prefix="ban-tin-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return copy_project(folder / "project")


def invoke(*words: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run an invoke task and return what it printed and its exit status."""
    return run(sys.executable, "-m", "invoke", *words, cwd=cwd or workshop(), **environment)


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in `cwd` with an environment free of what would change a build, plus `environment`."""
    kept = {key: value for key, value in os.environ.items() if key not in ("SOURCE_DATE_EPOCH", "SITE_URL", "TZ", "LC_ALL", "PYTHONHASHSEED")}
    return subprocess.run(words, cwd=cwd, env=kept | {"PYTHONIOENCODING": "utf-8"} | environment, capture_output=True, text=True, encoding="utf-8", timeout=300)


def build(content: Path, output: Path, *, task: str = "build", cwd: Path | None = None, **environment: str) -> Path:
    """Build `content` into `output` and return `output`; a failed build fails the test with what it printed."""
    done = invoke(task, "--content", str(content), "--output", str(output), cwd=cwd, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return path → bytes of every file below `folder`, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def copy_project(target: Path, source: Path = ROOT) -> Path:
    """Copy the project without what is made from it."""
    return Path(shutil.copytree(source, target, ignore=NOT_COPIED))
