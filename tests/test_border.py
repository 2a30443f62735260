"""The library works where neither Pelican nor Jinja2 is installed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROOF = """
import importlib, pkgutil, sys
for name in ("pelican", "jinja2"):
    sys.modules[name] = None
import datetime as dt
from pathlib import Path
import plugins.newsroom
modules = [one.name for one in pkgutil.walk_packages(plugins.newsroom.__path__, "plugins.newsroom.")]
for module in modules:
    importlib.import_module(module)
from plugins.newsroom import checks
from plugins.newsroom.library import read_library
from plugins.newsroom.site import Site
library = read_library(Path("tests/sample"), today=dt.date(2026, 5, 15))
assert checks.run(library) == []
site = Site(library, name="A", address="https://a.example.vn", description="B")
print(len(modules), len([output.view() for output in site.outputs()]))
"""


def test_the_library_reads_checks_and_plans_without_pelican_and_jinja2():
    done = subprocess.run([sys.executable, "-c", PROOF], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    modules, files = map(int, done.stdout.split())
    assert modules >= 22
    assert files > 50


def test_only_the_plugin_names_pelican():
    for path in (ROOT / "plugins").rglob("*.py"):
        imports = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(("import pelican", "from pelican"))]
        assert not imports or path.parent == ROOT / "plugins", path
