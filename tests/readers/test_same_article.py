"""One article saved in every format is the same Article, but for what a format cannot carry.

The articles are the one that the project began with, where it lies beside the repository, and two of
our own (`same_article/`), with emphasis, links, nested lists, quotations and notes.  Every format that
has a writer in `written_as` is tested, without being named here.
"""

import re
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
import written_as

from builder.model.document import Block
from builder.readers import read
from builder.recognise import recognise
from builder.text.inline import plain

HERE = Path(__file__).parent / "same_article"
SEED = Path(__file__).resolve().parents[3] / "shared" / "articles" / "000_dc774fe430881ee5.txt"
#: What says where an article came from and not what it is.
ABOUT = ("source", "lines", "findings")


class Kept(NamedTuple):
    """An article as it was read, and the parts of it that are written."""

    article: dict
    title: str
    blocks: list[Block]


def as_read(name, data):
    document, findings = read(name, data)
    assert document is not None, [str(finding) for finding in findings]
    return document, recognise(document)


def article_of(inspection):
    found = msgspec.json.decode(msgspec.json.encode(inspection))
    return {name: value for name, value in found.items() if name not in ABOUT}


def of_seed():
    """Return the seed with what was recognised in it as real headings, items and notes.

    What its site put around it is not written, so nothing of it is dropped again.
    """
    document, inspection = as_read(SEED.name, SEED.read_bytes())
    went = dict(inspection.lines)
    blocks = []
    for block in document.blocks:
        to = next(went[number] for number in range(block.number, block.last + 1) if number in went)
        mark = re.match(r"(\[\d+\])\s*", block.text)
        if to.startswith("/dropped") or to == "/title":
            continue
        if to.startswith("/headings") and plain(block.text).strip() in inspection.headings:
            blocks.append(msgspec.structs.replace(block, kind="heading", level=2))
        elif to.startswith("/footnotes") and mark:
            blocks.append(msgspec.structs.replace(block, kind="note", mark=mark[1], text=block.text[mark.end() :]))
        else:
            blocks.append(block)
    assert {block.kind for block in blocks} == {"heading", "paragraph", "item", "note"}
    return Kept({**article_of(inspection), "dropped": []}, inspection.title, blocks)


def of_our_own(name):
    document, inspection = as_read(name, (HERE / name).read_bytes())
    return Kept(article_of(inspection), inspection.title, list(document.blocks[1:]))


OURS = {path.name: lambda name=path.name: of_our_own(name) for path in sorted(HERE.glob("*.md"))}
ARTICLES = {**OURS, **({SEED.name: of_seed} if SEED.is_file() else {})}


def strings(value, change):
    """Return a value with every string in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: strings(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [strings(inner, change) for inner in value]
    return value


def without_marks(article):
    """Return the words alone, without emphasis, links and code."""
    return strings(article, lambda text: " ".join(plain(text).split()))


def without_code(article):
    return strings(article, lambda text: text.replace("`", ""))


def without_sections(article):
    """Return the running text in no order, its headings among it."""
    sections = article["sections"]
    texts = [
        *article["summary"],
        *article["informing_practice"],
        *(text for each in sections for text in each["paragraphs"]),
    ]
    headings = [each["heading"] for each in sections if each["heading"]]
    return {**article, "summary": [], "informing_practice": [], "sections": sorted([*texts, *headings])}


def without_page_numbers(article):
    return {**article, "dropped": [line for line in article["dropped"] if not line.isdigit()]}


def without_levels(article):
    return {**article, "sections": [{**each, "level": 0} for each in article["sections"]]}


def without_slant_in_arabic(article):
    """Return Arabic text without emphasis by slant: strong words keep theirs."""
    slanted = re.compile(r"(?<!\*)\*(?!\*)([^*]+)\*(?!\*)")
    return strings(article, lambda text: slanted.sub(r"\1", text) if re.search(r"[\u0600-\u06ff]", text) else text)


#: What a format cannot carry: what is left out of the comparison, and why.
EXCEPT = {
    "txt": {
        without_marks: "plain text has neither emphasis nor links",
        without_sections: "a heading that no table knows is a line like others in plain text",
    },
    "docx": {without_code: "a word processor has no words of code, only another font"},
    "odt": {without_code: "a word processor has no words of code, only another font"},
    "pdf": {
        without_page_numbers: "the pages have numbers, which are left out as furniture",
        without_levels: "a heading has a size and no level; a small one is of the level above",
        without_code: "words of code have only another font",
        without_slant_in_arabic: "Arabic type has no slanted letters",
    },
    "rtf": {without_code: "a word processor has no words of code, only another font"},
}


@pytest.mark.parametrize("format_", written_as.names())
@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_the_same_in_every_format(name, format_):
    kept = ARTICLES[name]()
    data = written_as.write(format_, kept.title, kept.blocks, kept.article["language"])
    _, inspection = as_read(f"article{written_as.suffix(format_)}", data)
    expected, found = kept.article, article_of(inspection)
    for change in EXCEPT.get(format_, ()):
        expected, found = change(expected), change(found)
    assert found == expected


@pytest.mark.parametrize("path", sorted((HERE / "by_libreoffice").iterdir()), ids=lambda path: path.name)
def test_libreoffice_makes_the_same_article_of_it(path):
    """LibreOffice read our article in one format and wrote it in another."""
    _, inspection = as_read(path.name, path.read_bytes())
    assert article_of(inspection) == without_code(of_our_own(f"{path.stem}.md").article)


@pytest.mark.parametrize("name", OURS)
def test_our_articles_hold_what_formats_differ_in(name, golden):
    """The Article that every format is held to is a file that a person has read."""
    golden(
        (HERE / name).with_suffix(".json"),
        msgspec.json.format(msgspec.json.encode(of_our_own(name).article), indent=2).decode() + "\n",
    )
    kinds = {block.kind for block in of_our_own(name).blocks}
    assert kinds == {"heading", "paragraph", "item", "quotation", "note"}


@pytest.mark.skipif(not SEED.is_file(), reason="no sample article beside the repository (../shared/articles)")
def test_the_seed_is_among_the_articles():
    kept = ARTICLES[SEED.name]()
    assert len(kept.article["continued_reading"]) == 7
    assert len(kept.article["keywords"]) == 8
    assert len(kept.article["footnotes"]) == 1


def words(article):
    found = []
    strings(article, lambda text: found.extend(plain(text).split()))
    return len(found)


def test_no_format_is_excepted_as_a_whole():
    assert [format_ for format_ in EXCEPT if format_ not in written_as.names()] == []
    for name in OURS:
        article = of_our_own(name).article
        for changes in EXCEPT.values():
            left = article
            for change, reason in changes.items():
                assert reason
                left = change(left)
            assert words(left) >= 0.95 * words(article)
