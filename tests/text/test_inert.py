"""Inert text shows what it says and does nothing, to the parser that the book uses with every extension on."""

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from files.texts import line
from hypothesis import given
from hypothesis import strategies as st
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.docutils_ import Parser
from myst_parser.parsers.mdit import create_md_parser

from builder.text.inert import inert
from builder.text.inline import plain

EXTENSIONS = {
    "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "html_admonition",
    "html_image", "linkify", "strikethrough", "substitution", "tasklist",
}  # fmt: skip

ATTACKS = [
    "{{ 1+1 }}", "{% set x = 1 %}", "```{include} /etc/passwd", "~~~{eval-rst}", ":::{note}", "{eval-rst}`x`",
    "{download}`../_config.yml`", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- comment -->",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)", "[x](vbscript:x)",
    "![x](https://example.org/x.png)", "<javascript:alert(1)>", "[x]: javascript:alert(1)", "[^1]: note", "[^1]",
    "[x]{.class onclick=alert(1)}", "(target)=", "% comment", '+++ {"a": 1}', "# heading", "> quoted", "- item",
    "* item", "+ item", "1. item", "1) item", "---", "***", "===", ": definition", "| a | b |", "$x$", "$$x$$",
    "\\[x\\]", "\\(x\\)", "&lt;script&gt;", "&#106;avascript", "https://example.org/x", "www.example.org",
    "{.class}", "{#id .class}", "[a][b]", "[[wiki]]", "~~gone~~", "- [ ] task", "term\n: def", "a\n===", "x\\", "\t\tcode",
    "[x](<javascript:alert(1)>)", "[x](//example.org)", "[x](file:///etc/passwd)", "{term}`<script>`", "`{{ x }}`",
    "``{role}`x` ``", ":field: value", '[link](https://example.org "onerror=x")', "<https://example.org>",
]  # fmt: skip

PLACES = {
    "alone": "{}",
    "after a paragraph": "Before.\n\n{}",
    "in a list": "- {}",
    "in a numbered list": "1. {}",
    "in a heading": "# {}",
    "in a definition": "term\n: {}",
    "as a term": "{}\n: definition",
    "in a nested list": "1. x\n   - Look for: {}",
    "in emphasis": "*{}*",
    "in a quotation": "> {}",
}


def rendered(markdown):
    config = MdParserConfig(enable_extensions=EXTENSIONS, substitutions={"x": "EXPANDED"})
    parser = create_md_parser(config, DocutilsRenderer)
    settings = get_default_settings(Parser)
    settings.report_level = 5
    document = new_document("text", settings)
    parser.options["document"] = document
    parser.render(markdown)
    return document


ALLOWED = (
    nodes.document, nodes.section, nodes.title, nodes.paragraph, nodes.Text, nodes.emphasis, nodes.strong,
    nodes.literal, nodes.reference, nodes.bullet_list, nodes.enumerated_list, nodes.list_item,
    nodes.definition_list, nodes.definition_list_item, nodes.term, nodes.definition, nodes.block_quote,
)  # fmt: skip


def check(text, place):
    document = rendered(place.format(inert(text)))
    for node in document.findall():
        assert isinstance(node, ALLOWED), f"{type(node).__name__}: {inert(text)!r}"
        if isinstance(node, nodes.reference):
            assert node["refuri"].startswith(("http://", "https://", "mailto:")), node["refuri"]
    assert "EXPANDED" not in document.astext()
    return document


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_does_nothing(attack, place):
    check(attack, place)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_inside_a_sentence_does_nothing(attack):
    check(f"A bridge {attack} carries more.", "{}")
    check(f"x{attack}x", "{}")


@given(line, st.sampled_from(sorted(PLACES)))
def test_any_text_is_inert_in_any_place(text, place):
    check(text, PLACES[place])


@given(line)
def test_the_words_are_shown_as_they_are(text):
    shown = " ".join(check(text, "x {}").astext().split())
    assert shown == " ".join(f"x {plain(text)}".split())


@given(line)
def test_inert_text_stays_as_it_is(text):
    assert inert(inert(text)) == inert(text)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a plain sentence, with (brackets) and – dashes.", "a plain sentence, with (brackets) and – dashes."),
        ("*Journal*, 28(5), 1-2.", "*Journal*, 28(5), 1-2."),
        ("from $75 to $100", r"from \$75 to \$100"),
        ("Sahel[1] and [KH]", "Sahel[1] and [KH]"),
        ("[a link](https://example.org/a_b)", "[a link](<https://example.org/a_b>)"),
        ("- a dash", r"\- a dash"),
        ("1. a number", r"1\. a number"),
    ],
)
def test_no_more_is_escaped_than_must_be(text, markdown):
    assert inert(text) == markdown


def test_the_same_attacks_do_act_where_nothing_makes_them_inert():
    assert "EXPANDED" in rendered("{{ x }}").astext()
    assert any(isinstance(node, nodes.raw) for node in rendered("<script>x</script>").findall())
    assert any(isinstance(node, nodes.math) for node in rendered("$x$").findall())
