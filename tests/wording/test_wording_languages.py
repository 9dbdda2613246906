"""Every phrase stands in every language, with the same places to fill, in the language's own marks."""

import re
from importlib.resources import files
from io import BytesIO
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from builder import wording
from builder.model.timetable import Reason
from builder.recognise.tables import key, languages, table, unmarked
from builder.wording import group, phrase
from builder.wording.english import Plural, english
from builder.wording.places import fits
from builder.writers.syllabus_words import why

FOLDER = files(wording)
OURS = ("ar", "es", "fr")


def catalogue(language):
    """Read a catalogue as tools of translators do, with everything that is in it."""
    return read_po(BytesIO((FOLDER / f"locale/{language}/LC_MESSAGES/builder.po").read_bytes()), abort_invalid=True)


def forms(text):
    """Return a text as one or several forms: `NAME[2]` is the third form of a phrase that counts."""
    several = text if isinstance(text, tuple) else (text.one, text.other) if isinstance(text, Plural) else None
    return {"": text} if several is None else {f"[{number}]": form for number, form in enumerate(several)}


CATALOGUES = {language: catalogue(language) for language in OURS}
ENGLISH = {f"{name}{end}": form for name, text in english().items() for end, form in forms(text).items()}
TABLES = {
    language: {
        f"{message.context}{end}": form for message in read if message.id for end, form in forms(message.string).items()
    }
    for language, read in CATALOGUES.items()
} | {"en": ENGLISH}
OTHERS = sorted(OURS)


def test_the_languages_are_those_of_the_recogniser():
    assert set(languages()) == {"en", *OURS} <= set(wording.languages())


@pytest.mark.parametrize("language", OTHERS)
def test_no_phrase_is_missing_left_over_in_doubt_or_of_other_english(language):
    live = [message for message in CATALOGUES[language] if message.id]
    assert [message.context for message in live] == list(english())
    assert not [message.context for message in live if message.fuzzy or not all(forms(message.string).values())]
    for message in live:
        of = english()[message.context]
        assert message.id == ((of.one, of.other) if isinstance(of, Plural) else of), "run `make words`"


@pytest.mark.parametrize("language", OTHERS)
def test_places_match(language):
    wrong = [
        (message.context, form)
        for message in CATALOGUES[language]
        if message.id
        for form in forms(message.string).values()
        if not fits(form, english()[message.context])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language):
    same = {name for name, text in TABLES[language].items() if text == ENGLISH.get(name) and re.search(r"\w{2}", text)}
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
