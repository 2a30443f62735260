"""Every rule over content and registry.

In: a `Library` as it was read, with the problems of single files already in it. Out: all problems. What `run` lets through, builds: the
check and the build read through the same door.

Rules about one file's shape are applied where the file is read (`strict_yaml`, `frontmatter`, `articles`, `registry`); rules that need
more than one file are the functions below, one small generator each. The catalogue of all of them is `rules.RULES`.
"""

from ..library import Library
from ..problems import Problem
from . import articles, links, registry


def run(library: Library) -> list[Problem]:
    """Return every problem of the library, sorted by file and line."""
    found = [*library.problems, *articles.problems(library), *registry.problems(library), *links.problems(library)]
    return sorted(set(found))
