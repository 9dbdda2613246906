"""Markdown files: the blocks that a person sees in them, the front matter, and text from anywhere."""

import base64
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.document import Media, Metadata
from builder.readers import read
from builder.text.inline import plain

CASES = {
    f"{path.stem}: {name}": case
    for path in sorted((Path(__file__).parent / "markdown").glob("*.toml"))
    for name, case in tomllib.loads(path.read_text(encoding="utf-8")).items()
}


def shown(block):
    level = f" {block.level}" if block.level else ""
    mark = f" {block.mark}" if block.mark else ""
    return f"{block.kind}{level}{mark} | {block.text}"


def blocks_of(text):
    document, findings = read("text.md", text.encode())
    return (document.blocks if document else ()), findings


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_text_has_the_blocks_that_a_person_sees(case):
    blocks, findings = blocks_of(case["markdown"].lstrip("\n").replace("{two}", "  "))
    assert [shown(block) for block in blocks] == case["blocks"]
    assert findings == ()
    assert [block.number for block in blocks] == list(range(1, len(blocks) + 1))


FRONT = """---
title: "Bees: a history"
author:
  - name: A. Brook
  - B. Field
date: 2014-05-03T10:00:00
publisher: The Hive
license: CC BY 4.0
canonical_url: https://example.org/bees
doi: https://doi.org/10.1234/bees.5
lang: en_GB
tags: [bees, honey]
draft: no
---

# Bees
"""


def test_front_matter_is_metadata():
    document, findings = read("bees.markdown", FRONT.encode("utf-8-sig").replace(b"\n", b"\r\n"))
    assert document.metadata == Metadata(
        title="Bees: a history",
        authors=("A. Brook", "B. Field"),
        published="2014-05-03",
        publisher="The Hive",
        licence="CC BY 4.0",
        url="https://example.org/bees",
        doi="10.1234/bees.5",
        language="en-GB",
        keywords=("bees", "honey"),
    )
    assert [shown(block) for block in document.blocks] == ["heading 1 | Bees"]
    assert findings == ()


@pytest.mark.parametrize(
    ("matter", "line"),
    [
        ("title: &a Bees\nauthor: *a", 2),
        ("title: Bees\nkeywords: [honey, *a]", 3),
        ("title: Bees: a history", 2),
        ("title: Bees\nkeywords: [", 4),
        (f"title: {'[' * 20}", 2),
        (f"title: {'bees ' * 5000}", 2),
    ],
    ids=["anchor", "alias", "a colon", "cut", "nested", "large"],
)
def test_front_matter_that_is_not_read_is_named_with_its_line(matter, line):
    document, findings = read("bees.md", f"---\n{matter}\n---\nThe text.\n".encode())
    assert document.metadata == Metadata()
    assert [shown(block) for block in document.blocks] == ["paragraph | The text."]
    assert [(f.code, f.severity, f.where.line) for f in findings] == [("front-matter-unread", "warning", line)]


def test_front_matter_is_text_and_never_objects():
    document, _ = read("bees.md", b"---\ntitle: !!python/object:os.system ls\ndate: 2014\n---\nText.\n")
    assert document.metadata == Metadata(title="ls", published="2014")


def test_what_is_nested_too_deep_stays_and_is_named():
    blocks, findings = blocks_of("Above.\n\n" + "> " * 1000 + "the bottom\n")
    assert [shown(block) for block in blocks] == ["paragraph | Above.", "quotation | the bottom"]
    assert [(f.code, f.where.line) for f in findings] == [("markdown-too-deep", 3)]


def test_more_marks_than_text_are_read_as_they_stand():
    blocks, findings = blocks_of("---\ntitle: x\n---\n\n" + "*a" * 3000)
    assert plain(blocks[0].text) == "*a" * 3000
    assert [(f.code, f.where.line) for f in findings] == [("markdown-marks", 5)]


@pytest.mark.parametrize("data", [b"\n \n", b"---\ntitle: x\n---\n", b"<!-- nothing -->"])
def test_a_file_without_text_says_so(data):
    document, findings = read("empty.md", data)
    assert document is None
    assert [f.code for f in findings] == ["source-empty"]


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_pictures_written_into_the_text_come_out_of_it():
    inside = base64.b64encode(PIXEL).decode()
    text = (
        f"![A pier][one]\n\n![An arch](data:image/svg+xml;base64,AAAA)\n\n![A pier again][one]\n\n"
        f"[one]: <data:image/png;base64,{inside}>\n"
    )
    document, findings = read("bridge.md", text.encode())
    assert [shown(block) for block in document.blocks] == [
        "image | ![A pier](<image1.png>)",
        "paragraph | An arch",
        "image | ![A pier again](<image1.png>)",
    ]
    assert document.media == (Media(name="image1.png", data=PIXEL),)
    assert [(finding.code, finding.severity) for finding in findings] == [("markdown-pictures", "note")]


def test_more_lines_than_a_book_are_no_article():
    document, findings = read("log.md", b"a line\n" * 30_001)
    assert document is None
    assert [(finding.code, finding.message) for finding in findings] == [
        ("source-large", "30 001 lines are more than an article's 30 000")
    ]


def test_html_nested_deeper_than_a_page_keeps_its_words():
    assert [block.text for block in blocks_of("<div>" * 5000 + "tolls &amp; carts")[0]] == ["tolls \\& carts"]


HOSTILE = {
    "quotations": ">" * 100_000 + "x",
    "brackets": "[" * 100_000,
    "inline notes": "^[" * 50_000 + "]" * 50_000,
    "stars": "*" * 1_000_000,
    "paragraphs of brackets": ("[" * 490 + "\n\n") * 500,
    "nested lists": "\n".join("  " * depth + "- x" for depth in range(500)),
    "definitions of addresses": "".join(f"[a{number}]: b\n" for number in range(20_000)),
    "a table of empty cells": "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "a\n" * 20_000,
    "comments": "<!--" * 100_000,
    "tags": "<a " * 100_000,
    "a long line under a line": "Tolls.\n" + "a" * 100_000,
    "drawn lines": "---\n" * 29_000,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_text_made_to_be_slow_is_read(text):
    document, findings = read("slow.md", text.encode())
    assert document is not None or findings


WORD = st.from_regex(r"[a-zä]{2,8}", fullmatch=True)
PHRASE = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
MARKED = st.one_of(
    PHRASE,
    PHRASE.map("**{}**".format),
    PHRASE.map("*{}*".format),
    PHRASE.map("[{}](https://example.org/)".format),
    PHRASE.map("<span class='0'>{}</span>".format),
    PHRASE.map("`{}`".format),
)
SEPARATOR = st.sampled_from([" ", "\n", "  \n", "\\\n", "<br>", "\n• ", "\n– ", ": "])
INLINE = st.lists(st.tuples(MARKED, SEPARATOR), min_size=1, max_size=6).map(
    lambda parts: re.sub(r"(?:  \n|\\\n|[\n •–:]|<br>)+$", "", "".join(a + b for a, b in parts))
)
PIECE = st.one_of(
    INLINE,
    PHRASE.map("## {}".format),
    PHRASE.map("{}\n---".format),
    st.lists(PHRASE, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(PHRASE, min_size=1, max_size=4).map(
        lambda items: "\n".join(f"{'  ' * n}* {i}" for n, i in enumerate(items))
    ),
    INLINE.map(lambda text: "\n".join(f"> {line}" for line in text.split("\n"))),
    PHRASE.map("```\n{}\n```".format),
    PHRASE.map("    {}".format),
    PHRASE.map("<div>{}</div>".format),
    st.tuples(PHRASE, PHRASE).map("{0[0]}\n: {0[1]}".format),
    st.tuples(PHRASE, PHRASE, PHRASE).map("| {0[0]} | {0[1]} |\n|---|---|\n| {0[2]} |".format),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECE, min_size=1, max_size=8))
def test_every_word_stands_in_one_block_in_order(pieces):
    text = "\n\n".join(pieces)
    blocks, _ = blocks_of(text)
    said = re.findall(r"[a-zä]+", " ".join(plain(block.text) for block in blocks))
    written = re.sub(r"</?(?:span|div|br)[^>]*>|\]\(https://example.org/\)", " ", text)
    assert said == re.findall(r"[a-zä]+", written)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab \n\t*_`[]()<>!&#-+=|:~^\\.1\u00a0\u00ad•é\U0001f41d'\"/", max_size=80))
def test_no_text_is_an_exception(text):
    if text:
        document, findings = read("any.md", text.encode())
        assert document is not None or any(finding.severity == "error" for finding in findings)


def test_the_same_text_is_the_same_document():
    assert read("bees.md", FRONT.encode()) == read("bees.md", FRONT.encode())
