"""Catalogues as translators make them: what is usable is used, the rest is English; the template follows the English."""

from importlib.resources import files
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from builder import pipeline, wording
from builder.recognise.tables import key, languages, table
from builder.wording import catalogues, counted, group, phrase, template
from builder.wording.english import Plural, english, remarks
from builder.wording.places import places

HEADER = 'msgid ""\nmsgstr ""\n"Language: pt\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'


def entry(name, of, text, before=""):
    return f'{before}msgctxt "{name}"\nmsgid "{of}"\nmsgstr "{text}"\n\n'


@pytest.fixture
def portuguese(tmp_path, monkeypatch):
    """Give a function that puts a Portuguese catalogue in place, and forget it afterwards."""
    kept = (catalogues.catalogue, catalogues.chain, catalogues._sources, wording._texts)

    def put(text, tag="pt"):
        path = tmp_path / f"{tag}.po"
        path.write_text(text, encoding="utf-8")
        known = {**sources, tag: path}
        monkeypatch.setattr(catalogues, "_sources", lambda: known)
        for cached in (catalogues.catalogue, catalogues.chain, wording._texts):
            cached.cache_clear()

    sources = dict(catalogues._sources())
    yield put
    monkeypatch.undo()
    for cached in kept:
        cached.cache_clear()


def test_a_half_done_catalogue_gives_what_it_has(portuguese):
    portuguese(HEADER + entry("heading.summary", "Summary", "Resumo") + entry("heading.care", "Care", ""))
    assert phrase("pt", "heading.summary") == phrase("pt-BR", "heading.summary") == "Resumo"
    assert phrase("pt", "heading.care") == "Care"
    assert group("pt", "heading")["notes"] == "Notes"
    assert "pt" in wording.languages()


@pytest.mark.parametrize(
    "doubtful",
    [
        entry("heading.summary", "Summary", "Resumo", "#, fuzzy\n"),
        entry("heading.summary", "Summary of old", "Resumo"),
        entry("heading.summary", "Summary", "Resumo {name}"),
        entry("heading.summary", "Summary", "Resumo {"),
        entry("heading.of_old", "Summary", "Resumo"),
        "#~ " + entry("heading.summary", "Summary", "Resumo").strip().replace("\n", "\n#~ ") + "\n",
    ],
    ids=["fuzzy", "its English changed", "a place too many", "no place", "an unknown id", "obsolete"],
)
def test_what_is_in_doubt_is_english(portuguese, doubtful):
    portuguese(HEADER + doubtful)
    assert phrase("pt", "heading.summary") == "Summary"


def test_a_place_that_is_misspelt_or_lacks_is_english(portuguese):
    of = "{minutes} min in class"
    for text in ("{minutos} min de aula", "minutos de aula"):
        portuguese(HEADER + entry("schedule.class_minutes", of, text))
        assert phrase("pt", "schedule.class_minutes", minutes=3) == "3 min in class"
    portuguese(HEADER + entry("schedule.class_minutes", of, "{minutes} min de aula"))
    assert phrase("pt", "schedule.class_minutes", minutes=3) == "3 min de aula"


def test_a_region_goes_before_its_language(portuguese):
    portuguese(HEADER + entry("heading.summary", "Summary", "Resumo"))
    portuguese(HEADER + entry("heading.summary", "Summary", "Sumário"), "pt-PT")
    assert phrase("pt-pt", "heading.summary") == "Sumário"


@pytest.mark.parametrize(
    "text",
    [
        HEADER.replace("nplurals=2", "nplurals=INTEGER"),
        HEADER.replace("(n > 1)", "__import__('os')"),
        HEADER + '<<<<<<< ours\nmsgid "Summary"\n',
    ],
    ids=["no number of forms", "no rule for forms", "a conflict"],
)
def test_a_catalogue_that_is_none_gives_english_and_says_why(portuguese, text):
    portuguese(text)
    assert phrase("pt", "heading.summary") == "Summary"
    problem = catalogues.catalogue("pt").problem
    assert problem
    assert "\n" not in problem


@pytest.mark.parametrize("language", ["nl", "", "../es", "es/../fr", "e s", "xx" * 40])
def test_a_language_without_a_catalogue_is_english(language):
    assert phrase(language, "heading.summary") == "Summary"
    assert counted(language, "schedule.texts", 1) == "1 text"


#: Arabic has six forms: none, one, two, few (3 to 10), many (11 to 99) and other; Spanish and French have two.
#: https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {0: "0 texts", 1: "1 text", 2: "2 texts"}),
        ("es", {0: "0 textos", 1: "1 texto", 2: "2 textos"}),
        ("fr", {0: "0 texte", 1: "1 texte", 2: "2 textes"}),
        (
            "ar",
            {0: "لا نصوص", 1: "نص واحد", 2: "نصان", 3: "3 نصوص", 10: "10 نصوص", 11: "11 نصًا", 100: "100 نص"}
            | {103: "103 نصوص"},
        ),
    ],
)
def test_a_number_takes_the_form_of_its_language(language, expected):
    assert {number: counted(language, "schedule.texts", number) for number in expected} == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {1: "and uses terms of 1 more module", 4: "and uses terms of 4 more modules"}),
        ("fr", {1: "et emploie des termes de 1 autre module", 4: "et emploie des termes de 4 autres modules"}),
        ("ar", {2: "وتستعمل مصطلحات من وحدتين أخريين", 4: "وتستعمل مصطلحات من 4 وحدات أخرى"}),
    ],
)
def test_the_remarks_of_a_plan_count_as_their_language_does(language, expected):
    assert {number: counted(language, "plan_comment.needs_more", number) for number in expected} == expected


def test_forms_that_are_not_all_there_are_english(portuguese):
    forms = (
        'msgctxt "schedule.texts"\nmsgid "{number} text"\nmsgid_plural "{number} texts"\nmsgstr[0] "{number} texto"\n'
    )
    portuguese(HEADER + forms + 'msgstr[1] ""\n')
    assert counted("pt", "schedule.texts", 0) == "0 texts"
    portuguese(HEADER + forms + 'msgstr[1] "{number} textos"\n')
    assert counted("pt", "schedule.texts", 0) == "0 texto"


def test_the_template_is_that_of_the_english():
    assert files(wording).joinpath("builder.pot").read_text(encoding="utf-8") == template.template(), "run `make words`"


@pytest.mark.parametrize("language", ["es", "fr", "ar"])
def test_a_catalogue_up_to_date_is_left_as_it_is(language):
    text = files(wording).joinpath(f"locale/{language}/LC_MESSAGES/builder.po").read_text(encoding="utf-8")
    again = template.merged(text)
    assert template.merged(again) == again
    before, after = ({m.context: (m.string, m.fuzzy) for m in read_po(BytesIO(t.encode()))} for t in (text, again))
    assert before == after


def test_merging_keeps_what_translators_wrote(monkeypatch):
    phrases = {
        "a.same": "Same {n}",
        "a.new": "New",
        "a.changed": "Changed",
        "a.count": Plural(one="one", other="{number}"),
    }
    monkeypatch.setattr(template, "english", lambda: phrases)
    monkeypatch.setattr(template, "remarks", lambda: dict.fromkeys(phrases, ("a remark",)))
    header = HEADER.replace("msgid", "# Traduzido com gosto.\nmsgid", 1).strip() + "\n"
    old = header + "\n" + entry("a.changed", "Was", "Era", "# por quê?\n") + entry("a.gone", "Gone", "Ido")
    merged = template.merged(old + entry("a.same", "Same {n}", 'O \\"mesmo\\" {n}'))
    assert merged == (
        header
        + '\n#. a remark\n#, python-brace-format\nmsgctxt "a.same"\nmsgid "Same {n}"\nmsgstr "O \\"mesmo\\" {n}"\n'
        + '\n#. a remark\nmsgctxt "a.new"\nmsgid "New"\nmsgstr ""\n'
        + '\n# por quê?\n#. a remark\n#, fuzzy\nmsgctxt "a.changed"\nmsgid "Changed"\nmsgstr "Era"\n'
        + '\n#. a remark\n#, python-brace-format\nmsgctxt "a.count"\nmsgid "one"\nmsgid_plural "{number}"\n'
        + 'msgstr[0] ""\nmsgstr[1] ""\n'
        + '\n#~ msgctxt "a.gone"\n#~ msgid "Gone"\n#~ msgstr "Ido"\n'
    )
    assert template.merged(merged) == merged


def test_a_phrase_that_comes_back_has_its_translation(monkeypatch):
    monkeypatch.setattr(template, "english", lambda: {"a.back": "Back"})
    monkeypatch.setattr(template, "remarks", lambda: {"a.back": ()})
    gone = '#~ msgctxt "a.back"\n#~ msgid "Back"\n#~ msgstr "De volta"\n'
    assert template.merged(HEADER + gone) == HEADER + entry("a.back", "Back", "De volta")[:-1]


def test_a_phrase_that_begins_to_count_keeps_its_words_in_doubt(monkeypatch):
    monkeypatch.setattr(template, "english", lambda: {"a.n": Plural(one="{number} day", other="{number} days")})
    monkeypatch.setattr(template, "remarks", lambda: {"a.n": ()})
    merged = template.merged(HEADER + entry("a.n", "{number} days", "{number} dias"))
    assert 'msgstr[0] "{number} dias"\nmsgstr[1] "{number} dias"\n' in merged
    assert "#, fuzzy, python-brace-format\n" in merged


def test_every_phrase_has_its_line_and_what_stands_with_it_is_told():
    told = remarks()
    assert set(told) == set(english())
    assert told["cards.hard"] == ("cards: flashcards", "a button: the answer was known with effort")
    assert told["plan_comment.to_fill_in"] == ("plan_comment: remarks in a drafted syllabus",)  # a # in its text


def test_remarks_name_places_that_there_are():
    for name, told in remarks().items():
        of = english()[name]
        there = set(places(of.other if isinstance(of, Plural) else of))
        assert {place for remark in told for place in places(remark)} <= there, name


def test_an_article_that_names_a_part_as_we_do_has_that_part_once(portuguese):
    """A catalogue without a table of articles' words: `heading` names no second section of module.md."""
    portuguese(HEADER + entry("heading.definitions", "Key definitions", "Termos-chave"))
    table.cache_clear()
    text = (
        "O poço da aldeia\n\nAs autoras passaram um verão junto aos quatro poços da aldeia e anotaram quem tirava água "
        "e para quem, todas as manhãs e todas as tardes.\n\nTermos-chave\n\n"
        "Vez: a hora em que uma família pode tirar a água do poço sem pedir a ninguém.\n\n"
        "Fila: as pessoas que esperam a água debaixo do telhado e ficam ali.\n"
    )
    inspection, findings = pipeline.inspect("poco.txt", text.encode())
    table.cache_clear()
    assert inspection is not None, findings
    assert inspection.language == "pt"
    assert [one.term for one in inspection.definitions] == ["Vez", "Fila"]
    assert "Termos-chave" in inspection.headings
    assert [section.heading for section in inspection.sections if section.heading] == []


@pytest.mark.parametrize("language", languages())
def test_our_headings_are_known_in_every_language(language):
    """Update, care, objectives, the plain summary and the notes for instructors are ours alone: no article has them."""
    ours = group(language, "heading")
    parts = {name: table(language).function(key(words)) for name, words in ours.items()}
    assert parts == {name: _PARTS.get(name) for name in ours}


_PARTS = {
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
