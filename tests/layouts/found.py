"""What the importer finds, in the shape of what was planted, and how much of it agrees."""

from __future__ import annotations

from collections import Counter

from layouts.planted import FIELDS, Layout

from builder.model.article import Inspection, Point
from builder.text.inline import plain


def found(inspection: Inspection) -> dict[str, object]:
    """Return the fields of an inspection as a layout has them, without inline marks."""
    points = [point for group in inspection.talking_points for point in group.points]
    flat = {
        name: [plain(text) for text in getattr(inspection, name)]
        for name in (
            "key_insight",
            "summary",
            "informing_practice",
            "questions",
            "continued_reading",
            "keywords",
            "credits",
            "byline",
        )
    }
    return {
        "title": inspection.title and plain(inspection.title),
        "citation": inspection.citation and plain(inspection.citation),
        "points": [plain(point.text) for point in points],
        "nested": [text for point in points for text in _under(point)],
        "leads": [plain(group.lead) for group in inspection.talking_points if group.lead],
        "definitions": [
            (plain(d.term), plain(d.definition), plain(d.source) if d.source else None) for d in inspection.definitions
        ],
        "footnotes": [(plain(note.mark), plain(note.text)) for note in inspection.footnotes],
        **flat,
    }


def _under(point: Point):
    for inner in point.points:
        yield plain(inner.text)
        yield from _under(inner)


def scores(made: Layout, inspection: Inspection) -> dict[str, float]:
    """Return for each field that either side has the F1 of its entries; `clean` is 1 where nothing is left over."""
    got = found(inspection)
    given = {name: _f1(made.planted[name], got[name]) for name in FIELDS}
    dropped = Counter(plain(text) for text in inspection.dropped if plain(text) != made.planted["title"])
    clean = (
        inspection.kind != "not-an-article" and not inspection.sections and not Counter(made.planted["site"]) - dropped
    )
    return {**{name: score for name, score in given.items() if score is not None}, "clean": float(clean)}


def _f1(planted: object, got: object) -> float | None:
    want = Counter(planted if isinstance(planted, list) else [planted] if planted else [])
    have = Counter(got if isinstance(got, list) else [got] if got else [])
    if not want and not have:
        return None
    return 2 * (want & have).total() / (want.total() + have.total())
