"""What day it is for the digest.

In: the environment and the clock. Out: days in Vietnam. Example: with ``SOURCE_DATE_EPOCH=1774224000`` every command works as on 2026-03-23. The odd case is a
machine in another time zone, or CI near midnight: the day is always Vietnam's.
"""

import datetime as dt
import os

VIETNAM = dt.timezone(dt.timedelta(hours=7))


def edition_day() -> dt.date | None:
    """Return the day SOURCE_DATE_EPOCH names (reproducible-builds.org), or None; the clock never decides what a page shows."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), VIETNAM).date() if epoch.isdecimal() else None


def today() -> dt.date:
    """Return the latest day an entry may be dated: the edition's day, or today in Vietnam."""
    return edition_day() or dt.datetime.now(VIETNAM).date()
