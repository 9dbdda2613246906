"""The nearest text that an article does hold."""

import pytest

from builder.checks.quotations import holding, holds, nearest
from builder.model.article import Article

BEES = Article(
    kind="digest",
    title="Bees in the City",
    summary=(
        "A hive on a roof finds *more kinds* of flowers than a hive in a field. Gardens bloom in turn.",
        "The difference was largest in late summer, when the fields were bare. It was smallest in May.",
    ),
)


@pytest.mark.parametrize(
    ("quotation", "near"),
    [
        (
            "the difference was largest in early summer",
            "The difference was largest in late summer, when the fields were bare.",
        ),
        (
            "a hive on a roof finds most kinds of flowers",
            "A hive on a roof finds more kinds of flowers than a hive in a field.",
        ),
        ("gardens do bloom in turn", "Gardens bloom in turn."),
        ("whales sing in the deep", None),
        ("it was in the", None),  # small words alone are in every sentence
        ("", None),
    ],
)
def test_the_sentence_that_a_misquotation_meant(quotation, near):
    held = holding(BEES)
    assert not holds(held, quotation)
    assert nearest(held, quotation) == near
