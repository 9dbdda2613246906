"""Document -> Inspection: what each block is, by tables of headings per language and its neighbours.

A page is read by passes in a fixed order; each is one idea in one file and gives roles to blocks that
have none.  Then one fold makes the article and the account of its lines.

language    which language        tables      languages/*.toml       page        blocks, roles, passes
furniture   what the site adds    labels      lines with a label     headings    known headings
notes       footnotes             front       title, byline          definitions key terms
sections    other headings        standfirst  a text above the text  body        text under headings
verdict     digest, article or neither
assemble    the fold              references  what a reference is    cutting     cutting inline Markdown
"""

from __future__ import annotations

from builder.findings import Finding, Where, error, warning
from builder.model.article import Inspection
from builder.model.document import Document
from builder.recognise.assemble import assemble
from builder.recognise.body import find_body
from builder.recognise.definitions import find_definitions
from builder.recognise.front import find_byline, find_title
from builder.recognise.furniture import find_captions, find_furniture, find_images, find_related
from builder.recognise.headings import find_contents, find_headings, find_run_in_headings
from builder.recognise.labels import find_citation, find_credits, find_keywords
from builder.recognise.language import language
from builder.recognise.notes import find_notes, missing_notes
from builder.recognise.page import Page, Pass, Roles, levelled, see
from builder.recognise.sections import find_sections
from builder.recognise.standfirst import find_standfirst
from builder.recognise.verdict import kind, refusal

#: An earlier pass has precedence.
PASSES: tuple[Pass, ...] = (
    find_furniture,
    find_images,
    find_citation,
    find_keywords,
    find_credits,
    find_captions,
    find_headings,
    find_contents,
    find_run_in_headings,
    find_title,
    find_byline,
    find_notes,
    find_related,
    find_definitions,
    find_sections,
    find_standfirst,
)


def recognise(document: Document) -> Inspection:
    """Return what a document holds, by function, and where each of its lines went."""
    spoken = language(document)
    page = see(document, spoken)
    roles: Roles = (None,) * len(page.blocks)
    for find in PASSES:
        roles = find(page, roles)
    page = levelled(page, roles)
    reason = refusal(page, roles)
    named = find_body(page, roles)
    findings = _findings(page, named, reason) + missing_notes(page, named)
    return assemble(page, named, kind=kind(roles, reason), language=spoken, findings=findings)


def _cut_off(page: Page, roles: Roles) -> int | None:
    """Return the last paragraph of the text where it ends without closing its sentence."""
    running = [
        i for i, role in enumerate(roles) if role is not None and role.kind in ("summary", "practice", "paragraph")
    ]
    if not running:
        return None
    seen, role = page.blocks[running[-1]], roles[running[-1]]
    signed = role is not None and role.initials
    closed = signed or seen.ends_a_sentence or not (seen.plain[-1].isalpha() or seen.plain[-1] in ",;–—-")
    return None if closed or seen.words < 12 or seen.block.kind not in ("paragraph", "quotation") else running[-1]


def _findings(page: Page, roles: Roles, reason: str | None) -> tuple[Finding, ...]:
    where = Where(file=page.document.source.name)
    if reason is not None:
        help_ = "give the file of one article; nothing is imported from this one"
        return (error("not-an-article", f"no article was found: {reason}", where, help_),)
    found = []
    kinds = {role.kind for role in roles if role is not None}
    if "title" not in kinds and not page.document.metadata.title:
        help_ = "write the title on the first line, or set `title` in the module"
        found.append(warning("title-missing", "no title was found", where, help_))
    cut = _cut_off(page, roles)
    if cut is not None:
        line = page.blocks[cut].block.number if page.document.source.format == "txt" else None
        help_ = "compare it with the source; the file may hold only a part of the article"
        place = Where(file=where.file, line=line)
        found.append(warning("text-cut", "the text stops in the middle of a sentence here", place, help_))
    if not kinds & {"summary", "practice", "paragraph", "point"}:
        help_ = "check that the file holds the whole article"
        found.append(warning("text-missing", "there is no text under the headings", where, help_))
    return tuple(found)
