"""The sections of the site: one module for each kind of page, each with a function ``outputs(site)``.

In: the `Site`, which holds what sections share. Out: `Output`s, the pages of the section. A new kind of page is a module here, a
template in the theme and a line in `SECTIONS`; its order is the order of the sitemap. A section with thousands of files has a function ``groups(site)`` instead, which gives them in
`Group`s, most of which an edit leaves alone. A section that shows the whole text of entries stands in `WITH_WORDS`
too and has a function ``showing(site, article)``: its outputs that change when nothing but the body of `article` does.
"""

from . import api, archive, articles, cards, carried, corrections, country, editions, feeds, figures, follow, home, indexes, machine, namesakes, offices, open_data, rules, search, standing

SECTIONS = (home, archive, articles, editions, indexes, carried, country, offices, namesakes, figures, standing, follow, open_data, corrections, search, rules, api, feeds, cards, machine)
WITH_WORDS = (articles, api, feeds)
