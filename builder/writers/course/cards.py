"""Cards: a module each, for the front page, with a filter; and flashcards, a key term each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

from builder.catalog.glossary import GlossaryTerm, glossary
from builder.catalog.keywords import keywords
from builder.catalog.spelling import compared, sort_key
from builder.model.entry import Entry
from builder.text.sentences import sentences
from builder.wording import group, phrase
from builder.writers.course.parts import CourseView, heading, in_language, module_link

#: A card says so many sentences of its module.
_SENTENCES = 2
#: A filter is of use from so many modules on.
_FILTERED = 4

#: Of these lengths of a class a reader may choose the longest.
_MINUTES = (15, 30, 45, 60, 90)


def cards_html(view: CourseView) -> str:
    """Return a card for every module under the captions of the table of contents, and what filters them."""
    parts = []
    spelled = {compared(word.keyword): word.keyword for word in keywords(view.entries)}
    for caption, slugs in view.units:
        cards = "\n".join(_card(view.entry(slug), view, spelled) for slug in slugs)
        if cards:
            title = heading(view, escape(caption)) if caption else ""
            parts.append(
                f'<section class="builder-card-part">\n{title}\n<ul class="builder-cards">\n{cards}\n</ul>\n</section>'
            )
    return f'<div class="builder-card-deck">\n{_filter(view)}\n' + "\n".join(parts) + "\n</div>" if parts else ""


def _card(entry: Entry, view: CourseView, spelled: Mapping[str, str]) -> str:
    """Return the card of a module; spelled: the keywords as the filter has them, by the form that is compared."""
    said = " ".join(sentences(entry.description)[:_SENTENCES]).strip()
    language = in_language(entry.language, view.language)
    text = f'<p class="builder-card-text"{language}>{escape(said)}</p>\n' if said else ""
    facts = [
        phrase(view.language, "course.reading", minutes=entry.reading_minutes),
        phrase(view.language, "course.class", minutes=entry.minutes) if entry.minutes else "",
        entry.level or "",
    ]
    middle = " · ".join(escape(fact) for fact in facts if fact)
    data = {
        "module": entry.lasting_name,
        "items": str(entry.items),
        "keywords": json.dumps(_keywords(entry, spelled), ensure_ascii=False),
        "level": entry.level or "",
        "language": entry.language,
        "minutes": str(entry.minutes or ""),
    }
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    return (
        f'<li class="builder-card"{attributes}>\n<p class="builder-card-title">{module_link(view, entry.slug)}</p>\n'
        f'{text}<p class="builder-card-facts">{middle}</p>\n</li>'
    )


def _keywords(entry: Entry, spelled: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(spelled[known] for word in entry.keywords if (known := compared(word)) in spelled))


def _filter(view: CourseView) -> str:
    """Return the controls that hide cards; without scripts they are not shown, and every card is."""
    if len(view.entries) < _FILTERED:
        return ""
    levels = sorted({entry.level for entry in view.entries if entry.level}, key=sort_key)
    languages = sorted({entry.language for entry in view.entries})
    longest = [n for n in _MINUTES if any(entry.minutes and entry.minutes <= n for entry in view.entries)]
    controls = [
        _select("keyword", [(word.keyword, word.keyword, word.language) for word in keywords(view.entries)], view),
        _select("level", [(level, level, view.language) for level in levels], view),
        _select("language", [(tag, _name(tag), tag) for tag in languages], view),
        _select(
            "minutes",
            [(str(n), phrase(view.language, "course.at_most", minutes=n), view.language) for n in longest],
            view,
        ),
    ]
    shown = escape(phrase(view.language, "course.shown"))
    total = len(view.entries)
    at_first = escape(phrase(view.language, "course.shown", number=total, all=total))  # nothing moves when it comes
    return (
        '<form class="builder-card-filter pst-js-only">\n' + "\n".join(filter(None, controls)) + "\n"
        f'<button type="reset" class="builder-button">{escape(phrase(view.language, "course.every"))}</button>\n'
        f'<p role="status" data-words="{shown}">{at_first}</p>\n</form>'
    )


def _select(name: str, choices: list[tuple[str, str, str]], view: CourseView) -> str:
    """Return a list to choose from: (value, words, their language); empty where there is nothing to choose."""
    if len(choices) < 2:
        return ""
    every = escape(phrase(view.language, "course.any"))
    options = "".join(
        f'<option value="{escape(value)}"{in_language(tag, view.language)}>{escape(text)}</option>'
        for value, text, tag in choices
    )
    return (
        f"<label>{escape(phrase(view.language, f'course.{name}'))} "
        f'<select name="{name}"><option value="">{every}</option>{options}</select></label>'
    )


def _name(tag: str) -> str:
    """Return a language's own name where we have its wording, else its tag."""
    name = phrase(tag, "course.language_name")
    return name if tag.split("-", maxsplit=1)[0].lower() == phrase(tag, "course.language_tag") else tag


def flashcards_html(view: CourseView) -> str:
    """Return the key terms as a definition list, of which `flashcards.js` makes cards to practise with."""
    cards = "\n".join(_flashcard(term, view) for term in glossary(view.entries, view.texts))
    words = json.dumps(group(view.language, "cards"), ensure_ascii=False, sort_keys=True)
    return (
        f'<section class="builder-flashcards" data-course="{view.course}" data-words="{escape(words)}"'
        f' aria-label="{escape(phrase(view.language, "course.flashcards"))}">\n<dl>\n{cards}\n</dl>\n</section>'
        if cards
        else ""
    )


def _flashcard(term: GlossaryTerm, view: CourseView) -> str:
    language = in_language(term.language, view.language)
    sides = "\n".join(
        f"<dd><span{language}>{escape(defined.definition)}</span> "
        f'<span class="builder-used">{module_link(view, *defined.places[0])}</span></dd>'
        for defined in term.definitions
    )
    slugs = " ".join(dict.fromkeys(slug for defined in term.definitions for slug, _ in defined.places))
    return (
        f'<div class="builder-flashcard" data-card="{term.anchor}" data-modules="{slugs}">\n'
        f"<dt{language}>{escape(term.term)}</dt>\n{sides}\n</div>"
    )


def progress_html(view: CourseView) -> str:
    """Return the panel that says what was read and answered on this device, and moves it to another."""
    words = {name: escape(text) for name, text in group(view.language, "progress").items()}
    modules, items = len(view.entries), sum(entry.items for entry in view.entries)
    none = escape(phrase(view.language, "progress.tally", read=0, modules=modules, answered=0, items=items))
    buttons = "\n".join(
        f'<button type="button" class="builder-button" value="{name}">{words[name]}</button>'
        for name in ("save", "load", "clear")
    )
    return (
        f'<section class="builder-progress pst-js-only" aria-label="{words["title"]}" data-tally="{words["tally"]}"'
        f' data-modules="{modules}" data-items="{items}"'
        f' data-loaded="{words["loaded"]}" data-bad="{words["bad"]}" data-sure="{words["sure"]}"'
        f' data-cleared="{words["cleared"]}" data-blocked="{words["blocked"]}">\n'
        f'<p class="builder-progress-tally" role="status">{none}</p>\n<p class="builder-buttons">\n{buttons}\n</p>\n'
        f'<input type="file" accept="application/json,.json" aria-label="{words["load"]}" hidden>\n'
        f'<p class="builder-progress-told" role="status"></p>\n<p class="builder-hint">{words["kept"]}</p>\n</section>'
    )
