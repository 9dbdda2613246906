"""Where a module stood under an earlier name a small page leads on, and nothing else of the book is touched."""

import pytest

from builder.book.old_addresses import old_pages
from builder.model.entry import Entry


def entry(slug, *former, title="A & <b>", language="en"):
    return Entry(slug=slug, title=title, language=language, renamed_from=former)


def test_the_page_says_where_to_and_goes_there_without_a_script():
    (page,) = old_pages([entry("new", "old")], ["index", "modules/new"]).items()
    assert page[0] == "modules/old"
    assert '<meta http-equiv="refresh" content="0; url=new.html">' in page[1]
    assert '<a href="new.html">A &amp; &lt;b&gt;</a>' in page[1]
    assert "<script" not in page[1]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("es", "ltr"), ("fr", "ltr")])
def test_it_speaks_the_modules_language(language, direction):
    text = old_pages([entry("new", "old", language=language)], [])["modules/old"]
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert "another address" not in text


def test_every_name_before_leads_on_but_no_page_of_today():
    entries = [entry("c", "a", "b", "c", "d"), entry("d", "b")]
    pages = old_pages(entries, ["modules/c", "modules/d"])
    assert list(pages) == ["modules/a", "modules/b"]
    assert all("url=c.html" in text for text in pages.values())


def test_a_name_written_by_hand_leads_out_of_no_folder():
    assert old_pages([entry("new", "../index", "", "A B", "a/b", "..")], []) == {}
