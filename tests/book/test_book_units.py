"""The small parts of the book package, without Sphinx running."""

import json
from pathlib import Path

import pytest
from book_builds import files
from hypothesis import given
from hypothesis import strategies as st
from sphinx.config import Config

from builder.book import notebooks, quiz_cells
from builder.book.defaults import apply_defaults
from builder.book.messages import Page, Said, Total, decoded, encoded
from builder.book.publishing import publish
from builder.book.settings import course_of, names_extension, read_settings
from builder.book.sphinx_log import finding_of
from builder.findings import BuilderError, Where, warning
from builder.text.course_id import course_id
from builder.text.languages import direction, is_language_tag


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("fa-IR", "rtl"),
        ("he", "rtl"),
        ("ur", "rtl"),
        ("ur-Latn", "ltr"),
        ("az", "ltr"),
        ("az-Arab-IR", "rtl"),
        ("ks-Deva", "ltr"),
        ("ff-Adlm", "rtl"),
        ("zh-Hant-TW", "ltr"),
        ("AR_eg", "rtl"),
    ],
)
def test_direction_follows_script_then_language(language, expected):
    assert direction(language) == expected


@pytest.mark.parametrize("text", ["", "e", 'ar" onload="x', "en us", "ar\n", None, 7, "abcdefghi"])
def test_what_is_no_language_tag_does_not_reach_a_page(text):
    assert not is_language_tag(text)


@pytest.mark.parametrize(
    ("record", "where", "message"),
    [
        ("WARNING: while reading", Where(), "while reading"),
        ("/c/index.md:12: WARNING: no such page", Where(file="index.md", line=12), "no such page"),
        ("/c/index.md: WARNING: alone", Where(file="index.md"), "alone"),
        (
            "/c/modules/bees.ipynb:30004: ERROR: Unknown directive",
            Where(file="modules/bees.ipynb", path="cell 3, line 4"),
            "Unknown directive",
        ),
        ("/c/a.md:1: WARNING: see /c/b.md\nand more", Where(file="a.md", line=1), "see b.md and more"),
        ("/elsewhere/x.py:3: WARNING: odd", Where(file="/elsewhere/x.py", line=3), "odd"),
        ("something else", Where(), "something else"),
        ("\x1b[91mWARNING: red\x1b[39;49;00m", Where(), "red"),
    ],
)
def test_a_record_of_the_log_becomes_a_finding_with_its_place(record, where, message):
    assert finding_of(record + "\n", Path("/c")) == warning("sphinx-warning", message, where)


def test_an_empty_record_says_nothing():
    assert finding_of("\n", Path("/c")) is None


@pytest.mark.parametrize(
    "record", ["WARNING: error writing file /c/a.html: no space", "WARNING: cannot copy image 'x'"]
)
def test_pages_that_could_not_be_written_fail_the_build(record):
    finding = finding_of(record, Path("/c"))
    assert (finding.code, finding.severity) == ("book-not-written", "error")


@pytest.mark.parametrize(
    "message", [Total(step="reading pages", pages=3), Page(step="writing pages"), Said(finding=warning("a", "b\nc"))]
)
def test_messages_go_through_one_line(message):
    line = encoded(message)
    assert line.count(b"\n") == 1
    assert decoded(line) == message


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("sphinx: {extra_extensions: [builder.book.extension]}", True),
        ("sphinx: {extra_extensions: builder.book.extension}", True),
        ("sphinx: {config: {extensions: [myst_nb, builder.book.extension]}}", True),
        ("sphinx: {local_extensions: {builder.book.extension: .}}", True),
        ("sphinx: {extra_extensions: [builder.book.extensions]}", False),
        ("sphinx: {extra_extensions: }", False),
        ("sphinx: nothing", False),
        ("", False),
    ],
)
def test_whether_the_settings_name_the_extension(tmp_path, config, expected):
    (tmp_path / "_config.yml").write_text(config, encoding="utf-8")
    assert names_extension(read_settings(tmp_path)) is expected


def test_settings_that_are_not_utf8_are_one_error(tmp_path):
    (tmp_path / "_config.yml").write_bytes(b"title: \xff\xfe\n")
    with pytest.raises(BuilderError) as caught:
        read_settings(tmp_path)
    assert (caught.value.finding.code, caught.value.finding.where.file) == ("not-utf8", "_config.yml")


def _configured(settings, **values):
    known = {
        "nb_execution_mode": "auto",
        "external_toc_exclude_missing": False,
        "myst_linkify_fuzzy_links": True,
        "myst_enable_extensions": ["colon_fence", "dollarmath", "linkify", "substitution", "tasklist"],
        "html_theme_options": {"search_bar_text": "Search this book...", "home_page_in_toc": True},
        "html_context": {},
        "smartquotes": True,
        "html_title": "Bees",
    } | values
    config = Config({}, {"author": "The Jupyter Book community", "copyright": "2023"})
    for name, value in known.items():
        if name not in config:
            config.add(name, value, "html", ())
        config[name] = value
    apply_defaults(config, settings)
    return config


def test_what_nobody_set_is_what_a_course_needs():
    config = _configured({"title": "Bees"})
    assert config.myst_enable_extensions == [
        "colon_fence",
        "linkify",
        "tasklist",
        "deflist",
        "attrs_inline",
        "attrs_block",
    ]
    assert config.html_theme_options == {
        "navbar_start": [],
        "navbar_center": [],
        "navbar_end": [],
        "navbar_persistent": [],
        "back_to_top_button": False,
        "primary_sidebar_end": [],
        "footer_content_items": ["copyright.html", "last-updated.html", "extra-footer.html"],
        "home_page_in_toc": True,
        "search_bar_text": "Search this book...",
    }
    assert (config.smartquotes, config.nb_execution_mode, config.external_toc_exclude_missing) == (False, "off", True)
    assert (config.copyright, config.author, config.html_context) == ("", "", {"default_mode": "auto"})
    assert config.exclude_patterns == ["_build", ".*", "**/.*"]
    assert config.project == "Bees"


@pytest.mark.parametrize(
    ("settings", "project"),
    [
        ({"title": "Bees"}, "Bees"),
        ({"title": "Bees", "sphinx": {"config": {"project": "Wasps"}}}, "Wasps"),
        ({}, "Wasps"),
    ],
)
def test_a_course_is_called_by_its_title(settings, project):
    assert _configured(settings, project="Wasps").project == project


@pytest.mark.parametrize(
    ("settings", "title", "author"),
    [
        ("title: Bees\nauthor: A. Keeper", "Bees", "A. Keeper"),
        ("title: Bees", "Bees", ""),
        ("title: Bees\nauthor:", "Bees", ""),
        ("title: Bees\nauthor: One\nsphinx: {config: {project: Wasps, author: Two}}", "Wasps", "Two"),
        ("project: Wasps\ntitle: 2027", "Wasps", ""),
    ],
)
def test_calendars_know_a_course_by_the_name_that_its_pages_have(tmp_path, settings, title, author):
    (tmp_path / "_config.yml").write_text(settings, encoding="utf-8")
    read = read_settings(tmp_path)
    assert course_of(read) == course_id(title, author)
    own = {name: read[name] for name in ("project", "author") if read.get(name)}  # as Jupyter Book hands them on
    config = _configured(read, **{**own, **read.get("sphinx", {}).get("config", {})})
    assert course_id(config.project, config.author) == course_of(read)


def test_a_course_without_a_name_has_sphinxs(tmp_path):
    assert course_of(read_settings(tmp_path)) == course_id(Config().project, "")


def test_what_a_person_set_stands():
    settings = {
        "author": "A. Keeper",
        "copyright": "2023",
        "project": "A project",
        "only_build_toc_files": False,
        "execute": {"execute_notebooks": "cache"},
        "parse": {"myst_enable_extensions": ["dollarmath"]},
        "html": {"home_page_in_navbar": False},
        "sphinx": {"config": {"smartquotes": True, "html_theme_options": {"navbar_end": ["theme-switcher"]}}},
    }
    config = _configured(
        settings,
        nb_execution_mode="cache",
        myst_enable_extensions=["dollarmath"],
        html_theme_options={"navbar_end": ["theme-switcher"]},
        html_context={"default_mode": "dark"},
        project="A project",
    )
    assert config.project == "A project"
    assert config.copyright == "2023"
    assert config.author == "The Jupyter Book community"  # untouched: Jupyter Book hands the person's on
    assert (config.smartquotes, config.nb_execution_mode, config.external_toc_exclude_missing) == (True, "cache", False)
    assert config.myst_enable_extensions == ["dollarmath"]
    assert config.html_context == {"default_mode": "dark"}
    options = config.html_theme_options
    assert options["navbar_end"] == ["theme-switcher"]
    assert options["navbar_start"] == []
    assert options["home_page_in_toc"] is False  # what Jupyter Book makes of `html:`, which would be lost
    assert "sphinx" in settings
    assert settings["sphinx"]["config"]["html_theme_options"] == {"navbar_end": ["theme-switcher"]}


def _notebook(**cell):
    return json.dumps({"cells": [cell], "metadata": {"builder": {"language": "es"}}, "nbformat": 4})


def test_a_quiz_cell_becomes_a_form_behind_a_fence_that_nothing_in_it_closes(monkeypatch):
    html = '<form class="builder-quiz">````` {raw} `` $1 {{ x }}</form>'
    asked = []
    monkeypatch.setattr(quiz_cells, "form_html", lambda *call: asked.append(call) or html)
    quiz = {"items": []}
    text = _notebook(cell_type="markdown", metadata={"builder": {"quiz": quiz}}, source=["1. on paper"])
    (cell,) = quiz_cells.with_forms(json.loads(text))["cells"]
    assert asked == [(quiz, "es", "")]
    assert cell["source"] == f"``````{{raw}} html\n{html}\n``````\n"


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"cells": {}}'])
def test_what_is_no_notebook_is_none(text):
    assert notebooks.loaded(text) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"cells": [7, null, {"metadata": []}]}',
        '{"cells": [{"cell_type": "markdown", "metadata": {"builder": "x"}}]}',
        '{"cells": [{"cell_type": "code", "metadata": {"builder": {"quiz": {}}}}]}',
        _notebook(cell_type="markdown", metadata={"builder": {"quiz": ["no mapping"]}}, source="kept"),
    ],
)
def test_what_is_no_quiz_of_ours_is_left_as_it_is(text):
    notebook = json.loads(text)
    assert quiz_cells.with_forms(notebook) == notebook


_NAMES = st.text("abc", min_size=1, max_size=2)
_TREES = st.recursive(
    st.binary(max_size=3),
    lambda inner: st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=8,
).map(lambda tree: tree if isinstance(tree, dict) else {"a": tree})


def _plant(folder: Path, tree: dict) -> None:
    folder.mkdir()
    for name, content in tree.items():
        if isinstance(content, dict):
            _plant(folder / name, content)
        else:
            (folder / name).write_bytes(content)


@given(old=_TREES, new=_TREES)
def test_publishing_leaves_exactly_the_new_files(tmp_path_factory, old, new):
    root = tmp_path_factory.mktemp("publish")
    _plant(root / "out", old)
    _plant(root / "new", new)
    wanted = files(root / "new")
    publish(root / "new", root / "out")
    assert files(root / "out") == wanted
    assert not (root / "new").exists()


def test_publishing_does_not_touch_what_is_the_same(tmp_path):
    _plant(tmp_path / "out", {"same": b"1", "other": b"2"})
    _plant(tmp_path / "new", {"same": b"1", "other": b"3"})
    before = (tmp_path / "out/same").stat()
    publish(tmp_path / "new", tmp_path / "out")
    after = (tmp_path / "out/same").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
