"""Fixtures: the sites the tests look at, built once, and where they are served; the browser to look with is in tests/conftest.py."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.conftest import lacking
from tests.theme.built import BuiltSite, build, copy_project, workshop

KINDS = {
    "home": "/",
    "archive": "/tin/",
    "year": "/tin/2025/",
    "month": "/tin/2025/12/",
    "entry": "/tin/2025/04/tien-giang-so-khoa-hoc-cong-nghe-hop-nhat/",
    "province list": "/tinh/",
    "province": "/tinh/dong-thap/",
    "renamed province": "/tinh/hue/",
    "dissolved province": "/tinh/tien-giang/",
    "resolution list": "/van-ban/",
    "resolution": "/van-ban/57-nq-tw/",
    "local resolution": "/van-ban/25-kh-ubnd-thai-nguyen-2025/",
    "official list": "/can-bo/",
    "official": "/can-bo/pham-van-trong/",
    "topic list": "/chu-de/",
    "topic": "/chu-de/chuyen-doi-so/",
    "second page of a list": "/chu-de/chuyen-doi-so/trang-2/",
    "indicator list": "/so-lieu/",
    "indicator of ranks": "/so-lieu/pii-hang/",
    "indicator of shares": "/so-lieu/kinh-te-so-grdp/",
    "corrections": "/dinh-chinh/",
    "edition list": "/ban-tin/",
    "edition": "/ban-tin/2025-12/",
    "edition without a note": "/ban-tin/2025-10/",
    "edition by place": "/ban-tin/2025-12/theo-dia-phuong/",
    "edition of a topic": "/ban-tin/2025-12/chuyen-doi-so/",
    "standing page": "/phuong-phap/",
    "how to follow": "/theo-doi/",
    "open data": "/du-lieu/",
    "rule list": "/kiem-tra/",
    "rules": "/kiem-tra/tin/",
    "search": "/tim-kiem/",
    "not found": "/404.html",
}
"""One page of every kind, of the real content."""


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The project's own content."""
    return BuiltSite(build(workshop() / "content", tmp_path_factory.mktemp("real") / "output"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample content."""
    return BuiltSite(build(workshop() / "tests" / "sample", tmp_path_factory.mktemp("small") / "output"))


@pytest.fixture(scope="session")
def below(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample content, published below a path as GitHub Pages does for a project."""
    return BuiltSite(build(workshop() / "tests" / "sample", tmp_path_factory.mktemp("below") / "output", task="publish", SITE_URL="http://localhost:8000/ban-tin/"), "/ban-tin")


@pytest.fixture(scope="session", params=["real", "small", "below"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the three sites in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def java() -> str:
    """The path of the Java that runs the Nu checker."""
    path = shutil.which("java")
    if not path:
        lacking("Java")
    return path


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:
        """Send the file; a tab that has already moved on is no trouble."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve `folder` and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="session")
def address(real: BuiltSite) -> Iterator[str]:
    """The address at which the real site is served."""
    with serve(real.folder) as address:
        yield address


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change."""
    return copy_project(tmp_path / "project")
