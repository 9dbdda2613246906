"""The service worker: a copy of the book on a reader's device, where the book is served over HTTPS.

Its list is every page and what pages need; its name holds a digest of all of them, so that a changed book
is another cache and nobody reads an old page beside a new one.  A large book is not copied whole: what was
visited stays (W3C, "Service Workers", 2022).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx

NAME = "sw.js"

#: Up to so many bytes a book is copied whole.
_WHOLE = 20_000_000
#: No page's: sources, files to take along, what the theme brings along and no page of ours loads,
#: and the holidays of every country, of which a planner asks for one.
_LEFT_OUT = (
    "_sources/", "downloads/", ".doctrees/", "objects.inv", ".buildinfo", NAME,
    "_static/locales/", "_static/vendor/", "_static/scripts/fontawesome.js", "_static/webpack-macros.html",
    "_static/builder/epub.css", "_static/builder/page_file.css", "_static/builder/planner-holidays/",
)  # fmt: skip
_SUFFIXES = frozenset(".html .css .js .json .png .jpg .jpeg .gif .svg .webp .avif .ico .woff .woff2 .ttf".split())
#: Of a large book: what every page needs.
_SHARED = "_static/"

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def write_service_worker(app: Sphinx, exception: Exception | None) -> None:
    """Write the service worker of a finished book (`build-finished`)."""
    if exception is None and app.builder.format == "html":
        out = Path(app.outdir)
        (out / NAME).write_text(service_worker(out), encoding="utf-8", newline="\n")


def service_worker(folder: Path) -> str:
    """Return the script for the files of a built book, the same for the same files."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file())
    files = {path.relative_to(folder).as_posix(): path for path in found}
    kept = sorted(name for name in files if not name.startswith(_LEFT_OUT))
    digest = hashlib.sha256()
    size = 0
    for name in kept:
        data = files[name].read_bytes()
        size += len(data)
        digest.update(f"{name}\n".encode() + hashlib.sha256(data).digest())
    listed = kept if size <= _WHOLE else [name for name in kept if name.startswith(_SHARED)]
    addresses = json.dumps(["./", *map(quote, listed)], indent=0)
    return _SCRIPT.replace("DIGEST", digest.hexdigest()[:16]).replace("[/* FILES */]", addresses)
