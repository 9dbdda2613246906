"""An RTF file's blocks: as `rtf/*.txt` has them; every bad file is refused in one line."""

import time
from pathlib import Path

import pytest
from block_rows import rows
from hypothesis import given, settings
from hypothesis import strategies as st
from refusals import refused

from builder.readers import read
from builder.readers.decode import cleaned
from builder.readers.formats import LIMIT_WITH_PICTURES
from builder.text.inline import plain

HERE = Path(__file__).parent / "rtf"
CASES = sorted(HERE.glob("*.rtf"))
GOOD = rb"{\rtf1\ansi Bees live {\b on} the roofs.\par}"


def texts(data, name="a.rtf"):
    found, findings = read(name, data)
    return [plain(block.text) for block in found.blocks] if found else [finding.code for finding in findings]


def rtf(body):
    return b"{\\rtf1\\ansi " + (body if isinstance(body, bytes) else body.encode("ascii")) + b"}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_blocks_of_an_rtf_file(path, golden):
    found, findings = read("case.rtf", path.read_bytes())
    assert [finding.severity for finding in findings if finding.severity != "note"] == []
    golden(path.with_suffix(".txt"), rows(found))
    assert [block.number for block in found.blocks] == list(range(1, len(found.blocks) + 1))


def test_libreoffice_writes_the_same_document_as_rtf_and_as_odt():
    """Both were made of `odt/by_hand.fodt`."""
    as_odt = read("a.odt", (HERE.parent / "odt" / "by_libreoffice.odt").read_bytes())[0]
    as_rtf = read("a.rtf", (HERE / "by_libreoffice.rtf").read_bytes())[0]
    assert as_rtf.blocks == as_odt.blocks
    assert as_rtf.media == as_odt.media
    assert as_rtf.metadata == as_odt.metadata


def test_pictures_are_taken_and_those_that_no_browser_shows_are_said():
    found, findings = read("case.rtf", (HERE / "words.rtf").read_bytes())
    assert [media.name for media in found.media] == ["image1.png", "image2.gif"]
    assert found.media[1].data == b"GIF89a}{\\}0123"
    (finding,) = findings
    assert (finding.code, finding.severity) == ("rtf-pictures", "note")
    assert finding.message.endswith("left out: 1")


def test_the_bytes_tell_rich_text_whatever_the_file_is_called():
    for name in ("a.txt", "a.doc.docx", "a.html"):
        found, _ = read(name, GOOD)
        assert (found.source.format, found.blocks) == ("rtf", read("a.rtf", GOOD)[0].blocks)


@pytest.mark.parametrize(
    ("head", "data", "text"),
    [
        (r"\ansi\ansicpg1251", b"\xef\xf0\xe8\xe2\xe5\xf2", "привет"),
        (r"\ansi\ansicpg1256", b"\xd3\xe1\xc7\xe3", "سلام"),
        (r"\ansi\ansicpg65001", "naïve".encode(), "naïve"),
        (r"\ansi\ansicpg932", b"\x93\xfa\x8c\xea", "日語"),
        (r"\mac", b"b\x8eb\x8e", "bébé"),
        (r"\pc", b"b\x82b\x82", "bébé"),
        (r"\ansi\ansicpg99999", b"b\xe9b\xe9", "bébé"),
        (r"\ansi\ansicpg1251", "naïve €".encode(), "naïve €"),
    ],
)
def test_bytes_are_read_in_the_code_page_that_the_file_names(head, data, text):
    raw = b"{\\rtf1" + head.encode() + b" " + data + b"}"
    assert texts(raw) == [text]
    if b"\xc3" not in data:
        escaped = "".join(f"\\'{byte:02x}" for byte in data).encode()
        assert texts(b"{\\rtf1" + head.encode() + b" " + escaped + b"}") == [text]


BAD = {
    "cut in half": (GOOD[: len(GOOD) // 2], "rtf-broken", "cut off"),
    "cut at the end": (GOOD[:-1], "rtf-broken", "cut off"),
    "text": (b"Bees live on the roofs.", "rtf-other", "some other file"),
    "UTF-16": (GOOD.decode().encode("utf-16"), "rtf-other", "some other file"),
    "old Office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "rtf-other", "some other file"),
    "binary over the end": (rtf(rb"a\bin99999999999 b"), "rtf-broken", "cut off"),
    "no words": (rtf(r"\pard\par {\pict 00}"), "source-empty", "no text"),
    "only what is skipped": (rtf(r"{\*\x words}{\header words}"), "source-empty", "no text"),
    "not RTF inside": (b"{\\rtfx words}", "source-empty", "no text"),
    "deep": (rtf("{" * 5000 + "a" + "}" * 5000), "source-too-deep", "2000"),
    "a book": (rtf("a bee " * 700_000), "source-large", "longer than"),
    "many marks": (rtf(r"{\b a}b" * 26_000), "source-large", "longer than"),
    "many paragraphs": (rtf(r"a\par " * 51_000), "source-large", "longer than"),
    "many words": (rtf(r"\b" * 610_000), "source-large", "longer than"),
    "100 MB": (GOOD[:-1] + b"x" * LIMIT_WITH_PICTURES * 2 + b"}", "source-large", "million"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_rtf_file_is_refused_in_one_line(name):
    data, code, words = BAD[name]
    finding = refused("a.rtf", data, seconds=8)
    assert finding.code == code
    assert words in finding.message


@pytest.mark.parametrize(
    "body",
    [
        r"words\u\uc-9\f\s\ls-4\ilvl-9\outlinelevel-1\li99999999\bin-4 \ansicpg\deff{\fonttbl\f\fcharset{\f0}}",
        r"words{\field}{\field{\*\fldinst}}{\footnote}{\*\footnote\par}\ftnalt{\listtext}{\pntext}{\pict}{\upr{\*\ud}}",
        r"words{\stylesheet{}{;}{\s1}{\s1\sbasedon1 ;}}{\info{\title}}\u55357?\u0?{\*}{\*\*}\*",
        r"\cell\row\cell\pard words\par\row",
    ],
)
def test_control_words_that_mean_nothing_are_passed_over(body):
    assert texts(rtf(body)) == ["words"]


SLOW = {
    "bold letters": r"{\b a}b" * 12_000,
    "links": r'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt a}} ' * 4_000,
    "open fields": r'{\field{\*\fldinst HYPERLINK "https://example.org"}' * 1_000 + "{\\fldrslt a}" + "}" * 1_000,
    "notes": r"a{\footnote b}" * 6_000,
    "notes in notes": r"{\footnote a" * 1_900 + "}" * 1_900 + "b",
    "lines": r"a\line " * 20_000,
    "cells": r"\pard\intbl a\cell" * 15_000 + r"\row\pard a",
    "an instruction without end": r"{\field{\*\fldinst " + "HYPERLINK " * 100_000 + "}}a",
    "digits of a picture": r"{\pict " + "0a0b\n" * 400_000 + "}a",
}


@pytest.mark.parametrize("name", SLOW)
def test_a_long_or_deep_rtf_file_takes_seconds(name):
    began = time.process_time()
    found = texts(rtf(SLOW[name]))
    assert time.process_time() - began < 8
    assert found


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(CASES), st.data())
def test_a_damaged_rtf_file_never_raises(path, choice):
    whole = bytearray(path.read_bytes())
    for _ in range(choice.draw(st.integers(1, 6))):
        whole[choice.draw(st.integers(6, len(whole) - 1))] = choice.draw(st.sampled_from(b"{}\\'*0129-abu \x00\xff\n"))
    found, findings = read("a.rtf", bytes(whole[: choice.draw(st.integers(7, len(whole)))]))
    assert (found is None) == any(finding.severity == "error" for finding in findings)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Co", "Cn"))), st.booleans())))
def test_words_written_as_unicode_come_back(runs):
    def written(text):
        units = text.encode("utf-16-le")
        numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
        return "".join(f"\\u{number}?" for number in numbers)

    body = "x" + "".join(f"{{\\b {written(text)}}}" if bold else written(text) for text, bold in runs)
    (said,) = texts(rtf(body))
    assert "".join(cleaned(said).split()) == "".join(cleaned("x" + "".join(text for text, _ in runs)).split())
