"""Articles with a known truth: a seed draws a layout, and what is planted is what must be found."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

WORDS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in (Path(__file__).parent / "words").glob("*.toml")
}
SECTIONS = (
    "talking_points",
    "key_insight",
    "summary",
    "informing_practice",
    "questions",
    "continued_reading",
    "keywords",
)
FIELDS = (
    "title",
    "citation",
    "points",
    "nested",
    "leads",
    *SECTIONS[1:],
    "credits",
    "byline",
    "definitions",
    "footnotes",
)

Kind = Literal["title", "heading", "paragraph", "item", "site"]


@dataclass(frozen=True)
class Piece:
    """A line of the article: what it is in marked-up formats, its text, how deep an item stands."""

    kind: Kind
    text: str
    level: int = 0


@dataclass
class Layout:
    """The pieces of an article in order, what was planted, and how plain text shows it."""

    language: str
    pieces: list[Piece] = field(default_factory=list)
    planted: dict[str, Any] = field(default_factory=dict)
    bullet: str = "• "
    colon: str = ""
    trail: str = ""
    dense: bool = False
    spaced: bool = False

    def add(self, kind: Kind, text: str, level: int = 0) -> None:
        self.pieces.append(Piece(kind, text, level))


def layout(language: str, seed: int) -> Layout:
    """Return the layout that a seed draws."""
    draw = random.Random(f"{language} {seed}")
    words = WORDS[language]
    made = Layout(
        language,
        planted={name: [] for name in (*FIELDS, "site")} | {"title": None, "citation": None},
        bullet=draw.choice(["  • ", "• ", "- ", "* ", "– ", "1. ", "•\t"]),
        colon=draw.choice(["", "", "", ":", " :"]),
        trail=draw.choice(["", "", "  "]),
        dense=draw.random() < 0.2,
        spaced=draw.random() < 0.3,
    )
    credit = draw.choice(["front", "end", "none"])
    _front(draw, words, made, credit)
    kept = [name for name in SECTIONS if draw.random() < 0.8]
    for name in draw.choice([kept, kept, _swapped(kept)]):
        _PARTS[name](draw, words, made)
    if draw.random() < 0.3:
        for mark, text in words["notes"][: draw.randint(1, 2)]:
            made.add("paragraph", f"{mark} {text}")
            made.planted["footnotes"].append((mark, text))
    if credit == "end":
        _credit(draw, words, made)
    if draw.random() < 0.3:
        for line in draw.sample(words["site_below"], 2):
            made.add("site", line)
            made.planted["site"].append(line)
    return made


def _swapped(names: list[str]) -> list[str]:
    order = [
        "talking_points",
        "key_insight",
        "summary",
        "questions",
        "informing_practice",
        "keywords",
        "continued_reading",
    ]
    return sorted(names, key=order.index)


def _front(draw, words, made, credit):
    copies = draw.choice([1, 1, 2, 0])
    if draw.random() < 0.5 and not (made.dense and not copies):
        line = draw.choice(words["site_above"])
        made.add("site", line)
        made.planted["site"].append(line)
    if copies:
        made.planted["title"] = draw.choice(words["titles"])
        made.add("title", made.planted["title"])
        if copies == 2:
            made.add("paragraph", made.planted["title"])
    if credit == "front":
        _credit(draw, words, made)
    if copies and draw.random() < 0.3:
        line = draw.choice(words["bylines"])
        made.add("paragraph", line)
        made.planted["byline"].append(line)
    lead, reference = draw.choice(words["lead_phrases"]), draw.choice(words["references"])
    made.planted["citation"] = reference
    if draw.random() < 0.3:
        made.add("paragraph", lead)
        made.add("paragraph", reference)
    else:
        made.add("paragraph", f"{lead} {reference}")


def _credit(draw, words, made):
    line = draw.choice(words["credits"])
    made.add("paragraph", line)
    made.planted["credits"].append(line)


def _head(draw, words, made, name):
    made.add("heading", draw.choice(words["headings"][name]))


def _points(draw, words, made):
    _head(draw, words, made, "talking_points")
    points = draw.sample(words["points"], draw.randint(2, 4))
    lead, nested = draw.choice(["none", "none", "first", "middle"]), draw.random() < 0.3
    for number, point in enumerate(points):
        if (lead, number) in (("first", 0), ("middle", 1)):
            line = draw.choice(words["leads"])
            made.add("paragraph", line)
            made.planted["leads"].append(line)
        made.add("item", point, 1)
        made.planted["points"].append(point)
    for line in draw.sample(words["nested"], 2) if nested else ():
        made.add("item", line, 2)
        made.planted["nested"].append(line)


def _insight(draw, words, made):
    _head(draw, words, made, "key_insight")
    kind, level = draw.choice([("item", 1), ("paragraph", 0)])
    made.add(kind, words["key_insight"][0], level)
    made.planted["key_insight"].append(words["key_insight"][0])


def _summary(draw, words, made):
    lost = draw.random() < 0.5 and not made.dense and (made.planted["points"] or made.planted["key_insight"])
    if not lost:
        _head(draw, words, made, "summary")
    terms = draw.choice([0, 0, 1, 2])
    for number, text in enumerate(words["summary"][: draw.randint(1, 3)]):
        made.add("paragraph", text)
        made.planted["summary"].append(text)
        for term, definition, source in words["definitions"][:terms] if not number else ():
            made.add("paragraph", f"{term}: {definition}")
            made.add("paragraph", source)
            made.planted["definitions"].append((term, definition, source))


def _practice(draw, words, made):
    _head(draw, words, made, "informing_practice")
    initials = draw.choice(["", " [KH]", "[KH]"])
    *others, last = words["informing_practice"]
    for text in others:
        made.add("paragraph", text)
    made.add("paragraph", last + initials)
    made.planted["informing_practice"] += [*others, last]
    made.planted["byline"] += ["[KH]"] * bool(initials)


def _listed(draw, words, made, name, most, bullets):
    _head(draw, words, made, name)
    entries = draw.sample(words[name], min(draw.randint(1, most), len(words[name])))
    made.planted[name] += entries
    kind, level = ("item", 1) if draw.random() < bullets else ("paragraph", 0)
    for entry in entries:
        made.add(kind, entry, level)


def _keywords(draw, words, made):
    entries = words["keywords"][: draw.randint(2, 4)]
    made.planted["keywords"] += entries
    shape = draw.choice(["line", "below", "list", "lines"])
    comma = "، " if made.language == "ar" else ", "
    if shape == "line":
        made.add("paragraph", f"{draw.choice(words['headings']['keywords'])}: {comma.join(entries)}")
        return
    _head(draw, words, made, "keywords")
    if shape == "below":
        made.add("paragraph", comma.join(entries))
    for entry in entries if shape != "below" else ():
        made.add("item" if shape == "list" else "paragraph", entry, int(shape == "list"))


_PARTS = {
    "talking_points": _points,
    "key_insight": _insight,
    "summary": _summary,
    "informing_practice": _practice,
    "questions": lambda draw, words, made: _listed(draw, words, made, "questions", 3, 0.5),
    "continued_reading": lambda draw, words, made: _listed(draw, words, made, "continued_reading", 4, 0.3),
    "keywords": _keywords,
}
