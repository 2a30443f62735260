"""Words on the terminal.

In: a text. Out: the text on standard output. Example: ``invoke check | head`` ends without a traceback. The odd case is a terminal that cannot show
Vietnamese: letters it does not have are written as escapes.
"""

import os
import sys


def print_out(text: str) -> None:
    """Print `text`; a reader that stops reading (``| head``) is no error."""
    speak_any_letter()
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def speak_any_letter() -> None:
    """Let both streams write what the terminal's encoding lacks as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
