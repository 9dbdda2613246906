"""Articles by their address: what comes is an article like any other, and no server can do harm or take long."""

import gzip
import json
import time
import zlib

import pytest
from command_line import ran
from course.hand_made import make_course
from web_server import PAGE, WORDS, bomb, served

from builder.fetch import Wanted, fetch, page
from builder.fetch.address import Address, is_private, parsed, redirected
from builder.findings import BuilderError


@pytest.fixture
def site():
    with served() as made:
        yield made


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course")


@pytest.fixture
def soon(monkeypatch):
    """Let what comes too late come too late soon."""
    monkeypatch.setattr(page, "DEADLINE", 1.0)


def inspected(address):
    done = ran("inspect", address, "--json")
    assert done.code == 0, done.error
    return json.loads(done.out)


def refusal(address):
    """Return the one line that says why an address is not imported, which comes within ten seconds."""
    start = time.monotonic()
    done = ran("inspect", address)
    assert time.monotonic() - start < 10
    assert done.code == 1
    (line,) = done.lines
    assert "(" in line
    return line


# What comes


def test_a_page_is_imported_with_its_final_address_and_its_file(site, course):
    site.redirect("/old", "/new/bridges.html?page=1#part")
    site.page("/new/bridges.html?page=1")
    done = ran("import", f"{site.base}/old", "--course", str(course))
    assert done.code == 0, done.error
    module = next((course / "modules").glob("bridges*/module.md"))
    assert f"url: {site.base}/new/bridges.html?page=1\n" in module.read_text(encoding="utf-8")
    assert (module.parent / "article.html").read_text(encoding="utf-8") == PAGE


def test_importing_the_same_address_again_changes_nothing(site, course):
    site.page("/a")
    assert ran("import", f"{site.base}/a", "--course", str(course)).code == 0
    again = ran("import", f"{site.base}/a", "--course", str(course))
    assert again.code == 0
    assert "already-imported" in again.error


def test_who_asks_says_who_it_is_and_keeps_no_cookie(site):
    site.page("/a", Set_Cookie="who=you; Path=/")
    inspected(f"{site.base}/a")
    assert site.asked == ["/robots.txt", "/a"]
    assert site.headers["User-Agent"].startswith("teaching-module-builder/")
    inspected(f"{site.base}/a")
    assert "Cookie" not in site.headers
    assert "Referer" not in site.headers


def test_a_link_on_the_page_counts_from_the_final_address(site):
    site.redirect("/old", "/new/a")
    site.page("/new/a", PAGE.replace("Forty", '<a href="next">Forty</a>', 1))
    assert f"[Forty](<{site.base}/new/next>)" in json.dumps(inspected(f"{site.base}/old"))


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [("/short", "/short"), ("https://elsewhere.example/a", "/a?utm=1"), ("", "/a?utm=1")],
)
def test_a_page_may_name_another_address_of_its_own_host_only(site, course, canonical, kept):
    whole = f"{site.base}{canonical}" if canonical.startswith("/") else canonical
    site.page("/a?utm=1", PAGE.replace("<title>", f'<link rel=canonical href="{whole}"><title>'))
    ran("import", f"{site.base}/a?utm=1", "--course", str(course))
    module = next((course / "modules").glob("bridges*/module.md")).read_text(encoding="utf-8")
    assert f"url: {site.base}{kept}\n" in module


CYRILLIC = "<!doctype html><title>Мост</title><h1>Мост</h1><p>" + "Сорок деревень у реки. " * 9 + "</p>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (CYRILLIC.encode("cp1251"), "text/html; charset=windows-1251"),
        (CYRILLIC.encode("koi8-r"), 'text/html; charset="KOI8-R"'),
        (
            CYRILLIC.replace("<title>", "<meta charset=koi8-r><title>").encode("cp1251"),
            "text/html; charset=windows-1251",
        ),
        (CYRILLIC.replace("<title>", "<meta charset=windows-1251><title>").encode("cp1251"), "text/html"),
        (CYRILLIC.encode(), "text/html; charset=windows-1251"),
        (CYRILLIC.encode("utf-16"), "text/html"),
    ],
)
def test_the_charset_is_the_headers_then_the_pages(site, body, said):
    site.page("/a", body, Content_Type=said)
    assert inspected(f"{site.base}/a")["title"] == "Мост"


@pytest.mark.parametrize(
    ("body", "said", "path", "kind", "name"),
    [
        (PAGE, "text/plain", "/a.txt", "html", "a.txt.html"),
        (PAGE, "application/octet-stream", "/", "html", "article.html"),
        (f"Bridges\n\n{WORDS}\n", "text/plain", "/notes", "txt", "notes.txt"),
        (f"# Bridges\n\n{WORDS}\n", "text/markdown", "/notes", "md", "notes.md"),
        (f"# Bridges\n\n{WORDS}\n", "text/plain", "/raw/notes.md", "md", "notes.md"),
        (f"<p>{WORDS}", "text/html", "/index.php?id=3", "html", "index.html"),
        (f"\\documentclass{{article}}\\begin{{document}}{WORDS}\\end{{document}}", "text/plain", "/a", "latex", "a.tex"),
        (f"\\section{{A}} {WORDS}", "application/x-tex", "/a", "latex", "a.tex"),
        (f'<article article-type="other"><front/><body><p>{WORDS}</p></body></article>', "application/xml", "/a", "jats", "a.xml"),
        ('{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "' + WORDS + '"}]}', "application/json", "/a.ipynb", "ipynb", "a.ipynb"),
    ],
)  # fmt: skip
def test_the_format_is_told_by_content_then_type_then_name(site, body, said, path, kind, name):
    site.page(path, body, Content_Type=said)
    done = ran("inspect", f"{site.base}{path}", "--json")
    source = json.loads(done.out)["source"]
    assert (source["format"], source["name"]) == (kind, name)
    assert source["address"] == f"{site.base}{path}"


@pytest.mark.parametrize(
    ("pack", "said"),
    [
        (gzip.compress, "gzip"),
        (lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:]), "gzip"),
        (zlib.compress, "deflate"),
        (lambda data: zlib.compress(data, wbits=-15), "deflate"),
        (bytes, "identity"),
    ],
)
def test_a_packed_page_is_unpacked(site, pack, said):
    site.page("/a", pack(PAGE.encode()), Content_Encoding=said)
    assert inspected(f"{site.base}/a")["title"] == "Bridges"


# What does not


def test_a_packed_page_that_was_cut_off_is_refused(site):
    packed = gzip.compress(PAGE.encode())
    site.page("/a", packed[: len(packed) // 2], Content_Encoding="gzip")
    assert "[address-unreachable]" in refusal(f"{site.base}/a")


def test_a_page_that_is_not_there_is_told(site):
    line = refusal(f"{site.base}/nowhere")
    assert line.startswith(f"{site.base}/nowhere: error: the server answers 404 ")
    assert line.endswith("[address-refused]")


@pytest.mark.parametrize("status", [401, 403, 410, 429, 500, 503])
def test_a_page_that_the_server_keeps_is_told(site, status):
    site.page("/a", status=status)
    assert f"answers {status}" in refusal(f"{site.base}/a")


def test_redirects_for_ever_are_told(site):
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    assert "[address-redirects]" in refusal(f"{site.base}/a")
    assert len(site.asked) < 10


def test_a_gigabyte_is_stopped_at_the_limit(site):
    site.endless("/a", b"<p>words</p>" * 8_000)
    assert "[source-large]" in refusal(f"{site.base}/a")


def test_a_bomb_is_stopped_at_the_limit(site):
    site.page("/a", bomb(40_000_000), Content_Encoding="gzip")
    assert "[source-large]" in refusal(f"{site.base}/a")


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("path_and_piece", [("/slow", b"a"), ("/robots.txt", b"#")], ids=lambda each: each[0])
def test_a_byte_now_and_then_is_stopped_by_the_deadline(site, path_and_piece):
    path, piece = path_and_piece
    site.page("/slow")
    site.endless(path, piece, pause=0.1)
    assert "[address-slow]" in refusal(f"{site.base}/slow")


@pytest.mark.usefixtures("soon")
def test_headers_that_never_end_are_stopped_by_the_deadline(site):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100):
            handler.wfile.write(b"X")
            handler.wfile.flush()
            time.sleep(0.1)

    site.pages["/a"] = answer
    assert "[address-slow]" in refusal(f"{site.base}/a")


def test_the_deadline_is_below_ten_seconds():
    assert page.DEADLINE < 10


def test_a_page_that_breaks_off_is_told(site):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b"<p>half")

    site.pages["/a"] = answer
    assert "[address-unreachable]" in refusal(f"{site.base}/a")


@pytest.mark.parametrize(
    "raw", [b"\x00\x01 no HTTP\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 200 + b"\r\n", b""]
)
def test_an_answer_that_is_no_http_is_told(site, raw):
    site.pages["/a"] = lambda handler: handler.wfile.write(raw)
    assert "[address-unreachable]" in refusal(f"{site.base}/a")


@pytest.mark.parametrize(("body", "said"), [(b"not packed at all" * 9, "gzip"), (PAGE.encode(), "br"), (b"x", "\x7f")])
def test_a_packing_that_is_not_read_is_told(site, body, said):
    site.page("/a", body, Content_Encoding=said)
    assert "[address-unreachable]" in refusal(f"{site.base}/a")


def test_a_host_that_is_not_there_is_told():
    line = refusal("http://127.0.0.1:9/a")
    assert line.startswith("http://127.0.0.1:9/a: error: the connection failed")
    assert "[address-unreachable]" in line
    assert "[address-unreachable]" in refusal("http://no-such-host.invalid/a")


def test_a_page_that_is_all_script_is_told(site):
    site.page(
        "/a",
        '<!doctype html><noscript>You need JavaScript.</noscript><div id="root">Loading ...</div><script src="a.js"></script>',
    )
    line = refusal(f"{site.base}/a")
    assert "[page-needs-script]" in line
    assert "browser" in line


def test_a_picture_is_no_article(site):
    site.page("/a", b"\x89PNG\r\n\x1a\n" + bytes(90), Content_Type="image/png")
    assert "[format-unknown]" in refusal(f"{site.base}/a")


def test_nothing_is_written_for_a_page_that_is_not_imported(site, course):
    before = sorted(course.rglob("*"))
    done = ran("import", f"{site.base}/nowhere", "--course", str(course))
    assert done.code == 1
    assert len(done.lines) == 1
    assert sorted(course.rglob("*")) == before


def test_a_proxy_is_asked_where_the_environment_names_one(site, monkeypatch):
    """The proxy looks names up; this computer's own pages are not asked of it."""
    monkeypatch.setenv("http_proxy", site.base)
    monkeypatch.delenv("no_proxy", raising=False)
    site.page("http://far.example/a")
    assert inspected("http://far.example/a")["title"] == "Bridges"
    assert site.asked == ["http://far.example/robots.txt", "http://far.example/a"]
    site.page("/near")
    assert inspected(f"{site.base}/near")["title"] == "Bridges"
    assert site.asked[-1] == "/near"


# What a site allows


def test_robots_txt_is_kept_to(site):
    site.page(
        "/robots.txt",
        "User-agent: *\nDisallow: /private/\nAllow: /private/open\nDisallow: /*?print=\n",
        Content_Type="text/plain",
    )
    for path in ("/a", "/private/a", "/private/open", "/a?print=1"):
        site.page(path)
    assert "[address-robots]" in refusal(f"{site.base}/private/a")
    assert "[address-robots]" in refusal(f"{site.base}/a?print=1")
    assert "/private/a" not in site.asked
    assert inspected(f"{site.base}/private/open")["title"] == "Bridges"


def test_rules_for_this_visitor_outrank_those_for_all(site):
    site.page("/robots.txt", "User-agent: teaching-module-builder\nAllow: /\n\nUser-agent: *\nDisallow: /\n")
    site.page("/a")
    assert inspected(f"{site.base}/a")["title"] == "Bridges"


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_robots_txt_that_cannot_be_had(site, status, allowed):
    site.page("/robots.txt", status=status)
    site.page("/a")
    if allowed:
        assert inspected(f"{site.base}/a")["title"] == "Bridges"
    else:
        assert "[address-robots]" in refusal(f"{site.base}/a")


def test_a_robots_txt_that_leads_nowhere_is_told(site):
    site.redirect("/robots.txt", "/robots.txt")
    site.page("/a")
    assert "[address-redirects]" in refusal(f"{site.base}/a")


# What an address may be


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/a", "file:///etc/hostname", "http://", "http://a b/", "https://user:secret@example.org/a",
     "http://example.org:99999/", "http://[::1/", "gopher://example.org", "http://example.org:0/"],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_told(address):
    line = refusal(address)
    assert "[source-address]" in line
    assert "secret" not in line


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("HTTPS://Example.ORG/A b?c=d e#f", "https://example.org/A%20b?c=d%20e"),
        ("http://example.org:80", "http://example.org/"),
        ("https://example.org:8443/é", "https://example.org:8443/%C3%A9"),
        ("https://bücher.example/a%20b", "https://xn--bcher-kva.example/a%20b"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
    ],
)
def test_an_address_is_asked_for_in_its_plain_form(written, asked):
    assert str(parsed(written)) == asked


@pytest.mark.parametrize(
    ("place", "private"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("192.168.0.1", True), ("169.254.169.254", True), ("100.64.0.1", True), ("0.0.0.0", True),
     ("::1", True), ("fe80::1%eth0", True), ("fd00::1", True), ("::ffff:127.0.0.1", True), ("64:ff9b::a9fe:a9fe", True), ("2002:7f00:1::", True),
     ("::7f00:1", True), ("fec0::1", True), ("224.0.0.1", True), ("64:ff9b::808:808", False), ("8.8.8.8", False), ("2001:4860:4860::8888", False)],
)  # fmt: skip
def test_which_numbers_are_private(place, private):
    assert is_private(place) is private


def test_no_redirect_leads_from_the_internet_into_a_private_network(site, monkeypatch):
    """The first host has a number of the internet by name; the answer comes from this computer all the same."""
    site.redirect("/a", "http://inside.example/secret")
    port = int(site.base.rpartition(":")[2])
    numbers = {"outside.example": ("8.8.8.8",), "inside.example": ("127.0.0.1",)}
    asked = []

    def ask(address, _place, limit, deadline):
        asked.append(address.host)
        return real(address._replace(port=port), "127.0.0.1", limit, deadline)

    real = page.ask
    monkeypatch.setattr(page, "places", lambda address: numbers[address.host])
    monkeypatch.setattr(page, "ask", ask)
    with pytest.raises(BuilderError, match="private network"):
        fetch("http://outside.example/a", Wanted(lambda _: 1_000_000, lambda _: None))
    assert set(asked) == {"outside.example"}


def test_no_redirect_leads_out_of_encryption():
    old = Address("https", "example.org", 443, "/a")
    assert str(redirected(old, "/b")) == "https://example.org/b"
    assert str(redirected(old, "//other.example/b")) == "https://other.example/b"
    for location in ("http://example.org/a", "file:///etc/hostname", "http://[", "javascript:alert(1)"):
        with pytest.raises(BuilderError):
            redirected(old, location)
