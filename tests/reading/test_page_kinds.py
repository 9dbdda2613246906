"""Every page kind that other tests look at is there, and no page is of a kind that nobody looks at."""


def test_every_page_is_of_a_kind_that_is_looked_at(shelf):
    pages = set(shelf.pages())
    assert set(shelf.kinds.values()) <= pages
    others = {page for page in pages - set(shelf.kinds.values()) if not page.startswith(("modules/", "downloads/"))}
    assert others == set()
