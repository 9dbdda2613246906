"""All discussion prompts, the keyword index and the reading list of a course."""

from __future__ import annotations

from html import escape

from builder.catalog.keywords import keywords
from builder.catalog.readings import Reading, readings
from builder.text.inline_html import inline_html
from builder.wording import phrase
from builder.writers.course.parts import CourseView, heading, in_language, label, module_link, module_links


def prompts_html(view: CourseView) -> str:
    """Return the discussion prompts of all modules, module by module."""
    return "\n".join(
        f"<section{in_language(entry.language, view.language)}>\n"
        f"{heading(view, module_link(view, entry.slug, 'builder-prompts'))}\n<ol>\n"
        + "\n".join(f"<li>{escape(prompt)}</li>" for prompt in entry.prompts)
        + "\n</ol>\n</section>"
        for entry in view.entries
        if entry.prompts
    )


def keywords_html(view: CourseView) -> str:
    """Return the keyword index: each keyword with its modules."""
    rows = "\n".join(
        f"<div><dt{in_language(word.language, view.language)}>{escape(word.keyword)}</dt>"
        f"<dd>{module_links(view, word.slugs)}</dd></div>"
        for word in keywords(view.entries)
    )
    return f'<dl class="builder-keywords">\n{rows}\n</dl>' if rows else ""


def reading_list_html(view: CourseView, files: tuple[tuple[str, str], ...]) -> str:
    """Return each work once, with the modules that report or recommend it; files: (label, address) to take along."""
    rows = "\n".join(f"<li>{_reading(reading, view)}</li>" for reading in readings(view.entries))
    links = "\n".join(f'<a href="{escape(address)}" download>{escape(name)}</a>' for name, address in files)
    taken = f'<p class="builder-take">{label(view, "take")} {links}</p>\n' if files else ""
    return f'{taken}<ul class="builder-readings">\n{rows}\n</ul>' if rows else ""


def _reading(reading: Reading, view: CourseView) -> str:
    said = [
        f"{label(view, name)} {module_links(view, slugs)}"
        for name, slugs in (("reported_in", reading.reported_in), ("recommended_in", reading.recommended_in))
        if slugs
    ]
    semicolon = escape(phrase(view.language, "marks.semicolon"))
    # Nobody says in which language a reference is; its first letter says the direction.
    work = f"<bdi>{inline_html(reading.reference.text, addresses=True)}</bdi>"
    return f'{work} <span class="builder-used">{semicolon.join(said)}</span>'
