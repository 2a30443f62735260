"""Jinja2, told what it need not ask: the same pages from the same templates, a quarter sooner.

In: the theme's Jinja2 environment. Out: the same environment, whose templates compile to plainer Python. Example: ``{{ day(article.date) }}`` calls the macro as the function it
is, where Jinja2 first asks whether it wants to be given the context and sorts its arguments; what it made is not looked at for characters to escape; ``article.date`` is Python's own;
the parts of a block are joined where they are made; and to import a macro nobody looks at which globals the page has. A build fills some hundred places of 10,000 pages, so each
question it need not ask is a million fewer.

What a template of this project therefore may not do: call a function that wants Jinja2's context (``@pass_context``; none of ours does, tested), import a macro that needs globals
given to one template, or write ``row.name`` for a value of a dictionary (that is ``row["name"]``): what has no such attribute is an error, not undefined.

Compiled templates are kept in the cache, under a digest of their bytes and of all that compiled them: Jinja2's own store believes whatever bytes it finds, and runs them. A
first build has them compiled by a process of its own, while it loads its modules, reads and checks. The odd case is a filter applied to a constant: it may be worked out when the
template is compiled, so our own code is part of what compiled it.
"""

import runpy
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, TemplateError, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import missing
from markupsafe import Markup, _escape_inner, escape

from .newsroom.digests import SIZE, digest
from .newsroom.files import keep_file, names_below, read_bytes
from .newsroom.versions import versions
from .newsroom.workers import beside
from .stamps import CACHE

FILTERS = ("number", "day", "elapsed", "keep", "inlined", "xml", "qr", "quoted")
"""Filters of our own; `press` brings what they do."""

OPTIONS = ("block_start_string", "block_end_string", "variable_start_string", "variable_end_string", "comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix",
           "trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline", "optimized", "undefined", "finalize", "autoescape")
"""Settings of a Jinja2 environment that decide what a template draws."""


class PlainCode(CodeGenerator):
    """Writes calls and escaping as Python itself has them."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write ``function(a, b, c=d)``; a call with a caller or with lists of arguments stays Jinja2's."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write ``thing.name``; what has no such attribute is an error."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def enter_frame(self, frame: Frame) -> None:
        """Begin a template or a block: its parts go into a list, which costs less than to hand up each of them."""
        super().enter_frame(frame)
        if frame.rootlevel or frame.block_frame:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """End it: all its parts are handed up as one text."""
        super().leave_frame(frame, with_python_scope)
        if frame.rootlevel or frame.block_frame:
            self.writeline(f"yield concat({frame.buffer})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro as the function it is; one that takes what it does not name, or a caller, stays Jinja2's."""
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
        else:
            self.write(f"environment.macro(macro, {tuple(argument.name for argument in macro_ref.node.args)!r}, context.eval_ctx.autoescape)")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
        else:
            self.write("environment.get_template(")
            self.visit(node.template, frame)
            self.write(f", {self.name!r}).module")


def shown(value: Any) -> str:
    """Return `value` as HTML: what is marked as HTML as it is, all else escaped. It goes into a page at once, so text need not be marked, which takes twice as long as escaping it."""
    kind = type(value)
    return value if kind is Markup else _escape_inner(value) if kind is str else str(value) if kind is int else escape(value)


def macro(function: Callable[..., str], names: tuple[str, ...], html: bool) -> Callable[..., str]:
    """Return what a template calls for the macro that was compiled to `function`: what it gives is HTML, and arguments come in any way Python has."""
    mark = Markup if html else str

    def call(*given: Any, **named: Any) -> str:
        if len(given) != len(names):
            given += tuple([named.pop(name, missing) for name in names[len(given):]])
        if named:
            raise TypeError(f"macro takes no argument {next(iter(named))!r}")
        return str.__new__(mark, function(*given))

    return call


def make_quick(environment: Environment) -> None:
    """Let the templates of `environment` compile to plainer Python from now on, and be found and drawn without a look at their files or through chained dictionaries."""
    environment.code_generator_class = PlainCode
    environment.optimized = False  # it looks for expressions that are constants, of which the theme has none, in a tenth of the time a template takes to compile
    environment.shown, environment.macro = shown, macro
    environment.auto_reload = False
    environment.get_template = lru_cache(maxsize=None)(environment.get_template)
    environment.make_globals = lambda more: {**environment.globals, **more} if more else environment.globals


def read_theme(settings_file: Path) -> tuple[dict[str, Any], Path, Environment]:
    """Return what a Pelican configuration file sets, the folder of its theme, and the templates there as Pelican would set them up."""
    found = runpy.run_path(str(settings_file))
    theme = (settings_file.parent / found["THEME"]).resolve()
    compiled = Compiled(CACHE / f"templates-{digest(str(theme)).hex()[:12]}")
    return found, theme, Environment(loader=FileSystemLoader(theme / "templates"), bytecode_cache=compiled, **found["JINJA_ENVIRONMENT"])


@contextmanager
def compiled_beside(settings_file: Path, but: Collection[str] = ()) -> Iterator[None]:
    """Have the templates, `but` some, compiled by a process of its own while the block goes on, if none ever was; one not ready when it is wanted is compiled by who wants it."""
    environment = read_theme(settings_file)[2]
    if environment.bytecode_cache.folder.exists():
        yield
        return
    with beside(lambda: compile_all(environment, but), "templates"):
        yield


def compile_all(environment: Environment, but: Collection[str] = ()) -> None:
    """Compile the templates of `environment`, `but` some, into its cache; one that cannot be compiled is left to who draws it, who says so."""
    make_quick(environment)
    environment.filters.update(dict.fromkeys(FILTERS, _when_drawn))
    for name in sorted(set(environment.list_templates()).difference(but), key=lambda name: ("/" not in name, name)):  # macros first, which most pages use
        with suppress(TemplateError):
            environment.get_template(name)


def _when_drawn(*given: Any, **named: Any) -> Any:
    """Stand for a filter while templates are compiled, where Jinja2 would apply it to a constant."""
    raise nodes.Impossible


class Compiled(BytecodeCache):
    """Compiled templates in a folder of the cache; one that is damaged, or compiled by something else, is as if it were not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._compiler = b""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` with what is kept for it."""
        with suppress(OSError):
            data = (self.folder / f"{bucket.key}.cache").read_bytes()
            if data[:SIZE] == self._mark(bucket, data[SIZE:]):
                bucket.bytecode_from_string(data[SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in `bucket`."""
        data = bucket.bytecode_to_string()
        keep_file(self.folder / f"{bucket.key}.cache", self._mark(bucket, data) + data)

    def _mark(self, bucket: Bucket, data: bytes) -> bytes:
        self._compiler = self._compiler or digest(sys.version, options(bucket.environment), *versions(("jinja2", "markupsafe")), program())
        return digest(self._compiler, bucket.key, bucket.checksum, data)


def options(environment: Environment) -> str:
    """Return the options of `environment` as text. A function among them has another address in each process: then everything is drawn anew each time, rather than too little."""
    values = [getattr(environment, name) for name in OPTIONS]
    return repr([*(f"{value.__module__}.{value.__qualname__}" if isinstance(value, type) else value for value in values), *sorted(environment.extensions)])


@lru_cache(maxsize=1)
def program() -> bytes:
    """Return the digest of this program, as it was when it was loaded."""
    return tree_digest(Path(__file__).parent)


def tree_digest(folder: Path) -> bytes:
    """Return the digest of every file below `folder`, names and bytes; what Python compiled is left out."""
    return digest(*(part for name in names_below(folder) for part in (name, read_bytes(f"{folder}/{name}"))))
