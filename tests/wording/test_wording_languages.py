"""Every phrase stands in every language, with the same places to fill, in the language's own marks."""

import re
import string
import tomllib
from importlib.resources import files
from typing import get_args

import pytest

from builder import wording
from builder.model.timetable import Reason
from builder.recognise.tables import key, languages, table, unmarked
from builder.wording import group, phrase
from builder.writers.syllabus_words import why

TABLES = {
    language: {
        f"{name}.{id_}": text
        for name, phrases in tomllib.loads(files(wording).joinpath(f"{language}.toml").read_text("utf-8")).items()
        for id_, text in phrases.items()
    }
    for language in wording.languages()
}
ENGLISH = TABLES["en"]
OTHERS = sorted(set(TABLES) - {"en"})


def places(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_the_languages_are_those_of_the_recogniser():
    assert wording.languages() == languages() == ("ar", "en", "es", "fr")


@pytest.mark.parametrize("language", OTHERS)
def test_no_phrase_is_missing_or_left_over(language):
    assert list(TABLES[language]) == list(ENGLISH)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", sorted(ENGLISH))
def test_places_match(language, name):
    assert places(TABLES[language][name]) == places(ENGLISH[name])


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language):
    same = {name for name, text in TABLES[language].items() if text == ENGLISH[name] and re.search(r"\w{2}", text)}
    alike = {
        "es": {"schedule.plan"},
        "fr": {"heading.notes", "plan.minutes", "plan.format", "page.source", "page.licence", "search.pages"}
        | {"schedule.date", "schedule.contact", "planner.minutes_of", "planner.modules"},
    }
    places_only = {"prompt.look_for_paragraph", "marks.quoted", "schedule.meets_line", "schedule.percent"}
    assert same <= alike.get(language, set()) | places_only | {"page.minutes_value", "schedule.total"}


@pytest.mark.parametrize("language", sorted(TABLES))
def test_every_reason_for_which_a_session_has_no_day_has_its_words(language):
    words = [why(reason, language) for reason in get_args(Reason)]
    named = {text for name, text in TABLES[language].items() if name.startswith("schedule.why_")}
    assert set(words) == named
    assert len(named) == len(words) == 9
    assert not any(text.endswith(".") for text in words)  # each stands behind a colon


@pytest.mark.parametrize("language", sorted(TABLES))
@pytest.mark.parametrize("name", ["heading", "plan"])
def test_headings_and_labels_are_told_apart(language, name):
    words = [text.casefold() for text in group(language, name).values()]
    assert len(set(words)) == len(words)
    assert not any(":" in text for text in words)


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_keeps_english_quotation_marks(language):
    assert not [name for name, text in TABLES[language].items() if re.search('[“”"]', text)]
    assert all(text.count("«") == text.count("»") for text in TABLES[language].values())


@pytest.mark.parametrize("language", OTHERS)
def test_what_keeps_a_line_private_is_typed_in_one_way(language):
    """A label that is typed without its accent or vowel mark is not known, and its line is shown to students."""
    private = [phrase(language, f"plan.{name}") for name in ("look_for", "push", "step_down")]
    for label in (*private, phrase(language, "heading.instructor_notes")):
        assert unmarked(label) == label
        assert not re.search("['’-]", label)
    assert all(label in phrase(language, "page.instructor_edition") for label in private)
    assert phrase(language, "page.instructor_only") in phrase(language, "page.instructor_edition")


def test_french_sets_its_blanks():
    for name, text in TABLES["fr"].items():
        assert not re.search(
            "(?<!\u00a0):(?!\\w)|(?<!\u202f)[;?!]|«(?!\u00a0)|(?<!\u00a0)»", text.replace("`status:", "")
        ), name
        assert "'" not in text, name


def test_arabic_sets_its_own_marks():
    for name, text in TABLES["ar"].items():
        assert not re.search("[,;?]", text), name
        assert "ـ" not in text, name


def test_spanish_opens_its_questions():
    assert all(text.count("¿") == text.count("?") for text in TABLES["es"].values())


def test_headings_of_a_module_are_recognised_where_an_article_is_pasted_back():
    wanted = {
        "summary": "summary",
        "definitions": "definitions",
        "talking_points": "talking_points",
        "key_insight": "key_insight",
        "informing_practice": "informing_practice",
        "prompts": "questions",
        "continued_reading": "continued_reading",
        "notes": "footnotes",
        "credits": "credits",
    }
    for language in OTHERS:
        for name, function in wanted.items():
            assert table(language).function(key(phrase(language, f"heading.{name}"))) == function, (language, name)


def test_a_region_and_an_unknown_language_have_words():
    assert phrase("es-MX", "heading.summary") == "Resumen"
    assert phrase("nl", "heading.summary") == "Summary"
