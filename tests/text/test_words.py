"""Content words and cognates, as the item rules mean them."""

import pytest

from builder.text.words import are_cognates, content_words, count, folded, hits, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("militarization", "militarism"),
        ("militarization", "militaristic"),
        ("frame", "frames"),
        ("norm", "norms"),
        ("peacekeeping", "peacekeepers"),
        ("same", "same"),
    ],
)
def test_cognates(one, other):
    assert are_cognates(one, other)
    assert are_cognates(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("peacekeeping", "peace"), ("norm", "north"), ("a", "as"), ("process", "project")]
)
def test_words_that_only_begin_alike_are_no_cognates(one, other):
    assert not are_cognates(one, other)


def test_content_words_leave_out_small_words_digits_and_possessives():
    assert content_words("The bees' 12 combs and the keeper’s smoke") == {"bees", "combs", "keeper", "smoke"}


def test_hits_are_words_of_the_second_text():
    assert hits("the process of militarization", "Militaristic values") == {"militaristic"}


def test_folding_makes_quotes_dashes_and_blanks_alike():
    assert folded("“a”  – b’s\u00a0c") == '"a" - b\'s c'


def test_words_and_their_number():
    assert words("It’s 5 o'clock — now") == ("it", "o'clock", "now")
    assert count("It’s 5 o'clock — now") == 4
