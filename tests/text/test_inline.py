"""Plain text and inline Markdown: what goes in as text comes out as text."""

import pytest
from files.texts import line
from hypothesis import given

from builder.text.inline import escape, plain


@given(line)
def test_escaped_text_reads_as_itself(text):
    assert plain(escape(text)) == text


@pytest.mark.parametrize(
    "text",
    ["[1] and [KH]", "snake_case", "2 * 3 = 6", "a < b", "AT & T", "C:\\temp", "it costs $5", "“quoted” – 50%"],
)
def test_text_that_commonmark_does_not_reread_is_not_escaped(text):
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("*not emphasis*", r"\*not emphasis\*"),
        ("_neither_", r"\_neither\_"),
        ("<b>", r"\<b>"),
        ("[a](b)", r"\[a](b)"),
        ("&amp;", r"\&amp;"),
        ("`code`", r"\`code\`"),
    ],
)
def test_text_that_commonmark_would_reread_is_escaped(text, markdown):
    assert escape(text) == markdown


def test_plain_takes_marks_away():
    assert plain("*International* **Peace** `code` [a link](https://example.org) \\*") == (
        "International Peace code a link *"
    )
