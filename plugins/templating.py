"""Jinja2, told what it need not ask: the same pages from the same templates, a quarter sooner.

In: the theme's Jinja2 environment. Out: the same environment, whose templates compile to plainer Python. Example: ``{{ day(article.date) }}`` calls the macro, where
Jinja2 first asks whether it wants to be given the context; and what a macro made is not looked at for characters to escape. A build fills some hundred
places of 10,000 pages, so each question it need not ask is a million fewer.

What a template of this project therefore may not do: call a function that wants Jinja2's context (``@pass_context``). None of ours does; tested.
"""

from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from markupsafe import Markup, escape


class PlainCode(CodeGenerator):
    """Writes calls and escaping as Python itself has them."""

    @optimizeconst
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


def shown(value: Any) -> Markup:
    """Return `value` as HTML: what is marked as HTML as it is, all else escaped."""
    return value if type(value) is Markup else escape(value)


def make_quick(environment: Environment) -> None:
    """Let the templates of `environment` compile to plainer Python from now on, and be drawn without a look at their files or through chained dictionaries."""
    environment.code_generator_class = PlainCode
    environment.shown = shown
    environment.auto_reload = False
    environment.make_globals = lambda more: {**environment.globals, **more} if more else environment.globals


def version() -> str:
    """Return a short digest of this module: compiled templates are kept apart by it."""
    return blake2b(Path(__file__).read_bytes(), digest_size=6).hexdigest()
