"""What a second program makes of the slides: every word is there, and a page for each slide."""

import re
import shutil
import subprocess

import pytest
from decks_by_hand import ADDRESS, leaky, materials_of, titles

from builder.model.sheet import Question
from builder.writers.sheets.decks import prompts_deck, student_deck
from builder.writers.sheets.inline import words_of
from builder.writers.slides.pptx import pptx_of

OFFICE, READER = shutil.which("soffice"), shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(
    OFFICE is None or READER is None, reason="LibreOffice (soffice) or pdftotext is not installed: slides are not shown"
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Return what makes of a file the text of each page as LibreOffice shows it."""
    folder = tmp_path_factory.mktemp("slides")

    def pages(data):
        (folder / "deck.pptx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "deck.pptx"]
        subprocess.run(convert, cwd=folder, check=True, capture_output=True, timeout=100)
        text = subprocess.run([READER, "-layout", "deck.pdf", "-"], cwd=folder, check=True, capture_output=True)
        return [" ".join(page.split()) for page in text.stdout.decode().split("\f")[:-1]]

    return pages


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("make", [prompts_deck, student_deck])
def test_every_word_of_a_deck_is_on_its_slide(shown, make, large):
    deck = make(materials_of(leaky(), address=ADDRESS))
    data = pptx_of(deck, large=large)
    pages = shown(data)
    assert len(pages) == len(titles(data))
    for page, title in zip(pages, titles(data), strict=True):
        assert title in page
    whole = " ".join(pages)
    stems = [words_of(block.stem) for slide in deck.slides for block in slide.blocks if isinstance(block, Question)]
    assert stems
    for stem in stems:
        assert set(re.findall(r"[^\W_]+", stem)) <= set(re.findall(r"[^\W_]+", whole))
    assert not any("Look for" in page or "burst pipes" in page for page in pages)


def test_a_deck_from_right_to_left_is_shown(shown):
    deck = student_deck(materials_of(leaky(language="ar", title="الحديقة"), address=ADDRESS))
    pages = shown(pptx_of(deck))
    assert len(pages) == len(deck.slides)
    assert "السؤال" in "".join(pages)
