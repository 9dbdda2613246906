"""Slides are set as large as they go, and parted where they go on no single one: nothing is clipped, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.sheet import (
    Break,
    Bullets,
    Card,
    Cards,
    Code,
    Deck,
    Group,
    Heading,
    Lines,
    Option,
    Paragraph,
    Picture,
    Question,
    Run,
    Slide,
    Table,
    Term,
    Terms,
)
from builder.writers.sheets.inline import said, words_of
from builder.writers.slides.measure import TITLE_LEADING, line_height, line_starts
from builder.writers.slides.packing import Measure
from builder.writers.slides.pages import pages_of
from builder.writers.slides.pieces import pieces_of
from builder.writers.slides.places import INSET_X, INSET_Y, OPENING, PLAIN

SENTENCE = "A street that owns its ladders together climbs for less. "


def deck_of(*slides, **changes):
    return Deck(
        kind="student", slug="tools", language="en", title="Tools – Slides", name="Slides", slides=slides, **changes
    )


def slide_of(*blocks, title="Tools", **changes):
    return Slide(title=said(title), blocks=blocks, **changes)


def paragraph(text):
    return Paragraph(text=said(text))


def height(page):
    """Return how high the text of a page is, and how high it may be."""
    look = OPENING if page.opening else PLAIN
    measure = Measure(width=look.body.width - 2 * INSET_X, first=0, others=0, scale=page.scale)
    return sum(map(measure.height, page.pieces)), look.body.height - 2 * INSET_Y


def words(pages):
    return " ".join(words_of(piece.text) for page in pages for piece in page.pieces).split()


def test_a_short_text_is_set_in_the_largest_size():
    (page,) = pages_of(deck_of(slide_of(paragraph(SENTENCE))))
    assert (page.scale.body, page.scale.small, words_of(page.title)) == (28, 24, "Tools")


def test_what_fits_in_a_smaller_size_stays_on_one_slide():
    (page,) = pages_of(deck_of(slide_of(*[paragraph(SENTENCE * 2)] * 5)))
    assert page.scale.body == 24


def test_a_long_text_is_parted_and_its_parts_are_counted():
    pages = pages_of(deck_of(slide_of(*[paragraph(f"{n}. {SENTENCE}") for n in range(20)])))
    assert [words_of(page.title) for page in pages] == ["Tools (1/3)", "Tools (2/3)", "Tools (3/3)"]
    lengths = [len(page.pieces) for page in pages]
    assert max(lengths) - min(lengths) <= 1
    assert words(pages) == " ".join(f"{n}. {SENTENCE}" for n in range(20)).split()


def test_a_paragraph_longer_than_a_slide_is_cut_between_sentences():
    pages = pages_of(deck_of(slide_of(paragraph(SENTENCE * 60))))
    assert len(pages) > 1
    assert all(words_of(page.pieces[-1].text).rstrip().endswith(".") for page in pages)
    assert words(pages) == (SENTENCE * 60).split()


def test_neighbours_under_one_title_are_counted_and_others_are_not():
    slides = [slide_of(paragraph("one")), slide_of(paragraph("two")), slide_of(paragraph("three"), title="Others")]
    assert [words_of(page.title) for page in pages_of(deck_of(*slides))] == ["Tools (1/2)", "Tools (2/2)", "Others"]


def test_a_prompt_is_large_and_a_long_one_is_not_under_28_points():
    def prompt(stem):
        return slide_of(Question(number=1, stem=said(stem), note=said("10 min, groups")), look="statement")

    (short,) = pages_of(deck_of(prompt("Who keeps the list?")))
    (longer,) = pages_of(deck_of(prompt(SENTENCE * 6)))
    longest = pages_of(deck_of(prompt(SENTENCE * 40)))
    assert short.scale.body == 44
    assert 28 <= longer.scale.body < 44
    assert len(longest) > 1
    assert all(page.scale.body >= 28 and page.statement for page in longest)
    assert words(longest) == [*(SENTENCE * 40).split(), "10", "min,", "groups"]


def test_options_stay_under_their_question_down_to_20_points():
    options = tuple(Option(text=said(SENTENCE * 2), letter=letter) for letter in "ABCDE")
    question = Question(number=1, stem=said("Which of these?"), options=options)
    (page,) = pages_of(deck_of(slide_of(question)))
    assert 20 <= page.scale.body < 24
    assert [piece.mark for piece in page.pieces] == ["", "A.", "B.", "C.", "D.", "E."]


def test_a_term_and_its_definition_and_source_stay_together():
    entries = tuple(
        Term(term=said(f"Term {n}"), definition=said(SENTENCE * 4), source=said(f"— Source {n}")) for n in range(6)
    )
    pages = pages_of(deck_of(slide_of(Terms(entries=entries))))
    assert len(pages) > 1
    assert all(words_of(page.pieces[0].text).startswith("Term") for page in pages)
    assert all(words_of(page.pieces[-1].text).startswith("— Source") for page in pages)


def test_a_definition_longer_than_a_slide_is_parted():
    entry = Term(term=said("Steward"), definition=said(SENTENCE * 50), source=said("— A source"))
    pages = pages_of(deck_of(slide_of(Terms(entries=(entry,)))))
    assert len(pages) > 1
    assert words(pages) == ["Steward", *(SENTENCE * 50).split(), "—", "A", "source"]
    assert all(used <= room for used, room in map(height, pages))


def test_a_title_that_fits_in_no_size_stands_whole_in_the_text():
    title = SENTENCE * 8
    page, *others = pages_of(deck_of(slide_of(paragraph("The text."), title=title)))
    assert others == []
    assert words_of(page.title).endswith("…")
    assert words(pages_of(deck_of(slide_of(paragraph("The text."), title=title)))) == [*title.split(), "The", "text."]
    assert page.title_size == 20


def test_parts_of_a_slide_whose_title_is_cut_are_counted_too():
    pages = pages_of(deck_of(slide_of(paragraph(SENTENCE * 40), title=SENTENCE * 8)))
    heads = [words_of(page.title) for page in pages]
    assert len(pages) > 1
    assert [head[-7:] for head in heads] == [f"… ({number}/{len(pages)})" for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize("title", ["Tools to Borrow", SENTENCE * 2, "Longwordwithoutblanks" * 30])
def test_a_title_fits_its_place(title):
    for page in pages_of(deck_of(slide_of(paragraph("The text."), title=title))):
        lines = line_starts(words_of(page.title), (page.title_box.width - 2 * INSET_X) / page.title_size, bold=True)
        height = len(lines) * page.title_size * line_height(title) * TITLE_LEADING
        assert height <= page.title_box.height - 2 * INSET_Y


def test_large_print_has_no_letter_under_32_points():
    blocks = (Paragraph(text=said(SENTENCE), look="small"), *[paragraph(SENTENCE)] * 8)
    looks = ("title", "plain", "statement")
    question = Question(number=1, stem=said(SENTENCE), options=(Option(text=said(SENTENCE * 9), letter="A"),))
    deck = deck_of(*(slide_of(*blocks, look=look) for look in looks), slide_of(question))
    pages = pages_of(deck, large=True)
    assert min(min(page.scale.body, page.scale.small, page.title_size) for page in pages) == 32
    assert len(pages) > len(pages_of(deck))


def test_the_opening_slide_gives_what_it_cannot_hold_to_the_next():
    first, *others = pages_of(deck_of(slide_of(*[paragraph(SENTENCE)] * 12, look="title"), address="https://x.org"))
    assert first.opening
    assert words_of(first.title) == "Tools"
    assert [words_of(page.title) for page in others] == ["Tools (2/2)"]
    assert not others[0].opening


def test_notes_stand_on_every_part():
    pages = pages_of(deck_of(slide_of(paragraph(SENTENCE * 60), notes=("Push: why?", "", "a\x00b"))))
    assert len(pages) > 1
    assert {page.notes for page in pages} == {("Push: why?", "ab")}


def test_what_a_slide_cannot_hold_has_a_plain_substitute():
    table = Table(head=(said("Tool"), said("Price")), rows=((said("Ladder"), said("90")), (said("Saw"), said("12"))))
    picture = Picture(path="images/ladder.png", description="A ladder at a wall")
    code = Code(text="if a:\n    lend(b)")
    cards = Cards(cards=(Card(front=said("Front"), back=said("Back")),))
    blocks = (table, picture, code, cards, Lines(count=4), Group(blocks=(paragraph("inside"),)))
    assert [(piece.level, piece.mark, words_of(piece.text)) for piece in pieces_of(blocks)] == [
        (0, "•", "Tool: Ladder"),
        (1, "•", "Price: 90"),
        (0, "•", "Tool: Saw"),
        (1, "•", "Price: 12"),
        (0, "", "[A ladder at a wall]"),
        (0, "", "if a:"),
        (0, "", "    lend(b)"),
        (0, "", "Front"),
        (0, "", "Back"),
        (0, "", "inside"),
    ]


def test_a_break_begins_a_new_slide():
    pages = pages_of(deck_of(slide_of(paragraph("one"), Break(), paragraph("two"), Break())))
    assert [[words_of(piece.text) for piece in page.pieces] for page in pages] == [["one"], ["two"]]


def test_numbers_of_a_list_go_on_and_its_second_paragraphs_hang():
    blocks = (Bullets(entries=((paragraph("one"), paragraph("more")), (paragraph("two"),)), start=4),)
    assert [(piece.mark, piece.hangs) for piece in pieces_of(blocks)] == [("4.", True), ("", True), ("5.", True)]


#: By name, so that a failure is told in few words.
LONG = {"prose": SENTENCE * 24, "word": "x" * 900}
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(sorted(LONG))
RUNS = st.lists(
    st.builds(lambda text, strong: Run(text=LONG.get(text, text), strong=strong), ANY_TEXT, st.booleans()), max_size=3
).map(tuple)
LEAVES = st.one_of(
    st.builds(Paragraph, text=RUNS, look=st.sampled_from(("plain", "small", "lead", "quote", "label"))),
    st.builds(Heading, text=RUNS),
    st.builds(Terms, entries=st.lists(st.builds(Term, term=RUNS, definition=RUNS, source=RUNS), max_size=3).map(tuple)),
    st.builds(
        Question,
        number=st.just(1),
        stem=RUNS,
        note=RUNS,
        rows=st.lists(RUNS, max_size=2).map(tuple),
        options=st.lists(st.builds(Option, text=RUNS, letter=st.sampled_from(("", "A", "AB"))), max_size=3).map(tuple),
    ),
    st.just(Break()),
)
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Bullets, entries=st.lists(st.lists(inner, max_size=2).map(tuple), max_size=3).map(tuple)),
        st.builds(Group, blocks=st.lists(inner, max_size=2).map(tuple)),
    ),
    max_leaves=4,
)
SLIDES = st.builds(
    Slide,
    title=st.text(st.characters(codec="utf-8"), max_size=30).map(said),
    blocks=st.lists(BLOCKS, max_size=3).map(tuple),
    look=st.sampled_from(("plain", "title", "statement")),
)


@given(st.lists(SLIDES, min_size=1, max_size=2), st.booleans(), st.sampled_from(("", "https://example.org/a")))
def test_nothing_is_lost_and_everything_fits(slides, large, address):
    pages = pages_of(deck_of(*slides, address=address), large=large)
    pieces = [piece for slide in slides for piece in pieces_of(slide.blocks)]
    kept = [piece for page in pages for piece in page.pieces]
    assert "".join(words_of(piece.text) for piece in kept) == "".join(words_of(piece.text) for piece in pieces)
    assert [piece.mark for piece in kept if piece.mark] == [piece.mark for piece in pieces if piece.mark]
    for page in pages:
        used, room = height(page)
        assert used <= room
        assert words_of(page.title)
