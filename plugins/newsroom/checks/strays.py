"""Files that look like content and are read by nobody: an entry saved as .markdown or .MD, a person as .yml, a file in a folder too deep.

In: the content folder. Out: problems. Example: ``registry/officials/le-van-thu.yml`` is ``file-ignored``: the person would be missing from the site without a word. The odd case is
a picture or a hidden file, which belongs where its owner put it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from ..problems import Problem
from .rules import found
from .texts import KEY_ORDER

TEXTS = (".md", ".markdown", ".mdown", ".mkd", ".yaml", ".yml", ".txt", ".html", ".htm", ".docx", ".doc", ".rtf", ".odt")
PLACES = (("articles", ".md", True), ("editions", ".md", False), ("pages", ".md", False), ("registry", ".yaml", False))
"""Folder, how its files end, whether any folder in it counts."""

REGISTRY = ("registry", "registry/officials", "registry/resolutions")
"""The folders of the registry."""


def problems(content: Path) -> Iterator[Problem]:
    """Yield a problem for every text below `content` that nothing reads."""
    for folder, ending, deep in PLACES:
        for place, folders, files in os.walk(content / folder):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(ending))  # one named like a file is told where files are read
            inside = Path(place).relative_to(content).as_posix()
            read_here = inside in REGISTRY if folder == "registry" else deep or inside == folder
            for name in sorted(files):
                if read_here and name.endswith(ending) and (inside != "registry" or name in KEY_ORDER):
                    continue
                if name.lower().endswith(TEXTS) and not name.startswith("."):
                    yield found("file-ignored", f"{content.name}/{inside}/{name}", 1, 1, f"tệp “{name}” không được đọc", _remedy(inside, folder, name, ending, read_here))


def _remedy(inside: str, folder: str, name: str, ending: str, read_here: bool) -> str:
    if not read_here:
        return f"chuyển tệp ra content/{folder if folder != 'registry' else '/'.join(inside.split('/')[:2])}"
    if inside == "registry" and name.endswith(ending):
        return f"danh mục chỉ có các tệp {', '.join(one for one in KEY_ORDER if one.endswith('.yaml'))}; cán bộ ở registry/officials, văn bản ở registry/resolutions"
    return f"đổi tên thành {name.rpartition('.')[0]}{ending}, hoặc chuyển tệp ra khỏi content"
