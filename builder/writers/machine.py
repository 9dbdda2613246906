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
from builder.catalog.references import bare_doi, parse_reference
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
            "timeRequired": f"PT{entry.minutes or entry.reading_minutes}M",
            "keywords": list(entry.keywords),
            "teaches": [*entry.objectives, *(_term(term.term, term.definition) for term in entry.terms)],
            "assesses": [entry.objectives[n - 1] for n in entry.assessed if 0 < n <= len(entry.objectives)],
            "license": _licence(entry),
            "isBasedOn": _study(entry),
            "isPartOf": {"@type": "Course", "name": course},
            "isAccessibleForFree": True,
            "accessMode": ["textual"],
            "accessibilityFeature": list(ACCESSIBILITY),
        }
    )


def _licence(entry: Entry) -> str | dict[str, str] | None:
    """Return a licence by its address, or by its name where we know no address (schema.org: URL or CreativeWork)."""
    if not entry.licence:
        return None
    return licence_address(entry.licence) or {"@type": "CreativeWork", "name": entry.licence}


def _study(entry: Entry) -> dict[str, Any] | None:
    """Return the research that a module reports, with the fields that its reference gives."""
    if not entry.citation:
        return None
    read = parse_reference(entry.citation)
    doi = bare_doi(entry.doi) or read.doi
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
            "hasDefinedTerm": [_glossary_term(one, address) for one in terms],
        }
    )


def _glossary_term(term: GlossaryTerm, address: str) -> dict[str, Any]:
    meanings = [defined.definition for defined in term.definitions]
    return _known(
        {
            "@type": "DefinedTerm",
            "name": term.term,
            "alternateName": list(term.also),
            "description": meanings if len(meanings) > 1 else meanings[0],
            "inLanguage": term.language,
            "url": f"{address}#{term.anchor}" if address else None,
        }
    )


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
        ("property", "og:locale", _locale(entry.language)),
        ("property", "og:url", address),
        ("name", "description", entry.description),
        ("name", "keywords", ", ".join(entry.keywords)),
        ("name", "citation_title", entry.title),
        *(("name", "citation_author", author) for author in entry.authors),
        ("name", "citation_publication_date", (entry.published or "").replace("-", "/")),
        ("name", "citation_publisher", entry.publisher or ""),
        ("name", "citation_language", entry.language),
        # The DOI is the study's: on a page that reports a study it would make the page that study.
        ("name", "citation_doi", "" if entry.citation else bare_doi(entry.doi) or ""),
        ("name", "citation_reference", plain(entry.citation or "")),
        ("name", "citation_public_url", address),
    ]
    return "\n".join(f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in tags if value)


def _locale(language: str) -> str:
    """Return language and region as Open Graph wants them ("pt_BR"), empty where no region is named."""
    first, *rest = language.split("-")
    region = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), "")
    return f"{first.lower()}_{region}" if region else ""
