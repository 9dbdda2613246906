"""What holds for every page: no exception, every line in one place, nothing lost, nothing twice."""

import re
from collections import Counter

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from builder.readers import read
from builder.recognise import recognise
from builder.text.inline import plain

HEADINGS = ["Talking Points", "KEY INSIGHT:", "Summary", "Informing Practice", "Questions Raised", "References:",
            "Key words", "Glossary", "Notes", "In the News:", "Insight from Peace Science:", "Photo credit",
            "Recommendations for towns:", "1. Summary", "Context: what the river did in the years before the weir"]  # fmt: skip
LINES = ["This digest reports on the following study: Brook, A. (2014). Wells. Small Waters, 9(2), 1-20.", "Citation:",
         "Brook, A. (2014). Turns at the well. Journal of Small Waters, 9(2), 101-120.", "https://example.org/wells",
         "Key words: wells, turns; queues (long, short), keys.", "Photo credit: the county", "Next article Ferries",
         "[1] A note about the county.", "[1]", "(*1) A note.", "[AB]", "Turn: “the time in which one may draw water.”",
         "AB: Who was it?", "CD: It was the ferryman.", "well.jpg", "Copyright: the county", "Read more", "12 May 2019",
         "Volume 3, Issue 1", "By Anna Brook", "In the streets that were studied:", "Who keeps the key?", "* * *", "-----",
         "Brook spent a dry season at four wells and wrote down who drew water, and when, and for whom. [AB]",
         "A paragraph with *stars*, `ticks`, <b>tags</b>, [links](http://example.org), snake_case &amp; $5 {{ x }}.",
         "Questions: Who was asked, and by whom was it written down afterwards?", "Home", "The Open Shelf", "•", "—"]  # fmt: skip
BULLETS = ["", "", "", "  • ", "    • ", "- ", "* ", "1. ", "   a) ", "  o ", "\t– ", "(1) ", "[2] "]


@st.composite
def pages(draw):
    words = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
    line = st.tuples(st.sampled_from(BULLETS), st.one_of(st.sampled_from(HEADINGS), st.sampled_from(LINES), words))
    gap = st.sampled_from(["\n", "\n", "\n\n", "\n\n\n", "\r\n"])
    parts = draw(st.lists(st.tuples(line, gap), min_size=1, max_size=30))
    return "".join(bullet + text + end for (bullet, text), end in parts)


def words(text):
    """Count the words; a raised number is a note's mark, whatever it touches."""
    return Counter(word for word in re.findall(r"[^\W⁰¹²³⁴-⁹]{2,}", text) if not word.isdigit())


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)


def said(value):
    return sum((words(plain(text)) for text in strings(value)), Counter())


def at(value, pointer):
    for key in pointer.removeprefix("/").split("/"):
        value = value[int(key)] if isinstance(value, list | tuple) else value[key]
    return value


def inspected(text):
    document, _ = read("page.txt", text.encode("utf-8"))
    if document is None:
        return None, None
    return document, msgspec.to_builtins(recognise(document))


@given(pages())
def test_every_line_has_one_row_and_its_words_stand_there(text):
    document, found = inspected(text)
    if document is None:
        return
    numbers = [number for number, _ in found["lines"]]
    assert numbers == sorted(set(numbers))
    rows = dict(found["lines"])
    labels = [said(label) for label in (*found["headings"], *found["byline"])]
    for block in document.blocks:
        places = {rows[number] for number in range(block.number, block.last + 1)}
        assert len(places) == 1
        rest = words(plain(block.text)) - said(at(found, places.pop()))
        assert not rest or any(not rest - label for label in labels), block


@given(pages())
def test_nothing_is_lost_and_nothing_doubles(text):
    document, found = inspected(text)
    if document is None:
        return
    before = sum((words(plain(block.text)) for block in document.blocks), Counter())
    after = said({name: value for name, value in found.items() if name not in _ABOUT})
    assert after == before


_ABOUT = ("kind", "language", "lines", "findings", "source")


@given(pages())
def test_rows_cover_the_non_blank_lines(text):
    document, found = inspected(text)
    if document is None:
        return
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    seen = [number for number, line in enumerate(raw, 1) if re.search(r"\w", line)]
    assert set(seen) <= {number for number, _ in found["lines"]} <= set(range(1, len(raw) + 1))
    blank = {number for number, line in enumerate(raw, 1) if not line.strip()}
    assert not blank & {number for number, _ in found["lines"]}
