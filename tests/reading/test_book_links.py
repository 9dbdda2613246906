"""Every link and anchor of every page leads to a file of the book and to a place in it."""

import shutil

import pytest
from links import broken, leads_somewhere, of_style, places, told_addresses
from lxml import html


def test_every_address_of_every_page_leads_somewhere(shelf):
    pages = shelf.pages()
    assert len(pages) > len(shelf.kinds)
    assert {page: found for page in pages if (found := broken(shelf.html, page))} == {}


def test_what_scripts_and_machines_are_told_leads_somewhere(shelf):
    told = list(told_addresses(shelf.html))
    assert {source for source, _ in told} >= {"modules.js", "modules.json", "sw.js", "arabic.js"}
    assert [row for row in told if not leads_somewhere(shelf.html, "index.html", row[1])] == []


def test_what_style_sheets_load_is_there(shelf):
    sheets = sorted(sheet.relative_to(shelf.html).as_posix() for sheet in shelf.html.rglob("_static/builder/*.css"))
    assert sheets
    for sheet in sheets:
        loaded = of_style(shelf.html / sheet)
        assert [one for one in loaded if not leads_somewhere(shelf.html, sheet, one)] == [], sheet


def test_no_page_has_two_places_of_one_name(shelf):
    for page in shelf.pages():
        ids = html.parse(str(shelf.html / page)).xpath("//@id")
        assert sorted(name for name in set(ids) if ids.count(name) > 1) == [], page


PLANTED = {
    "a page that is not there": '<a href="modules/none.html">x</a>',
    "a place that is not there": '<a href="#nowhere">x</a>',
    "a place that is not on the other page": '<a href="course/glossary.html#nowhere">x</a>',
    "a picture": '<img src="_images/none.png" alt="">',
    "a larger picture": '<img srcset="index.html 1x, _static/none.png 2x" alt="">',
    "a poster": '<video poster="none.png"></video>',
    "an address out of the book": '<a href="../../../_config.yml">x</a>',
    "an address that is not encoded": '<a href="modules/arabic.html#ملخص">x</a>',
    "a file of this computer": '<a href="file:///etc/hostname">x</a>',
    "a form": '<form action="find.html"></form>',
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_broken_link_is_found(shelf, tmp_path, what):
    for name in ("index.html", "course/glossary.html", "modules/arabic.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy2(shelf.html / name, tmp_path / name)
    before = set(broken(tmp_path, "index.html"))
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    planted = tmp_path / "planted.html"
    planted.write_text(page.replace("</body>", PLANTED[what] + "</body>"), encoding="utf-8")
    assert len(set(broken(tmp_path, "planted.html")) - before) == 1


def test_places_are_read_as_a_browser_reads_them(tmp_path):
    page = tmp_path / "a.html"
    page.write_text('<!DOCTYPE html><p id="ماء">a</p><a href="#%D9%85%D8%A7%D8%A1">b</a>', encoding="utf-8")
    assert places(page) == {"ماء", "top"}
    assert broken(tmp_path, "a.html") == []
