"""What a student's file may tell of a quiz: nothing in the clear depends on the key, and no feedback stands in it."""

import base64
import json
import re
from html.parser import HTMLParser

import msgspec
from files.texts import ids, items, line, quizzes
from hypothesis import given
from hypothesis import strategies as st

from builder.book.quiz_form import form_html
from builder.model.item import Essay, MultipleChoice, Option, Quote, ShortAnswer
from builder.writers.paper_quiz import paper_quiz
from builder.writers.quiz import payload
from builder.writers.seal import Place, opened

CANARY = "canaryXfeedback"


def shapes(value):
    """Return a payload with every sealed text replaced by its length."""
    if isinstance(value, dict):
        return {name: lengths(inner) if name == "sealed" else shapes(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [shapes(inner) for inner in value]
    return value


def lengths(value):
    if isinstance(value, dict):
        return {name: lengths(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [lengths(inner) for inner in value]
    return len(value)


choices = st.builds(
    lambda id_, stem, texts, feedback: MultipleChoice(
        id=id_,
        stem=stem,
        options=tuple(Option(text=text, feedback=said) for text, said in zip(texts, feedback, strict=False)),
    ),
    ids,
    line,
    st.lists(line, min_size=3, max_size=4, unique_by=str.casefold),
    st.lists(st.none() | line, min_size=4, max_size=4),
)


def with_key(item, index):
    options = tuple(msgspec.structs.replace(option, key=n == index) for n, option in enumerate(item.options))
    return msgspec.structs.replace(item, options=options)


@given(choices)
def test_moving_the_key_changes_sealed_texts_only_and_not_their_length(item):
    made = [with_key(item, index) for index in range(len(item.options))]
    payloads = [payload("slug", (one,), "en") for one in made]
    assert len({json.dumps(shapes(one), sort_keys=True) for one in payloads}) == 1
    assert len({paper_quiz((one,), "en") for one in made}) == 1
    assert len({len(form_html(one, "en")) for one in payloads}) == 1
    for one in payloads:
        (blobs,) = one["items"][0]["sealed"]["parts"]
        assert len({len(blob) for blob in blobs}) == 1


@given(choices, st.integers(0, 3))
def test_each_option_opens_its_own_reply(item, index):
    item = with_key(item, index % len(item.options))
    shown = payload("slug", (item,), "en")["items"][0]
    by_text = {option.text: option for option in item.options}
    for place, (text, blob) in enumerate(zip(shown["options"], shown["sealed"]["parts"][0], strict=True)):
        reply = opened(Place(slug="slug", item=item.id, part="0"), str(place), blob)
        assert reply["verdict"] == ("right" if by_text[text].key else "wrong")
        others = [opened(Place(slug="slug", item=item.id, part="0"), str(other), blob) for other in range(9)]
        assert [number for number, other in enumerate(others) if other] == [place]


@st.composite
def planted(draw):
    """An item of any kind with a canary in everything that a student must not read."""
    item = draw(items)
    changes = {"feedback": CANARY, "source": Quote(section="summary", quote=CANARY, paragraph=2)}
    if hasattr(item, "options"):
        changes["options"] = tuple(msgspec.structs.replace(option, feedback=CANARY) for option in item.options)
    if hasattr(item, "pairs"):
        changes["pairs"] = tuple(msgspec.structs.replace(pair, feedback=CANARY) for pair in item.pairs)
    if isinstance(item, ShortAnswer):
        changes["answers"] = (CANARY,)
    if isinstance(item, Essay):
        changes |= {"answer": CANARY, "points": (CANARY,)}
    return msgspec.structs.replace(item, **changes)


def decoded_runs(text):
    for run in re.findall(r"[A-Za-z0-9+/]{8,}={0,2}", text):
        for cut in range(4):
            piece = run[cut:]
            yield base64.b64decode(piece[: len(piece) // 4 * 4] or "", validate=False)


@given(planted())
def test_no_feedback_answer_or_source_stands_in_the_clear(item):
    made = payload("slug", (item,), "en")
    for text in (json.dumps(made), form_html(made, "en"), paper_quiz((item,), "en")):
        assert CANARY not in text
        assert not any(CANARY.encode() in data for data in decoded_runs(text))


class Form(HTMLParser):
    """Checks that tags are balanced, controls labelled and groups named."""

    VOID = frozenset({"input", "br", "hr", "img"})

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.labels, self.controls, self.legends, self.fieldsets = [], [], set(), [], 0, 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "label" and "for" in attrs:
            self.labels.add(attrs["for"])
        if tag in ("input", "select", "textarea"):
            self.controls.append((attrs.get("id"), "label" in self.open))
        self.legends += tag == "legend"
        self.fieldsets += tag == "fieldset"
        assert not [name for name in attrs if name.startswith("on")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(quizzes)
def test_a_form_is_whole_labelled_and_named(quiz):
    form = Form(form_html(payload("slug", quiz, "en"), "en"))
    assert form.open == []
    assert form.fieldsets == form.legends == len(quiz)
    assert all(inside or id_ in form.labels for id_, inside in form.controls)
    assert not {"script", "iframe", "img", "svg", "style"}.intersection(form.tags)
