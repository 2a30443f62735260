"""Standing pages: about, method, corrections policy.

In: ``content/pages/<address>.md``. Out: a `StandingPage` at ``/<address>/``. Example: ``gioi-thieu.md`` stands at ``/gioi-thieu/``.
"""

from pathlib import Path

from .digests import digest
from .frontmatter import read_document
from .frozen import frozen
from .strict_yaml import Source


@frozen(eq=False)
class StandingPage:
    """A page that belongs to no day; `menu` is its name in the footer, `order` its place there."""

    id: str
    path: str
    title: str
    summary: str
    menu: str
    order: int
    body: str
    body_line: int
    digest: bytes

    @property
    def url(self) -> str:
        """The page's address, from the root of the site."""
        return f"/{self.id}/"


def read_page(path: Path, source: Source) -> StandingPage | None:
    """Return the standing page in the file at `path`, or None after reporting why there is none."""
    document = read_document(path, source, "page")
    if document is None:
        return None
    fields = document.fields
    order = fields.text("order")
    page = StandingPage(path.stem, source.path, fields.text("title"), fields.text("summary"), fields.text("menu") or fields.text("title"),
                        int(order) if order.isdecimal() else 99, document.body, document.body_line, digest(document.head_digest, document.body))
    fields.close()
    for key, remedy in (("title", "viết tên trang"), ("summary", "viết một câu nói trang có gì")):
        if not getattr(page, key):
            fields.missing(key, remedy)
            return None
    return page
