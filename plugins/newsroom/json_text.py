"""JSON as the files of the site have it.

In: a plain value: dictionaries, lists, texts, numbers. Out: its text, with Vietnamese letters as they are and keys in the order they were given. Example:
``on_one_line({"title": "Cà phê"})`` is ``{"title":"Cà phê"}``. The odd case is a file for people to read too (a schema, the data package): it has a line for each value.
"""

import json
from json.encoder import encode_basestring as text_in_json
from typing import Any

__all__ = ["as_file", "on_one_line", "text_in_json"]

on_one_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Return a value as JSON on one line, in as few bytes as it takes."""


def as_file(value: Any) -> bytes:
    """Return `value` as a JSON file with a line for each value."""
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
