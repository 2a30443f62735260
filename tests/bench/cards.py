"""What cards cost: seconds of one core and bytes for a thousand entries and for a thousand documents.

In: how many of each to draw. Out: a line to print. Example: ``1.000 thẻ tin 1,4 giây, 16,9 kB một thẻ; 1.000 thẻ văn bản 1,2 giây, 14,5 kB một thẻ``.

The headlines are of the length the digest's have (a median of 71 characters), the seconds those of the processor, so that other work on the machine does not count.
"""

import time
from collections.abc import Callable
from decimal import Decimal

from plugins.newsroom import numbers
from plugins.newsroom.cards import Card, Map, Square
from plugins.newsroom.cards.drawing import draw

_MAP = Map(tuple(Square(at % 7, at % 18, f"u{at}") for at in range(34)))


def _entry(number: int) -> Card:
    return Card("01/04/2025", f"Đồng Tháp đạt {number} nghìn hồ sơ dịch vụ công trực tuyến trong quý I/2025", ("Nguồn: Báo Ấp Bắc",), "Bản tin đổi mới địa phương", tiles=("Đồng Tháp",))


def _document(number: int) -> Card:
    return Card("Kế hoạch ngày 24/01/2025", f"{number}/KH-UBND", ("UBND tỉnh Thái Nguyên",), "Bản tin đổi mới địa phương",
                words="Thực hiện Nghị quyết số 03/NQ-CP và Chương trình hành động số 62-CTr/TU", map=_MAP, filled=(f"u{number % 34}",))


def cost(number: int = 300) -> str:
    """Return what a thousand cards of each kind cost, from drawing `number` of each."""
    return "; ".join(_cost(name, make, number) for name, make in (("tin", _entry), ("văn bản", _document)))


def _cost(name: str, make: Callable[[int], Card], number: int) -> str:
    draw(make(0))
    start = time.process_time()
    size = sum(len(draw(make(at))) for at in range(number))
    seconds = (time.process_time() - start) * 1000 / number
    return f"1.000 thẻ {name} {numbers.write(round(Decimal(seconds), 1))} giây, {numbers.write(round(Decimal(size / number / 1000), 1))} kB một thẻ"


if __name__ == "__main__":
    print(cost())
