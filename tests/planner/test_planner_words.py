"""The planner's place on the page: its words are those that its scripts say, in every language, and nothing is HTML."""

import json
import re

import lxml.html
import pytest
from planner_script import STATIC

from builder.book.pages import PLANNER_SCRIPTS
from builder.wording import group, languages
from builder.writers.course.parts import CourseView
from builder.writers.course.planner import planner_html

#: Names that scripts put together, by their beginnings, and what they may end in.
JOINED = {
    "kind_": ("term", "workshop"),
    "term_": ("start", "end"),
    "save_": ("yml", "ics", "csv"),
    "reason_": tuple("no_meeting_left before_pin outside day_off no_meeting no_kind taken order too_long".split()),
}
#: How a script names a phrase: it says it, makes a part, a button or rows of it, or gives it with what fills it.
SAID = (
    r'say\("(\w+)"', r'part\("(\w+)"', r'does\("(\w+)"', r'(?:legend|add): "(\w+)"', r'\["(lack_\w+)", \{',
    r"\.words\.(\w+)", r'say\(isTerm \? "(week)"',
)  # fmt: skip


def view(language="en", entries=("some",)):
    return CourseView(entries=entries, language=language, link=lambda slug, _: slug, course="c0ffee")


def words(language):
    (place,) = lxml.html.fragments_fromstring(planner_html(view(language), ("FR", "US"), range(2026, 2036), ("UTC",)))
    return json.loads(place.get("data-words"))


def said():
    """Return the names of the phrases that the scripts say."""
    text = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in PLANNER_SCRIPTS[1:])
    names = {name for pattern in SAID for name in re.findall(pattern, text)}
    names |= {f"look_{name}" for name in re.findall(r'yield \["([a-z]+)", \{', text)} - {"look_absent"}
    names |= {"keyword", "level", "language", "minutes"}  # the filter names its fields so
    assert set(JOINED) <= names
    return (names - set(JOINED)) | {start + end for start, ends in JOINED.items() for end in ends}


def test_the_scripts_have_the_words_that_they_say_and_no_others():
    assert set(words("en")) - {"no_script"} == said()


@pytest.mark.parametrize("language", languages())
def test_every_language_has_them_and_says_where_no_script_runs(language):
    assert set(words(language)) == set(words("en"))
    (place,) = lxml.html.fragments_fromstring(planner_html(view(language), ("FR",), range(2026, 2036), ("UTC",)))
    assert place.text_content().strip() == group(language, "planner")["no_script"]
    assert place.get("data-level") == "2", "headings begin under that of the page"
    assert (place.get("data-first"), place.get("data-last"), place.get("data-countries")) == ("2026", "2035", '["FR"]')


def test_a_book_without_modules_has_nothing_to_plan():
    assert planner_html(view(entries=()), ("FR",), range(2026, 2036), ("UTC",)) == ""


def test_what_stands_in_attributes_is_escaped():
    html = planner_html(view(language='"><script>'), ("FR",), range(2026, 2036), ("UTC",))
    (place,) = lxml.html.fragments_fromstring(html)
    assert place.get("data-language") == '"><script>'
    assert "<script" not in html


def test_scripts_hold_no_words_of_their_own():
    """Whatever a person reads comes from the tables of words: no text of more than one word stands in a script."""
    for name in PLANNER_SCRIPTS[1:]:
        text = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", (STATIC / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        texts = [one for one in re.findall(r'"([^"\\\n]*)"', text) if re.search(r"[A-Za-z]{3,} [a-z]{3,}", one)]
        spoken = [
            one for one in texts if one not in ("use strict", "reading minutes", "class minutes", "to be settled")
        ]
        assert [one for one in spoken if "builder-" not in one] == [], name
