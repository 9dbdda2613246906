"""A Jupyter notebook: its blocks are as `notebooks/*.txt` has them; every bad file is refused in one line."""

import base64
import json
from pathlib import Path

import pytest
from readers.test_html import rows
from refusals import refused

from builder.readers import read
from builder.readers.formats import LIMIT_WITH_PICTURES
from builder.text.inline import plain

HERE = Path(__file__).parent / "notebooks"
CASES = sorted(HERE.glob("*.json"))  # under another name: ruff would format them
PAGES = sorted((Path(__file__).parents[2] / "modules").glob("*.ipynb"))


def notebook(*cells, **metadata):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)})


def markdown(text, **more):
    return {"cell_type": "markdown", "metadata": {}, "source": text, **more}


def texts(data, name="a.ipynb"):
    document, findings = read(name, data.encode() if isinstance(data, str) else data)
    return [plain(block.text) for block in document.blocks] if document else [finding.code for finding in findings]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_blocks_of_a_notebook(path, golden):
    document, findings = read(f"{path.stem}.ipynb", path.read_bytes())
    assert findings == ()
    golden(path.with_suffix(".txt"), rows(document))


def test_an_attached_picture_comes_with_the_article():
    document, _ = read("a.ipynb", (HERE / "version_4.json").read_bytes())
    (picture,) = document.media
    assert picture.name == "attached1.png"
    assert picture.data.startswith(b"\x89PNG")


def test_a_picture_that_stands_often_is_taken_once():
    png = base64.b64encode(b"\x89PNG" + bytes(1_000_000)).decode()
    cell = markdown("![map](attachment:m.png)\n\n" * 5_000, attachments={"m.png": {"image/png": png}})
    document, findings = read("a.ipynb", notebook(cell, cell).encode())
    assert findings == ()
    assert [media.name for media in document.media] == ["attached1.png", "attached2.png"]
    assert len(document.blocks) == 10_000


def test_nothing_of_what_code_put_out_is_read():
    text = " ".join(texts((HERE / "version_4.json").read_bytes()))
    assert "import csv" in text
    assert "an output" not in text


def test_a_notebook_is_known_by_its_content():
    assert read("article.txt", (HERE / "version_4.json").read_bytes())[0].source.format == "ipynb"


def test_a_lone_fence_or_comment_ends_with_its_cell():
    page = notebook(markdown("~~~~\ncode"), markdown("words"), markdown("<script>\n\nx"), markdown("more words"))
    assert texts(page) == ["code", "words", "more words"]


def test_metadata_of_another_kind_says_nothing():
    document, _ = read("a.ipynb", notebook(markdown("words"), title=7, authors="A").encode())
    assert (document.metadata.title, document.metadata.authors) == (None, ())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_that_the_builder_made_is_no_article(path):
    document, (finding,) = read(path.name, path.read_bytes())
    assert document is None
    assert finding.code == "notebook-compiled"
    assert "builder adopt" in finding.help


def test_a_page_is_known_whatever_else_its_metadata_holds():
    assert texts(notebook(markdown("words"), builder={"digest": "x"}, authors=3)) == ["notebook-compiled"]


BAD = {
    "empty": ("", "source-empty"),
    "cut off": ((HERE / "version_4.json").read_text(encoding="utf-8")[:900], "notebook-broken"),
    "no cells": (notebook(), "source-empty"),
    "blank cells": (notebook(markdown(" \n")), "source-empty"),
    "other JSON": ('{"type": "FeatureCollection"}', "notebook-other"),
    "a list": ("[1, 2]", "notebook-other"),
    "cells of numbers": ('{"nbformat": 4, "cells": [1]}', "notebook-other"),
    "plain text": ("Forty villages.", "notebook-broken"),
    "nested deep": ('{"nbformat": 4, "metadata": ' + "[" * 100_000, "source-too-deep"),
    "nested deep in metadata": ('{"nbformat": 4, "metadata": {"title": ' + "[" * 5_000 + "]" * 5_000 + '}, "cells": []}', "source-too-deep"),
    "too many lines": (notebook(markdown("words\n\n" * 40_000)), "source-large"),
    "wrong charset": (json.dumps({"nbformat": 4, "cells": [markdown("мост через реку")]}, ensure_ascii=False).encode("cp1251"), "source-undecodable"),
    "a Word file": (b"PK\x03\x04" + bytes(40), "source-binary"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_in_one_line(name):
    data, code = BAD[name]
    assert refused("a.ipynb", data, seconds=10).code == code


def test_lists_nested_too_deep_are_told_as_in_markdown():
    deep = "".join("  " * depth + "- x\n" for depth in range(300))
    document, findings = read("a.ipynb", notebook(markdown(deep)).encode())
    assert document is not None
    assert {(finding.code, finding.where.line) for finding in findings} == {("markdown-too-deep", None)}


def test_more_bytes_than_a_notebook_has_are_not_parsed():
    document, (finding,) = read("a.ipynb", b'{"nbformat": 4, "cells": [' + b" " * LIMIT_WITH_PICTURES)
    assert (document, finding.code) == (None, "source-large")


def test_a_picture_that_is_no_picture_is_left_out_and_told():
    attached = {"x.svg": {"image/svg+xml": base64.b64encode(b"<svg/>").decode()}}
    document, (finding,) = read(
        "a.ipynb", notebook(markdown("![words](attachment:x.svg)", attachments=attached)).encode()
    )
    assert [block.text for block in document.blocks] == ["words"]
    assert finding.code == "markdown-pictures"
