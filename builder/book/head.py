"""What a page says to machines in its head: JSON-LD, Open Graph, citation tags."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from builder.book.course_list import course_list
from builder.book.listings import kinds_on
from builder.catalog.glossary import glossary
from builder.writers.machine import course, json_ld, learning_resource, meta_tags, term_set


def prepare_head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give our template the tags of a module's page, of the glossary and of the front page (`html-page-context`)."""
    del templatename
    context["builder_head"] = "\n".join(_tags(app, pagename, doctree))


def _tags(app: Sphinx, pagename: str, doctree: nodes.document | None) -> list[str]:
    listed = course_list(app)
    entry = listed.modules.get(pagename)
    address = _address(app, pagename)
    if entry is not None:
        return [meta_tags(entry, listed.title, address), json_ld(learning_resource(entry, listed.title, address))]
    entries = tuple(listed.modules.values())
    if pagename == app.config.root_doc:
        addresses = {one.slug: found for page, one in listed.modules.items() if (found := _address(app, page))}
        return [json_ld(course(listed.title, listed.language, entries, addresses))]
    if doctree is not None and "builder-glossary" in kinds_on(doctree):
        return [json_ld(term_set(glossary(entries, listed.texts), listed.title, address))]
    return []


def _address(app: Sphinx, page: str) -> str:
    """Return the whole address of a page, empty where the book has none (`html.baseurl`)."""
    base = str(app.config.html_baseurl or "").rstrip("/")
    return f"{base}/{app.builder.get_target_uri(page)}" if base else ""
