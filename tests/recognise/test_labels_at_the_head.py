"""Labels at the head of a text: "Title: ..." is taken off the title, "Source: ..." is no part of the text."""

import pytest

from builder import pipeline

BODY = {
    "en": "The authors spent a summer beside four wells of the village and noted who drew water and for whom.",
    "es": "Las autoras pasaron un verano junto a cuatro pozos del pueblo y anotaron quién sacaba agua y para quién.",
    "fr": "Les auteures ont passé un été près de quatre puits du village et noté qui puisait de l’eau et pour qui.",
    "ar": "قضت الباحثتان صيفًا كاملًا عند أربع آبار في القرية ودوّنتا من يستقي الماء ولمن يستقيه كل صباح ومساء.",
    "pt": "As autoras passaram um verão junto aos quatro poços da aldeia e anotaram quem tirava água e para quem.",
}
CASES = [
    ("en", "Title: ", "The village well", "Source: The Well Gazette"),
    ("es", "Título: ", "El pozo del pueblo", "Fuente: La Gaceta del Pozo"),
    ("fr", "Titre : ", "Le puits du village", "Source : La Gazette du puits"),
    ("ar", "العنوان: ", "بئر القرية", "المصدر: جريدة البئر"),
    ("pt", "Título: ", "O poço da aldeia", "Fonte: A Gazeta do Poço"),
]


def more(language):
    """Return another paragraph: the sentence from its end."""
    return " ".join(reversed(BODY[language].rstrip(".").split())) + "."


def inspected(*paragraphs):
    inspection, findings = pipeline.inspect("page.txt", "\n\n".join(paragraphs).encode())
    assert inspection is not None, findings
    return inspection


@pytest.mark.parametrize(("language", "label", "title", "source"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.parametrize("first", [True, False], ids=["title first", "source first"])
def test_the_label_of_a_title_is_taken_off(language, label, title, source, first):
    head = [label + title, source] if first else [source, label + title]
    found = inspected(*head, BODY[language], more(language))
    assert found.title == title
    assert found.byline == (source,)
    assert source not in found.summary


@pytest.mark.parametrize(
    ("language", "source"), [("en", "Source: "), ("es", "Fuente: "), ("fr", "Source : "), ("ar", "المصدر: ")]
)
def test_a_reference_behind_the_label_of_a_source_is_the_citation(language, source):
    reference = "Pozo, A. (2014). Turnos. Aguas, 9(2), 3-9. https://example.org/a"
    found = inspected("Pozos", source + reference, BODY[language], more(language))
    assert found.citation == reference


@pytest.mark.parametrize("title", ["Title IX: a law and its schools", "Wells: a title to water"])
def test_a_title_with_a_colon_of_its_own_stays(title):
    assert inspected(title, BODY["en"], more("en")).title == title
