"""The sections of the site: one module for each kind of page, each with a function ``outputs(site)``.

In: the `Site`, which holds what sections share. Out: `Output`s, the pages of the section. A new kind of page is a module here, a
template in the theme and a line in `SECTIONS`; its order is the order of the sitemap. A section that shows the whole text of entries stands in `WITH_WORDS`
too and has a function ``showing(site, article)``: its outputs that change when nothing but the body of `article` does.
"""

from . import archive, articles, carried, corrections, country, figures, home, indexes, machine, namesakes, offices, rules, standing

SECTIONS = (home, archive, articles, indexes, carried, country, offices, namesakes, figures, standing, corrections, rules)
WITH_WORDS = (articles, machine)
