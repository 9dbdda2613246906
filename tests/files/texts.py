"""Strategies: modules as a person might leave them."""

from hypothesis import strategies as st

from builder.model.article import Definition, Footnote, Point, PointGroup
from builder.model.item import (
    Cloze,
    Essay,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Option,
    Ordering,
    Pair,
    Quote,
    ShortAnswer,
    TrueFalse,
)
from builder.model.module import FrontMatter, Module, Plan, Prompt

#: What a line of an article may hold: letters of several scripts, and every mark that YAML or Markdown reads.
CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf", "Co", "Cn"), exclude_characters="\u0085"
)
MARKS = st.sampled_from([*list("#*_`[]{}<>:;,.-+=|~$%&@!?'\"\\/()—“” \xa0"), "no", "1:30", "$5", "007", "é", "م", "🐝"])
words = st.lists(st.one_of(MARKS, CHARACTERS, st.sampled_from(["bees", "wax", " "])), min_size=1, max_size=12)
line = words.map("".join).map(lambda text: " ".join(text.split())).filter(bool)
lines = st.lists(line, max_size=3).map(tuple)

points = st.lists(
    st.builds(Point, text=line, points=st.lists(st.builds(Point, text=line), max_size=2).map(tuple)),
    min_size=1,
    max_size=3,
).map(tuple)
ids = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,12}", fullmatch=True)
plans = st.builds(
    Plan,
    minutes=st.none() | st.integers(1, 90),
    format=st.none() | line,
    purpose=st.none() | line,
    look_for=lines,
    push=st.none() | line,
    step_down=st.none() | line,
)
fronts = st.builds(
    FrontMatter,
    format=st.just(1),
    title=line,
    citation=st.none() | line,
    keywords=lines,
    authors=lines,
    minutes=st.none() | st.integers(1, 300),
    level=st.none() | line,
    status=st.sampled_from(["draft", "reviewed"]),
)
modules = st.builds(
    Module,
    slug=st.just("slug"),
    front=fronts,
    objectives=lines,
    summary=lines,
    definitions=st.lists(st.builds(Definition, term=line, definition=line, source=st.none() | line), max_size=3).map(
        tuple
    ),
    talking_points=st.lists(st.builds(PointGroup, lead=st.none() | line, points=points), max_size=3).map(tuple),
    key_insight=lines,
    informing_practice=lines,
    prompts=st.lists(st.builds(Prompt, text=line, plan=plans), max_size=3).map(tuple),
    continued_reading=lines,
    footnotes=st.lists(st.builds(Footnote, mark=st.integers(1, 99).map("[{}]".format), text=line), max_size=2).map(
        tuple
    ),
    credits=lines,
)

quotes = st.none() | st.builds(Quote, section=line, quote=line, paragraph=st.none() | st.integers(1, 40))
common = {
    "id": ids,
    "stem": line,
    "feedback": st.none() | line,
    "source": quotes,
    "objective": st.none() | st.integers(1, 5),
    "origin": st.sampled_from(["drafted", "authored"]),
}


def folded(text):
    return " ".join(text.split()).casefold()


texts = st.lists(line, min_size=2, max_size=4, unique_by=folded).map(tuple)


@st.composite
def options(draw, *, keys):
    chosen = draw(st.lists(line, min_size=2, max_size=5, unique_by=folded))
    right = draw(st.sets(st.integers(0, len(chosen) - 1), min_size=1, max_size=keys))
    feedback = st.none() | line
    return tuple(Option(text=text, key=n in right, feedback=draw(feedback)) for n, text in enumerate(chosen))


items = st.one_of(
    st.builds(MultipleChoice, **common, options=options(keys=1)),
    st.builds(MultipleResponse, **common, options=options(keys=3)),
    st.builds(TrueFalse, **common, answer=st.booleans()),
    st.builds(
        Matching,
        **common,
        pairs=st.lists(
            st.builds(Pair, left=line, match=line, feedback=st.none() | line),
            min_size=2,
            max_size=4,
            unique_by=lambda pair: folded(pair.left),
        ).map(tuple),
        spare=lines,
    ),
    st.builds(Cloze, **{**common, "stem": st.just("A ____ and a ____.")}, answers=st.tuples(texts, texts)),
    st.builds(ShortAnswer, **common, answers=texts),
    st.builds(Ordering, **common, answers=texts),
    st.builds(Essay, **common, answer=st.none() | line, points=lines),
)
quizzes = st.lists(items, max_size=4, unique_by=lambda item: item.id).map(tuple)
