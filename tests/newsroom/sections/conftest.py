"""Documents and registries made on the spot, and a copy of the sample that a test may change and print."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

import pelicanconf
from plugins.newsroom.carried_out import CarriedOut
from plugins.newsroom.cascade import Cascade
from plugins.newsroom.dates import read_date
from plugins.newsroom.library import Library, read_library
from plugins.newsroom.registry import Registry
from plugins.newsroom.registry.resolutions import Resolution
from plugins.newsroom.site import Site
from plugins.press import Press

THEME = Path(__file__).parents[3] / "theme"
DAY = dt.date(2026, 5, 15)


@pytest.fixture
def document() -> Callable[..., Resolution]:
    """Make a document: ``document("a", "2025-01-01", province="hue", issuer="UBND thành phố Huế", implements=["top"])``."""

    def made(identity: str, date: str | None = None, *, province: str | None = None, issuer: str = "Chính phủ", **relations: list[str]) -> Resolution:
        tied = tuple((relation, target) for relation, targets in relations.items() for target in targets)
        return Resolution(identity, identity, "Kế hoạch", issuer, province, date and read_date(date), "", True, "", "", tied, (), "", ())

    return made


@pytest.fixture
def carried(registry) -> Callable[..., CarriedOut]:
    """How the first of some documents is carried out by the others, on the ground of the sample's provinces."""

    def made(root: Resolution, *others: Resolution) -> CarriedOut:
        own = Registry(provinces=registry.provinces, regions=registry.regions, resolutions={one.id: one for one in (root, *others)})
        return CarriedOut(Cascade(own), Library(own), root)

    return made


@pytest.fixture
def content(tmp_path: Path, sample: Path) -> Path:
    """A copy of the sample that the test may change."""
    return Path(shutil.copytree(sample, tmp_path / "content"))


@pytest.fixture
def site_of(content: Path) -> Callable[[], Site]:
    """Read the copy as it stands now; its problems must be none."""

    def made() -> Site:
        library = read_library(content, today=DAY)
        assert library.problems == []
        return Site(library, name="Bản tin mẫu", address="https://mau.example.vn", description="Tin để thử.")

    return made


@pytest.fixture
def printed(site_of: Callable[[], Site], tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """Print the copy as it stands now and return path → bytes; `cold` forgets what was printed before."""

    def made(*, cold: bool = False) -> dict[str, bytes]:
        folder = tmp_path / ("cold" if cold else "output")
        if cold:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(tmp_path / "cold-cache", ignore_errors=True)
        environment = Environment(loader=FileSystemLoader(THEME / "templates"), **pelicanconf.JINJA_ENVIRONMENT)
        Press(site_of(), environment, THEME).print(folder, cache=tmp_path / ("cold-cache" if cold else "cache"))
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    return made


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show every document that one place carries out unit by unit, as a large registry shows those of many places."""
    monkeypatch.setattr("plugins.newsroom.cascade.WIDE_FROM", 1)
    monkeypatch.setattr("plugins.newsroom.carried_out.WIDE_FROM", 1)
