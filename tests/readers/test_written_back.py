"""Blocks written as a file by `written_as` come back as the same blocks, whatever they are."""

import pytest
import written_as
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.model.document import Block
from builder.readers import read
from builder.text.runs import EMPHASIS, STRONG, Run, link, markdown

#: Formats whose writers and readers both are ours, and that carry marks and levels.
FORMATS = ("docx", "epub", "html", "odt", "rtf")
WORDS = st.sampled_from(
    [
        "hedge",
        "lane",
        "Émile",
        "سياج",
        "дорога",
        "道",
        "😊",
        "a*b",
        "x_y_z",
        "[sic]",
        "<b>",
        "{brace}",
        "back\\slash",
        "50%",
        "&amp;",
        "“said”",
    ]
)
MARKS = st.sampled_from([(), (), (), (EMPHASIS,), (STRONG,), (STRONG, EMPHASIS), (link("https://example.org/a"),)])
RUNS = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=3), MARKS), min_size=1, max_size=4)
KINDS = st.sampled_from(["heading", "paragraph", "paragraph", "quotation", "bullets", "numbers"])


def text_of(runs, kind):
    said = [Run("So ")]
    for words, marks in runs:
        kept = tuple(mark for mark in marks if not (kind == "heading" and mark == STRONG))
        said += [Run(" ".join(words), kept), Run(" and ")]
    return markdown([*said, Run("so on.")])


@st.composite
def articles(draw):
    """Draw blocks as they stand in an article: lists begin at level 1 and go one level deeper at a time."""
    blocks = []

    def add(kind, level=0, mark=""):
        text = text_of(draw(RUNS), kind)
        blocks.append(Block(number=len(blocks) + 1, last=len(blocks) + 1, kind=kind, text=text, level=level, mark=mark))

    for kind in draw(st.lists(KINDS, min_size=1, max_size=5)):
        if kind not in ("bullets", "numbers"):
            add(kind, draw(st.integers(2, 4)) if kind == "heading" else 0)
            continue
        add("paragraph")  # a list of its own
        counts = []
        for deeper in draw(st.lists(st.integers(-2, 1), min_size=1, max_size=5)):
            level = min(max(len(counts) + deeper, 1), len(counts) + 1, 4)
            counts = [*counts, 0][:level]
            counts[-1] += 1
            add("item", level, f"{counts[-1]}." if kind == "numbers" else "•")
    return blocks


@pytest.mark.parametrize("format_", FORMATS)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(articles())
def test_blocks_come_back(format_, blocks):
    data = written_as.write(format_, "Hedges", blocks, "en")
    found, findings = read(f"a{written_as.suffix(format_)}", data)
    assert findings == ()
    title, *back = found.blocks
    assert (title.kind, title.level, title.text) == ("heading", 1, "Hedges")
    assert [(each.kind, each.level, each.mark, each.text) for each in back] == [
        (each.kind, each.level, each.mark, each.text) for each in blocks
    ]
