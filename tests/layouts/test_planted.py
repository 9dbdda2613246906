"""Planted sections are the sections found, in every layout of these families, language and format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layouts import render
from layouts.found import found, scores
from layouts.planted import WORDS, layout

from builder.readers import read
from builder.recognise import recognise

FORMATS = {
    "txt": lambda made: render.as_text(made).encode(),
    "html": lambda made: render.as_html(made).encode(),
    "md": lambda made: render.as_markdown(made).encode(),
    "docx": render.as_docx,
}
seeds = st.integers(0, 10_000)


def inspected(name, data):
    document, findings = read(name, data)
    assert document is not None, findings
    return document, recognise(document)


@pytest.mark.parametrize("language", sorted(WORDS))
@given(seeds)
def test_what_was_planted_is_found(language, seed):
    made = layout(language, seed)
    _, inspection = inspected("article.txt", render.as_text(made).encode())
    missed = {
        name: (made.planted.get(name), found(inspection).get(name))
        for name, score in scores(made, inspection).items()
        if score < 1
    }
    assert not missed, (seed, render.as_text(made))
    assert inspection.language.split("-")[0] == language


@pytest.mark.parametrize("language", sorted(WORDS))
@pytest.mark.parametrize("suffix", sorted(FORMATS))
@given(seeds)
def test_every_block_has_one_place(suffix, language, seed):
    document, inspection = inspected(f"article.{suffix}", FORMATS[suffix](layout(language, seed)))
    assert [number for number, _ in inspection.lines] == [
        number for block in document.blocks for number in range(block.number, block.last + 1)
    ]


@pytest.mark.parametrize("language", sorted(WORDS))
@pytest.mark.parametrize("suffix", sorted(FORMATS))
@given(seeds)
def test_every_format_gives_what_was_planted(suffix, language, seed):
    made = layout(language, seed)
    _, inspection = inspected(f"article.{suffix}", FORMATS[suffix](made))
    given = scores(made, inspection)
    missed = {name: (made.planted.get(name), found(inspection).get(name)) for name, score in given.items() if score < 1}
    assert not missed, (seed, made.pieces)


@pytest.mark.parametrize("language", sorted(WORDS))
@given(seeds)
def test_a_whole_page_gives_what_the_bare_article_gives(language, seed):
    made = layout(language, seed)
    _, bare = inspected("article.html", render.as_html(made).encode())
    _, whole = inspected("article.html", render.as_page(made).encode())
    assert found(whole) == found(bare)
    assert len(whole.dropped) >= len(bare.dropped) + 11
