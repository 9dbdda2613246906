"""Words in a drawing are the page's too: one that cannot be shown takes the drawing away, not the whole sheet."""

import pytest

from builder.model.sheet import Layout, Picture, Sheet
from builder.writers.pdf.fonts import scripts_in, unserved
from builder.writers.pdf.press import Press
from builder.writers.sheets.inline import said

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text x="2" y="12" font-size="8">{}</text></svg>'
)


def printed(folder, words):
    (folder / "drawing.svg").write_text(DRAWING.format(words), encoding="utf-8")
    blocks = (Picture(path="drawing.svg", description="What it shows"),)
    sheet = Sheet(kind="student", slug="bees", language="en", title="Bees", name="B", heading=said("B"), blocks=blocks)
    press = Press(folder)
    return press, *press.pdf((sheet,), Layout())


@pytest.mark.parametrize("sign", ["\U000f1234", "\ufffe"])
def test_a_drawing_with_a_sign_that_no_font_has_gives_way_to_its_description(tmp_path, sign):
    _, pdf, (finding,) = printed(tmp_path, f"a {sign}")
    assert pdf is not None
    assert (finding.code, finding.where.file) == ("picture-not-printed", "drawing.svg")


def test_a_drawing_with_words_of_another_script_is_set_with_the_fonts_of_the_machine(tmp_path):
    press, pdf, findings = printed(tmp_path, "البئر")
    if unserved(scripts_in("البئر"), press._installed[0].families):
        pytest.skip("no font for Arabic")
    assert pdf is not None
    assert not findings
