"""Python-Markdown, the renderer of record, as the site has it.

In: nothing. Out: a `Markdown` that knows tables, shows raw HTML as text and takes addresses only of pages and mailboxes. Example: ``[a](javascript:alert(1))`` is a link to nowhere.
It stands apart from `bodies` because most bodies are `plain_markdown`'s, and loading Python-Markdown takes longer than reading a hundred of them.
"""

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

_EXTENSIONS = ["tables", "sane_lists"]


class _SafeLinks(Treeprocessor):
    """Takes the address from links and pictures that lead anywhere but to a page or a mailbox (javascript:, data:)."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                scheme = re.match(r"([^/?#]*):", re.sub(r"[\s\x00-\x1f\x02\x03]", "", unescape(element.get(name, ""))))
                if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
                    del element.attrib[name]


def make_markdown() -> Markdown:
    """Return a Python-Markdown that shows raw HTML as text; it may be used again and again."""
    markdown = Markdown(extensions=_EXTENSIONS, output_format="html")
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    markdown.treeprocessors.register(_SafeLinks(markdown), "safe_links", 0)
    return markdown
