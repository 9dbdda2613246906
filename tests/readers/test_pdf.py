"""A PDF's blocks: as `pdf/*.txt` has them; every bad file is refused in one line."""

import io
import random
import time
from pathlib import Path

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts.found import found as parts
from layouts.found import scores
from layouts.planted import WORDS, layout
from refusals import refused
from written_as.pdf import write

from builder.model.document import Block, Source
from builder.readers import pdf, read
from builder.readers.formats import LIMIT_WITH_PICTURES
from builder.readers.pdf_columns import columns
from builder.readers.pdf_file import MOST_PAGES
from builder.readers.pdf_glyphs import Glyph
from builder.readers.pdf_lines import pieces
from builder.recognise import recognise
from builder.text.inline import plain

FOLDER = Path(__file__).parent / "pdf"
SET = sorted(FOLDER.glob("*.typ"))
MADE = sorted(FOLDER.glob("*.pdf"))
SOURCE = Source(name="case.pdf", format="pdf", sha256="0")


def rows(found):
    """Return what the file says of itself, and one line a block: kind, level, mark, text, and why it is furniture."""
    about = {name: value for name in found.metadata.__struct_fields__ if (value := getattr(found.metadata, name))}
    head = [f"{name}: {value}" for name, value in sorted(about.items())]
    blocks = [
        " ".join(filter(None, [block.kind, str(block.level or ""), block.mark, "|", block.text.replace("\n", "\\n")]))
        + (f"  <- {block.furniture}" if block.furniture else "")
        for block in found.blocks
    ]
    return "\n".join([*head, "", *blocks]) + "\n"


def made(text):
    """Return the PDF that typst makes of a text."""
    return bytes(typst.compile(text.encode()))


@pytest.mark.parametrize("path", SET, ids=lambda path: path.stem)
def test_blocks_of_what_typst_sets(path, golden):
    found, findings = pdf.read(SOURCE, made(path.read_text(encoding="utf-8")))
    assert findings == ()
    golden(path.with_suffix(".txt"), rows(found))
    assert [block.number for block in found.blocks] == list(range(1, len(found.blocks) + 1))


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_blocks_of_what_other_programs_set(path, golden):
    found, findings = pdf.read(SOURCE, path.read_bytes())
    assert [finding.severity for finding in findings if finding.severity != "note"] == []
    golden(path.with_suffix(".txt"), rows(found))


BODY = "= Bees\nBees live on the roofs of the market hall."
GOOD = made(BODY)


def with_pikepdf(change, **options):
    """Return the good file as changed through pikepdf."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(GOOD)) as opened:
        change(opened)
        opened.save(target, **options)
    return target.getvalue()


def locked(user, owner):
    protection = pikepdf.Encryption(user=user, owner=owner)
    return with_pikepdf(lambda _: None, encryption=protection)


def picture(text="", pages=1):
    """Return pages that hold one picture each, and below it a text."""
    page = f'#set page(margin: 0pt, width: 200pt, height: 200pt)\n#image(bytes({GRAY}), format: (encoding: "luma8", width: 2, height: 2), width: 160pt, height: 160pt)\n{text}\n'
    return made("#pagebreak()\n".join([page] * pages))


GRAY = "(0, 90, 180, 255)"


def test_the_file_goes_through_the_table_of_formats():
    found, findings = read("bees.pdf", GOOD)
    assert findings == ()
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("heading", "Bees"),
        ("paragraph", "Bees live on the roofs of the market hall."),
    ]
    assert (found.source.name, found.source.format) == ("bees.pdf", "pdf")


@pytest.mark.parametrize("name", ["bees.txt", "bees.docx", "bees.html"])
def test_first_bytes_outrank_the_suffix(name):
    found, findings = read(name, GOOD)
    assert findings == ()
    assert found.source.format == "pdf"


def test_a_file_that_opens_without_a_password_is_read():
    found, findings = pdf.read(SOURCE, locked("", "secret"))
    assert findings == ()
    assert found.blocks[0].text == "Bees"


def loop(opened):
    opened.Root.Pages.Kids.append(opened.Root.Pages)
    opened.Root.Pages.Count = 10_000


def deep(opened):
    inner = opened.Root.Pages
    for _ in range(3000):
        inner = opened.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=[inner], Count=1))
    opened.Root.Pages = inner


def without_pages(opened):
    del opened.pages[0]


def bomb(opened):
    opened.pages[0].Contents = pikepdf.Stream(opened, b"q\nQ\n" * 4_000_000)


def garbled(opened):
    for each in opened.objects:
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
            del each["/ToUnicode"]


def many(opened):
    for _ in range(MOST_PAGES):
        opened.pages.append(opened.pages[0])


BAD = {
    "cut in half": (GOOD[: len(GOOD) // 2], "pdf-broken"),
    "cut at the end": (GOOD[:-200], "pdf-broken"),
    "head only": (b"%PDF-1.7 bees", "pdf-broken"),
    "text": (b"Bees live on the roofs.", "pdf-other"),
    "zeros": (bytes(5000), "pdf-other"),
    "password": (locked("secret", "other"), "pdf-encrypted"),
    "no page": (with_pikepdf(without_pages), "pdf-broken"),
    "too many pages": (with_pikepdf(many), "source-large"),
    "letters without a meaning": (with_pikepdf(garbled), "pdf-garbled"),
    "scanned": (picture(pages=2), "pdf-scanned"),
    "scanned and stamped": (picture("page 1"), "pdf-scanned"),
    "no text": (made("#rect()"), "source-empty"),
    "drawn letters only": (made("#v(1pt)"), "source-empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_line(name):
    data, code = BAD[name]
    assert refused("case.pdf", data, seconds=5, reading=lambda _, data: pdf.read(SOURCE, data)).code == code


@pytest.mark.parametrize("change", [loop, deep, bomb], ids=lambda change: change.__name__)
def test_a_file_made_to_exhaust_a_computer_ends_in_time(change):
    data = with_pikepdf(change, compress_streams=True)
    began = time.monotonic()
    found, findings = read("bees.pdf", data)
    assert time.monotonic() - began < 30  # it has 8 seconds, on a machine that does other things as well
    assert len(findings) == (found is None)
    assert all(finding.severity == "error" and finding.help for finding in findings)


def test_a_large_file_is_refused_before_it_is_looked_at():
    found, (finding,) = read("bees.pdf", GOOD + bytes(LIMIT_WITH_PICTURES))
    assert (found, finding.code) == (None, "source-large")


def test_pages_without_text_are_named():
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(GOOD)) as whole, pikepdf.open(io.BytesIO(picture(pages=2))) as scanned:
        whole.pages.extend(scanned.pages)
        whole.save(data)
    found, (finding,) = pdf.read(SOURCE, data.getvalue())
    assert found.blocks[0].text == "Bees"
    assert (finding.code, finding.severity) == ("pdf-scanned-pages", "warning")
    assert finding.message.endswith(": 2, 3")


def test_pictures_are_counted():
    told = "Bees live on the roofs of the market hall, and whoever buys fish there has seen them."
    image = f'#image(bytes({GRAY}), format: (encoding: "luma8", width: 2, height: 2), width: 60pt, height: 60pt)'
    found, (finding,) = pdf.read(SOURCE, made(f"{told}\n\n{image}\n{image}\n"))
    assert [block.text for block in found.blocks] == [told]
    assert (finding.code, finding.severity) == ("pdf-pictures", "note")
    assert finding.message.endswith(": 2")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_one_sees_it(turn):
    path = FOLDER / "two_columns.typ"
    data = made(path.read_text(encoding="utf-8"))
    upright, _ = pdf.read(SOURCE, data)
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            _, _, width, height = (float(edge) for edge in page.MediaBox)
            turned = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}[
                turn
            ]
            page.contents_add(
                pikepdf.Stream(opened, ("q " + " ".join(str(n) for n in turned) + " cm").encode()), prepend=True
            )
            page.contents_add(pikepdf.Stream(opened, b"Q"))
            if turn != 180:
                page.MediaBox = pikepdf.Array([0, 0, height, width])
            page.Rotate = turn
        opened.save(target)
    found, findings = pdf.read(SOURCE, target.getvalue())
    assert findings == ()
    assert [block.text for block in found.blocks] == [block.text for block in upright.blocks]


@pytest.mark.parametrize(
    ("title", "believed"),
    [
        ("Bees and roofs", True),
        ("Microsoft Word - bees.doc", False),
        ("bees_final.indd", False),
        ("Untitled-1", False),
        ("Quarterly figures of another firm", False),
    ],
)
def test_a_title_is_believed_where_the_text_has_it(title, believed):
    data = made(f'#set document(title: "{title}")\n= Bees and roofs\nBees live on the roofs.')
    found, _ = pdf.read(SOURCE, data)
    assert found.metadata.title == (title if believed else None)


ANY = st.sampled_from("bees roofs ladders choirs of the and painters quarrel market hall gardeners spring".split())
PARAGRAPH = st.lists(ANY, min_size=3, max_size=60).map(lambda words: " ".join(words).capitalize() + ".")


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(["paragraph", "item", "heading"]), PARAGRAPH), min_size=1, max_size=8))
def test_the_same_words_come_back_in_the_same_order(pieces):
    pieces = [("paragraph", "First of all there are words that stand in a line."), *pieces]
    blocks = [
        Block(number=number, last=number, kind=kind, text=text if kind != "heading" else text[:30].strip(" ."), level=1)
        for number, (kind, text) in enumerate(pieces, 1)
    ]
    found, findings = pdf.read(SOURCE, write("Bees", blocks, "en"))
    assert findings == ()
    said = " ".join(plain(block.text) for block in found.blocks if block.furniture is None)
    assert said.split() == " ".join(block.text for block in blocks).split()


def as_blocks(made):
    """Yield the pieces of a layout as blocks."""
    counted = 0
    for number, piece in enumerate(made.pieces, 1):
        counted = counted + (piece.level == 1) if piece.kind == "item" else 0
        kind = {"title": "heading", "site": "paragraph"}.get(piece.kind, piece.kind)
        level = {"title": 1, "heading": 2, "item": piece.level}.get(piece.kind, 0)
        mark = "•" if made.bullet != "1. " else f"{counted}." if piece.level == 1 else "–"
        yield Block(number=number, last=number, kind=kind, text=piece.text, level=level, mark=mark * (kind == "item"))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("language", sorted(WORDS))
def test_what_was_planted_is_found(language, seed):
    made = layout(language, seed)
    document, _ = pdf.read(SOURCE, write("x", list(as_blocks(made)), language))
    inspection = recognise(document)
    given = scores(made, inspection)
    missed = {name: (made.planted.get(name), parts(inspection).get(name)) for name, score in given.items() if score < 1}
    assert not missed, made.pieces


GLYPHS = st.builds(
    lambda left, y, length, size: [
        Glyph("x", left + at * size / 2, left + (at + 1) * size / 2, y, size, False, False, False, None)
        for at in range(length)
    ],
    st.integers(0, 400), st.integers(0, 60).map(lambda row: row * 12.5), st.integers(1, 60), st.sampled_from([9, 10, 14]),
)  # fmt: skip


@given(st.lists(GLYPHS, min_size=1, max_size=60), st.booleans())
def test_columns_hold_every_letter_once(runs, backwards):
    glyphs = [glyph for run in runs for glyph in run]
    found = columns(0, pieces(0, glyphs, backwards=backwards))
    if not backwards:
        shown = [glyph for column in found for line in column.lines for glyph in line.glyphs]
        assert sorted(shown) == sorted(glyphs)
    kept = [piece for column in found for line in column.lines for piece in line.pieces]
    assert sum(len(piece.glyphs) for piece in kept) == len(glyphs)


@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_file_is_read_or_refused(seed):
    draw = random.Random(seed)
    data = bytearray(GOOD)
    for _ in range(draw.randint(1, 40)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    found, findings = read("bees.pdf", bytes(data))
    assert (found is None) == any(finding.severity == "error" for finding in findings)
    assert all("\n" not in str(finding) for finding in findings)
