"""What search engines, messengers and reference managers read of a page.

schema.org: LearningResource, Course, DefinedTermSet, as JSON-LD 1.1 (schema.org/LearningResource; the
properties are those that the 1EdTech LRMI crosswalk names).  Open Graph: ogp.me.  `citation_...`: the tags
that Google Scholar's inclusion guidelines name and Zotero reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from builder.catalog.glossary import GlossaryTerm
from builder.catalog.references import parse_reference
from builder.model.entry import Entry
from builder.text.inline import plain
from builder.text.licences import licence_address

#: What our pages offer to assistive technology (schema.org, accessibilityFeature; the W3C's vocabulary).
ACCESSIBILITY = ("structuralNavigation", "tableOfContents", "displayTransformability", "readingOrder")


def learning_resource(entry: Entry, course: str, address: str = "") -> dict[str, Any]:
    """Return a module as a LearningResource; address: the page's whole address where the book has one."""
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "name": entry.title,
            "url": address,
            "description": entry.description,
            "inLanguage": entry.language,
            "learningResourceType": "module",
            "educationalLevel": entry.level,
            "timeRequired": f"PT{entry.minutes}M" if entry.minutes else None,
            "keywords": list(entry.keywords),
            "teaches": [*entry.objectives, *(_term(term.term, term.definition) for term in entry.terms)],
            "assesses": [entry.objectives[n - 1] for n in entry.assessed if 0 < n <= len(entry.objectives)],
            "license": licence_address(entry.licence) or entry.licence if entry.licence else None,
            "isBasedOn": _study(entry),
            "isPartOf": {"@type": "Course", "name": course},
            "isAccessibleForFree": True,
            "accessMode": ["textual"],
            "accessibilityFeature": list(ACCESSIBILITY),
        }
    )


def _study(entry: Entry) -> dict[str, Any] | None:
    """Return the research that a module reports, with the fields that its reference gives."""
    if not entry.citation:
        return None
    read = parse_reference(entry.citation)
    doi = entry.doi or read.doi
    return _known(
        {
            "@type": "ScholarlyArticle" if read.kind == "article" else "CreativeWork",
            "name": read.title or plain(entry.citation),
            "author": [
                {"@type": "Person", "familyName": name.family, "givenName": name.given} for name in read.authors
            ],
            "datePublished": read.year,
            "sameAs": f"https://doi.org/{doi}" if doi else read.url,
            "citation": plain(entry.citation),
        }
    )


def term_set(terms: Sequence[GlossaryTerm], course: str, address: str = "") -> dict[str, Any]:
    """Return a glossary as a DefinedTermSet; a term that is defined twice has both definitions."""
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "name": course,
            "url": address,
            "hasDefinedTerm": [{**_term(one.term, _meanings(one)), "inLanguage": one.language} for one in terms],
        }
    )


def _meanings(term: GlossaryTerm) -> str:
    return " / ".join(defined.definition for defined in term.definitions)


def course(title: str, language: str, entries: Sequence[Entry], addresses: Mapping[str, str]) -> dict[str, Any]:
    """Return a course with its modules; addresses: of the pages, by slug, where the book has an address."""
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Course",
            "name": title,
            "inLanguage": sorted({language, *(entry.language for entry in entries)}),
            "hasPart": [
                _known({"@type": "LearningResource", "name": entry.title, "url": addresses.get(entry.slug)})
                for entry in entries
            ],
        }
    )


def _term(name: str, definition: str) -> dict[str, str]:
    return {"@type": "DefinedTerm", "name": name, "description": definition}


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def json_ld(data: Mapping[str, Any]) -> str:
    """Return the element that holds JSON-LD; nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{text}</script>'


def meta_tags(entry: Entry, course: str, address: str = "") -> str:
    """Return Open Graph and citation tags of a module's page."""
    tags = [
        ("property", "og:type", "article"),
        ("property", "og:title", entry.title),
        ("property", "og:site_name", course),
        ("property", "og:description", entry.description),
        ("property", "og:locale", entry.language.replace("-", "_")),
        ("property", "og:url", address),
        ("name", "description", entry.description),
        ("name", "keywords", ", ".join(entry.keywords)),
        ("name", "citation_title", entry.title),
        *(("name", "citation_author", author) for author in entry.authors),
        ("name", "citation_publication_date", (entry.published or "").replace("-", "/")),
        ("name", "citation_publisher", entry.publisher or ""),
        ("name", "citation_language", entry.language),
        ("name", "citation_doi", entry.doi or ""),
        ("name", "citation_public_url", address),
    ]
    return "\n".join(f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in tags if value)
