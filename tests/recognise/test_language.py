"""Which language a text is in, told from its words."""

from importlib import import_module

import pytest

of_text = import_module("builder.recognise.language").of_text

ENGLISH = "Neighbourhood libraries lend books and tools to all who live near them, and nobody is asked to pay for it."
SPANISH = "Las bibliotecas de barrio prestan libros y herramientas a todos los vecinos que viven cerca."
FRENCH = "Les bibliothèques de quartier prêtent des livres et des outils à tous les voisins."
ARABIC = "تعير مكتبات الحي الكتب والأدوات لجميع الجيران كل أسبوع دون مقابل."
RUSSIAN = "Библиотеки квартала дают книги и инструменты всем соседям каждую неделю бесплатно."


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (SPANISH, "es"), (FRENCH, "fr"), (ARABIC, "ar"), (RUSSIAN, "ru")]
)
def test_one_sentence_is_enough(text, language):
    assert of_text(text) == language


@pytest.mark.parametrize("text", ["", "1234 -- 5678", "Bibliotecas", "كتب"])
def test_too_little_to_tell_is_not_told(text):
    assert of_text(text) is None


@pytest.mark.parametrize("guest", [SPANISH, FRENCH, ARABIC, RUSSIAN])
def test_a_quotation_does_not_change_the_language(guest):
    assert of_text(f"{ENGLISH} {ENGLISH}\n{guest}") == "en"


@pytest.mark.parametrize(("host", "language"), [(SPANISH, "es"), (FRENCH, "fr"), (ARABIC, "ar"), (RUSSIAN, "ru")])
def test_an_english_title_does_not_change_the_language(host, language):
    assert of_text(f"The Library of Things: A Study\n{host} {host}") == language
