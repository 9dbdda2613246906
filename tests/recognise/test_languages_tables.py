"""The tables of headings and words: one file a language, compared without accents, vowel marks and hamzas."""

import re
import tomllib
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.readers import read
from builder.recognise import recognise
from builder.recognise.tables import FALLBACK, any_of, folded, key, languages, pattern, table, unmarked

OTHERS = sorted(set(languages()) - {FALLBACK})
RAW = {
    language: tomllib.loads(files("builder.recognise").joinpath("languages", f"{language}.toml").read_text("utf-8"))
    for language in languages()
}

BODY = {
    "es": "Las autoras pasaron un verano junto a cuatro pozos del pueblo y anotaron quién sacaba agua y para quién.",
    "fr": "Les auteures ont passé un été près de quatre puits du village et noté qui puisait de l’eau et pour qui.",
    "ar": "قضت الباحثتان صيفًا كاملًا عند أربع آبار في القرية ودوّنتا من يستقي الماء ولمن يستقيه كل صباح ومساء.",
}
MORE = {
    "es": "Contaron los cubos y también las palabras que se cruzaban en la cola mientras el sol subía sobre la plaza.",
    "fr": "Elles ont compté les seaux et aussi les mots échangés dans la file pendant que le soleil montait sur la place.",
    "ar": "عدّت الباحثتان الدلاء كما عدّتا الكلمات التي تبادلها الناس في الصف بينما كانت الشمس ترتفع فوق الساحة.",
}
TITLES = {"es": "El pozo del pueblo", "fr": "Le puits du village", "ar": "بئر القرية"}
UNDER = {
    "talking_points": "• {body}\n• {body}",
    "key_insight": "• {body}",
    "summary": "{body}",
    "informing_practice": "{body}",
    "questions": {"es": "1. ¿Quién guarda la llave?", "fr": "1. Qui garde la clé ?", "ar": "١. من يحفظ المفتاح؟"},
    "continued_reading": "• Pozo, A. (2014). Turnos. https://example.org/a",
    "keywords": {"es": "pozos, turnos, agua", "fr": "puits, tours, eau", "ar": "آبار، أدوار، ماء"},
    "definitions": {"es": "Turno: {body}", "fr": "Tour : {body}", "ar": "الدور: {body}"},
}
FIELDS = {"talking_points": "talking_points", "definitions": "definitions"}


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Mots‑clés :", "mots-cles"),
        ("À RETENIR :", "a retenir"),
        ("L’essentiel en un coup d’œil", "l'essentiel en un coup d'oeil"),
        ("Título", "titulo"),
        ("الكَلِمـاتُ المِفتاحيّةُ :", "الكلمات المفتاحيه"),
        ("أسئلةٌ للنقاش", "اسءله للنقاش".replace("ء", "ي")),
        ("\u200fمراجع\u200e", "مراجع"),
        ("٢٠١٤", "2014"),
        ("Читайте также", "читаите также"),
        ("キーワード", "キーワード"),
    ],
)
def test_the_form_in_which_words_are_compared(written, compared):
    assert key(written) == compared


@given(st.text("aZÀéñœ’«»أةىـ٣ًّ :-.", max_size=40))
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)
    assert key(folded(text)) == key(text)


@pytest.mark.parametrize("language", languages())
def test_no_name_stands_under_two_functions(language):
    names = [folded(name) for names in RAW[language]["headings"].values() for name in names]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("language", languages())
def test_entries_can_be_met(language):
    """A line is compared by its key, which has no colon, stop or dash at its end."""
    found = table(language)
    entries = (*found.furniture.exact, *found.furniture.related, *found.labels.keywords, *found.labels.credits)
    assert not [entry for entry in (*entries, *found.labels.citation) if key(entry) != entry]


@pytest.mark.parametrize("language", languages())
def test_no_heading_is_site_furniture(language):
    words = table(language).furniture
    own = [folded(name) for names in RAW[language]["headings"].values() for name in names]
    assert not [name for name in own if name in (*words.exact, *words.teasers)]
    assert not [name for name in own if name.startswith((*words.starts, *words.short_starts, *words.landing))]


@pytest.mark.parametrize("language", languages())
def test_expressions_are_sound(language):
    found = table(language)
    for expression in (*found.citation.leads, *found.byline.lines):
        assert not pattern(expression).fullmatch(""), expression
    for expressions in (found.references.undated, found.references.pages):
        assert not any_of(expressions).search("the well of the village")


@pytest.mark.parametrize("language", OTHERS)
def test_every_function_has_names(language):
    assert set(RAW[language]["headings"]) == set(RAW[FALLBACK]["headings"])
    assert set(RAW[language]) | {"front"} == set(RAW[FALLBACK])


@pytest.mark.parametrize("language", OTHERS)
def test_english_stands_behind_every_language(language):
    own, english = table(language), table(FALLBACK)
    for function, names in english.headings.items():
        for name in names:
            known = own.function(name.removesuffix(" *"))
            assert known == function or name in RAW[language]["headings"][known]
    assert set(english.labels.keywords) <= set(own.labels.keywords)
    assert set(english.byline.months) <= set(own.byline.months)
    assert own.headings["summary"][0] == folded(RAW[language]["headings"]["summary"][0])
    assert not set(english.definitions.saying) <= set(own.definitions.saying)


def test_a_language_without_a_file_has_the_english_table():
    assert table("nl") == table("en-GB") == table("en")
    assert table("es-MX") is not table("fr")


def inspected(text):
    document, _ = read("page.txt", text.encode("utf-8"))
    return recognise(document)


def variants(name):
    plain = name.removesuffix(" *")
    bare = "".join(c for c in plain if not re.match("[\u064b-\u0652]", c))
    return {plain, plain.upper(), plain.capitalize() + ":", plain + " :", unmarked(bare)}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("function", sorted(UNDER))
def test_every_heading_announces_its_part(language, function):
    under = UNDER[function]
    text = (under if isinstance(under, str) else under[language]).format(body=BODY[language])
    for name in RAW[language]["headings"][function]:
        for heading in sorted(variants(name)):
            page = f"{TITLES[language]}\n\n{MORE[language]}\n\n{heading}\n\n{text}\n"
            found = inspected(page)
            assert getattr(found, function), heading
            assert heading in found.headings, heading


LEADS = {
    "es": [
        "Este análisis resume la siguiente investigación:",
        "Este análisis resume y reflexiona sobre la siguiente investigación :",
        "El presente articulo comenta el siguiente estudio:",
        "La siguiente reseña se basa en el artículo:",
        "Análisis del siguiente artículo:",
        "Basado en el estudio siguiente:",
        "Referencia bibliografica:",
        "This analysis summarizes the following research:",
    ],
    "fr": [
        "Cette analyse porte sur l'article suivant :",
        "Cette analyse porte sur l’article suivant\u00a0:",
        "Cette analyse résume et commente la recherche suivante:",
        "Le présent article rend compte de l’étude ci-dessous :",
        "L’analyse qui suit est fondée sur les travaux suivants :",
        "Recension de l’ouvrage suivant :",
        "Reference complete :",
        "Citation:",
    ],
    "ar": [
        "يستند هذا التحليل إلى الدراسة التالية:",
        "يَستندُ هذا التحليلُ إلى الدراسةِ التاليةِ:",
        "يلخص هذا المقال ويناقش البحث الآتي :",
        "تعرض هذه الورقة نتائج الدراسات التالية:",
        "هذا التحليل مبني على المقالة التالية:",
        "الدراسة الاصلية:",
        "Citation:",
    ],
}


@pytest.mark.parametrize(("language", "lead"), [(language, lead) for language in LEADS for lead in LEADS[language]])
def test_phrases_that_lead_to_the_reference(language, lead):
    reference = {
        "es": "Pozo, A. y otros (2014). Turnos en el pozo. Aguas, 9(2), págs. 3-9.",
        "fr": "Puits, A. et al. (2014). Des tours au puits, dans Petites eaux, 9(2), p. 3-9.",
        "ar": "غدير، أ. وآخرون (٢٠١٤). الدور على البئر. مجلة المياه، ٩(٢)، ص ٣-٩.",
    }[language]
    found = inspected(f"{TITLES[language]}\n\n{lead}\n\n{reference}\n\n{BODY[language]}\n\n{MORE[language]}\n")
    assert found.citation == reference
    assert found.headings == (" ".join(lead.split()),)


BYLINES = {
    "es": ["Por Ana Ribera", "Publicado el 3 de junio de 2014", "3 de junio de 2014", "Texto: Ana Ribera", "Núm. 4",
           "Escrito por Ana Ribera", "Actualizado: 03/06/2014", "POR ANA RIBERA Y LUIS DEL SOTO"],
    "fr": ["Par Anne Rivage", "Rédigé le 3 juin 2014", "1er août 2014", "Publié le 3 juin 2014 à 10 h 30", "Vol. 3, n° 2",
           "Propos recueillis par Anne Rivage", "Mis à jour le 03/06/2014", "Auteur : Anne Rivage", "3 aout 2014"],
    "ar": ["بقلم آمنة الشاطئ", "نُشر في ٣ حزيران/يونيو ٢٠١٤", "نشر في 3 يونيو 2014", "٣ كانون الثاني ٢٠١٤", "٣/٦/٢٠١٤",
           "إعداد: آمنة الشاطئ", "العدد ٤", "آخر تحديث: ٣ يونيه ٢٠١٤", "الثلاثاء، ٣ تشرين الأول ٢٠١٤"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "line"), [(language, line) for language in BYLINES for line in BYLINES[language]])
def test_lines_that_say_who_and_when(language, line):
    found = inspected(f"{TITLES[language]}\n\n{line}\n\n{BODY[language]}\n\n{MORE[language]}\n")
    assert (found.title, found.byline) == (TITLES[language], (line,))


FURNITURE = {
    "es": ["Tamaño de letra A+ A-", "Utilizamos cookies para mejorar su visita", "Compartir en Facebook", "Imprimir",
           "Tiempo de lectura: 3 min", "Menu", "Todos los derechos reservados"],
    "fr": ["Taille de police réduire police agrandir police", "Nous utilisons des cookies", "Partager sur Facebook",
           "Imprimer", "Temps de lecture : 3 min", "Cliquez ici pour vous abonner", "Envoyer a un ami"],
    "ar": ["حجم الخط", "نستخدم ملفات تعريف الارتباط", "شارك على فيسبوك", "طباعة", "اطبع", "مدة القراءة: ٣ دقائق",
           "انقر هنا للاشتراك", "اتصل بنا"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "line"), [(name, line) for name in FURNITURE for line in FURNITURE[name]])
def test_what_a_site_adds_is_dropped(language, line):
    found = inspected(f"{TITLES[language]}\n\n{line}\n\n{BODY[language]}\n\n{MORE[language]}\n\n{line}\n")
    assert found.dropped == (line, line)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Según el ayuntamiento: " + BODY["es"]),
        ("es", "La conclusión: el pozo se seca cuando nadie escribe los turnos en la pared del ayuntamiento."),
        ("fr", "L’entretien : il a eu lieu au bord du puits un matin de juin, avant que la file se forme."),
        ("fr", "Le maire explique : la clé du puits est chez le boulanger depuis l’hiver où la pompe a gelé."),
        ("ar", "قالت الباحثة: هي بئر قديمة حفرها أهل القرية قبل مئة سنة ثم أهملوها زمنًا طويلًا."),
        ("ar", "النتيجة: هي أن البئر تجف حين لا يكتب أحد الأدوار على جدار البلدية في الصيف."),
    ],
)
def test_a_sentence_with_a_colon_is_no_definition(language, text):
    assert inspected(f"{BODY[language]}\n\n{text}\n\n{MORE[language]}\n").definitions == ()


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("es", "Cola seca", "fila de personas que esperan el agua bajo techo y lejos del pozo."),
        ("fr", "File sèche", "file de personnes qui attendent l’eau sous un toit, loin du puits."),
        ("ar", "الصف الجاف", "هو صف من الناس ينتظرون الماء تحت سقف بعيدًا عن البئر."),
    ],
)
def test_a_bare_definition_is_found(language, term, text):
    colon = " :" if language == "fr" else ":"
    found = inspected(f"{BODY[language]}\n\n{term}{colon} {text}\n\n{MORE[language]}\n")
    assert [(d.term, d.definition) for d in found.definitions] == [(term, text)]


def test_a_table_is_not_changed_by_reading_it():
    assert msgspec.to_builtins(table("ar")) == msgspec.to_builtins(table("ar"))
    assert table("ar") is table("ar")
