"""Facets: what pages show of a document that is not their own subject, each as a digest.

In: the library. Out: for every document the digest of what stands beside a link to it (`linked`), of the names by which texts link it (`named`), of what a
list of documents says of it (`listed`) and of what a page says of its place among those that carry something out (`placed`). Example: a new title for 25/KH-UBND changes what is `listed` of it and not what is
`linked`, so of the two thousand pages that only link to it none is drawn again.

The page of the document itself depends on the whole of its file (`Registry.digests`). The odd case is another name of a document: no list shows it, but the body of an
entry may.
"""

from functools import cached_property

from .articles import Article
from .digests import digest
from .library import Library
from .registry.resolutions import Resolution


class Facets:
    """The digests of a library's documents, by id, each kind made when it is first asked for."""

    def __init__(self, library: Library) -> None:
        self._documents = library.registry.resolutions
        self._articles = library.of_resolution

    @cached_property
    def linked(self) -> dict[str, bytes]:
        """Of number, kind, issuer, unit and day: what a link to the document and the words beside it say."""
        return {key: digest(repr((key, one.number, one.kind, one.issuer, one.province, one.date and one.date.iso))) for key, one in self._documents.items()}

    @cached_property
    def named(self) -> dict[str, bytes]:
        """Of that and its other names, by which the bodies of entries link it."""
        return {key: digest(self.linked[key], *one.aliases) for key, one in self._documents.items()}

    @cached_property
    def listed(self) -> dict[str, bytes]:
        """Of that and the title."""
        return {key: digest(self.linked[key], one.title) for key, one in self._documents.items()}

    @cached_property
    def placed(self) -> dict[str, bytes]:
        """Of what is linked, what the document follows from, and which entries speak of it: one is linked, several are counted."""
        return {key: digest(self.linked[key], repr((one.relations, self._spoken(one)))) for key, one in self._documents.items()}

    def _spoken(self, one: Resolution) -> str | int:
        articles: list[Article] = self._articles.get(one.id, [])
        return articles[0].url if len(articles) == 1 else len(articles)
