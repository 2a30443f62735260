"""What libyaml says of a broken text, said so that an editor can mend it.

In: an error of libyaml. Out: where the mistake probably is, what is wrong and what to write, in Vietnamese. Example: ``title: "Tin mới`` is reported where the
quotation mark was opened, not at the end of the front matter, where libyaml noticed. The odd case is a message nobody has met: it is given in general words,
with libyaml's own in brackets.
"""

import yaml

_QUOTE_ALL = "sửa dòng này; giá trị bắt đầu bằng ký tự đặc biệt thì đặt cả giá trị trong dấu nháy đơn"
_INDENT = "thụt các mục cùng nhóm bằng nhau, mỗi tầng hai dấu cách"
_BROKEN_BYTES = "mở bằng trình soạn thảo và lưu lại với mã UTF-8"
_NO_TAG = "bỏ dấu ! ở đầu giá trị, hoặc đặt cả giá trị trong dấu nháy đơn"
_NO_ANCHOR = "bỏ dấu & hoặc * ở đầu giá trị, hoặc đặt cả giá trị trong dấu nháy đơn"
_NO_PERCENT = "bỏ dòng bắt đầu bằng %, hoặc đặt giá trị trong dấu nháy đơn"
_ESCAPE = "dùng dấu nháy đơn thay nháy kép, hoặc viết \\\\ cho dấu \\"
_ONE_TEXT = "phần khai báo chỉ có một, giữa hai dòng ---; bỏ dòng --- hoặc ... thừa"

MESSAGES: dict[str, tuple[str, str]] = {
    "mapping values are not allowed": ("có dấu hai chấm ở chỗ không hợp lệ, hoặc dòng thụt lệch", "thụt dòng thẳng với các mục cùng nhóm; giá trị có dấu hai chấm thì đặt trong dấu nháy đơn"),
    "block sequence entries are not allowed": ("có dấu gạch đầu dòng ở chỗ không hợp lệ", "viết tên mục trên một dòng, rồi mỗi phần tử một dòng sau dấu “- ”"),
    "mapping keys are not allowed": ("có dấu ? ở chỗ không hợp lệ", _QUOTE_ALL),
    "found character that cannot start any token": ("có ký tự không được đứng ở đầu giá trị (tab, @, ` hoặc %)", _QUOTE_ALL),
    "could not find expected ':'": ("thiếu dấu hai chấm và một dấu cách sau tên mục", "viết “tên: giá trị”, có dấu cách sau dấu hai chấm"),
    "did not find expected key": ("thụt dòng hoặc dấu nháy không khớp", "thụt dòng thẳng với các mục cùng nhóm; giá trị có dấu nháy thì đặt cả giá trị trong dấu nháy đơn"),
    "did not find expected '-' indicator": ("danh sách thiếu dấu gạch đầu dòng, hoặc thụt lệch", _INDENT),
    "did not find expected ',' or ']'": ("danh sách trong [ ] thiếu dấu phẩy hoặc dấu ]", "thêm dấu ] ở cuối danh sách; giá trị có dấu [ thì đặt cả giá trị trong dấu nháy đơn"),
    "did not find expected ',' or '}'": ("nhóm trong { } thiếu dấu phẩy hoặc dấu }", "thêm dấu } ở cuối nhóm; giá trị có dấu { thì đặt cả giá trị trong dấu nháy đơn"),
    "did not find expected node content": ("có dấu phẩy, dấu ngoặc hoặc dấu hai chấm mà không có giá trị", _QUOTE_ALL),
    "found unexpected end of stream": ("dấu nháy mở ở đây mà không đóng", "thêm dấu nháy ở cuối giá trị, hoặc bỏ dấu nháy mở"),
    "found unexpected document indicator": ("dấu nháy mở ở đây mà không đóng", "thêm dấu nháy ở cuối giá trị, hoặc bỏ dấu nháy mở"),
    "found unexpected ':'": ("có dấu hai chấm trong giá trị nằm trong [ ] hoặc { }", "đặt giá trị có dấu hai chấm trong dấu nháy đơn"),
    "did not find expected <document start>": ("có dòng ... hoặc % cắt đôi phần khai báo", _ONE_TEXT),
    "expected a single document in the stream": ("phần khai báo bị cắt làm hai", _ONE_TEXT),
    "but found another document": ("phần khai báo bị cắt làm hai", _ONE_TEXT),
    "found undefined alias": ("giá trị bắt đầu bằng dấu *, YAML hiểu là bí danh", _NO_ANCHOR),
    "found duplicate anchor": ("hai giá trị cùng bắt đầu bằng một neo &", _NO_ANCHOR),
    "did not find expected alphabetic or numeric character": ("giá trị bắt đầu bằng dấu & hoặc *, YAML hiểu là neo hay bí danh", _NO_ANCHOR),
    "found undefined tag handle": ("giá trị bắt đầu bằng dấu !, YAML hiểu là thẻ", _NO_TAG),
    "did not find expected '!'": ("giá trị bắt đầu bằng dấu !, YAML hiểu là thẻ", _NO_TAG),
    "did not find expected tag URI": ("giá trị bắt đầu bằng dấu !, YAML hiểu là thẻ", _NO_TAG),
    "did not find the expected '>'": ("giá trị bắt đầu bằng !<, YAML hiểu là thẻ", _NO_TAG),
    "did not find URI escaped octet": ("giá trị bắt đầu bằng dấu !, YAML hiểu là thẻ", _NO_TAG),
    "found an incorrect leading UTF-8 octet": ("giá trị bắt đầu bằng dấu !, YAML hiểu là thẻ", _NO_TAG),
    "found an incorrect trailing UTF-8 octet": ("giá trị bắt đầu bằng dấu !, YAML hiểu là thẻ", _NO_TAG),
    "too many tags": ("phần khai báo dùng thẻ YAML", _NO_TAG),
    "could not find expected directive name": ("có dòng bắt đầu bằng dấu %", _NO_PERCENT),
    "found unexpected non-alphabetical character": ("có dòng bắt đầu bằng dấu %", _NO_PERCENT),
    "found unknown directive name": ("có dòng bắt đầu bằng dấu %", _NO_PERCENT),
    "did not find expected version number": ("có dòng bắt đầu bằng dấu %", _NO_PERCENT),
    "did not find expected digit or '.' character": ("có dòng bắt đầu bằng dấu %", _NO_PERCENT),
    "found extremely long version number": ("có dòng bắt đầu bằng dấu %", _NO_PERCENT),
    "found incompatible YAML document": ("có dòng bắt đầu bằng dấu %", _NO_PERCENT),
    "found duplicate %": ("có dòng bắt đầu bằng dấu %", _NO_PERCENT),
    "found unknown escape character": ("sau dấu \\ trong nháy kép có ký tự lạ", _ESCAPE),
    "did not find expected hexdecimal number": ("sau \\x hoặc \\u trong nháy kép không phải mã ký tự", _ESCAPE),
    "found invalid Unicode character escape code": ("mã ký tự sau dấu \\ trong nháy kép không có thật", _ESCAPE),
    "did not find expected whitespace": ("thiếu dấu cách sau giá trị trong nháy hoặc sau tên mục", "thêm một dấu cách, hoặc đặt cả giá trị trong dấu nháy đơn"),
    "did not find expected comment or line break": ("sau dấu | hoặc > ở đầu giá trị còn chữ", "xuống dòng sau dấu | hoặc >, hoặc đặt cả giá trị trong dấu nháy đơn"),
    "found a tab character": ("có dấu tab trong khoảng thụt dòng", "thay mỗi tab bằng hai dấu cách"),
    "found an indentation indicator equal to 0": ("sau dấu | hoặc > có số 0", "bỏ số ấy"),
    "control characters are not allowed": ("có ký tự điều khiển không nhìn thấy", "xóa ký tự ấy, hoặc gõ lại dòng này"),
    "invalid Unicode character": ("có ký tự không hợp lệ", "xóa ký tự ấy, hoặc gõ lại dòng này"),
    "UTF-8": ("tệp có byte không phải UTF-8", _BROKEN_BYTES),
    "surrogate": ("tệp có ký tự hỏng", _BROKEN_BYTES),
    "input is too long": ("phần khai báo quá dài", "chuyển phần dài xuống thân bài"),
}
"""What libyaml's message holds → what is wrong, and what to write; the first that fits is taken."""

_AT_THE_BEGINNING = ("found unexpected end of stream", "found unexpected document indicator", "could not find expected ':'", "did not find expected ',' or", "did not find expected comment or line break")
"""Messages whose mistake is where the value began, which libyaml calls the context, not where it gave up."""


def in_vietnamese(problem: str) -> tuple[str, str]:
    """Return what is wrong and what to write for one of libyaml's messages."""
    known = next((words for english, words in MESSAGES.items() if english in problem), None)
    return known or (f"máy không hiểu được dòng này ({problem})", _QUOTE_ALL)


def place_of(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """Return line and column, from 1, of the mistake behind `error`."""
    begins = any(words in str(error.problem) for words in _AT_THE_BEGINNING)
    mark = (error.context_mark if begins else None) or error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
