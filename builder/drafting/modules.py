"""The module of an article: its words by function, front matter, objectives and plans."""

from __future__ import annotations

import math
import re

import msgspec

from builder.drafting.chosen import summary_of, with_chosen
from builder.drafting.objectives import draft_objectives
from builder.drafting.prompts import draft_prompts
from builder.model.article import Article, paragraphs
from builder.model.document import Metadata
from builder.model.module import FrontMatter, Module, ModuleSection, Prompt
from builder.text.inert import inert, inert_block
from builder.text.inline import plain
from builder.text.licences import named_licence
from builder.text.words import count
from builder.wording import group, phrase

#: Reading speed of an adult on paper, rounded down: Brysbaert (2019), "How many words do we read per
#: minute?", finds 238 words a minute for non-fiction; students of a new subject are slower.
_WORDS_A_MINUTE = 200
_PROMPTS_IN_CLASS = 3
_TERMS_AND_QUIZ = 8

_DOI = re.compile(r"\b(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(10\.\d{4,9}/[^\s\"<>]+?)[.,;)]*(?=\s|\Z)", re.IGNORECASE)
_CITED_TITLE = re.compile(r"\(\d{4}[a-z]?(?:, [^()]*)?\)\.\s+(?P<title>[^.?!]{8,}[^.?!]*[?!]?)(?:\.|(?<=[?!]))\s")


class Drafts(msgspec.Struct, frozen=True, kw_only=True):
    """What is drafted for an article: its summary, the article's own where it has one, objectives and prompts."""

    summary: tuple[str, ...]
    objectives: tuple[str, ...]
    prompts: tuple[Prompt, ...]


def draft_module(slug: str, article: Article, metadata: Metadata) -> Module:
    """Return the module as first written: the article's words by function, and drafts that say so.

    Its items are drafted apart (`draft_items`).
    """
    held = with_chosen(article)
    drafts = Drafts(summary=summary_of(article), objectives=draft_objectives(held), prompts=draft_prompts(held))
    return module_of(slug, held, metadata, drafts)


def module_of(slug: str, article: Article, metadata: Metadata, drafts: Drafts) -> Module:
    """Return the module of an article that has its chosen key terms and talking points, and of what was drafted."""
    return Module(
        slug=slug,
        front=_front(slug, article, metadata, drafts.prompts),
        sections=tuple(_other(article, named=bool(drafts.summary or article.definitions or article.talking_points))),
        objectives=drafts.objectives,
        summary=drafts.summary,
        definitions=article.definitions,
        talking_points=article.talking_points,
        key_insight=article.key_insight,
        informing_practice=article.informing_practice,
        prompts=drafts.prompts,
        continued_reading=article.continued_reading,
        footnotes=article.footnotes,
        credits=(*article.credits, *article.byline),
    )


def title_of(article: Article, slug: str) -> str:
    """Return the article's title; of an untitled one the title of the study it cites, else the slug's words."""
    if article.title:
        return article.title
    cited = _CITED_TITLE.search(article.citation or "")
    return cited["title"].strip() if cited else slug.replace("-", " ").capitalize()


def _front(slug: str, article: Article, metadata: Metadata, prompts: tuple[Prompt, ...]) -> FrontMatter:
    doi = _DOI.search(plain(article.citation or ""))
    return FrontMatter(
        format=1,
        title=title_of(article, slug),
        citation=article.citation,
        url=metadata.url,
        doi=metadata.doi or (doi.group(1) if doi else None),
        authors=metadata.authors,
        published=metadata.published,
        publisher=metadata.publisher,
        licence=metadata.licence or named_licence("\n".join(map(plain, article.credits))),
        language=article.language,
        keywords=article.keywords or metadata.keywords,
        minutes=_minutes(article, prompts),
    )


def _minutes(article: Article, prompts: tuple[Prompt, ...]) -> int:
    """Return the class minutes, up to the next five: quiet reading, terms and quiz, the first three prompts."""
    reading = sum(count(plain(p.text)) for p in paragraphs(article)) / _WORDS_A_MINUTE
    talking = sum(prompt.plan.minutes or 0 for prompt in prompts[:_PROMPTS_IN_CLASS])
    return 5 * math.ceil((reading + _TERMS_AND_QUIZ + talking) / 5)


def _other(article: Article, *, named: bool) -> list[ModuleSection]:
    """Return the other text by sections; named: whether text without a heading gets one.

    Where sections stand before it, it would run on from them.  A heading of the article's that is one of ours would
    be read as that part, or stand twice, so it stands under the heading of the article's text.
    """
    own = phrase(article.language, "chosen.text")
    ours = {words.casefold() for known in ("en", article.language) for words in group(known, "heading").values()}
    found = []
    for section in article.sections:
        heading = plain(section.heading or (own if named else ""))
        paragraphs = [inert_block(text) for text in section.paragraphs]
        if heading.strip().casefold() in ours:
            heading, paragraphs = own, [f"### {inert(heading)}", *paragraphs]
        found.append(ModuleSection(kind="other", heading=heading, body="\n\n".join(paragraphs)))
    return found
