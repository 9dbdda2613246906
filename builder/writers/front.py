"""The head and the foot of a module's page, from its front matter: at a glance, and where things come from."""

from __future__ import annotations

from builder.catalog.references import bare_doi, parse_reference
from builder.model.entry import Entry
from builder.model.module import FrontMatter, Module
from builder.text.inert import inert
from builder.wording import phrase


def head(module: Module, entry: Entry, notices: tuple[str, ...]) -> str:
    """Return title, notices and what a reader wants to know first, as Markdown."""
    front, language = module.front, module.front.language
    said = draft_line(front)
    notes = [*notices, *[said] * bool(said)]
    times = phrase(
        language,
        "page.reading_value",
        minutes=phrase(language, "page.minutes_value", minutes=entry.reading_minutes),
        second=phrase(language, "page.minutes_value", minutes=entry.reading_minutes_second_language),
    )
    rows = [
        (phrase(language, "page.reading"), times),
        (
            phrase(language, "page.minutes"),
            phrase(language, "page.minutes_value", minutes=front.minutes) if front.minutes else "",
        ),
        (phrase(language, "page.level"), inert(front.level or "")),
        (phrase(language, "page.keywords"), phrase(language, "marks.comma").join(map(inert, front.keywords))),
        (phrase(language, "page.reference" if module.essay else "page.reported"), _reported(front)),
        (
            phrase(language, "page.state"),
            phrase(language, "page.state_value", year=entry.year) if entry.year else "",
        ),
    ]
    bullets = "\n".join(f"- {row}" for row in _rows(rows, language))
    return "\n\n".join([f"# {inert(front.title)}", *[f"*{text}*" for text in notes], *[bullets] * bool(bullets)])


def draft_line(front: FrontMatter) -> str:
    """Return the line that says that a module is a draft, or is one again after its review; empty where it is none."""
    if front.status != "draft":
        return ""
    if front.reviewed:
        return phrase(front.language, "page.draft_again", date=front.reviewed)
    return phrase(front.language, "page.draft")


def _reported(front: FrontMatter) -> str:
    """Return the reference of the study, with its DOI where it names none itself."""
    if not front.citation:
        return ""
    address = "" if parse_reference(front.citation).doi else _doi_address(front)
    return " ".join(filter(None, [inert(front.citation), inert(f"<{address}>") if address else ""]))


def _doi_address(front: FrontMatter) -> str:
    doi = bare_doi(front.doi)
    return f"https://doi.org/{doi}" if doi else ""


def imprint(front: FrontMatter) -> str:
    """Return where the article came from, its licence and who reviewed the module; empty where nothing is known."""
    language = front.language
    address = front.url or ("" if front.citation else _doi_address(front))
    said = [*map(inert, front.authors), inert(front.publisher or ""), inert(front.published or "")]
    source = phrase(language, "marks.comma").join(filter(None, [*said, inert(f"<{address}>") if address else ""]))
    reviewed = [inert(front.reviewer or ""), front.reviewed or ""] if front.status == "reviewed" else []
    rows = [
        (phrase(language, "page.source"), source),
        (phrase(language, "page.licence"), inert(front.licence or "")),
        (phrase(language, "page.reviewed"), phrase(language, "marks.comma").join(filter(None, reviewed))),
    ]
    lines = _rows(rows, language)
    return "\n\n".join(["---", *lines]) if lines else ""


def _rows(rows: list[tuple[str, str]], language: str) -> list[str]:
    """Return labelled lines, those without a text left out."""
    colon = phrase(language, "marks.colon")
    return [f"**{label}{colon}** {text}" for label, text in rows if text]
