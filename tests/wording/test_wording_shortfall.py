"""What is said of a language in which the builder has no words, or not all."""

import pytest

from builder.checks.languages import without_words
from builder.findings import Where
from builder.wording import catalogues, known_words
from builder.wording.catalogues import EMPTY

HERE = Where(file="modules/a/module.md", line=3)


@pytest.fixture
def known(monkeypatch):
    """Give a function that makes this the catalogue of every language."""

    def put(catalogue):
        monkeypatch.setattr(catalogues, "chain", lambda language: (language,))
        monkeypatch.setattr(catalogues, "catalogue", lambda _: catalogue)

    return put


@pytest.mark.parametrize("language", ["en", "en-GB", "es", "es-MX", "fr", "ar", "ar-EG"])
def test_nothing_is_said_of_a_language_that_has_all_words(language):
    assert without_words(language, HERE) == ()


@pytest.mark.parametrize(("language", "name"), [("pt", "Portuguese"), ("zh-Hant", "Chinese"), ("qq", "qq")])
def test_a_language_without_words_is_named(language, name):
    (found,) = without_words(language, HERE)
    assert (found.code, found.severity, found.where) == ("language-without-words", "note", HERE)
    assert f"no words of ours in {name}" in found.message
    assert "docs/translating.md" in found.help


def test_a_half_done_catalogue_says_how_far_it_goes(known):
    known(type(EMPTY)(texts={"heading.summary": "Resumo", "heading.care": "Cuidado"}, counted={}, form=EMPTY.form))
    (found,) = without_words("pt", HERE)
    assert found.message == f"2 of {known_words('en').phrases} of our phrases are in Portuguese: the others are English"


def test_a_catalogue_that_cannot_be_read_says_why(known):
    known(type(EMPTY)(texts={}, counted={}, form=EMPTY.form, problem="line 7: no quotation mark"))
    (found,) = without_words("pt", HERE)
    assert found.severity == "warning"
    assert found.message.endswith("English ones stand there: line 7: no quotation mark")
