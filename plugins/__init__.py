"""Two floors and the press between them.

Below, ``newsroom``: a plain Python library that reads content, checks it and plans the site. It never imports Pelican, nor Jinja2.
Between, ``press``: draws the planned files with the theme's templates and puts them in the output folder, all or none.
Above, ``digest``: the Pelican plugin, which hands Pelican's settings down and lets the press run.

Does a line belong to a name, a date, a number of the world? Then it is data, in ``content/registry``. Would it be true
without Pelican? ``newsroom``. Does it decide how something looks? ``theme``. Does it name a signal or a setting? ``digest``.
"""
