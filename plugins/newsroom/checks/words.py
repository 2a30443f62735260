"""The rules that an edit of an entry's body can break: those that look at one entry, and no rule between entries.

In: a `Library` and one of its entries. Out: its problems, the same ones that all rules over the whole library would find for it when only its body was edited.
Example: a typing error saved in ``invoke serve`` among 10,000 entries is found without looking at the other 9,999.
"""

from collections.abc import Iterator

from ..articles import Article
from ..library import Library
from ..problems import Problem
from . import links, texts


def problems(library: Library, article: Article) -> Iterator[Problem]:
    """Yield the problems of the words of `article`, which are errors and warnings as in a published entry."""
    content = library.registry.folder.parent
    yield from links.problems(library, [article])
    yield from texts.problems_of(library, article, content)
