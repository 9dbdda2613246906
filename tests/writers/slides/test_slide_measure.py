"""The room that a text takes is told on the safe side: against a wide sans font, and for scripts without one."""

import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from builder.writers.slides.measure import line_height, line_starts, width_of

TEXTS = tomllib.loads((Path(__file__).parent / "measured.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def noto():
    """Return what measures a text in a wide font that is at hand."""
    fonts = {}
    for weight in ("Regular", "Bold"):
        font = TTFont(str(files("builder.writers.pdf") / "fonts" / f"NotoSans-{weight}.ttf"))
        fonts[weight] = (font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm)

    def width(text, weight):
        names, widths, em = fonts[weight]
        return sum(widths[names[ord(char)]][0] for char in text) / em

    return width


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("bold", [False, True])
def test_a_text_is_thought_as_wide_as_in_a_wide_font_and_little_wider(noto, name, bold):
    ratio = width_of(TEXTS[name], bold=bold) / noto(TEXTS[name], "Bold" if bold else "Regular")
    assert 1.0 <= ratio < 1.2


def test_lines_begin_at_words_and_hold_no_more_than_the_measure():
    text = TEXTS["en"] * 3
    starts = line_starts(text, 20.0)
    lines = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert "".join(lines) == text
    assert all(width_of(line.rstrip()) <= 20.0 for line in lines)
    assert all(line.endswith(" ") for line in lines[:-1])


def test_a_word_longer_than_a_line_takes_as_many_as_it_needs():
    assert len(line_starts("n" * 100, 20.0)) == 4  # 33 letters of 0.6 em to a line


def test_ideographs_break_anywhere():
    assert line_starts("協力の力" * 5, 8.0) == (0, 8, 16)


def test_no_text_and_a_blank_at_the_end_take_no_second_line():
    assert line_starts("", 8.0) == (0,)
    assert line_starts("nnnnn ", 3.1) == (0,)


def test_lines_of_arabic_are_higher():
    assert line_height("لماذا؟") > line_height("Why?")


def test_the_library_is_loaded_when_a_file_is_written_and_not_before():
    program = "import sys, builder.writers.slides.pptx, builder.writers.sheets.decks; print('pptx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
