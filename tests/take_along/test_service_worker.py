"""The copy of a book on a reader's device: over real HTTPS in Chromium, and what its script says."""

import contextlib
import http.server
import json
import re
import shutil
import ssl
import subprocess
import threading
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import PROGRAMS

from builder import pipeline
from builder.book.service_worker import service_worker
from builder.book.static_files import static_text

# ---- the script ----------------------------------------------------------------------------------------------


def listed(script):
    return json.loads(re.search(r"const FILES = (\[.*?\]);", script, re.DOTALL)[1])


def cache(script):
    return re.search(r"const CACHE = `\$\{OURS\}([0-9a-f]{16})`", script)[1]


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "book"
    for name in ("index.html", "a b#1%.html", "_static/x.css", "_sources/a.md", "downloads/a.html", "sw.js", "n.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_it_lists_pages_and_what_they_need_by_addresses_that_lead_there(book):
    assert listed(service_worker(book)) == ["./", "_static/x.css", quote("a b#1%.html"), "index.html"]


@pytest.mark.parametrize(
    ("name", "another"),
    [("index.html", True), ("_static/x.css", True), ("new.html", True), ("_sources/a.md", False), ("downloads/a.html", False)],
)  # fmt: skip
def test_a_book_that_reads_otherwise_is_another_copy(book, name, another):
    before = service_worker(book)
    assert before == service_worker(book)
    (book / name).write_text("changed", encoding="utf-8")
    assert (cache(service_worker(book)) != cache(before)) == another


def test_of_a_large_book_only_what_all_pages_share_is_listed(book):
    (book / "film.png").write_bytes(bytes(20_000_001))
    assert listed(service_worker(book)) == ["./", "_static/x.css"]


# ---- over HTTPS ----------------------------------------------------------------------------------------------


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def do_GET(self):
        if self.server.cut and not self.path.endswith("sw.js"):
            raise ConnectionError
        super().do_GET()

    def handle(self):
        with contextlib.suppress(OSError):  # a browser hangs up when it likes
            super().handle()


class Site:
    """A folder served over HTTPS, or over HTTP without a certificate; it can be stopped and started again."""

    def __init__(self, folder, certificate=None):
        self.folder, self.certificate, self.port = folder, certificate, 0
        self.start()

    def start(self):
        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", self.port), partial(Quiet, directory=str(self.folder))
        )
        self.server.cut = False  # whether the network fails for all but the service worker's script
        self.port = self.server.server_address[1]
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            self.server.socket = context.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def address(self, path):
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.port}/{path}"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not on the path")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path), "-out", str(path.with_suffix(".crt"))],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


@pytest.fixture(scope="session")
def trusting(chromium):
    """Chromium that takes our certificate: a service worker is refused over one that nobody knows."""
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    browser = chromium.browser_type.launch(
        executable_path=program, args=["--no-sandbox", "--ignore-certificate-errors"]
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """Two builds of a course: as it began, and with a changed front page and without one of its pages."""
    course = tmp_path_factory.mktemp("offline") / "course"
    pipeline.new_course(course, title="Offline", author="")
    assert pipeline.build(course).index
    first = course.parent / "first"
    shutil.copytree(course / "_build/html", first)
    front = course / "index.md"
    front.write_text(front.read_text(encoding="utf-8") + "\nA changed front page.\n", encoding="utf-8")
    assert pipeline.build(course).index
    return first, course / "_build/html"


@pytest.fixture
def site(small, certificate, tmp_path):
    for name in ("a", "b"):
        shutil.copytree(small[0], tmp_path / "site" / name)
    site = Site(tmp_path / "site", certificate)
    yield site
    with contextlib.suppress(OSError):
        site.stop()


@pytest.fixture
def page(trusting):
    context = trusting.new_context(ignore_https_errors=True)
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


READY = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
NAMES = "() => caches.keys().then((names) => names.sort())"


def until(page, script, argument=None):
    """Wait until a script's promise holds; `wait_for_function` takes the promise itself for a yes."""
    for _ in range(300):
        if page.evaluate(script, argument):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never: {script}")


def visit(page, site, name):
    page.goto(site.address(f"{name}/index.html"))
    until(page, READY)
    return [key for key in page.evaluate(NAMES) if f"/{name}/ " in key]


def pages_of(folder):
    found = (path.relative_to(folder).as_posix() for path in Path(folder).rglob("*.html"))
    return sorted(name for name in found if not name.startswith(("_static/", "downloads/")))


@pytest.mark.book
@pytest.mark.browser
def test_a_visited_book_opens_whole_without_a_network_search_too(site, small, page):
    visit(page, site, "a")
    site.stop()
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: problems.append(request.url))
    names = pages_of(small[0])
    assert len(names) > 3
    for name in names:
        answer = page.goto(site.address(f"a/{name}"))
        assert answer.from_service_worker, name
        assert page.title(), name
        assert page.evaluate("document.styleSheets.length") > 0, name
    page.goto(site.address("a/search.html?q=example"))
    page.locator("#search-results li").first.wait_for()
    page.goto(site.address("a/"))
    assert page.locator("h1").count() > 0
    assert problems == []


@pytest.mark.book
@pytest.mark.browser
def test_a_changed_book_replaces_its_copy_and_no_other(site, small, page):
    [old] = visit(page, site, "a")
    [other] = visit(page, site, "b")
    for path in sorted(small[1].rglob("*")):
        if path.is_file():
            shutil.copy2(path, site.folder / "a" / path.relative_to(small[1]))
    page.goto(site.address("a/index.html"))
    page.evaluate("() => navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
    until(page, "(old) => caches.keys().then((names) => !names.includes(old) && names.length === 2)", old)
    site.stop()
    page.goto(site.address("a/index.html"))
    assert page.get_by_text("A changed front page.").count() == 1
    page.goto(site.address("b/index.html"))
    assert page.get_by_text("A changed front page.").count() == 0
    assert other in page.evaluate(NAMES)


@pytest.mark.book
@pytest.mark.browser
def test_a_network_lost_midway_leaves_the_old_copy_whole(site, small, page):
    [old] = visit(page, site, "a")
    shutil.copy2(small[1] / "sw.js", site.folder / "a/sw.js")
    site.server.cut = True
    state = page.evaluate(
        "() => navigator.serviceWorker.getRegistration().then((r) => r.update()).then((r) => new Promise((done) => {"
        " const worker = r.installing; if (!worker) return done('none');"
        " worker.onstatechange = () => done(worker.state); }))"
    )
    assert state == "redundant"
    assert page.goto(site.address("a/search.html")).from_service_worker
    kept = page.evaluate("(old) => caches.open(old).then((c) => c.keys()).then((all) => all.length)", old)
    assert kept == len(listed((small[0] / "sw.js").read_text(encoding="utf-8")))
    site.server.cut = False  # the next visit finishes the new copy
    page.evaluate("() => navigator.serviceWorker.getRegistration().then((r) => r.update())")
    until(page, "(old) => caches.keys().then((names) => !names.includes(old) && names.length === 1)", old)


@pytest.mark.book
@pytest.mark.browser
def test_files_to_take_along_are_not_kept_twice(site, page):
    (site.folder / "a/downloads").mkdir(exist_ok=True)
    (site.folder / "a/downloads/big.html").write_text("big", encoding="utf-8")
    [key] = visit(page, site, "a")
    page.evaluate("() => fetch('downloads/big.html').then((answer) => answer.text())")
    kept = page.evaluate("(key) => caches.open(key).then((c) => c.keys()).then((all) => all.map((r) => r.url))", key)
    assert [url for url in kept if "/downloads/" in url] == []


@pytest.mark.book
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_nothing_is_registered_on_a_disk_or_over_http(small, trusting, scheme):
    site = Site(small[0])
    context = trusting.new_context()
    try:
        page = context.new_page()
        page.goto(site.address("index.html") if scheme == "http" else (small[0] / "index.html").as_uri())
        page.wait_for_load_state("load")
        page.wait_for_timeout(500)
        registered = (
            "() => (navigator.serviceWorker && location.protocol !== 'file:')"
            " ? navigator.serviceWorker.getRegistrations().then((all) => all.length) : 0"
        )
        assert page.evaluate(registered) == 0
        assert context.service_workers == []
    finally:
        context.close()
        site.stop()


@pytest.mark.book
def test_two_builds_of_a_course_have_the_same_script(small):
    script = (small[1] / "sw.js").read_text(encoding="utf-8")
    assert script == service_worker(small[1])
    assert "https:" in static_text("offline.js")
    for file in listed(script)[1:]:
        assert (small[1] / file.replace("%20", " ")).is_file(), file
