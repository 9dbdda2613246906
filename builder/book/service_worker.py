"""The service worker: a copy of the book on a reader's device, where the book is served over HTTPS.

Its list is every page and what pages need; its name holds a digest of all of them, so that a changed book
is another cache and nobody reads an old page beside a new one.  A large book is not copied whole: what was
visited stays (W3C, "Service Workers", 2022).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sphinx.application import Sphinx

NAME = "sw.js"

#: Up to so many bytes a book is copied whole.
_WHOLE = 20_000_000
#: Never copied: sources, files to take along, what only an index of other tools needs.
_LEFT_OUT = ("_sources/", "downloads/", ".doctrees/", "objects.inv", ".buildinfo", NAME)
_SUFFIXES = frozenset(".html .css .js .json .png .jpg .jpeg .gif .svg .webp .ico".split())

_SCRIPT = """/* A copy of this book on the reader's device; made with the book, see builder/book/service_worker.py. */
"use strict";
const OURS = `builder ${self.registration.scope} `; // other courses of the same site keep theirs
const CACHE = `${OURS}%(digest)s`;
const FILES = %(files)s;
const fresh = (file) => new Request(file, { cache: "reload" });
self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => Promise.all(FILES.map((file) => cache.add(fresh(file)).catch(() => {}))))
      .then(() => self.skipWaiting()),
  );
});
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name !== CACHE && name.startsWith(OURS)))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== self.location.origin) return;
  event.respondWith(
    caches.open(CACHE).then((cache) =>
      cache.match(event.request, { ignoreSearch: true }).then(
        (kept) =>
          kept ||
          fetch(event.request).then((answer) => {
            if (answer.ok) cache.put(event.request, answer.clone());
            return answer;
          }),
      ),
    ),
  );
});
"""


def write_service_worker(app: Sphinx, exception: Exception | None) -> None:
    """Write the service worker of a finished book (`build-finished`)."""
    if exception is None and app.builder.format == "html":
        out = Path(app.outdir)
        (out / NAME).write_text(service_worker(out), encoding="utf-8")


def service_worker(folder: Path) -> str:
    """Return the script for the files of a built book."""
    files = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file()
    )
    kept = [name for name in files if not name.startswith(_LEFT_OUT)]
    digest = hashlib.sha256()
    size = 0
    for name in kept:
        data = (folder / name).read_bytes()
        size += len(data)
        digest.update(name.encode() + hashlib.sha256(data).digest())
    listed = kept if size <= _WHOLE else [name for name in kept if not name.endswith((".html", ".json"))]
    return _SCRIPT % {"digest": digest.hexdigest()[:16], "files": json.dumps(["./", *listed], ensure_ascii=False)}
