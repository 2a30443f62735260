"""A text as our YAML files write it: plain where that is safe, else in double quotes.

In: one value. Out: the same value, so written that `strict_yaml` reads it back unchanged. Example: ``# một`` becomes ``"# một"``; a colon needs
no quotes, because our reader takes it as it stands.
The odd case is a value that looks like something else: ``no``, ``1:30``, ``2025``; it is quoted, so that no reader of YAML guesses.
"""

import re

_PLAIN = re.compile(r"[\wÀ-ỹ“‘(][^\n#\t]*")
_GUESSED = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|~|\d[\d_.,:eExX+-]*)", re.I)


def scalar(text: str) -> str:
    """Return `text` on one line, blanks squeezed, quoted where YAML would read it as something else."""
    text = " ".join(text.split())
    if not text or (_PLAIN.fullmatch(text) and not _GUESSED.fullmatch(text) and not text.endswith(":")):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
