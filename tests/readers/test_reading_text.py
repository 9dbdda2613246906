"""Bytes -> blocks: encodings, refusals, items and their depth, wrapped paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.readers import read
from builder.readers.formats import LIMIT
from builder.text.inline import plain


def blocks(text):
    document, findings = read("bees.txt", text.encode("utf-8"))
    assert document is not None, findings
    return document.blocks


def texts(text):
    return [plain(block.text) for block in blocks(text)]


def spans(text):
    return [(block.number, block.last) for block in blocks(text)]


def items(text):
    return [(block.mark, block.level, plain(block.text)) for block in blocks(text)]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bees.txt", b"", "source-empty"),
        ("bees.txt", b" \r\n\t\n\xc2\xa0\n", "source-empty"),
        ("bees.txt", "\ufeff\u200b\n".encode(), "source-empty"),
        ("bees.txt", b"bees\x00\x01\x02 and \x00\x03more", "source-binary"),
        ("bees.txt", b"%PDF-1.7 bees", "pdf-broken"),
        ("bees.txt", b"  %PDF-1.7 bees \x00\x01", "source-binary"),
        ("bees.txt", b"PK\x03\x04 bees", "source-binary"),
        ("bees.txt", b"\xff\xfea\x00b", "source-undecodable"),
        ("bees.txt", "Käfer, Bäume, Brücken, Öfen ".encode() + b"\xff", "source-undecodable"),
        ("bees.txt", "Пчёлы живут в лесу и дома".encode("cp1251"), "source-undecodable"),
        ("bees.xyz", b"bees", "format-unknown"),
        ("bees.txt", b"b" * (LIMIT + 1), "source-large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(name, data, code):
    document, findings = read(f"some/folder/{name}", data)
    assert document is None
    assert [(finding.code, finding.severity, bool(finding.help)) for finding in findings] == [(code, "error", True)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_of_unicode(encoding):
    text = "Bees’ homes\n\nA swarm of 10 000 bees – or fewer – leaves.\n"
    document, findings = read("bees.txt", text.encode(encoding))
    assert not findings
    assert [block.text for block in document.blocks] == ["Bees’ homes", "A swarm of 10 000 bees – or fewer – leaves."]


def test_windows_1252_is_read_and_told():
    document, findings = read("bees.txt", "A keeper’s café – “open” at dawn".encode("cp1252"))
    assert document.blocks[0].text == "A keeper’s café – “open” at dawn"
    assert [(finding.code, finding.severity) for finding in findings] == [("encoding-guessed", "note")]


def test_names_are_without_folders_and_the_suffix_is_case_blind():
    document, _ = read("some/folder/BEES.TXT", b"bees")
    assert (document.source.name, document.source.format) == ("BEES.TXT", "txt")
    assert read("README", b"bees")[0] is not None


def test_invisible_marks_go_and_joiners_stay():
    assert texts("\u200bso\u00adft\ufffc\u2060\ufeff bees") == ["soft bees"]
    assert texts("می\u200cخواهم") == ["می\u200cخواهم"]
    assert texts("cafe\u0301\u00a0and\u202fbees") == ["café and bees"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_numbers_are_those_of_an_editor(end):
    found = blocks(end.join(["", "One", "", "", "Two\u2028and more", "Three"]))
    assert [(block.number, block.gap, block.text) for block in found] == [
        (2, 1, "One"),
        (5, 2, "Two and more"),
        (6, 0, "Three"),
    ]


def test_a_paragraph_a_line_is_not_joined():
    lines = [
        "Bees in the City",
        "Keepers on roofs share queens more readily than honey, which is a surprise to nobody who keeps bees.",
        "Why roofs",
        "Roofs are warm, and nobody walks there, and the way to the park is short.",
        "bees and roofs",
        "hives",
    ]
    assert texts("\n".join(lines)) == lines


def test_wrapped_paragraphs_are_joined_and_headings_are_not():
    text = """\
Bees in the City

Summary
Keepers on roofs share queens more readily than honey, which is a
surprise to nobody who keeps bees. The count was made at dawn and
again at dusk.
Why roofs
Roofs are warm, and nobody walks there, and the way to the park is
short.
"""
    assert texts(text) == [
        "Bees in the City",
        "Summary",
        (
            "Keepers on roofs share queens more readily than honey, which is a surprise to nobody who keeps bees. "
            "The count was made at dawn and again at dusk."
        ),
        "Why roofs",
        "Roofs are warm, and nobody walks there, and the way to the park is short.",
    ]
    assert spans(text) == [(1, 1), (3, 3), (4, 6), (7, 7), (8, 9)]


def test_numbers_in_brackets_at_the_start_of_a_wrapped_line_are_prose():
    text = """\
Hives on roofs are lost in winter more often than hives in gardens, and
the keepers know why.

Three things keep a hive on a roof alive from October to March, namely
(1) a wall that holds off the wind coming up from the river, (2) a stone
on the lid, and (3) a keeper who leaves it alone until the first warm
day.
"""
    assert spans(text) == [(1, 2), (4, 7)]
    assert texts(text)[1].startswith(
        "Three things keep a hive on a roof alive from October to March, namely (1) a wall"
    )


def test_a_list_of_numbers_under_a_wrapped_paragraph_stays_a_list():
    text = """\
Three things keep a hive on a roof alive through the winter, and the
keepers know them by heart:
1. a wall against the wind that comes over the roofs from the river
2. a stone on the lid
(a) lettered
(b) lettered again
"""
    assert [mark for mark, _, _ in items(text)] == ["", "1.", "2.", "(a)", "(b)"]


def test_a_labelled_line_under_a_line_that_had_room_begins_anew():
    text = """\
The following analysis is from the fourth volume.
Citation: Comb, W. (2011). What the roofs of a city can carry, and what
they should. Hives, 7(3), 1-20.

Comb looked after forty hives on roofs and forty in gardens, and wrote
down which of them came through two winters.
"""
    assert spans(text) == [(1, 1), (2, 3), (5, 6)]


def test_wrapped_items_end_where_the_next_begins():
    text = """\
  • Keepers on roofs share queens more readily than
    honey, which is a surprise to nobody.
    - Honey is counted.
  • Roofs are warm.
"""
    assert items(text) == [
        ("•", 1, "Keepers on roofs share queens more readily than honey, which is a surprise to nobody."),
        ("-", 2, "Honey is counted."),
        ("•", 1, "Roofs are warm."),
    ]
    assert spans(text) == [(1, 2), (3, 3), (4, 4)]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("• a\n  • b\n    • c\n  • d\n• e", [1, 2, 3, 2, 1]),
        ("• a\n◦ b\n▪ c\n◦ d\n• e", [1, 2, 3, 2, 1]),
        ("- a\n\n- b\n\n  - c", [1, 1, 2]),
        ("1. a\n1. b\n   - c\n1. d", [1, 1, 2, 1]),
        ("\t• a\n\t\t• b\n\t• c", [1, 2, 1]),
        ("• a\nAnd in the hills:\n  • b", [1, 0, 1]),
        (" • a\n• b\n • c", [1, 1, 1]),
    ],
)
def test_depth_comes_from_indentation_and_sign(text, levels):
    assert [block.level for block in blocks(text)] == levels


@pytest.mark.parametrize(
    "text",
    [
        "-5 degrees at dawn",
        "o fim da rua",
        "*starred* words",
        "3.5 hives a roof",
        "1870. was cold",
        "-- so",
        "e.g. bees",
    ],
)
def test_what_only_looks_like_an_item(text):
    assert [(block.kind, plain(block.text)) for block in blocks(text)] == [("paragraph", text)]


def test_lines_drawn_between_parts_are_furniture():
    assert [bool(block.furniture) for block in blocks("Bees\n-----\n* * *\n• bees\n•")] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_text_is_literal():
    text = r"*a* _b_ [c](d) <e> `f` &amp; \g"
    assert texts(text) == [text]


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_every_line_with_a_letter_is_in_one_block(text):
    document, findings = read("bees.txt", text.encode("utf-8"))
    if document is None:
        assert all(finding.help for finding in findings)
        return
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    covered = [number for block in document.blocks for number in range(block.number, block.last + 1)]
    assert covered == sorted(set(covered))
    assert {number for number, line in enumerate(raw, 1) if any(c.isalnum() for c in line)} <= set(covered)
    assert all(raw[number - 1].strip() for number in covered)


@pytest.mark.parametrize(
    "data",
    [
        b"word " * 700_000,
        b"a line of some words here\n" * 100_000,
        b"words that go on and on to the end of the line, where the line ends in\n" * 50_000,
        b"  - an item of the list\n" * 100_000,
        b"*_[<`" * 700_000,
        b"".join(b" " * (n % 2000) + b"- x\n" for n in range(2000)),
        b"\n" * 3_900_000,
    ],
    ids=["one line", "many lines", "one paragraph", "many items", "many marks", "deep", "blank"],
)
@pytest.mark.timeout(100)
def test_large_inputs_are_read_to_their_end(data):
    """Reading takes seconds where it grows with the text, and hours where it grows with its square."""
    document, findings = read("bees.txt", data)
    assert document is not None or findings
