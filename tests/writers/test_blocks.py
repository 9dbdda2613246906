"""Lines of Markdown: comments go, numbers and bold terms come, every other line stays."""

from hypothesis import given
from hypothesis import strategies as st

from builder.writers.blocks import paragraphs, quoted, with_line_heads, with_terms, without_comments


def test_html_and_myst_comments_are_cut_out():
    body = "One.<!-- key: B -->\n\n<!-- a note\nof two lines -->\n\n% another note\nTwo.\n\nThree.\n"
    cleaned = without_comments(body)
    assert "key" not in cleaned
    assert "note" not in cleaned
    assert [text for _, text in paragraphs(cleaned)] == ["One.", "Two.", "Three."]


def test_a_comment_in_a_list_or_a_quotation_goes_too():
    cleaned = without_comments("- % one\n- a\n  % two\n\n> % three\n\n1. % four\n5 % of all")
    assert [word for word in ("one", "two", "three", "four") if word in cleaned] == []
    assert "5 % of all" in cleaned


def test_a_comment_that_is_never_closed_hides_the_rest():
    assert without_comments("Shown.\n\n<!-- half written") == "Shown."


def test_code_keeps_what_looks_like_a_comment():
    body = "```\n% in code\n<!-- in code -->\n```"
    assert without_comments(body) == body


def test_joining_lines_by_a_comment_does_not_make_a_new_comment():
    assert "<!--" not in without_comments("a <!<!-- x -->-- b -->\n")


def test_paragraphs_are_those_outside_lists_and_quotations():
    body = "First\nline two.\n\n- item\n\n> quoted\n\nLast."
    assert paragraphs(body) == ((0, "First\nline two."), (7, "Last."))


def test_heads_are_put_before_the_lines_they_name():
    assert with_line_heads("a\n\nb", {2: "¶2 "}) == "a\n\n¶2 b"


def test_terms_become_bold_once():
    body = "Comb\n: wax cells\n: — A source\n\n**Swarm**\n: a moving colony"
    assert with_terms(body, lambda _: "") == body.replace("Comb", "**Comb**", 1)


def test_a_quotation_holds_its_blank_lines():
    assert quoted("a\n\nb") == "> a\n>\n> b"


@given(st.text(alphabet="ab<!->% \n`:#", max_size=80))
def test_no_comment_survives_outside_code(body):
    cleaned = without_comments(body)
    assert without_comments(cleaned) == cleaned
    if "`" not in body and "    " not in body:
        assert "<!--" not in cleaned
