"""Which lines of a section get a number of the article's paragraphs."""

from builder.model.article import Paragraph
from builder.writers.paragraph_numbers import ParagraphNumbers

TABLE = "| Year | Talks held |\n|---|---|\n| 1990 | four |"


def numbers(body, *texts):
    article = tuple(
        Paragraph(number=number, text=text, section="summary") for number, text in enumerate(texts, start=1)
    )
    return ParagraphNumbers(article).heads(body)


def test_a_table_keeps_its_first_line_even_where_the_article_has_its_words():
    body = f"They met four times.\n\n{TABLE}\n\nThen they stopped."
    plain = TABLE.replace("|---|---|\n", "")
    assert numbers(body, "They met four times.", plain, "Then they stopped.") == {0: (1,), 6: (3,)}


def test_a_line_with_a_bar_is_a_paragraph_where_no_rule_follows():
    assert numbers("Either | or.\n\n---", "Either | or.") == {0: (1,)}
