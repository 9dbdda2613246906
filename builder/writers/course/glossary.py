"""The glossary as a definition list, and the word list that prints with columns for other languages."""

from __future__ import annotations

from html import escape

from builder.catalog.glossary import Defined, GlossaryTerm, glossary
from builder.wording import phrase
from builder.writers.course.parts import CourseView, in_language, label, module_link, module_links


def glossary_html(view: CourseView) -> str:
    """Return every key term once; definitions that differ stand side by side, each with its modules."""
    entries = "\n".join(_term(term, view) for term in glossary(view.entries, view.texts))
    return f'<dl class="builder-glossary">\n{entries}\n</dl>' if entries else ""


def _term(term: GlossaryTerm, view: CourseView) -> str:
    language = in_language(term.language, view.language)
    clash = len(term.definitions) > 1
    note = f'<dd class="builder-clash">{escape(phrase(view.language, "course.clash"))}</dd>\n' if clash else ""
    definitions = "\n".join(_definition(defined, view, language) for defined in term.definitions)
    also = f' <span class="builder-also">{escape(_also(term))}</span>' if term.also else ""
    used = f'<dd class="builder-used">{label(view, "used_in")} {module_links(view, term.used_in)}</dd>'
    return (
        f'<div class="builder-entry{" builder-clashing" if clash else ""}">\n'
        f'<dt id="{term.anchor}"{language}>{escape(term.term)}{also}</dt>\n{note}{definitions}\n'
        f"{used if term.used_in else ''}</div>"
    )


def _also(term: GlossaryTerm) -> str:
    """Return how else a term is spelled, in the term's own language."""
    spelled = phrase(term.language, "marks.comma").join(term.also)
    return phrase(term.language, "course.also", words=spelled)


def _definition(defined: Defined, view: CourseView, language: str) -> str:
    source = f" <cite>— {escape(defined.source)}</cite>" if defined.source else ""
    comma = phrase(view.language, "marks.comma")
    modules = comma.join(module_link(view, slug, place) for slug, place in defined.places)
    return (
        f'<dd><span class="builder-meaning"{language}>{escape(defined.definition)}{source}</span>\n'
        f'<span class="builder-used">{label(view, "defined_in")} {modules}</span></dd>'
    )


def word_list_html(view: CourseView, columns: tuple[str, ...]) -> str:
    """Return the terms as a table with a blank column for each of the languages named, to fill in by hand."""
    names = columns or (phrase(view.language, "course.your_language"),) * 2
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "\n".join(_word_row(term, view, len(names)) for term in glossary(view.entries, view.texts))
    term, meaning = (escape(phrase(view.language, f"course.{name}")) for name in ("term", "meaning"))
    if not rows:
        return ""
    return (
        f'<div class="builder-scroll" tabindex="0" role="region" aria-label="{term}"><table class="builder-words">\n'
        f'<thead><tr><th scope="col">{term}</th><th scope="col">{meaning}</th>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _word_row(term: GlossaryTerm, view: CourseView, blanks: int) -> str:
    language = in_language(term.language, view.language)
    meanings = escape(" / ".join(defined.definition for defined in term.definitions))
    return (
        f'<tr><th scope="row"{language}>{escape(term.term)}</th><td{language}>{meanings}</td>'
        f"{'<td></td>' * blanks}</tr>"
    )
