"""The press: planned files in, the site on disk out, all of it or nothing.

In: the `Output`s of a `Site` and a Jinja2 environment with the theme's templates. Out: the output folder, in which every file is the one
planned, files of earlier builds that are no longer planned are gone, and files somebody else put there are untouched. So an editor's typing
error stops the build while the last good site stays as it was.

How: every file is drawn first, and those whose bytes differ from what stands on disk wait in a folder beside the output; only
when the last one is drawn are they moved into place, one rename each. What a row of a list or an element of a feed looks
like is drawn once per entry and used wherever the entry is listed (an entry stands in seven lists on average).

The odd case is an output folder that holds something else altogether: a folder with files and without our list of files is refused.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup, escape

from .newsroom import dates, numbers
from .newsroom.addresses import ARCHIVE, file_of
from .newsroom.articles import Article
from .newsroom.bodies import keep_together
from .newsroom.registry.resolutions import RELATIONS
from .newsroom.site import Output, Site

MANIFEST = ".files"
"""The list of files a build made, kept in the output folder so that the next one knows what it may remove."""

STYLES = ("tokens", "base", "layout", "parts", "print")
"""Stylesheets of ``theme/static/css`` in the order they are joined: one request, one file."""


class OutputRefused(Exception):
    """The output folder holds files that no build of ours made."""


class Press:
    """Draws the files of one site. Holds what is drawn once and used often."""

    def __init__(self, site: Site, environment: Environment, theme: Path) -> None:
        self.site = site
        self.theme = theme
        self.base = urlsplit(site.address).path.rstrip("/")
        self._environment = environment
        self._assets = dict(_assets(theme))
        self._pieces: dict[tuple[str, str], Markup] = {}
        self._menu = {thing.url for thing in (*site.kinds.values(), *site.library.pages)} | {ARCHIVE}
        self._json: dict[str, str] = {}
        environment.filters.update(number=numbers.write, day=dates.day_text, elapsed=dates.elapsed_text, keep=_keep)
        environment.globals.update(site=site, base=self.base, absolute=self.absolute, asset=self._asset_url, piece=self.piece, frame=self.frame,
                                   relations=RELATIONS, html=self._html, entries=self._entries)

    def absolute(self, url: str) -> str:
        """Return the full address of a path of the site."""
        return f"{self.site.address}{url}"

    def _asset_url(self, name: str) -> str:
        return f"{self.base}/{self._assets[name][0]}"

    def piece(self, template: str, thing: Any) -> Markup:
        """Return what `template` draws of one entry or registry thing, drawn once however many pages show it."""
        key = template, thing.id
        piece = self._pieces.get(key)
        if piece is None:
            piece = self._pieces[key] = Markup(self._environment.get_template(template).render(one=thing))
        return piece

    def frame(self, template: str, url: str) -> Markup:
        """Return a part that is the same on every page but those it links to, where it marks the link."""
        key = template, url if url in self._menu else ""
        frame = self._pieces.get(key)
        if frame is None:
            frame = self._pieces[key] = Markup(self._environment.get_template(template).render(here=key[1]))
        return frame

    def _entries(self, articles: list[Article]) -> Markup:
        """Return the JSON objects of `articles`, one on a line, each made once."""
        made = self._json
        for article in articles:
            if article.id not in made:
                made[article.id] = self.site.entry_json(article)
        return Markup(",\n".join([made[article.id] for article in articles]))

    def _html(self, text: str, *, full: bool = False) -> Markup:
        """Mark rendered Markdown as HTML, its links below the site's base; with `full`, complete with scheme and host (feeds)."""
        prefix = self.site.address if full else self.base
        return Markup(text.replace('href="/', f'href="{prefix}/').replace('src="/', f'src="{prefix}/') if prefix else text)

    def draw(self, output: Output) -> bytes:
        """Return the bytes of one planned file."""
        return self._environment.get_template(output.template).render(**output.view()).encode()

    def files(self) -> "Iterable[tuple[str, Callable[[], bytes]]]":
        """Yield (path below the output folder, function that draws it) for every file of the site."""
        for output in self.site.outputs():
            yield file_of(output.url), lambda output=output: self.draw(output)
        for path, data in self._assets.values():
            yield path, lambda data=data: data

    def print(self, folder: Path, *, progress: Callable[[int, int], None] | None = None) -> dict[str, int]:
        """Make `folder` hold exactly the planned files; return how many were written, unchanged and removed.

        Raises:
            OutputRefused: when `folder` holds files and none of our builds made it.
        """
        before = _files_of_last_build(folder)
        files = list(self.files())
        aside = folder.with_name(f".{folder.name}.new-{os.getpid()}")
        counts = {"written": 0, "unchanged": 0, "removed": 0}
        shutil.rmtree(aside, ignore_errors=True)
        try:
            for number, (path, draw) in enumerate(files, start=1):
                data = draw()
                if _same(folder / path, data):
                    counts["unchanged"] += 1
                else:
                    _write(aside / path, data)
                    counts["written"] += 1
                if progress:
                    progress(number, len(files))
            manifest = "".join(f"{path}\n" for path in sorted(path for path, _ in files)).encode()
            _write(aside / MANIFEST, manifest)
            _move_into_place(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        for path in before - {path for path, _ in files}:
            counts["removed"] += _remove(folder, path)
        return counts


def _assets(theme: Path) -> Iterable[tuple[str, tuple[str, bytes]]]:
    """Yield (name, (path in the output, bytes)): the joined stylesheet under a name made of its bytes, and the rest of ``static`` as it is."""
    static = theme / "static"
    style = b"".join((static / "css" / f"{name}.css").read_bytes() for name in STYLES)
    yield "style.css", (f"static/style.{hashlib.sha256(style).hexdigest()[:10]}.css", style)
    for path in sorted(static.rglob("*")):
        if path.is_file() and path.suffix != ".css":
            name = path.relative_to(static).as_posix()
            yield name, (name if path.parent == static else f"static/{name}", path.read_bytes())


def _keep(text: str) -> Markup:
    """Return plain text as HTML whose document numbers, dates and figures stay on one line."""
    return Markup(keep_together(str(escape(text))))


def _files_of_last_build(folder: Path) -> set[str]:
    manifest = folder / MANIFEST
    if manifest.is_file():
        return set(manifest.read_text(encoding="utf-8").splitlines())
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputRefused(f"{folder} đã có tệp mà không phải do lần dựng trang trước tạo ra; chọn thư mục trống, hoặc tự xóa thư mục ấy")
    return set()


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _move_into_place(aside: Path, folder: Path) -> None:
    """Move every file of `aside` to its place, the list of files last; a first build is one rename."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside.rename(folder)
        return
    moves = sorted(path for path in aside.rglob("*") if path.is_file())
    for path in sorted(moves, key=lambda path: path.name == MANIFEST and path.parent == aside):
        target = folder / path.relative_to(aside)
        try:
            path.replace(target)
        except (FileNotFoundError, NotADirectoryError):
            _make_room(folder, target.parent)
            path.replace(target)


def _make_room(folder: Path, parent: Path) -> None:
    """Make the folder `parent`, removing a file of an earlier build that stands where a folder is needed."""
    for step in reversed([parent, *parent.parents]):
        if folder in step.parents and step.is_file():
            step.unlink()
    parent.mkdir(parents=True, exist_ok=True)


def _remove(folder: Path, path: str) -> bool:
    """Remove a file of an earlier build and the folders it leaves empty; `path` from our list never leads outside `folder`."""
    target = folder / path
    if ".." in Path(path).parts or not target.is_file():
        return False
    target.unlink()
    for parent in target.parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()
    return True


def describe(counts: dict[str, int], seconds: float) -> str:
    """Return the line a build ends with."""
    return (f"Đã dựng xong: {counts['written']} tệp mới hoặc đổi, {counts['unchanged']} tệp giữ nguyên, {counts['removed']} tệp bỏ đi; "
            f"{numbers.write(round(Decimal(seconds), 1))} giây.")
