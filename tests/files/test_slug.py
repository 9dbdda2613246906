"""Folder names: from any title, safe everywhere, the same every time."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.files.slug import is_slug, slug_of, taken


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("How a Swarm Chooses a Home", "how-a-swarm-chooses-a-home"),
        ("The “Café” – What’s *next*?", "the-cafe-whats-next"),
        ("¿Por qué?", "por-que"),
        ("Qu’est-ce que l'eau ? The bees' home", "qu-est-ce-que-l-eau-the-bees-home"),
        ("Con", "con-module"),
        (" ".join(["word"] * 20), "-".join(["word"] * 12)),
        ("x" * 80, "x" * 60),
    ],
)
def test_a_title_becomes_a_slug(title, slug):
    assert slug_of(title, "stem", b"") == slug


def test_other_scripts_are_transliterated():
    assert re.fullmatch(r"[a-z0-9-]+", slug_of("السلام والنزاع", "stem", b""))
    assert slug_of("Мир", "stem", b"") == "mir"


def test_without_a_title_the_file_s_name_and_a_digest():
    slug = slug_of(None, "Notes of May", b"words")
    assert re.fullmatch(r"notes-of-may-[0-9a-f]{8}", slug)
    assert slug != slug_of(None, "Notes of May", b"other words")
    assert is_slug(slug_of("!!!", "", b""))


@given(st.text(max_size=120), st.text(max_size=80), st.binary(max_size=8))
def test_every_slug_is_safe(title, stem, data):
    slug = slug_of(title, stem, data)
    assert is_slug(slug), slug
    assert len(slug) <= 60


def test_slugs_that_differ_in_case_only_are_the_same():
    assert taken("bees", ["Bees", "ants"]) == "Bees"
    assert taken("wasps", ["Bees"]) is None
