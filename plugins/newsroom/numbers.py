"""Numbers as Vietnamese text writes them: a point between thousands, a comma before decimals.

``read("2.153") == Decimal(2153)``, ``read("87,13") == Decimal("87.13")``, ``write(Decimal("87.13")) == "87,13"``.
The odd case is a value in the other convention ("53.85"): it is refused, never guessed.
"""

import re
from decimal import Decimal

_VIETNAMESE = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.A)


class NotANumber(ValueError):
    """The text is not one number in the Vietnamese form."""


def read(text: str) -> Decimal:
    """Return the value of `text`.

    Raises:
        NotANumber: when `text` is anything but one number with points for thousands and a comma for decimals.
    """
    if not _VIETNAMESE.fullmatch(text):
        raise NotANumber(text)
    return Decimal(text.replace(".", "").replace(",", "."))


def write(value: Decimal | int) -> str:
    """Return `value` in the Vietnamese form, keeping the decimals it was given with."""
    sign, digits = ("-", str(value)[1:]) if value < 0 else ("", str(value))
    whole, _, decimals = digits.partition(".")
    return sign + f"{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")
