"""A bar for long steps, where somebody is watching.

In: what the step is called. Out: a function to call with (done, of all). On a terminal it draws a bar; in CI, where nobody is watching, it is
silent. Example: ``with progress("Dựng trang") as step: step(3, 10)``.

The bar is redrawn by the calls alone, not by a thread of its own, because a process with threads cannot safely be forked.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Give the function that moves the bar; it does nothing where standard error is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        job = bar.add_task(title, total=None)
        last = 0

        def step(done: int, of: int) -> None:
            nonlocal last
            if done == of or done - last >= of // 100:
                last = done
                bar.update(job, completed=done, total=of)
                bar.refresh()

        yield step
