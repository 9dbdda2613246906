"""English words of ours on a page in a language for which there are none: marked as English, and nothing else is."""

import pytest

from builder.book.english_words import marked
from builder.book.quiz_form import form_html
from builder.wording import english_texts, languages

IN = '<span lang="en" dir="ltr">'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<h2>Summary<a class="headerlink">#</a></h2>', f'<h2>{IN}Summary</span><a class="headerlink">#</a></h2>'),
        ("<p>Minutes: 10</p>", f"<p>{IN}Minutes:</span> 10</p>"),
        ("<p>Purpose: discutir o artigo</p>", f"<p>{IN}Purpose:</span> discutir o artigo</p>"),
        ("<p>plenary (think 1, talk 9)</p>", f"<p>{IN}plenary (think 1, talk 9)</span></p>"),
        (
            "<p>5 min; 6 min for readers in a second language</p>",
            f"<p>{IN}5 min; 6 min for readers in a second language</span></p>",
        ),
        ("<b>Reading:</b>\n 5 min", f"<b>{IN}Reading:</span></b>\n {IN}5 min</span>"),
        ("<p>What the article’s own words are</p>", "<p>What the article’s own words are</p>"),
        ("<option>Choose</option>", "<option>Choose</option>"),
        ("<script>Check</script>", "<script>Check</script>"),
        ('<p title="Summary">Resumo</p>', '<p title="Summary">Resumo</p>'),
        ("<p>10 – 20 : ¶3</p>", "<p>10 – 20 : ¶3</p>"),
    ],
)
def test_what_is_ours_and_english_is_marked(before, after):
    assert marked(before, "pt") == after
    assert marked(after, "pt") == after


@pytest.mark.parametrize("language", [*languages(), "en-GB", "es-MX"])
def test_a_language_that_has_all_words_is_left_alone(language):
    assert english_texts(language) == ()
    assert marked("<h2>Summary</h2>", language) == "<h2>Summary</h2>"


def test_a_long_text_costs_little():
    text = f"<p>{'1 min of ' * 60}</p>" * 200
    assert marked(text, "pt") == text


def test_the_words_of_a_quiz_are_marked_and_its_questions_are_not():
    item = {
        "id": "mc-1",
        "kind": "multiple-choice",
        "stem": "O que conta o artigo?",
        "options": ["os barcos", "as redes"],
        "sealed": {"parts": [], "answer": ""},
    }
    html = form_html({"slug": "barcos", "items": [item]}, "pt")
    assert f"{IN}Check</span></button>" in html
    assert "</span> O que conta o artigo?</legend>" in html
    assert marked(html, "pt") == html
