"""An address too long for a code that a telephone reads stands as words alone, in every format."""

import io

from decks_by_hand import materials_of, of_markdown
from paper_course import all_sheets, materials_in, write_course
from paper_reader import read_paper
from pptx import Presentation

from builder.model.sheet import Layout
from builder.writers.pdf.press import Press
from builder.writers.sheets.decks import student_deck
from builder.writers.sheets.qr import MOST_BYTES, qr_code
from builder.writers.slides.pptx import pptx_of

LONG = f"https://example.org/{'long/' * 800}"
MODULE = "---\nformat: 1\ntitle: Bees\nlanguage: en\n---\n\n## Summary\n\nBees dance.\n"


def test_a_code_is_made_of_what_a_telephone_can_read():
    address = "https://example.org/".ljust(MOST_BYTES, "a")
    assert qr_code(address, "png").startswith(b"\x89PNG")
    assert qr_code(address, "svg").startswith(b"<svg")
    assert qr_code(address + "a", "png") is None
    assert qr_code("https://example.org/" + "ä" * (MOST_BYTES // 2), "svg") is None
    assert qr_code("", "svg") is None


def test_a_sheet_with_a_long_address_has_it_in_print_without_a_code(tmp_path):
    config = f"html:\n  baseurl: {LONG}\n"
    course = write_course(tmp_path / "course", {"bees": (MODULE, "")}, config)
    pdf, findings = Press(course).pdf((all_sheets(materials_in(course)["bees"])["student"],), Layout())
    assert pdf is not None, findings
    paper = read_paper(pdf)
    assert not list(paper.tags.every("Figure"))
    printed = "".join("".join(text.text for text in paper.written).replace("\u200b", "").split())
    assert f"{LONG}modules/bees.html" in printed


def test_slides_with_a_long_address_have_no_code():
    for address, pictures in ((LONG, 0), ("https://example.org/bees.html", 1)):
        deck = student_deck(materials_of(of_markdown("## Summary\n\nBees dance.\n"), address=address))
        file = Presentation(io.BytesIO(pptx_of(deck, large=False)))
        assert sum(hasattr(shape, "image") for slide in file.slides for shape in slide.shapes) == pictures
