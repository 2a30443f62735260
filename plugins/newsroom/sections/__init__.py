"""The sections of the site: one module for each kind of page, each with a function ``outputs(site)``.

In: the `Site`, which holds what sections share. Out: `Output`s, the pages of the section. A new kind of page is a module here, a
template in the theme and a line in `SECTIONS`; its order is the order of the sitemap.
"""

from . import archive, articles, home, indexes, standing

SECTIONS = (home, archive, articles, indexes, standing)
