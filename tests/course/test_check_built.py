"""`builder check --built`: a clean build is silent, and one leak in any file that students get is found."""

import base64
import html
import io
import json
import re
import shutil
import tomllib
import urllib.parse
import zipfile
import zlib
from pathlib import Path

import msgspec
import pytest
from files.texts import quizzes
from hypothesis import given
from hypothesis import strategies as st

from builder import pipeline
from builder.cli.main import main
from builder.files.course import read_course
from builder.files.pdf_text import pdf_text
from builder.files.toc import read_toc, with_entry
from builder.model.item import MultipleChoice
from builder.model.module import FrontMatter, Module
from builder.pipeline.built import student_files, told
from builder.text.disguises import bare, readings
from builder.text.finding_words import Sought

HERE = Path(__file__).parent
SLUG = "tools-to-borrow"
LEAKS = tomllib.loads((HERE / "planted_leaks.toml").read_text(encoding="utf-8"))["leak"]


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A course with the starter's module and one that has every kind of item, built."""
    course = tmp_path_factory.mktemp("built") / "a"
    pipeline.new_course(course, title="A", author="")
    shutil.copytree(HERE / "leaky", course / "modules" / SLUG)
    toc = course / "_toc.yml"
    toc.write_text(
        with_entry(read_toc(toc.read_text(encoding="utf-8"))[0], f"modules/{SLUG}", None)[0], encoding="utf-8"
    )
    made = pipeline.build(course)
    assert made.index, made.findings
    return course


@pytest.fixture(scope="session")
def slim(built, tmp_path_factory):
    """The same without the theme's own files, of which each look would cost seconds."""
    course = tmp_path_factory.mktemp("slim") / "a"
    shutil.copytree(built, course, ignore=shutil.ignore_patterns("vendor", "locales", "styles", "scripts", ".doctrees"))
    return course


@pytest.fixture
def course(slim, tmp_path):
    shutil.copytree(slim, tmp_path / "a")
    return tmp_path / "a"


def leaks(course, *slugs):
    return [finding for finding in pipeline.check_built(course, slugs) if finding.code == "built-leak"]


@pytest.mark.book
def test_a_clean_build_is_silent(built, capsys):
    assert main(["check", "--built", "--strict", "--course", str(built)]) == 0
    assert capsys.readouterr().out == "nothing to mend\n"


@pytest.mark.book
def test_the_course_of_this_repository_is_silent(shelf):
    assert pipeline.check_built(shelf.course) == ()  # with files to take along and one module more


def in_json(text):
    return json.dumps(text)


def in_cell(text):
    lines = text.replace(" ", "\n", 1).splitlines(keepends=True)
    return lambda old: _with_cell(old, {"source": lines})


def in_metadata(text):
    return lambda old: _with_cell(old, {"source": "x", "metadata": {"options": [{"text": text, "key": True}]}})


def _with_cell(old, cell):
    notebook = json.loads(old or b'{"cells": []}')
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, **cell})
    return json.dumps(notebook).encode()


def in_article(text):
    return lambda old: old.replace(b"</article>", f"<p>{text}.</p></article>".encode(), 1)


def in_stems(text):
    def put(old):
        script = old.decode()
        start = script.index("{")
        index = json.loads(script[start : script.rindex("}") + 1])
        index["terms"] |= {word[:6]: 0 for word in text.split()}
        return f"{script[:start]}{json.dumps(index)})".encode()

    return put


def in_zip(text):
    def put(_):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("chapter.xhtml", f"<p>{html.escape(text)}</p>")
        return data.getvalue()

    return put


def in_inventory(text):
    def put(old):
        head, body = re.match(rb"((?:[^\n]*\n){4})(.*)", old, re.DOTALL).groups()
        entry = f"x std:label -1 modules/x.html#x {text}\n"
        return head + zlib.compress(zlib.decompress(body) + entry.encode())

    return put


def in_pdf(text):
    shown = zlib.compress(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
    return lambda _: pdf(shown)


def pdf(stream):
    """Return a PDF of one page that shows a stream set in Helvetica."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + rows + end


#: How a text may stand in a file: what is appended, or what makes the new file of the old one.
FORMS = {
    "plain": lambda text: text,
    "json": in_json,
    "html": html.escape,
    "attribute": lambda text: f'<i data-x="{html.escape(in_json({"feedback": text}))}"></i>',
    "base64": lambda text: f"<i data-x={base64.b64encode(text.encode()).decode()}></i>",
    "percent": lambda text: f"<a href='x?y={urllib.parse.quote(text)}'>x</a>",
    "numbers": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "tags": lambda text: text.replace(" ", "</b> <b>"),
    "cell": in_cell,
    "metadata": in_metadata,
    "article": in_article,
    "stems": in_stems,
    "zip": in_zip,
    "inventory": in_inventory,
    "pdf": in_pdf,
}


def plant(course, leak):
    path = course / re.sub(r"\bM\b", SLUG, leak["file"])
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.read_bytes() if path.exists() else b""
    made = FORMS[leak.get("form", "plain")](leak["text"])
    path.write_bytes(made(old) if callable(made) else old + b"\n" + made.encode())


@pytest.mark.book
@pytest.mark.parametrize(
    "leak", LEAKS, ids=lambda leak: f"{leak['file']}-{leak.get('form', 'plain')}-{LEAKS.index(leak)}"
)
def test_a_planted_leak_is_found_and_said_where_and_whose(leak, course):
    plant(course, leak)
    found = leaks(course)
    assert [finding.where.file for finding in found] == [re.sub(r"\bM\b", SLUG, leak["file"])], found
    assert found[0].message.startswith(f"{leak['channel']} {leak['whose']}"), found[0].message
    assert f"modules/{SLUG}/" in found[0].message
    assert found[0].help


def test_every_channel_has_a_planted_leak():
    """The names are those of the table in `checks.built`; the two kinds of "the file" are told by their folder."""
    from builder.checks.built import _CHANNELS  # noqa: PLC0415

    assert {leak["channel"] for leak in LEAKS} == {f"{name} holds" for name, _ in _CHANNELS.values()}


@pytest.mark.book
def test_the_command_fails_and_shows_the_leak(course, capsys):
    plant(course, LEAKS[0])
    assert main(["check", "--built", "--course", str(course)]) == 1
    assert "[built-leak]" in capsys.readouterr().out


@pytest.mark.book
def test_another_modules_leak_is_passed_over_where_one_is_named(course):
    plant(course, LEAKS[0])
    assert leaks(course, "how-this-example-works") == []
    assert len(leaks(course, SLUG)) == 1


@pytest.mark.book
def test_the_instructor_edition_in_the_place_of_the_student_edition_is_found(course):
    """Somebody who copies the wrong folder is told, page by page, source by source."""
    instructor = pipeline.pages(read_course(course)[0], "instructor")
    for name, data in instructor.items():
        (course / "_build/html/_sources" / name).write_bytes(data)
    found = leaks(course)
    whose = " ".join(finding.message for finding in found)
    for words in ("Instructor notes", "What went badly", "the model answer", "an accepted answer of item who"):
        assert words in whose, words


@pytest.mark.book
def test_a_draft_that_is_held_back_is_a_secret_as_a_whole(course):
    config = course / "_config.yml"
    config.write_text(config.read_text().replace("publish_drafts: true", "publish_drafts: false"))
    found = leaks(course, "how-this-example-works")
    said = " ".join(finding.message for finding in found)
    assert "which nobody has accepted" in said
    assert {finding.where.file for finding in found} >= {
        "modules/how-this-example-works.ipynb",
        "_build/html/modules/how-this-example-works.html",
    }


def codes(course, *slugs):
    return sorted({(finding.code, finding.where.file) for finding in pipeline.check_built(course, slugs)})


@pytest.mark.book
def test_a_build_that_is_missing_or_stale_is_named(course):
    page = f"_build/html/modules/{SLUG}.html"
    quiz = course / "modules" / SLUG / "quiz.yml"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text.replace("They were sold", "They were given away"), encoding="utf-8")
    stale = [("built-stale", page), ("notebook-stale", f"modules/{SLUG}.ipynb")]
    assert codes(course) == stale
    assert codes(course, "how-this-example-works") == []
    quiz.write_text(text, encoding="utf-8")
    (course / "_build/html/_sources/modules" / f"{SLUG}.ipynb").unlink()
    assert codes(course) == []
    form = (course / page).read_text(encoding="utf-8")
    (course / page).write_text(form.replace('value="1"', 'value="1" class="r"', 1), encoding="utf-8")
    assert codes(course) == [("built-stale", page)]
    (course / page).unlink()
    assert codes(course) == [("built-missing", page)]
    shutil.rmtree(course / "_build/html")
    assert codes(course) == [("built-missing", "_build/html")]


@pytest.mark.book
def test_what_cannot_be_read_is_said(course, monkeypatch):
    (course / "_build/html/broken.epub").write_bytes(b"PK\x03\x04 is all there is")
    (course / "_build/html/empty.pdf").write_bytes(pdf(zlib.compress(b"BT ET")))
    monkeypatch.setattr("shutil.which", lambda _: None)
    found = [finding for finding in pipeline.check_built(course) if finding.code == "built-unread"]
    assert [finding.where.file for finding in found] == ["_build/html/broken.epub", "_build/html/empty.pdf"]
    assert "pdftotext" in found[1].message


def test_a_pdf_that_is_set_letter_by_letter_is_read_without_a_program(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    stream = zlib.compress(b"BT [(Mem) -20 (ory fai) 3 (ls where)] TJ <feff007400770065006e00740079> Tj ET")
    text, unread = pdf_text(pdf(stream), tmp_path / "a.pdf")
    assert "Memory fails where" in text
    assert "twenty" in text
    assert unread


# Texts in every form, and what is looked for.

LETTERS = st.text(st.characters(categories=["Ll", "Lo"], max_codepoint=0x6FF), min_size=4, max_size=9)
TEXTS = st.lists(LETTERS, min_size=4, max_size=8).map(" ".join).filter(lambda text: len(bare(text)) >= 20)


def utf8_percent(text):
    return "".join(f"%{byte:02X}" for byte in text.encode())


HIDDEN = {
    "as it is": lambda t: t,
    "blanks": lambda t: t.replace(" ", "\n\t \u00a0"),
    "capitals": str.title,
    "emphasis": lambda t: t.replace(" ", "* *"),
    "tags": lambda t: t.replace(" ", "<br/>"),
    "tags in words": lambda t: t[:2] + "<wbr>" + t[2:],
    "HTML": lambda t: t.encode("ascii", "xmlcharrefreplace").decode(),
    "HTML numbers": lambda t: "".join(f"&#x{ord(c):x};" for c in t),
    "HTML twice": lambda t: html.escape("".join(f"&#{ord(c)};" for c in t)),
    "JSON": json.dumps,
    "JSON in HTML": lambda t: html.escape(json.dumps([t])),
    "script": lambda t: "".join(f"\\u{{{ord(c):x}}}" for c in t),
    "percent": urllib.parse.quote,
    "percent all": utf8_percent,
    "plus": urllib.parse.quote_plus,
    "percent in HTML": lambda t: html.escape(urllib.parse.quote(t), quote=True).replace("%", "&#37;"),
    "base64": lambda t: base64.b64encode(t.encode()).decode(),
    "base64 for addresses": lambda t: base64.urlsafe_b64encode(t.encode()).decode().rstrip("="),
    "base64 of JSON": lambda t: base64.b64encode(json.dumps({"a": t}).encode()).decode(),
    "base64 in HTML": lambda t: html.escape(f'"{base64.b64encode(t.encode()).decode()}"'),
    "soft hyphens": lambda t: t[:3] + "\u00ad" + t[3:],
}


@pytest.mark.parametrize("form", HIDDEN)
@given(text=TEXTS, before=st.sampled_from(["", "x ", "data:;base64,", "ab/", "abc/", "a/b/c/", "<p>"]))
def test_a_text_is_found_in_every_form(form, text, before):
    words = bare(text)
    hidden = HIDDEN[form](text)
    gap = " " if "base64" not in form else ""
    found = {
        known for reading in readings(f"{before}{gap}{hidden} y") for known in Sought([words]).found(bare(reading))
    }
    assert found == {words}


@given(text=TEXTS, other=TEXTS)
def test_a_text_that_is_not_there_is_not_found(text, other):
    words = bare(text)
    everything = " ".join(make(other) for make in HIDDEN.values())
    found = {known for reading in readings(everything) for known in Sought([words]).found(bare(reading))}
    assert not found or words in bare(f"{other} {other}")


# Moving a key.


@given(quizzes)
def test_no_students_file_tells_the_key_of_any_item(quiz):
    module = Module(slug="a", front=FrontMatter(format=1, title="A"), items=quiz)
    assert told(module, student_files(folder_of(module))) == ()


def folder_of(module):
    from builder.files.course import ModuleFolder  # noqa: PLC0415

    return ModuleFolder(slug=module.slug, file=None, quiz=None, module=module, inspection=None)


def test_a_writer_that_tells_the_key_is_found_and_the_item_named(built):
    course, _ = read_course(built)
    module = next(entry.module for entry in course.folders if entry.slug == SLUG)

    def order_of_the_file(module):
        """A form that shows what is right first."""
        items = (item for item in module.items if isinstance(item, MultipleChoice))
        return str([min((not option.key, option.text) for option in item.options)[1] for item in items])

    found = told(
        module, (("form", order_of_the_file), ("notebook", lambda module: msgspec.json.encode(module.slug).decode()))
    )
    assert [(finding.code, finding.where.path) for finding in found] == [("built-tells", "why-a-list")]
    assert "the form tells the key of item why-a-list" in found[0].message
