"""What is promised of every course, tried on courses that nobody would write."""

from entries_by_hand import entries_of
from hypothesis import given
from hypothesis import strategies as st

from builder.catalog.glossary import glossary
from builder.catalog.keywords import keywords
from builder.catalog.spelling import compared
from builder.text.anchors import anchors, distinct

_NAMES = st.sampled_from(
    [
        "Peace",
        "peace",
        "peace 2",
        "Non-violence",
        "nonviolence",
        "<b>x</b>",
        "C++",
        "سلام",
        "سَلام",
        "和平",
        "…",
        "WHO (W)",
    ]
)
_COURSES = st.lists(
    st.fixed_dictionaries(
        {
            "language": st.sampled_from(["en", "en-GB", "ar", "zh"]),
            "terms": st.lists(st.tuples(_NAMES, st.sampled_from(["one", "One.", "two"])).map(list), max_size=5),
            "keywords": st.lists(_NAMES, max_size=4),
        }
    ),
    max_size=5,
).map(lambda rows: entries_of([{**row, "slug": f"m{number}"} for number, row in enumerate(rows)]))


@given(_COURSES)
def test_every_term_of_every_module_stands_once_in_the_glossary(entries):
    terms = glossary(entries, {})
    places = [place for term in terms for defined in term.definitions for place in defined.places]
    assert sorted(places) == sorted((entry.slug, term.anchor) for entry in entries for term in entry.terms)
    assert len({term.anchor for term in terms}) == len(terms)
    shown = {(term.language.split("-")[0], compared(name)) for term in terms for name in (term.term, *term.also)}
    assert len(shown) == len(terms)


@given(_COURSES)
def test_every_keyword_leads_to_its_modules_and_stands_once(entries):
    found = keywords(entries)
    assert len({compared(word.keyword) for word in found}) == len(found)
    for entry in entries:
        for word in entry.keywords:
            (row,) = [row for row in found if compared(row.keyword) == compared(word)]
            assert entry.slug in row.slugs


@given(_COURSES)
def test_a_glossary_does_not_hang_on_the_order_of_modules(entries):
    def shape(terms):
        return {(compared(term.term), len(term.definitions)) for term in terms}

    assert shape(glossary(entries, {})) == shape(glossary(entries[::-1], {}))


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "a-2-2", "b"])))
def test_names_of_places_are_never_alike(names):
    assert len(set(distinct(names))) == len(names)
    assert len(set(anchors(names, "term"))) == len(names)
