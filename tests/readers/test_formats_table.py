"""Which format a file is of: its bytes say so, whatever it is called, and asking them comes to an end."""

import pytest

from builder import readers
from builder.readers import apart
from builder.readers.formats import FORMATS, LARGE, SECONDS, by_content, by_suffix

#: Beginnings at which a pattern that goes back over comments would take years.
ENDLESS = {
    "comments": b"<!---->" * 800 + b"x",
    "comments that never end": b"<!--" * 1500,
    "instructions": b"<?a>" * 1500 + b"x",
    "attributes": b"<article " + b'a="" ' * 1200,
    "remarks": b"%\n" * 3000,
    "blanks": b" " * 6000,
}


@pytest.mark.parametrize("head", ENDLESS.values(), ids=ENDLESS)
def test_a_hostile_beginning_is_of_no_format(head):
    assert by_content(head) is None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!doctype html><p>x", "html"),
        (b'<?xml version="1.0"?><!-- a --><!-- b --><html lang="en">', "html"),
        (b'<?xml version="1.0"?>\n<!-- a --><!-- b -->\n<article article-type="x">', "jats"),
        (b"%PDF-1.7", "pdf"),
        (b"{\\rtf1 x}", "rtf"),
        (b"% a remark\n\\documentclass{article}", "latex"),
        (b'{"cells": [], "nbformat": 4}', "ipynb"),
        (b"Bees live on roofs.", None),
    ],
)
def test_the_first_bytes_say_what_a_file_is(data, name):
    found = by_content(data)
    assert (found.name if found is not None else None) == name


def test_every_suffix_belongs_to_one_format():
    every = [suffix for known in FORMATS for suffix in known.suffixes]
    assert len(every) == len(set(every))
    assert all(by_suffix(suffix) is known for known in FORMATS for suffix in known.suffixes)


@pytest.mark.parametrize(("size", "apart_for"), [(LARGE, []), (LARGE + 1, [SECONDS])])
def test_a_large_file_is_read_in_a_process_of_its_own(monkeypatch, size, apart_for):
    asked = []
    monkeypatch.setattr(readers, "LARGE", LARGE)
    monkeypatch.setattr(apart, "read", lambda _module, seconds, *_: asked.append(seconds) or (None, ()))
    readers.read("a.txt", b"Bees live on roofs.\n".ljust(size))
    assert asked == apart_for
