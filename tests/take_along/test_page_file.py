"""Page files: one file that asks for nothing, whose quiz works, that reads well on a phone, in the dark and on paper."""

import re

import lxml.html
import pytest

from builder.book.static_files import static_text
from builder.book.take_along.addresses import elsewhere, in_book
from builder.book.take_along.page_file import SCRIPTS, STYLES, Source, page_file, source_of
from builder.book.take_along.pictures import drawn

KB = 1000
DATA = re.compile(rb'src="data:[^"]*"')


def made(body, files=None, base="", address="modules/bees.html"):
    html = f'<html lang="en" dir="ltr"><body><article class="bd-article">{body}</article></body></html>'
    source = Source(html=html.encode(), address=address, base=base, digest="ab12")
    return page_file(source, (files or {}).get, static_text).decode()


def inside(body, **options):
    """Return what became of a piece of a page."""
    return re.search(r'<main class="bd-article">\n(.*)\n</main>', made(body, **options), re.DOTALL)[1]


PNG = b"\x89PNG\r\n\x1a\n rest"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>a</p><script>x</script>", "<p>a</p>"),
        ("&lt;script&gt;x&lt;/script&gt;", "&lt;script&gt;x&lt;/script&gt;"),
        ('<p title="</script>">a</p>', '<p title="&lt;/script&gt;">a</p>'),
        ('<a href="#p1" id="p1">a</a>', '<a href="#p1" id="p1">a</a>'),
        ('<a href="#gone">a</a>', "<a>a</a>"),
        ('<a href="bees.html#p1" id="p1">a</a>', '<a href="#p1" id="p1">a</a>'),
        ('<a href="wasps.html#p1">a</a>', "<a>a</a>"),
        ('<a href="JavaScript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<a href="mailto:a@example.org">a</a>', '<a href="mailto:a@example.org">a</a>'),
        ('<a href="http://[bad">a</a>', "<a>a</a>"),
        ('<a href="https://example.org:x/">a</a>', "<a>a</a>"),
        ('<p onclick="x" style="color:red">a</p>', '<p style="color:red">a</p>'),
        ('<p style="background:u\\72l(https://example.org)">a</p>', "<p>a</p>"),
        ('<embed src="https://example.org/e"><p>after</p>', "<p>after</p>"),
        ('<img src="../_images/a.png?v=1" alt="A">', '<img src="data:image/png;base64,iVBORw0KGgogcmVzdA==" alt="A">'),
        ('<img src="../_images/a%20b.png">', '<img src="data:image/png;base64,iVBORw0KGgogcmVzdA==">'),
        ('<img src="../_images/text.png" alt="A">b', "<span>A</span>b"),
        ('<img src="gone.png" alt="A">b', "<span>A</span>b"),
        ('<img src="https://example.org/a.png" alt="A">b', '<a href="https://example.org/a.png">A</a>b'),
        ('<a href="../_images/a.png"><img src="gone.png" alt="A"></a>', "<a><span>A</span></a>"),
        ('<video><source src="https://example.org/v.mp4"></video>b', '<a href="https://example.org/v.mp4">https://example.org/v.mp4</a>b'),
        ('<section class="builder-related"><a href="x.html">x</a></section><p>a</p>', "<p>a</p>"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_piece_of_a_page(before, after):
    files = {"_images/a.png": PNG, "_images/a b.png": PNG, "_images/text.png": b"no picture"}
    assert inside(before, files=files) == after


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://example.org/book", "https://example.org/book/modules/wasps.html#p1"),
        ("https://example.org/book/", "https://example.org/book/modules/wasps.html#p1"),
        ("javascript:alert(1)//", None),
        ("", None),
    ],
)
def test_links_to_other_pages_lead_to_the_book_where_it_has_an_address(base, address):
    [link] = lxml.html.fragment_fromstring(inside('<a href="wasps.html#p1">a</a>', base=base), create_parent="p")
    assert link.get("href") == address


def test_the_title_is_text():
    text = made("<h1>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</h1>")
    assert "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>" in text


def test_no_script_or_style_of_ours_ends_early():
    for name in SCRIPTS:
        assert not re.search(r"</script|<!--|<script", static_text(name), re.IGNORECASE), name
    for name in STYLES:
        assert "</style" not in static_text(name).lower(), name


def test_a_file_says_at_its_head_what_it_was_made_from():
    assert source_of(made("<h1>a</h1>").encode()[:2000]) == "ab12"
    assert source_of(b"<meta") == ""


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        (b"<svg/>", None),
        (b"<html><svg></html>", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_a_picture_is_what_it_holds(data, kind):
    found = drawn(data)
    assert (found.media_type if found else None) == kind


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("x%00.png", None),
        ("https://example.org/a", None),
        ("//example.org", None),
        ("?q=1", "m/a.html"),
        ("../../x", "../x"),
    ],
)
def test_addresses_in_the_book(address, path):
    found = in_book(address, "m/a.html")
    assert (found.path if found else None) == path


def test_addresses_elsewhere_are_whole():
    assert elsewhere("https://example.org/50%") == "https://example.org/50%25"
    assert elsewhere("file:///etc/passwd") is None


@pytest.mark.book
def test_a_file_has_at_most_200_kb_without_pictures(shelf, hard):
    files = [*(shelf.course / "_build/page").glob("*.html"), *(hard / "_build/page").glob("*.html")]
    assert len(files) == 16
    for file in files:
        assert len(DATA.sub(b"", file.read_bytes())) <= 200 * KB, file.name


@pytest.mark.book
def test_no_file_names_anything_to_fetch(shelf, hard):
    for file in [*(shelf.course / "_build/page").glob("*.html"), *(hard / "_build/page").glob("*.html")]:
        root = lxml.html.document_fromstring(file.read_text(encoding="utf-8"))
        asked = root.xpath("//*[not(self::a)]/@src | //link/@href | //@srcset | //@poster | //object/@data")
        assert [address for address in asked if not address.startswith("data:image/")] == [], file.name


# ---- in Chromium, from the disk ------------------------------------------------------------------------------


@pytest.fixture
def opened(chromium):
    """Open a file in a browser that records what goes wrong and what is asked for."""
    contexts = []

    def open_(path, **options):
        context = chromium.new_context(**{"viewport": {"width": 360, "height": 740}, **options})
        contexts.append((context, said := []))
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append("dialog"), dialog.dismiss()))
        page.on("request", lambda r: said.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
        page.goto(path.as_uri())
        asked = [
            r
            for r in page.evaluate("performance.getEntriesByType('resource').map((r) => r.name)")
            if not r.startswith("data:")
        ]
        said.extend(asked)
        return page

    yield open_
    for context, said in contexts:
        context.close()
        assert said == []


def answer(page, id_, answers):
    """Answer an item as a person would; return what is said."""
    form = page.locator(f'form[data-item="{id_}"]')
    match form.get_attribute("data-kind"):
        case "multiple-choice" | "multiple-response" | "true-false":
            for words in answers:
                form.locator("label", has_text=words).locator("input").check()
        case "matching" | "ordering":
            for label, words in answers.items():
                row = form.locator(".builder-quiz-row", has=page.locator("label", has_text=label))
                row.locator("select").select_option(label=words)
        case _:
            for control, words in zip(form.locator("input[type=text], textarea").all(), answers, strict=True):
                control.fill(words)
    form.locator("[type=submit]").click()
    return form.locator("[role=status]").inner_text()


STEPS = ("Buy ladders together", "Write the list", "Choose a keeper", "Lend")
RIGHT = {
    "why-a-list": ["They wandered off"],
    "two-needs": ["A list", "A keeper"],
    "enough": ["False"],
    "pairs": {"Steward": "keeps the list", "Household": "borrows the ladder"},
    "gap": ["ladders", "autumn"],
    "who": ["steward"],
    "steps": {step: str(place) for place, step in enumerate(STEPS, 1)},
}
WRONG = {
    "why-a-list": (["They rusted away"], "Nobody in the text speaks of rust"),
    "two-needs": (["A list", "A fence"], "A fence would keep neighbours out"),
    "enough": (["True"], "Not"),
    "pairs": ({"Steward": "borrows the ladder", "Household": "keeps the list"}, "Not"),
    "gap": (["spades", "autumn"], "Compare"),
    "who": (["nobody"], "ompare"),
    "steps": ({step: str(5 - place) for place, step in enumerate(STEPS, 1)}, "Not"),
    "yours": (["Yes."], "It names who would keep the list at home."),
}


@pytest.mark.book
@pytest.mark.browser
def test_every_kind_of_item_says_right_and_wrong(hard, opened):
    page = opened(hard / "_build/page/tools-to-borrow.html")
    for id_, answers in RIGHT.items():
        assert answer(page, id_, answers).startswith("Right."), id_
    page.evaluate("localStorage.clear()")
    page.reload()
    for id_, (answers, words) in WRONG.items():
        answer(page, id_, answers)
        said = page.locator(f'form[data-item="{id_}"]').inner_text()
        assert words in said, id_
        assert not said.startswith("Right."), id_


@pytest.mark.book
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_without_scrolling_sideways_in_readable_colours(shelf, hard, opened, scheme):
    for path in (shelf.course / "_build/page/arabic.html", hard / "_build/page/hostile.html"):
        page = opened(path, color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate("document.documentElement.dataset.theme") == scheme
        light = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert light == (scheme == "light")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(34, 40, 50)"  # also where the screen is dark
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.book
@pytest.mark.browser
def test_a_hostile_file_runs_nothing(hard, opened):
    page = opened(hard / "_build/page/hostile.html")
    assert page.locator("h1").inner_text() == '</script><script>alert("title")</script> & "quotes" <b>'
    assert page.locator("main img").evaluate_all("all => all.every((one) => one.complete && one.naturalWidth > 0)")
    assert page.evaluate("navigator.serviceWorker ? navigator.serviceWorker.controller : null") is None
