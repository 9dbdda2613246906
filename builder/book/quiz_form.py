"""A quiz as HTML: native form controls that `static/quiz.js` marks, offline and by keyboard.

The words of an item may come from an article and the payload from a notebook on disk, so both are
untrusted: text passes `inert`, and what is left of Markdown (emphasis, code, safe links) is written as
HTML from its tokens.  Without a script the questions can be read; buttons appear only with one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

import msgspec

from builder.book.english_words import marked
from builder.text.inert import inert
from builder.text.inline import plain
from builder.text.inline_html import inline_html
from builder.wording import group
from builder.writers.paper_quiz import letter
from builder.writers.quiz import ShownItem, ShownQuiz

#: Stands for a gap while the text is parsed: a private character, which the text itself may not hold.
_GAP = "\ue000"

#: What only the page itself says; the script is told the rest.
_SILENT = ("true", "false", "check", "compare", "again", "show", "choose", "match_paper", "no_script")


class _Frame(msgspec.Struct, frozen=True):
    """What the parts of a form need to know of it: the start of their ids, and the words."""

    id: str
    words: Mapping[str, str]


def form_html(payload: dict[str, Any], language: str, course: str = "") -> str:
    """Return the quiz as HTML, one form an item; answers are kept under the name of the `course`.

    Raises ValueError for a payload that `writers.quiz.payload` did not make.
    """
    try:
        quiz = msgspec.convert(payload, ShownQuiz)
    except msgspec.ValidationError as exc:
        raise ValueError(str(exc)) from exc
    words = group(language, "quiz")
    spoken = {name: text for name, text in words.items() if name not in _SILENT}
    head = (
        f'<div class="builder-quiz" data-course="{escape(course)}" data-slug="{escape(quiz.slug)}"'
        f' data-words="{_json(spoken)}">'
    )
    note = f"<noscript><p>{escape(words['no_script'])}</p></noscript>"
    forms = (_form(_Frame(f"builder-quiz-{number}", words), number, item) for number, item in enumerate(quiz.items, 1))
    return marked("\n".join((head, note, *forms, "</div>")), language)


def _form(frame: _Frame, number: int, item: ShownItem) -> str:
    legend, hint, controls = _PARTS[item.kind](frame, item)
    head = (
        f'<form class="builder-quiz-item" id="{frame.id}" data-item="{escape(item.id)}" data-kind="{item.kind}"'
        f' data-sealed="{_json(item.sealed)}" autocomplete="off" novalidate>'
    )
    lines = [
        head,
        f'<fieldset aria-describedby="{frame.id}-hint">' if hint else "<fieldset>",
        f'<legend><span class="builder-quiz-number">{number}.</span> {legend}</legend>',
        f'<p class="builder-quiz-hint" id="{frame.id}-hint">{hint}</p>' if hint else "",
        controls,
        _where(frame, item),
        _buttons(frame, item),
        '<p class="builder-quiz-status" role="status" aria-live="polite"></p>',
        "</fieldset>",
        "</form>",
    ]
    return "\n".join(line for line in lines if line)


def _where(frame: _Frame, item: ShownItem) -> str:
    """Return where to look back: for paper, and for a page without a script, which otherwise says it in its time."""
    if item.paragraph is None:
        return ""
    link = f'<a href="#p{item.paragraph}">{escape(frame.words["paragraph"].format(number=item.paragraph))}</a>'
    return f'<p class="builder-quiz-where">{escape(frame.words["look_back"])}: {link}</p>'


def _buttons(frame: _Frame, item: ShownItem) -> str:
    check = frame.words["compare" if item.kind == "essay" else "check"]
    return (
        '<p class="builder-quiz-buttons">'
        f'<button type="submit" hidden>{escape(check)}</button>'
        f'<button type="button" data-does="again" hidden>{escape(frame.words["again"])}</button>'
        f'<button type="button" data-does="show" hidden>{escape(frame.words["show"])}</button>'
        "</p>"
    )


def _choices(frame: _Frame, item: ShownItem) -> tuple[str, str, str]:
    several = item.kind == "multiple-response"
    lettered = item.kind != "true-false"
    rows = []
    for index, option in enumerate(item.options):
        mark = f"{frame.id}-mark-{index}"
        head = f'<span class="builder-quiz-letter">{letter(index)}.</span> ' if lettered else ""
        rows.append(
            '<div class="builder-quiz-row"><label class="builder-quiz-option">'
            f'<input type="{"checkbox" if several else "radio"}" name="choice" value="{index}"'
            f' aria-describedby="{mark}"> <span>{head}{inline_html(option)}</span></label> {_mark(mark)}</div>'
        )
    return inline_html(item.stem), escape(frame.words["choose_all"]) if several else "", "\n".join(rows)


def _matching(frame: _Frame, item: ShownItem) -> tuple[str, str, str]:
    options = [plain(inert(option)) for option in item.options]
    paper = "".join(f"<li>{inline_html(option)}</li>" for option in item.options)  # a list that drops down cannot print
    controls = f'{_selects(frame, item, options)}\n<ol class="builder-quiz-paper" type="A">{paper}</ol>'
    return inline_html(item.stem), escape(frame.words["match"]), controls


def _ordering(frame: _Frame, item: ShownItem) -> tuple[str, str, str]:
    positions = [str(position) for position in range(1, len(item.rows) + 1)]
    return inline_html(item.stem), escape(frame.words["order"]), _selects(frame, item, positions)


def _selects(frame: _Frame, item: ShownItem, options: list[str]) -> str:
    choices = "".join(f'<option value="{index}">{escape(text)}</option>' for index, text in enumerate(options))
    rows = []
    for index, row in enumerate(item.rows):
        id_, mark = f"{frame.id}-{index}", f"{frame.id}-mark-{index}"
        rows.append(
            f'<div class="builder-quiz-row"><label for="{id_}">{inline_html(row)}</label>'
            f' <select id="{id_}" aria-describedby="{mark}"><option value="">{escape(frame.words["choose"])}</option>'
            f"{choices}</select> {_mark(mark)}</div>"
        )
    return "\n".join(rows)


def _cloze(frame: _Frame, item: ShownItem) -> tuple[str, str, str]:
    """Return the gaps where they stand in the text; a gap that the text lacks comes after it."""
    marked = re.sub("____+", _GAP, item.stem.replace(_GAP, ""))
    before, *after = inline_html(marked, links=False).split(_GAP)
    pieces = [before]
    for index in range(max(item.gaps, len(after))):
        gap = _gap(frame, index) if index < item.gaps else "____"
        pieces += [gap if index < len(after) else f" {gap}", after[index] if index < len(after) else ""]
    return escape(frame.words["fill"]), "", f'<p class="builder-quiz-text">{"".join(pieces)}</p>'


def _gap(frame: _Frame, index: int) -> str:
    id_, mark = f"{frame.id}-{index}", f"{frame.id}-mark-{index}"
    name = escape(frame.words["gap"].format(number=index + 1))
    return (
        f'<span class="builder-quiz-gap"><label class="builder-quiz-hidden" for="{id_}">{name}</label>'
        f"{_text_input(id_, mark)} {_mark(mark)}</span>"
    )


def _short_answer(frame: _Frame, item: ShownItem) -> tuple[str, str, str]:
    id_, mark = f"{frame.id}-0", f"{frame.id}-mark-0"
    label = f'<label for="{id_}">{escape(frame.words["your_answer"])}</label>'
    control = f'<div class="builder-quiz-row">{label} {_text_input(id_, mark)} {_mark(mark)}</div>'
    return inline_html(item.stem), "", control


def _essay(frame: _Frame, item: ShownItem) -> tuple[str, str, str]:
    id_ = f"{frame.id}-0"
    label = f'<label for="{id_}">{escape(frame.words["your_answer"])}</label>'
    return (
        inline_html(item.stem),
        "",
        f'<div class="builder-quiz-row">{label} <textarea id="{id_}" rows="6"></textarea></div>',
    )


_PARTS = {
    "multiple-choice": _choices,
    "multiple-response": _choices,
    "true-false": _choices,
    "matching": _matching,
    "cloze": _cloze,
    "short-answer": _short_answer,
    "ordering": _ordering,
    "essay": _essay,
}


def _text_input(id_: str, mark: str) -> str:
    return (
        f'<input type="text" id="{id_}" aria-describedby="{mark}" autocomplete="off" autocapitalize="none"'
        ' spellcheck="false">'
    )


def _mark(id_: str) -> str:
    """Return the place where the script says, in words, whether this part is right."""
    return f'<span class="builder-quiz-mark" id="{id_}"></span>'


def _json(value: Any) -> str:
    return escape(msgspec.json.encode(value, order="deterministic").decode())
