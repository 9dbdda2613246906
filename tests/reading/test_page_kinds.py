"""Every page kind that other tests look at is there, and no page is of a kind that nobody looks at."""

import json


def test_every_page_is_of_a_kind_that_is_looked_at(shelf):
    pages = set(shelf.pages())
    assert set(shelf.kinds.values()) <= pages
    others = {page for page in pages - set(shelf.kinds.values()) if not page.startswith(("modules/", "downloads/"))}
    assert others == set()


def test_machines_are_told_the_title_that_readers_see(shelf):
    title = "Peace research for the classroom"
    assert json.loads((shelf.html / "modules.json").read_text(encoding="utf-8"))["title"] == title
    module = (shelf.html / shelf.kinds["module"]).read_text(encoding="utf-8")
    assert f'<meta property="og:site_name" content="{title}">' in module
    for page in shelf.pages():
        assert "not set" not in (shelf.html / page).read_text(encoding="utf-8"), page
