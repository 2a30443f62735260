"""Every rule over content and registry.

In: a `Library` as it was read, with the problems of single files already in it. Out: all problems. What `run` lets through, builds: the
check and the build read through the same door.

Rules about one file's shape are applied where the file is read (`strict_yaml`, `frontmatter`, `articles`, `registry`); the others are small
generators in the modules below: `articles`, `entries`, `sources`, `forms`, `links`, `registry` need the library, `vietnamese`, `fields`, `markup` and `ended_units` look at
the text of one file at a time (see `texts`), when `gate` says that there is something to find. `word_lists` reads the lists that only the rules and the
importer use, `strays` finds the files nobody reads, `once` takes away what only repeats another problem. The catalogue of all of them is `rules.RULES`.
"""

import datetime as dt
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from ..library import Library
from ..problems import WARNING, Problem
from . import articles, editions, entries, figures, forms, links, registry, sources, strays, texts
from .cache import Findings
from .once import said_once
from .word_lists import WordLists, word_lists


def run(library: Library, *, cache: Path | None = None, today: dt.date | None = None) -> list[Problem]:
    """Return every problem of the library, sorted by file and line; in drafts all of them are warnings.

    Args:
        cache: folder in which to remember what the text rules found; without one nothing is remembered.
        today: the latest day that can have been; without one, days to come are not looked for in sources and corrections.
    """
    folder = library.registry.folder
    memory = Findings(cache, folder.parent) if folder else None
    lists = word_lists(folder, library.registry, memory) if folder else WordLists()

    def of_all() -> list[Problem]:
        return [*articles.problems(library), *entries.problems(library, today), *figures.disputes(library), *sources.problems(library, lists.publishers),
                *registry.problems(library, today), *links.problems(library), *editions.problems(library)]

    found = [*library.problems, *lists.problems]
    if folder:
        content = folder.parent
        found += texts.problems(content, memory, library, lists.abbreviations, lambda: [*of_all(), *strays.problems(content)])
        memory.save()
    else:
        places = entries.Places(library.registry)
        found += [*of_all(), *registry.of_registry(library.registry), *forms.of_registry(library.registry)]
        for article in [*library.articles, *library.unpublished]:
            found += [*entries.problems_of(article, places), *figures.problems_of(article)]
    found = list(said_once(found))
    drafts = {article.path for article in library.unpublished if article.status == "draft"}
    return sorted({replace(one, severity=WARNING) if one.path in drafts else one for one in found}, key=attrgetter("path", "line", "column", "code", "message", "remedy", "severity"))
