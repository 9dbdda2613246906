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


ARABIC = {"language": "ar", "title": "الحديقة"}


def decks():
    """Return the decks that are shown, by name."""
    plain, arabic = (materials_of(leaky(**front), address=ADDRESS) for front in ({}, ARABIC))
    return {"prompts": prompts_deck(plain), "student": student_deck(plain), "arabic": student_deck(arabic)}


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Return the text of each page of each deck, plain and in large print, as LibreOffice shows it."""
    folder = tmp_path_factory.mktemp("slides")
    files = {(name, large): folder / f"{name}-{large}.pptx" for name in decks() for large in (False, True)}
    for (name, large), file in files.items():
        file.write_bytes(pptx_of(decks()[name], large=large))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files.values())]
    subprocess.run(convert, check=True, capture_output=True, timeout=110)
    return {key: pages_of(file.with_suffix(".pdf")) for key, file in files.items()}


def pages_of(pdf):
    text = subprocess.run([READER, "-layout", str(pdf), "-"], check=True, capture_output=True)
    return [" ".join(page.split()) for page in text.stdout.decode().split("\f")[:-1]]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", ["prompts", "student"])
def test_every_word_of_a_deck_is_on_its_slide(shown, name, large):
    deck, pages = decks()[name], shown[name, large]
    heads = titles(pptx_of(deck, large=large))
    assert len(pages) == len(heads)
    for page, title in zip(pages, heads, strict=True):
        assert title in page
    whole = set(re.findall(r"[^\W_]+", " ".join(pages)))
    stems = [words_of(block.stem) for slide in deck.slides for block in slide.blocks if isinstance(block, Question)]
    assert stems
    for stem in stems:
        assert set(re.findall(r"[^\W_]+", stem)) <= whole
    assert not any("Look for" in page or "burst pipes" in page for page in pages)


@pytest.mark.parametrize("large", [False, True])
def test_a_deck_from_right_to_left_is_shown(shown, large):
    pages = shown["arabic", large]
    assert len(pages) == len(titles(pptx_of(decks()["arabic"], large=large)))
    assert "السؤال" in "".join(pages)
