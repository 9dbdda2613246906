"""A sheet to try a template out with: it asks of it all that writing may ask, its page, styles, lists and parts."""

from __future__ import annotations

from builder.model.sheet import Bullets, Option, Paragraph, Question, Run, Sheet, Table

_WORDS = (Run(text="trial"),)
_LINE = Paragraph(text=_WORDS)


def _nested(start: int) -> Bullets:
    """Return a list of three levels, as deep as styles of lists go."""
    inmost = Bullets(entries=((_LINE,),), start=start)
    middle = Bullets(entries=((_LINE, inmost),), start=start)
    return Bullets(entries=((_LINE, middle),), start=start)


TRIAL = Sheet(
    kind="student",
    slug="trial",
    language="en",
    title="trial",
    name="trial",
    notice="trial",
    heading=_WORDS,
    address="https://example.org/trial",
    blocks=(
        _nested(0),
        _nested(1),
        Question(number=1, stem=_WORDS, options=(Option(text=_WORDS, letter="A"),)),
        Table(head=(_WORDS,), rows=((_WORDS,),)),
    ),
)
