"""Pairs of edits of a real module.md: a person's, and those of an article that was corrected.

Every word that a person puts in begins with "mine", every one of the article's with "news", so that a test
can tell whose a line is.
"""

import re
from pathlib import Path

from hypothesis import strategies as st

from builder.files.module_read import read_module
from builder.files.units import units_of
from builder.wording import group

MODULES = Path(__file__).parents[1] / "modules"
NUMBER = re.compile(r"\A(\s*)\d{1,9}([.)])(?=\s)")
HEADING = re.compile(r"##\s")
#: The heading under which the builder's own wording stands, in every language: no article corrects that.
OBJECTIVES = {group(language, "heading")["objectives"] for language in ("en", "es", "fr", "ar")}


def read(text):
    file, findings = read_module("slug", text, "modules/slug/module.md")
    assert file is not None, findings
    return file


def drafts():
    """Return the modules of the sample course as the last import wrote them, each cut into its sections."""
    return [sections(path.read_text(encoding="utf-8")) for path in sorted(MODULES.glob("*/.import/module.md"))]


def sections(text):
    """Return a module.md as its front matter and its sections."""
    return re.split(r"(?m)^(?=## )", text)


DRAFTS = drafts()


@st.composite
def bases(draw):
    """A module.md as an import writes it, with some of the sections of a real one."""
    front, *rest = draw(st.sampled_from(DRAFTS))
    first = draw(st.integers(0, len(rest) - 1))
    return front + "".join(rest[first : first + draw(st.integers(1, 3))]).rstrip("\n") + "\n"


def lines(text):
    """Return the lines of a text that are not blank, whatever their ends and the numbers of lists."""
    rows = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    return [NUMBER.sub(r"\g<1>#\g<2>", row).rstrip() for row in rows if row.strip()]


def outside_conflicts(text):
    """Return the lines that stand in no conflict."""
    found, inside = [], False
    for row in lines(text):
        inside = inside or row == "<<<<<<< yours"
        if not inside:
            found.append(row)
        inside = inside and row != ">>>>>>> the article"
    return found


def body_rows(rows):
    """Return the numbers of the lines behind the front matter that hold words."""
    end = rows.index("---", 1)
    return [n for n, row in enumerate(rows) if n > end and row.strip() and not row.startswith("#")]


PERSON = (
    "word", "word", "line", "bullet", "paragraph", "comment", "cut", "cut section", "move section", "own section",
    "rename", "level", "yaml comment", "keyword", "title", "blanks", "swap",
)  # fmt: skip


@st.composite
def persons(draw, base, most=5):
    """The base as a person might leave it."""
    rows = base.split("\n")
    for number in range(draw(st.integers(1, most))):
        rows = person_edit(draw, rows, draw(st.sampled_from(PERSON)), f"mine{number}")
    text = "\n".join(rows)
    if draw(st.booleans()):
        text = text.rstrip("\n") + draw(st.sampled_from(["", "\n", "\n\n\n"]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    return draw(st.sampled_from(["", "", "\ufeff"])) + text.replace("\n", newline)


def person_edit(draw, rows, what, word):
    rows, places = list(rows), body_rows(rows)
    if what in ("level", "yaml comment", "keyword", "title"):
        return front_edit(draw, rows, what, word)
    if what not in ("word", "line", "bullet", "paragraph", "comment", "cut", "blanks", "swap"):
        return section_edit(draw, rows, what, word)
    if not places:
        return rows
    at, other = draw(st.sampled_from(places)), draw(st.sampled_from(places))
    words = rows[at].split(" ")
    words.insert(draw(st.integers(len(words) - 1, len(words))), word)
    changed = {
        "word": [" ".join(words)],
        "line": [rows[at], f"{word} stands here"],
        "bullet": [rows[at], f"- {word} is a point of my own"],
        "paragraph": [rows[at], "", f"{word} is what I add to it.", ""],
        "comment": [rows[at], "", f"<!-- {word} -->", ""],
        "cut": [],
        "blanks": [rows[at] + "  "],
        "swap": [rows[other]],
    }[what]
    if what == "swap":
        rows[other] = rows[at]
    rows[at : at + 1] = changed
    return rows


def front_edit(draw, rows, what, word):
    end = rows.index("---", 1)
    listed = [n for n in range(1, end) if rows[n].startswith("  - ")]
    if what == "level" and not any(row.startswith("level:") for row in rows[:end]):
        rows.insert(end, f"level: {word}")
    elif what == "yaml comment":
        rows.insert(draw(st.integers(1, end)), f"# {word}")
    elif what == "keyword" and listed:
        rows[draw(st.sampled_from(listed))] = f"  - {word}"
    elif what == "title" and rows[2].startswith("title:"):
        rows[2] = f"title: {word}"
    return rows


def section_edit(draw, rows, what, word):
    front, *parts = sections("\n".join(rows))
    at = draw(st.integers(0, len(parts) - 1)) if parts else 0
    match what:
        case "cut section" if parts:
            parts.pop(at)
        case "move section" if parts:
            parts.insert(draw(st.integers(0, len(parts) - 1)), parts.pop(at).rstrip("\n") + "\n\n")
        case "own section":
            parts.insert(at, f"## {word} of my own\n\n{word} text.\n\n")
        case "rename" if parts:
            rest = parts[at].partition("\n")[2]
            parts[at] = f"## {word}\n{rest}"
    spaced = [part if part.endswith("\n\n") else part.rstrip("\n") + "\n\n" for part in parts[:-1]]
    return (front + "".join([*spaced, *parts[-1:]])).split("\n")


ARTICLE = ("word", "word", "word", "unit", "gone", "gone section", "new section", "title", "keyword", "swap")


@st.composite
def articles(draw, base, most=4):
    """The base as it would be written of the corrected article."""
    text = base
    for number in range(draw(st.integers(1, most))):
        text = article_edit(draw, text, draw(st.sampled_from(ARTICLE)), f"news{number}")
    return text


def article_edit(draw, text, what, word):
    front, *parts = sections(text)
    own = [n for n, part in enumerate(parts) if part.partition("\n")[0][3:] not in OBJECTIVES]
    if what == "title":
        return re.sub(r"(?m)^title: .*$", f"title: {word}", text, count=1)
    if what == "keyword":
        return text.replace("\nminutes:", f"\n  - {word}\nminutes:", 1) if "  - " in front else text
    if what == "new section" or not own:
        there = {section.kind for section in read(text).module.sections}
        return text if "credits" in there else f"{text}\n## Credits\n\n{word} made it.\n"
    at = draw(st.sampled_from(own))
    if what == "gone section":
        parts.pop(at)
    else:
        parts[at] = unit_edit(draw, parts[at], what, word)
    return (front + "".join(parts)).rstrip("\n") + "\n"


def unit_edit(draw, part, what, word):
    before, units = units_of(part)
    texts = [unit.text + unit.after for unit in units]
    if len(units) < 2:
        return part
    at = draw(st.integers(1, len(units) - 1))
    first, _, rest = texts[at].partition("\n")
    match what:
        case "word":
            words = first.split(" ")
            words.insert(draw(st.integers(len(words) - 1, len(words))), word)
            texts[at] = " ".join(words) + "\n" + rest
        case "unit":
            marker = {"item": "- ", "definition": ""}.get(units[at].kind, "")
            more = f"\n: {word} means it" if units[at].kind == "definition" else ""
            marker = "1. " if first.startswith("1.") else marker
            texts.insert(at, f"{marker}{word} is said here.{more}\n" + ("" if marker else "\n"))
        case "gone":
            texts.pop(at)
        case "swap":
            other = draw(st.integers(1, len(units) - 1))
            texts[at], texts[other] = (one.rstrip("\n") + "\n\n" for one in (texts[other], texts[at]))
    return before + "".join(texts).rstrip("\n") + "\n\n"


@st.composite
def edited_pairs(draw):
    """(base, ours, theirs) of one module.md."""
    base = draw(bases())
    return base, draw(persons(base)), draw(articles(base))
