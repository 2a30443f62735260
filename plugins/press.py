"""The press: planned files in, the site on disk out, all of it or nothing.

In: the `Group`s of `Output`s of a `Site` and a Jinja2 environment with the theme's templates. Out: the output folder, in which every file is the one
planned. So an editor's typing error stops the build while the last good site stays as it was.

What makes it quick: a group with the key it had is not planned, and an output with the key it was last drawn from is not drawn; what a row of a list or an element of a feed looks like
is drawn once per entry and used wherever the entry is listed (an entry stands in seven lists on average); and planning and drawing are shared
between the machine's cores. None of this shows in the result: an incremental build gives the bytes of a cold one.

The odd case is a template that fails on one page out of thousands: the error names template, line and page.
"""

import hashlib
import re
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from . import search_index
from .ledger import Block, Due
from .mail_styles import inlined
from .newsroom import dates, numbers
from .newsroom.addresses import ARCHIVE, FOLLOW, NOT_FOUND, OPEN_DATA, RULES_PAGE, SEARCH, file_of, quoted
from .newsroom.articles import Article
from .newsroom.bodies import keep_together
from .newsroom.cards import design
from .newsroom.digests import SIZE, digest
from .newsroom.editions import EDITIONS
from .newsroom.registry.resolutions import RELATIONS
from .newsroom.feeds import xml_text
from .newsroom.plan import Group, Head, Output
from .newsroom.qr import data_url
from .newsroom.sections import machine, open_data
from .newsroom.sections.machine import entry_json
from .newsroom.site import Site
from .newsroom.structured import LinkedData
from .newsroom.versions import versions
from .output_folder import OutputFolder, output_folder
from .stopwatch import count_drawn, step
from .templating import FILTERS, make_quick, options, program, shown, tree_digest
from .newsroom.workers import beside, share

STYLES = ("tokens", "base", "layout", "parts", "cascade", "figures", "edition", "search", "share", "print")
"""Stylesheets of ``theme/static/css`` in the order they are joined: one request, one file."""
FEED_STYLES = ("tokens", "feed")
"""Those of a feed that somebody opens in a browser."""

_ROOTED = re.compile(r'="/(?!/)(?:(?<=href="/)|(?<=src="/))')
"""Where a link to a page of the site begins. What it looks for first is plain text, which is found nine times as fast."""
SMALL, MANY = 30, 20
"""Entries of a site, and groups to plan of those that share nothing, below which starting workers costs more than it gains."""

LARGE = 3000
"""Entries from which the few files that say something of each of them take longer than starting workers."""

PIECES_WITH_WORDS = ("element_whole.xml",)
"""Templates of pieces that show the words of an entry."""

MOST_EDITED = 50
"""Entries whose words changed above which the whole site is planned anew."""


class DrawingFailed(Exception):
    """A template could not be drawn; the text names template, line and page."""


@dataclass
class Counts:
    """What a build did to the output folder."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    stamp: str = ""
    """The stamp of what stands in the output folder then (see `stamps`); "" where nobody asks for it."""

    def describe(self, seconds: float) -> str:
        """Return the line a build ends with."""
        return (f"Đã dựng xong: {self.written} tệp mới hoặc đổi, {self.unchanged} tệp giữ nguyên, {self.removed} tệp bỏ đi; "
                f"{numbers.write(round(Decimal(seconds), 1))} giây, bộ nhớ cao nhất {peak_megabytes()} MB.")


class Drawn(NamedTuple):
    """What drawing some groups came to: how many files differ from what stands there, a block a group, and template → (files, bytes, seconds of a processor)."""

    written: int
    blocks: list[Block]
    costs: Mapping[str, tuple[int, int, float]]


class Piece(NamedTuple):
    """Groups that one worker draws one after the other, told when it comes to them, and how they are called in an error."""

    name: str
    groups: Callable[[], Iterable[Due]]


class Press:
    """Draws the files of one site. Holds what is drawn once and used often."""

    def __init__(self, site: Site, environment: Environment, theme: Path) -> None:
        self.site = site
        self.theme = theme
        self.base = urlsplit(site.address).path.rstrip("/")
        self._environment = environment
        self._assets = dict(_assets(theme))
        self._pieces: dict[tuple[str, str], Markup] = {}
        self._json: dict[str, str] = {}
        self._number = 0
        """Files of the site as it was last printed."""
        self._linked_data = LinkedData(site)
        make_quick(environment)
        environment.filters.update(zip(FILTERS, (numbers.write, dates.day_text, dates.elapsed_text, _keep, inlined, xml_text, data_url, quoted), strict=True))
        environment.globals.update(site=site, base=self.base, absolute=self.absolute, asset=self._asset_url, piece=self.piece, frame=self.frame,
                                   relations=RELATIONS, html=self._html, entries=self._json_lines, linked=self._linked)

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
        in_menu = url in (ARCHIVE, EDITIONS, FOLLOW, RULES_PAGE, SEARCH, OPEN_DATA, NOT_FOUND) or url.count("/") == 2 and (url in {kind.url for kind in self.site.kinds.values()} or any(url == page.url for page in self.site.footer_pages))
        key = template, url if in_menu else ""
        frame = self._pieces.get(key)
        if frame is None:
            frame = self._pieces[key] = Markup(self._environment.get_template(template).render(here=key[1]))
        return frame

    def _linked(self, page: Head) -> Markup:
        """Return what `page` says of itself to machines, as an element of its head; nothing for a page that is no place of its own."""
        data = self._linked_data.of(page)
        return Markup(f'<script type="application/ld+json">{data}</script>') if data else Markup("")

    def _json_lines(self, articles: list[Article]) -> Markup:
        """Return the JSON objects of `articles`, one on a line, each made once."""
        made = self._json
        for article in articles:
            if article.id not in made:
                made[article.id] = entry_json(article, self.site)
        return Markup(",\n".join([made[article.id] for article in articles]))

    def _html(self, text: str, *, full: bool = False) -> Markup:
        """Mark rendered Markdown as HTML, its links below the site's base; with `full`, complete with scheme and host (feeds)."""
        prefix = self.site.address if full else self.base
        return Markup(_ROOTED.sub(f'="{prefix}/', text) if prefix else text)

    def draw(self, output: Output) -> bytes:
        """Return the bytes of one planned file.

        Raises:
            DrawingFailed: when a template or what it is given does not fit.
        """
        try:
            return self._environment.get_template(output.template).render(**output.view()).encode() if output.template else output.view()
        except Exception as error:
            raise DrawingFailed(f"{_place(error, output.template)}: {type(error).__name__}: {error} (khi dựng trang {output.url})") from error

    def ahead(self, paths: Collection[str]) -> dict[str, str]:
        """Return path → text of the pages at `paths` and of the stylesheet they ask for: what an editor looks at, drawn before all the rest.

        Raises:
            DrawingFailed: when one of them cannot be drawn.
        """
        wanted = {output.url: output for group in self.site.groups() for output in group.outputs() if file_of(output.url) in paths}
        style, data = self._assets["style.css"]
        return {style: data.decode()} | {file_of(url): self.draw(output).decode() for url, output in wanted.items()}

    @cached_property
    def salt(self) -> bytes:
        """The digest of what every file depends on: templates and how they are read, program, settings, versions."""
        frame = getattr(self.site, "frame_digest", b"")
        return digest(frame, design(), repr(sys.version_info), *versions(), options(self._environment), tree_digest(self.theme), program())

    def _groups(self) -> Iterator[Group]:
        """Yield every group of files but those made of what the others tell: the sitemap, the search index."""
        yield from self.site.groups()
        yield Group("static", lambda: (Output(f"/{path}", "", lambda data=data: data, lambda data=data: digest(data)) for path, data in self._assets.values()))

    def _key(self, output: Output) -> str:
        """Return the digest of what a file shows and of what draws it, "" for one drawn at every build."""
        if output.key is None:
            return ""
        return (output.key() if output.lasting else digest(self.salt, output.key())).hex()

    def print(self, folder: Path, *, cache: Path | None = None, progress: Callable[[int, int], None] = lambda done, of: None, late: bool = False, standing: str = "") -> Counts:
        """Make `folder` hold exactly the planned files.

        Args:
            cache: where to remember what was drawn from what; by default beside the output.
            progress: called with (done, of all).
            late: leave the search index as it was, where it would have to be made; print again without it to bring it up to date.
            standing: the stamp of what stands in `folder`, where somebody has looked at every file already.

        Raises:
            OutputRefused: when `folder` holds files and none of our builds made it.
            DrawingFailed: when a page cannot be drawn; `folder` is then as it was.
        """
        cache = cache or folder.parent / ".cache"
        with output_folder(folder, cache, self.salt, standing) as output, self._open_data_beside(output) as (in_work, rest):
            with step("lập kế hoạch"):
                names, held, waiting = self._plan(output, in_work)
                index = search_index.SearchIndex(self.site, cache)
                held |= _shards_held(index, output)
                indexing = [] if late else index.jobs(held)
            with step("vẽ và ghi"):
                drawn = [*self._draw_all(waiting, output, progress, indexing), rest()]
                blocks = held | _blocks_of(drawn)
            with step("chỉ mục tìm kiếm"):
                shards = index.groups(blocks, late=late)
                if shards is None:
                    blocks, shards = {name: block for name, block in blocks.items() if name not in index.keys}, []
                drawn.append(self._draw(shards, output))
                blocks |= _blocks_of(drawn[-1:])
                drawn.append(self._draw([Due(_sitemap(blocks[name] for name in names)), Due(index.whole(blocks[name].told for name in index.keys if name in blocks))], output))
                blocks |= _blocks_of(drawn[-1:])
            with step("đặt vào chỗ"):
                for one in drawn:
                    count_drawn(one.costs)
                removed = output.commit(list(blocks.values()))
                output.ledger.keep_words(self.site.shape, self._words())
                written, self._number = sum(one.written for one in drawn), sum(block.number for block in blocks.values())
                return Counts(written, self._number - written, removed, output.stamp())

    def _plan(self, output: OutputFolder, in_work: Collection[str]) -> tuple[list[str], dict[str, Block], list[Due]]:
        """Return the names of all groups in their order, name → block of those that are as they were, and the others, but those `in_work`."""
        names, held, waiting = [], {}, []
        for group in self._groups():
            names.append(group.name)
            if group.name not in in_work:
                key = digest(self.salt, group.key()).hex() if group.key else ""
                block = output.ledger.block(group.name, key)
                if block:
                    held[group.name] = block
                else:
                    waiting.append(Due(group, key))
        return names, held, waiting

    def _words(self) -> bytes:
        """Return the digest of each entry, in the library's order."""
        return b"".join(article.digest for article in self._entries)

    @property
    def _entries(self) -> list[Article]:
        return [*self.site.library.articles, *self.site.library.unpublished]

    def print_words(self, folder: Path, *, cache: Path, standing: str, passes: Callable[[Article], bool]) -> Counts | None:
        """Make `folder` hold the planned files, when all that changed since the last build are the words of a few entries.

        Args:
            cache: where the last build remembered what was drawn from what.
            standing: the stamp of what stands in `folder`.
            passes: whether the words of an entry may be printed.

        Returns:
            What was done; None, with the folder as it was, when more than that changed or some words may not be printed.

        Raises:
            OutputRefused, DrawingFailed: as `print`.
        """
        with output_folder(folder, cache, self.salt, standing) as output:
            articles = self._edited(output.ledger.words(self.site.shape))
            if articles is None or len(articles) > MOST_EDITED or not all(map(passes, articles)):
                return None
            with ThreadPoolExecutor(1) as beside:  # most of its time the index waits for another program
                index = search_index.SearchIndex(self.site, cache)
                held = _shards_held(index, output)
                waiting = beside.submit(index.groups, held)
                written = self._print_showing(articles, output)
                found, removed = self._put_search(index, held, waiting.result(), output)
            output.ledger.keep_words(self.site.shape, self._words())
            return Counts(written + found, max(0, output.ledger.number - written - found), removed, output.stamp())

    def print_edited(self, articles: list[Article], folder: Path, *, cache: Path) -> Counts | None:
        """Make the pages in `folder`, which holds what this press printed last, show the new words of `articles`; the search index follows with `print_search`.

        Returns:
            What was done; None when somebody has deleted the folder meanwhile: then the whole site must be printed.

        Raises:
            OutputRefused, DrawingFailed: as `print`.
        """
        for article in articles:
            for template in PIECES_WITH_WORDS:
                self._pieces.pop((template, article.id), None)
        with output_folder(folder, cache, self.salt) as output:
            if not output.stands():
                return None
            written = self._print_showing(articles, output)
            return Counts(written, self._number - written, 0)

    def print_search(self, folder: Path, *, cache: Path) -> None:
        """Bring the search index in `folder` up to date with what this press printed last.

        Raises:
            OutputRefused, IndexFailed: as `print`.
        """
        with output_folder(folder, cache, self.salt) as output:
            index = search_index.SearchIndex(self.site, cache)
            self._put_search(index, {}, index.groups(), output)
            output.ledger.keep_words(self.site.shape, self._words())

    def _print_showing(self, articles: list[Article], output: OutputFolder) -> int:
        published = self.site.library.by_id
        planned = {one.url: one for article in articles if article.id in published for one in self.site.showing(article)}
        return output.replace_some({file_of(one.url): (self._key(one), self.draw(one)) for one in planned.values()})

    def _put_search(self, index: search_index.SearchIndex, held: dict[str, Block], shards: list[Due] | None, output: OutputFolder) -> tuple[int, int]:
        """Put the search index into place: the shards `held` stand as they must; without any others where there is no index."""
        if shards is None:
            held, shards = {}, []
        told = {name: block.told for name, block in held.items()} | {one.group.name: one.told for one in shards}
        groups = [*(one.group for one in shards), index.whole(told[name] for name in index.keys if name in told)]
        files = {file_of(one.url): (self._key(one), one.view) for group in groups for one in group.outputs()}
        return output.replace_below(f"{search_index.FOLDER}/", files, {path for block in held.values() for path in block.keys})

    def _edited(self, before: bytes | None) -> list[Article] | None:
        """Return the entries whose words are not those `before`, if that is all that changed anywhere; else None."""
        entries = self._entries
        if before is None or len(before) != SIZE * len(entries):
            return None
        return [article for at, article in enumerate(entries) if before[SIZE * at:SIZE * (at + 1)] != article.digest]

    def _draw_all(self, waiting: list[Due], output: OutputFolder, progress: Callable[[int, int], None], indexing: Collection[Callable[[], Iterable[Due]]]) -> list[Drawn]:
        """Draw the groups in `waiting`, and those that the jobs `indexing` give.

        Large pieces come first, each of groups that share what a worker makes once: what a row of a list looks like.
        """
        single = [one for one in waiting if _by_itself(one.group)]
        papers = [one for one in waiting if "/resolution/" in one.group.name and not _by_itself(one.group)]
        listed = [one for one in waiting if "/resolution/" not in one.group.name and not _by_itself(one.group)]
        pieces = [Piece(search_index.FOLDER, job) for job in indexing]
        pieces += [Piece(groups[0].group.name, lambda groups=groups: groups) for groups in (listed, papers, *([one] for one in single)) if groups]
        alone = len(indexing) < 2 and not self._is_large and (len(self.site.library.articles) < SMALL or len(single) < MANY)
        return share(pieces, lambda piece: self._draw(piece.groups(), output), processes=1 if alone else None, name=lambda piece: piece.name, progress=progress)

    def _draw(self, groups: Iterable[Due], output: OutputFolder) -> Drawn:
        """Plan some groups, draw their files but those that stand as they must, and put those that differ aside."""
        ledger, written, blocks, costs = output.ledger, 0, [], {}
        for group, group_key, about in groups:
            known, keys, told = ledger.keys_of(group.name), [], [about] if about else []
            for one in group.outputs():
                path, key = file_of(one.url), self._key(one)
                keys.append((path, key))
                if one.listed:
                    told.append(machine.sitemap_line(one))
                if key and known.get(path) == key and ledger.stands(path):
                    continue
                start = time.process_time()
                data = self.draw(one)
                kind = one.template or one.url.rpartition(".")[2]
                files, size, seconds = costs.get(kind, (0, 0, 0.0))
                costs[kind] = files + 1, size + len(data), seconds + time.process_time() - start
                written += output.offer(path, data)
            blocks.append(Block.of(group.name, group_key, keys, "\n".join(told)))
        return Drawn(written, blocks, costs)

    @property
    def _is_large(self) -> bool:
        return len(self.site.library.articles) >= LARGE

    @contextmanager
    def _open_data_beside(self, output: OutputFolder) -> Iterator[tuple[Collection[str], Callable[[], Drawn]]]:
        """Draw the open data of a large site in a process of its own while the rest is planned: almost every edit changes it, and what it depends on is soon known.

        Returns:
            The names of the groups it makes, and what waits for it.
        """
        groups = [Due(group) for group in self.site.groups_of(open_data)] if self._is_large else []
        if not groups:
            yield (), lambda: Drawn(0, [], {})
            return
        with beside(lambda: self._draw(groups, output), OPEN_DATA[1:]) as result:
            yield {one.group.name for one in groups}, result


def _by_itself(group: Group) -> bool:
    """Return whether a group shares nothing with others that would be drawn once: pages of entries, their records, cards."""
    return group.name.startswith(("articles/", "api", "cards"))


def peak_megabytes() -> int:
    """Return the peak memory of this process and its workers, the largest of them, in MB (0 where the system does not tell)."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * unit // 1_000_000


def _assets(theme: Path) -> Iterable[tuple[str, tuple[str, bytes]]]:
    """Yield (name, (path in the output, bytes)): the joined stylesheets under a name made of their bytes, and the rest of ``static`` as it is."""
    static = theme / "static"
    for file, names in (("style", STYLES), ("feed", FEED_STYLES)):
        style = b"".join((static / "css" / f"{name}.css").read_bytes() for name in names)
        yield f"{file}.css", (f"static/{file}.{hashlib.sha256(style).hexdigest()[:10]}.css", style)
    for path in sorted(static.rglob("*")):
        if path.is_file() and path.suffix != ".css":
            name = path.relative_to(static).as_posix()
            yield name, (name if path.parent == static else f"static/{name}", path.read_bytes())


@lru_cache(maxsize=1 << 16)
def _keep(text: str) -> Markup:
    """Return plain text as HTML whose document numbers, dates and figures stay on one line."""
    return Markup(keep_together(shown(text)))


def _sitemap(blocks: Iterable[Block]) -> Group:
    """Return the sitemap of what the groups tell of their pages."""
    return Group("sitemap", lambda: [machine.sitemap(line for block in blocks if block.told for line in block.told.split("\n"))])


def _shards_held(index: search_index.SearchIndex, output: OutputFolder) -> dict[str, Block]:
    """Return name → block of the shards of the search index that are as they were."""
    return {name: block for name, key in index.keys.items() if (block := output.ledger.block(name, key))}


def _blocks_of(drawn: Iterable[Drawn]) -> dict[str, Block]:
    return {block.name: block for one in drawn for block in one.blocks}


def _place(error: BaseException, template: str) -> str:
    """Return ``template:line`` where drawing went wrong: the innermost line of a template on the way."""
    place = f"theme/templates/{template}:{getattr(error, 'lineno', None) or 1}"
    trace = error.__traceback__
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "templates" in file.parts:
            place = f"theme/templates/{file.as_posix().rpartition('templates/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
