"""Whatever is asked for of whatever course: the file reads back, every session has its day, every reason is true."""

import datetime as dt
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plans_by_hand import plan_of, request_of, rows_of, supply_of, text_of

from builder.files.syllabus_yml import read_syllabus
from builder.model.syllabus import WEEKDAYS
from builder.syllabus.flow import timetables
from builder.syllabus.holidays import public_holidays
from builder.syllabus.plan.choice import base_language
from builder.syllabus.plan.packing import HEAVIER, HEAVY

#: What modules are made of: terms and topics are single words, so that a naive look finds each.
NOUNS = ("frame", "norm", "bias", "truce", "signatory", "militia", "outgroup", "backfire", "ceasefire", "quota")
LEVELS = (None, "introductory", "advanced")
ODD = (
    "Plain",
    'A "quoted": title',
    "# no comment",
    "ends\u2028here",
    "- no list",
    "Ж عنوان 標題",
    "null",
    "a: [b, {c}]",
)

nouns = st.lists(st.sampled_from(NOUNS), max_size=3, unique=True)


@st.composite
def modules(draw):
    slugs = draw(st.lists(st.sampled_from([f"m-{n}" for n in range(14)] + ["no", "a,b", "x: y"]), unique=True))
    rows = []
    for slug in slugs:
        row = {
            "slug": slug,
            "title": draw(st.sampled_from(ODD)),
            "language": draw(st.sampled_from(["en", "en", "en-GB", "es"])),
            "keywords": draw(nouns),
            "terms": [[noun.title(), "what it is"] for noun in draw(nouns)],
            "reading_minutes": draw(st.integers(1, 40)),
            "text": " ".join(f"The {noun} was named." for noun in draw(nouns)),
            "listed": draw(st.integers(0, 9)) > 0,
        }
        optional = {"minutes": draw(st.none() | st.integers(10, 120)), "level": draw(st.sampled_from(LEVELS))}
        if draw(st.integers(0, 4)) == 0:
            optional["translation_of"] = draw(st.sampled_from(slugs))
        rows.append({**row, **{key: value for key, value in optional.items() if value is not None}})
    return rows


@st.composite
def requests(draw):
    days = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
    return {
        "title": draw(st.sampled_from(ODD)),
        "weeks": draw(st.integers(1, 8) | st.just(57)),
        "days": [day for day in WEEKDAYS if day in days],
        "minutes": draw(st.integers(5, 720)),
        "start": draw(st.dates(dt.date(2020, 1, 1), dt.date(2031, 12, 31))).isoformat(),
        "time": draw(st.sampled_from(["8:05", "10:00", "12:00"])),
        "country": draw(st.sampled_from([None, "US", "FR", "EG"])),
        "timezone": draw(st.sampled_from([None, "America/New_York"])),
        "languages": draw(st.sampled_from([["en"], ["es"], ["es", "en"], ["ar", "en"], ["fr", "es", "en"]])),
        "levels": draw(st.sampled_from([[], ["introductory"], ["Advanced", "introductory"]])),
        "topics": draw(nouns),
    }


WEEKS_OF_THEIR_OWN = ["2028-02-29", "2027-01-01", "2026-12-31", "2024-12-30"]


@given(requests(), modules())
@example({"weeks": 3, "days": list(WEEKDAYS), "start": WEEKS_OF_THEIR_OWN[0]}, [{"slug": f"m-{n}"} for n in range(25)])
@example(
    {"weeks": 2, "days": ["Fri", "Sun"], "start": WEEKS_OF_THEIR_OWN[1], "country": "US"},
    [{"slug": "a"}, {"slug": "b"}],
)
@example({"weeks": 2, "days": ["Thu", "Fri"], "start": WEEKS_OF_THEIR_OWN[2], "country": "FR"}, [{"slug": "a"}])
@example({"weeks": 1, "days": ["Mon"], "start": WEEKS_OF_THEIR_OWN[3]}, [{"slug": "a"}])
@settings(max_examples=120, deadline=None, derandomize=True)
def test_a_draft_reads_back_places_every_session_and_tells_the_truth(asked, rows):
    request, supply = request_of(asked), supply_of(rows)
    plan = plan_of(request, supply)
    text = text_of(plan)
    assert text == text_of(plan_of(request, supply))
    if plan.sessions:
        reads_back(plan, text)
    accounts_for_every_module(plan, rows)
    keeps_to_what_was_asked(plan, request)
    needs_are_true(plan, supply)
    topics_are_true(plan)
    reading_is_even_enough(plan, text)


def reads_back(plan, text):
    read, findings = read_syllabus(text, "syllabi/course.yml")
    assert findings == ()
    assert read.syllabus == plan.syllabus
    (table,) = timetables(read.syllabus, public_holidays(read.syllabus))
    assert table.unplaced == ()
    assert [held.meeting for held in table.held] == [session.meeting for session in plan.sessions]
    assert table.free == plan.free
    assert table.off == plan.off
    assert [list(session.modules) for session in read.syllabus.sessions] == rows_of(plan)


def accounts_for_every_module(plan, rows):
    told = [slug for session in rows_of(plan) for slug in session] + [left.slug for left in plan.left_out]
    assert sorted(told) == sorted(row["slug"] for row in rows)
    if any(left.cause == "meeting" for left in plan.left_out):
        assert plan.free == ()


def keeps_to_what_was_asked(plan, request):
    spoken = {base_language(tag) for tag in request.wanted.languages}
    for session in plan.sessions:
        entries = [one.entry for one in session.chosen]
        assert all(base_language(entry.language) in spoken for entry in entries)
        if request.wanted.levels:
            levels = {level.lower() for level in request.wanted.levels}
            assert all(entry.level is None or entry.level in levels for entry in entries)
        if len(entries) > 1:
            assert sum(entry.minutes for entry in entries) <= request.minutes


def needs_are_true(plan, supply):
    """Every need that a reason names is one of the texts, and those that are met stand in the right order."""
    terms = {entry.slug: {term.term for term in entry.terms} for entry in supply.entries}
    place = {slug: number for number, slug in enumerate(slug for session in rows_of(plan) for slug in session)}
    for session in plan.sessions:
        for one in session.chosen:
            slug = one.entry.slug
            for need in (*one.before, *one.late, *one.outside):
                assert set(need.terms) <= terms[need.definer]
                assert not set(need.terms) & terms[need.user]
                assert all(term.lower() in supply.texts[need.user] for term in need.terms)
            assert all(need.definer == slug and place[need.user] > place[slug] for need in one.before)
            assert all(need.user == slug and place[need.definer] > place[slug] for need in one.late)
            assert all(need.user == slug and need.definer not in place for need in one.outside)
    uses_stand_behind_definitions(plan, supply, terms, place)


def uses_stand_behind_definitions(plan, supply, terms, place):
    """A module that uses a term stands behind one that defines it, or the file says why not."""
    for session in plan.sessions:
        for one in session.chosen:
            used = {noun.title() for noun in NOUNS if noun in supply.texts[one.entry.slug]} - terms[one.entry.slug]
            own = base_language(one.entry.language)
            definers = [entry for entry in supply.entries if base_language(entry.language) == own]
            for term in used:
                known = [entry.slug for entry in definers if term in terms[entry.slug]]
                earlier = any(place.get(slug, 999) < place[one.entry.slug] for slug in known)
                told = any(term in need.terms for need in (*one.late, *one.outside))
                assert earlier or told or not known


def topics_are_true(plan):
    for session in plan.sessions:
        for one in session.chosen:
            assert bool(plan.topics) == bool(one.met)
            for met in one.met:
                assert met.topic in plan.topics
                for hit in met.hits:
                    held = {
                        "keyword": one.entry.keywords,
                        "title": (one.entry.title,),
                        "term": tuple(term.term for term in one.entry.terms),
                    }[hit.field]
                    assert met.topic in hit.words.lower()
                    assert any(hit.words in text for text in held)


def reading_is_even_enough(plan, text):
    """A week is called heavy if and only if it is."""
    reading = plan.reading()
    for week, minutes in reading.items():
        average = sum(reading.values()) / len(reading)
        said = re.search(rf"^  # \D+{week}[^\d\n]+{minutes} [^\n]*$", text, re.MULTILINE)
        assert said is not None
        assert (len(re.findall(r"\d+", said[0])) > 2) == (minutes > HEAVY * average and minutes >= average + HEAVIER)


@pytest.mark.parametrize("odd", ODD)
def test_no_title_ends_a_comment(odd):
    rows = [{"slug": "a", "title": odd, "language": "en"}, {"slug": "b", "title": odd, "language": "fr"}]
    text = text_of(plan_of(request_of({"weeks": 2, "title": odd}), supply_of(rows)))
    read, findings = read_syllabus(text, "syllabi/course.yml")
    assert findings == ()
    assert read.syllabus.title == odd
    assert all(
        line.startswith(("#", "  ", "format", "title", "language", "term", "meetings", "sessions", "holidays"))
        or not line
        for line in text.split("\n")
    )
