"""Every kind of item: what moves when the answer moves, in which order things stand, what a form and a sheet show."""

import json
import random
import re
from html import unescape
from itertools import permutations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_quiz_browser import ITEMS
from test_quiz_secrets import lengths, shapes

from builder.book.quiz_form import form_html
from builder.model.item import Cloze, Matching, MultipleChoice, Option, Ordering, Pair, ShortAnswer, TrueFalse
from builder.writers.paper_quiz import paper_quiz
from builder.writers.quiz import payload
from builder.writers.seal import Place, normalised, opened

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[go](javascript:alert(1))",
    "![p](http://example.org/x.png)",
    "{{ 1+1 }} {include}`x` $a$ ```",
    "</fieldset></form></div>",
    "' onfocus='alert(1)",
    "`````{raw} html",
)


def every_answer(item):
    """Return the item under every answer that its shown parts allow."""
    match item:
        case TrueFalse():
            return [msgspec.structs.replace(item, answer=answer) for answer in (True, False)]
        case Ordering():
            return [msgspec.structs.replace(item, answers=answers) for answers in permutations(item.answers)]
        case Matching():
            matches = [pair.match for pair in item.pairs]
            return [
                msgspec.structs.replace(
                    item, pairs=tuple(Pair(left=p.left, match=m) for p, m in zip(item.pairs, order, strict=True))
                )
                for order in permutations(matches)
            ]
        case _:
            keys = [(n >> 2 & 1, n >> 1 & 1, n & 1) for n in range(1, 8)]
            return [
                msgspec.structs.replace(
                    item,
                    options=tuple(
                        msgspec.structs.replace(o, key=bool(k)) for o, k in zip(item.options, key, strict=True)
                    ),
                )
                for key in keys
                if sum(key) == 1 or not isinstance(item, MultipleChoice)
            ]


@pytest.mark.parametrize("name", ["choice", "response", "truth", "match", "order"])
def test_only_sealed_texts_know_the_answer(name):
    made = every_answer(ITEMS[name])
    assert len(made) > 1
    payloads = [payload("bees", (one,), "en") for one in made]
    assert len({json.dumps(shapes(one), sort_keys=True) for one in payloads}) == 1
    assert len({json.dumps(one["items"][0]["sealed"]) for one in payloads}) == len(made)
    assert len({paper_quiz((one,), "en") for one in made}) == 1


@pytest.mark.parametrize("name", ITEMS)
def test_replies_of_an_item_have_one_length(name):
    sealed = payload("bees", (ITEMS[name],), "en")["items"][0]["sealed"]
    found = lengths([sealed["parts"], sealed["other"]])
    assert len({length for part in found[0] for length in part} | set(found[1])) <= 1


@given(st.lists(st.text("abcdé -", min_size=1).filter(normalised), min_size=1, max_size=9))
def test_each_accepted_wording_opens_one_text_among_a_power_of_two(answers):
    item = ShortAnswer(id="short", stem="What?", answers=tuple(answers))
    (blobs,) = payload("bees", (item,), "en")["items"][0]["sealed"]["parts"]
    place = Place(slug="bees", item="short", part="0")
    assert len(blobs) >= 4
    assert len(blobs) & (len(blobs) - 1) == 0
    assert list(blobs) == sorted(blobs)
    for answer in answers:
        assert sum(opened(place, normalised(answer), blob) is not None for blob in blobs) == 1
    assert not any(opened(place, "", blob) or opened(place, "something else", blob) for blob in blobs)


@given(st.permutations(["egg", "larva", "pupa", "bee"]))
def test_the_order_in_which_things_are_shown_is_blind_to_the_file(texts):
    def shown(words):
        entries = Ordering(id="o", stem="Order.", answers=tuple(words))
        pairs = Matching(id="m", stem="Match.", pairs=tuple(Pair(left="x", match=word) for word in words))
        one, other = payload("s", (entries, pairs), "en")["items"]
        return one["rows"], other["options"]

    assert shown(texts) == shown(["bee", "egg", "larva", "pupa"])
    assert all(sorted(part) == ["bee", "egg", "larva", "pupa"] for part in shown(texts))


def test_a_key_written_first_does_not_stand_first_more_often_than_chance():
    places = []
    for number in range(300):
        options = (Option(text="this", key=True), Option(text="that"), Option(text="those"))
        item = MultipleChoice(id=f"item-{number}", stem="Which?", options=options)
        places.append(payload("s", (item,), "en")["items"][0]["options"].index("this"))
    assert all(75 <= places.count(place) <= 125 for place in range(3))


@given(st.permutations(["this", "that", "those", "1 of them"]), st.permutations(["1.50", "1.5", "2"]))
def test_options_are_shown_in_an_order_that_does_not_tell_where_each_stands_in_the_file(words, sizes):
    """Drafts write the key first: an order made of places in the file would tell it to who knows the id."""

    def shown(texts):
        options = tuple(Option(text=text, key=not n) for n, text in enumerate(texts))
        item = MultipleChoice(id="item-1", stem="Which?", options=options)
        return payload("s", (item,), "en")["items"][0]["options"]

    assert shown(words) == shown(["1 of them", "that", "this", "those"])
    assert shown(sizes) == shown(["1.5", "1.50", "2"])


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["1990", "1848", "1901"], ["1848", "1901", "1990"]),
        (
            ["about 1,500 bees", "about 20 bees", "about 300 bees"],
            ["about 20 bees", "about 300 bees", "about 1,500 bees"],
        ),
        (["$2.50", "$0.75", "$10"], ["$0.75", "$2.50", "$10"]),
    ],
)
def test_numbers_stand_by_size(texts, shown):
    options = tuple(Option(text=text, key=not n) for n, text in enumerate(texts))
    item = MultipleChoice(id="numbers", stem="How many?", options=options)
    assert list(payload("s", (item,), "en")["items"][0]["options"]) == shown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_and_do_nothing(text):
    made = (
        MultipleChoice(
            id="a", stem=text, options=(Option(text=text, key=True, feedback=text), Option(text="b" + text))
        ),
        Matching(
            id="b", stem=text, pairs=(Pair(left=text, match=text), Pair(left="x", match="y")), spare=(text + "2",)
        ),
        Cloze(id="c", stem=f"{text} ____ {text}", answers=((text,),)),
        Ordering(id="d", stem=text, answers=(text, "second")),
    )
    html = form_html(payload("slug", made, "en"), "en")
    tags = re.findall(r"<[^>]*>", re.sub(r'"[^"]*"', '""', html))
    assert not [tag for tag in tags if re.search(r"script(?!>)|<script|<img|\son\w+=|javascript", tag)]
    assert not re.search(r'href="(?!https?:|mailto:)', html)
    assert html.count("<form ") == html.count("</form>") == html.count("</fieldset>") == 4
    paper = MarkdownIt("commonmark").render(paper_quiz(made, "en"))
    assert not re.search(r"<(script|img|form|div|h\d|pre)|href=.?javascript", paper)


def test_gaps_stand_where_the_text_has_them_and_none_is_lost():
    """A stem with too few or too many gaps is for a check to tell; the form still asks for each answer."""
    for stem, answers, said in (
        ("A ____ b **____** c.", 2, "A  b  c."),
        ("No gap.", 2, "No gap.  "),
        ("____ and ____ and ____.", 1, " and ____ and ____."),
    ):
        item = Cloze(id="c", stem=stem, answers=(("x",),) * answers)
        html = form_html(payload("s", (item,), "en"), "en")
        text = re.search(r'<p class="builder-quiz-text">(.*?)</p>', html, re.DOTALL).group(1)
        assert text.count("<input") == answers
        without = re.sub(r'<span class="builder-quiz-gap">.*?</span></span>', "", text)
        assert " ".join(unescape(re.sub(r"<[^>]+>", "", without)).split()) == " ".join(said.split())


def test_a_sheet_has_the_options_of_the_form_in_its_order():
    shown = payload("bees", tuple(ITEMS.values()), "en")["items"]
    html = MarkdownIt("commonmark").render(paper_quiz(tuple(ITEMS.values()), "en"))
    assert html.count("<ol>") == 1  # one list, numbered through
    assert html.count("<li>") == len(ITEMS)
    assert "<hr" not in html
    for item, part in zip(shown, html.split("<li>")[1:], strict=True):
        words = unescape(re.sub(r"<[^>]+>", "", part))
        texts = [text for text in (*item["options"], *item["rows"]) if "<" not in text]
        assert all(text in words for text in texts)
        if item["options"] and item["kind"] != "true-false":
            assert [words.index(f"{letter}. ") for letter in "ABC"] == sorted(words.index(f"{c}. ") for c in "ABC")
            assert [words.index(t) for t in texts if t in item["options"]] == sorted(
                words.index(t) for t in texts if t in item["options"]
            )


def test_a_payload_that_is_not_ours_is_refused():
    good = payload("bees", tuple(ITEMS.values()), "en")
    for broken in ({}, {**good, "format": 2}, {**good, "items": [{"id": "x"}]}, {**good, "slug": None}):
        with pytest.raises(ValueError, match=r"\$|missing|Expected"):
            form_html(broken, "en")


def test_the_same_items_give_the_same_bytes():
    first = form_html(payload("bees", tuple(ITEMS.values()), "en"), "en")
    random.seed(7)
    assert form_html(payload("bees", tuple(ITEMS.values()), "en"), "en") == first
