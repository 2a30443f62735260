"""Every rule over content and registry.

In: a `Library` as it was read, with the problems of single files already in it. Out: all problems. What `run` lets through, builds: the
check and the build read through the same door.

Rules about one file's shape are applied where the file is read (`strict_yaml`, `frontmatter`, `articles`, `registry`); the others are small
generators in the modules below: `articles`, `entries`, `sources`, `forms`, `links`, `registry` need the library, `vietnamese` and `markup` look at
the text of one file at a time (see `texts`). The catalogue of all of them is `rules.RULES`.
"""

from dataclasses import replace
from pathlib import Path

from ..library import Library
from ..problems import WARNING, Problem
from . import articles, entries, figures, forms, links, registry, sources, texts
from .cache import Findings


def run(library: Library, *, cache: Path | None = None) -> list[Problem]:
    """Return every problem of the library, sorted by file and line; in drafts all of them are warnings.

    Args:
        cache: folder in which to remember what the text rules found; without one nothing is remembered.
    """
    found = [*library.problems, *articles.problems(library), *entries.problems(library), *figures.problems(library), *sources.problems(library),
             *registry.problems(library), *links.problems(library)]
    if library.registry.folder:
        content = library.registry.folder.parent
        memory = Findings(cache, content)
        found += forms.problems(library, content)
        found += texts.problems(content, memory)
        memory.save()
    drafts = {article.path for article in library.unpublished if article.status == "draft"}
    return sorted({replace(one, severity=WARNING) if one.path in drafts else one for one in found})
