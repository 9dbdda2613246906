"""Each kind of drafted item, on articles of a few sentences that a person can review: `kinds.toml`."""

import tomllib
from pathlib import Path

import pytest

from builder.drafting.items import KINDS
from builder.drafting.kinds import definition_term
from builder.drafting.rivals import Term
from builder.model.article import Article, Definition, Point, PointGroup
from builder.model.item import Cloze, Essay, Matching, MultipleChoice, Ordering
from builder.text.inline import plain

CASES = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))["case"]


def article_of(case):
    nested = [
        Point(text=text, points=tuple(Point(text=t) for t in inner)) for text, inner in case.get("nested", {}).items()
    ]
    points = tuple(Point(text=text) for text in case.get("points", [])) + tuple(nested)
    return Article(
        kind="digest",
        title=case.get("title", "A title"),
        keywords=tuple(case.get("keywords", [])),
        language=case.get("language", "en"),
        citation=case.get("citation"),
        talking_points=(PointGroup(lead=None, points=points),) if points else (),
        key_insight=tuple(case.get("insight", [])),
        summary=tuple(case.get("summary", [])),
        informing_practice=tuple(case.get("practice", [])),
        definitions=tuple(
            Definition(term=term, definition=said, source=case.get("sources", {}).get(term))
            for term, said in case.get("terms", {}).items()
        ),
    )


def mined(case):
    """Return all candidates of a case; its `neighbours` are the key terms of a module called Elsewhere."""
    elsewhere = tuple(
        Term(name=term, definition=said, home="Elsewhere") for term, said in case.get("neighbours", {}).items()
    )
    article = article_of(case)
    return (*definition_term.candidates(article, elsewhere), *(c for kind in KINDS for c in kind(article)))


def answer_of(item):
    match item:
        case MultipleChoice():
            return next(option.text for option in item.options if option.key)
        case Cloze():
            return item.answers[0][0]
        case Matching():
            return item.pairs[0].left
        case Ordering():
            return item.answers[0]
        case Essay():
            return item.answer
    raise AssertionError(item)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['about']}")
def test_a_kind_asks_for_what_it_should_and_for_nothing_else(case):
    found = [c for c in mined(case) if c.kind == case["kind"] and c.item is not None]
    if "answer" not in case:
        assert not found, found[0].item
        return
    assert found, "nothing was drafted"
    assert plain(answer_of(found[0].item)) == case["answer"]
    assert case.get("stem", "") in plain(found[0].item.stem)
    assert list(getattr(found[0].item, "points", ())) == case.get("list", list(getattr(found[0].item, "points", ())))
    told = [option.feedback or "" for option in getattr(found[0].item, "options", ())]
    assert "feedback" not in case or any(case["feedback"] in feedback for feedback in told)


def test_every_kind_has_a_case_that_is_drafted_and_one_that_is_not():
    for kind in {case["kind"] for case in CASES}:
        rows = [case for case in CASES if case["kind"] == kind]
        assert any("answer" in case for case in rows), kind
        assert any("answer" not in case for case in rows), kind
