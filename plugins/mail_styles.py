"""The style sheet of a letter into its elements: the filter ``inlined`` of the templates.

In: an HTML page with a ``<style>``. Out: the page with every rule in the ``style`` of the elements it names, as mail programs want it; a ``<style
data-css-inline="keep">`` stays (dark mode, which no element can say). The work is done by the package css-inline, which asks no network.
Example: ``.tag { color: #555 }`` becomes ``<span class="tag" style="color:#555">``.
"""

from functools import lru_cache

from markupsafe import Markup


@lru_cache(maxsize=1)
def _inliner() -> object:
    import css_inline  # only a build that draws a letter needs it

    return css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True)


def inlined(page: str) -> Markup:
    """Return `page` with its styles in its elements."""
    return Markup(_inliner().inline(str(page)) + "\n")
